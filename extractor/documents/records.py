"""The records of a finished output, read back one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from extractor.documents.streams import open_bytes
from extractor.errors import ReadError

Record = dict[str, Any]
RECORDS_NAME = "results.jsonl"
PARTS_NAME = "_parts.json"  # in a folder of many parts: their names, in order


def read_records(output: Path) -> Iterator[Record]:
    """Yield the records, errors included, of a JSONL output or of the folder that holds it, as plain dictionaries.

    Raises `ReadError` for a file that is none, or is not there.
    """
    for path in _files(output):
        yield from read_file(path)


def _files(output: Path) -> list[Path]:
    if (output / PARTS_NAME).exists():
        return [output / name for name in orjson.loads((output / PARTS_NAME).read_bytes())["parts"]]
    path = output / RECORDS_NAME if output.is_dir() else output
    if not path.exists():
        raise ReadError(f"{path}: there is no such file; give what chipwire batch wrote, the .jsonl file or the folder")
    return [path]


def read_file(path: Path | str) -> Iterator[Record]:
    """Yield the records of one file; a string is a URL or a path. Raises `ReadError` for a file that is none."""
    with open_bytes(path) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                record = orjson.loads(line)
                record["article"]["id"]
            except (orjson.JSONDecodeError, KeyError, TypeError) as error:
                raise ReadError(f"{path}:{number}: this is no record of chipwire batch; give its output") from error
            yield record


def text_of(record: Record) -> tuple[str, dict[str, int]]:
    """Return the whole text of a record's article, title first, and where in it each field begins.

    Raises `ReadError` if the record holds no text.
    """
    about = record["article"]
    if about.get("text") is None:
        raise ReadError(f"{about['id']}: its record holds no text; run chipwire batch without --no-text")
    title = f"{about['title']}\n\n" if about.get("title") else ""
    return title + about["text"], {"title": 0, "text": len(title)}
