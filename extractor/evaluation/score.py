"""Scores what the extractor answered against gold.

An answer is matched with one gold entity of its label and field, best overlap first. It is *strict* when the spans are
the same, *relaxed* when they overlap, *whole* when they overlap and every attribute that makes the claim is right. Half-open
spans that only touch don't overlap. What gold marks optional, and labels it did not annotate, count neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluation.gold import Gold, GoldEvent
from extractor.evaluation.marks import GoldEntity
from extractor.schema import Entity, Event, Result

EVENT = "EVENT"
# What must be right for an answer to be whole, and what is reported besides.
ATTRIBUTES = {
    "CHIP": ("name", "vendor"),
    "VENDOR": ("name",),
    "RATIO": ("factor", "metric", "subject", "baseline"),
    "DATE": ("value",),
}
ALSO_REPORTED = {"RATIO": ("factor_max", "hedge", "status", "source"), "DATE": ("first_day", "last_day")}
OWN_ATTRIBUTES = ("value",)
FACTOR_TOLERANCE = 0.005

_ARTICLE = re.compile(r"^(?:the|an?) ")
_JOINERS = re.compile(r"[\s\-\u2010-\u2015_'\"\u2018-\u201d™®]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gold item, one answer, or the two matched; `right` says of each attribute asked for whether it is right."""

    label: str
    gold: GoldEntity | GoldEvent | None
    answer: Entity | Event | None
    strict: bool = False
    whole: bool = False
    right: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """How many answers were right, given and wanted.

    >>> round(Measure(right=3, answers=4, gold=6).f1, 2)
    0.6
    """

    right: int
    answers: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.answers if self.answers else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.answers + self.gold) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class LabelScore:
    """The figures of one label; `attributes` holds the share of right ones among the matched, and how many were asked."""

    label: str
    strict: Measure
    relaxed: Measure
    whole: Measure
    attributes: Mapping[str, tuple[float, int]]


def score(verdicts: Iterable[Verdict]) -> list[LabelScore]:
    """Sum verdicts up by label, the four of the guide first, EVENT last."""
    by_label: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_label.setdefault(verdict.label, []).append(verdict)
    order = [*ATTRIBUTES, *sorted(set(by_label) - {*ATTRIBUTES, EVENT}), EVENT]
    return [_label_score(label, by_label[label]) for label in order if label in by_label]


def judge(gold: Gold, result: Result | None) -> list[Verdict]:
    """Match a result with the gold of its article. An article without a result was answered with nothing."""
    answers = [entity for entity in result.entities if entity.label in gold.labels] if result else []
    verdicts = _judge_entities(gold.entities, answers)
    if gold.events is not None:
        verdicts += _judge_events(gold.events, result.events if result else [])
    return verdicts


def same(attribute: str, gold: Any, answer: Any) -> bool:
    """Is an attribute right? Gold may allow several answers, separated by `|`.

    >>> same("name", "Trainium2|Trainium 3", "trainium-2"), same("baseline", "null|TPU", None), same("factor", 4.0, 4.01)
    (True, True, True)
    """
    if attribute in ("factor", "factor_max") and gold is not None:
        return answer is not None and abs(gold - answer) <= FACTOR_TOLERANCE * abs(gold)
    if attribute == "hedge":
        gold, answer = gold or "none", answer or "none"
    options = ["null"] if gold is None else str(gold).split("|")
    if answer in (None, ""):
        return "null" in options
    return gold is not None and _fold(answer) in {_fold(option) for option in options}


def _fold(value: Any) -> str:
    """Case, spaces, hyphens, quotes, a leading article and a plural don't tell names apart."""
    bare = _ARTICLE.sub("", str(value).casefold().strip())
    return _JOINERS.sub("", bare).removesuffix("s")


def _judge_entities(gold: Sequence[GoldEntity], answers: Sequence[Entity]) -> list[Verdict]:
    wanted = [entity for entity in gold if not entity.optional]
    optional = [entity for entity in gold if entity.optional]
    given = [a for a in answers if any(_overlap(g, a) for g in wanted) or not any(_overlap(g, a) for g in optional)]
    pairs = _pair(wanted, given)
    verdicts = [_judge_pair(wanted[i], given[j]) for i, j in pairs]
    matched_gold, matched_answers = {i for i, _ in pairs}, {j for _, j in pairs}
    verdicts += [Verdict(g.label, g, None) for i, g in enumerate(wanted) if i not in matched_gold]
    return verdicts + [Verdict(a.label, None, a) for j, a in enumerate(given) if j not in matched_answers]


def _overlap(gold: GoldEntity, answer: Entity) -> int:
    """How many code points both cover; 0 where they only touch or differ in label or field."""
    if (gold.label, gold.field) != (answer.label, answer.field):
        return 0
    return max(0, min(gold.end, answer.end) - max(gold.start, answer.start))


def _pair(gold: Sequence[GoldEntity], answers: Sequence[Entity]) -> list[tuple[int, int]]:
    """Match one to one: same spans first, then by the greatest overlap, then in order."""
    candidates = sorted(
        (not _same_span(g, a), -overlap, i, j)
        for i, g in enumerate(gold)
        for j, a in enumerate(answers)
        if (overlap := _overlap(g, a))
    )
    used_gold: set[int] = set()
    used_answers: set[int] = set()
    pairs = []
    for _, _, i, j in candidates:
        if i not in used_gold and j not in used_answers:
            used_gold.add(i)
            used_answers.add(j)
            pairs.append((i, j))
    return pairs


def _same_span(gold: GoldEntity, answer: Entity) -> bool:
    return (gold.start, gold.end) == (answer.start, answer.end)


def _judge_pair(gold: GoldEntity, answer: Entity) -> Verdict:
    asked = ATTRIBUTES.get(gold.label, OWN_ATTRIBUTES)
    right = {
        name: same(name, gold.attributes[name], getattr(answer, name, None))
        for name in asked + ALSO_REPORTED.get(gold.label, ())
        if name in gold.attributes
    }
    return Verdict(
        gold.label, gold, answer, _same_span(gold, answer), all(right.get(name, True) for name in asked), right
    )


def _judge_events(gold: Sequence[GoldEvent], answers: Sequence[Event]) -> list[Verdict]:
    """An event is matched by chip and kind, and strict when its date is right too."""
    left = list(answers)
    verdicts = []
    for wanted in gold:
        kin = [a for a in left if a.event == wanted.event and same("chip", wanted.chip, a.chip)]
        answer = max(kin, key=lambda a: same("date", wanted.date, a.date), default=None)
        if answer is not None:
            left.remove(answer)
        if not wanted.optional:
            right = answer is not None and same("date", wanted.date, answer.date)
            verdicts.append(Verdict(EVENT, wanted, answer, right, right, {"date": right} if answer else {}))
    return verdicts + [Verdict(EVENT, None, answer) for answer in left]


def _label_score(label: str, verdicts: Sequence[Verdict]) -> LabelScore:
    answers = sum(verdict.answer is not None for verdict in verdicts)
    gold = sum(verdict.gold is not None for verdict in verdicts)
    matched = [verdict for verdict in verdicts if verdict.gold is not None and verdict.answer is not None]
    asked = Counter(name for verdict in matched for name in verdict.right)
    right = Counter(name for verdict in matched for name, is_right in verdict.right.items() if is_right)
    return LabelScore(
        label,
        strict=Measure(sum(verdict.strict for verdict in matched), answers, gold),
        relaxed=Measure(len(matched), answers, gold),
        whole=Measure(sum(verdict.whole for verdict in matched), answers, gold),
        attributes={name: (right[name] / asked[name], asked[name]) for name in asked},
    )
