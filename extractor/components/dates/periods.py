"""Stretches of the calendar: what a date's value, first and last day are, and arithmetic at its grain.

Everything here is exact calendar arithmetic on `datetime.date`; what is impossible or leaves the years 1 to 9999 raises
`ValueError` or `OverflowError`, which the reader turns into "no date".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from dateutil.relativedelta import relativedelta

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
Direction = Literal["past", "ahead", "this-year", "nearest"]
Part = Literal["early", "mid", "late"]

UNKNOWN: dict[Grain, str] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-SX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_IN: dict[str, int] = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
DAYS_IN: dict[str, int] = {"day": 1, "week": 7, "weekend": 7}
NEAR_DAYS = 14  # a day this near on one side is not meant to be the one most of a year off on the other


class DateValue(NamedTuple):
    """What a date says: TIMEX3 `value`, and the first and last day it covers (both inclusive, None where unknown).

    `fiscal_year_ends` is the month in which the fiscal year ends that it was reckoned by, None for calendar dates.

    >>> quarter(2024, 4).value, quarter(2024, 4).last_day
    ('2024-Q4', datetime.date(2024, 12, 31))
    """

    grain: Grain
    value: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    fiscal_year_ends: int | None = None

    def fields(self) -> dict[str, Any]:
        """What the entity shows of it."""
        return {"value": self.value, "first_day": self.first_day, "last_day": self.last_day}


def unknown(grain: Grain, value: str | None = None) -> DateValue:
    """A date of which only the grain, or part of the value, is known."""
    return DateValue(grain, value or UNKNOWN[grain])


def _months(grain: Grain, value: str, first: dt.date, count: int, fiscal_year_ends: int | None = None) -> DateValue:
    """`count` whole months from `first` on."""
    return DateValue(grain, value, first, first + relativedelta(months=count - 1, day=31), fiscal_year_ends)


def day(date: dt.date) -> DateValue:
    return DateValue("day", date.isoformat(), date, date)


def week(date: dt.date) -> DateValue:
    """The ISO week (Monday to Sunday) that `date` lies in."""
    year_number, number, _ = date.isocalendar()
    monday = date - dt.timedelta(date.weekday())
    return DateValue("week", f"{year_number:04d}-W{number:02d}", monday, monday + dt.timedelta(6))


def weekend(date: dt.date) -> DateValue:
    """The Saturday and Sunday of the ISO week that `date` lies in."""
    whole = week(date)
    assert whole.last_day is not None
    return DateValue("weekend", f"{whole.value}-WE", whole.last_day - dt.timedelta(1), whole.last_day)


def month(year_number: int, number: int) -> DateValue:
    return _months("month", f"{year_number:04d}-{number:02d}", dt.date(year_number, number, 1), 1)


def quarter(year_number: int, number: int) -> DateValue:
    return _months("quarter", f"{year_number:04d}-Q{number}", dt.date(year_number, 3 * number - 2, 1), 3)


def half(year_number: int, number: int) -> DateValue:
    return _months("half", f"{year_number:04d}-H{number}", dt.date(year_number, 6 * number - 5, 1), 6)


def season(year_number: int, name: str) -> DateValue:
    return _months("season", f"{year_number:04d}-{name}", dt.date(year_number, SEASON_STARTS[name], 1), 3)


def year(number: int) -> DateValue:
    return _months("year", f"{number:04d}", dt.date(number, 1, 1), 12)


def decade(start: int) -> DateValue:
    return _months("decade", f"{start // 10:03d}", dt.date(start // 10 * 10, 1, 1), 120)


def century(number: int) -> DateValue:
    """The `number`-th century, with TIMEX3's value: the 20th is `19`, 1900 to 1999."""
    return _months("century", f"{number - 1:02d}", dt.date(100 * (number - 1), 1, 1), 1200)


