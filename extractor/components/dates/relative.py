"""Read dates by where they lie from the anchor or from a date named before: this, last, next, ago, later, that day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from extractor.components.dates import absolute, periods
from extractor.components.dates.frame import Frame
from extractor.components.dates.periods import DateValue, Grain
from extractor.components.dates.words import HOLIDAYS, MONTHS, NUMBERS, SEASONS, WEEKDAYS, number, one_of

_DAYS_AWAY = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2, "later today": 0,
    "earlier today": 0,
}  # fmt: skip
GRAINS: dict[str, Grain] = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "half": "half",
    "half year": "half", "year": "year", "calendar year": "year", "decade": "decade", "century": "century",
    "period": "quarter", "calendar quarter": "quarter", "fiscal year": "year", "fiscal quarter": "quarter",
    "financial year": "year", "full year": "year",
}  # fmt: skip
_STEPS = {
    "this": 0, "current": 0, "last": -1, "previous": -1, "prior": -1, "preceding": -1, "past": -1, "this past": -1,
    "this last": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "this coming": 1, "this current": 0,
    "this next": 1, "latest": -1, "most recent": -1, "just ended": -1, "recent": -1, "just completed": -1,
    "next following": 1, "first": 0, "new": 0,
}  # fmt: skip
_POINTING = {"following", "previous", "preceding", "prior"}  # from the date named before, where there is one
_AT_HAND = {"current", "this current"}  # never the quarter reported
_STEP = rf"(?P<step>{one_of(_STEPS)})"
_UNIT = rf"(?P<unit>{one_of(GRAINS)})"
_STEP_UNIT = re.compile(rf"{_STEP} {_UNIT}")
_STEP_NAME = re.compile(
    rf"{_STEP} (?P<name>{one_of([*MONTHS, *SEASONS, *HOLIDAYS])}|(?P<weekday>{one_of(WEEKDAYS)})|.*\d.*|.+ quarter)"
)
_WEEKDAY_OF = re.compile(rf"(?P<weekday>{one_of(WEEKDAYS)}) (?P<week>{_STEP.replace('step', 'step2', 1)} week)")
_BACK = re.compile(
    rf"(?:that same|that very|that|same|very same) (?:{_UNIT}|(?P<name>{one_of(SEASONS)})|(?P<month>{one_of(MONTHS)}))"
)
_COUNT = rf"(?:\d{{1,3}}|{one_of(NUMBERS)})"
_AWAY = re.compile(
    rf"(?P<count>{_COUNT})(?:(?: to | or |-)(?P<most>{_COUNT}))? (?P<unit>day|week|month|quarter|year|decade)s?"
    r"(?P<half> and a half)? (?P<way>ago today|ago|back|earlier|before|previously|prior|later|after|from now|hence|from today)"
)
_AHEAD = {"later", "after", "from now", "hence", "from today"}
_FROM_ANCHOR = {"ago", "ago today", "back", "from now", "hence", "from today"}
_TO_THE_DAY = {"ago today", "from today"}
_NEIGHBOUR = re.compile(r"(?P<unit>day|week|month|year|quarter) (?P<way>before|after|earlier|later|ago|previously)")
_YEAR_AGO = r"(?:(?:a |one )?year (?:ago|earlier|before)|(?:last|previous|prior|preceding|past) year)"
_SAME_A_YEAR_AGO = re.compile(
    rf"(?:(?:that )?same )?(?P<unit>quarter|period|month|week|time|half|day) {_YEAR_AGO}"
    rf"|(?:year ago|year earlier|prior year|previous year|last year's|prior year's|previous year's) (?:same )?"
    r"(?P<unit2>quarter|period|month|week|half)|(?:comparable|corresponding) (?P<unit3>quarter|period|month|half)(?: "
    + _YEAR_AGO
    + ")?"
)
_SAME_OF = re.compile(r"same (?P<unit>quarter|period|month|half) (?P<year>[12]\d{3})")
_WEEKEND = re.compile(r"weekend")


def day_word(text: str, frame: Frame) -> DateValue | None:
    """`today`, `yesterday`, `day after tomorrow`."""
    if text not in _DAYS_AWAY:
        return None
    if frame.anchor is None:
        return periods.unknown("day")
    return periods.day(frame.anchor + dt.timedelta(_DAYS_AWAY[text]))


def step(text: str, frame: Frame) -> DateValue | None:
    """`this week`, `last quarter`, `next friday`, `last summer`, `this december 7`, `tuesday last week`."""
    if match := _STEP_UNIT.fullmatch(text):
        return _step_unit(match["step"], match["unit"], frame)
    if match := _WEEKDAY_OF.fullmatch(text):
        whole = _step_unit(match["step2"], "week", frame)
        offset = WEEKDAYS[match["weekday"]]
        return periods.day(whole.first_day + dt.timedelta(offset)) if whole.first_day else periods.unknown("day")
    if match := _STEP_NAME.fullmatch(text):
        return _step_name(match["step"], match["name"], match["weekday"], frame)
    return None


def _step_unit(said: str, unit: str, frame: Frame) -> DateValue:
    grain, count = GRAINS[unit], _STEPS[said]
    base = _base(grain, said, frame)
    if unit in ("fiscal year", "financial year", "fiscal quarter"):
        return _fiscal_step(grain, count, frame)
    if (
        base is frame.context.period
        and base is not None
        and said in ("latest", "this past", "most recent", "just ended")
    ):
        return base
    if base is None:
        return periods.unknown(grain)
    return periods.shift(base, count)


def _base(grain: Grain, said: str, frame: Frame) -> DateValue | None:
    """What the step is taken from: the date named before, the period reported, or the anchor's own period."""
    context = frame.context
    if (said in _POINTING or grain == "day") and context.antecedent:
        return periods.within(grain, context.antecedent)
    if grain == "quarter" and said in _AT_HAND:
        return periods.containing(grain, frame.anchor) if frame.anchor else None
    if grain == "quarter" and context.period and context.direction != "ahead":
        return context.period if context.period.grain == "quarter" else periods.within(grain, context.period)
    if grain == "quarter" and context.period and _STEPS[said] == 1:
        return context.period
    return periods.containing(grain, frame.anchor) if frame.anchor else None


