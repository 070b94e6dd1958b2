"""The bodies that the service reads. Sizes are checked against the limits that stand in the validation context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, ValidationInfo

from extractor.schema import Article, Chip, Date, Entity, Failure, Ratio, Result, Vendor


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold."""

    max_text_chars: int
    max_batch_articles: int


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


Text = Annotated[str, AfterValidator(_short_enough)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ArticleBody(Body):
    """One article. `published` is the day it appeared; relative dates ("next year") are read against it."""

    text: Text = Field(examples=["Nvidia says the H100 is up to 9 times faster than the A100."])
    title: Text | None = None
    published: Annotated[dt.date, Strict()] | None = Field(default=None, examples=["2022-03-22"])
    id: Annotated[str, Field(max_length=1000)] | None = Field(default=None, examples=["h100-launch"])

    def article(self) -> Article:
        """Return what the extractor takes."""
        return Article(text=self.text, title=self.title, published=self.published, id=self.id)


class ExtractBody(ArticleBody):
    """`POST /v1/extract`."""


class BatchBody(Body):
    """`POST /v1/extract/batch`: articles, answered in this order."""

    articles: Annotated[list[ArticleBody], AfterValidator(_few_enough)]


class Label(BaseModel):
    """A label, what it is for, and the fields that its entities have beside those of all."""

    label: str
    description: str
    fields: list[str]


class LabelsAnswer(BaseModel):
    """All labels."""

    labels: list[Label]
    rules_version: str


def _label(model: type[Entity]) -> Label:
    own = [name for name in model.model_fields if name not in Entity.model_fields]
    return Label(label=model.model_fields["label"].default, description=str(model.__doc__), fields=own)


LABELS = [_label(model) for model in (Chip, Vendor, Ratio, Date)]


class BatchAnswer(BaseModel):
    """A result for each article of the batch, in its order; a failure in place of one that could not be processed."""

    results: list[Result | Failure]
