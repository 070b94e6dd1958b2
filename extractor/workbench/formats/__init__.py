"""Annotated articles to and from the formats of annotation tools, one module a format, without loss.

What a tool has no room for (front matter, attributes) goes where the tool keeps it: notes, metadata, a file beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold, read_folder, render

FORMATS: Final = ("corpus", "brat", "labelstudio", "doccano", "docbin")


def read(path: Path, format: str) -> list[Gold]:
    """Read annotated articles of a format: a folder for corpus and brat, a file for the others. Raises GoldError."""
    if format == "corpus":
        return read_folder(path)
    found: Sequence[Gold] = _module(format).read(path)
    return list(found)


def write(golds: Iterable[Gold], path: Path, format: str) -> None:
    """Write annotated articles in a format; the inverse of `read`. Raises GoldError."""
    if format != "corpus":
        write_format: Callable[[Iterable[Gold], Path], None] = _module(format).write
        write_format(golds, path)
        return
    for gold in golds:
        target = path / f"{gold.article.id}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(gold), encoding="utf-8")


def _module(format: str) -> Any:
    if format not in FORMATS:
        raise GoldError(f"format: {format!r} is none; there are {', '.join(FORMATS)}")
    return import_module(f"extractor.workbench.formats.{format}")
