"""Assemble one fact sheet a chip from the linked entities."""

from __future__ import annotations

from typing import Any

from extractor.reading import Reading
from extractor.schema import ChipFacts, Event, create


def assemble(reading: Reading, events: list[Event]) -> list[ChipFacts]:
    """Return the chips of the article, in order of their first occurrence; a claim that is repeated stands once."""
    chips: dict[str, ChipFacts] = {}
    told: set[tuple[Any, ...]] = set()
    for index, entity in enumerate(reading.entities):
        if entity.label == "CHIP":
            value = entity.value
            if value.name not in chips:
                chips[value.name] = _sheet(value)
            chips[value.name].entities.append(index)
    # A chip that a claim compares with is often named behind it: sheets first, claims then.
    for index, entity in enumerate(reading.entities):
        if entity.label == "RATIO" and _is_new(entity.value, told):
            _add_claim(chips, entity.value.subject, index, "claims")
            _add_claim(chips, entity.value.baseline, index, "compared")
    for index, event in enumerate(events):
        if event.chip in chips:
            chips[event.chip].events.append(index)
    return list(chips.values())


def _sheet(value: Any) -> ChipFacts:
    told: dict[str, Any] = {"id": value.id, "name": value.name, "vendor": value.vendor, "kind": value.kind}
    return create(ChipFacts, told | {"entities": [], "claims": [], "compared": [], "events": []})


def _add_claim(chips: dict[str, ChipFacts], name: str | None, index: int, part: str) -> None:
    if name in chips:
        getattr(chips[name], part).append(index)


def _is_new(ratio: Any, told: set[tuple[Any, ...]]) -> bool:
    """Is it the first time that this is said of the subject? Figures that contradict one another are all kept."""
    claim = ratio.factor, ratio.factor_max, ratio.metric, ratio.subject, ratio.baseline, ratio.status
    fresh = claim not in told
    told.add(claim)
    return fresh
