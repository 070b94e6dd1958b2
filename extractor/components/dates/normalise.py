"""Turn the words of a date into its value: a pure function of the surface, the anchor and what stands around it.

No clock, no time zone, no spaCy: the same words read against the same anchor always give the same value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from extractor.components.dates import absolute, periods, relative
from extractor.components.dates.frame import NOTHING, Context, Frame
from extractor.components.dates.periods import DateValue
from extractor.components.dates.words import ORDINALS, WEEKDAYS, number, one_of, ordinal

__all__ = ["Context", "DateValue", "read"]

Reader = Callable[[str, Frame], DateValue | None]
_MOST_CHARACTERS = 80  # a longer run of words is no date
_MOST_WEEKS = 5  # of a month
_DEEPEST = 6  # parts of parts of dates

_SAME = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", ",": " ",
})  # fmt: skip
_ABBREVIATION_POINT = re.compile(r"(?<=[a-z])\.")
_SMALL_WORDS = re.compile(r"\b(?:of|the|in)\b")
_SPACES = re.compile(r"\s+")
_SPACED_HYPHEN = re.compile(r" ?- ?")
_POSSESSIVE = re.compile(r"(?<=[a-z\d])'s?(?= )(?! day\b| eve\b)")

_LIMIT = r"(?P<which>early to mid|mid to late|early|mid|middle|late|end|beginning|start|close|turn|earlier|later|rest|remainder)"
_PARTED = re.compile(rf"{_LIMIT} (?P<rest>.+)")
_YEAR_PART = re.compile(r"(?P<which>year end|year's end|end year|mid year|midyear|yearend)(?: (?P<rest>.+))?")
_HALF_OF = re.compile(r"(?P<which>first|second|latter|back|1st|2nd) half (?P<rest>.+)")
_WEEK_OF = re.compile(r"week (?P<rest>.+)")
_NTH_OF = re.compile(
    rf"(?P<nth>{one_of(ORDINALS)}|\d(?:st|nd|rd|th)|last|final) (?P<unit>week|weekend|{one_of(WEEKDAYS)}) (?P<rest>.+)"
)
_MONTHS_OF = re.compile(
    r"(?P<nth>first|last|final) (?P<count>two|three|four|six|eight|nine) (?P<unit>months|quarters) (?P<rest>.+)"
)
_OTHER_YEAR = (
    r"(?:this|last|next|that|previous|prior|following|coming|same|current|preceding) year|year (?:ago|earlier|before)"
)
_OF_YEAR = re.compile(rf"(?P<rest>.+?) (?P<year>{_OTHER_YEAR}|year)")
_YEARS_PART = re.compile(rf"(?P<year>{_OTHER_YEAR}) (?P<rest>.+)")
_NUMBER = r"\d{1,2}"
_DAY_RANGE = re.compile(
    rf"(?P<before>\D*?)(?P<first>{_NUMBER})(?:st|nd|rd|th)?(?:-| to | and | through )(?P<last>{_NUMBER})(?:st|nd|rd|th)?"
    r"(?P<after> \D.*| \d{4}|)"
)
_YEAR_RANGE = re.compile(r"(?P<first>[12]\d{3})[-/](?P<last>\d{4}|\d\d)")
_RANGE = re.compile(r"(?P<first>[^-]+)-(?P<last>[^-]+)")
_TRAILING_YEAR = re.compile(r".*\D(?P<year>[12]\d{3}|'\d\d)|(?P<alone>[12]\d{3})")
_PARTS: dict[str, tuple[periods.Part, periods.Part]] = {
    "early": ("early", "early"), "beginning": ("early", "early"), "start": ("early", "early"), "turn": ("early", "early"),
    "mid": ("mid", "mid"), "middle": ("mid", "mid"), "late": ("late", "late"), "end": ("late", "late"),
    "close": ("late", "late"), "early to mid": ("early", "mid"), "mid to late": ("mid", "late"),
}  # fmt: skip


def plain(surface: str) -> str:
    """The surface in lower case without what is mere spelling: `Early in the 4th  quarter, 2024` → `early 4th quarter 2024`."""
    text = _ABBREVIATION_POINT.sub("", surface.lower().translate(_SAME))
    text = _SPACES.sub(" ", _SMALL_WORDS.sub(" ", text)).strip()
    return _SPACED_HYPHEN.sub("-", text)


def parted(text: str, frame: Frame) -> DateValue | None:
    """`early 2024`, `late next year`, `end march`, `later this year`, `mid year 2020`, `year end`."""
    if match := _YEAR_PART.fullmatch(text):
        whole = inner(match["rest"] or "this year", frame)
        return periods.part(whole, "mid" if match["which"].startswith("mid") else "late") if whole else None
    if not (match := _PARTED.fullmatch(text)):
        return None
    whole = inner(_this(match["rest"]), frame)
    if whole is None:
        return None
    if match["which"] in ("earlier", "later", "rest", "remainder"):
        return _from_anchor(whole, match["which"] != "earlier", frame.anchor)
    return periods.part(whole, *_PARTS[match["which"]])


def _this(text: str) -> str:
    """A bare unit is the one at hand: the end of `year` is that of this year."""
    return f"this {text}" if text in relative.GRAINS else text


def _from_anchor(whole: DateValue, later: bool, anchor: dt.date | None) -> DateValue:
    """What is left of a period at the anchor, or what is over of it; the whole where the anchor lies outside."""
    if not anchor or not whole.first_day or not whole.last_day or not whole.first_day <= anchor <= whole.last_day:
        return whole
    return whole._replace(first_day=anchor) if later else whole._replace(last_day=anchor)


def pieces(text: str, frame: Frame) -> DateValue | None:
    """`second half next year`, `first half march`, `week june 3`, `second week may`, `last friday march`."""
    if match := _HALF_OF.fullmatch(text):
        whole = inner(_this(match["rest"]), frame)
        return periods.half_of(whole, 1 if match["which"] in ("first", "1st") else 2) if whole else None
    if match := _NTH_OF.fullmatch(text):
        whole = inner(_this(match["rest"]), frame)
        return _nth(match["nth"], match["unit"], whole) if whole else None
    if match := _MONTHS_OF.fullmatch(text):
        return _months_of(match, frame)
    if match := _WEEK_OF.fullmatch(text):
        whole = inner(match["rest"], frame)
        if whole is None or whole.grain != "day":
            return None
        return periods.containing("week", whole.first_day)
    return None


def _nth(nth: str, unit: str, whole: DateValue) -> DateValue:
    """The n-th week, weekend or weekday of a month or other period."""
    grain: periods.Grain = unit if unit in ("week", "weekend") else "day"  # type: ignore[assignment]
    last = nth in ("last", "final")
    count = 0 if last else ordinal(nth) - 1
    if not 0 <= count < _MOST_WEEKS:
        raise ValueError("a month has no such week")
    if whole.first_day is None or whole.last_day is None:
        return periods.unknown(grain)
    if unit == "week":
        return periods.week(whole.last_day - dt.timedelta(3) if last else whole.first_day + dt.timedelta(7 * count + 3))
    weekday = 5 if unit == "weekend" else WEEKDAYS[unit]
    if last:
        found = whole.last_day - dt.timedelta((whole.last_day.weekday() - weekday) % 7)
    else:
        found = whole.first_day + dt.timedelta((weekday - whole.first_day.weekday()) % 7 + 7 * count)
    if found > whole.last_day:
        raise ValueError("the month has no such day")
    return periods.weekend(found) if unit == "weekend" else periods.day(found)


def _months_of(match: re.Match[str], frame: Frame) -> DateValue | None:
    """`first nine months 2024`, `last six months this year`, `first three quarters 2023`."""
    whole = inner(_this(match["rest"]), frame)
    if whole is None or whole.grain != "year" or whole.first_day is None or whole.last_day is None:
        return whole if whole and whole.grain == "year" else None
    unit: periods.Grain = "month" if match["unit"] == "months" else "quarter"
    months = number(match["count"]) * periods.MONTHS_IN[unit]
    first = match["nth"] == "first"
    if months == 6:
        return periods.half_of(whole, 1 if first else 2)
    start, end = (0, months - 1) if first else (12 - months, 11)
    ends = (periods.add(whole.first_day, offset, "month") for offset in (start, end))
    return periods.span(*(periods.containing(unit, day) for day in ends))


def of_year(text: str, frame: Frame) -> DateValue | None:
    """`october last year`, `second half this year`, `third quarter year`, `last year fourth quarter`."""
    match = _OF_YEAR.fullmatch(text) or _YEARS_PART.fullmatch(text)
    if not match:
        return None
    said = "this year" if match["year"] == "year" else match["year"].replace("same", "that")
    governing = inner(said, replace(frame, context=frame.context._replace(compared=False)))
    if governing is None:
        return None
    if governing.first_day is None:
        return inner(match["rest"], replace(frame, context=frame.context._replace(year=None, period=None)))
    context = frame.context._replace(year=governing.first_day.year, period=None)
    return inner(match["rest"], replace(frame, context=context))


def ranged(text: str, frame: Frame) -> DateValue | None:
    """`march 5-7`, `2018-2020`, `2018-19`, `nov 27-dec 1 2023`, `q1-q3 2024`."""
    if match := _YEAR_RANGE.fullmatch(text):
        last = match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
        return periods.span(periods.year(int(match["first"])), periods.year(int(last)))
    if match := _DAY_RANGE.fullmatch(text):
        before, after = match["before"], match["after"]
        first = inner(f"{before}{match['first']}{after}", frame)
        end = inner(f"{before}{match['last']}{after}", _towards(first, frame))
        return periods.span(first, end) if first and end and first.grain == "day" == end.grain else None
    if match := _RANGE.fullmatch(text):
        return _two_ends(match["first"], match["last"], frame)
    return None


def _two_ends(first: str, last: str, frame: Frame) -> DateValue | None:
    """A range of two whole dates; the year of the second governs the first, a first in a later month is of the year before."""
    ending = inner(last, frame)
    year = _TRAILING_YEAR.fullmatch(last)
    if not year or _TRAILING_YEAR.fullmatch(first):
        beginning = inner(first, frame)
        ending = inner(last, _towards(beginning, frame)) if not year else ending
    else:
        number = absolute.whole_year(year["year"] or year["alone"], frame)
        beginning = inner(first, replace(frame, context=frame.context._replace(year=number)))
        if beginning and ending and beginning.first_day and ending.first_day and beginning.first_day > ending.first_day:
            beginning = periods.years_before(beginning, 1)
    return periods.span(beginning, ending) if beginning and ending else None


def _towards(first: DateValue | None, frame: Frame) -> Frame:
    """The frame for the end of a range: the first such date from its beginning on."""
    if first is None or first.first_day is None:
        return frame
    return replace(frame, anchor=first.first_day, context=frame.context._replace(direction="ahead", year=None))


READERS: dict[str, Reader] = {
    "range": ranged,
    "numeric": absolute.numeric,
    "months": absolute.split_quarter,
    "day": absolute.month_day,
    "month": absolute.month,
    "day-of-month": absolute.day_of_month,
    "year": absolute.year,
    "quarter": absolute.quarter,
    "half": absolute.half,
    "fiscal": absolute.fiscal_year,
    "season": absolute.season,
    "decade": absolute.decade,
    "century": absolute.century,
    "holiday": absolute.holiday,
    "weekday": absolute.weekday,
    "weekend": relative.weekend,
    "word": relative.day_word,
    "compared": relative.same_a_year_ago,
    "step": relative.step,
    "back": relative.back,
    "away": relative.away,
    "part": parted,
    "piece": pieces,
    "of-year": of_year,
}
_WITH_HYPHENS = {"range", "numeric", "months"}


def inner(text: str, frame: Frame) -> DateValue | None:
    """Read the text, or a part of a longer one, by the first reader that takes it."""
    if frame.depth >= _DEEPEST:
        return None
    deeper = replace(frame, depth=frame.depth + 1)
    spaced = _spaced(text)
    for name, reader in READERS.items():
        if found := reader(text if name in _WITH_HYPHENS else spaced, deeper):
            return found
    return None


def _spaced(text: str) -> str:
    return _POSSESSIVE.sub("", text.replace("-", " "))


@lru_cache(maxsize=20_000)
def read(surface: str, reader: str | None, anchor: dt.date | None, context: Context = NOTHING) -> DateValue | None:
    """Return what the date says, or None if it says no possible one.

    `reader` names the kind (a key of `READERS`); None tries each. `anchor` is the day it is read against, None when unknown:
    what depends on it is then X in the value, and its days None.

    >>> read("October 28", None, dt.date(2023, 11, 29)).value
    '2023-10-28'
    >>> read("October 28", None, None).value
    'XXXX-10-28'
    >>> read("February 30", None, dt.date(2023, 11, 29)) is None
    True
    """
    text = plain(surface)
    if not text or len(text) > _MOST_CHARACTERS:
        return None
    frame = Frame(anchor, context)
    try:
        if reader is None:
            return inner(text, frame)
        return READERS[reader](text if reader in _WITH_HYPHENS else _spaced(text), frame)
    except (ValueError, OverflowError):
        return None
