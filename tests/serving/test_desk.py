"""The desk answers bytes with bytes: what is asked wrongly is named, what is found is counted."""

from __future__ import annotations

import logging
from typing import Any

import orjson
import pytest

from extractor.serving.desk import Desk
from extractor.serving.requests import Limits
from tests.serving.stub import StubExtractor


@pytest.fixture
def desk() -> Desk:
    return Desk(StubExtractor("7"), Limits(max_text_chars=100, max_batch_articles=3))


def test_an_article(desk: Desk) -> None:
    answer = desk.answer("extract", b'{"text": "Xeon, Xeon", "id": "a", "published": "2024-02-29"}')
    result = orjson.loads(answer.body)
    assert (answer.status, answer.articles, answer.entities) == (200, 1, {"CHIP": 2})
    assert result["article"] == {"id": "a", "title": None, "published": "2024-02-29", "words": 2}
    assert [entity["start"] for entity in result["entities"]] == [0, 6]


def test_a_batch_is_answered_in_order_with_failures_in_place(desk: Desk) -> None:
    texts = ["Xeon", "refuse", "none"]
    body = {"articles": [{"text": text, "id": text} for text in texts]}
    answer = desk.answer("batch", orjson.dumps(body))
    results = orjson.loads(answer.body)["results"]
    assert [result["article"]["id"] for result in results] == texts
    assert [result.get("error", {}).get("type") for result in results] == [None, "bad-article", None]
    assert (answer.articles, answer.entities) == (3, {"CHIP": 1})


WRONG: list[tuple[str, str, bytes, int, str, list[str]]] = [
    ("empty body", "extract", b"", 400, "not-json", []),
    ("not JSON", "extract", b"text=Intel", 400, "not-json", []),
    ("lone surrogate", "extract", rb'{"text": "\ud800"}', 400, "not-json", []),
    ("not UTF-8", "extract", b'{"text": "\xff"}', 400, "not-json", []),
    ("bare control character", "extract", b'{"text": "a\x01b"}', 400, "not-json", []),
    ("nested without end", "extract", b"[" * 50_000, 400, "not-json", []),
    ("a list", "extract", b"[]", 422, "invalid-field", ["body"]),
    ("no text", "extract", b"{}", 422, "invalid-field", ["text"]),
    ("text that is a number", "extract", b'{"text": 5}', 422, "invalid-field", ["text"]),
    ("a date in words", "extract", b'{"text": "", "published": "28 Nov"}', 422, "invalid-field", ["published"]),
    ("a day that is none", "extract", b'{"text": "", "published": "2023-02-29"}', 422, "invalid-field", ["published"]),
    ("a date as a number", "extract", b'{"text": "", "published": 1700000000}', 422, "invalid-field", ["published"]),
    ("unknown field", "extract", b'{"text": "", "titel": ""}', 422, "invalid-field", ["titel"]),
    ("long text", "extract", b'{"text": "%b"}' % (b"x" * 101), 422, "invalid-field", ["text"]),
    ("long title", "extract", b'{"text": "", "title": "%b"}' % (b"x" * 101), 422, "invalid-field", ["title"]),
    ("two wrong", "extract", b'{"text": 5, "id": 5}', 422, "invalid-field", ["text", "id"]),
    ("refused", "extract", b'{"text": "refuse"}', 422, "bad-article", []),
    ("no articles", "batch", b"{}", 422, "invalid-field", ["articles"]),
    ("wrong in a batch", "batch", b'{"articles": [{"text": ""}, {}]}', 422, "invalid-field", ["articles[1].text"]),
    (
        "long batch",
        "batch",
        b'{"articles": [%b]}' % b",".join([b'{"text":""}'] * 4),
        422,
        "invalid-field",
        ["articles"],
    ),
]


@pytest.mark.parametrize(
    ("do", "body", "status", "kind", "fields"), [case[1:] for case in WRONG], ids=[c[0] for c in WRONG]
)
def test_what_is_wrong_is_named(desk: Desk, do: str, body: bytes, status: int, kind: str, fields: list[str]) -> None:
    answer = desk.answer(do, body)
    said: dict[str, Any] = orjson.loads(answer.body)
    assert (answer.status, said["status"], said["type"]) == (status, status, f"urn:chipwire:problem:{kind}")
    assert [error["field"] for error in said["errors"]] == fields
    assert said["detail"]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "\u2028\ufeff", "\U0001f600"], ids=ascii)
def test_odd_text_is_read(desk: Desk, text: str) -> None:
    assert desk.answer("extract", orjson.dumps({"text": text})).status == 200


def test_a_failure_of_ours_quotes_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = desk.answer("extract", b'{"text": "break the secret"}')
    said = orjson.loads(answer.body)
    assert (answer.status, said["type"]) == (500, "urn:chipwire:problem:internal")
    assert "RuntimeError at _obey (stub.py:" in caplog.text
    assert "secret" not in caplog.text + answer.body.decode()
