"""From a reading to the public models: words become offsets, values become fields."""

from __future__ import annotations

import time
from typing import Any

from extractor.discards import discards, winner
from extractor.reading import Candidate, Reading
from extractor.reading import Discarded as Lost
from extractor.schema import (
    AnyEntity,
    ArticleInfo,
    Chip,
    ChipFacts,
    Date,
    Discarded,
    Event,
    OwnEntity,
    Ratio,
    Result,
    Vendor,
    create,
)

MODELS: dict[str, type[AnyEntity]] = {"CHIP": Chip, "VENDOR": Vendor, "RATIO": Ratio, "DATE": Date}


def render(
    reading: Reading, chips: list[ChipFacts], events: list[Event], info: ArticleInfo, rules_version: str, begun: float
) -> Result:
    """Return the result; `begun` is the performance counter's reading when the work on the article began."""
    offset = len(info.title) + 2 if info.title else 0
    lost = None if reading.discarded is None else [_discarded(reading, one, offset) for one in discards(reading)]
    fields = {
        "article": info,
        "entities": [_entity(reading, candidate, offset) for candidate in reading.entities],
        "chips": chips,
        "events": events,
        "warnings": reading.warnings,
        "discarded": lost,
        "rules_version": rules_version,
        "elapsed_ms": round((time.perf_counter() - begun) * 1000, 3),
    }
    return create(Result, fields)


def _entity(reading: Reading, candidate: Candidate, offset: int) -> AnyEntity:
    label, value = candidate.label, candidate.value
    model = MODELS.get(label)
    fields: dict[str, Any] = {
        "label": label,
        **_place(reading, candidate, offset),
        **(value.fields() if model else {"value": value}),
        "rule": candidate.rule,
    }
    return create(model or OwnEntity, fields)


def _discarded(reading: Reading, lost: Lost, offset: int) -> Discarded:
    why = {"rule": lost.rule, "reason": lost.reason, "lost_to": winner(reading, lost.start, lost.end)}
    return create(Discarded, {"label": lost.label, **_place(reading, lost, offset), **why})


def _place(reading: Reading, found: Candidate | Lost, offset: int) -> dict[str, Any]:
    """Where it stands, in which of the article's fields, and its text. The text's field begins at `offset`."""
    tokens = reading.tokens
    last = found.end - 1
    start, end = tokens.starts[found.start], tokens.starts[last] + len(tokens.words[last].text)
    shift, field = (offset, "text") if start >= offset else (0, "title")
    return {"start": start - shift, "end": end - shift, "text": tokens.text[start:end], "field": field}
