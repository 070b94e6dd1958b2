"""What a ratio compares with: the object of than, over, versus, compared with, of and their like."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Clauses, Span
from extractor.linking.naming import name_phrase
from extractor.reading import Candidate

REACH_AHEAD: Final = 45
REACH_BACK: Final = 45
MOST_INHERITED: Final = 30
_COMPARED: Final = frozenset(["compared", "comparing", "relative", "comparison"])
_VERSUS: Final = frozenset(["than", "over", "versus", "vs", "vs.", "against"])
_PREPOSITIONS: Final = frozenset(["on", "in", "with", "using", "for", "from", "at", "inside", "to", "by", "the"])
_STOPS: Final = frozenset(["but", "whereas", ";", "\n"])
_NOTHING: Final = frozenset(
    """
    time years year months month weeks days expected ever course past usual normal it they we you he she that this is was are were
    possible what generation-over-generation anything-like last period span average others all them us those
    """.split()
)
_BEATS: Final = (
    "outperform", "beat", "best", "surpass", "exceed", "outpac", "outstrip", "edge", "top", "trail", "lag", "outscor", "trounc", "crush",
)  # fmt: skip
_HALF: Final = frozenset(["on", "in", "inside", "of"])


class BaselineFinder:
    """Finds the baselines of one article's ratios, in order; a ratio of a list shares the one behind or before it."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._last: tuple[Candidate, str | None, int] | None = None

    def find(self, ratio: Candidate) -> str | None:
        """Return the name or phrase of what the ratio is compared with; None where the sentence does not say."""
        name = self._beaten(ratio) or self._ahead(ratio) or self._back(ratio) or self._shared(ratio)
        self._last = ratio, name, self._clauses.reading.tokens.sentence(ratio.start)[0]
        return name

    def _ahead(self, ratio: Candidate) -> str | None:
        clauses = self._clauses
        words = clauses.words
        limit = min(clauses.reading.tokens.sentence(ratio.start)[1], ratio.end + REACH_AHEAD)
        if name := self._right_behind(ratio, limit):
            return name
        at = ratio.end
        while at < limit:
            if words[at] in _STOPS:
                break
            if span := self._object(at, limit):
                name = self._name(*span)
                if name:
                    return name
            at += 1
        return None

    def _right_behind(self, ratio: Candidate, limit: int) -> str | None:
        """ "Twice the bandwidth of X", "double what X has", "twice the previous chip", "twice as fast as X"."""
        words, at = self._clauses.words, ratio.end
        inside = words[ratio.start : ratio.end]
        if at >= limit:
            return None
        if ratio.rule in ("ratios.what", "ratios.than-its"):
            at += words[at] == "what"
            at += words[at : at + 1] == ["'s"] and words[at - 1] == "what"
            at += words[at] in _HALF
            return self._name(*self._clauses.phrase_from(at, limit))
        if words[at] in ("that", "those") and words[at + 1 : at + 2] == ["of"]:
            return self._name(*self._clauses.phrase_from(at + 2, limit))
        owned = "the" in inside or inside[0] in ("twice", "double", "triple", "half", "quadruple") or "times" in inside
        if words[at] == "of" and owned and "faster" not in inside:
            return self._name(*self._clauses.phrase_from(at + 1, limit))
        if words[at] in ("offered", "provided") and words[at + 1 : at + 2] == ["by"]:
            return self._name(*self._clauses.phrase_from(at + 2, limit))
        if "as" in inside:
            for step in range(at, min(limit, at + 12)):
                if words[step] == "as" and words[step + 1 : step + 2] != ["well"]:
                    return self._name(*self._clauses.phrase_from(step + 1 + (words[step + 1] in _PREPOSITIONS), limit))
        return None

    def _object(self, at: int, limit: int) -> Span | None:
        """The phrase behind a word of comparison at `at`."""
        words = self._clauses.words
        word = words[at]
        if word in _COMPARED:
            behind = at + 1
            if words[behind : behind + 1] not in (["to"], ["with"], ["against"]):
                return None
            behind += 1
        elif word in _VERSUS or (word == "v" and words[at + 1 : at + 3] == [".", "s"]):
            behind = at + 1
        else:
            return None
        if behind < limit and words[behind] in _PREPOSITIONS:
            behind += 1
        if behind >= limit or any(r.start <= behind + 1 < r.end for r in self._near(behind)):
            return None
        if words[behind] == "before":
            return behind, behind + 1
        return self._clauses.phrase_from(behind, limit)

    def _near(self, at: int) -> list[Candidate]:
        return [ratio for ratio in self._clauses.ratios if abs(ratio.start - at) < 4]

    def _back(self, ratio: Candidate) -> str | None:
        """ "Compared with the old one, it is twice as fast"."""
        first = self._clauses.reading.tokens.sentence(ratio.start)[0]
        for at in range(ratio.start - 1, max(first, ratio.start - REACH_BACK) - 1, -1):
            if self._clauses.words[at] in _COMPARED or self._clauses.words[at] in ("against", "versus"):
                span = self._object(at, ratio.start)
                return self._name(*span) if span else None
        return None

    def _beaten(self, ratio: Candidate) -> str | None:
        """The object of a verb such as outperform, inside the ratio or before the figure."""
        if ratio.rule not in ("ratios.beat-by", "ratios.change-figure", "ratios.change-by"):
            return None
        words = self._clauses.words
        for at in range(ratio.end - 1, max(0, ratio.start - 12) - 1, -1):
            if words[at].startswith(_BEATS) and words[at] not in ("edge", "top", "best", "tops"):
                return self._name(*self._clauses.phrase_from(at + 1, ratio.end))
            if words[at] in ("bests", "bested"):
                return self._name(*self._clauses.phrase_from(at + 1, ratio.end))
        return None

    def _shared(self, ratio: Candidate) -> str | None:
        """The baseline of the ratio before, in the same sentence."""
        if not self._last:
            return None
        before, name, sentence = self._last
        same = sentence == self._clauses.reading.tokens.sentence(ratio.start)[0]
        between = self._clauses.words[before.end : ratio.start]
        if not same or len(between) > MOST_INHERITED or not _STOPS.isdisjoint(between):
            return None
        return name

    def _name(self, start: int, end: int) -> str | None:
        words = self._clauses.words
        if start >= end or words[start] in _NOTHING or words[end - 1] in ("time", "years", "year", "months"):
            return None
        if words[start][:1].isdigit() and end - start == 1 and not self._clauses.chips_in(start, end):
            return None
        if not self._clauses.chips_in(start, end) and end < len(words) and words[end] in _HALF and words[end - 1] in self._clauses.sets.chip_word:
            inner = self._clauses.phrase_from(end + 1, end + 8)
            if words[end - 1] != "generation" and self._clauses.chips_in(*inner):
                return name_phrase(self._clauses, *inner)
        return name_phrase(self._clauses, start, end)
