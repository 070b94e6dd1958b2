"""Dated events that no verb tells of: "a Q3 launch for the X", "Availability: Q3 2025.", "the X (2026)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.linking.clauses import BULLETS, Clauses, Span
from extractor.linking.grammar import Grammar
from extractor.linking.participants import Participants
from extractor.reading import Candidate
from extractor.schema import EventKind

MOST_LABELS: Final = 10  # sentences or lines from "Availability: May" back to the chip's name
LONGEST_LINE: Final = 40  # words
LONGEST_ROW: Final = 14
LONGEST_LABEL: Final = 4
REACH_LIST: Final = 60  # words of a list with prices and the like
REACH_SUBJECT: Final = 30  # words from "a May launch" to the verb's clause behind it
_NOUNS: Final[dict[str, EventKind]] = {
    **dict.fromkeys(["launch", "release", "arrival", "rollout", "availability", "debut", "introduction"], "available"),
    **dict.fromkeys(["launched", "released", "shipping", "ships", "available"], "available"),
    **dict.fromkeys(["announcement", "unveiling", "reveal", "announced", "unveiled", "introduced"], "announced"),
    **dict.fromkeys(["production", "sampling", "samples", "tapeout"], "production"),
}
REACH_IDLE: Final = 9  # words from "originally" to the date
_IDLE: Final = frozenset("originally initially previously earlier not n't never without no".split())
_A: Final = frozenset(["a", "an", "its", "their"])
_TO_DATE: Final = frozenset("in on is was set planned expected slated scheduled due for back by the".split())
_BEFORE_NOUN: Final = frozenset("commercial retail official planned public global mass volume rumored rumoured".split())
_IN_LABEL: Final = frozenset("date dates general expected planned official mass volume first retail year time".split())
_NAMING: Final = frozenset(["model", "name", "product", "chip", "codename"])
_OPENING: Final = frozenset(["the", "a", "an", "its", "'s", "’s", "new", "all-new", ":"]) | BULLETS
_CLOSING: Final = frozenset(". , ; : ) – — and but with for of as in at".split()) | {"\n"}
Plan = tuple[list[Candidate], EventKind, Candidate]


class Plans:
    """Finds them in one article."""

    def __init__(self, clauses: Clauses, grammar: Grammar, participants: Participants) -> None:
        self._clauses, self._grammar, self._participants = clauses, grammar, participants

    def find(self, dates: list[Candidate]) -> Iterator[Plan]:
        """Yield the chips, the kind of event and the date of each, in order."""
        for date in dates:
            if plan := self._labelled(date) or self._launch(date) or self._named_launch(date) or self._dated_line(date):
                yield plan

    def _launch(self, date: Candidate) -> Plan | None:
        """ "A May launch for the X", "the X is heading for a May launch"."""
        words, noun = self._clauses.words, date.end
        while words[noun : noun + 1] and words[noun] in _BEFORE_NOUN | {"'s", "’s"}:
            noun += 1
        if self._is_idle(date):
            return None
        if noun >= len(words) or words[noun] not in _NOUNS or words[noun].endswith(("ed", "ing", "s", "available")):
            return None
        behind = words[noun + 1 : noun + 2]
        if behind and behind[0] not in _CLOSING:
            return None
        chips = self._of(date.start, noun)
        return (chips, _NOUNS[words[noun]], date) if chips else None

    def _dated_line(self, date: Candidate) -> Plan | None:
        """ "2026: the X and the Y", in a line of its own with no verb."""
        words, (first, last) = self._clauses.words, self._clauses.tokens.sentence(date.start)
        opens = date.start == first or (date.start == first + 1 and words[first] in BULLETS)
        if not opens or words[date.end : date.end + 1] != [":"] or last - first > LONGEST_ROW:
            return None
        chips = self._clauses.chips_in(date.end, last)
        plain = chips and not any(map(self._clauses.is_verb, range(date.end, last)))
        named = plain and all(
            at in self._clauses.names or words[at] in _OPENING for at in range(date.end, chips[0].start)
        )
        return (chips, "available", date) if named else None

    def _named_launch(self, date: Candidate) -> Plan | None:
        """ "The X launch in May", "the X's release is in May"."""
        words, noun = self._clauses.words, date.start - 1
        while noun > 0 and words[noun] in _TO_DATE:
            noun -= 1
        if noun == date.start - 1 or words[noun] not in _NOUNS or words[noun].endswith(("ed", "s", "available")):
            return None
        owner = words[noun - 1] in ("'s", "’s", "’")
        chip = self._grammar.chip_before(noun - owner)
        chips = [chip] if chip is not None else []
        if chip is None and words[noun - 1] in _A | _BEFORE_NOUN and not self._is_idle(date):
            chips = self._of(noun - 1, noun)
        return (chips, _NOUNS[words[noun]], date) if chips else None

    def _is_idle(self, date: Candidate) -> bool:
        """Is the plan denied, or one of the past: "was originally slated for a May launch"?"""
        first = max(self._clauses.sentence_start(date.start), date.start - REACH_IDLE)
        return not _IDLE.isdisjoint(self._clauses.words[first : date.start])

    def _of(self, start: int, noun: int) -> list[Candidate]:
        first, last = self._clauses.tokens.sentence(noun)
        if self._clauses.words[noun + 1 : noun + 2] == [":"]:
            return self._clauses.chips_in(noun + 2, min(last, noun + REACH_LIST))  # "set for a Q4 debut: the X, the Y"
        if self._clauses.words[noun + 1 : noun + 2] in (["for"], ["of"]):
            chip = self._grammar.chip_behind(noun + 2, last)
            return [chip] if chip is not None and not self._grammar.is_part(chip) else []
        return self._participants.subject((start, noun + 1), first, min(last, noun + REACH_SUBJECT))

    def _labelled(self, date: Candidate) -> Plan | None:
        """ "Availability: May" in a line or sentence of its own, below the chip's name."""
        words, colon = self._clauses.words, date.start - 1
        if words[colon] != ":":
            return None
        first = max(self._clauses.sentence_start(colon), colon - LONGEST_LABEL - 1)
        start = next((at + 1 for at in range(colon - 1, first - 1, -1) if words[at] in BULLETS | {"("}), first)
        label = set(words[start:colon])
        kind = next((_NOUNS[word] for word in words[start:colon] if word in _NOUNS), None)
        if kind is None or not label <= _IN_LABEL | _NOUNS.keys():
            return None
        chip = self._grammar.chip_before(start - 1) if words[start - 1] == "(" else self._above(first)
        return ([chip], kind, date) if chip is not None else None

    def _above(self, at: int) -> Candidate | None:
        """The chip that one of the last lines or sentences opens with."""
        for _ in range(MOST_LABELS):
            if at == 0:
                return None
            line = (self._clauses.sentence_start(at - 1), at)
            chip = self._opens_with(line)
            if chip is not None or line[1] - line[0] > LONGEST_LINE:
                return chip
            at = line[0]
        return None

    def _opens_with(self, line: Span) -> Candidate | None:
        for at in range(*line):
            if chip := self._clauses.chip_at(at):
                return None if self._grammar.is_part(chip) else chip
            word = self._clauses.words[at]
            if word not in _OPENING and word not in _NAMING and at not in self._clauses.names:
                return None
        return None
