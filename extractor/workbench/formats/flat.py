"""An annotated article as annotation tools see it: one text, spans with a label and a note, and what else is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold, GoldEvent, KnownMiss
from extractor.evaluation.marks import LABELS, GoldEntity, read_items, write_items
from extractor.schema import Article, Model

Json = dict[str, Any]
BREAK = "\n\n"  # between title and text


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of the text; `note` holds its attributes, as a mark of the corpus writes them."""

    start: int
    end: int
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Flat:
    """A text with its spans, in order, and `about`: the front matter as plain data."""

    text: str
    spans: list[Span]
    about: Json


class _About(Model):
    id: str
    title_length: int | None = None
    published: str | None = None
    genre: str = "unsorted"
    events: list[GoldEvent] | None = None
    labels: tuple[str, ...] = ()
    known_misses: tuple[KnownMiss, ...] = ()


_ABOUT = TypeAdapter(_About)


def flatten(gold: Gold) -> Flat:
    """Return an annotated article as one text."""
    article = gold.article
    offset = 0 if article.title is None else len(article.title) + len(BREAK)
    spans = []
    for entity in gold.entities:
        moved = 0 if entity.field == "title" else offset
        spans.append(Span(entity.start + moved, entity.end + moved, entity.label, write_items(entity)))
    about = _About(
        id=article.id or "", title_length=None if article.title is None else len(article.title),
        published=str(article.published) if article.published else None, genre=gold.genre, events=gold.events,
        labels=gold.labels, known_misses=gold.known_misses,
    )  # fmt: skip
    text = article.text if article.title is None else f"{article.title}{BREAK}{article.text}"
    return Flat(text, spans, about.model_dump(mode="json", exclude_defaults=True))


def unflatten(flat: Flat) -> Gold:
    """Return the annotated article; the inverse of `flatten`. Raises GoldError that names article and span."""
    identifier = str(flat.about.get("id", "?"))
    try:
        about = _ABOUT.validate_python(flat.about)
        length = about.title_length
        offset = 0 if length is None else length + len(BREAK)
        title, text = (None if length is None else flat.text[:length]), flat.text[offset:]
        entities = [_entity(flat.text, span, offset) for span in sorted(flat.spans, key=lambda span: span.start)]
        article = Article.model_validate({"id": about.id, "title": title, "text": text, "published": about.published})
    except (ValidationError, ValueError) as error:
        raise GoldError(f"{identifier}: {error}") from error
    labels = about.labels or tuple(dict.fromkeys([*LABELS, *(entity.label for entity in entities)]))
    return Gold(article, about.genre, entities, about.events, labels, about.known_misses)


def _entity(text: str, span: Span, offset: int) -> GoldEntity:
    surface = text[span.start : span.end]
    try:
        attributes, optional = read_items(span.label, surface, span.note)
    except ValueError as error:
        raise ValueError(f"{span.label} {surface!r} at {span.start}: {error}; write it into the span's note") from error
    if span.start < offset:
        return GoldEntity(span.label, span.start, span.end, surface, "title", attributes, optional)
    return GoldEntity(span.label, span.start - offset, span.end - offset, surface, "text", attributes, optional)


def place(text: str, start: int, end: int, surface: str) -> tuple[int, int]:
    """Return where a tool's span is, in code points; tools that count in UTF-16 are told by the surface. Raises GoldError.

    >>> place("🚀 H100", 2, 6, "H100"), place("🚀 H100", 3, 7, "H100")
    ((2, 6), (2, 6))
    """
    for first, last in ((start, end), from_utf16(text, start, end)):
        if " ".join(text[first:last].split()) == " ".join(surface.split()):
            return first, last
    raise GoldError(f"at {start} to {end} stands {text[start:end]!r}, not {surface!r}: was the text changed?")


def to_utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Return code point offsets as UTF-16 ones, in which JavaScript counts."""
    return len(text[:start].encode("utf-16-le")) // 2, len(text[:end].encode("utf-16-le")) // 2


def from_utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Return UTF-16 offsets as code point ones.

    >>> from_utf16("🚀 H100", *to_utf16("🚀 H100", 2, 6))
    (2, 6)
    """
    units = text.encode("utf-16-le")
    first = len(units[: 2 * start].decode("utf-16-le", errors="ignore"))
    return first, first + len(units[2 * start : 2 * end].decode("utf-16-le", errors="ignore"))
