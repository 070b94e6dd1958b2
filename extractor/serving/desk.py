"""What a worker answers: the request's bytes in, a status and the answer's bytes out.

Bodies are parsed and checked here, not on the service's event loop, and results are written once.
"""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from extractor.errors import ArticleError
from extractor.schema import Result
from extractor.serving import lookups, options
from extractor.serving.answers import Label, LabelsAnswer, all_labels
from extractor.serving.articles import failed, to_article
from extractor.serving.own import OwnRulesCache
from extractor.serving.problems import FieldError, ProblemType, RefusedError, field_errors, problem
from extractor.serving.requests import ArticleBody, BatchBody, ExplainBody, ExtractBody, Limits, Options

if TYPE_CHECKING:
    from extractor.pipeline import Extractor as Pipeline

log = logging.getLogger(__name__)
BodyT = TypeVar("BodyT", bound=BaseModel)
OWN_LABELS = "OWN"
_BODY: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])
_ID: TypeAdapter[str] = TypeAdapter(str)


class Extractor(Protocol):
    """What the desk needs of `extractor.load()`."""

    rules_version: str
    rules: Any
    catalog: Any

    def extract(self, text: str, **given: Any) -> Result: ...


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
        self._own = OwnRulesCache(cast("Pipeline", chipwire), limits)
        self._labels_known = frozenset(label.label for label in self._all_labels())
        self.rules_version = chipwire.rules_version
        self._doings: dict[str, Callable[[bytes], Answer]] = {
            "extract": self._extract,
            "batch": self._batch,
            "line": self._line,
            "explain": self._explain,
            "labels": self._labels,
            "rules": self._rules,
            "rule": self._rule,
            "chips": self._chips,
            "vendors": self._vendors,
        }

    def answer(self, do: str, body: bytes) -> Answer:
        """Answer one request; whatever goes wrong becomes a problem document."""
        try:
            return self._doings[do](body)
        except ValidationError as error:
            kind, said, errors = _wrong(error)
            return Answer(problem(kind, said, errors), kind.status)
        except RefusedError as error:
            return Answer(problem(error.kind, error.detail, error.errors), error.kind.status)
        except ArticleError as error:
            return refuse(ProblemType.ARTICLE, str(error))
        except Exception as error:
            return refuse(ProblemType.INTERNAL, _note(do, error))

    def warm_up(self) -> None:
        """Read the examples of the rules, so that the first articles meet words and ways that are known."""
        from extractor.workbench.proof import bare_texts  # the service's own process loads no spaCy

        texts = bare_texts(self._chipwire.rules.rules.values())
        self.answer("extract", _BODY.dump_json({"text": "\n\n".join(texts), "published": "2024-06-03"}))

    def _parse(self, model: type[BodyT], body: bytes) -> BodyT:
        return model.model_validate_json(body, context=self._limits)

    def _asked(self, wanted: Options | None) -> dict[str, Any]:
        """Return what the extractor is asked for beyond the usual. Raises `RefusedError` for what is wrong in it."""
        asked: dict[str, Any] = {}
        if wanted:
            self._check_labels(wanted)
        if wanted and wanted.rules:
            asked["own"] = self._own.get(wanted.rules)
        if wanted and wanted.discarded:
            asked["discarded"] = True
        return asked

    def _check_labels(self, wanted: Options) -> None:
        known = self._labels_known | {rule.label for rule in wanted.rules}
        for index, label in enumerate(wanted.labels):
            if label not in known:
                said = f"{label!r} is no label here; there are {', '.join(sorted(known))}"
                wrong = FieldError(field=f"options.labels[{index}]", detail=said)
                raise RefusedError(ProblemType.INVALID, f"{wrong.field}: {said}", [wrong])

    def _read(self, body: ArticleBody, wanted: Options | None, asked: dict[str, Any]) -> Answer:
        article = to_article(body)
        about = {"published": article.published, "title": article.title, "id": article.id}
        result = self._chipwire.extract(article.text, **about, **asked)
        written = options.write(result, article, body, wanted)
        return Answer(written, articles=1, entities=self._count(result))

    def _count(self, result: Result) -> dict[str, int]:
        """Count the entities by label; labels that requests bring as one, since there is no end of them."""
        known = self._labels_known
        return Counter(entity.label if entity.label in known else OWN_LABELS for entity in result.entities)

    def _read_or_fail(self, body: ArticleBody, wanted: Options | None, asked: dict[str, Any]) -> Answer:
        """As `_read`, with a failure in place of the result where there is none."""
        try:
            return self._read(body, wanted, asked)
        except ArticleError as error:
            failure = failed(body, error.type, ProblemType.ARTICLE.title, str(error))
        except Exception as error:
            failure = failed(body, "internal", ProblemType.INTERNAL.title, _note("article", error))
        return Answer(_json(failure), articles=1)

    def _extract(self, body: bytes) -> Answer:
        given = self._parse(ExtractBody, body)
        return self._read(given, given.options, self._asked(given.options))

    def _line(self, body: bytes) -> Answer:
        try:
            given = self._parse(ExtractBody, body)
        except ValidationError as error:
            kind, said, _ = _wrong(error)
            return Answer(_json(failed(ArticleBody.model_construct(), kind.name_, kind.title, said)))
        try:
            asked = self._asked(given.options)
        except RefusedError as error:
            return Answer(_json(failed(given, error.kind.name_, error.kind.title, error.detail)))
        return self._read_or_fail(given, given.options, asked)

    def _batch(self, body: bytes) -> Answer:
        batch = self._parse(BatchBody, body)
        asked = self._asked(batch.options)
        answers = [self._read_or_fail(article, batch.options, asked) for article in batch.articles]
        written = b'{"results":[%b]}' % b",".join(answer.body for answer in answers)
        entities: Counter[str] = Counter()
        for answer in answers:
            entities.update(answer.entities)
        return Answer(written, articles=len(answers), entities=entities)

    def _explain(self, body: bytes) -> Answer:
        from extractor.workbench.explain import explain  # few ask, and it need not be loaded for the others

        asked = self._parse(ExplainBody, body)
        if asked.rule is not None and asked.rule not in self._chipwire.rules.rules:
            return refuse(ProblemType.NOT_FOUND, f"there is no rule {asked.rule!r}; /v1/rules lists them")
        return Answer(_json(explain(cast("Pipeline", self._chipwire), asked.text, asked.rule, asked.published)))

    def _all_labels(self) -> list[Label]:
        return all_labels(loaded.rule.label for loaded in self._chipwire.rules.rules.values())

    def _labels(self, _body: bytes) -> Answer:
        return Answer(_json(LabelsAnswer(labels=self._all_labels(), rules_version=self.rules_version)))

    def _rules(self, body: bytes) -> Answer:
        query, rules = self._parse(lookups.Query, body), self._chipwire.rules.rules.values()
        return Answer(_json(lookups.find_rules(rules, query, self.rules_version)))

    def _rule(self, body: bytes) -> Answer:
        sought = _ID.validate_json(body)
        found = lookups.describe_rule(self._chipwire.rules.rules, sought, self.rules_version)
        if found is None:
            return refuse(ProblemType.NOT_FOUND, f"there is no rule {sought!r}; /v1/rules lists them")
        return Answer(_json(found))

    def _chips(self, body: bytes) -> Answer:
        query, records = self._parse(lookups.Query, body), self._chipwire.catalog.chips.values()
        return Answer(_json(lookups.find_chips(records, query, self.rules_version)))

    def _vendors(self, body: bytes) -> Answer:
        query, records = self._parse(lookups.Query, body), self._chipwire.catalog.vendors.values()
        return Answer(_json(lookups.find_vendors(records, query, self.rules_version)))


