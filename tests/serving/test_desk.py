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
    ("text and html", "extract", b'{"text": "", "html": ""}', 422, "invalid-field", ["text"]),
    ("long html", "extract", b'{"html": "%b"}' % (b"x" * 101), 422, "invalid-field", ["html"]),
    ("html of nothing", "extract", b'{"html": "<p></p>"}', 422, "bad-article", []),
    ("unknown option", "extract", b'{"text": "", "options": {"utf8": true}}', 422, "invalid-field", ["options.utf8"]),
    ("no such rule", "rule", b'"stub.thrice"', 404, "not-found", []),
    ("page of none", "chips", b'{"limit": 0}', 422, "invalid-field", ["limit"]),
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


def test_a_batch_survives_a_failure_of_ours(desk: Desk) -> None:
    answer = desk.answer("batch", b'{"articles": [{"text": "break", "id": "a"}, {"text": "Xeon"}]}')
    first, second = orjson.loads(answer.body)["results"]
    assert (first["article"]["id"], first["error"]["type"], len(second["entities"])) == ("a", "internal", 1)


@pytest.mark.parametrize(
    ("line", "kind"),
    [(b"{", "not-json"), (b'{"text": 5}', "invalid-field"), (b'{"text": "refuse"}', "bad-article")],
)
def test_a_bad_line_is_answered_in_its_place(desk: Desk, line: bytes, kind: str) -> None:
    answer = desk.answer("line", line)
    assert (answer.status, orjson.loads(answer.body)["error"]["type"]) == (200, kind)


PAGE = """<html><head><title>Xeon news</title><meta property="article:published_time" content="2024-06-04"></head>
<body><nav>Home</nav><article><h1>Xeon news</h1>%s</article></body></html>"""


def test_a_page_is_read() -> None:
    desk = Desk(StubExtractor("7"), Limits(max_text_chars=10_000, max_batch_articles=3))
    told = "<p>The {} was on sale from the first day, and it sold very well indeed, says the shop.</p>"
    html = PAGE % (told.format("<b>Xeon</b> A") + told.format("X&#101;on B"))
    result = orjson.loads(desk.answer("extract", orjson.dumps({"html": html, "id": "a"})).body)
    assert result["article"]["published"] == "2024-06-04"
    assert result["article"]["title"] == "Xeon news"
    assert "The Xeon B was on sale" in result["article"]["text"]
    places = [(e["field"], html[e["html_start"] : e["html_end"]]) for e in result["entities"]]
    assert places == [("text", "Xeon"), ("text", "Xeon"), ("text", "X&#101;on")]
    assert "Home" not in result["article"]["text"]


def test_utf16_offsets(desk: Desk) -> None:
    text = "\U0001f600 Xeon \U0001f600\U0001f600Xeon"
    body = {"text": text, "options": {"utf16": True}}
    entities = orjson.loads(desk.answer("extract", orjson.dumps(body)).body)["entities"]
    wide = text.encode("utf-16-le")
    assert [entity["start"] for entity in entities] == [2, 9]
    assert [wide[2 * e["start_utf16"] : 2 * e["end_utf16"]].decode("utf-16-le") for e in entities] == ["Xeon"] * 2


def test_rules_and_catalog_are_found_a_page_at_a_time(desk: Desk) -> None:
    page = orjson.loads(desk.answer("chips", b'{"q": "XEON 1", "offset": 30, "limit": 2}').body)
    assert (page["total"], [chip["name"] for chip in page["items"]]) == (32, ["Xeon 119", "Xeon 120"])
    assert orjson.loads(desk.answer("vendors", b'{"q": "electronics"}').body)["items"][0]["name"] == "Intel"
    assert orjson.loads(desk.answer("rules", b'{"q": "stub."}').body) == {
        "total": 1,
        "items": [{"id": "stub.twice", "label": "RATIO", "description": "Twice as fast."}],
        "rules_version": "7",
    }


def test_a_rule_with_its_proof(desk: Desk) -> None:
    rule = orjson.loads(desk.answer("rule", b'"stub.twice"').body)
    assert rule["patterns"] == [["twice", "as", "fast"]]
    assert rule["examples"] == [{"text": "It is ⟦twice as fast|RATIO factor=2⟧.", "published": None}]
    assert rule["file"] == "stub.yaml"
    assert orjson.loads(desk.answer("rule", b'"chips.catalog"').body)["label"] == "CHIP"


def test_a_failure_of_ours_quotes_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = desk.answer("extract", b'{"text": "break the secret"}')
    said = orjson.loads(answer.body)
    assert (answer.status, said["type"]) == (500, "urn:chipwire:problem:internal")
    assert "RuntimeError at _obey (stub.py:" in caplog.text
    assert "secret" not in caplog.text + answer.body.decode()


def test_the_examples_of_the_rules_are_read_before_the_first_article(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    stub = StubExtractor("7")
    monkeypatch.setattr(StubExtractor, "extract", lambda _self, text, **_given: read.append(text))
    Desk(stub, Limits(max_text_chars=1_000, max_batch_articles=3)).warm_up()
    assert read == ["It is twice as fast.\n\nIt was fast twice."]
