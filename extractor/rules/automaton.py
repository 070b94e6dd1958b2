"""All patterns of a rule set as one automaton over word classes, determinised lazily: linear time, whatever the text.

Words that fulfil the same predicates are one class (see `extractor.tokens.Lexicon`). A state is a set of positions in the
patterns; its transitions are computed the first time a class meets it and remembered, as RE2 does with characters. So
thousands of patterns cost one dict look-up a word, tried only from words that can start one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Generic, TypeVar

from extractor.rules import patterns as tree
from extractor.rules.predicates import Predicate, fold
from extractor.tokens import Word

MOST_STATES: Final = 50_000
Owner = TypeVar("Owner")


class Classes:
    """Gives every word its class: the number of the set of predicates that it fulfils."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._literals: dict[str, list[int]] = {}
        self._tests: list[tuple[int, Predicate]] = []
        self._classes: dict[tuple[int, ...], int] = {(): 0}
        self.fulfilled: list[frozenset[int]] = [frozenset()]

    def add(self, predicate: Predicate) -> int:
        """Return the predicate's number, the same for equal predicates. All are added before words are classified."""
        number = self._ids.get(predicate.key)
        if number is None:
            number = self._ids[predicate.key] = len(self._ids)
            if predicate.literals is None:
                self._tests.append((number, predicate))
            for word in predicate.literals or ():
                self._literals.setdefault(word, []).append(number)
        return number

    def classify(self, text: str) -> int:
        """Return the class of a word; 0 is the class of words that no pattern asks for, and of breaks."""
        numbers = [number for number, predicate in self._tests if predicate.test(text)]
        signature = tuple(self._literals.get(fold(text), ())) + tuple(numbers)
        found = self._classes.get(signature)
        if found is None:
            found = self._classes[signature] = len(self.fulfilled)
            self.fulfilled.append(frozenset(signature))
        return found


class State(dict[int, "State[Owner] | None"], Generic[Owner]):
    """A set of positions; maps a word's class to the next state, or None where nothing goes on."""

    __slots__ = ("_automaton", "accepts", "positions")

    def __init__(self, automaton: Automaton[Owner], positions: frozenset[int], accepts: tuple[Owner, ...]) -> None:
        super().__init__()
        self._automaton, self.positions, self.accepts = automaton, positions, accepts

    def __missing__(self, word_class: int) -> State[Owner] | None:
        self[word_class] = following = self._automaton.step(self.positions, word_class)
        return following


class Automaton(Generic[Owner]):
    """Patterns compiled together, each with an owner (what a match of it means).

    >>> from extractor.rules.patterns import PatternReader
    >>> classes = Classes()
    >>> automaton = Automaton(classes, [(PatternReader({}, str.split).read(("four", "times", "faster?")), "speed")])
    >>> automaton.ends([Word(t, t, classes.classify(t)) for t in "four times faster".split()], 0)
    [(2, ('speed',)), (3, ('speed',))]
    """

    def __init__(self, classes: Classes, patterns: Iterable[tuple[tree.Node, Owner]]) -> None:
        self._classes = classes
        self._edges: list[list[tuple[int, int]]] = []
        self._empty: list[list[int]] = []
        self._owners: dict[int, tuple[int, Owner]] = {}
        self._states: dict[frozenset[int], State[Owner]] = {}
        entry = self._new()
        for number, (pattern, owner) in enumerate(patterns):
            self._owners[self._add(pattern, self._branch(entry))] = number, owner
        self._entry = self._close([entry])
        self.start = self._state(self._entry)

    def ends(self, words: Sequence[Word], first: int) -> list[tuple[int, tuple[Owner, ...]]]:
        """Return where matches that start at `first` end (exclusive), shortest first, with the patterns' owners in order."""
        found = []
        state = self.start[words[first].kind]
        end = first + 1
        count = len(words)
        while state is not None:
            if state.accepts:
                found.append((end, state.accepts))
            if end == count:
                break
            state = state[words[end].kind]
            end += 1
        return found

    def find(self, words: Sequence[Word], firsts: Iterable[int]) -> list[tuple[int, int, tuple[Owner, ...]]]:
        """Return the start, end and owners of every match that starts at one of `firsts`.

        The same as `ends` at each of them, written out: most words start nothing, and a call for each would cost more
        than the look-up.
        """
        found = []
        begin, count = self.start, len(words)
        for first in firsts:
            state = begin[words[first].kind]
            end = first + 1
            while state is not None:
                if state.accepts:
                    found.append((first, end, state.accepts))
                if end == count:
                    break
                state = state[words[end].kind]
                end += 1
        return found

    def starts(self, word_class: int) -> bool:
        """Can a match start with a word of this class?"""
        return self.start[word_class] is not None

    def forget(self) -> None:
        """Drop the remembered states if there are very many, so that memory stays bounded on hostile text."""
        if len(self._states) > MOST_STATES:
            self._states.clear()
            self.start = self._state(self._entry)

    def step(self, positions: frozenset[int], word_class: int) -> State[Owner] | None:
        """Return the state reached from `positions` over a word of the class."""
        fulfilled = self._classes.fulfilled[word_class]
        if not fulfilled:
            return None
        reached = [to for position in positions for asked, to in self._edges[position] if asked in fulfilled]
        return self._state(self._close(reached)) if reached else None

    def _state(self, positions: frozenset[int]) -> State[Owner]:
        state = self._states.get(positions)
        if state is None:
            accepted = dict(sorted(self._owners[position] for position in positions if position in self._owners))
            accepts = tuple(dict.fromkeys(accepted.values()))
            kept = frozenset(p for p in positions if self._edges[p])
            state = self._states[positions] = State(self, kept, accepts)
        return state

    def _close(self, positions: Iterable[int]) -> frozenset[int]:
        """Add every position that is reached without a word."""
        seen, todo = set(), list(positions)
        while todo:
            position = todo.pop()
            if position not in seen:
                seen.add(position)
                todo.extend(self._empty[position])
        return frozenset(seen)

    def _new(self) -> int:
        self._edges.append([])
        self._empty.append([])
        return len(self._edges) - 1

    def _branch(self, at: int) -> int:
        fresh = self._new()
        self._empty[at].append(fresh)
        return fresh

    def _add(self, node: tree.Node, at: int) -> int:
        """Add the pattern from position `at`; return the position behind it."""
        if isinstance(node, tree.Token):
            behind = self._new()
            self._edges[at].append((self._classes.add(node.predicate), behind))
            return behind
        if isinstance(node, tree.Sequence):
            for item in node.items:
                at = self._add(item, at)
            return at
        if isinstance(node, tree.Choice):
            behind = self._new()
            for option in node.options:
                self._empty[self._add(option, self._branch(at))].append(behind)
            return behind
        return self._add_repeat(node, at)

    def _add_repeat(self, node: tree.Repeat, at: int) -> int:
        for _ in range(node.least):
            at = self._add(node.node, at)
        skips = []
        for _ in range(node.most - node.least):
            skips.append(at)
            at = self._add(node.node, self._branch(at))
        behind = self._branch(at)
        for skip in skips:
            self._empty[skip].append(behind)
        return behind
