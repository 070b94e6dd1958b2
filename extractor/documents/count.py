"""How many articles there are to read, where that can be known without reading them."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.documents.sources import Source
from extractor.documents.streams import open_bytes

_BLOCK_BYTES = 1024 * 1024


def count_articles(sources: Iterable[Source]) -> int | None:
    """Return how many articles the sources hold, about; `None` if that would take reading them.

    >>> from pathlib import Path
    >>> count_articles([Source(Path("a.txt"), "a.txt", "text"), Source(Path("b.md"), "b.md", "markdown")])
    2
    """
    total = 0
    for source in sources:
        count = _count(source)
        if count is None:
            return None
        total += count
    return total


def _count(source: Source) -> int | None:
    if source.form in ("csv", "tsv", "warc") or str(source.path) == "-":
        return None
    try:
        if source.form == "lines":
            return _count_lines(source)
        if source.form == "parquet":
            import pyarrow.parquet

            return int(pyarrow.parquet.read_metadata(source.path).num_rows)
    except Exception:  # it will be an error record; here it only is one article
        return 1
    return 1


def _count_lines(source: Source) -> int:
    lines, end = 0, b"\n"
    with open_bytes(source.path) as stream:
        while block := stream.read(_BLOCK_BYTES):
            lines += block.count(b"\n")
            end = block[-1:]
    return lines + (end != b"\n")