def _fiscal_step(grain: Grain, count: int, frame: Frame) -> DateValue:
    if frame.anchor is None:
        return periods.unknown(grain, "FYXXXX" + ("-QX" if grain == "quarter" else ""))
    ends = frame.context.fiscal_year_ends or 12
    named = frame.anchor.year + (frame.anchor.month > ends)
    number = (frame.anchor.month - ends - 1) % 12 // 3 + 1 if grain == "quarter" else 1
    return periods.shift(periods.fiscal(grain, named, number, ends), count)


def _step_name(said: str, name: str, weekday: str | None, frame: Frame) -> DateValue | None:
    """A named day, month, season or holiday: `last` and `next` are the nearest whole ones on that side."""
    if frame.anchor is None:
        return absolute.weekday(name, frame) if weekday else _named(name, frame)
    count = _STEPS[said]
    if weekday:
        return _step_weekday(count, said, WEEKDAYS[weekday], frame)
    if count == 0:
        return _this(name, frame)
    nearest = _named(
        name, replace(frame, context=frame.context._replace(direction="past" if count < 0 else "ahead", year=None))
    )
    if nearest is None or nearest.first_day is None or nearest.last_day is None:
        return nearest
    if nearest.first_day <= frame.anchor <= nearest.last_day:
        return periods.years_before(nearest, -count)
    return nearest


def _this(name: str, frame: Frame) -> DateValue | None:
    """`this summer`, `this march`: the one of the anchor's year, unless it is over by most of a year (`this winter`)."""
    if name in SEASONS and SEASONS[name] == "WI":
        return _named(name, replace(frame, context=frame.context._replace(year=None)))
    assert frame.anchor is not None
    return _named(name, replace(frame, context=frame.context._replace(year=frame.anchor.year)))


def _named(name: str, frame: Frame) -> DateValue | None:
    for reader in (absolute.month_day, absolute.month, absolute.quarter, absolute.season, absolute.holiday):
        if found := reader(name, frame):
            return found
    return None


def _step_weekday(count: int, said: str, weekday: int, frame: Frame) -> DateValue:
    assert frame.anchor is not None
    start = frame.anchor
    if said in _POINTING and frame.context.antecedent and frame.context.antecedent.first_day:
        start = frame.context.antecedent.first_day
    if count == 0:
        return periods.day(start - dt.timedelta(start.weekday() - weekday))
    offset = (weekday - start.weekday()) % 7
    return periods.day(start + dt.timedelta((offset or 7) if count > 0 else (offset or 7) - 7 - (0 if offset else 7)))


def weekend(text: str, frame: Frame) -> DateValue | None:
    """`weekend`: the one at hand or just over until Wednesday, the coming one after, unless the clause says otherwise."""
    if not _WEEKEND.fullmatch(text):
        return None
    if frame.anchor is None:
        return periods.unknown("weekend")
    this_one, weekday = periods.weekend(frame.anchor), frame.anchor.weekday()
    ahead = frame.context.direction == "ahead" or (frame.context.direction is None and weekday in (3, 4))
    return this_one if ahead or weekday >= 5 else periods.shift(this_one, -1)


