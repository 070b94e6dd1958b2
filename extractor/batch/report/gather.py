"""What the report keeps of each record: enough for the page, and little of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.batch.report.duplicates import Duplicates
from extractor.documents.records import Record
from extractor.documents.writers.tables import rows

CLAIM_COLUMNS = ("subject", "baseline", "metric", "factor", "factor_max", "hedge", "status", "text")


@dataclass(frozen=True, slots=True)
class Source:
    """An article. `group` is the same for articles that are nearly the same."""

    id: str
    title: str | None
    published: str | None
    group: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as one article makes it."""

    subject: str
    baseline: str | None
    metric: str
    factor: float
    factor_max: float | None
    hedge: str | None
    status: str
    said_by: str | None
    text: str
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class Mention:
    """A chip in an article."""

    chip: str
    vendor: str | None
    kind: str | None
    count: int
    source: Source


@dataclass(frozen=True, slots=True)
class Event:
    """What an article says happened to a chip."""

    chip: str
    event: str
    date: str | None
    source: Source


@dataclass(slots=True)
class Gathered:
    """All that the records say, in their order."""

    sources: list[Source] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    failed: int = 0

    @property
    def independent(self) -> int:
        """How many articles there are when near-duplicates count as one."""
        return len({source.group for source in self.sources})


def gather(records: Iterable[Record]) -> Gathered:
    """Return what the records say."""
    gathered, duplicates = Gathered(), Duplicates()
    for record in records:
        if "error" in record:
            gathered.failed += 1
        else:
            _add(gathered, record, duplicates)
    return gathered


def _add(gathered: Gathered, record: Record, duplicates: Duplicates) -> None:
    about = record["article"]
    group = duplicates.group(about.get("text") or "", len(gathered.sources))
    source = Source(about["id"] or f"article {len(gathered.sources) + 1}", about["title"], about["published"], group)
    gathered.sources.append(source)
    for table, row in rows(record):
        if table == "claims":
            values = {key: row[key] for key in CLAIM_COLUMNS}
            sentence = row["sentence"] or row["text"]
            gathered.claims.append(Claim(**values, said_by=row["source"], sentence=sentence, source=source))
        elif table == "chips":
            gathered.mentions.append(Mention(row["name"], row["vendor"], row["kind"], row["mentions"], source))
        elif table == "events":
            gathered.events.append(Event(row["chip"], row["event"], row["date"], source))
