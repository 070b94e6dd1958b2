"""brat stand-off: for each article a .txt and an .ann, attributes as annotators' notes, front matter in a .json beside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from extractor.documents.writers.brat import file_name, pieces
from extractor.errors import GoldError
from extractor.evaluation.gold import Gold
from extractor.evaluation.marks import LABELS
from extractor.workbench.formats.flat import Flat, Span, flatten, place, unflatten

_ENTITY = re.compile(r"(?P<id>T\d+)\t(?P<label>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<surface>.*)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (?P<id>T\d+)\t(?P<note>.*)")


def write(golds: Iterable[Gold], folder: Path) -> None:
    """Fill a folder, with the annotation.conf that brat needs."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = dict.fromkeys(LABELS)
    for gold in golds:
        flat = flatten(gold)
        labels |= dict.fromkeys(span.label for span in flat.spans)
        stem = folder / file_name(gold.article.id or "")
        stem.with_name(f"{stem.name}.txt").write_text(flat.text, encoding="utf-8", newline="")
        stem.with_name(f"{stem.name}.ann").write_text("".join(_lines(flat)), encoding="utf-8", newline="")
        stem.with_name(f"{stem.name}.json").write_text(json.dumps(flat.about, ensure_ascii=False), encoding="utf-8")
    configuration = "\n".join(["[entities]", *labels, "[relations]", "[events]", "[attributes]", ""])
    (folder / "annotation.conf").write_text(configuration, encoding="utf-8")


def read(folder: Path) -> list[Gold]:
    """Read a folder of .txt and .ann; the .json files may be missing. Raises GoldError with the file's name."""
    paths = sorted(folder.glob("*.ann"))
    if not paths:
        raise GoldError(f"{folder}: no *.ann in this folder")
    return [_read(path) for path in paths]


def _lines(flat: Flat) -> Iterator[str]:
    for number, span in enumerate(flat.spans, start=1):
        parts = list(pieces(flat.text, span.start, span.end))
        places = ";".join(f"{first} {last}" for first, last in parts)
        surface = " ".join(flat.text[first:last] for first, last in parts)
        yield f"T{number}\t{span.label} {places}\t{surface}\n"
        if span.note:
            yield f"#{number}\tAnnotatorNotes T{number}\t{span.note}\n"


def _read(path: Path) -> Gold:
    try:
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        annotations = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: it or its .txt can't be read: {error}") from error
    front = path.with_suffix(".json")
    about = json.loads(front.read_text(encoding="utf-8")) if front.exists() else {"id": unquote(path.stem)}
    notes = {match["id"]: match["note"] for match in map(_NOTE.fullmatch, annotations) if match}
    spans = []
    for match in filter(None, map(_ENTITY.fullmatch, annotations)):
        offsets = [int(offset) for offset in re.split("[ ;]", match["places"])]
        try:
            start, end = place(text, min(offsets), max(offsets), match["surface"])
        except GoldError as error:
            raise GoldError(f"{path}: {match['id']}: {error}") from error
        spans.append(Span(start, end, match["label"], notes.get(match["id"], "")))
    return unflatten(Flat(text, spans, about))
