"""Marks in a text: `⟦surface|LABEL key=value; key=value⟧`, read into entities and written back.

A mark is all that is added: taking the marks away gives the article's text to the letter.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from extractor.evaluation.days import days_of
from extractor.schema import Hedge, Part, Status

Value = str | float | None

LABELS = ("CHIP", "VENDOR", "RATIO", "DATE")
KEYS = {
    "CHIP": ("name", "vendor"),
    "VENDOR": ("name",),
    "RATIO": ("factor", "factor_max", "metric", "hedge", "subject", "baseline", "status", "source"),
    "DATE": ("value", "first_day", "last_day"),
}
OWN_KEYS = ("value",)
REQUIRED = {"RATIO": ("factor", "metric", "subject")}
NUMBERS = ("factor", "factor_max")
CHOICES = {"hedge": ("none", *get_args(Hedge)), "status": get_args(Status)}
RATIO_DEFAULTS: Mapping[str, Value] = {"hedge": "none", "baseline": None, "status": "stated", "source": "author"}

_MARK = re.compile(r"⟦(?P<surface>[^|⟦⟧\n]+)\|(?P<label>[^\s⟦⟧]+)(?P<rest>[^⟦⟧\n]*)⟧")
# "early 2026" has the value 2026 and covers four months of it: its days don't follow from the value.
_PART_OF_A_STRETCH = re.compile(r"\b(?:early|earlier|late|later|mid|middle|end|start|beginning|rest)\b", re.IGNORECASE)


class MarkError(ValueError):
    """A mark is wrong; `offset` is where in the marked text it begins."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclasses.dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity as the article's reader marked it. An attribute that is not there is not asked for.

    A value may allow several answers, separated by `|`. What is `optional` may be answered or not.
    """

    label: str
    start: int
    end: int
    text: str
    field: Part = "text"
    attributes: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    optional: bool = False


def read_marks(
    marked: str, part: Part = "text", labels: Collection[str] = LABELS, as_written: bool = False
) -> tuple[str, list[GoldEntity]]:
    """Return the bare text and the entities marked in it; raises MarkError.

    With `as_written`, as in the examples of rules, a mark asks for the attributes that it writes and for no others.

    >>> read_marks("the ⟦H100|CHIP vendor=Nvidia⟧")
    ('the H100', [GoldEntity(label='CHIP', start=4, end=8, text='H100', field='text', \
attributes={'name': 'H100', 'vendor': 'Nvidia'}, optional=False)])
    """
    entities: list[GoldEntity] = []
    pieces: list[str] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        before = _unmarked(marked, at, mark.start())
        start, at = length + len(before), mark.end()
        length = start + len(mark["surface"])
        entities.append(_read_mark(mark, start, part, labels, as_written))
        pieces += [before, mark["surface"]]
    return "".join([*pieces, _unmarked(marked, at, len(marked))]), entities


def write_marks(text: str, entities: Sequence[GoldEntity]) -> str:
    """Put the marks of entities of one field into its text: the inverse of `read_marks`. Raises ValueError.

    >>> write_marks("the H100", [GoldEntity("CHIP", 4, 8, "H100", attributes={"name": "H100", "vendor": "Nvidia"})])
    'the ⟦H100|CHIP vendor=Nvidia⟧'
    """
    pieces, at = [], 0
    for entity in sorted(entities, key=lambda entity: entity.start):
        if entity.start < at:
            raise ValueError(f"{entity.text!r} at {entity.start} overlaps the entity before it")
        pieces += [text[at : entity.start], _write_mark(entity)]
        at = entity.end
    marked = "".join([*pieces, text[at:]])
    if read_marks(marked, labels={entity.label for entity in entities})[0] != text:
        raise ValueError("the text can't be marked: it holds ⟦ or ⟧, or an entity's text is not what stands there")
    return marked


def _unmarked(marked: str, start: int, end: int) -> str:
    piece = marked[start:end]
    broken = min((at for at in (piece.find("⟦"), piece.find("⟧")) if at >= 0), default=None)
    if broken is not None:
        near = piece[broken : broken + 40]
        raise MarkError(
            f"a mark that does not parse near {near!r}: ⟦surface|LABEL key=value; key=value⟧", start + broken
        )
    return piece


def _read_mark(mark: re.Match[str], start: int, part: Part, labels: Collection[str], as_written: bool) -> GoldEntity:
    surface, label = mark["surface"], mark["label"]
    try:
        if label not in labels:
            raise ValueError(f"unknown label {label!r}; labels of this article: {', '.join(sorted(labels))}")
        if surface != surface.strip():
            raise ValueError(f"the surface {surface!r} begins or ends with a blank")
        if as_written:
            attributes, optional = _read_items(label, mark["rest"])
        else:
            attributes, optional = read_items(label, surface, mark["rest"])
    except ValueError as error:
        raise MarkError(f"⟦{surface}|{label}: {error}", mark.start()) from error
    return GoldEntity(label, start, start + len(surface), surface, part, attributes, optional)


def read_items(label: str, surface: str, items: str) -> tuple[dict[str, Value], bool]:
    """Return the attributes that `key=value; key=value` gives an entity, and whether it is optional. Raises ValueError.

    >>> read_items("CHIP", "H100", "vendor=Nvidia; optional")
    ({'name': 'H100', 'vendor': 'Nvidia'}, True)
    """
    given, optional = _read_items(label, items)
    return _complete(label, surface, given, optional), optional


def _read_items(label: str, rest: str) -> tuple[dict[str, Value], bool]:
    given: dict[str, Value] = {}
    items = [item.strip() for item in rest.split(";") if item.strip()]
    for item in items:
        if item == "optional":
            continue
        key, equals, value = (side.strip() for side in item.partition("="))
        allowed = KEYS.get(label, OWN_KEYS)
        if key not in allowed or not equals:
            raise ValueError(f"unknown key {key!r}; keys of {label}: {', '.join(allowed)}, optional")
        if key in given:
            raise ValueError(f"{key!r} is given twice")
        given[key] = _read_value(label, key, value)
    return given, "optional" in items


def _read_value(label: str, key: str, value: str) -> Value:
    if not value:
        raise ValueError(f"{key!r} has no value; write {key}=null for none")
    if value == "null":
        return None
    if key in NUMBERS:
        return float(value)
    for option in value.split("|"):
        if key in CHOICES and option not in CHOICES[key]:
            raise ValueError(f"{key} {option!r} is not one of {', '.join(CHOICES[key])}")
        if label == "DATE" and option != "null":
            days_of(option)
    return value


def _complete(label: str, surface: str, given: dict[str, Value], optional: bool) -> dict[str, Value]:
    """Fill in what a mark leaves out."""
    missing = [] if optional else [key for key in REQUIRED.get(label, ()) if key not in given]
    if missing:
        raise ValueError(f"{', '.join(missing)} missing")
    return _defaults(label, surface, given) | given


def _defaults(label: str, surface: str, given: Mapping[str, Value]) -> dict[str, Value]:
    if label in ("CHIP", "VENDOR"):
        return {"name": surface}
    if label == "RATIO":
        return dict(RATIO_DEFAULTS)
    if label == "DATE" and not _PART_OF_A_STRETCH.search(surface):
        value = given.get("value")
        days = days_of(value) if isinstance(value, str) and "|" not in value else None
        return dict(zip(("first_day", "last_day"), map(str, days), strict=True)) if days else {}
    return {}


def _write_mark(entity: GoldEntity) -> str:
    items = write_items(entity)
    return f"⟦{entity.text}|{entity.label}{' ' if items else ''}{items}⟧"


def write_items(entity: GoldEntity) -> str:
    """Write an entity's attributes, but those that go without saying: the inverse of `read_items`."""
    defaults = _defaults(entity.label, entity.text, entity.attributes)
    items = [
        f"{key}={_write_value(value)}"
        for key, value in entity.attributes.items()
        if key not in defaults or defaults[key] != value
    ]
    return "; ".join(items + (["optional"] if entity.optional else []))


def _write_value(value: Value) -> str:
    if value is None:
        return "null"
    return f"{value:g}" if isinstance(value, float) and float(f"{value:g}") == value else str(value)
