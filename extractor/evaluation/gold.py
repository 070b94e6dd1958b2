"""Annotated articles: one file each, front matter and a text with marks, read into `Gold` and written back.

    ---
    title: "⟦Nvidia|VENDOR⟧ shows ⟦Blackwell|CHIP vendor=Nvidia⟧"
    published: 2024-03-18
    genre: launch
    events:
      - {chip: Blackwell, event: announced, date: 2024-03-18}
    ---
    The article's text, marked in the same way ...

Nothing here runs the pipeline or imports spaCy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from extractor.errors import GoldError, Place
from extractor.evaluation.days import days_of
from extractor.evaluation.marks import LABELS, GoldEntity, MarkError, read_marks, write_marks
from extractor.schema import Article, EventKind, Model, Part

_PARTS = re.compile(r"---\n(?P<front>.*?\n)---(?:\n(?P<text>.*))?", re.DOTALL)


def _event_date(value: Any) -> str | None:
    """YAML reads 2025 as a number and 2025-06-10 as a date; an event's date is a DATE value, and may allow several."""
    if value is None:
        return None
    for option in str(value).split("|"):
        if option != "null":
            days_of(option)
    return str(value)


class GoldEvent(Model):
    """What happened to a chip, and when, over the whole article."""

    chip: str
    event: EventKind
    date: Annotated[str | None, BeforeValidator(_event_date)]
    optional: bool = False


class KnownMiss(Model):
    """An error that is known and why it stands: a test that expects it fails once it is gone."""

    label: str
    surface: str
    attribute: str | None = None
    reason: Annotated[str, Field(min_length=1)]


class _FrontMatter(Model):
    title: str | None = None
    published: dt.date | None
    genre: Annotated[str, Field(min_length=1)]
    events: list[GoldEvent] | None = None
    labels: tuple[str, ...] = LABELS
    known_misses: tuple[KnownMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """An article and what must be found in it.

    `labels` are those that were annotated: an answer with another label counts neither way.
    `events` is None where they were not annotated. `title_line` and `text_line` say where in the file both begin.
    """

    article: Article
    genre: str
    entities: list[GoldEntity]
    events: list[GoldEvent] | None = None
    labels: tuple[str, ...] = LABELS
    known_misses: tuple[KnownMiss, ...] = ()
    title_line: int = field(default=1, compare=False)
    text_line: int = field(default=1, compare=False)

    def line_of(self, part: Part, offset: int) -> int:
        """The line of the file on which an offset lies, counted from 1."""
        return self.title_line if part == "title" else self.text_line + self.article.text.count("\n", 0, offset)


def read_folder(folder: Path) -> list[Gold]:
    """Read every `.txt` file below a folder, in the order of their paths. Raises GoldError, also when there is none."""
    paths = sorted(folder.rglob("*.txt"))
    if not paths:
        what = "no annotated article (*.txt) in this folder" if folder.is_dir() else "there is no such folder"
        raise GoldError(f"{folder}: {what}")
    return [read(path, path.relative_to(folder).with_suffix("").as_posix()) for path in paths]


def read(path: Path, identifier: str | None = None) -> Gold:
    """Read one annotated article; its id is the file's name without `.txt` unless one is given. Raises GoldError."""
    try:
        marked = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: can't be read: {error}; save it as UTF-8") from error
    return parse(marked, path, identifier)


def parse(marked: str, path: Path, identifier: str | None = None) -> Gold:
    """Read an annotated article from a string; `path` names it in errors and gives its id. Raises GoldError.

    >>> gold = parse("---\\npublished: null\\ngenre: rumour\\n---\\n⟦Zen 6|CHIP⟧ is near.\\n", Path("zen.txt"))
    >>> gold.article.text, gold.entities[0].start, gold.entities[0].end
    ('Zen 6 is near.', 0, 5)
    """
    parts = _PARTS.fullmatch(marked)
    if parts is None:
        raise _error(path, 1, "no front matter: an article begins with a line '---', its keys, and a line '---'")
    front, lines = _read_front(parts["front"], path)
    text_line = marked.count("\n", 0, parts.end("front")) + 2
    title, title_entities = _read_part(front.title or "", "title", front.labels, path, lines.get("title", 1))
    body = (parts["text"] or "").removesuffix("\n")
    text, entities = _read_part(body, "text", front.labels, path, text_line)
    article = Article(
        id=identifier or path.stem, title=None if front.title is None else title, text=text, published=front.published
    )
    return Gold(
        article, front.genre, title_entities + entities, front.events, front.labels, front.known_misses,
        title_line=lines.get("title", 1), text_line=text_line,
    )  # fmt: skip


def render(gold: Gold) -> str:
    """Write an annotated article: `parse` gives it back as it was. Raises GoldError for a text that holds ⟦ or ⟧."""
    article = gold.article
    by_part = {part: [e for e in gold.entities if e.field == part] for part in ("title", "text")}
    try:
        title = None if article.title is None else write_marks(article.title, by_part["title"])
        text = write_marks(article.text, by_part["text"])
    except ValueError as error:
        raise GoldError(f"{article.id}: {error}") from error
    front = _FrontMatter(
        title=title, published=article.published, genre=gold.genre, events=gold.events,
        labels=gold.labels, known_misses=gold.known_misses,
    )  # fmt: skip
    keys = front.model_dump(mode="json", exclude_defaults=True) | {"published": article.published}
    return f"---\n{yaml.safe_dump(keys, allow_unicode=True, sort_keys=False, width=110)}---\n{text}\n"


def _error(path: Path, line: int, message: str) -> GoldError:
    return GoldError(f"{Place(path, line)}: {message}")


def _read_part(
    marked: str, part: Part, labels: Collection[str], path: Path, first_line: int
) -> tuple[str, list[GoldEntity]]:
    try:
        return read_marks(marked, part, labels)
    except MarkError as error:
        raise _error(path, first_line + marked.count("\n", 0, error.offset), str(error)) from error


def _read_front(front: str, path: Path) -> tuple[_FrontMatter, dict[str, int]]:
    """Return the front matter and the line of each of its keys."""
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
        keys = yaml.safe_load(front)
    except (yaml.MarkedYAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _error(path, mark.line + 2 if mark else 1, f"the front matter is no YAML: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise _error(path, 2, "the front matter has no keys; wanted: published, genre; title, events, labels")
    try:
        return _FrontMatter.model_validate(keys), {key.value: key.start_mark.line + 2 for key, _ in node.value}
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise _error(path, _line_of(node, first["loc"]), f"front matter, {where}: {first['msg']}") from error


def _line_of(node: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """The line of the front matter's deepest node on the way to what is wrong."""
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            values = {key.value: value for key, value in node.value}
        elif isinstance(node, yaml.SequenceNode):
            values = dict(enumerate(node.value))
        else:
            break
        node = values.get(step, node)
    return int(node.start_mark.line) + 2
