"""Which of two chips "the former" and "the latter" are."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.linking.clauses import Clauses

REACH: Final = 60  # words back to the sentence that names two
_JOINTS: Final = frozenset(["and", "or", "the", "a"])
_ONE_OF_TWO: Final = frozenset(["former", "latter"])


def points_at_pair(clauses: Clauses, start: int, stop: int) -> bool:
    """Is the phrase "the former", "the latter chip" or "the latter's bandwidth"?"""
    return start < stop and clauses.words[start] in _ONE_OF_TWO and clauses.words[start - 1] == "the"


def one_of_two(clauses: Clauses, at: int) -> str | None:
    """The chip that "former" or "latter" at word `at` stands for: the first, or the last, of the nearest sentence before
    that names two, joined by "and" rather than not; None where none does."""
    floor, last = max(0, at - REACH), at
    while last > floor:
        first = max(floor, clauses.sentence_start(last - 1))
        chips = clauses.chips_in(first, last)
        joined = (pair for pair in pairwise(chips) if _JOINTS.issuperset(clauses.words[pair[0].end : pair[1].start]))
        names = [str(chip.value.name) for chip in next(joined, chips)]
        if len(set(names)) > 1:
            return names[-1] if clauses.words[at] == "latter" else names[0]
        last = first
    return None
