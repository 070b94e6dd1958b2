"""What was proposed and did not become an entity, with the reason and the rule whose entity stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from extractor.reading import Discarded, Reading

AGAINST = "what stands around it speaks against it"


def discards(reading: Reading) -> list[Discarded]:
    """Return the candidates that fell, each once, in order. The reading must have been made with `explain`."""
    return sorted(_fallen(reading), key=lambda lost: (lost.start, -lost.end))


def _fallen(reading: Reading) -> Iterator[Discarded]:
    told = {(entity.rule, entity.start, entity.end) for entity in reading.entities}
    fallen = (
        Discarded(match.rule.label, match.start, match.end, match.rule.id, AGAINST)
        for match in chain.from_iterable(reading.matches.values())
        if not match.rule.silent
    )
    for lost in chain(reading.discarded or (), fallen):
        if (lost.rule, lost.start, lost.end) not in told:
            told.add((lost.rule, lost.start, lost.end))
            yield lost


def winner(reading: Reading, start: int, end: int) -> str | None:
    """Return the rule of the first entity that covers one of the words `start` to `end`, half-open."""
    entities = reading.entities
    at = bisect_right(entities, start, key=attrgetter("end"))
    return entities[at].rule if at < len(entities) and entities[at].start < end else None
