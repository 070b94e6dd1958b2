"""brat stand-off pre-annotations: for each article a .txt and an .ann, and the annotation.conf that they need."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from extractor.documents.atomic import atomic_folder
from extractor.documents.records import Record, text_of

LONGEST_NAME = 200  # with room for the ending
NOTED = (
    "name",
    "vendor",
    "kind",
    "factor",
    "factor_max",
    "metric",
    "hedge",
    "subject",
    "baseline",
    "status",
    "source",
    "value",
)


def write(records: Iterable[Record], folder: Path) -> None:
    """Fill the folder. Raises `ReadError` if the records hold no text."""
    labels = {"CHIP", "VENDOR", "RATIO", "DATE"}
    with atomic_folder(folder) as unfinished:
        for record in records:
            if "error" in record:
                continue
            text, begins = text_of(record)
            labels.update(entity["label"] for entity in record["entities"])
            stem = unfinished / file_name(record["article"]["id"])
            stem.with_name(f"{stem.name}.txt").write_text(text, encoding="utf-8", newline="")
            annotations = "".join(annotation_lines(record, text, begins))
            stem.with_name(f"{stem.name}.ann").write_text(annotations, encoding="utf-8", newline="")
        configuration = "\n".join(["[entities]", *sorted(labels), "[relations]", "[events]", "[attributes]", ""])
        (unfinished / "annotation.conf").write_text(configuration, encoding="utf-8")


def file_name(id: str) -> str:
    """Return a file name for an article's id: one of its own for each, whatever the id holds.

    >>> file_name("2024/a b.txt"), file_name("../x")
    ('2024%2Fa%20b.txt', '%2E.%2Fx')
    """
    name = quote(id, safe="")
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 33]}-{hashlib.blake2b(id.encode(), digest_size=16).hexdigest()}"
    return f"%2E{name[1:]}" if name.startswith(".") else name  # brat does not see hidden files


def annotation_lines(record: Record, text: str, begins: dict[str, int]) -> Iterator[str]:
    """Yield a line for each entity, and one with its values as an annotator's note."""
    for number, entity in enumerate(record["entities"], start=1):
        offset = begins[entity["field"]]
        start, end = offset + entity["start"], offset + entity["end"]
        parts = list(pieces(text, start, end))
        places = ";".join(f"{first} {last}" for first, last in parts)
        surface = " ".join(text[first:last] for first, last in parts)
        yield f"T{number}\t{entity['label']} {places}\t{surface}\n"
        values = " ".join(f"{key}={entity[key]}" for key in NOTED if entity.get(key) is not None)
        yield f"#{number}\tAnnotatorNotes T{number}\t{' '.join(values.split())}\n"


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """brat wants an entity that runs over a line end in pieces."""
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)