def refuse(kind: ProblemType, detail: str) -> Answer:
    """Return the answer that is a problem."""
    return Answer(problem(kind, detail), kind.status)


def failure_line(error: RefusedError) -> bytes:
    """Return the failure that stands in place of a result for a line that no worker answered."""
    return _json(failed(ArticleBody.model_construct(), error.kind.name_, error.kind.title, error.detail))


def _wrong(error: ValidationError) -> tuple[ProblemType, str, list[Any]]:
    """Return what kind of problem a body has, in words, and by field."""
    details = error.errors(include_url=False, include_input=False)
    if details[0]["type"] == "json_invalid":
        return ProblemType.NOT_JSON, f"{details[0]['msg']}; send JSON in UTF-8", []
    errors = field_errors(details)
    said = "; ".join(f"{each.field}: {each.detail}" for each in errors[:3])
    return ProblemType.INVALID, said, errors[:100]


def _json(model: BaseModel) -> bytes:
    return model.__pydantic_serializer__.to_json(model)


def _note(do: str, error: Exception) -> str:
    """Log where it was raised, and return what the client is told. The message is left out: it could quote the article."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(
        f"{frame.name} ({frame.filename.rpartition('/')[2]}:{frame.lineno})" for frame in reversed(frames)
    )
    log.error("%s failed: %s at %s", do, type(error).__name__, places)
    return "an error that is not the request's; the service's log has the place"
