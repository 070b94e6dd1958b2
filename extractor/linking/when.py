"""When an event happened or is to happen: the date that the clause of its cue ties to it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extractor.linking.clauses import BULLETS, Clauses
from extractor.linking.companies import companies, first_word
from extractor.linking.roadmap import is_model_year, is_owner
from extractor.reading import Candidate
from extractor.rules.load import Match

REACH: Final = 30  # words from the verb to its date
REACH_GOAL: Final = 3  # words from "to" to the new date
REACH_LEAD: Final = 120  # words at the head of an article
OLD_DAYS: Final = 30
FRESH_DAYS: Final = 8  # so long before it is printed, news happened
REACH_AUXILIARY: Final = 4
_NOT_NOW: Final = frozenset(["already", "will", "would", "to", "could", "may", "might", "'ll"])
_HERE: Final = ("launch", "releas", "begun", "began", "begin", "start")  # what is said of these, is news of the day
_SEEING: Final = frozenset(["saw", "sees", "brought", "brings", "marked", "marks"])
_TO: Final = frozenset(["to", "until", "till", "into", "for", "by"])
_FROM: Final = frozenset(["from", "since"])
_APPOSED: Final = ([","], [",", "on"], [",", "in"], ["("], ["-"], ["–"], ["—"], ["in"])
_ENDS: Final = frozenset([".", ":", ")", "\n", ",", "-", "–", "—"])  # between a date by itself and what happened on it
_OPENS: Final = BULLETS | {"(", "in", "\n", "|"}
LONGEST_END: Final = 4  # words
LONGEST_HEADING: Final = 8


class When:
    """Finds the dates of one article's events."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self.dates = [entity for entity in clauses.reading.entities if entity.label == "DATE"]
        self._starts = [date.start for date in self.dates]
        self.lead = self._lead()

    def find(
        self, cues: Sequence[Match], index: int, first: int, behind: int, chip: Candidate | None
    ) -> Candidate | None:
        """The date behind the verb in its clause, else the one before it, else the one that the sentence opens with."""
        cue = cues[index]
        later = self._between(cue.start, min(behind, cue.end + REACH))
        if later := [date for date in later if not self._is_day_of_saying(date, cue)]:
            return self._new(later)
        since = max(first, cues[index - 1].end if index else 0, cue.start - REACH)
        earlier = self._between(since, cue.start)
        if earlier and index and self._is_of_clause_before(earlier[-1], cues[index - 1], cue):
            return None
        if earlier and (self._is_day_of_saying(earlier[-1], cue) or self._is_other_time(earlier[-1], cue)):
            return None
        if earlier and not (chip and self._is_of_another_clause(earlier[-1], chip, first)):
            return earlier[-1]
        opening = next(other.start for other in cues[max(0, index - REACH) : index + 1] if other.start >= first)
        opened = self._between(first, min(first + REACH, opening))
        fits = opened and opened[0] not in earlier and not self._is_day_of_saying(opened[0], cue)
        return opened[0] if fits else self._heading(first)

    def _heading(self, first: int) -> Candidate | None:
        """The date that is a line or sentence by itself before the one that starts at `first`: "1998. Acme launched the X"."""
        words, end = self._clauses.words, first
        while end > max(0, first - LONGEST_END) and words[end - 1] in _ENDS:
            end -= 1
        dates = self.dates[bisect_left(self._starts, end) - 1 : bisect_left(self._starts, end)] if end < first else []
        if not dates or dates[0].end != end:
            return None
        start, at = self._clauses.sentence_start(dates[0].start), dates[0].start
        while at > max(start, first - LONGEST_HEADING) and words[at - 1] in _OPENS:
            at -= 1
        return dates[0] if at == start else None

    def each(self, cue: Match, last: int, count: int) -> list[Candidate]:
        """The dates of so many chips, in their order: "in May and June, respectively"; none where it is not so said."""
        end = min(last, cue.end + REACH)
        if count < 2 or "respectively" not in self._clauses.words[cue.end : end]:
            return []
        dates = self._between(cue.end, self._clauses.words.index("respectively", cue.end, end))
        return dates if len(dates) == count else []

    def first_behind(self, at: int) -> Candidate | None:
        """The first date behind a word."""
        index = bisect_left(self._starts, at)
        return self.dates[index] if index < len(self.dates) else None

    def put_off(self, cue: Match, last: int) -> Candidate | None:
        """The new date of what is delayed: what it is put off to, else a day that is yet to come."""
        later = self._between(cue.start, min(last, cue.end + REACH))
        goals = [date for date in later if self._is_goal(date, cue)]
        return next(iter(goals), None) or next((date for date in later if self.is_ahead(date)), None)

    def _is_goal(self, date: Candidate, cue: Match) -> bool:
        """Is it what the cue moves to: "to May", "until early in May", but not "to the X last May"?"""
        words = self._clauses.words
        for at in range(date.start - 1, max(cue.start, date.start - REACH_GOAL) - 1, -1):
            if words[at] in _TO:
                return True
            if at in self._clauses.names or (words[at] in _FROM and at == date.start - 1):
                return False
        return False

    def is_ahead(self, date: Candidate) -> bool:
        """Does it begin behind the day of publication?"""
        anchor, first_day = self._clauses.reading.anchor, date.value.first_day
        return anchor is not None and first_day is not None and bool(first_day > anchor)

    def is_to_come(self, date: Candidate | None) -> bool:
        """Is there a date, and is it ahead?"""
        return date is not None and self.is_ahead(date)

    def has_begun(self, date: Candidate) -> bool:
        """Is it past, or the day or week of publication? "Later this summer" is yet to come, though summer has begun."""
        return not self.is_ahead(date) and (self.is_over(date) or date.value.grain in ("day", "week"))

    def is_old(self, date: Candidate) -> bool:
        """Did it end long before the day of publication?"""
        return self.is_over(date, OLD_DAYS)

    def is_just_past(self, date: Candidate) -> bool:
        """Is it the day of publication or one not long before?"""
        return not self.is_old(date) and self.has_begun(date)

    def is_over(self, date: Candidate, days: int = 0) -> bool:
        """Did it end more than so many days before the day of publication?"""
        anchor, last_day = self._clauses.reading.anchor, date.value.last_day
        return anchor is not None and last_day is not None and bool(last_day < anchor - dt.timedelta(days))

    def _lead(self) -> Candidate | None:
        """The day, or the week, that the head of the article tells of, if it is fresh."""
        anchor = self._clauses.reading.anchor
        if anchor is None:
            return None
        oldest = anchor - dt.timedelta(FRESH_DAYS)
        for date in self.dates[: bisect_left(self._starts, REACH_LEAD)]:
            value = date.value
            fresh = value.first_day is not None and oldest <= value.first_day <= anchor
            if fresh and value.grain in ("day", "week") and not self._is_of_our_doing(date):
                return date
        return None

    def lead_for(self, vendor: str | None) -> Candidate | None:
        """The day of the lead, unless it is told of other companies than the one asked for."""
        if self.lead is None or vendor is None:
            return self.lead
        makers = companies(self._clauses, *self._clauses.tokens.sentence(self.lead.start))
        return self.lead if not makers or first_word(vendor) in makers else None

    def _is_of_our_doing(self, date: Candidate) -> bool:
        """ "As we reported yesterday"."""
        words = self._clauses.words[max(0, date.start - REACH_AUXILIARY) : date.start]
        return "we" in words

    def _new(self, dates: list[Candidate]) -> Candidate:
        """Of "from June to the autumn" the second."""
        words = self._clauses.words
        if len(dates) < 2 or "from" not in words[dates[0].start - 2 : dates[0].start]:
            return dates[0]
        between = words[dates[0].end : dates[1].start]
        return dates[1] if between and between[0] in _TO and len(between) <= 2 else dates[0]

    def _is_other_time(self, date: Candidate, cue: Match) -> bool:
        """ "On Monday it spoiled the launch of the X": a noun keeps to its own clause; what will be is not in the past."""
        words = self._clauses.words
        if words[cue.end - 1] == "of" and words[cue.start] in self._clauses.sets.launch_noun:
            if words[date.end : date.end + 1] and words[date.end] in _SEEING:
                return False  # "May saw the launch of the X"
            return any(map(self._clauses.is_verb, range(date.end, cue.start)))
        return "will" in words[max(date.end, cue.start - REACH_AUXILIARY) : cue.start] and self.is_over(date)

    def _is_day_of_saying(self, date: Candidate, cue: Match) -> bool:
        """ "Said on Monday that it will ship the X", or has already shipped it: not on Monday."""
        words, saying = self._clauses.words, self._clauses.sets.report_verb
        if cue.rule.rule.value not in ("available", "production") or words[cue.start].startswith(_HERE):
            return False
        behind = words[date.end : date.end + REACH_AUXILIARY]
        if date.end < cue.start and not saying.isdisjoint(behind) and "that" in words[date.end : cue.start]:
            return True  # "this month Acme announced that it is preparing"
        said = not saying.isdisjoint(words[max(0, date.start - 2) : date.start])
        return said and not _NOT_NOW.isdisjoint(words[max(0, cue.start - REACH_AUXILIARY) : cue.end + 1])

    def _is_of_clause_before(self, date: Candidate, before: Match, cue: Match) -> bool:
        """ "It will launch the X in May, and it is sampling it": the date of the cue before."""
        told = self._clauses.sentence_start(date.start) <= before.start < date.start
        joined = self._clauses.words[date.end : date.end + 1] in ([","], ["and"], ["but"], ["while"])
        return told and joined and self._clauses.starts_clause(date.end + 1, cue.end)

    def _is_of_another_clause(self, date: Candidate, chip: Candidate, first: int) -> bool:
        """Does a clause with a verb of its own end between the date and the chip: "began in May, and the X will ship"?"""
        words = self._clauses.words
        if (
            chip.start < date.end
            or words[date.end : date.end + 1] not in ([","], [";"], [":"], ["and"], ["but"])
            or date.start - first < 4
        ):
            return False
        return any(map(self._clauses.is_verb, range(max(first + 1, date.start - REACH), date.start)))

    def _between(self, start: int, end: int) -> list[Candidate]:
        """The dates that start between two words; not those of another chip, "the X of 2023", or of a thing, "last year's X"."""
        words = self._clauses.words
        found: list[Candidate] = []
        for date in self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if is_owner(date, words) or is_model_year(date, self._clauses):
                continue
            if found and words[found[-1].end : date.start] in _APPOSED and _is_within(found[-1], date):
                continue  # "on June 23, in 1999"
            if found and words[found[-1].end : date.start] in _APPOSED and _is_within(date, found[-1]):
                found.pop()  # "two months ago, on June 3"
            found.append(date)
        return found


def _is_within(date: Candidate, whole: Candidate) -> bool:
    """Does the first date fall into the second, and say more?"""
    first, last = whole.value.first_day, whole.value.last_day
    if first is None or last is None or date.value.first_day is None or date.value.last_day is None:
        return False
    return bool(first <= date.value.first_day and date.value.last_day <= last and date.value.value != whole.value.value)
