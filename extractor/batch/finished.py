"""What earlier runs have finished: found by fingerprint in the output and in what interrupted runs have left."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import orjson


class Finished:
    """The finished records in some files, by fingerprint: 24 bytes of memory a record.

    Only whole lines count, with a result and of these rules; errors are not finished.
    """

    def __init__(self, rules_version: str) -> None:
        self._rules_version = rules_version
        self._tables: list[tuple[BinaryIO, Any]] = []

    def add(self, path: Path) -> int:
        """Take a file in, and return how many records it holds that were not known."""
        columns = [array("Q"), array("Q"), array("Q")]
        for mark, offset, size in self._lines(path):
            for column, value in zip(columns, (mark, offset, size), strict=True):
                column.append(value)
        table = np.array([np.frombuffer(column, dtype=np.uint64) for column in columns])
        for _, known in self._tables:
            table = table[:, ~np.isin(table[0], known[0])]
        if table.shape[1]:
            stream = path.open("rb")
            self._tables.append((stream, table[:, np.argsort(table[0], kind="stable")]))
        return int(table.shape[1])

    def line(self, fingerprint: str) -> bytes | None:
        """Return the finished record with this fingerprint, `None` if there is none."""
        mark = np.uint64(_mark(fingerprint))
        for stream, (marks, offsets, sizes) in self._tables:
            place = int(np.searchsorted(marks, mark))
            if place < len(marks) and marks[place] == mark:
                stream.seek(int(offsets[place]))
                line = stream.read(int(sizes[place]))
                return line if f'"fingerprint":"{fingerprint}"'.encode() in line else None
        return None

    def close(self) -> None:
        while self._tables:
            self._tables.pop()[0].close()

    def _lines(self, path: Path) -> Iterator[tuple[int, int, int]]:
        offset = 0
        with path.open("rb") as stream:
            for line in stream:
                fingerprint = self._fingerprint(line)
                if fingerprint is not None:
                    yield _mark(fingerprint), offset, len(line)
                offset += len(line)

    def _fingerprint(self, line: bytes) -> str | None:
        try:
            record = orjson.loads(line)
            if not line.endswith(b"\n") or record["rules_version"] != self._rules_version:
                return None
            return str(record["article"]["fingerprint"])
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return None  # an error record, or a line that was cut short


def _mark(fingerprint: str) -> int:
    return int(fingerprint[:16], 16)


def add_all(finished: Finished, paths: Iterable[Path]) -> list[Path]:
    """Take the files in, the largest first, and return those that add nothing."""
    by_size = sorted(paths, key=lambda path: path.stat().st_size, reverse=True)
    return [path for path in by_size if finished.add(path) == 0]
