"""How often each rule fires on annotated articles, rightly and wrongly, and which never do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.evaluation.gold import Gold
from extractor.evaluation.score import judge
from extractor.pipeline import Extractor
from extractor.schema import Entity


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a rule did: `matches` of its patterns, `entities` it found, of them `right` (span and attributes) and `wrong`.

    What gold leaves open is neither right nor wrong.
    """

    rule: str
    label: str
    matches: int
    entities: int
    right: int
    wrong: int


def coverage(chipwire: Extractor, articles: Iterable[Gold]) -> list[Coverage]:
    """Return what each rule did on the articles: those that were wrong most often first, those that never fired last."""
    labels = {loaded.id: loaded.rule.label for loaded in chipwire.rules.rules.values()}
    matches: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for gold in articles:
        article = gold.article
        result = chipwire.extract(article.text, article.published, article.title, article.id)
        by_label = chipwire.rules.scan(chipwire.split(article.text))
        matches.update(match.rule.id for found in by_label.values() for match in found)
        for entity in result.entities:
            labels.setdefault(entity.rule, entity.label)
            entities[entity.rule] += 1
        for verdict in judge(gold, result):
            if isinstance(verdict.answer, Entity):
                good = verdict.strict and verdict.whole
                (right if good else wrong)[verdict.answer.rule] += 1
    all_rules = [Coverage(id, label, matches[id], entities[id], right[id], wrong[id]) for id, label in labels.items()]
    return sorted(all_rules, key=lambda one: (-one.wrong, -one.entities, -one.matches, one.rule))
