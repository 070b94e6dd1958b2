"""docs/api.md is true: its table of problems, its example and the example's answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.serving.desk import Desk
from extractor.serving.problems import ProblemType
from extractor.serving.requests import Limits

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
REQUEST, ANSWER, OWN, PRICE, RIVER, PROBLEM = (
    json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(extractor.load(), Limits(max_text_chars=1_000, max_batch_articles=1))


def test_the_table_of_problems_is_complete() -> None:
    told = re.findall(r"^\| (\d{3}) \| `([\w-]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert told == [(str(kind.status), kind.name_, kind.title) for kind in ProblemType]


def test_the_example_is_answered_as_told(desk: Desk) -> None:
    given: dict[str, Any] = json.loads(desk.answer("extract", json.dumps(REQUEST).encode()).body)
    assert given.keys() == ANSWER.keys()
    assert given["article"] == ANSWER["article"]
    assert given["entities"] == ANSWER["entities"]


def test_own_rules_and_what_was_discarded_are_answered_as_told(desk: Desk) -> None:
    given: dict[str, Any] = json.loads(desk.answer("extract", json.dumps(OWN).encode()).body)
    assert PRICE in given["entities"]
    assert RIVER in given["discarded"]


def test_a_rule_that_fails_is_explained(desk: Desk) -> None:
    asked = {"text": "It came in June.", "rule": "dates.month-year"}
    told = json.loads(desk.answer("explain", json.dumps(asked).encode()).body)
    assert told["traces"]
    assert not any(trace["matched"] for trace in told["traces"])
    assert {trace["failed_at"] for trace in told["traces"]} == {"."}
    assert desk.answer("explain", b'{"text": "", "rule": "no.such"}').status == 404
    assert desk.answer("explain", b'{"text": "%b"}' % (b"x" * 10_001)).status == 422


def test_every_rule_that_finds_something_can_be_looked_up(desk: Desk) -> None:
    found = set()
    for path in sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))[:10]:
        body = json.dumps({"text": path.read_text(encoding="utf-8")[:1000]}).encode()
        found |= {entity["rule"] for entity in json.loads(desk.answer("extract", body).body)["entities"]}
    assert found
    assert {rule for rule in found if desk.answer("rule", json.dumps(rule).encode()).status != 200} == set()


def test_the_problem_is_told_as_it_is(desk: Desk) -> None:
    assert json.loads(desk.answer("extract", b'{"text": "", "published": "soon"}').body) == PROBLEM
