"""Find dates: the rules' matches, each read against the anchor and what stands around it."""

from __future__ import annotations

from bisect import bisect_left

from extractor.catalog.load import Catalog
from extractor.components.dates.direction import Cue, find_direction, longest
from extractor.components.dates.frame import NOTHING, Context
from extractor.components.dates.normalise import read
from extractor.components.dates.periods import DateValue
from extractor.overlaps import resolve
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match

_BY_DIRECTION = {"day", "month", "weekday", "weekend", "quarter", "half", "season", "holiday", "months", "range", "numeric",
                 "fiscal", "part", "piece", "step"}  # fmt: skip
_BY_PERIOD = {"quarter", "step", "compared", "away", "back"}
_BY_ANTECEDENT = {"back", "step", "away", "part", "of-year"}
_SOLE_READERS = {"fiscal", "quarter", "half", "of-year", "part", "step"}
_FINER = {
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "month": ("day", "week", "weekend", "month"),
    "quarter": ("day", "week", "weekend", "month", "quarter"),
}
_QUARTERLY = {"quarter", "half", "of-year", "months", "step"}
_RECENT_DAYS = 100
_COMPARED_REACH = 8
_DATELINE_WORDS = 16
_DATELINE_ENDS = frozenset(["-", "--", "–", "—", "―", "/", "(", "|", ":"])
_LINKS = frozenset("to and or through until , - – — & /".split())
_LONGEST_LINK = 2
_MOST_RESULTS_CUES = 2
_FIRST_WORDS = 3


class DateFinder:
    """Finds dates by the rules with label DATE and reads their values."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the dates, in order, with their values; without an anchor a dateline serves as one."""
        matches = reading.matches.get("DATE", [])
        readers = {match.rule.id: match.rule.rule.value for match in matches}
        found = resolve(reading, matches, lambda match: _possible(reading, match))
        if reading.anchor is None:
            _anchor_by_dateline(reading, found)
        article = _Article(reading, found, readers, self._catalog)
        for index, candidate in enumerate(found):
            candidate.value = article.read(index)
        return [candidate for candidate in found if candidate.value is not None]


def _possible(reading: Reading, match: Match) -> DateValue | None:
    return read(reading.surface(match.start, match.end), match.rule.rule.value, reading.anchor, NOTHING)


def _anchor_by_dateline(reading: Reading, found: list[Candidate]) -> None:
    """Take the day of a dateline ("SANTA CLARA, Calif., June 10, 2015 –") for the anchor; say so, or that there is none."""
    for candidate in found:
        if _is_dateline(reading, candidate):
            reading.anchor = candidate.value.first_day
            reading.warnings.append(
                f"no publication date was given: dates are read against the dateline, {reading.anchor.isoformat()}"
            )
            return
    reading.warnings.append("no publication date was given: relative dates stay open, with X for what is not known")


def _is_dateline(reading: Reading, candidate: Candidate) -> bool:
    value, words = candidate.value, reading.tokens.words
    if value.grain != "day" or value.first_day is None or candidate.end >= len(words):
        return False
    start, _ = reading.tokens.paragraph(candidate.start)
    before = words[start : candidate.start]
    return (
        words[candidate.end].text in _DATELINE_ENDS
        and 0 < len(before) <= _DATELINE_WORDS
        and before[0].text[0].isupper()
        and not any(word.lower in ("on", "since", "by", "until", "from", "was", "is") for word in before)
    )


