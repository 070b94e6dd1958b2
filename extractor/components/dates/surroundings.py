"""What stands around the dates of one article: clauses, comparisons, the period reported, dates named before.

Every look around is bounded, so that an article of nothing but dates costs linear time.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property
from itertools import islice

from dateutil.relativedelta import relativedelta

from extractor.catalog.load import Catalog
from extractor.components.dates.direction import Cue, find_direction, longest
from extractor.components.dates.frame import NOTHING, Context
from extractor.components.dates.normalise import read
from extractor.components.dates.periods import DateValue, Direction, unknown
from extractor.reading import Candidate, Reading
from extractor.rules.schema import CueKind

# What each reader asks for.
_BY_DIRECTION = frozenset(
    "day day-of-month month weekday weekend quarter half season holiday months range numeric fiscal part piece step".split()
)
_OF_A_WEEK = {"weekday", "weekend"}
_ALONE = {"year", "decade", "century", "word"}
_ALONE_WITH_YEAR = {"day", "month", "season"}
_FISCAL = re.compile(r"fiscal|financial|FY|FQ", re.IGNORECASE)
_BY_YEAR = {"day", "month", "quarter", "half", "season", "holiday", "range", "part", "piece"}
_BY_PERIOD = {"step", "compared", "away", "back"}
_BY_ANTECEDENT = {"back", "step", "away", "part", "of-year"}
_BY_COMPANY = {"fiscal", "quarter", "half", "of-year", "part", "step"}
_QUARTERLY = {"quarter", "half", "of-year", "months", "step"}
_FINER = {
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "month": ("day", "week", "weekend", "month"),
    "quarter": ("day", "week", "weekend", "month", "quarter"),
}
_RECENT_DAYS = 100  # a quarter that ended so long ago may be what an article reports
_COMPARED_REACH = 8
_CLAUSE_REACH = 25
_MOST_BACK = 40  # so many dates or companies are looked at, going back
_RESULTS_CUES = 2  # an article with so many reports results
_BASELINE = frozenset(["from", "than", "against", "versus", "over"])
_LINKS = frozenset("in to and or through until , - – — & /".split())
_LONGEST_END = 5  # words from a fiscal year to the month that it ends in
_OF_A_STORY = {"month", "day", "season"}
_FINE = ("day", "month", "season", "quarter")
_LONG_AGO_DAYS = 300  # what ended so long before an article is printed is a story of its own
_ENDED, _BEGAN = (
    frozenset(["ended", "ending", "ends"]),
    frozenset(["began", "begins", "started", "starts", "beginning"]),
)
_ENDS = (["ended"], ["ending"], ["(", "ended"], ["(", "ending"], ["that", "ended"])
_LONGEST_LINK = 2
_FIRST_WORDS = 3


class Surroundings:
    """The contexts of an article's dates, asked for in the order of the text; `remember` what each was read as."""

    def __init__(
        self,
        reading: Reading,
        found: list[Candidate],
        readers: dict[str, str | None],
        catalog: Catalog,
    ) -> None:
        self._reading, self._found, self._readers, self._catalog = reading, found, readers, catalog
        self._settled: list[tuple[Candidate, DateValue]] = []
        self._of_story: set[int] = set()  # where the dates start that took their year from the sentence before
        self._vendors = [entity for entity in reading.entities if entity.label == "VENDOR"] if found else []

    def context(self, index: int, reader: str | None, surface: str) -> Context:
        """Return what stands around the index-th date, as far as its reader asks for it."""
        candidate = self._found[index]
        if reader in _ALONE or (reader in _ALONE_WITH_YEAR and own_year(self._reading, candidate)):
            return NOTHING
        sentence = self._reading.tokens.sentence(candidate.start)

        def asks(readers: Collection[str]) -> bool:
            return reader is None or reader in readers

        compared = asks(_BY_PERIOD) and self._has(
            "compared", max(sentence[0], candidate.start - _COMPARED_REACH), candidate.start
        )
        return Context(
            direction=self._direction(candidate, sentence, reader) if asks(_BY_DIRECTION) else None,
            year=self._year_behind(index)
            or self._year_before(index)
            or self._year_at_head(index, sentence[0])
            or self._year_of_story(candidate, sentence, reader),
            after=self._day_ahead(sentence[0]) if asks(_BY_YEAR) else None,
            period=self._period_for(candidate, sentence, reader, compared) if asks(_BY_PERIOD) else None,
            antecedent=self._antecedent(candidate, reader, surface) if asks(_BY_ANTECEDENT) else None,
            fiscal_year_ends=self._fiscal_year_ends(candidate, sentence[1], surface) if asks(_BY_COMPANY) else None,
            compared=compared,
        )

    def remember(self, candidate: Candidate, value: DateValue, context: Context) -> None:
        """Keep what later dates may point back to; what is compared with is not told of."""
        reader = self._readers[candidate.rule]
        if value.first_day is not None and reader != "compared" and not (reader == "away" and context.compared):
            self._settled.append((candidate, value))

    def fiscal_days(self, index: int, value: DateValue) -> DateValue:
        """The fiscal year with the days that the text gives it: "fiscal 2024, which ends in March 2025"."""
        following = self._found[index + 1] if index + 1 < len(self._found) else None
        if following is None or value.grain != "year" or following.value.grain != "month":
            return value
        gap = [word.lower for word in self._reading.tokens.words[self._found[index].end : following.start]]
        month = following.value
        if len(gap) > _LONGEST_END or month.first_day is None or own_year(self._reading, following) is None:
            return value
        if not _ENDED.isdisjoint(gap):
            last_day = month.last_day
            return value._replace(
                first_day=month.last_day - relativedelta(years=1) + dt.timedelta(1), last_day=last_day
            )
        if not _BEGAN.isdisjoint(gap):
            last_day = month.first_day + relativedelta(years=1) - dt.timedelta(1)
            return value._replace(first_day=month.first_day, last_day=last_day)
        return value

    def is_in_game(self, candidate: Candidate) -> bool:
        """Is it a half or quarter without a year, in a paragraph about a game?"""
        if own_year(self._reading, candidate):
            return False
        return self._has("game", *self._reading.tokens.paragraph(candidate.start))

    def _has(self, kind: CueKind, start: int, end: int) -> bool:
        """Does a cue of the kind begin between the two words?"""
        return bool(self._reading.cues.between(kind, start, end))

    def _direction(self, candidate: Candidate, sentence: tuple[int, int], reader: str | None) -> Direction | None:
        start, end = candidate.start, candidate.end
        first, last = max(sentence[0], start - _CLAUSE_REACH), min(sentence[1], end + _CLAUSE_REACH)
        if reader == "weekend":
            last = end
        near = self._reading.cues.between("direction", first, last)
        if not near:
            return None
        words = [word.lower for word in self._reading.tokens.words[first:last]]
        near.sort(key=lambda match: match.rule.rank)  # of cues of one length the first rule's counts
        cues = longest([Cue(m.start - first, m.end - first, m.rule.rule.value or "") for m in near])
        direction = find_direction(words, start - first, end - first, cues)
        if direction == "nearest" and reader in _OF_A_WEEK:
            return "ahead"
        if reader == "quarter" and direction == "ahead" and self._has("results", *sentence):
            return None  # guidance is for a quarter at hand
        return direction

    @cached_property
    def _period(self) -> DateValue | None:
        """The period that the article reports: the latest of the quarters it names that are over, if that is recent.

        Without an anchor it is the first quarter named.
        """
        anchor, latest = self._reading.anchor, None
        for candidate in self._found:
            reader = self._readers[candidate.rule]
            if reader not in _QUARTERLY:
                continue
            surface = surface_of(self._reading, candidate)
            ends = self._fiscal_year_ends(candidate, self._reading.tokens.sentence(candidate.start)[1], surface)
            value = read(surface, reader, anchor, Context(direction="past", fiscal_year_ends=ends))
            if value is None or value.last_day is None or not self._names_quarter(candidate, value):
                continue
            if anchor is None:
                return value
            recent = 0 <= (anchor - value.last_day).days <= _RECENT_DAYS
            if recent and (latest is None or latest.last_day is None or value.last_day > latest.last_day):
                latest = value
        return latest

    def _names_quarter(self, candidate: Candidate, value: DateValue) -> bool:
        """Is it a quarter or half by its own name, not "the previous quarter"?"""
        reader = self._readers[candidate.rule]
        named = reader in _QUARTERLY and (
            reader != "step" or candidate.end - candidate.start > len(("this", "quarter"))
        )
        return named and value.grain in ("quarter", "half")

    def _period_for(
        self, candidate: Candidate, sentence: tuple[int, int], reader: str | None, compared: bool
    ) -> DateValue | None:
        """The period reported: a quarter named in the same sentence, else the article's if it reports results.

        "This quarter" is the one reported only in a sentence about results.
        """
        first_word = self._reading.tokens.words[candidate.start].lower
        if reader == "step" and first_word == "this" and not self._has("results", *sentence):
            return None
        if compared and reader != "step":
            for earlier, value in self._before(sentence[0]):
                comparable = (reader == "away" and value.grain == "month") or self._names_quarter(earlier, value)
                if comparable and not self._is_baseline(earlier):
                    return value
        if len(self._reading.cues.of("results")) < _RESULTS_CUES:
            told = any(value == self._period for _, value in self._before(0))
            return self._period if compared and told else None
        if self._period is None and self._reading.anchor:
            return read("last quarter", "step", self._reading.anchor, NOTHING)
        return self._period

    def _is_baseline(self, candidate: Candidate) -> bool:
        """Is it what something is compared with itself: "up 22% from the third quarter"?"""
        words = self._reading.tokens.words
        return any(word.lower in _BASELINE for word in words[max(0, candidate.start - 2) : candidate.start])

    def _before(self, first: int) -> list[tuple[Candidate, DateValue]]:
        """The dates settled from word `first` on, the last one first."""
        recent = islice(reversed(self._settled), _MOST_BACK)
        return [(candidate, value) for candidate, value in recent if candidate.start >= first]

    def _antecedent(self, candidate: Candidate, reader: str | None, surface: str) -> DateValue | None:
        """The date named last; for "that day" the last day, for "the same month" the last date as fine as a month.

        "The previous year" points back within its paragraph only, "the previous quarter" within its sentence.
        """
        surface = surface.lower()
        grain = next((grain for grain in _FINER if grain in surface), None)
        tokens, first = self._reading.tokens, 0
        if reader == "step":
            first, _ = tokens.sentence(candidate.start) if grain == "quarter" else tokens.paragraph(candidate.start)
        before = self._before(first)
        sentence = tokens.sentence(candidate.start)[0]
        if reader == "back" and grain == "day" and before and before[0][0].start >= sentence:
            return before[0][1]
        fits = (value for _, value in before if grain is None or value.grain in _FINER[grain])
        return next(fits, None)

    def _fiscal_year_ends(self, candidate: Candidate, sentence_end: int, surface: str) -> int | None:
        """The month in which the fiscal year ends of the company named last before the date, or behind it in its sentence.

        None where the date is of the calendar by its words.
        """
        if not _FISCAL.search(surface):
            return None
        at = bisect_left(self._vendors, candidate.start, key=_start)
        before = self._vendors[max(0, at - _MOST_BACK) : at]
        behind = [vendor for vendor in self._vendors[at : at + _MOST_BACK] if vendor.start < sentence_end]
        for vendor in [*reversed(before), *behind]:
            record = self._catalog.vendors.get(vendor.value.id or "")
            if record and record.fiscal_year_ends:
                return record.fiscal_year_ends
        return None

    def _day_ahead(self, sentence: int) -> dt.date | None:
        """A day that lies ahead, named with its year before in the sentence: what follows it is not before it."""
        anchor, words = self._reading.anchor, self._reading.tokens.words
        for candidate, value in self._before(sentence):
            if words[candidate.start - 1].lower == "from" and words[candidate.end].lower == "to":
                continue  # "from 2027 to the fourth quarter" may be earlier
            ahead = anchor and value.first_day and value.first_day > anchor
            if ahead and own_year(self._reading, candidate):
                return value.first_day
        return None

    def _year_behind(self, index: int) -> int | None:
        """The year that a date takes from the one that follows at once: "from March 5 to March 7, 2018"."""
        if index + 1 == len(self._found):
            return None
        candidate, following = self._found[index], self._found[index + 1]
        if not 1 <= following.start - candidate.end <= _LONGEST_LINK:
            return None
        gap = [word.lower for word in self._reading.tokens.words[candidate.end : following.start]]
        ends = self._readers[candidate.rule] == "quarter" and gap in _ENDS
        if gap == [","] or not (ends or all(word in _LINKS for word in gap)):
            return None
        year = (
            own_year(self._reading, following)
            or self._year_of_range(candidate, following, gap)
            or self._same_year(following)
        )
        if year is None or own_year(self._reading, candidate) is not None:
            return None
        if ends:
            return year
        surface, reader = surface_of(self._reading, candidate), self._readers[candidate.rule]
        first, last = read(surface, reader, self._reading.anchor, Context(year=year)), following.value
        later = first and first.first_day and last.last_day and first.first_day > last.last_day
        return year - 1 if later else year  # "between December and March 2016"

    def _year_of_range(self, candidate: Candidate, following: Candidate, gap: list[str]) -> int | None:
        """The year of the end of a range of months, "from April to September", read for itself."""
        before = self._reading.tokens.words[candidate.start - 1].lower
        months = self._readers[candidate.rule] == self._readers[following.rule] == "month"
        if not months or before != "from" or gap != ["to"]:
            return None
        direction = self._direction(candidate, self._reading.tokens.sentence(candidate.start), "month")
        surface, context = surface_of(self._reading, following), Context(direction=direction)
        last = read(surface, "month", self._reading.anchor, context)
        return last.first_day.year if last and last.first_day else None

    def _same_year(self, following: Candidate) -> int | None:
        """The year that "May and June of the same year" points back to."""
        if not surface_of(self._reading, following).lower().endswith(("same year", "that year")):
            return None
        return next((value.first_day.year for _, value in self._before(0) if value.first_day), None)

    def _year_at_head(self, index: int, sentence: int) -> int | None:
        """The year of "In 2017," at the head of the sentence."""
        words = self._reading.tokens.words
        for earlier in self._found[max(0, index - _MOST_BACK) : index]:
            at_head = sentence < earlier.start <= sentence + _FIRST_WORDS
            if at_head and earlier.value and earlier.value.grain == "year" and words[earlier.start - 1].lower == "in":
                return own_year(self._reading, earlier)
        return None

    def _year_of_story(self, candidate: Candidate, sentence: tuple[int, int], reader: str | None) -> int | None:
        """The year of what is told of long ago: "It came in March 2019. In June, it was sold"."""
        if reader not in _OF_A_STORY or candidate.start - sentence[0] > 1 or self._reading.anchor is None:
            return None
        year, value = self._told_before(candidate, sentence[0])
        if year is None or self._direction(candidate, sentence, reader) == "ahead":
            return None
        told = read(surface_of(self._reading, candidate), reader, self._reading.anchor, Context(year=year))
        if told is None or told.last_day is None or value.first_day is None:
            return None
        words = [word.lower for word in self._reading.tokens.words[candidate.end : candidate.end + _COMPARED_REACH]]
        self._of_story.add(candidate.start)
        return year + (told.last_day < value.first_day and "had" not in words)

    def _told_before(self, candidate: Candidate, sentence: int) -> tuple[int | None, DateValue]:
        """The year, and the date with it, that the sentence before names, in the same paragraph, if it is long ago."""
        tokens, anchor = self._reading.tokens, self._reading.anchor
        if sentence > tokens.paragraph(candidate.start)[0]:
            for earlier, value in self._before(tokens.sentence(sentence - 1)[0]):
                own = own_year(self._reading, earlier)
                year = value.first_day.year if earlier.start in self._of_story and value.first_day else own
                if year and anchor and value.last_day and value.grain in _FINE:
                    return year if (anchor - value.last_day).days >= _LONG_AGO_DAYS else None, value
        return None, unknown("year")

    def _year_before(self, index: int) -> int | None:
        """The year right before a date: "at CES 2022 on January 4"."""
        earlier, candidate = self._found[index - 1], self._found[index]
        gap = self._reading.tokens.words[earlier.end : candidate.start] if index else []
        near = (
            1 <= len(gap) <= _LONGEST_LINK
            and gap[-1].lower in ("on", "in")
            and all(word.lower in (",", "on", "in") for word in gap)
        )
        if near and earlier.value and earlier.value.grain == "year" and own_year(self._reading, candidate) is None:
            return own_year(self._reading, earlier)
        return None


def _start(candidate: Candidate) -> int:
    return candidate.start


def surface_of(reading: Reading, candidate: Candidate) -> str:
    return reading.surface(candidate.start, candidate.end)


def own_year(reading: Reading, candidate: Candidate) -> int | None:
    """The year that the date itself says at its end, in four digits."""
    last = reading.tokens.words[candidate.end - 1].text
    return int(last) if len(last) == len("2024") and last.isdigit() else None
