"""What a worker answers: the request's bytes in, a status and the answer's bytes out.

Bodies are parsed and checked here, not on the service's event loop, and results are written once.
"""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import ArticleError
from extractor.schema import Article, Failure, Result
from extractor.serving.problems import ProblemType, field_errors, problem
from extractor.serving.requests import LABELS, BatchBody, ExtractBody, LabelsAnswer, Limits

log = logging.getLogger(__name__)
BodyT = TypeVar("BodyT", bound=BaseModel)


class Extractor(Protocol):
    """What the desk needs of `extractor.load()`."""

    rules_version: str

    def extract(self, text: str, **given: Any) -> Result: ...
    def extract_many(self, articles: Iterable[Article]) -> Iterator[Result | Failure]: ...


@dataclass(slots=True)
class Answer:
    """An answer's status and body, and what is counted of it."""

    body: bytes
    status: int = 200
    articles: int = 0
    entities: dict[str, int] = field(default_factory=dict)
    rules_version: str = ""


class Desk:
    """Answers requests with one extractor."""

    def __init__(self, chipwire: Extractor, limits: Limits) -> None:
        self._chipwire, self._limits = chipwire, limits
        self._doings: dict[str, Callable[[bytes], Answer]] = {
            "extract": self._extract,
            "batch": self._batch,
            "labels": self._labels,
        }

    @property
    def rules_version(self) -> str:
        return self._chipwire.rules_version

    def answer(self, do: str, body: bytes) -> Answer:
        """Answer one request; whatever goes wrong becomes a problem document."""
        try:
            return self._doings[do](body)
        except ValidationError as error:
            return _invalid(error)
        except ArticleError as error:
            return refuse(ProblemType.ARTICLE, str(error))
        except Exception as error:
            log.error("%s failed: %s at %s", do, type(error).__name__, _places(error))
            return refuse(ProblemType.INTERNAL, "an error that is not the request's; the service's log has the place")

    def _parse(self, model: type[BodyT], body: bytes) -> BodyT:
        return model.model_validate_json(body, context=self._limits)

    def _extract(self, body: bytes) -> Answer:
        article = self._parse(ExtractBody, body)
        result = self._chipwire.extract(article.text, published=article.published, title=article.title, id=article.id)
        return Answer(_json(result), articles=1, entities=_count([result]))

    def _labels(self, _body: bytes) -> Answer:
        return Answer(_json(LabelsAnswer(labels=LABELS, rules_version=self.rules_version)))

    def _batch(self, body: bytes) -> Answer:
        batch = self._parse(BatchBody, body)
        results = list(self._chipwire.extract_many(given.article() for given in batch.articles))
        written = b",".join(map(_json, results))
        return Answer(b'{"results":[%b]}' % written, articles=len(results), entities=_count(results))


def refuse(kind: ProblemType, detail: str) -> Answer:
    """Return the answer that is a problem."""
    return Answer(problem(kind, detail), kind.status)


def _invalid(error: ValidationError) -> Answer:
    details = error.errors(include_url=False, include_input=False)
    if details[0]["type"] == "json_invalid":
        return refuse(ProblemType.NOT_JSON, f"{details[0]['msg']}; send JSON in UTF-8")
    errors = field_errors(details)
    said = "; ".join(f"{each.field}: {each.detail}" for each in errors[:3])
    return Answer(problem(ProblemType.INVALID, said, errors[:100]), ProblemType.INVALID.status)


def _json(model: BaseModel) -> bytes:
    return model.__pydantic_serializer__.to_json(model)


def _count(results: Iterable[Result | Failure]) -> dict[str, int]:
    return Counter(entity.label for result in results if isinstance(result, Result) for entity in result.entities)


def _places(error: Exception) -> str:
    """Return where it was raised. The message is left out: it could quote the article."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " < ".join(
        f"{frame.name} ({frame.filename.rpartition('/')[2]}:{frame.lineno})" for frame in reversed(frames)
    )
