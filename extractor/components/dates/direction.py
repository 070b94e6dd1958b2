"""Which way a clause points: back or ahead, by the verbs and prepositions around a date.

Works on cues, the words of `patterns/dates/cues.yaml` and where they stand; the words themselves only show where clauses
end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.components.dates.periods import Direction

LEANING_AHEAD = "leaning-ahead"
_BOUNDS = frozenset(
    ", ; : — – ( ) that which who whose where when while but and as after although though because if or".split()
)
_BOUND_COST = 6  # crossing a clause's bound counts as so many words
_BEHIND_COST = 4  # so does looking behind the date rather than before it
_FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Cue:
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


def find_direction(
    words: Sequence[str], start: int, end: int, bounds: tuple[int, int], cues: Sequence[Cue]
) -> Direction | None:
    """Return where the clause around words `start` to `end` points, None if nothing tells.

    `words` are lower-case, `bounds` the sentence's, `cues` in order and without overlaps.

    >>> find_direction("it will ship friday".split(), 3, 4, (0, 4), [Cue(1, 2, "ahead")])
    'ahead'
    """
    first, last = max(bounds[0], start - _FARTHEST), min(bounds[1], end + _FARTHEST)
    at = bisect_left(cues, first, key=lambda cue: cue.start)
    best_cost, best, leaning = 1_000, None, False
    while at < len(cues) and cues[at].start < last:
        cue = cues[at]
        at += 1
        if cue.start < end and cue.end > start:
            continue
        if cue.value == LEANING_AHEAD:
            leaning = leaning or 0 <= start - cue.end <= 1
            continue
        cost = _cost(words, start, end, cue)
        if cost < best_cost:
            best_cost, best = cost, cue.value
    if best is None and leaning:
        return "ahead"
    return best  # type: ignore[return-value]


def _cost(words: Sequence[str], start: int, end: int, cue: Cue) -> int:
    """How far the cue is from the date, clause bounds counting for more."""
    if cue.end <= start:
        between, cost = range(cue.end, start), 0
    else:
        between, cost = range(end, cue.start), _BEHIND_COST
    return cost + sum(_BOUND_COST + 1 if words[index] in _BOUNDS else 1 for index in between)
