"""Problem documents (RFC 9457): the one form of every error that the service answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import orjson
from pydantic import BaseModel, Field

from extractor.errors import ArticleError, ChipwireError
from extractor.serving.requests import SOURCE_ERROR

MEDIA_TYPE = "application/problem+json"
RETRY = {"Retry-After": "1"}
_NAMESPACE = "urn:chipwire:problem:"


class ProblemType(Enum):
    """Each kind of problem: the end of its stable `type`, its HTTP status, its title."""

    NOT_JSON = "not-json", 400, "The body is not JSON"
    NO_KEY = "no-key", 401, "An API key is needed"
    NOT_FOUND = "not-found", 404, "There is no such thing here"
    METHOD = "method-not-allowed", 405, "This address does not take that method"
    SLOW_BODY = "slow-body", 408, "The body did not arrive in time"
    TOO_LARGE = "body-too-large", 413, "The body is too large"
    MEDIA = "media-type", 415, "The body is of a media type that is not read here"
    INVALID = "invalid-field", 422, "A field is wrong"
    ARTICLE = "bad-article", 422, ArticleError.title
    BUSY = "too-many-requests", 429, "There are more requests than can be answered"
    RATE = "rate-limit", 429, "This client asked too often"
    INTERNAL = "internal", 500, "The service failed"
    LOST = "worker-lost", 503, "The worker that had this request died"
    TIMEOUT = "timed-out", 503, "The request took too long"
    NOT_READY = "not-ready", 503, "The service is not ready"

    def __init__(self, name: str, status: int, title: str) -> None:
        self.name_, self.status, self.title = name, status, title
        self.type = _NAMESPACE + name


class FieldError(BaseModel):
    """What is wrong with one field of the request, such as `articles[3].published`."""

    field: str
    detail: str


class ProblemDocument(BaseModel):
    """An error, as RFC 9457 has it; `type` never changes, `detail` says what was got and what is allowed."""

    type: str = Field(examples=[ProblemType.INVALID.type])
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


class RefusedError(ChipwireError):
    """A request is refused: the kind of problem, what exactly, and headers such as Retry-After."""

    type = "refused"

    def __init__(
        self,
        kind: ProblemType,
        detail: str,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind, self.detail, self.errors, self.headers = kind, detail, errors, dict(headers or {})
        super().__init__(detail)


def problem(kind: ProblemType, detail: str, errors: Sequence[FieldError] = ()) -> bytes:
    """Return the problem document as JSON.

    >>> problem(ProblemType.NOT_FOUND, "no rule 'dates.x'")[:45]
    b'{"type":"urn:chipwire:problem:not-found","tit'
    """
    document: dict[str, Any] = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": detail}
    document["errors"] = [{"field": error.field, "detail": error.detail} for error in errors]
    return orjson.dumps(document)


def field_errors(details: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """Return pydantic's errors by field, in words and without the input itself."""
    return [FieldError(field=_path(_place(detail)), detail=_say(detail)) for detail in details]


def _place(detail: Mapping[str, Any]) -> tuple[int | str, ...]:
    """Return where the error is; of an article with no text, or with html too, the text is named."""
    place: tuple[int | str, ...] = detail["loc"]
    return (*place, "text") if detail["type"] == SOURCE_ERROR else place


def _path(places: Sequence[int | str]) -> str:
    """Return `articles[3].text` for ("articles", 3, "text")."""
    path = "".join(f"[{place}]" if isinstance(place, int) else f".{place}" for place in places)
    return path.removeprefix(".").removeprefix("query.") or "body"


def _say(detail: Mapping[str, Any]) -> str:
    if detail["type"].startswith("date_"):
        return "not a date; give the day the article appeared as YYYY-MM-DD, or leave it out"
    if detail["type"] == "extra_forbidden":
        return "no such field; leave it out"
    return str(detail["msg"]).removeprefix("Value error, ")