class _Article:
    """The dates of one article while their values are settled, in the order of the text."""

    def __init__(
        self, reading: Reading, found: list[Candidate], readers: dict[str, str | None], catalog: Catalog
    ) -> None:
        self.reading, self.found, self.readers, self.catalog = reading, found, readers, catalog
        self.words = [word.lower for word in reading.tokens.words] if found else []
        cues: dict[str, list[Cue]] = {"direction": [], "results": [], "compared": [], "game": []}
        for match in reading.matches.get("CUE", ()):
            rule = match.rule.rule
            if rule.cue in cues:
                cues[rule.cue].append(Cue(match.start, match.end, rule.value or ""))
        self.directions = longest(cues["direction"])
        self.compared = [cue.end for cue in longest(cues["compared"])]
        self.results = [cue.start for cue in longest(cues["results"])]
        self.settled: list[tuple[Candidate, DateValue, str | None]] = []
        self.games = [cue.start for cue in cues["game"]]
        self.links = self._linked_years()
        self.period = self._reported()

    def read(self, index: int) -> DateValue | None:
        """Return the value of the index-th date, in its context."""
        candidate = self.found[index]
        reader = self.readers[candidate.rule]
        surface = self.reading.surface(candidate.start, candidate.end)
        if reader in ("quarter", "half") and self._is_in_game(candidate):
            return None
        context = self._context(index, candidate, reader, surface)
        value = read(surface, reader, self.reading.anchor, context)
        if value is not None:
            self._remember(candidate, value, reader, context)
        return value

    def _context(self, index: int, candidate: Candidate, reader: str | None, surface: str) -> Context:
        """What stands around the date, as far as its reader asks for it."""
        every = reader is None
        bounds = self.reading.tokens.sentence(candidate.start)
        direction = None
        if every or reader in _BY_DIRECTION:
            within = (bounds[0], candidate.end) if reader == "weekend" else bounds
            direction = find_direction(self.words, candidate.start, candidate.end, within, self.directions)
        compared = self._is_compared(candidate.start, bounds[0]) if every or reader in _BY_PERIOD else False
        if reader == "quarter" and direction == "ahead" and self._in_results(bounds):
            direction = None  # guidance is for a quarter at hand
        return Context(
            direction=direction,
            year=self.links.get(index),
            period=self._period(bounds, compared, reader, surface) if every or reader in _BY_PERIOD else None,
            antecedent=self._antecedent(surface, candidate.start, reader)
            if every or reader in _BY_ANTECEDENT
            else None,
            fiscal_year_ends=self._fiscal_year_ends(candidate) if every or reader in _SOLE_READERS else None,
            compared=compared,
        )

    def _remember(self, candidate: Candidate, value: DateValue, reader: str | None, context: Context) -> None:
        """Keep what later dates may point back to."""
        if value.first_day is not None and reader != "compared" and not (reader == "away" and context.compared):
            self.settled.append((candidate, value, reader))

    def _reported(self) -> DateValue | None:
        """The period that the article reports: the latest of the quarters it names that are over, if that is recent.

        Without an anchor it is the first quarter named with its year.
        """
        anchor, latest = self.reading.anchor, None
        for candidate in self.found:
            reader = self.readers[candidate.rule]
            surface = self.reading.surface(candidate.start, candidate.end)
            value = read(surface, reader, anchor, Context(direction="past")) if reader in _QUARTERLY else None
            if value is None or value.last_day is None or not _names_quarter(value, reader, surface):
                continue
            if anchor is None:
                return value
            recent = 0 <= (anchor - value.last_day).days <= _RECENT_DAYS
            if recent and (latest is None or latest.last_day is None or value.last_day > latest.last_day):
                latest = value
        return latest

    def _is_compared(self, start: int, sentence: int) -> bool:
        at = bisect_left(self.compared, max(sentence, start - _COMPARED_REACH))
        return at < len(self.compared) and self.compared[at] <= start

    def _is_in_game(self, candidate: Candidate) -> bool:
        """Is it a half or quarter without a year, in a paragraph about a game?"""
        if not self.games or _own_year(self.reading, candidate):
            return False
        start, end = self.reading.tokens.paragraph(candidate.start)
        return any(start <= game < end for game in self.games)

    def _in_results(self, bounds: tuple[int, int]) -> bool:
        at = bisect_left(self.results, bounds[0])
        return at < len(self.results) and self.results[at] < bounds[1]

    def _period(self, bounds: tuple[int, int], compared: bool, reader: str | None, surface: str) -> DateValue | None:
        """The period reported: a quarter named in the same sentence, else the article's if it reports results.

        "This quarter" is the one reported only in a sentence about results.
        """
        if reader == "quarter" or (surface.lower().startswith("this q") and not self._in_results(bounds)):
            return None
        for candidate, value, earlier_reader in reversed(self.settled):
            if candidate.start < bounds[0]:
                break
            surface = self.reading.surface(candidate.start, candidate.end)
            if compared and reader != "step" and _names_quarter(value, earlier_reader, surface):
                return value
        reports = len(self.results) >= _MOST_RESULTS_CUES
        if self.period is None and reports and self.reading.anchor:
            return read("last quarter", "step", self.reading.anchor, NOTHING)
        return self.period if reports or compared else None

    def _antecedent(self, surface: str, start: int, reader: str | None) -> DateValue | None:
        """The date named last; for "that day" the last day, for "the same month" the last date as fine as a month.

        "The previous year" points back within its paragraph only, "the previous quarter" within its sentence.
        """
        grain = next((grain for grain in _FINER if grain in surface.lower()), None)
        first = 0
        if reader == "step":
            tokens = self.reading.tokens
            first, _ = tokens.sentence(start) if grain == "quarter" else tokens.paragraph(start)
        for candidate, value, _ in reversed(self.settled):
            if candidate.start < first:
                break
            if grain is None or value.grain in _FINER[grain]:
                return value
        return None

    def _fiscal_year_ends(self, candidate: Candidate) -> int | None:
        """The month in which the fiscal year ends of the company named last before the date, or behind it in its sentence."""
        _, end = self.reading.tokens.sentence(candidate.start)
        named = [entity for entity in self.reading.entities if entity.label == "VENDOR" and entity.start < end]
        before = [entity for entity in named if entity.start < candidate.start]
        for entity in [*reversed(before), *named[len(before) :]]:
            record = self.catalog.vendors.get(entity.value.id or "")
            if record and record.fiscal_year_ends:
                return record.fiscal_year_ends
        return None

    def _linked_years(self) -> dict[int, int]:
        """Years that dates without one take from a date that follows at once, or from "In 2017," at the sentence's head."""
        links: dict[int, int] = {}
        for index, candidate in enumerate(self.found):
            if year := self._year_behind(index) or self._year_at_head(index, candidate):
                links[index] = year
        return links

    def _year_behind(self, index: int) -> int | None:
        if index + 1 == len(self.found):
            return None
        candidate, following = self.found[index], self.found[index + 1]
        gap = self.words[candidate.end : following.start]
        if not gap or len(gap) > _LONGEST_LINK or not all(word in _LINKS for word in gap) or gap == [","]:
            return None
        return _own_year(self.reading, following) if _own_year(self.reading, candidate) is None else None

    def _year_at_head(self, index: int, candidate: Candidate) -> int | None:
        first, _ = self.reading.tokens.sentence(candidate.start)
        for earlier in reversed(self.found[:index]):
            if earlier.start < first:
                return None
            if (
                earlier.start <= first + _FIRST_WORDS
                and earlier.value.grain == "year"
                and self.words[earlier.start - 1] == "in"
            ):
                return _own_year(self.reading, earlier)
        return None


def _names_quarter(value: DateValue, reader: str | None, surface: str) -> bool:
    """Is it a quarter or half by its own name, not "the previous quarter"?"""
    named = reader in _QUARTERLY and (reader != "step" or len(surface.split()) > len(("this", "quarter")))
    return named and value.grain in ("quarter", "half")


def _own_year(reading: Reading, candidate: Candidate) -> int | None:
    """The year that the date itself says, in four digits."""
    last = reading.tokens.words[candidate.end - 1].text
    return int(last) if len(last) == 4 and last.isdigit() else None
