"""One module a format: each turns a stream of records into files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from extractor.documents.records import Record
from extractor.errors import ReadError
from extractor.schema import Failure, Result

Write = Callable[[Iterable[Record], Path], None]

FORMATS = {
    "jsonl": "extractor.documents.writers.jsonl",
    "parquet": "extractor.documents.writers.parquet",
    "csv": "extractor.documents.writers.csv",
    "docbin": "extractor.documents.writers.docbin",
    "brat": "extractor.documents.writers.brat",
    "labelstudio": "extractor.documents.writers.labelstudio",
}


def write_results(results: Iterable[Result | Failure | Record], path: str | Path, format: str = "jsonl") -> None:
    """Write results, and failures, in one of the `FORMATS`.

    `path` is the file for jsonl and labelstudio, and for the others a folder. Raises `ReadError` for a format that
    there is not, for one whose package is not installed, and for one that needs the texts when they are not there.

    >>> import tempfile, extractor
    >>> from extractor.documents.records import read_records
    >>> path = Path(tempfile.mkdtemp()) / "out.jsonl"
    >>> write_results([extractor.load().extract("Intel sells it.", id="a")], path)
    >>> [record["article"]["id"] for record in read_records(path)]
    ['a']
    """
    if format not in FORMATS:
        raise ReadError(f"format: {format!r} is none; there are {', '.join(FORMATS)}")
    write: Write = import_module(FORMATS[format]).write
    write((_plain(result) for result in results), Path(path))


def _plain(result: Result | Failure | Record) -> Record:
    return result if isinstance(result, dict) else result.model_dump(mode="json")
