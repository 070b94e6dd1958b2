"""The words of dates and what they stand for: months, weekdays, seasons, numbers, holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from dateutil.easter import easter
from dateutil.relativedelta import MO, SU, TH, relativedelta
from dateutil.relativedelta import weekday as Weekday  # noqa: N812


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    """Each word with its number, counted from the first."""
    return {word: number for number, word in enumerate(words.split(), first)}


def _shortened(numbers: dict[str, int]) -> dict[str, int]:
    """The words, and their first three letters."""
    return numbers | {word[:3]: number for word, number in numbers.items()}


def _joined(tens: dict[str, int], ones: dict[str, int]) -> dict[str, int]:
    """`twenty one`, `twenty first`."""
    return {f"{ten} {one}": tens[ten] + ones[one] for ten in tens for one in ones if ones[one] < 10}


MONTHS = _shortened(_numbered("january february march april may june july august september october november december"))
MONTHS |= {"sept": 9}
WEEKDAYS = _shortened(_numbered("monday tuesday wednesday thursday friday saturday sunday", 0))
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
SEASONS = {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA",
           "winter": "WI", "wintertime": "WI"}  # fmt: skip

_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
_ONES = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
NUMBERS = _ONES | _TENS | {"a": 1, "an": 1, "fifty": 50, "sixty": 60, "hundred": 100} | _joined(_TENS, _ONES)
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS |= _joined({"twenty": 20}, ORDINALS) | {"thirtieth": 30, "thirty first": 31}
_DECADES = _numbered("twenties thirties forties fifties sixties seventies eighties nineties", 2)
DECADES = {word: 10 * number for word, number in _DECADES.items()}


def _fixed(month: int, day: int) -> Callable[[int], dt.date]:
    return lambda year: dt.date(year, month, day)


def _moving(month: int, weekday: Weekday, day: int = 1) -> Callable[[int], dt.date]:
    return lambda year: dt.date(year, month, 1) + relativedelta(day=day, weekday=weekday)


def _from_easter(days: int) -> Callable[[int], dt.date]:
    return lambda year: easter(year) + dt.timedelta(days)


# The Chinese New Year, the first day of the lunisolar year, from 2000 on: (month, day).
_NEW_MOONS = (
    (2, 5), (1, 24), (2, 12), (2, 1), (1, 22), (2, 9), (1, 29), (2, 18), (2, 7), (1, 26),
    (2, 14), (2, 3), (1, 23), (2, 10), (1, 31), (2, 19), (2, 8), (1, 28), (2, 16), (2, 5),
    (1, 25), (2, 12), (2, 1), (1, 22), (2, 10), (1, 29), (2, 17), (2, 6), (1, 26), (2, 13),
    (2, 3), (1, 23), (2, 11), (1, 31), (2, 19), (2, 8),
)  # fmt: skip
_FIRST_NEW_MOON = 2000


def _lunar_new_year(year: int) -> dt.date:
    if not 0 <= year - _FIRST_NEW_MOON < len(_NEW_MOONS):
        raise ValueError("the table of lunar years does not reach so far")
    return dt.date(year, *_NEW_MOONS[year - _FIRST_NEW_MOON])


HOLIDAYS: dict[str, Callable[[int], dt.date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "martin luther king day": _moving(1, weekday=MO(3)),
    "martin luther king jr day": _moving(1, weekday=MO(3)),
    "mlk day": _moving(1, weekday=MO(3)),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents day": _moving(2, weekday=MO(3)),
    "presidents' day": _moving(2, weekday=MO(3)),
    "pi day": _fixed(3, 14),
    "st patrick's day": _fixed(3, 17),
    "april fools day": _fixed(4, 1),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "earth day": _fixed(4, 22),
    "may day": _fixed(5, 1),
    "mother's day": _moving(5, weekday=SU(2)),
    "memorial day": _moving(5, day=31, weekday=MO(-1)),
    "father's day": _moving(6, weekday=SU(3)),
    "juneteenth": _fixed(6, 19),
    "independence day": _fixed(7, 4),
    "fourth july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _moving(9, weekday=MO(1)),
    "columbus day": _moving(10, weekday=MO(2)),
    "halloween": _fixed(10, 31),
    "singles day": _fixed(11, 11),
    "singles' day": _fixed(11, 11),
    "guy fawkes night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "thanksgiving": _moving(11, weekday=TH(4)),
    "thanksgiving day": _moving(11, weekday=TH(4)),
    "black friday": lambda year: HOLIDAYS["thanksgiving"](year) + dt.timedelta(1),
    "cyber monday": lambda year: HOLIDAYS["thanksgiving"](year) + dt.timedelta(4),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "xmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "lunar new year": _lunar_new_year,
    "chinese new year": _lunar_new_year,
    "spring festival": _lunar_new_year,
}


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def number(word: str) -> int:
    """The number a word or numeral says: `three`, `3`, `an`, `twenty five`."""
    return int(word) if word.isdigit() else NUMBERS[word]


def ordinal(word: str) -> int:
    """The number an ordinal says: `third`, `3rd`, `thirty first`, `3`."""
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))
