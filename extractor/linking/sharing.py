"""Which ratios share what they compare with: those of a list, those that go on with a comparison."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Clauses
from extractor.linking.phrases import is_quantity
from extractor.reading import Candidate

MOST_SHARED: Final = 14  # words between two ratios that share a baseline behind them
MOST_INHERITED: Final = 30  # words between a ratio and the one before whose baseline it takes
STOPS: Final = frozenset(["but", "whereas", ";", "\n"])  # what a comparison does not reach over
REACH_RESPECTIVE: Final = 16  # words from two ratios to "respectively"


class Sharing:
    """Looks at what stands between two ratios of one article."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses

    def respective(self, ratio: Candidate, behind: Candidate) -> list[str | None] | None:
        """ "28% and 47% over the X and the Y, respectively"."""
        words, clauses = self._clauses.words, self._clauses
        last = min(behind.end + REACH_RESPECTIVE, len(words))
        end = next((at for at in range(behind.end, last) if words[at] == "respectively"), behind.end)
        chips = clauses.chips_in(behind.end, end)
        paired = words[ratio.end : behind.start] == ["and"] and len(chips) == 2
        return [str(chip.value.name) for chip in chips] if paired else None

    def shares(self, ratio: Candidate, behind: Candidate) -> bool:
        """ "35% more speed and twice the efficiency of X"."""
        between = self._clauses.words[ratio.end : behind.start]
        return len(between) <= MOST_SHARED and not self.parted(ratio.end, behind.start)

    def inherits(self, before: Candidate, ratio: Candidate) -> bool:
        """ "3.5x faster than X on one task and 5x faster on another"."""
        between = self._clauses.words[before.end : ratio.start]
        same = self._clauses.sentence_start(before.start) == self._clauses.sentence_start(ratio.start)
        new_clause = any(word in ("it", "they", "this") for word in between) or self._contrasts(before.end, ratio.start)
        if self.turns(ratio):
            between = between[: between.index("but")]  # "8% slower than X, but 15% faster on another"
        return same and len(between) <= MOST_INHERITED and STOPS.isdisjoint(between) and not new_clause

    def turns(self, ratio: Candidate) -> bool:
        """ "…, but 15% faster": the same thing, seen from another side."""
        words = self._clauses.words
        return words[ratio.start - 1] == "but" or (words[ratio.start - 2] == "but" and not self._anew(ratio))

    def _anew(self, ratio: Candidate) -> bool:
        at = ratio.start - 1
        return at in self._clauses.names or self._clauses.words[at] in self._clauses.sets.pronoun

    def _contrasts(self, start: int, end: int) -> bool:
        """ "…, while the new mode cuts power by 70%": a clause about another thing, but not "while using half the power"."""
        words = self._clauses.words
        return any(words[at] == "while" and self._clauses.starts_clause(at + 1, end + 1) for at in range(start, end))

    def parted(self, start: int, end: int) -> bool:
        """Does a new clause or sentence begin between the words?"""
        words = self._clauses.words
        if not STOPS.isdisjoint(words[start:end]) or self._clauses.sentence_start(end) > start:
            return True
        return any(words[at] in (",", "and") and self._starts_anew(at + 1, end) for at in range(start, end))

    def _starts_anew(self, begin: int, end: int) -> bool:
        """ "Speed is 10% higher and power is 20% lower than …": the second clause is about the same thing."""
        clauses = self._clauses
        if not clauses.starts_clause(begin, end):
            return False
        start, stop = clauses.phrase_from(begin, end)
        return not (start < stop and stop - start <= 2 and is_quantity(clauses, stop) and clauses.words[begin] != "its")
