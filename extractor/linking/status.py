"""Is a ratio stated, planned, rumoured, hypothetical or negated? Cues before it in its sentence tell, each with a scope."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extractor.linking.clauses import Clauses
from extractor.linking.leads import lead_of
from extractor.reading import Candidate
from extractor.rules.load import Match
from extractor.schema import Status

# How many words behind a cue it still holds. A denial holds for what is right behind it, a rumour for its sentence.
SCOPES: Final = {"negated": 8, "hypothetical": 25, "planned": 30, "rumoured": 40, "stated": 2}
REACH_REPORT: Final = 20  # words from "said" to the "would" that reports a plan
REACH_LEAK: Final = 30  # words behind a ratio to "according to"
LONGEST_LEAK: Final = 6  # words from there to the leak
_GOING_ON: Final = frozenset(["yet", "then", "also", "still", "thus"])  # with the same subject
_RELATIVE: Final = frozenset(["which", "who"])
_ENDS: Final = frozenset([";", "but", "\n"])
_RANK: Final[tuple[Status, ...]] = ("rumoured", "negated", "hypothetical", "planned")


class StatusFinder:
    """Reads the cues of one article."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._cues = clauses.reading.cues.of("status")
        self._starts = [match.start for match in self._cues]

    def find(self, ratio: Candidate) -> Status:
        """Return the status that the strongest cue in whose scope the ratio lies gives it."""
        held = {self._meant(cue) for cue in self._near(ratio) if self._holds(cue, ratio)}
        if self._leaked(ratio):
            held.add("rumoured")
        if not held and (lead := lead_of(self._clauses, ratio)):
            held = {self._meant(cue) for cue in self._between(*lead)}
        return next((status for status in _RANK if status in held), "stated")

    def _leaked(self, ratio: Candidate) -> bool:
        """ "…, according to a leak"."""
        words = self._clauses.words
        last = min(self._clauses.tokens.sentence(ratio.start)[1], ratio.end + REACH_LEAK)
        at = next((at for at in range(ratio.end, last) if words[at] == "according"), last)
        near = self._between(at, min(last, at + LONGEST_LEAK))
        return any(self._value(cue) == "rumoured" for cue in near)

    def _near(self, ratio: Candidate) -> list[Match]:
        """The cues of the sentence before the ratio; longer cues hide shorter ones that start with them."""
        first = max(self._clauses.sentence_start(ratio.start), ratio.start - max(SCOPES.values()))
        return self._between(first, ratio.end)

    def _between(self, first: int, last: int) -> list[Match]:
        longest: dict[int, Match] = {}
        for cue in self._cues[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
            if not self._is_idle(cue):
                longest[cue.start] = cue
        return list(longest.values())

    def _is_idle(self, cue: Match) -> bool:
        """ "In May", "you can expect": no cue, though it looks like one."""
        words = self._clauses.words
        invites = words[cue.start] == "expect" and words[cue.start - 1] in ("can", "to", "should")
        return invites or cue.start in self._clauses.dated

    def _meant(self, cue: Match) -> str:
        """The cue's value; "it would be" in reported speech is a plan."""
        words = self._clauses.words
        if words[cue.start : cue.end] == ["would"]:
            first = max(self._clauses.sentence_start(cue.start), cue.start - REACH_REPORT)
            if any(word in self._clauses.sets.report_verb and word.endswith("d") for word in words[first : cue.start]):
                return "planned"
        return self._value(cue)

    @staticmethod
    def _value(cue: Match) -> str:
        return str(cue.rule.rule.value)

    def _holds(self, cue: Match, ratio: Candidate) -> bool:
        between = self._clauses.words[cue.end : ratio.start]
        value = self._value(cue)
        if len(between) > SCOPES[value] or not _ENDS.isdisjoint(between):
            return False
        if value == "rumoured":
            return True
        if value == "negated" and "," in between:
            return False
        if value == "hypothetical" and ":" in between:
            return False
        return not self._new_clause(cue.end, ratio.start)

    def _new_clause(self, start: int, end: int) -> bool:
        """Does another clause with a verb of its own begin between cue and ratio?"""
        words = self._clauses.words
        aside = self._aside(start, end)
        return any(
            words[at] in (",", "and", "while", "that", "–", "—") and self._clauses.starts_clause(at + 1, end)
            for at in range(start, end)
            if at not in aside and words[at + 1] not in _GOING_ON
        )

    def _aside(self, start: int, end: int) -> range:
        """ "…, which is used today, …": what is set off goes on behind it."""
        words = self._clauses.words
        opening = next((at for at in range(start, end - 1) if words[at] == "," and words[at + 1] in _RELATIVE), end)
        closing = next((at for at in range(opening + 2, end) if words[at] == ","), end)
        return range(opening, closing if closing < end else opening)
