"""What the service answers, beside results and problems."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from extractor.schema import Chip, Date, Entity, Failure, OwnEntity, Ratio, Result, Vendor


class Label(BaseModel):
    """A label, what it is for, and the fields that its entities have beside those of all."""

    label: str
    description: str
    fields: list[str]


class LabelsAnswer(BaseModel):
    """All labels."""

    labels: list[Label]
    rules_version: str


def all_labels(of_rules: Iterable[str]) -> list[Label]:
    """Return the built-in labels, and those that a user's own rules bring.

    >>> [label.label for label in all_labels(["DATE", "PRICE", "CUE"])]
    ['CHIP', 'VENDOR', 'RATIO', 'DATE', 'PRICE']
    """
    own = dict.fromkeys(label for label in of_rules if label not in _BUILT_IN and label != "CUE")
    return [*_BUILT_IN.values(), *(_label(label, OwnEntity) for label in own)]


def _label(label: str, model: type[Entity]) -> Label:
    fields = [name for name in model.model_fields if name not in Entity.model_fields]
    return Label(label=label, description=str(model.__doc__), fields=fields)


_MODELS: dict[str, type[Entity]] = {"CHIP": Chip, "VENDOR": Vendor, "RATIO": Ratio, "DATE": Date}
_BUILT_IN = {label: _label(label, model) for label, model in _MODELS.items()}


class BatchAnswer(BaseModel):
    """A result for each article of the batch, in its order; a failure in place of one that could not be processed."""

    results: list[Result | Failure]


class LimitsAnswer(BaseModel):
    """What a request may hold, and how many may come."""

    max_body_bytes: int
    max_text_chars: int
    max_batch_articles: int
    max_rules: int
    max_rules_chars: int
    max_rules_tokens: int
    max_match_words: int
    request_timeout_s: float
    max_requests_under_way: int
    rate_limit: str | None


class Health(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Workers are there, and which rules they have; `reload_error` says why newer ones were not taken."""

    status: str = "ready"
    workers: int
    rules_version: str
    reload_error: str | None
