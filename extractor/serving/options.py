"""What a request may ask of its results beyond the usual: only some labels, offsets in UTF-16 units too."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import orjson

from extractor.schema import Result
from extractor.serving.requests import Options

Json = dict[str, Any]


def write(result: Result, options: Options | None, title: str, text: str) -> bytes:
    """Return the result as JSON, as the options want it."""
    if options is None or not (options.labels or options.utf16):
        return result.__pydantic_serializer__.to_json(result)
    written: Json = result.model_dump(mode="json")
    if options.labels:
        _keep(written, frozenset(options.labels))
    if options.utf16:
        _add_utf16(written["entities"], {"title": title, "text": text})
    return orjson.dumps(written)


def _keep(result: Json, labels: frozenset[str]) -> None:
    """Leave out the entities of other labels, and what hangs on them alone; the indexes of the rest are set anew."""
    kept = [index for index, entity in enumerate(result["entities"]) if entity["label"] in labels]
    place = {index: at for at, index in enumerate(kept)}
    result["entities"] = [result["entities"][index] for index in kept]
    for holder in (*result["chips"], *result["events"]):
        for part in holder.keys() & {"entities", "claims", "compared"}:
            holder[part] = [place[index] for index in holder[part] if index in place]
    result["chips"] = [chip for chip in result["chips"] if chip["entities"]]


def _add_utf16(entities: list[Json], fields: dict[str, str]) -> None:
    wide = {field: [at for at, char in enumerate(text) if char > "\uffff"] for field, text in fields.items()}
    for entity in entities:
        places = wide[entity["field"]]
        for part in ("start", "end"):
            entity[f"{part}_utf16"] = entity[part] + bisect_left(places, entity[part])
