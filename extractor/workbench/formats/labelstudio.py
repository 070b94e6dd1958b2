"""Label Studio: a JSON list of tasks, attributes as the regions' notes, front matter in the task's data.

Its offsets are code points since its front end 1.4; older exports count in UTF-16, which the regions' texts tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold
from extractor.workbench.formats.flat import Flat, Json, Span, flatten, place, unflatten


def write(golds: Iterable[Gold], path: Path) -> None:
    """Write the tasks with their annotations into one file."""
    tasks = [_task(number, flatten(gold)) for number, gold in enumerate(golds, start=1)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")


def read(path: Path) -> list[Gold]:
    """Read an export (JSON): of each task the first annotation, or the first prediction. Raises GoldError."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        return [_read(task) for task in tasks]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: no JSON export of Label Studio: {error!r}") from error


def _task(number: int, flat: Flat) -> Json:
    regions = [_region(index, flat.text, span) for index, span in enumerate(flat.spans)]
    return {"id": number, "data": {"text": flat.text, "about": flat.about}, "annotations": [{"result": regions}]}


def _region(index: int, text: str, span: Span) -> Json:
    value = {"start": span.start, "end": span.end, "text": text[span.start : span.end], "labels": [span.label]}
    region = {"id": f"e{index}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    return {**region, "meta": {"text": [span.note]}} if span.note else region


def _read(task: Json) -> Gold:
    text, data = task["data"]["text"], task["data"]
    about = data.get("about") or {"id": str(data.get("id") or task.get("id")), "published": data.get("published")}
    answers = task.get("annotations") or task.get("predictions") or [{"result": []}]
    spans = []
    for region in answers[0]["result"]:
        if region["type"] == "labels":
            value = region["value"]
            start, end = place(text, value["start"], value["end"], value["text"])
            note = " ".join(region.get("meta", {}).get("text", ()))
            spans.append(Span(start, end, value["labels"][0], note))
    return unflatten(Flat(text, spans, about))
