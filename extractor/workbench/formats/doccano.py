"""doccano: JSON lines with `text` and `label`, attributes and front matter in columns that it keeps as metadata.

Its offsets are UTF-16 units, in which its page counts, unless a project counts grapheme clusters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold
from extractor.workbench.formats.flat import Flat, Json, Span, flatten, from_utf16, to_utf16, unflatten


def write(golds: Iterable[Gold], path: Path) -> None:
    """Write a line for each article."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(_line(flatten(gold)), ensure_ascii=False) + "\n" for gold in golds]
    path.write_text("".join(lines), encoding="utf-8")


def read(path: Path) -> list[Gold]:
    """Read an export (JSONL, or JSONL with relations). Raises GoldError with the line."""
    golds = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: can't be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            golds += [_read(json.loads(line), number)] if line else []
        except (GoldError, ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}:{number}: no line of doccano's: {error}") from error
    return golds


def _line(flat: Flat) -> Json:
    labels = [(*to_utf16(flat.text, span.start, span.end), span.label) for span in flat.spans]
    notes = {_key(*label): span.note for label, span in zip(labels, flat.spans, strict=True) if span.note}
    return {"text": flat.text, "label": labels, "about": flat.about, "notes": notes}


def _read(line: Json, number: int) -> Gold:
    text, notes = line["text"], line.get("notes", {})
    labels = line.get("label") or [(e["start_offset"], e["end_offset"], e["label"]) for e in line.get("entities", ())]
    spans = [Span(*from_utf16(text, start, end), label, notes.get(_key(start, end, label), ""))
             for start, end, label in labels]  # fmt: skip
    return unflatten(Flat(text, spans, line.get("about") or {"id": str(line.get("id", number))}))


def _key(start: int, end: int, label: str) -> str:
    return f"{start}-{end}-{label}"
