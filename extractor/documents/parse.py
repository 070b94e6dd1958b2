"""From a raw article to an `Article`: text decoded, front matter and HTML read, the publication date found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from extractor.documents.decode import decode
from extractor.documents.published import published_in_name, read_published
from extractor.documents.raw import USUAL_FIELDS, Fields, Raw, Record
from extractor.errors import ReadError
from extractor.schema import Article, PublishedFrom

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,65536}?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article, where its publication date was found, and what a reader should know of how it was read."""

    article: Article
    published_from: PublishedFrom | None = None
    warnings: tuple[str, ...] = ()


def parse(raw: Raw, fields: Fields = USUAL_FIELDS) -> Parsed:
    """Return the article that the raw one holds. Raises `ReadError` if it holds none.

    >>> raw = Raw("2024-06-03-b.md", "markdown", b"---\\ntitle: Xeon\\n---\\nIntel ships it.")
    >>> parsed = parse(raw)
    >>> parsed.article.title, parsed.article.text, parsed.published_from
    ('Xeon', 'Intel ships it.', 'name')
    """
    parsed = _PARSERS[raw.form](raw, fields)
    if not parsed.article.text.strip() and not (parsed.article.title or "").strip():
        raise ReadError("there is no text in it")
    return parsed if parsed.article.published else _dated_by_name(parsed)


def _dated_by_name(parsed: Parsed) -> Parsed:
    day = published_in_name(parsed.article.id or "")
    if day is None:
        return parsed
    return Parsed(parsed.article.model_copy(update={"published": day}), "name", parsed.warnings)


def _parse_text(raw: Raw, _: Fields) -> Parsed:
    text, warnings = _decoded(raw)
    return Parsed(Article(id=raw.id, text=text), warnings=warnings)


def _parse_markdown(raw: Raw, fields: Fields) -> Parsed:
    text, warnings = _decoded(raw)
    matter = _FRONT_MATTER.match(text)
    about = _front_matter(matter[1]) if matter else None
    if matter is None or about is None:
        return Parsed(Article(id=raw.id, text=text), warnings=warnings)
    return _from_record(raw, {**about, "": text[matter.end() :]}, _of_front_matter(fields), "front matter", warnings)


def _of_front_matter(fields: Fields) -> Fields:
    """The fields given may be those of the records beside it, so the usual ones are looked for as well."""
    usual = USUAL_FIELDS
    return Fields(("",), fields.title + usual.title, fields.published + usual.published, fields.id)


def _front_matter(source: str) -> Record | None:
    import yaml

    try:
        about = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(f"its front matter is not YAML: {' '.join(str(error).split())[:200]}") from error
    return about if isinstance(about, dict) else None  # a page may begin with a rule: "---"


def _parse_html(raw: Raw, _: Fields) -> Parsed:
    from trafilatura import bare_extraction  # a second to import, and not every folder holds HTML

    text, warnings = _decoded(raw)
    page: Any = bare_extraction(text, url=raw.url, with_metadata=True, include_comments=False) if text.strip() else None
    if page is None or not page.text:
        raise ReadError("no article was found in this HTML page")
    published = read_published(page.date)
    article = Article(id=raw.id, title=page.title, text=page.text, published=published)
    return Parsed(article, "html" if published else None, warnings)


def _parse_json(raw: Raw, fields: Fields) -> Parsed:
    text, warnings = _decoded(raw)
    try:
        record = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ReadError(f"it is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise ReadError(f"it must hold one JSON object with {_named(fields.text)}, or a list of them")
    return _from_record(raw, record, fields, "record", warnings)


def _parse_record(raw: Raw, fields: Fields) -> Parsed:
    assert not isinstance(raw.data, bytes)
    return _from_record(raw, raw.data, fields, "record", ())


def _from_record(raw: Raw, record: Record, fields: Fields, where: PublishedFrom, warnings: tuple[str, ...]) -> Parsed:
    published = read_published(Fields.value(record, fields.published))
    title = _string(record, fields.title, "title")
    text = _string(record, fields.text, "text")
    if text is None:
        raise ReadError(
            f"it has no {_named(fields.text)}; its fields are {_listed(record)} (--text-field names another)"
        )
    return Parsed(
        Article(id=raw.id, title=title, text=text, published=published), where if published else None, warnings
    )


def _string(record: Record, names: tuple[str, ...], what: str) -> str | None:
    value: Any = Fields.value(record, names)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float, dt.date)) and what == "title":
        return str(value)
    raise ReadError(f"its {what} must be a string, and is {type(value).__name__}")


def _named(names: tuple[str, ...]) -> str:
    return "field " + " or ".join(repr(name) for name in names)


def _listed(record: Record) -> str:
    return ", ".join(repr(str(name)[:40]) for name in list(record)[:10]) or "none"


def _decoded(raw: Raw) -> tuple[str, tuple[str, ...]]:
    assert isinstance(raw.data, bytes)
    text, encoding = decode(raw.data, html=raw.form == "html")
    usual = encoding in ("utf-8", "utf-8-sig")
    return text, () if usual else (f"read as {encoding}",)


_PARSERS: dict[str, Callable[[Raw, Fields], Parsed]] = {
    "text": _parse_text,
    "markdown": _parse_markdown,
    "html": _parse_html,
    "json": _parse_json,
    "record": _parse_record,
}
