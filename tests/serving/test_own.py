"""Rules of a request's own, and what was discarded: through the desk, as a worker answers."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from extractor.serving import own
from extractor.serving.desk import Desk
from extractor.serving.requests import Limits
from tests.names import chipwire

PRICE: dict[str, Any] = {"id": "own.price", "label": "PRICE", "pattern": [{"ORTH": "$"}, "$number"]}
TEXT = "The H100 costs $499."


@pytest.fixture(scope="module")
def desk() -> Desk:
    limits = Limits(10_000, 10, max_rules=3, max_rules_chars=500, max_rules_tokens=100, max_match_words=10)
    return Desk(chipwire(), limits)


def ask(desk: Desk, text: str = TEXT, **options: Any) -> Any:
    return orjson.loads(desk.answer("extract", orjson.dumps({"text": text, "options": options})).body)


def test_each_request_has_its_own(desk: Desk) -> None:
    other = PRICE | {"label": "COST", "pattern": "costs"}
    found = [
        [(entity["label"], entity["text"]) for entity in ask(desk, rules=rules)["entities"]]
        for rules in ([PRICE], [other], [], [PRICE])
    ]
    price, cost, chip = ("PRICE", "$499"), ("COST", "costs"), ("CHIP", "H100")
    assert found == [[chip, price], [chip, cost], [chip], [chip, price]]


def test_the_same_rules_are_compiled_once_and_few_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = type(chipwire()).compile
    monkeypatch.setattr(type(chipwire()), "compile", lambda *asked: compiled.append(asked) or compile_(*asked))
    monkeypatch.setattr(own, "MOST_KEPT", 2)
    for name in "aabab" + "cab":
        ask(desk, rules=[PRICE | {"id": f"own.{name}"}])
    assert [asked[1][0].id for asked in compiled] == ["own.a", "own.b", "own.c", "own.a", "own.b"]


def test_a_batch_has_one_set(desk: Desk) -> None:
    body = {"articles": [{"text": TEXT}, {"text": "$5 or $6"}], "options": {"rules": [PRICE], "labels": ["PRICE"]}}
    answer = desk.answer("batch", orjson.dumps(body))
    texts = [[entity["text"] for entity in result["entities"]] for result in orjson.loads(answer.body)["results"]]
    assert (texts, answer.entities) == ([["$499"], ["$5", "$6"]], {"CHIP": 1, "OWN": 3})


@pytest.mark.parametrize(
    ("rules", "field", "said"),
    [
        pytest.param([PRICE] * 4, "options.rules", "4 rules; at most 3 are tried: send fewer", id="many"),
        pytest.param([PRICE | {"description": "x" * 500}], "options.rules", "at most 500 are read", id="long"),
        pytest.param([PRICE, PRICE], "options.rules[1]", "is taken by another rule", id="twice"),
        pytest.param([PRICE | {"lable": 1}], "options.rules[0].lable", "no such field; leave it out", id="misspelt"),
        pytest.param(
            [PRICE | {"pattern": None}], "options.rules[0]", "either 'pattern' or 'patterns'", id="no pattern"
        ),
        pytest.param([PRICE | {"pattern": "a{12}"}], "options.rules[0]", "may cover 12 words", id="long match"),
        pytest.param(
            [PRICE | {"label": "price"}],
            "options.rules[0].label",
            "a label is written in capitals, such as PRICE",
            id="label",
        ),
    ],
)
def test_what_is_wrong_is_named(desk: Desk, rules: list[Any], field: str, said: str) -> None:
    answer = ask(desk, rules=rules)
    assert (answer["status"], [error["field"] for error in answer["errors"]]) == (422, [field])
    assert said in answer["detail"]


def test_a_label_that_nothing_has_is_refused(desk: Desk) -> None:
    answer = ask(desk, labels=["CHIP", "CHIPS"])
    assert (answer["status"], answer["detail"]) == (
        422, "options.labels[1]: 'CHIPS' is no label here; there are CHIP, DATE, RATIO, VENDOR"
    )  # fmt: skip


def test_a_line_with_a_bad_rule_is_answered_in_its_place(desk: Desk) -> None:
    line = orjson.dumps({"text": "", "id": "a", "options": {"rules": [PRICE | {"pattern": "$no"}]}})
    answer = orjson.loads(desk.answer("line", line).body)
    assert (answer["article"]["id"], answer["error"]["type"]) == ("a", "invalid-field")
    assert answer["error"]["detail"].startswith("options.rules[0]: unknown macro $no")


def test_discarded(desk: Desk) -> None:
    text = "\U0001f600 The Amazon river. It may be twice as many people."
    assert "discarded" not in ask(desk, text)
    told = ask(desk, text, discarded=True, utf16=True)["discarded"]
    assert [(one["label"], one["text"], text[one["start"] : one["end"]], one["start_utf16"]) for one in told] == [
        ("VENDOR", "Amazon", "Amazon", 7),
        ("RATIO", "twice as many people", "twice as many people", 31),
        ("RATIO", "twice as many", "twice as many", 31),
    ]
    assert told[0]["reason"] == "a word near it shows another meaning"
    assert [one["label"] for one in ask(desk, text, discarded=True, labels=["VENDOR"])["discarded"]] == ["VENDOR"]
