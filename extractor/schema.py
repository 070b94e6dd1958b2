"""The public models: what goes in (`Article`) and what comes out (`Result`).

Offsets are Unicode code points over the text as given, half-open: `text[start:end] == entity.text`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Part = Literal["title", "text"]
Kind = Literal[
    "cpu", "gpu", "accelerator", "soc", "npu", "modem", "fpga", "dpu", "switch", "core", "dsp",
    "microcontroller", "quantum", "chipset", "connectivity", "other",
]  # fmt: skip
Metric = str  # one of patterns/metrics.yaml
Hedge = Literal["up_to", "about", "at_least", "more_than", "nearly", "less_than"]
Status = Literal["stated", "planned", "rumoured", "hypothetical", "negated"]
PublishedFrom = Literal["record", "front matter", "html", "name"]
EventKind = Literal["announced", "available", "production", "delayed", "cancelled"]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Article(Model):
    """One article to read.

    `title` and `text` may be given apart; each entity then says in `field` which of them its offsets are in.
    `published` is the day the article appeared: relative dates ("next year") are read against it.

    >>> Article(text="Intel makes Xeon.", published="2024-06-03").published
    datetime.date(2024, 6, 3)
    """

    text: str
    title: str | None = None
    published: dt.date | None = None
    id: str | None = None


class Place(Model):
    """Where something was read, and the id of the `rule` that read it."""

    label: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    text: str
    field: Part = "text"
    rule: str


class Entity(Place):
    """One occurrence found: what all labels share."""


class Chip(Entity):
    """A named piece of silicon. `id` is the catalog's, null for a name that the catalog does not know."""

    label: Literal["CHIP"] = "CHIP"
    id: str | None = None
    name: str
    vendor: str | None = None
    kind: Kind | None = None


class Vendor(Entity):
    """A company of the computing supply chain."""

    label: Literal["VENDOR"] = "VENDOR"
    id: str | None = None
    name: str
    role: str | None = None


class Ratio(Entity):
    """A comparative claim: `factor` is new over old; a range gives `factor` and `factor_max` in the text's order."""

    label: Literal["RATIO"] = "RATIO"
    factor: float
    factor_max: float | None = None
    metric: Metric = "other"
    hedge: Hedge | None = None
    subject: str | None = None
    baseline: str | None = None
    status: Status = "stated"
    source: str | None = None


class Date(Entity):
    """A point or stretch of the calendar: TIMEX3 `value`, and the first and last day it covers, both inclusive."""

    label: Literal["DATE"] = "DATE"
    value: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class OwnEntity(Entity):
    """An entity with a label of the user's own; `value` is what its rule says it is."""

    value: str | None = None


def _tag(entity: Any) -> str:
    label = entity.get("label") if isinstance(entity, dict) else entity.label
    return label if label in ("CHIP", "VENDOR", "RATIO", "DATE") else "own"


AnyEntity = Annotated[
    Annotated[Chip, Tag("CHIP")]
    | Annotated[Vendor, Tag("VENDOR")]
    | Annotated[Ratio, Tag("RATIO")]
    | Annotated[Date, Tag("DATE")]
    | Annotated[OwnEntity, Tag("own")],
    Discriminator(_tag),
]


class Event(Model):
    """What happened to a chip, and when; `entities` are the indexes of the entities that show it."""

    chip: str
    event: EventKind
    date: str | None = None
    entities: list[int] = Field(default_factory=list)


class ChipFacts(Model):
    """One chip's fact sheet: indexes into the result's `entities` and `events`."""

    id: str | None = None
    name: str
    vendor: str | None = None
    kind: Kind | None = None
    entities: list[int] = Field(default_factory=list)
    claims: list[int] = Field(default_factory=list)
    compared: list[int] = Field(default_factory=list)
    events: list[int] = Field(default_factory=list)


def _is_none(value: object) -> bool:
    return value is None


class ArticleInfo(Model):
    """What the result says of its article. `words` counts what stands between spaces and line ends, title included.

    The records of a batch say more, and only they have these keys: where the publication date was found, the
    fingerprint of all that was read (same fingerprint and same `rules_version`: same result), and the text.
    """

    id: str | None = None
    title: str | None = None
    published: dt.date | None = None
    words: int = 0
    published_from: Annotated[PublishedFrom | None, Field(exclude_if=_is_none)] = None
    fingerprint: Annotated[str | None, Field(exclude_if=_is_none)] = None
    text: Annotated[str | None, Field(exclude_if=_is_none)] = None


class Discarded(Place):
    """A candidate that is no entity: `reason` says why, `lost_to` is the rule whose entity stands there, if one does."""

    reason: str
    lost_to: str | None = None


class Result(Model):
    """All that was found in one article.

    `elapsed_ms` is null in the records of a batch: the same input gives the same bytes. `discarded` is there if asked for.
    """

    article: ArticleInfo
    entities: list[AnyEntity] = Field(default_factory=list)
    chips: list[ChipFacts] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    warnings: list[str] = Field(default_factory=list)
    discarded: Annotated[list[Discarded] | None, Field(exclude_if=_is_none)] = None
    rules_version: str
    elapsed_ms: float | None = None


class Problem(Model):
    """Why an article has no result: a stable `type`, a `title` for people, and what exactly was wrong."""

    type: str
    title: str
    detail: str


class Failure(Model):
    """The answer in place of a result, for an article that could not be read or processed."""

    article: ArticleInfo
    error: Problem


AnyModel = TypeVar("AnyModel", bound=BaseModel)
_STATE: Final = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
_set_fields, _set_names, _set_extra, _set_private = (BaseModel.__dict__[name].__set__ for name in _STATE)


def create(model: type[AnyModel], fields: dict[str, Any]) -> AnyModel:
    """Return a model of fields that are all there and of their types, as our own are: nothing is checked.

    What pydantic's `model_construct` does, without its search for defaults and aliases: a tenth of the time, on a path
    taken for each entity. A test compares the models made here with validated ones.

    >>> create(Event, {"chip": "H200", "event": "announced", "date": None, "entities": []}).chip
    'H200'
    """
    made = object.__new__(model)
    _set_fields(made, fields)
    _set_names(made, _names(model))
    _set_extra(made, None)
    _set_private(made, None)
    return made


@cache
def _names(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `Result`, with a schema for each label's entity.

    >>> sorted(json_schema()["$defs"])[:3]
    ['ArticleInfo', 'Chip', 'ChipFacts']
    """
    return Result.model_json_schema(mode="serialization")
