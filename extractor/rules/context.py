"""What must stand before and behind a rule's pattern, and which part of a match is the entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.rules import patterns as tree
from extractor.rules.automaton import Automaton
from extractor.rules.classes import Classes
from extractor.rules.predicates import Predicate
from extractor.tokens import Word

# Words of every kind: a pattern that can start with half of them would be tried nearly everywhere.
SAMPLE: Final = ("the", "of", ",", "chip", "Intel", "2024", "-", "is")
UNREMARKABLE: Final = ("chip", "Intel", "the", "it")
COMMON: Final = ("the", "of", "in", "to", "and", "a", "for", "by", "on", "'s", "is", "that", "with")
FARTHEST_BACK: Final = 12  # words


class Context:
    """A rule's pattern with the context it asks for.

    A match starts with `before`, unless so many words start that that it costs less to start with the pattern, and to
    read what stands before it backwards from there.
    """

    def __init__(
        self, classes: Classes, before: tree.Node | None, inside: Sequence[tree.Node], after: tree.Node | None
    ) -> None:
        self._leads = before is not None and _is_rarer(before, inside)
        ahead = before if before is None or self._leads else tree.reverse(before)
        self._whole = (before if self._leads else None), after
        self._before = _single(classes, [ahead]) if ahead else None
        self._inside = _single(classes, inside)
        self._after = _single(classes, [after]) if after else None

    def whole(self, inside: tree.Node) -> tree.Node:
        """Return the pattern that a match of the rule is found by."""
        before, after = self._whole
        return tree.Sequence(tuple(part for part in (before, inside, after) if part))

    def locate(self, words: list[Word], start: int, end: int) -> tuple[int, int] | None:
        """Return the words of a match that the rule's pattern covers, None if the context is not there."""
        for begin in self._begins(words, start):
            if begin < end:
                for stop, _ in reversed(self._inside.ends(words, begin)):
                    if stop == end if self._after is None else stop < end and self._reaches(words, stop, end):
                        return begin, stop
        return None

    def _begins(self, words: list[Word], start: int) -> list[int]:
        if self._before is None:
            return [start]
        if self._leads:
            return [at for at, _ in self._before.ends(words, start)]
        back = words[max(0, start - FARTHEST_BACK) : start][::-1]
        return [start] if back and self._before.ends(back, 0) else []

    def _reaches(self, words: list[Word], start: int, end: int) -> bool:
        return self._after is not None and any(at == end for at, _ in self._after.ends(words, start))


def _single(classes: Classes, nodes: Sequence[tree.Node]) -> Automaton[bool]:
    return Automaton(classes, [(node, True) for node in nodes])


def _is_rarer(before: tree.Node, inside: Sequence[tree.Node]) -> bool:
    """Do fewer words of a text start `before` than start the pattern?"""
    if is_broad(before):
        return False
    common = any(predicate.test(word) for predicate in _first(before) for word in COMMON)
    rare = not any(predicate.test(word) for node in inside for predicate in _first(node) for word in UNREMARKABLE)
    return not (common and rare)


def is_broad(node: tree.Node) -> bool:
    """Can nearly every word start the pattern?

    >>> from extractor.rules.predicates import create_predicate
    >>> is_broad(tree.Token(create_predicate({"LOWER": {"NOT_IN": ["the"]}})))
    True
    """
    return any(2 * sum(map(predicate.test, SAMPLE)) >= len(SAMPLE) for predicate in _first(node))


def _first(node: tree.Node) -> Iterator[Predicate]:
    """The predicates of the words that can start the pattern."""
    if isinstance(node, tree.Token):
        yield node.predicate
    elif isinstance(node, tree.Choice):
        for option in node.options:
            yield from _first(option)
    elif isinstance(node, tree.Repeat):
        yield from _first(node.node)
    else:
        for item in node.items:
            yield from _first(item)
            if not (isinstance(item, tree.Repeat) and item.least == 0):
                return
