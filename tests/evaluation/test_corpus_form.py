"""The corpus holds what its README says: enough articles, of the right length, in known voices, with known values."""

import re
from pathlib import Path

import pytest

from extractor.evaluation.gold import parse, read_folder, render

CORPUS = Path(__file__).parents[2] / "corpus"
GOLDS = read_folder(CORPUS)
METRICS = {
    "performance", "speed", "throughput", "latency", "time", "bandwidth", "compute", "energy_efficiency", "power",
    "price_performance", "cost", "capacity", "memory_bandwidth", "density", "size", "count", "battery_life", "other",
}  # fmt: skip
by_article = pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.article.id)


@by_article
def test_an_article_has_the_length_of_news(gold):
    assert 200 <= len(gold.article.text.split()) <= 700


@by_article
def test_an_article_has_every_attribute_that_can_be_known(gold):
    for entity in gold.entities:
        if entity.label == "CHIP" and not entity.optional:
            assert "vendor" in entity.attributes, entity
        if entity.label == "DATE" and not entity.optional and gold.article.published:
            assert "value" in entity.attributes, entity
        if entity.label == "RATIO":
            assert set(entity.attributes["metric"].split("|")) <= METRICS, entity
    assert gold.events is not None


@by_article
def test_an_article_is_written_back_as_it_was_read(gold):
    assert parse(render(gold), Path(f"{gold.article.id}.txt")) == gold


@by_article
def test_an_article_has_a_name_that_is_a_file_name_everywhere(gold):
    assert re.fullmatch(r"[a-z0-9-]+", gold.article.id)


def test_there_are_enough_articles_with_and_without_chips():
    assert len(GOLDS) >= 40
    assert sum(gold.genre == "few-chips" for gold in GOLDS) >= 10


def test_the_readme_names_every_genre():
    rows = re.findall(r"^\| (`[^|]+`) \|", (CORPUS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {gold.genre for gold in GOLDS} <= set(re.findall(r"`([^`]+)`", " ".join(rows)))
