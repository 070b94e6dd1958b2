"""Rules that come with an article: compiled apart from those loaded, in bounded time, so that nothing of them stays.

They may use the macros of the rules loaded. What they may not: regular expressions (one can take exponential time), cues,
and ids that are taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Final

from extractor.errors import ArticleError, PatternError
from extractor.rules.automaton import Automaton
from extractor.rules.classes import Classes
from extractor.rules.load import CUE, LoadedRule, Match, RuleSet, compile_rule, find
from extractor.rules.patterns import Node, most_words, written_out
from extractor.rules.schema import Item, Rule
from extractor.tokens import BREAK, RULE_START, Tokens, Word

MOST_MATCHES: Final = 100_000  # in one article
MOST_WORK: Final = 10_000_000  # tokens of the rules times words of the article
MOST_STATES: Final = 5_000
MOST_KNOWN_WORDS: Final = 10_000
_STARTS_AT_ONCE: Final = 1_000
NO_FILE: Final = Path("(own)")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large own rules may be: tokens in all their patterns, macros and repeats written out, and words a match."""

    tokens: int = 5_000
    match_words: int = 24


class OwnRules:
    """Compiled rules, to be given with an article to `Extractor.extract`.

    Raises PatternError, which names the rule and what is allowed, for one that is wrong or too large.
    """

    def __init__(self, rules: Sequence[Rule], base: RuleSet, bounds: Bounds | None = None) -> None:
        self._base, self._bounds = base, bounds or Bounds()
        self._classes = Classes()
        self._words: dict[str, Word] = {}
        self.rules: dict[str, LoadedRule] = {}
        self._tokens = 0
        patterns = [entry for rule in rules for entry in self._compile(rule)]
        self._automaton = Automaton(self._classes, patterns, MOST_STATES)

    def _compile(self, rule: Rule) -> Iterator[tuple[Node, LoadedRule]]:
        try:
            self._check(rule)
            rank = -rule.priority, len(self._base.rules) + len(self.rules)
            loaded, nodes = compile_rule(rule, NO_FILE, rank, self._base.reader, self._classes)
        except ValueError as error:
            raise PatternError(str(error), rule=rule.id) from error
        self.rules[rule.id] = loaded
        return ((node, loaded) for node in nodes)

    def _check(self, rule: Rule) -> None:
        if rule.id in self._base.rules or rule.id in self.rules:
            raise ValueError(f"the id {rule.id!r} is taken by another rule; give it one of its own")
        if rule.label == CUE:
            raise ValueError("a CUE is read from a folder of rules only; here a label is any other")
        for item in _items(rule):
            if isinstance(item, dict) and any(isinstance(asked, dict) and "REGEX" in asked for asked in item.values()):
                raise ValueError(
                    "REGEX is read from a folder of rules only; write IN, NOT_IN, SHAPE, LENGTH or a macro"
                )
        self._check_size(rule)

    def _check_size(self, rule: Rule) -> None:
        trees, bounds = self._base.trees(rule), self._bounds
        tokens = chain.from_iterable(map(written_out, trees))
        self._tokens += sum(1 for _ in islice(tokens, bounds.tokens + 1))  # there may be very many
        if self._tokens > bounds.tokens:
            raise ValueError(
                f"up to this rule the patterns have more than {bounds.tokens:,} tokens, macros and repeats written out; "
                "send fewer rules, or use smaller macros"
            )
        words = max(map(most_words, trees))
        if words > bounds.match_words:
            raise ValueError(
                f"a match may cover {words} words, its surroundings included; at most {bounds.match_words}: repeat less"
            )

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return the matches by label, in order of their start, then of their end.

        Raises ArticleError if they, or the article and the rules together, are very many.
        """
        if len(tokens.words) * self._tokens > MOST_WORK:
            most = MOST_WORK // self._tokens
            raise ArticleError(f"with own rules as large as these at most {most:,} words are read: split the article")
        words = [self._word(word.text) for word in tokens.words]
        starts = [index for index, word in enumerate(words) if word.flags & RULE_START]
        matches: defaultdict[str, list[Match]] = defaultdict(list)
        found: list[Match] = []
        for at in range(0, len(starts), _STARTS_AT_ONCE):
            found += find(self._automaton, words, starts[at : at + _STARTS_AT_ONCE])
            if len(found) > MOST_MATCHES:
                raise ArticleError(f"own rules match more than {MOST_MATCHES:,} times in it; make them narrower")
        for match in found:
            matches[match.rule.label].append(match)
        if len(self._words) > MOST_KNOWN_WORDS:
            self._words.clear()
        return dict(matches)

    def _word(self, text: str) -> Word:
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._create(text)
        return word

    def _create(self, text: str) -> Word:
        if text == BREAK.text:
            return BREAK
        kind = self._classes.classify(text)
        return Word(text, text, kind, RULE_START if self._automaton.starts(kind) else 0)


def _items(rule: Rule) -> Iterator[Item]:
    for pattern in (rule.before, *rule.alternatives, rule.after):
        yield from pattern or ()


def merge(matches: dict[str, list[Match]], own: dict[str, list[Match]]) -> dict[str, list[Match]]:
    """Return the matches of the rules loaded and of own ones together, in order."""
    both = {label: [*matches.get(label, ()), *found] for label, found in own.items()}
    return matches | {label: sorted(found, key=attrgetter("start", "end")) for label, found in both.items()}
