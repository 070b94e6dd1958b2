"""The flat tables as Parquet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from extractor.documents.atomic import atomic
from extractor.documents.needs import needs
from extractor.documents.records import Record
from extractor.documents.writers.tables import TABLES, Row, rows

GROUP_ROWS = 50_000


def write(records: Iterable[Record], folder: Path) -> None:
    """Write one file a table into the folder. Raises `ReadError` if pyarrow is not installed."""
    needs("pyarrow", "parquet")
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(_Table(table, stack.enter_context(atomic(folder / f"{table}.parquet"))))
            for table in TABLES
        }
        for record in records:
            for table, row in rows(record):
                writers[table].add(row)


class _Table:
    """One file that grows by groups of rows."""

    def __init__(self, name: str, path: Path) -> None:
        from pyarrow import parquet

        self._days = [column for column, kind in TABLES[name].items() if kind == "date"]
        self._schema = arrow_schema(name)
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        for column in self._days:
            row[column] = dt.date.fromisoformat(row[column]) if row[column] else None
        self._rows.append(row)
        if len(self._rows) >= GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow

        self._writer.write_table(pyarrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()


def arrow_schema(table: str) -> Any:
    """Return a table's columns as an Arrow schema."""
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "int64": pyarrow.int64(),
        "float64": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    return pyarrow.schema([(column, types[kind]) for column, kind in TABLES[table].items()])
