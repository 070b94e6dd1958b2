"""The linter: what is wrong with rules though they load. Each fault names file, line, rule, why, and what to do."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import extractor
from extractor.errors import PatternError, Place
from extractor.overlaps import order
from extractor.pipeline import Extractor
from extractor.rules.load import CUE, LoadedRule, Match
from extractor.rules.patterns import Choice, Node, Repeat, Token
from extractor.rules.patterns import Sequence as Items
from extractor.rules.source import line_of_entry
from extractor.settings import patterns_dir
from extractor.workbench.proof import bare_texts, faults, proofs
from extractor.workbench.samples import Sampler, UnsampledError
from extractor.workbench.timing import cost_by_rule

FaultKind = Literal[
    "refused", "proof", "no proof", "never", "everything", "empty", "shadowed", "duplicate", "cost"
]  # fmt: skip
SAMPLES: Final = 40
ANY_WORD: Final = ("the", "Intel", "42", "%", "-", "4x", "said", "H100", "2.5", "(")
DEAREST_US: Final = 100.0  # for 1,000 words; all rules together take about a millisecond or two
OUTSTANDING: Final = 30  # times the usual cost


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule, where, and what to do. `kind` tells faults of a sort apart."""

    kind: FaultKind
    where: Place | None
    rule: str | None
    why: str
    do: str = ""

    def __str__(self) -> str:
        parts = [str(self.where) if self.where else "", f"rule {self.rule!r}" if self.rule else "", self.why]
        return f"{': '.join(filter(None, parts))}{'; ' if self.do else ''}{self.do} [{self.kind}]"


def check_folder(folder: Path | None = None) -> list[Fault]:
    """Check the rules of a folder, read behind those shipped; without a folder, those shipped."""
    own = folder is not None and folder.resolve() != patterns_dir().resolve()
    try:
        chipwire = extractor.load([folder] if own and folder else [])
    except PatternError as error:
        return [Fault("refused", error.where, error.rule, error.message)]
    rules = list(chipwire.rules.rules.values())
    return list(check_rules(chipwire, [r for r in rules if folder in r.path.parents] if own else rules))


def check_rules(chipwire: Extractor, rules: Sequence[LoadedRule]) -> Iterator[Fault]:
    """Yield what is wrong with the rules, among all those of the extractor."""
    yield from _unproven(chipwire, rules)
    yield from _duplicates(chipwire, rules)
    sampler = Sampler(_example_words(chipwire))
    for loaded in rules:
        yield from _loose(chipwire, loaded)
        yield from _tried(chipwire, loaded, sampler)
    yield from _dear(chipwire, rules)


def _fault(kind: FaultKind, loaded: LoadedRule, why: str, do: str, *rest: int | str) -> Fault:
    where = Place(loaded.path, line_of_entry(loaded.path, "rules", loaded.id, rest))
    return Fault(kind, where, loaded.id, why, do)


def _unproven(chipwire: Extractor, rules: Sequence[LoadedRule]) -> Iterator[Fault]:
    for loaded in rules:
        if not loaded.rule.examples and not loaded.rule.silent and loaded.rule.label != "CUE":
            yield _fault("no proof", loaded, "it has no examples", "add a sentence with ⟦what it finds|LABEL⟧")
    for proof in proofs(rules):
        for why in faults(chipwire, proof):
            yield _fault(
                "proof", proof.rule, f"{proof.kind} {proof.number}: {why}", "mend one or the other", *proof.location
            )


def _duplicates(chipwire: Extractor, rules: Sequence[LoadedRule]) -> Iterator[Fault]:
    seen: dict[str, LoadedRule] = {}
    for loaded in chipwire.rules.rules.values():
        rule = loaded.rule
        for index, pattern in enumerate(rule.alternatives):
            key = json.dumps([rule.label, rule.cue, rule.before, pattern, rule.after])
            first = seen.setdefault(key, loaded)
            if (first is not loaded or _is_repeated(rule.alternatives, index)) and loaded in rules:
                where = ("patterns", index) if rule.patterns else ("pattern",)
                yield _fault("duplicate", loaded, f"{first.id} has the same pattern", "leave one out", *where)


