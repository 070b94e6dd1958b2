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
)

MODELS: dict[str, type[AnyEntity]] = {"CHIP": Chip, "VENDOR": Vendor, "RATIO": Ratio, "DATE": Date}
_FIELDS = {model: set(model.model_fields) for model in (*MODELS.values(), OwnEntity)}


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
        discarded=None
        if reading.discarded is None
        else [_discarded(reading, lost, offset) for lost in discards(reading)],
        rules_version=rules_version,
        elapsed_ms=round((time.perf_counter() - begun) * 1000, 3),
    )


def _entity(reading: Reading, candidate: Candidate, offset: int) -> AnyEntity:
    label, value = candidate.label, candidate.value
    model = MODELS.get(label)
    fields: dict[str, Any] = {
        "label": label,
        **_place(reading, candidate, offset),
        **(value.fields() if model else {"value": value}),
        "rule": candidate.rule,
    }
    return _create(model or OwnEntity, fields)


def _discarded(reading: Reading, lost: Lost, offset: int) -> Discarded:
    place = _place(reading, lost, offset)
    other = winner(reading, lost.start, lost.end)
    return Discarded.model_construct(label=lost.label, **place, rule=lost.rule, reason=lost.reason, lost_to=other)


def _place(reading: Reading, found: Candidate | Lost, offset: int) -> dict[str, Any]:
    """Where it stands, in which of the article's fields, and its text. The text's field begins at `offset`."""
    tokens = reading.tokens
    last = found.end - 1
    start, end = tokens.starts[found.start], tokens.starts[last] + len(tokens.words[last].text)
    shift, field = (offset, "text") if start >= offset else (0, "title")
    return {"start": start - shift, "end": end - shift, "text": tokens.text[start:end], "field": field}


def _create(model: type[AnyEntity], fields: dict[str, Any]) -> AnyEntity:
    """Make a model of fields that are all there and of their types, as ours are.

    What pydantic's `model_construct` does, without its search for defaults and aliases: a fifth of the time, on a path
    taken for each entity. A test compares the models made here with validated ones.
    """
    entity = model.__new__(model)
    set_attribute = object.__setattr__
    set_attribute(entity, "__dict__", fields)
    set_attribute(entity, "__pydantic_fields_set__", _FIELDS[model])
    set_attribute(entity, "__pydantic_extra__", None)
    set_attribute(entity, "__pydantic_private__", None)
    return entity
