"""Only some labels: what is left points to the right entities."""

from __future__ import annotations

import orjson

from extractor.schema import Article, ArticleInfo, Chip, ChipFacts, Date, Event, Ratio, Result, Vendor
from extractor.serving.options import write
from extractor.serving.requests import ArticleBody, Options

RESULT = Result(
    article=ArticleInfo(words=9),
    entities=[
        Vendor(start=0, end=1, text="a", name="A", rule="r"),
        Chip(start=2, end=3, text="b", name="B", rule="r"),
        Date(start=4, end=5, text="c", value="2024", rule="r"),
        Ratio(start=6, end=7, text="d", factor=2, subject="B", rule="r"),
    ],
    chips=[ChipFacts(name="B", entities=[1], claims=[3], events=[0])],
    events=[Event(chip="B", event="announced", date="2024", entities=[1, 2])],
    rules_version="7",
    elapsed_ms=1.0,
)
ARTICLE = Article(text="a b c d")
BODY = ArticleBody(text="a b c d")


def written(*labels: str) -> dict[str, list[dict[str, object]]]:
    result: dict[str, list[dict[str, object]]] = orjson.loads(
        write(RESULT, ARTICLE, BODY, Options(labels=list(labels)))
    )
    return result


def test_indexes_are_set_anew() -> None:
    result = written("CHIP", "RATIO")
    assert [entity["text"] for entity in result["entities"]] == ["b", "d"]
    assert (result["chips"][0]["entities"], result["chips"][0]["claims"]) == ([0], [1])
    assert result["events"][0]["entities"] == [0]


def test_chips_without_entities_are_left_out() -> None:
    assert (written("DATE")["chips"], len(written("DATE")["entities"])) == ([], 1)


def test_without_options_nothing_changes() -> None:
    assert orjson.loads(write(RESULT, ARTICLE, BODY, None)) == orjson.loads(write(RESULT, ARTICLE, BODY, Options()))
    assert Result.model_validate_json(write(RESULT, ARTICLE, BODY, None)) == RESULT
