"""The bodies that the service reads. Sizes are checked against the limits that stand in the validation context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, ValidationInfo, field_validator


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


class Options(Body):
    """What is wanted of a result: only entities of these labels; offsets in UTF-16 units beside code points."""

    labels: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=100)] = []
    utf16: bool = False


class ArticleBody(Body):
    """One article, as `text` or as the `html` of its page.

    `published` is the day it appeared; relative dates ("next year") are read against it. Of a page, the title and the
    date are read where they are not given, and the answer's `article.text` is the text found in it.
    """

    html: Text | None = None
    text: Text | None = Field(
        default=None,
        validate_default=True,
        examples=["Nvidia says the H100 is up to 9 times faster than the A100."],
    )
    title: Text | None = None
    published: Annotated[dt.date, Strict()] | None = Field(default=None, examples=["2022-03-22"])
    id: Annotated[str, Field(max_length=1000)] | None = Field(default=None, examples=["h100-launch"])

    @field_validator("text")
    @classmethod
    def _one_of_both(cls, text: str | None, info: ValidationInfo) -> str | None:
        html_is_wrong = "html" not in info.data
        if not html_is_wrong and (text is None) == (info.data["html"] is None):
            raise ValueError("give the article either as text or as html")
        return text


class ExtractBody(ArticleBody):
    """`POST /v1/extract`, and a line of `POST /v1/extract/stream`."""

    options: Options | None = None


class BatchBody(Body):
    """`POST /v1/extract/batch`: articles, answered in this order."""

    options: Options | None = None

    articles: Annotated[list[ArticleBody], AfterValidator(_few_enough)]
