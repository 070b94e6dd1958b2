"""What the service answers, beside results and problems."""

from __future__ import annotations

from pydantic import BaseModel

from extractor.schema import Chip, Date, Entity, Failure, Ratio, Result, Vendor


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


class LimitsAnswer(BaseModel):
    """What a request may hold, and how many may come."""

    max_body_bytes: int
    max_text_chars: int
    max_batch_articles: int
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
