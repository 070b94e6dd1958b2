"""Word classes: words that fulfil the same predicates are one class, so that a pattern is tried on classes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Final

from extractor.rules.predicates import Predicate, fold

PLAIN: Final = ("manufacturing", "Zephyr", "chips")
_Test = tuple[int, Callable[[str], bool]]
_NONE: frozenset[int] = frozenset()


class Classes:
    """Gives every word its class: the number of the set of predicates that it fulfils."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        # Lists are not tried one by one: a word looks up the predicates that hold for it and not for most words, or the
        # other way round, by its text in lower case and as it is.
        self._common: frozenset[int] = frozenset()
        self._by_lower: dict[str, set[int]] = {}
        self._by_text: dict[str, set[int]] = {}
        self._tests: list[_Test] = []
        self._rare: list[_Test] = []
        self._rare_regexes: list[str] = []
        self._classes: dict[frozenset[int], int] = {frozenset(): 0}
        self.fulfilled: list[frozenset[int]] = [frozenset()]

    def add(self, predicate: Predicate) -> int:
        """Return the predicate's number, the same for equal predicates. All are added before words are classified."""
        number = self._ids.get(predicate.key)
        if number is None:
            number = self._ids[predicate.key] = len(self._ids)
            if listed := predicate.listed:
                for word in listed.words:
                    (self._by_lower if listed.folded else self._by_text).setdefault(word, set()).add(number)
                if listed.excluded:
                    self._common |= {number}
            elif predicate.regex and not any(map(predicate.test, PLAIN)):
                self._rare.append((number, predicate.test))
                self._rare_regexes.append(predicate.regex)
            else:
                self._tests.append((number, predicate.test))
        return number

    @cached_property
    def _fulfils_rare(self) -> Callable[[str], object]:
        """Does a word match any of the regular expressions that plain words don't? Asked at once, they cost one."""
        return re.compile("|".join(f"(?:{regex})" for regex in self._rare_regexes) or "(?!)").search

    def classify(self, text: str) -> int:
        """Return the class of a word; 0 is the class of words that no pattern asks for, and of breaks."""
        other = self._by_lower.get(fold(text), _NONE) | self._by_text.get(text, _NONE)
        tests = [*self._tests, *self._rare] if self._fulfils_rare(text) else self._tests
        fulfilled = (self._common ^ other).union(number for number, test in tests if test(text))
        found = self._classes.get(fulfilled)
        if found is None:
            found = self._classes[fulfilled] = len(self.fulfilled)
            self.fulfilled.append(fulfilled)
        return found