def fiscal(grain: Grain, year_number: int, number: int, ends: int | None) -> DateValue:
    """The `number`-th quarter or half of a fiscal year, or the year itself; `ends` is the month it ends in (None: December).

    >>> fiscal("quarter", 2025, 1, ends=1).first_day
    datetime.date(2024, 2, 1)
    """
    count = MONTHS_IN[grain]
    value = f"FY{year_number:04d}" + {"quarter": f"-Q{number}", "half": f"-H{number}"}.get(grain, "")
    start = dt.date(year_number, ends or 12, 1) + relativedelta(months=1 - 12 + count * (number - 1))
    return _months(grain, value, start, count, ends or 12)


def containing(grain: Grain, date: dt.date | None) -> DateValue:
    """The period of this grain that `date` lies in.

    >>> containing("quarter", dt.date(2024, 5, 9)).value
    '2024-Q2'
    """
    if date is None:
        return unknown(grain)
    number = date.month
    makers: dict[Grain, Callable[[], DateValue]] = {
        "day": lambda: day(date),
        "week": lambda: week(date),
        "weekend": lambda: weekend(date),
        "month": lambda: month(date.year, number),
        "quarter": lambda: quarter(date.year, (number + 2) // 3),
        "half": lambda: half(date.year, (number + 5) // 6),
        "season": lambda: season_containing(date),
        "year": lambda: year(date.year),
        "decade": lambda: decade(date.year),
        "century": lambda: century(date.year // 100 + 1),
    }
    return makers[grain]()


def season_containing(date: dt.date) -> DateValue:
    names = {start: name for name, start in SEASON_STARTS.items()}
    return season(date.year - (date.month < 3), names[date.month // 3 * 3 or 12])


def add(date: dt.date, count: int, grain: Grain) -> dt.date:
    """`date` moved by so many units; the day is cut to the month's length (31 March less a month is 28 or 29 February)."""
    if grain in DAYS_IN:
        return date + dt.timedelta(DAYS_IN[grain] * count)
    return date + relativedelta(months=MONTHS_IN[grain] * count)


def shift(period: DateValue, count: int) -> DateValue:
    """The period of the same kind so many units before or after.

    >>> shift(quarter(2024, 1), -1).value
    '2023-Q4'
    """
    if period.first_day is None:
        return unknown(period.grain)
    if period.fiscal_year_ends:
        return _shift_fiscal(period, count)
    return containing(period.grain, add(period.first_day, count, period.grain))


def _shift_fiscal(period: DateValue, count: int) -> DateValue:
    in_a_year = 12 // MONTHS_IN[period.grain]
    number = int(period.value[-1]) if "-" in period.value else 1
    years, rest = divmod(number - 1 + count, in_a_year)
    return fiscal(period.grain, int(period.value[2:6]) + years, rest + 1, period.fiscal_year_ends)


def years_before(period: DateValue, count: int) -> DateValue:
    """The same period of another year: `2024-Q3` a year before is `2023-Q3`."""
    if period.first_day is None:
        return period
    if period.grain == "day":
        return day(add(period.first_day, -count, "year"))
    if period.grain in ("week", "weekend"):
        return shift(period, -52 * count)
    return shift(period, -count * (12 // min(12, MONTHS_IN[period.grain])))


def within(grain: Grain, period: DateValue) -> DateValue:
    """The period of a coarser grain in which this one begins; a finer grain leaves it as it is."""
    size = {"day": 1, "weekend": 2, "week": 7, **{name: 30 * count for name, count in MONTHS_IN.items()}}
    if period.grain == grain or size[grain] < size[period.grain]:
        return period
    if period.first_day is None and grain == "year" and period.value[:4].isdigit():
        return year(int(period.value[:4]))
    return containing(grain, period.first_day)


def _cut(period: DateValue, pieces: int, first: int, last: int) -> DateValue:
    """The days from piece `first` to piece `last` (from 0) of the period cut into equal pieces; the value stays."""
    if period.first_day is None or period.last_day is None:
        return period
    if period.grain in ("decade", "century"):
        return _cut_years(period, pieces, first, last)
    months = MONTHS_IN.get(period.grain, 0)
    if months % pieces == 0 and months:
        size = months // pieces
        start = period.first_day + relativedelta(months=size * first)
        end = start + relativedelta(months=size * (last - first + 1) - 1, day=31)
        return period._replace(first_day=start, last_day=end)
    days = (period.last_day - period.first_day).days + 1
    size = max(1, round(min(days, 30) / pieces))  # a month's thirds end on the 10th and 20th
    start = period.first_day + dt.timedelta(size * first)
    end = period.last_day if last == pieces - 1 else period.first_day + dt.timedelta(size * (last + 1) - 1)
    return period._replace(first_day=min(start, period.last_day), last_day=min(end, period.last_day))


def _cut_years(period: DateValue, pieces: int, first: int, last: int) -> DateValue:
    """Whole years of a decade or century: the early 1990s are 1990 to 1992, the mid-1990s 1993 to 1996."""
    assert period.first_day
    start, count = period.first_day.year, MONTHS_IN[period.grain] // 12
    bounds = [start + round(count * piece / pieces) for piece in range(pieces + 1)]
    return period._replace(first_day=dt.date(bounds[first], 1, 1), last_day=dt.date(bounds[last + 1] - 1, 12, 31))


def part(period: DateValue, first: Part, last: Part | None = None) -> DateValue:
    """The first, middle or last third of a period.

    >>> part(year(2024), "mid").first_day, part(year(2024), "mid").last_day
    (datetime.date(2024, 5, 1), datetime.date(2024, 8, 31))
    """
    thirds: tuple[Part, ...] = ("early", "mid", "late")
    if period.grain in ("day", "weekend"):
        return period
    return _cut(period, 3, thirds.index(first), thirds.index(last or first))


def half_of(period: DateValue, number: int) -> DateValue:
    """The first or second half: of a year a period of its own (`2024-H1`), of anything else a stretch of it."""
    if period.grain == "year" and period.fiscal_year_ends:
        return fiscal("half", int(period.value[2:6]), number, period.fiscal_year_ends)
    if period.grain == "year":
        return half(period.first_day.year, number) if period.first_day else unknown("half", f"{period.value}-H{number}")
    return period if period.grain == "day" else _cut(period, 2, number - 1, number - 1)


def span(first: DateValue, last: DateValue) -> DateValue:
    """From one period to another: `2018/2020`. Raises ValueError if the second begins before the first."""
    if first.first_day and last.first_day and last.first_day < first.first_day:
        raise ValueError("a range that runs backwards")
    return DateValue(first.grain, f"{first.value}/{last.value}", first.first_day, last.last_day)


def place(make: Callable[[int], DateValue], anchor: dt.date, direction: Direction | None) -> DateValue:
    """Give a date without a year the year that the direction says; without one, the year that brings it nearest.

    A day that would lie most of a year off by the direction, and within two weeks on the other side, is taken there.
    What was planned at first ("this-year") was planned for the year of the anchor.

    >>> place(lambda y: month(y, 10), dt.date(2023, 11, 28), "past").value
    '2023-10'
    """
    candidates = [made for made in (_made(make, anchor.year + offset) for offset in range(-8, 9)) if made]
    back = [c for c in candidates if c.first_day and c.first_day <= anchor]
    ahead = [c for c in candidates if c.last_day and c.last_day >= anchor]
    if not back or not ahead:
        if not candidates:
            raise ValueError("a day that no year has")
        return (back or ahead)[-1 if back else 0]
    if direction == "this-year":
        return _made(make, anchor.year) or back[-1]
    if direction == "past" and (back[-1].grain != "day" or distance(ahead[0], anchor) > NEAR_DAYS):
        return back[-1]
    if direction == "ahead" and (ahead[0].grain != "day" or distance(back[-1], anchor) > NEAR_DAYS):
        return ahead[0]
    return min(back[-1], ahead[0], key=lambda c: distance(c, anchor))


def _made(make: Callable[[int], DateValue], number: int) -> DateValue | None:
    try:
        return make(number)
    except (ValueError, OverflowError):
        return None


def distance(period: DateValue, anchor: dt.date) -> int:
    """Days from the anchor to the nearest day of the period; 0 within it."""
    if period.first_day is None or period.last_day is None:
        return 0
    return max((period.first_day - anchor).days, (anchor - period.last_day).days, 0)
