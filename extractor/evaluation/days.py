"""The days that a gold DATE value covers: enough of TIMEX3 to check a value and to fill in its days.

Kept apart from the extractor's own reading of dates, so that gold does not agree with it by sharing its faults.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

Days = tuple[dt.date, dt.date]

_POINT = re.compile(
    r"(?P<decade>\d{3})"
    r"|(?P<century>\d\d)"
    r"|(?P<fiscal>FY\d{4}(?:-[QH]\d)?)"
    r"|(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d\d)(?P<weekend>-WE)?|(?P<season>SP|SU|FA|WI)))?"
)
_UNKNOWN = re.compile(
    r"(?=.*X)(?:XX|XXX|(?:FY)?[\dX]{4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|[QHS][\dX]|W[\dX]{2}(?:-WE|-\d)?|SP|SU|FA|WI))?)"
)
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def days_of(value: str) -> Days | None:
    """Return the first and the last day of a value, or None where the value alone does not tell (fiscal, unknown year).

    Raises ValueError for what is no value: "2025-02-30", "October".

    >>> days_of("2024-Q4")
    (datetime.date(2024, 10, 1), datetime.date(2024, 12, 31))
    >>> days_of("XXXX-10-28") is None
    True
    """
    ends = [_point_days(part) for part in value.split("/", maxsplit=1)]
    if ends[0] is None or ends[-1] is None:
        return None
    return ends[0][0], ends[-1][1]


def _point_days(value: str) -> Days | None:
    if _UNKNOWN.fullmatch(value):
        return None
    match = _POINT.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no date value")
    part = match.groupdict()
    if part["fiscal"]:
        return None
    if part["decade"]:
        return dt.date(int(part["decade"]) * 10, 1, 1), dt.date(int(part["decade"]) * 10 + 9, 12, 31)
    if part["century"]:
        return dt.date(int(part["century"]) * 100, 1, 1), dt.date(int(part["century"]) * 100 + 99, 12, 31)
    return _days_in_year(int(part["year"]), part)


def _days_in_year(year: int, part: dict[str, str | None]) -> Days:
    if part["week"]:
        monday = dt.date.fromisocalendar(year, int(part["week"]), 1)
        return (monday + dt.timedelta(5) if part["weekend"] else monday), monday + dt.timedelta(6)
    if part["quarter"]:
        return _months(year, int(part["quarter"]) * 3 - 2, 3)
    if part["half"]:
        return _months(year, int(part["half"]) * 6 - 5, 6)
    if part["season"]:
        return _months(year, _SEASON_STARTS[part["season"]], 3)
    if part["day"]:
        day = dt.date(year, int(part["month"] or 0), int(part["day"]))
        return day, day
    return _months(year, int(part["month"]), 1) if part["month"] else _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> Days:
    """A stretch of whole months; winter runs on into the next year."""
    first = dt.date(year, month, 1)
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return first, dt.date(end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])
