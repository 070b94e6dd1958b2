"""Find dates: the rules' matches, each read against the anchor and what stands around it."""

from __future__ import annotations

from extractor.catalog.load import Catalog
from extractor.components.dates.frame import NOTHING
from extractor.components.dates.normalise import READERS, read
from extractor.components.dates.periods import DateValue
from extractor.components.dates.surroundings import Surroundings, surface_of
from extractor.overlaps import resolve
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.rules.schema import Rule

_DATELINE_WORDS = 16
_DATELINE_ENDS = frozenset(["-", "--", "–", "—", "―", "/", "(", "|", ":"])
_NO_DATELINE = frozenset(["on", "since", "by", "until", "from", "was", "is"])


class DateFinder:
    """Finds dates by the rules with label DATE and reads their values."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the dates, in order, with their values; without an anchor a dateline serves as one."""
        matches = reading.matches.get("DATE", [])
        readers = {match.rule.id: match.rule.rule.value for match in matches}
        found = resolve(reading, matches, lambda match: _possible(reading, match)) if matches else []
        if reading.anchor is None:
            _anchor_by_dateline(reading, found)
        surroundings = Surroundings(reading, found, readers, self._catalog)
        for index, candidate in enumerate(found):
            candidate.value = _read(reading, surroundings, index, candidate, readers[candidate.rule])
        return [candidate for candidate in found if candidate.value is not None]


def check_reader(rule: Rule) -> None:
    """Raise ValueError if a rule of dates names a reader that there is not."""
    if rule.label == "DATE" and rule.value is not None and rule.value not in READERS:
        raise ValueError(f"value: {rule.value!r} reads no dates; allowed: {', '.join(sorted(READERS))}, or none")


def _possible(reading: Reading, match: Match) -> DateValue | None:
    return read(reading.surface(match.start, match.end), match.rule.rule.value, reading.anchor, NOTHING)


def _read(
    reading: Reading, surroundings: Surroundings, index: int, candidate: Candidate, reader: str | None
) -> DateValue | None:
    if reader in ("quarter", "half") and surroundings.is_in_game(candidate):
        return None
    surface = surface_of(reading, candidate)
    context = surroundings.context(index, reader, surface)
    value = read(surface, reader, reading.anchor, context)
    if value is not None and value.value.startswith("FY"):
        value = surroundings.fiscal_days(index, value)
    if value is not None:
        surroundings.remember(candidate, value, context)
    return value


def _anchor_by_dateline(reading: Reading, found: list[Candidate]) -> None:
    """Take the day of a dateline ("SANTA CLARA, Calif., June 10, 2015 –") for the anchor; say so, or that there is none."""
    for candidate in found:
        if _is_dateline(reading, candidate):
            reading.anchor = candidate.value.first_day
            reading.warnings.append(
                f"no publication date was given: dates are read against the dateline, {candidate.value.value}"
            )
            return
    reading.warnings.append("no publication date was given: relative dates stay open, with X for what is not known")


def _is_dateline(reading: Reading, candidate: Candidate) -> bool:
    value, words = candidate.value, reading.tokens.words
    if value.grain != "day" or value.first_day is None or candidate.end >= len(words):
        return False
    start, _ = reading.tokens.paragraph(candidate.start)
    before = words[start : min(candidate.start, start + _DATELINE_WORDS + 1)]
    return (
        words[candidate.end].text in _DATELINE_ENDS
        and 0 < len(before) <= _DATELINE_WORDS
        and before[0].text[0].isupper()
        and not any(word.lower in _NO_DATELINE for word in before)
    )
