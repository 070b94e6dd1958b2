"""Which way a clause points: back or ahead, by the verbs and prepositions around a date.

Works on cues, the words of `patterns/dates/cues.yaml` and where they stand; the words themselves only show where clauses
end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from extractor.components.dates.periods import Direction

_DIRECTIONS: Final[dict[str, Direction]] = {"past": "past", "this-year": "this-year", "nearest": "nearest"}
NO_DIRECTION: Final = "none"  # the value of words that only look like a verb
LEANING_AHEAD, AHEAD_BEFORE = "leaning-ahead", "ahead-before"
_BOUNDS = frozenset(
    ", ; : — – ( ) that which who whose where when while but and as after although though because if or".split()
)
_SUBJECTS = frozenset(["they", "it", "he", "she", "we", "i"])  # with these a clause of its own begins
_BOUND_COST = 6  # crossing a clause's bound counts as so many words
_BEHIND_COST = 4  # so does looking behind the date rather than before it
_LEANING_COST = 9  # a word that only leans ahead counts as if it stood so far off
_MOST_COST = 14  # what stands farther off tells nothing, unless nothing speaks against it
_LONGEST_NAME = 4  # words from comma to comma
_NEVER = 1_000


class Cue(NamedTuple):
    """A cue's words, half-open, and what it tells."""

    start: int
    end: int
    value: str


def longest(cues: Sequence[Cue]) -> list[Cue]:
    """Of cues that overlap, the longest from the first place: "will be released" is ahead, whatever "released" says.

    >>> longest([Cue(0, 1, "ahead"), Cue(0, 3, "ahead"), Cue(2, 3, "past")])
    [Cue(start=0, end=3, value='ahead')]
    """
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def find_direction(words: Sequence[str], start: int, end: int, cues: Sequence[Cue]) -> Direction | None:
    """Return where the clause around words `start` to `end` points, None if nothing tells.

    `words` are the sentence's, in lower case; `cues` don't overlap.

    >>> find_direction("it will ship friday".split(), 3, 4, [Cue(1, 2, "ahead")])
    'ahead'
    """
    best: Direction | None = None
    least, told = _NEVER, set[str]()
    for cue in cues:
        if (cue.start < end and cue.end > start) or cue.value == NO_DIRECTION:
            continue
        cost = _cost(words, start, end, cue)
        told.add(cue.value)
        if cost < least:
            least, best = cost, _DIRECTIONS.get(cue.value, "ahead")
    return best if least <= _MOST_COST or len(told) == 1 else None


def _cost(words: Sequence[str], start: int, end: int, cue: Cue) -> int:
    """How far the cue is from the date, clause bounds counting for more."""
    if cue.value == LEANING_AHEAD:
        return _LEANING_COST if 0 <= start - cue.end <= 1 else _NEVER
    if cue.value == AHEAD_BEFORE and cue.start >= end:
        return _NEVER
    between, cost = (words[cue.end : start], 0) if cue.end <= start else (words[end : cue.start], _BEHIND_COST)
    if cue.start >= end and not _SUBJECTS.isdisjoint(between):
        cost += _BOUND_COST  # "said on Friday they will ship it"
    return cost + len(between) + _BOUND_COST * (sum(map(_BOUNDS.__contains__, between)) - 2 * _names(between))


def _names(between: Sequence[str]) -> int:
    """How many short phrases are set off by two commas, a name as a rule: they bound no clause.

    >>> _names("a chip , trainium3 , in".split())
    1
    """
    commas = [at for at, word in enumerate(between) if word == ","]
    return sum(1 for first, last in zip(commas[::2], commas[1::2], strict=False) if last - first <= _LONGEST_NAME)
