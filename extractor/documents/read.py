"""From files to raw articles, one at a time: the whole input is never in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from extractor.documents.containers import CONTAINERS
from extractor.documents.parse import parse
from extractor.documents.raw import MAX_ARTICLE_BYTES, USUAL_FIELDS, Fields, Raw
from extractor.documents.sources import Source, find_sources
from extractor.documents.streams import open_bytes
from extractor.errors import ReadError
from extractor.failures import failure
from extractor.schema import Article, Failure


def read_articles(*inputs: str | Path, fields: Fields = USUAL_FIELDS) -> Iterator[Article | Failure]:
    """Yield the articles that files, folders and globs hold; what can't be read comes as a `Failure` in its place.

    The ids are those of `chipwire batch`: a file's path relative to its folder; for a record in a file that
    holds many, its own id, or `path#line`. Raises `ReadError` for an input that is not there.

    >>> [article.id for article in read_articles("tests/documents/folder")]
    ['a.txt', 'b.md']
    """
    for raw in read_raw(find_sources(inputs), fields):
        if isinstance(raw, Failure):
            yield raw
            continue
        try:
            yield parse(raw, fields).article
        except ReadError as error:
            yield failure(raw.id, error)


def read_raw(sources: Iterable[Source], fields: Fields = USUAL_FIELDS) -> Iterator[Raw | Failure]:
    """Yield what the sources hold, in order, each with an id of its own."""
    identify = Identities(fields)
    for source in sources:
        yield from read_source(source, identify)


class Identities:
    """Gives records their ids: the record's own (or a page's address) unless it came before, else `path#line`."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._seen: set[int] = set()

    def __call__(self, raw: Raw) -> Raw:
        """Return the raw article, whose id is its place, under its own id."""
        own = raw.url if isinstance(raw.data, bytes) else Fields.value(raw.data, self._fields.id)
        return replace(raw, id=self._unique(own, raw.id))

    def _unique(self, own: Any, place: str) -> str:
        if not isinstance(own, (str, int)) or isinstance(own, bool) or own == "":
            return place
        mark = int.from_bytes(hashlib.blake2b(str(own).encode(errors="replace"), digest_size=8).digest())
        if mark in self._seen:
            return place
        self._seen.add(mark)
        return str(own)


def read_source(source: Source, identify: Identities) -> Iterator[Raw | Failure]:
    """Yield what one file holds. An error in it is the last thing that is yielded."""
    try:
        if source.form in CONTAINERS:
            for item in CONTAINERS[source.form](source):
                yield item if isinstance(item, Failure) else identify(item)
        else:
            yield from _whole(source, identify)
    except ReadError as error:
        yield failure(source.name, error)


def _whole(source: Source, identify: Identities) -> Iterator[Raw | Failure]:
    with open_bytes(source.path) as stream:
        data = stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        raise ReadError(f"it is longer than {MAX_ARTICLE_BYTES // 2**20} MB; many articles go into a .jsonl file")
    if source.form == "json" and data.lstrip()[:1] == b"[":
        yield from _listed(source, data, identify)
    else:
        yield Raw(source.name, source.form, data)  # type: ignore[arg-type]


def _listed(source: Source, data: bytes, identify: Identities) -> Iterator[Raw | Failure]:
    try:
        records = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ReadError(f"it is not JSON: {error}") from error
    for number, record in enumerate(records, start=1):
        place = f"{source.name}#{number}"
        if isinstance(record, dict):
            yield identify(Raw(place, "record", record))
        else:
            yield failure(place, ReadError(f"an article is a JSON object, and this is {type(record).__name__}"))