def _is_repeated(alternatives: Sequence[object], index: int) -> bool:
    return alternatives[index] in alternatives[:index]


def _loose(chipwire: Extractor, loaded: LoadedRule) -> Iterator[Fault]:
    for index, tree in enumerate(chipwire.rules.trees(loaded.rule)):
        where = ("patterns", index) if loaded.rule.patterns else ("pattern",)
        if _matches_nothing(tree):
            yield _fault("empty", loaded, "all of the pattern may be missing", "make one item a must", *where)
        elif _matches_everything(tree):
            do = "ask for a word, a form, or what stands before or after"
            yield _fault("everything", loaded, "the pattern matches any words", do, *where)


def _matches_nothing(node: Node) -> bool:
    if isinstance(node, Items):
        return all(map(_matches_nothing, node.items))
    if isinstance(node, Choice):
        return any(map(_matches_nothing, node.options))
    return isinstance(node, Repeat) and (node.least == 0 or _matches_nothing(node.node))


def _matches_everything(node: Node) -> bool:
    """Does it match some number of words, whichever they are?"""
    if isinstance(node, Token):
        return all(map(node.predicate.test, ANY_WORD))
    if isinstance(node, Items):
        return all(_matches_everything(item) or _matches_nothing(item) for item in node.items)
    if isinstance(node, Choice):
        return any(map(_matches_everything, node.options))
    return _matches_everything(node.node)


def _tried(chipwire: Extractor, loaded: LoadedRule, sampler: Sampler) -> Iterator[Fault]:
    """Try texts made from the patterns on the tokenizer, and among the other rules."""
    try:
        by_pattern = [sampler.texts(tree, SAMPLES) for tree in chipwire.rules.trees(loaded.rule)]
    except UnsampledError:
        return
    winners: set[str] = set()
    for index, texts in enumerate(by_pattern):
        outcomes = [_winner(chipwire, loaded, text) for text in texts]
        if not any(outcomes):
            where = ("patterns", index) if loaded.rule.patterns else ("pattern",)
            why = f"the pattern never matches: {texts[0]!r} is split into {_split(chipwire, texts[0])}"
            yield _fault("never", loaded, why, "write an item for each word", *where)
        winners.update(outcome for outcome in outcomes if outcome)
    ranked = not loaded.rule.silent and loaded.rule.label not in ("CUE", "CHIP", "VENDOR")
    if ranked and winners and loaded.id not in winners:
        do = "raise its priority, or leave it out"
        yield _fault("shadowed", loaded, f"whatever it matches, {' or '.join(sorted(winners))} takes", do)


def _winner(chipwire: Extractor, loaded: LoadedRule, text: str) -> str | None:
    """The rule that takes what the rule matches in a text, perhaps itself; None if it matches nothing."""
    tokens = chipwire.split(text)
    rules = chipwire.rules
    matches = rules.cues(tokens).all() if loaded.label == CUE else rules.scan(tokens).get(loaded.label, [])
    own = min((match for match in matches if match.rule.id == loaded.id), key=order, default=None)
    if own is None:
        return None
    return min((match for match in matches if _overlap(own, match)), key=order).rule.id


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def _split(chipwire: Extractor, text: str) -> str:
    return " ".join(f"‹{word.text}›" for word in chipwire.split(text).words)


def _dear(chipwire: Extractor, rules: Sequence[LoadedRule]) -> Iterator[Fault]:
    costs = cost_by_rule(chipwire, [" ".join(bare_texts(chipwire.rules.rules.values()))])
    usual_us = statistics.mean(cost.cost_us for cost in costs[len(costs) // 100 :])
    for cost in costs:
        if cost.rule in rules and cost.cost_us > max(DEAREST_US, OUTSTANDING * usual_us):
            why = f"it takes {cost.cost_us:.0f} µs for 1,000 words, where a rule usually takes {usual_us:.1f}"
            do = f"let it start with a rarer word: it starts at {cost.starts:.0f} of 1,000 words"
            yield _fault("cost", cost.rule, why, do)


def _example_words(chipwire: Extractor) -> Iterable[str]:
    return (word.text for text in bare_texts(chipwire.rules.rules.values()) for word in chipwire.split(text).words)
