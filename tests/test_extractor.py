"""The library as a user calls it: what comes out, for good input and for bad."""

from __future__ import annotations

import datetime as dt
import gc
import json
import weakref
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor import Article, ArticleError, Failure, PatternError, Result

TEXT = "On Monday Intel said its Xeon 6 is 2.5x faster than the Xeon Scalable."


@pytest.fixture(scope="module")
def chipwire() -> extractor.pipeline.Extractor:
    return extractor.load()


def test_only_the_first_extractor_stays_for_good(chipwire: extractor.pipeline.Extractor) -> None:
    """The collector passes over the first, and frees those that came after it."""
    assert gc.get_freeze_count()
    later = weakref.ref(extractor.load())
    gc.collect()
    assert later() is None


def surfaces(result: Result) -> list[tuple[str, str]]:
    return [(entity.label, entity.text) for entity in result.entities]


def test_public_names() -> None:
    """The names that users import, all of which resolve."""
    assert sorted(extractor.__all__) == [
        "Article", "ArticleError", "Chip", "ChipFacts", "ChipwireError", "Date", "Entity", "Event", "Extractor",
        "Failure", "GoldError", "OwnEntity", "PatternError", "Ratio", "ReadError", "Result", "SettingsError", "Vendor",
        "json_schema", "load", "read_articles", "write_results",
    ]  # fmt: skip
    assert all(getattr(extractor, name) for name in extractor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        extractor.lode  # noqa: B018


def test_finds_all_labels(chipwire: extractor.pipeline.Extractor) -> None:
    result = chipwire.extract(TEXT, published="2024-06-05")
    assert surfaces(result) == [
        ("DATE", "Monday"), ("VENDOR", "Intel"), ("CHIP", "Xeon 6"), ("RATIO", "2.5x faster"), ("CHIP", "Xeon Scalable"),
    ]  # fmt: skip
    assert result.article.words == 14
    assert [chip.name for chip in result.chips] == ["Xeon 6", "Xeon Scalable"]


def test_result_obeys_its_schema_and_survives_json(chipwire: extractor.pipeline.Extractor) -> None:
    result = chipwire.extract(TEXT, published=dt.date(2024, 6, 5), title="Xeon 6 is out", id="a")
    assert Result.model_validate_json(result.model_dump_json()) == result
    assert all(type(entity).model_validate(entity.model_dump()) == entity for entity in result.entities)
    assert set(extractor.json_schema()["required"]) >= {"article", "rules_version"}


def test_title_and_text_have_offsets_of_their_own(chipwire: extractor.pipeline.Extractor) -> None:
    title, text = "Intel’s Xeon 6 is out", "The Xeon 6 ships."
    result = chipwire.extract(text, title=title)
    for entity in result.entities:
        assert {"title": title, "text": text}[entity.field][entity.start : entity.end] == entity.text
    assert [(entity.field, entity.text) for entity in result.entities] == [
        ("title", "Intel"), ("title", "Xeon 6"), ("text", "Xeon 6"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\u00a0", "\x00\x01\x1b[31m", "\ud800", "x" * 1_000_000, "%" * 10_000], ids=repr
)
def test_text_with_nothing_in_it(chipwire: extractor.pipeline.Extractor, text: str) -> None:
    assert chipwire.extract(text).entities == []


def test_too_long_a_text_is_refused(chipwire: extractor.pipeline.Extractor) -> None:
    with pytest.raises(ArticleError, match="has 5,000,001 characters; at most 5,000,000 are read"):
        chipwire.extract("x" * 5_000_001)


@pytest.mark.parametrize("published", ["tomorrow", "2024-13-01", "2024", "", "20240101T"])
def test_a_date_that_is_none_is_refused(chipwire: extractor.pipeline.Extractor, published: str) -> None:
    with pytest.raises(ArticleError, match=r"is no date; write it as YYYY-MM-DD"):
        chipwire.extract("text", published=published)


def test_many_articles_are_answered_in_order_failures_included(chipwire: extractor.pipeline.Extractor) -> None:
    articles = [Article(text=TEXT, id="a"), Article(text="x" * 5_000_001, id="b"), Article(text="", id="c")]
    answers = list(chipwire.extract_many(articles))
    assert [answer.article.id for answer in answers] == ["a", "b", "c"]
    assert [type(answer) for answer in answers] == [Result, Failure, Result]
    assert isinstance(answers[1], Failure)
    assert answers[1].error.type == "bad-article"


def test_a_broken_rule_is_refused_at_load(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("rules:\n  - {id: own.x, label: PRICE, patern: $number}", encoding="utf-8")
    with pytest.raises(PatternError, match=r"own.yaml:2: rule 'own.x': unknown key 'patern'; allowed here: id, label"):
        extractor.load(tmp_path)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [TEXT, "M4 Max", "RTX 5090", "4x", "May 5", "’s", "\u00a0", "\n", "🙂", "e\u0301", "\ud800", "-", "™"]
            ),
            st.text(max_size=12),
        ),
        max_size=12,
    ).map(" ".join)
)
def test_offsets_are_right_for_every_text(text: str) -> None:
    result = SHARED.extract(text, published="2024-06-05")
    assert [text[entity.start : entity.end] for entity in result.entities] == [
        entity.text for entity in result.entities
    ]
    spans = [(entity.start, entity.end) for entity in result.entities]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_answers_do_not_depend_on_what_was_read_before(chipwire: extractor.pipeline.Extractor) -> None:
    first = chipwire.extract(TEXT, published="2024-06-05")
    chipwire.extract("Ampere Computing and Nvidia’s Ampere. The Kirin 980, then the 970.", published="2020-01-01")
    again = chipwire.extract(TEXT, published="2024-06-05")
    same = {"elapsed_ms"}
    assert json.loads(again.model_dump_json(exclude=same)) == json.loads(first.model_dump_json(exclude=same))


SHARED = extractor.load()
