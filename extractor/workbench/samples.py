"""Texts that a pattern should match, made from the pattern itself: what the linter tries on the real tokenizer."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from typing import Final

from extractor.rules.patterns import Choice, Node, Repeat, Sequence, Token
from extractor.rules.predicates import ALLOWED, Predicate

_QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"")
STOCK: Final = tuple(
    """
    the of said Intel IBM H100 A100 M7g RTX4090 i9 nm x X 4 42 7 12 28 31 350 1500 2024 1995 99 1990s 4x 2.5x 3.5 1,599 80GB
    8480+ 5nm Q4 H1 FY25 24 % $ - , . April Nov Tuesday faster first 1st 20th twofold ten percent times Acme Corp 9:30 ' ( ) :
    """.split()
)


class UnsampledError(LookupError):
    """No word is known that fulfils what a pattern asks for."""


class Sampler:
    """Makes texts from patterns; words for tests that are no word lists come from a vocabulary.

    >>> from extractor.rules.patterns import PatternReader
    >>> Sampler([]).texts(PatternReader({}, str.split).read(("four", "times?", "faster")), 20)
    ['four faster', 'four times faster']
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = tuple(dict.fromkeys([*STOCK, *vocabulary]))
        self._fitting: dict[str, tuple[str, ...]] = {}

    def texts(self, pattern: Node, count: int) -> list[str]:
        """Return up to `count` different texts, always the same ones. Raise UnsampledError if a word is missing."""
        chance = random.Random(0)  # noqa: S311 - nothing here is a secret
        return sorted({" ".join(self._words(pattern, chance)).replace(" 's", "'s") for _ in range(count)})

    def _words(self, node: Node, chance: random.Random) -> list[str]:
        if isinstance(node, Token):
            return [chance.choice(self._fit(node.predicate))]
        if isinstance(node, Choice):
            return self._words(chance.choice(node.options), chance)
        if isinstance(node, Repeat):
            times = chance.randint(node.least, node.most)
            return [word for _ in range(times) for word in self._words(node.node, chance)]
        assert isinstance(node, Sequence)
        return [word for item in node.items for word in self._words(item, chance)]

    def _fit(self, predicate: Predicate) -> tuple[str, ...]:
        """The words that fulfil a predicate: those that it names itself, else those of the vocabulary."""
        fitting = self._fitting.get(predicate.key)
        if fitting is None:
            named = [first or second for first, second in _QUOTED.findall(predicate.key)]
            words = sorted(word for word in named if word not in ALLOWED and predicate.test(word))
            words = words or [word for word in self._vocabulary if predicate.test(word)]
            fitting = self._fitting[predicate.key] = tuple(words)
        if not fitting:
            raise UnsampledError(f"no word is known for {predicate.key}")
        return fitting
