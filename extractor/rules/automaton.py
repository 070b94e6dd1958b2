"""All patterns of a rule set as one automaton over word classes, determinised lazily: linear time, whatever the text.

Words that fulfil the same predicates are one class (see `classes`). A state is a set of positions in the
patterns; its transitions are computed the first time a class meets it and remembered, as RE2 does with characters. So
thousands of patterns cost one dict look-up a word, tried only from words that can start one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Generic

from extractor.rules import patterns as tree
from extractor.rules.classes import Classes
from extractor.rules.positions import Owner, Position, Positions
from extractor.tokens import Word

MOST_STATES: Final = 50_000


class State(Generic[Owner]):
    """A set of positions. `following` maps the classes of words met so far to the next state, None where nothing goes on.

    It is a plain dict, looked up in a `try`: a subclass with `__missing__` takes several times as long.
    """

    __slots__ = ("_automaton", "_leads", "accepts", "following", "positions")

    def __init__(self, automaton: Automaton[Owner], positions: frozenset[Position[Owner]]) -> None:
        self._automaton, self.positions = automaton, positions
        self.following: dict[int, State[Owner] | None] = {}
        owners = {order: owner for position in positions for order, owner in position.owners.items()}
        self.accepts = tuple(dict.fromkeys(owners[order] for order in sorted(owners)))
        self._leads: dict[int, list[Position[Owner]]] | None = None

    def learn(self, word_class: int) -> State[Owner] | None:
        """Return the next state over a class that was not met before."""
        following = self.following[word_class] = self._automaton.step(self, word_class)
        return following

    def after(self, word_class: int) -> State[Owner] | None:
        """Return the next state."""
        return self.following[word_class] if word_class in self.following else self.learn(word_class)

    @property
    def leads(self) -> dict[int, list[Position[Owner]]]:
        """Where each predicate of the next word leads."""
        if self._leads is None:
            self._leads = {}
            for position in self.positions:
                for asked, to in position.edges:
                    self._leads.setdefault(asked, []).append(to)
        return self._leads


class Automaton(Generic[Owner]):
    """Patterns compiled together, each with an owner (what a match of it means).

    >>> from extractor.rules.patterns import PatternReader
    >>> classes = Classes()
    >>> automaton = Automaton(classes, [(PatternReader({}, str.split).read(("four", "times", "faster?")), "speed")])
    >>> automaton.ends([Word(t, t, classes.classify(t)) for t in "four times faster".split()], 0)
    [(2, ('speed',)), (3, ('speed',))]
    """

    def __init__(
        self, classes: Classes, patterns: Iterable[tuple[tree.Node, Owner]], most_states: int = MOST_STATES
    ) -> None:
        self._classes, self._most_states = classes, most_states
        # The nodes are kept: positions tell them apart by their identity.
        self._patterns = list(patterns)
        self._states: dict[frozenset[Position[Owner]], State[Owner]] = {}
        positions: Positions[Owner] = Positions(classes)
        entry = frozenset(positions.start(node, order, owner) for order, (node, owner) in enumerate(self._patterns))
        self.start = self._state(entry)

    def ends(self, words: Sequence[Word], first: int) -> list[tuple[int, tuple[Owner, ...]]]:
        """Return where matches that start at `first` end (exclusive), shortest first, with the patterns' owners in order."""
        return [(end, owners) for _, end, owners in self.find(words, (first,))]

    def find(self, words: Sequence[Word], firsts: Iterable[int]) -> list[tuple[int, int, tuple[Owner, ...]]]:
        """Return the start, end and owners of every match that starts at one of `firsts`."""
        found = []
        begin, count = self.start, len(words)
        for first in firsts:
            state = begin
            end = first
            while end < count:
                word_class = words[end].kind
                try:
                    following = state.following[word_class]
                except KeyError:
                    following = state.learn(word_class)
                if following is None:
                    break
                state, end = following, end + 1
                if state.accepts:
                    found.append((first, end, state.accepts))
        return found

    def trace(self, words: Sequence[Word], first: int) -> tuple[int, frozenset[int]]:
        """Return the word at which no match that starts at `first` goes on, and the predicates asked for there."""
        state, at = self.start, first
        while at < len(words) and (following := state.after(words[at].kind)) is not None:
            state, at = following, at + 1
        return at, frozenset(state.leads)

    def starts(self, word_class: int) -> bool:
        """Can a match start with a word of this class?"""
        return self.start.after(word_class) is not None

    def step(self, state: State[Owner], word_class: int) -> State[Owner] | None:
        """Return the state reached over a word of the class."""
        leads = state.leads
        reached = [to for asked in self._classes.fulfilled[word_class] if asked in leads for to in leads[asked]]
        return self._state(frozenset(reached)) if reached else None

    def _state(self, positions: frozenset[Position[Owner]]) -> State[Owner]:
        state = self._states.get(positions)
        if state is None:
            if len(self._states) >= self._most_states:
                self._forget()
            state = self._states[positions] = State(self, positions)
        return state

    def _forget(self) -> None:
        """Drop the remembered states, so that memory stays bounded on hostile text; one in use learns its way anew."""
        for state in self._states.values():
            state.following.clear()
        self._states = {self.start.positions: self.start}
