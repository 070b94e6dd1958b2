"""Whole records, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import orjson

from extractor.documents.atomic import atomic
from extractor.documents.records import Record


def write(records: Iterable[Record], path: Path) -> None:
    """Write one line a record."""
    with atomic(path) as unfinished, unfinished.open("wb") as stream:
        for record in records:
            stream.write(orjson.dumps(record) + b"\n")
