"""Files that hold many articles: lines of JSON, tables, web archives."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from extractor.documents.decode import decode
from extractor.documents.needs import needs
from extractor.documents.raw import MAX_ARTICLE_BYTES, Raw
from extractor.documents.sources import Source
from extractor.documents.streams import bounded_lines, open_bytes
from extractor.errors import ReadError
from extractor.failures import failure
from extractor.schema import Failure

Items = Iterator[Raw | Failure]
_TOO_LONG = ReadError(f"it is longer than {MAX_ARTICLE_BYTES // 2**20} MB")


def _read_lines(source: Source) -> Items:
    with open_bytes(source.path) as stream:
        for number, line in enumerate(bounded_lines(stream, MAX_ARTICLE_BYTES), start=1):
            if line is None:
                yield failure(f"{source.name}#{number}", _TOO_LONG)
            elif line.strip():
                yield _line(f"{source.name}#{number}", line)


def _line(place: str, line: bytes) -> Raw | Failure:
    try:
        record = _json(line)
    except (orjson.JSONDecodeError, ReadError) as error:
        return failure(place, ReadError(f"the line is not JSON: {error}"))
    if not isinstance(record, dict):
        return failure(place, ReadError(f"a line must hold a JSON object, and this one holds {type(record).__name__}"))
    return Raw(place, "record", record)


def _json(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return orjson.loads(decode(line)[0])  # not in UTF-8, or with a byte order mark


def _read_csv(source: Source, delimiter: str = ",") -> Items:
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    with open_bytes(source.path) as stream:
        encoding = decode(_head(source))[1]
        rows = csv.DictReader(io.TextIOWrapper(stream, encoding, "replace", newline=""), delimiter=delimiter)
        try:
            for number, row in enumerate(rows, start=1):
                yield Raw(
                    f"{source.name}#{number}", "record", {str(name): value or None for name, value in row.items()}
                )
        except csv.Error as error:
            raise ReadError(f"row {rows.line_num} is not CSV: {error}") from error


def _head(source: Source) -> bytes:
    with open_bytes(source.path) as stream:
        return stream.read(256 * 1024)


def _read_tsv(source: Source) -> Items:
    return _read_csv(source, "\t")


def _read_parquet(source: Source) -> Items:
    parquet = needs("pyarrow.parquet", "parquet")
    pyarrow = needs("pyarrow", "parquet")
    with open_bytes(source.path) as stream:
        try:
            file = parquet.ParquetFile(stream)
            number = 0
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield Raw(f"{source.name}#{number}", "record", row)
        except pyarrow.ArrowException as error:
            raise ReadError(f"it is not a Parquet file that can be read: {error}") from error


def _read_warc(source: Source) -> Items:
    warc = needs("fastwarc.warc", "warc")
    with open_bytes(source.path) as stream:
        number = 0
        for number, record in enumerate(warc.ArchiveIterator(stream, parse_http=True), start=1):
            page = _page(f"{source.name}#{number}", record, warc.WarcRecordType.response)
            if page is not None:
                yield page
    if number == 0:
        raise ReadError("there is no WARC record in it")


def _page(place: str, record: Any, response: Any) -> Raw | Failure | None:
    if record.record_type != response or "html" not in (record.http_content_type or ""):
        return None
    page = record.reader.read(MAX_ARTICLE_BYTES + 1)
    if len(page) > MAX_ARTICLE_BYTES:
        return failure(place, _TOO_LONG)
    return Raw(place, "html", page, record.headers.get("WARC-Target-URI"))


CONTAINERS: dict[str, Callable[[Source], Items]] = {
    "lines": _read_lines,
    "csv": _read_csv,
    "tsv": _read_tsv,
    "parquet": _read_parquet,
    "warc": _read_warc,
}
