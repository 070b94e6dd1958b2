"""Assemble one fact sheet a chip from the linked entities."""

from __future__ import annotations

from extractor.reading import Reading
from extractor.schema import ChipFacts, Event


def assemble(reading: Reading, events: list[Event]) -> list[ChipFacts]:
    """Return the chips of the article, in order of their first occurrence."""
    chips: dict[str, ChipFacts] = {}
    for index, entity in enumerate(reading.entities):
        if entity.label == "CHIP":
            value = entity.value
            facts = chips.get(value.name)
            if facts is None:
                facts = chips[value.name] = ChipFacts(
                    id=value.id, name=value.name, vendor=value.vendor, kind=value.kind
                )
            facts.entities.append(index)
        elif entity.label == "RATIO":
            _add_claim(chips, entity.value.subject, index, "claims")
            _add_claim(chips, entity.value.baseline, index, "compared")
    for index, event in enumerate(events):
        if event.chip in chips:
            chips[event.chip].events.append(index)
    return list(chips.values())


def _add_claim(chips: dict[str, ChipFacts], name: str | None, index: int, part: str) -> None:
    if name in chips:
        getattr(chips[name], part).append(index)
