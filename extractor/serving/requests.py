"""The bodies that the service reads. Sizes are checked against the limits that stand in the validation context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError, to_json

from extractor.rules.schema import Rule

PRICE = {"id": "own.price", "label": "PRICE", "pattern": [{"ORTH": "$"}, "$number"]}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold."""

    max_text_chars: int
    max_batch_articles: int
    max_rules: int = 50
    max_rules_chars: int = 20_000
    max_rules_tokens: int = 5_000
    max_match_words: int = 24


def _short_enough(text: str, info: ValidationInfo) -> str:
    limits = info.context
    if isinstance(limits, Limits) and len(text) > limits.max_text_chars:
        raise ValueError(f"{len(text):,} characters; at most {limits.max_text_chars:,} are read: split the text")
    return text


def _few_enough(articles: list[ArticleBody], info: ValidationInfo) -> list[ArticleBody]:
    limits = info.context
    if isinstance(limits, Limits) and len(articles) > limits.max_batch_articles:
        raise ValueError(
            f"{len(articles):,} articles; at most {limits.max_batch_articles:,} are read at once: send several batches"
        )
    return articles


def _small_enough(rules: Any, info: ValidationInfo) -> Any:
    """Refuse rules that are very many or very long before anything else is done with them."""
    limits = info.context
    if isinstance(limits, Limits) and isinstance(rules, list):
        if len(rules) > limits.max_rules:
            raise ValueError(f"{len(rules):,} rules; at most {limits.max_rules:,} are tried: send fewer")
        chars = len(to_json(rules).decode())
        if chars > limits.max_rules_chars:
            raise ValueError(f"{chars:,} characters of JSON; at most {limits.max_rules_chars:,} are read: send fewer")
    return rules


Text = Annotated[str, AfterValidator(_short_enough)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Options(Body):
    """What is wanted beyond the usual.

    `labels`: only entities of these. `rules`: rules in the form of a rules file, tried for this request alone.
    `discarded`: what was proposed and is no entity, with the reason. `utf16`: offsets in UTF-16 units beside code points.
    """

    labels: Annotated[
        list[Annotated[str, Field(max_length=100)]], Field(max_length=100, examples=[["CHIP", "RATIO"]])
    ] = []
    rules: Annotated[list[Rule], BeforeValidator(_small_enough), Field(examples=[[PRICE]])] = []
    discarded: bool = False
    utf16: bool = False


MAX_EXPLAINED_CHARS = 10_000
_SOURCES = frozenset({"text", "html"})
SOURCE_ERROR = "article_source"


def _say_one_of_both(schema: dict[str, Any]) -> None:
    for source in _SOURCES:
        schema["properties"][source].pop("default")
    # not "oneOf": generators of clients make an untyped body of it
    schema.update(
        {"if": {"required": ["html"]}, "then": {"not": {"required": ["text"]}}, "else": {"required": ["text"]}}
    )


class ArticleBody(Body):
    """One article, as `text` or as the `html` of its page.

    `published` is the day it appeared; relative dates ("next year") are read against it. Of a page, the title and the
    date are read where they are not given, and the answer's `article.text` is the text found in it.
    """

    model_config = ConfigDict(json_schema_extra=_say_one_of_both)

    text: Text = Field(default="", examples=["Nvidia says the H100 is up to 9 times faster than the A100."])
    html: Text = ""
    title: Text | None = None
    published: dt.date | None = Field(default=None, examples=["2022-03-22"])
    id: Annotated[str, Field(max_length=1000)] | None = Field(default=None, examples=["h100-launch"])

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if len(self.model_fields_set & _SOURCES) != 1:
            raise PydanticCustomError(SOURCE_ERROR, "give the article either as text or as html")
        return self

    @property
    def is_page(self) -> bool:
        return "html" in self.model_fields_set


class ExtractBody(ArticleBody):
    """`POST /v1/extract`, and a line of `POST /v1/extract/stream`."""

    options: Options | None = None


class ExplainBody(Body):
    """`POST /v1/explain`: a sentence or paragraph, and perhaps the rule that is in question."""

    text: Annotated[str, Field(max_length=MAX_EXPLAINED_CHARS, examples=["It came in June 2022."])]
    rule: Annotated[str, Field(max_length=200, examples=["dates.month-year"])] | None = None
    published: dt.date | None = None


class BatchBody(Body):
    """`POST /v1/extract/batch`: articles, answered in this order."""

    options: Options | None = None

    articles: Annotated[list[ArticleBody], AfterValidator(_few_enough)]
