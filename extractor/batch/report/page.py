"""The page: one HTML file that needs nothing else, for people to send to each other.

Everything in it is somebody's text, so the template escapes all, links go to web addresses only, and the page's own
policy lets no script run but the one whose hash it names.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extractor.batch.report.charts import HEIGHT, WIDTH, bars, mentions_over_time
from extractor.batch.report.claims import disagreements, figure, merge
from extractor.batch.report.gather import Event, Gathered, Mention, gather
from extractor.documents.atomic import atomic
from extractor.documents.records import Record

HOME = Path(__file__).parent
MOST_CLAIMS = 2_000
MOST_EVENTS = 500


@dataclass(frozen=True, slots=True)
class ChipRow:
    """A chip of the page: in how many independent articles, and how often in all."""

    name: str
    kind: str | None
    articles: int
    mentions: int


def write_report(records: Iterable[Record], path: Path) -> Gathered:
    """Write the page of what the records say, and return what was gathered for it."""
    gathered = gather(records)
    with atomic(path) as unfinished:
        unfinished.write_text(render(gathered), encoding="utf-8", errors="replace")
    return gathered


def render(gathered: Gathered) -> str:
    """Return the page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters.update(figure=figure, words=_words)
    style, script = (HOME / "page.css").read_text(), (HOME / "page.js").read_text()
    merged = merge(gathered.claims)
    return environment.get_template("page.html").render(
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'",
        gathered=gathered,
        days=sorted(source.published for source in gathered.sources if source.published),
        vendors=chips_by_vendor(gathered.mentions),
        merged=merged,
        shown=merged[:MOST_CLAIMS],
        disagreements=disagreements(merged),
        events=_timeline(gathered.events)[-MOST_EVENTS:],
        metrics=bars(Counter(claim.first.metric for claim in merged)),
        leaders=bars(_articles_by_vendor(gathered.mentions)),
        statuses=bars(Counter(claim.first.status for claim in merged)),
        over_time=mentions_over_time(gathered.mentions),
        width=WIDTH,
        height=HEIGHT,
    )


def chips_by_vendor(mentions: Iterable[Mention]) -> list[tuple[str, list[ChipRow]]]:
    """Return each vendor's chips, those in most articles first; chips of no known vendor come last."""
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    counts: Counter[tuple[str, str]] = Counter()
    kinds: dict[tuple[str, str], str | None] = {}
    for mention in mentions:
        key = (mention.vendor or "", mention.chip)
        groups[key].add(mention.source.group)
        counts[key] += mention.count
        kinds[key] = kinds.get(key) or mention.kind
    vendors: dict[str, list[ChipRow]] = defaultdict(list)
    for (vendor, chip), articles in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        vendors[vendor].append(ChipRow(chip, kinds[vendor, chip], len(articles), counts[vendor, chip]))
    return sorted(vendors.items(), key=lambda item: (not item[0], -sum(row.articles for row in item[1]), item[0]))


def _articles_by_vendor(mentions: Iterable[Mention]) -> Counter[str]:
    return Counter(vendor for vendor, _ in {(mention.vendor, mention.source.group) for mention in mentions} if vendor)


def _timeline(events: Iterable[Event]) -> list[tuple[str, str, str, list[Event]]]:
    """Each dated event once, with the articles that tell of it, in the order of time."""
    told: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.date and event.date[:4].isdigit():
            told[event.date, event.chip, event.event].append(event)
    return [(*key, group) for key, group in sorted(told.items())]


def _hash(inline: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


def _words(name: str) -> str:
    return name.replace("_", " ")
