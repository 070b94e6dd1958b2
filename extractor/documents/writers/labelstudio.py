"""Label Studio tasks with predictions: one JSON file, and beside it the labelling set-up for the project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from extractor.documents.atomic import atomic
from extractor.documents.records import Record, text_of

SETUP = """<View>
  <Labels name="label" toName="text">
    {labels}
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""


def write(records: Iterable[Record], path: Path) -> None:
    """Write a list of tasks, and the set-up as .xml. Raises `ReadError` if the records hold no text."""
    with atomic(path) as unfinished, unfinished.open("wb") as stream:
        separator = b"[\n"
        labels = dict.fromkeys(["CHIP", "VENDOR", "RATIO", "DATE"])
        for record in records:
            if "error" not in record:
                labels |= dict.fromkeys(entity["label"] for entity in record["entities"])
                stream.write(separator + orjson.dumps(task(record)))
                separator = b",\n"
        stream.write(b"\n]\n" if separator != b"[\n" else b"[]\n")
    with atomic(path.with_suffix(".xml")) as unfinished:
        unfinished.write_text(SETUP.format(labels="".join(f'<Label value="{label}"/>' for label in labels)))


def task(record: Record) -> dict[str, Any]:
    """Return a record as a task whose prediction is the record's entities."""
    text, begins = text_of(record)
    about = record["article"]
    regions = [_region(number, entity, begins) for number, entity in enumerate(record["entities"])]
    return {
        "data": {"text": text, "id": about["id"], "published": about["published"]},
        "predictions": [{"model_version": f"chipwire {record['rules_version']}", "result": regions}],
    }


def _region(number: int, entity: Record, begins: dict[str, int]) -> dict[str, Any]:
    offset = begins[entity["field"]]
    place = {"start": offset + entity["start"], "end": offset + entity["end"]}
    value = {**place, "text": entity["text"], "labels": [entity["label"]]}
    return {"id": f"e{number}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
