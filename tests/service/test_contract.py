"""The OpenAPI document is true: schemathesis asks what it allows and what it forbids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, Response
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from service import create_app
from tests.service.conftest import SETTINGS
from tests.service.served import served

schemathesis.serializer.alias("application/x-ndjson", "text/plain")
schema = schemathesis.openapi.from_dict(create_app(SETTINGS).openapi())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(SETTINGS, "extractor:load") as address:
        yield address


@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_each_route_does_what_is_said_of_it(case: Case, address: str) -> None:
    response = case.call(base_url=address, timeout=60)  # the first waits for the workers
    case.validate_response(response, excluded_checks=[*_excluded(case, response)])


def _excluded(case: Case, response: Response) -> Iterator[Any]:
    """What no schema can tell: that a page holds an article; that a rule is a good one, and a label one of the rules at
    hand; that a bad line of a stream is answered in its place.

    And 413 may be met first, by what is right and by what is wrong: the body's limit is low here.
    """
    too_large = response.status_code == 413
    told = response.json() if response.status_code == 422 else None
    if too_large or (told and (_is_no_article(told) or _is_of_the_rules(told))):
        yield positive_data_acceptance
    if case.path.endswith("/stream") or too_large:
        yield negative_data_rejection


def _is_no_article(problem: dict[str, Any]) -> bool:
    return str(problem["type"]).endswith(":bad-article")


def _is_of_the_rules(problem: dict[str, Any]) -> bool:
    errors = problem["errors"]
    return bool(errors) and all(error["field"].startswith(("options.rules[", "options.labels[")) for error in errors)
