"""The normaliser alone: identity of written dates, impossible dates, the ends of the calendar."""

from __future__ import annotations

import datetime as dt
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.components.dates.frame import Context
from extractor.components.dates.normalise import READERS, read
from extractor.components.dates.periods import month, quarter, year

ANCHOR = dt.date(2023, 11, 28)
DAYS = st.dates(dt.date(1500, 1, 1), dt.date(2099, 12, 31))
RECENT_DAYS = st.dates(dt.date(1960, 1, 1), dt.date(2039, 12, 31))
ANCHORS = st.none() | st.dates()
MONTHS = "January February March April May June July August September October November December".split()


def suffix(number: int) -> str:
    return "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


FORMATS = {
    "month-day-year": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "day-month-year": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "ordinal": lambda d: f"{MONTHS[d.month - 1]} {d.day}{suffix(d.day)}, {d.year}",
    "ordinal-of": lambda d: f"{d.day}{suffix(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    "short": lambda d: f"{MONTHS[d.month - 1][:3]}. {d.day}, {d.year}",
    "weekday": lambda d: f"{d:%A}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "hyphens": lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
    "iso": lambda d: d.isoformat(),
    "slashes-year-first": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    "american": lambda d: f"{d.month}/{d.day}/{d.year}",
    "points": lambda d: f"{d.day}.{d.month}.{d.year}",
    "compact": lambda d: f"{d.year}{d.month:02d}{d.day:02d}",
}


@pytest.mark.parametrize("written", FORMATS.values(), ids=FORMATS)
@given(day=DAYS, anchor=ANCHORS)
def test_a_written_day_is_read_back(written, day, anchor):
    found = read(written(day), None, anchor)

    assert (found.value, found.first_day, found.last_day) == (day.isoformat(), day, day)


@given(day=RECENT_DAYS, written=st.sampled_from(["{0} {1}", "{0}, {1}", "{0} of {1}", "{1} {0}"]), anchor=ANCHORS)
def test_a_written_month_is_read_back(day, written, anchor):
    assert read(written.format(MONTHS[day.month - 1], day.year), None, anchor) == month(day.year, day.month)


@given(
    day=RECENT_DAYS,
    written=st.sampled_from(["Q{0} {1}", "Q{0} of {1}", "{0}Q {1}", "Q{0}'{2:02d}", "{0}Q{2:02d}", "{1} Q{0}"]),
)
def test_a_written_quarter_is_read_back(day, written):
    number = (day.month + 2) // 3
    text = written.format(number, day.year, day.year % 100)

    assert read(text, None, day) == quarter(day.year, number)


@given(day=RECENT_DAYS, direction=st.sampled_from(["past", "ahead"]), anchor=RECENT_DAYS)
def test_a_day_without_its_year_lies_where_its_clause_points(day, direction, anchor):
    found = read(f"{MONTHS[day.month - 1]} {day.day}", "day", anchor, Context(direction=direction))
    beyond = (found.first_day - anchor).days

    assert (found.first_day.month, found.first_day.day) == (day.month, day.day)
    assert beyond <= 14 if direction == "past" else beyond >= -14


@given(anchor=RECENT_DAYS, day=RECENT_DAYS)
def test_a_weekday_is_the_last_one_or_the_next(anchor, day):
    past, ahead = (read(f"{day:%A}", "weekday", anchor, Context(direction=way)) for way in ("past", "ahead"))

    assert 0 <= (anchor - past.first_day).days < 7
    assert 0 <= (ahead.first_day - anchor).days < 7
    assert past.first_day.weekday() == ahead.first_day.weekday() == day.weekday()


SURFACES = (
    "today|yesterday|tomorrow|Tuesday|last Monday|next Friday|this week|last week|next month|last quarter|next year|10 years ago|"
    "three months earlier|five decades ago|weekend|last weekend|Christmas|Easter|October|Q4|fourth quarter|H1|summer|winter|1990s|"
    "'90s|20th century|last decade|last century|end of the year|early next year|second half of last year|later this month|"
    "999 years ago|999 years from now|last fiscal year|fiscal Q1|that day|same quarter last year|year-ago period|March 5-7|"
    "Dec. 30-Jan. 2|second week of May|October of last year|February 29|'24|FY25|0001-01-01|9999-12-31"
).split("|")


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("anchor", [dt.date.min, dt.date(1, 12, 31), dt.date(9999, 1, 1), dt.date.max, None], ids=str)
@pytest.mark.parametrize("direction", ["past", "ahead", None])
def test_the_ends_of_the_calendar_do_no_harm(surface, anchor, direction):
    found = read(surface, None, anchor, Context(direction=direction))

    assert found is None or found.first_day is None or found.first_day <= found.last_day


@pytest.mark.parametrize(
    "surface",
    "February 30|31/11/2024|2024-13-45|2023-02-29|February 29, 2023|32 October 2023|April 31|Q5 2024|0/0/2024|00000000|June 0|"
    "May 7-5, 2023|2020-2018|fifth quarter|sixth Tuesday of May|9 a.m.|50%|Python 3.11|a few years ago|employees".split(
        "|"
    ),
)
@pytest.mark.parametrize("anchor", [ANCHOR, None], ids=str)
def test_an_impossible_date_is_none(surface, anchor):
    assert read(surface, None, anchor) is None


@given(text=st.text(max_size=100), anchor=ANCHORS, reader=st.none() | st.sampled_from(sorted(READERS)))
def test_any_text_is_read_without_harm(text, anchor, reader):
    found = read(text, reader, anchor)

    assert found is None or found.value


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_clock_and_the_zone_have_no_say(zone, monkeypatch):
    before = [read(surface, None, ANCHOR) for surface in SURFACES]
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    read.cache_clear()

    assert [read(surface, None, ANCHOR) for surface in SURFACES] == before
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("surface", "anchor", "first", "last"),
    [
        ("three months ago", dt.date(2024, 3, 31), "2023-12-01", "2023-12-31"),
        ("one month ago", dt.date(2024, 3, 31), "2024-02-01", "2024-02-29"),
        ("a year ago", dt.date(2024, 2, 29), "2023-01-01", "2023-12-31"),
        ("last week", dt.date(2021, 1, 4), "2020-12-28", "2021-01-03"),
        ("winter 2023", ANCHOR, "2023-12-01", "2024-02-29"),
        ("late February", dt.date(2024, 3, 1), "2024-02-21", "2024-02-29"),
    ],
)
def test_the_calendar_is_reckoned_exactly(surface, anchor, first, last):
    found = read(surface, None, anchor)

    assert (str(found.first_day), str(found.last_day)) == (first, last)


def test_a_company_has_its_own_fiscal_year():
    found = read("third quarter of fiscal 2026", "quarter", ANCHOR, Context(fiscal_year_ends=1))

    assert (found.value, str(found.first_day), str(found.last_day)) == ("FY2026-Q3", "2025-08-01", "2025-10-31")


def test_a_comparison_in_results_is_with_the_period_reported():
    period = quarter(2019, 1)

    assert read("a year ago", "away", ANCHOR, Context(period=period, compared=True)) == quarter(2018, 1)
    assert read("a year ago", "away", ANCHOR, Context(period=period)) == year(2022)
