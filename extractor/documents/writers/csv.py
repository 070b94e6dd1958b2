"""The flat tables as CSV: UTF-8, a header line, empty for nothing, days as YYYY-MM-DD."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from extractor.documents.atomic import atomic
from extractor.documents.records import Record
from extractor.documents.writers.tables import TABLES, rows


def write(records: Iterable[Record], folder: Path) -> None:
    """Write one file a table into the folder."""
    with ExitStack() as stack:
        writers = {}
        for table, columns in TABLES.items():
            unfinished = stack.enter_context(atomic(folder / f"{table}.csv"))
            stream = stack.enter_context(unfinished.open("w", encoding="utf-8", newline=""))
            writers[table] = csv.DictWriter(stream, columns, lineterminator="\n")
            writers[table].writeheader()
        for record in records:
            for table, row in rows(record):
                writers[table].writerow(row)
