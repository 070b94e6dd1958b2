"""Word classes: words that fulfil the same predicates are one class, so that a pattern is tried on classes."""

from __future__ import annotations

from extractor.rules.predicates import Predicate, fold


class Classes:
    """Gives every word its class: the number of the set of predicates that it fulfils."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._literals: dict[str, list[int]] = {}
        self._exact: dict[str, list[int]] = {}
        self._tests: list[tuple[int, Predicate]] = []
        self._classes: dict[tuple[int, ...], int] = {(): 0}
        self.fulfilled: list[frozenset[int]] = [frozenset()]

    def add(self, predicate: Predicate) -> int:
        """Return the predicate's number, the same for equal predicates. All are added before words are classified."""
        number = self._ids.get(predicate.key)
        if number is None:
            number = self._ids[predicate.key] = len(self._ids)
            for word in predicate.literals or ():
                self._literals.setdefault(word, []).append(number)
            for word in predicate.exact or ():
                self._exact.setdefault(word, []).append(number)
            if predicate.literals is None and predicate.exact is None:
                self._tests.append((number, predicate))
        return number

    def classify(self, text: str) -> int:
        """Return the class of a word; 0 is the class of words that no pattern asks for, and of breaks."""
        tested = [number for number, predicate in self._tests if predicate.test(text)]
        signature = (*self._literals.get(fold(text), ()), *self._exact.get(text, ()), *tested)
        found = self._classes.get(signature)
        if found is None:
            found = self._classes[signature] = len(self.fulfilled)
            self.fulfilled.append(frozenset(signature))
        return found
