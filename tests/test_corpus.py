"""Every article of the corpus is read right: each entity, each attribute, each event.

What is known to be wrong stands in the article's front matter under `known_misses`, with the reason, and is expected
to fail here: once it is right, the test fails until the entry is taken out.
"""

from functools import cache
from pathlib import Path

import pytest

from extractor.evaluation.gold import Gold, KnownMiss, read_folder
from extractor.evaluation.report import Fault, faults
from extractor.evaluation.score import judge
from tests.names import chipwire

GOLDS = {gold.article.id: gold for gold in read_folder(Path(__file__).parents[1] / "corpus")}
KNOWN = [
    pytest.param(
        gold, miss, id=f"{name}: {miss.label} {miss.surface}",
        marks=pytest.mark.xfail(strict=True, raises=AssertionError, reason=miss.reason),
    )
    for name, gold in GOLDS.items()
    for miss in gold.known_misses
]  # fmt: skip


@cache
def faults_of(name: str) -> list[Fault]:
    article = GOLDS[name].article
    result = chipwire().extract(article.text, published=article.published, title=article.title)
    return faults(GOLDS[name], judge(GOLDS[name], result))


def is_of(fault: Fault, miss: KnownMiss) -> bool:
    return (fault.label, fault.text, fault.attribute) == (miss.label, miss.surface, miss.attribute)


@pytest.mark.parametrize("name", GOLDS)
def test_an_article_is_read_right(name: str):
    known = GOLDS[name].known_misses
    unknown = [fault for fault in faults_of(name) if not any(is_of(fault, miss) for miss in known)]
    assert not unknown, "\n" + "\n".join(map(str, unknown))


@pytest.mark.parametrize(("gold", "miss"), KNOWN)
def test_a_known_miss_is_right(gold: Gold, miss: KnownMiss):
    found = [str(fault) for fault in faults_of(gold.article.id) if is_of(fault, miss)]
    assert not found, "\n" + "\n".join(found)
