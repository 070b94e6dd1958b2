"""An extractor that knows the page's first example: the page is tested with it, whatever the rules say today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from extractor.schema import AnyEntity, ArticleInfo, Chip, ChipFacts, Date, Event, Ratio, Result, Vendor
from tests.serving.stub import StubExtractor

Maker = Callable[..., AnyEntity]


def _chip(name: str) -> Maker:
    return lambda **place: Chip(name=name, vendor="Amazon Web Services", kind="cpu", rule="chips.catalog", **place)


def _vendor(name: str) -> Maker:
    return lambda **place: Vendor(name=name, rule="vendors.catalog", **place)


def _ratio(factor: float, **fields: Any) -> Maker:
    return lambda **place: Ratio(factor=factor, rule="ratios.stub", **fields, **place)


def _date(value: str, day: str | None) -> Maker:
    return lambda **place: Date(value=value, first_day=day, last_day=day, rule="dates.stub", **place)  # type: ignore[arg-type]


KNOWN: list[tuple[str, Maker]] = [
    (r"Trainium2|Trainium|Graviton[34]|H200|GH200|Grace Hopper", lambda text, **place: _chip(text)(text=text, **place)),
    (r"Amazon Web Services|AWS|Nvidia|Anthropic", lambda text, **place: _vendor(text)(text=text, **place)),
    ("4 times faster", _ratio(4, metric="speed", hedge="up_to", subject="Trainium2", baseline="Trainium")),
    ("twice as energy efficient", _ratio(2, metric="energy_efficiency", subject="Trainium2", baseline="Trainium")),
    ("30% better compute performance", _ratio(1.3, metric="compute", subject="Graviton4", baseline="Graviton3")),
    ("50% more cores", _ratio(1.5, metric="count", subject="Graviton4")),
    ("Tuesday", _date("2023-11-28", "2023-11-28")),
    ("November 13, 2023", _date("2023-11-13", "2023-11-13")),
    ("today", _date("2023-11-29", "2023-11-29")),
    ("next year", _date("2024", "2024-01-01")),
]


class PageStub(StubExtractor):
    """Finds what stands in KNOWN."""

    def extract(self, text: str, **given: Any) -> Result:
        super().extract(text)
        title = given.get("title") or ""
        entities = [*_find(title, "title"), *_find(text, "text")]
        names = dict.fromkeys(e.name for e in entities if isinstance(e, Chip))
        events = [Event(chip="Trainium2", event="announced", date="2023-11-28")] if "Trainium2" in names else []
        chips = [_facts(name, entities, events) for name in names]
        info = ArticleInfo(**given, words=len(text.split()))
        return Result(article=info, entities=entities, chips=chips, events=events, rules_version="stub", elapsed_ms=0.5)


def _find(text: str, field: Any) -> Iterator[AnyEntity]:
    found = [(m, make) for pattern, make in KNOWN for m in re.finditer(rf"\b(?:{pattern})\b", text)]
    for m, make in sorted(found, key=lambda pair: pair[0].start()):
        yield make(start=m.start(), end=m.end(), text=m[0], field=field)


def _facts(name: str, entities: list[AnyEntity], events: list[Event]) -> ChipFacts:
    named = [at for at, e in enumerate(entities) if isinstance(e, Chip) and e.name == name]
    claims = [at for at, e in enumerate(entities) if isinstance(e, Ratio) and e.subject == name]
    happened = [at for at, event in enumerate(events) if event.chip == name]
    return ChipFacts(
        name=name, vendor="Amazon Web Services", kind="cpu", entities=named, claims=claims, events=happened
    )


def load(rules: Any = ()) -> PageStub:
    return PageStub("stub")
