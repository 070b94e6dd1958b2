"""Read dates by their calendar names: days, months, quarters, seasons, years, decades, holidays.

Each reader takes the plain text of a surface (see `normalise.plain`) and the frame, and returns None if the text is none
of its own. A part that the text leaves out, usually the year, is found from the frame.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from extractor.components.dates import periods
from extractor.components.dates.frame import Frame
from extractor.components.dates.periods import DateValue
from extractor.components.dates.words import (
    DECADES,
    HOLIDAYS,
    MONTHS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    one_of,
    ordinal,
)

_YEAR = r"(?P<year>[12]\d{3}|'\d\d)"
_DAY = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{one_of(ORDINALS)})"
_MONTH = rf"(?P<month>{one_of(MONTHS)})"
_WEEKDAY = rf"(?:(?P<weekday>{one_of(WEEKDAYS)}) )?"
_LEAP_YEAR = 2000
_PIVOT = 70  # without an anchor, '70 to '99 are the last century's

_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}(?:{_MONTH} {_DAY}|{_DAY.replace('day', 'day2', 1)} {_MONTH.replace('month', 'month2', 1)})(?: {_YEAR})?"
)
_MONTH_YEAR = re.compile(rf"{_MONTH} ?{_YEAR}|(?P<year2>[12]\d{{3}}) {_MONTH.replace('month', 'month2', 1)}")
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2}(?:st|nd|rd|th))")
_MOST_DAYS, _TWO_MONTHS = 31, 62
_MONTH_ALONE = re.compile(_MONTH)
_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})")
_COMPACT = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_YEAR_MONTH = re.compile(r"([12]\d{3})[-/](\d\d)|(\d{1,2})/([12]\d{3})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")

_FISCAL = r"(?:fiscal year|financial year|fiscal|fy|calendar year|calendar|cy)"
_ANY_YEAR = rf"(?P<kind>{_FISCAL})? ?(?P<year>[12]\d{{3}}|'?\d\d)"
_NTH = rf"(?P<number>{one_of(ORDINALS)}|[1-4](?:st|nd|rd|th)|final|last)"
_QUARTERS = [
    re.compile(
        rf"(?P<before>fiscal year|fiscal|calendar)? ?{_NTH} (?P<within>fiscal|calendar)? ?quarter(?: {_ANY_YEAR})?"
    ),
    re.compile(rf"{_ANY_YEAR}(?:'s)? (?P<within>fiscal|calendar)? ?{_NTH} quarter"),
    re.compile(rf"(?P<before>fiscal|calendar|f|c)? ?(?:q(?P<number>[1-4])|(?P<number2>[1-4])q)(?:[ /]?'?{_ANY_YEAR})?"),
    re.compile(rf"{_ANY_YEAR}(?:'s)? ?q(?P<number>[1-4])"),
]
_HALVES = [
    re.compile(
        rf"(?P<before>fiscal|calendar)? ?(?P<number>first|second|1st|2nd|back|latter|front) half(?: {_ANY_YEAR})?"
    ),
    re.compile(rf"(?P<before>fiscal|calendar)? ?(?:h(?P<number>[12])|(?P<number2>[12])h)(?:[ /]?'?{_ANY_YEAR})?"),
    re.compile(rf"{_ANY_YEAR}(?:'s)? ?(?:(?P<number>first|second) half|h(?P<number2>[12]))"),
]
_HALF_NAMES = {"back": 2, "latter": 2, "front": 1}
_NAMED_QUARTER = re.compile(
    rf"(?:{_MONTH}|(?P<holiday>holiday)) quarter(?: {_YEAR})?"
    rf"|{_MONTH.replace('month', 'month2', 1)} (?P<year2>[12]\d{{3}}) quarter"
)
_SPLIT_QUARTER = re.compile(
    rf"(?P<first>{one_of(MONTHS)})-(?P<last>{one_of(MONTHS)})(?: quarter| period)?(?: {_YEAR})?"
)
_FISCAL_YEAR = re.compile(rf"(?P<kind>{_FISCAL}|full year|year) ?(?P<year>[12]\d{{3}}|'?\d\d)")
_SEASON = re.compile(
    rf"(?P<season>{one_of(SEASONS)})(?: {_YEAR}(?:[-/]\d{{2,4}})?)?|(?P<year2>[12]\d{{3}}) (?P<season2>{one_of(SEASONS)})"
)
_YEAR_ALONE = re.compile(_YEAR)
_DECADE = re.compile(rf"(?:(?P<century>[12]\d)|')?(?P<ten>\d)0'?s|(?P<word>{one_of(DECADES)})")
_CENTURY = re.compile(rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{one_of(ORDINALS)}) century")
_HOLIDAY = re.compile(rf"(?P<name>{one_of(HOLIDAYS)})(?: {_YEAR})?")
_WEEKDAY_ALONE = re.compile(rf"(?P<weekday>{one_of(WEEKDAYS)})")


def whole_year(text: str, frame: Frame) -> int:
    """The year that `2024`, `'24` or `24` means: two digits lie within 80 years back and 20 ahead of the anchor."""
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    number = int(digits)
    if frame.anchor is None:
        return number + (1900 if number >= _PIVOT else 2000)
    earliest = frame.anchor.year - 80
    return earliest + (number - earliest) % 100


def placed(make: Callable[[int], DateValue], year: str | None, frame: Frame) -> DateValue:
    """Make the date in the year written, else in the one its sentence names, else where its direction points."""
    if year:
        return make(whole_year(year, frame))
    if frame.context.year:
        return make(frame.context.year)
    if frame.anchor is None:
        made = make(_LEAP_YEAR)
        return periods.unknown(made.grain, made.value.replace(str(_LEAP_YEAR), "XXXX", 1))
    if frame.context.after and frame.context.direction == "ahead":
        return periods.place(make, frame.context.after, "ahead")
    return periods.place(make, frame.anchor, frame.context.direction)


def day_of_month(text: str, frame: Frame) -> DateValue | None:
    """`17th`: of the last month or the next that has one, as its clause points; of the nearest if it does not."""
    if not (match := _DAY_OF_MONTH.fullmatch(text)):
        return None
    number, anchor = ordinal(match["day"]), frame.anchor
    if anchor is None:
        return periods.unknown("day", f"XXXX-XX-{number:02d}") if number <= _MOST_DAYS else None
    days = [anchor + dt.timedelta(offset) for offset in range(-_TWO_MONTHS, _TWO_MONTHS + 1)]
    days = [day for day in days if day.day == number]
    if frame.context.direction in ("past", "ahead"):
        past = frame.context.direction == "past"
        days = [day for day in days if (day <= anchor if past else day >= anchor)]
    return periods.day(min(days, key=lambda day: abs(day - anchor)))


def month_day(text: str, frame: Frame) -> DateValue | None:
    """`october 28`, `28 october 2023`, `tuesday november 28`."""
    if not (match := _MONTH_DAY.fullmatch(text)):
        return None
    number, name = ordinal(match["day"] or match["day2"]), MONTHS[match["month"] or match["month2"]]

    def make(year: int) -> DateValue:
        return periods.day(dt.date(year, name, number))

    if match["weekday"] and not match["year"] and not frame.context.year and frame.anchor:
        return _on_weekday(make, WEEKDAYS[match["weekday"]], frame)
    return placed(make, match["year"], frame)


def _on_weekday(make: Callable[[int], DateValue], weekday: int, frame: Frame) -> DateValue:
    """A weekday beside it tells the year, as long as it is one of the nearest."""
    assert frame.anchor is not None
    plain = periods.place(make, frame.anchor, frame.context.direction)
    for offset in (0, -1, 1):
        try:
            candidate = make(frame.anchor.year + offset)
        except (ValueError, OverflowError):
            continue
        if candidate.first_day and candidate.first_day.weekday() == weekday:
            return candidate
    return plain


def month(text: str, frame: Frame) -> DateValue | None:
    """`october`, `oct 2023`, `june '24`."""
    if match := _MONTH_YEAR.fullmatch(text):
        return periods.month(
            whole_year(match["year"] or match["year2"], frame), MONTHS[match["month"] or match["month2"]]
        )
    if match := _MONTH_ALONE.fullmatch(text):
        number = MONTHS[match["month"]]
        return placed(lambda year: periods.month(year, number), None, frame)
    return None


def numeric(text: str, frame: Frame) -> DateValue | None:
    """`2024-06-03`, `28/11/2023`, `11/28/23`, `28.11.2023`, `20250203`, `2024-06`, `6/2024`, `11/28`.

    The attacks of `9/11` or `september 11` were in 2001.
    """
    if text in ("9/11", "september 11", "sept 11"):
        return periods.day(dt.date(2001, 9, 11))
    if match := _COMPACT.fullmatch(text):
        return periods.day(dt.date(*map(int, match.groups())))
    if match := _NUMERIC.fullmatch(text):
        return _three_numbers(match[1], match[3], match[4], match[2], frame)
    if match := _YEAR_MONTH.fullmatch(text):
        return periods.month(int(match[1] or match[4]), int(match[2] or match[3]))
    if match := _SLASHED.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        name, number = (second, first) if first > 12 else (first, second)
        return placed(lambda year: periods.day(dt.date(year, name, number)), None, frame)
    return None


def _three_numbers(first: str, second: str, third: str, separator: str, frame: Frame) -> DateValue:
    """Year first; else day first where the month could not be, or between points; else month first, as Americans write."""
    if len(first) == 4:
        return periods.day(dt.date(int(first), int(second), int(third)))
    if len(first) == 3 or len(third) == 3:
        raise ValueError("a year has four digits or two")
    year = whole_year(third, frame)
    one, two = int(first), int(second)
    day_first = one > 12 or (separator == "." and two <= 12)
    return periods.day(dt.date(year, two, one) if day_first else dt.date(year, one, two))


def quarter(text: str, frame: Frame) -> DateValue | None:
    """`q4 2024`, `4q24`, `fourth quarter`, `first fiscal quarter 2025`, `march quarter`."""
    for pattern in _QUARTERS:
        if match := pattern.fullmatch(text):
            return _piece("quarter", match, frame)
    if match := _NAMED_QUARTER.fullmatch(text):
        if match["holiday"]:
            return placed(lambda year: periods.quarter(year, 4), match["year"], frame)
        ends = MONTHS[match["month"] or match["month2"]]
        return placed(lambda year: _ending(year, ends), match["year"] or match["year2"], frame)
    return None


def _ending(year: int, ends: int) -> DateValue:
    """The calendar quarter that has most of the three months ending in this one: the January quarter is the fourth."""
    return periods.quarter(year, (ends + 1) // 3) if ends > 1 else periods.quarter(year - 1, 4)


def half(text: str, frame: Frame) -> DateValue | None:
    """`h1 2024`, `2h25`, `second half`, `first half fiscal 2025`."""
    for pattern in _HALVES:
        if match := pattern.fullmatch(text):
            return _piece("half", match, frame)
    return None


def _piece(grain: periods.Grain, match: re.Match[str], frame: Frame) -> DateValue:
    """A quarter or half, of the calendar or of a fiscal year."""
    groups = match.groupdict()
    said = groups["number"] or groups["number2"]
    in_a_year = 12 // periods.MONTHS_IN[grain]
    number = in_a_year if said in ("final", "last") else _HALF_NAMES.get(said) or ordinal(said)
    if not 1 <= number <= in_a_year:
        raise ValueError(f"a year has no {grain} {number}")
    kinds = " ".join(filter(None, (groups.get("before"), groups.get("within"), groups.get("kind"))))
    if "f" in kinds:
        return _fiscal_piece(grain, number, groups["year"], frame)
    make = periods.quarter if grain == "quarter" else periods.half
    period = frame.context.period
    if not groups["year"] and period and period.grain == grain and period.value[-1] == str(number):
        return period
    return placed(lambda year: make(year, number), groups["year"], frame)


def _fiscal_piece(grain: periods.Grain, number: int, year: str | None, frame: Frame) -> DateValue:
    ends = frame.context.fiscal_year_ends
    if year is None and not frame.context.year and frame.anchor is None:
        return periods.unknown(grain, f"FYXXXX-{grain[0].upper()}{number}")
    return placed(lambda named: periods.fiscal(grain, named, number, ends), year, frame)


def split_quarter(text: str, frame: Frame) -> DateValue | None:
    """`april-june`, `jan-mar 2024`: a quarter by its months, else a range of months."""
    if not (match := _SPLIT_QUARTER.fullmatch(text)):
        return None
    first, last = MONTHS[match["first"]], MONTHS[match["last"]]

    def make(year: int) -> DateValue:
        if first % 3 == 1 and last == first + 2:
            return periods.quarter(year, last // 3)
        return periods.span(periods.month(year, first), periods.month(year + (last < first), last))

    if match["year"]:
        year = whole_year(match["year"], frame)
        return make(year - (last < first))
    made = placed(make, None, frame)
    return (
        made if "XXXX" not in made.value else periods.unknown(made.grain, made.value.replace(str(_LEAP_YEAR), "XXXX"))
    )


def fiscal_year(text: str, frame: Frame) -> DateValue | None:
    """`fiscal 2025`, `fy25`, `calendar 2024`, `cy24`, `full year 2024`."""
    if not (match := _FISCAL_YEAR.fullmatch(text)):
        return None
    if len(match["year"]) == 2 and match["kind"] not in ("fy", "cy", "fiscal"):
        return None
    number = whole_year(match["year"], frame)
    if match["kind"][:2] in ("fi", "fy"):
        return periods.fiscal("year", number, 1, frame.context.fiscal_year_ends)
    return periods.year(number)


def season(text: str, frame: Frame) -> DateValue | None:
    """`summer 2024`, `fall`, `winter 2023/24`; a winter has the year it begins in."""
    if not (match := _SEASON.fullmatch(text)):
        return None
    name = SEASONS[match["season"] or match["season2"]]
    return placed(lambda year: periods.season(year, name), match["year"] or match["year2"], frame)


def year(text: str, frame: Frame) -> DateValue | None:
    """`2024`, `'24`."""
    match = _YEAR_ALONE.fullmatch(text)
    return periods.year(whole_year(match["year"], frame)) if match else None


def decade(text: str, frame: Frame) -> DateValue | None:
    """`1990s`, `'90s`, `nineties`."""
    if not (match := _DECADE.fullmatch(text)):
        return None
    if match["century"]:
        return periods.decade(int(match["century"] + match["ten"] + "0"))
    tens = DECADES[match["word"]] if match["word"] else 10 * int(match["ten"])
    latest = frame.anchor.year if frame.anchor else 2000 + _PIVOT
    return periods.decade(latest - (latest - tens) % 100)


def century(text: str, _: Frame) -> DateValue | None:
    """`20th century`, `nineteenth century`."""
    match = _CENTURY.fullmatch(text)
    return periods.century(ordinal(match["number"])) if match else None


def holiday(text: str, frame: Frame) -> DateValue | None:
    """`christmas 2019`, `black friday`."""
    if not (match := _HOLIDAY.fullmatch(text)):
        return None
    day_of = HOLIDAYS[match["name"]]
    return placed(lambda year: periods.day(day_of(year)), match["year"], frame)


def weekday(text: str, frame: Frame) -> DateValue | None:
    """`tuesday`: the last one unless its clause points ahead; the anchor's own weekday is the anchor."""
    if not (match := _WEEKDAY_ALONE.fullmatch(text)):
        return None
    number = WEEKDAYS[match["weekday"]]
    if frame.anchor is None:
        return periods.unknown("day", f"XXXX-WXX-{number + 1}")
    offset = (number - frame.anchor.weekday()) % 7
    if offset and frame.context.direction != "ahead":
        offset -= 7
    return periods.day(frame.anchor + dt.timedelta(offset))