def back(text: str, frame: Frame) -> DateValue | None:
    """`that day`, `same month`, `day before`, `week later`: from the date named before."""
    antecedent = frame.context.antecedent or (periods.day(frame.anchor) if frame.anchor else None)
    if match := _BACK.fullmatch(text):
        if match["name"]:
            return _season_of(match["name"], antecedent)
        if match["month"]:
            return _month_of(match["month"], antecedent)
        grain = GRAINS[match["unit"]]
        return periods.within(grain, antecedent) if antecedent else periods.unknown(grain)
    if match := _NEIGHBOUR.fullmatch(text):
        return away(f"one {match['unit']} {match['way']}", frame)
    return None


def _season_of(name: str, antecedent: DateValue | None) -> DateValue:
    if antecedent is None or antecedent.first_day is None:
        return periods.unknown("season", f"XXXX-{SEASONS[name]}")
    return periods.season(antecedent.first_day.year, SEASONS[name])


def _month_of(name: str, antecedent: DateValue | None) -> DateValue:
    if antecedent is None or antecedent.first_day is None:
        return periods.unknown("month", f"XXXX-{MONTHS[name]:02d}")
    return periods.month(antecedent.first_day.year, MONTHS[name])


def same_a_year_ago(text: str, frame: Frame) -> DateValue | None:
    """`same quarter last year`, `year ago period`, `prior year quarter`: the period reported, a year before."""
    if match := _SAME_OF.fullmatch(text):
        grain = GRAINS[match["unit"]]
        period = _compared_with(grain, frame)
        return periods.years_before(period, period.first_day.year - int(match["year"])) if period.first_day else None
    if not (match := _SAME_A_YEAR_AGO.fullmatch(text)):
        return None
    unit = match["unit"] or match["unit2"] or match["unit3"]
    return periods.years_before(_compared_with("day" if unit == "time" else GRAINS[unit], frame), 1)


def _compared_with(grain: Grain, frame: Frame) -> DateValue:
    """The period that a comparison is with the like of: the one reported, else the last quarter, or the anchor's own."""
    if frame.context.period and grain in ("quarter", "half"):
        return frame.context.period
    period = periods.containing(grain, frame.anchor)
    return periods.shift(period, -1) if grain == "quarter" else period


def away(text: str, frame: Frame) -> DateValue | None:
    """`two years ago`, `three months earlier`, `six weeks from now`, `15 to 20 years ago`."""
    if not (match := _AWAY.fullmatch(text)):
        return None
    sign = 1 if match["way"] in _AHEAD else -1
    grain: Grain = match["unit"]  # type: ignore[assignment]
    counts = [sign * number(said) for said in (match["count"], match["most"]) if said]
    if match["half"]:
        return _and_a_half(counts[0], grain, sign, frame)
    ends = [_moved(count, grain, match["way"], frame) for count in counts]
    ends.sort(key=lambda end: end.value)
    return periods.span(ends[0], ends[-1]) if len(ends) > 1 else ends[0]


def _moved(count: int, grain: Grain, way: str, frame: Frame) -> DateValue:
    context = frame.context
    if (
        context.compared
        and grain == "year"
        and abs(count) == 1
        and context.period
        and way in ("ago", "earlier", "before")
    ):
        return periods.years_before(context.period, -count)
    start: dt.date | None = frame.anchor
    if way not in _FROM_ANCHOR and context.antecedent:
        start = context.antecedent.first_day
    if start is None:
        return periods.unknown("day" if way in _TO_THE_DAY else "year" if grain == "decade" else grain)
    moved = periods.add(start, count, grain)
    if way in _TO_THE_DAY:
        return periods.day(moved)
    return periods.containing("year" if grain == "decade" else grain, moved)


def _and_a_half(count: int, grain: Grain, sign: int, frame: Frame) -> DateValue:
    """`a year and a half ago` is so many months, `a decade and a half ago` so many years."""
    finer: dict[Grain, tuple[Grain, int]] = {
        "decade": ("year", 10),
        "year": ("month", 12),
        "month": ("week", 4),
        "week": ("day", 7),
    }
    if grain not in finer:
        raise ValueError("half a day or quarter is no date")
    unit, size = finer[grain]
    if frame.anchor is None:
        return periods.unknown(unit)
    return periods.containing(unit, periods.add(frame.anchor, count * size + sign * (size // 2), unit))
