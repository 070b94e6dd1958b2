"""What each rule costs: its patterns alone, run over articles that are split into words already."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.pipeline import Extractor
from extractor.rules.automaton import Automaton
from extractor.rules.load import LoadedRule
from extractor.tokens import Tokens

ROUNDS = 2  # the first fills the memory of states


@dataclass(frozen=True, slots=True)
class Cost:
    """A rule's cost in µs of CPU time for 1,000 words, and how often it starts and matches in 1,000 words."""

    rule: LoadedRule
    cost_us: float
    starts: float
    matches: float


def cost_by_rule(chipwire: Extractor, texts: Iterable[str], rules: Sequence[LoadedRule] | None = None) -> list[Cost]:
    """Return what each rule costs on the texts, the dearest first.

    >>> import extractor
    >>> chipwire = extractor.load()
    >>> costs = cost_by_rule(chipwire, ["It came in June 2022."], [chipwire.rules.rules["dates.month-year"]])
    >>> costs[0].rule.id, costs[0].matches * 6 / 1000
    ('dates.month-year', 1.0)
    """
    read = [chipwire.split(text) for text in texts]
    words = sum(len(tokens.words) for tokens in read) or 1
    sought = chipwire.rules.rules.values() if rules is None else rules
    return sorted((_cost(chipwire, loaded, read, words) for loaded in sought), key=lambda cost: -cost.cost_us)


def _cost(chipwire: Extractor, loaded: LoadedRule, read: list[Tokens], words: int) -> Cost:
    nodes = chipwire.rules.trees(loaded.rule, around=False)
    wholes = [loaded.context.whole(node) if loaded.context else node for node in nodes]
    automaton = Automaton(chipwire.rules.classes, [(whole, True) for whole in wholes])
    starts = [(tokens, [i for i, word in enumerate(tokens.words) if automaton.starts(word.kind)]) for tokens in read]
    elapsed_ns, matches = min(_round(automaton, starts) for _ in range(ROUNDS))
    scale = 1000 / words
    begun = sum(len(firsts) for _, firsts in starts)
    return Cost(loaded, elapsed_ns / 1000 * scale, begun * scale, matches * scale)


def _round(automaton: Automaton[bool], starts: list[tuple[Tokens, list[int]]]) -> tuple[int, int]:
    begun_ns = time.process_time_ns()
    matches = sum(len(automaton.ends(tokens.words, first)) for tokens, firsts in starts for first in firsts)
    return time.process_time_ns() - begun_ns, matches
