"""From a reading to the public models: words become offsets, values become fields."""

from __future__ import annotations

import time
from typing import Any

from extractor.reading import Candidate, Reading
from extractor.schema import AnyEntity, ArticleInfo, Chip, ChipFacts, Date, Event, OwnEntity, Ratio, Result, Vendor

MODELS: dict[str, type[AnyEntity]] = {"CHIP": Chip, "VENDOR": Vendor, "RATIO": Ratio, "DATE": Date}


def render(
    reading: Reading, chips: list[ChipFacts], events: list[Event], info: ArticleInfo, rules_version: str, begun: float
) -> Result:
    """Return the result; `begun` is the performance counter's reading when the work on the article began."""
    offset = len(info.title) + 2 if info.title else 0
    return Result.model_construct(
        article=info,
        entities=[_entity(reading, candidate, offset) for candidate in reading.entities],
        chips=chips,
        events=events,
        warnings=reading.warnings,
        rules_version=rules_version,
        elapsed_ms=round((time.perf_counter() - begun) * 1000, 3),
    )


def _entity(reading: Reading, candidate: Candidate, offset: int) -> AnyEntity:
    tokens, value = reading.tokens, candidate.value
    start, end = tokens.starts[candidate.start], tokens.end_of(candidate.end - 1)
    text = tokens.text[start:end]
    fields: dict[str, Any] = {"value": value} if isinstance(value, str) else value.fields()
    model = MODELS.get(candidate.label, OwnEntity)
    if start < offset:
        return model(
            label=candidate.label, start=start, end=end, text=text, field="title", rule=candidate.rule, **fields
        )
    return model(
        label=candidate.label, start=start - offset, end=end - offset, text=text, rule=candidate.rule, **fields
    )
