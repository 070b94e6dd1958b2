"""From a ratio's surface to its factor: new over old, as the industry reads it. A pure function of the surface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import prod
from typing import Any, Final

from extractor.schema import Hedge, Status


@dataclass(slots=True)
class RatioValue:
    """What a ratio says: how much, of what, how exactly; and, once linked, of which thing, against which, who says so."""

    factor: float
    factor_max: float | None = None
    metric: str = "other"
    hedge: Hedge | None = None
    subject: str | None = None
    baseline: str | None = None
    status: Status = "stated"
    source: str | None = None

    def fields(self) -> dict[str, Any]:
        """The attributes of the public model."""
        return {
            "factor": self.factor,
            "factor_max": self.factor_max,
            "metric": self.metric,
            "hedge": self.hedge,
            "subject": self.subject,
            "baseline": self.baseline,
            "status": self.status,
            "source": self.source,
        }


Factors = tuple[float, float | None]

_SMALL: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS: Final = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORDS: Final = {**_SMALL, **_TENS, "a": 1, "an": 1, "several": 3, "dozen": 12, "half": 0.5}
_PARTS: Final = {
    "half": 2, "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "fifteenth": 15, "sixteenth": 16, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_MANY: Final = {"tens": 10, "dozens": 12, **{f"{word}s": value for word, value in _SCALES.items()}}
_MULTIPLES: Final = {
    "twice": 2,
    "doubl": 2,
    "thrice": 3,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "quintupl": 5,
    "halv": 0.5,
}

_NUMBER_WORD = "|".join([*_SMALL, *_TENS, "several", "dozen"])
_SCALE = "|".join(_SCALES)
_COUNT = (
    rf"(?:\d[\d,]*(?:\.\d+)?|\.\d+|(?:{_NUMBER_WORD})\b|a\b(?=[ -](?:{_SCALE}|dozen)))"
    rf"(?:[ -](?:{_SCALE}|dozen)\b)?(?: and a half)?"
)
_RANGE = rf"(?P<first>{_COUNT})(?P<unit>{{unit}})?(?:(?:-? (?:up to|to|or|and) | ?- ?)(?P<second>{_COUNT}))?"
_PERCENT = re.compile(
    _RANGE.format(unit=r" ?%| ?-?(?:percent|per cent|pct)") + r"[ -]*(?:%|percent\b|per cent\b|pct\b|pc\b)?"
)
_PERCENT_SIGN = re.compile(r"%|percent|per cent|pct|\bpc\b")
_TIMES = re.compile(_RANGE.format(unit=r"[x×]| ?times") + r"(?: ?[x×](?!\w)|[ -]?times\b|[ -]?fold\b)")
_SOME = rf"(?:(?:tens|hundreds) of )?(?:{'|'.join(_MANY)})"
_MANY_TIMES = re.compile(rf"\b(?P<first>{_SOME})(?: (?:to|or|and) (?P<second>{_SOME}))? of times\b")
_FACTOR_OF = re.compile(r"\bfactor of (?:[a-z~]+ ){0,4}?" + _RANGE.format(unit="(?!)"))
_WORD_FOLD = re.compile(rf"\b({_NUMBER_WORD}|{_SCALE})fold\b")
_ORDERS = re.compile(
    rf"(?:(?P<first>\d+|(?:{_NUMBER_WORD})\b)(?:(?: to |-| or )(?P<second>\d+|(?:{_NUMBER_WORD})\b))? )?"
    r"orders?[ -]of[ -]magnitude"
)
_FRACTION = re.compile(
    rf"(?:\b(?P<top>one|two|three|four|five|a)[ -]+(?P<part>{'|'.join(_PARTS)})s?\b|\b(?P<over>\d)/(?P<under>\d+))"
    r"|\b(?P<half>half)\b"
)
_MULTIPLE = re.compile(rf"\b(?P<stem>{'|'.join(_MULTIPLES)})(?:e|es|ed|ing|s|d)?\b")

_LESS = re.compile(
    r"\b(?:less|lower|fewer|slower|slow|slows|slowed|slowing|shorter|smaller|thinner|lighter|narrower|weaker|worse|cheaper"
    r"|cooler|quieter|reduc\w*|decreas\w*|declin\w*|cut|cuts|cutting|sav(?:e|es|ed|ing|ings)|drop\w*|shrink\w*|shrank"
    r"|shrunk|slash\w*|trim\w*|lower(?:s|ed|ing)|minimi[sz]\w*|shorten\w*|fell|falls?|fallen|falling|bring\w* down"
    r"|brought down|driv\w* down|drove down|slowdown|penalty|down|below|behind|trail\w*|lag\w*|hit|los[st]|loss|off)\b"
)
_COMPARED = (
    "(?:fast|quick|slow|low|high|great|larg|bigg|small|bett|strong|weak|long|short|dens|light|thinn|cool|bright|wid)"
)
_CHANGE = re.compile(
    rf"\b(?:less|more|fewer|additional|extra|by|off|{_COMPARED}er|(?:improvement|gain|increase|reduction|boost|saving|cut|drop)s?)\b"
)
_LOSS = re.compile(r"(?:lost|loses?|losing|sheds?|shedding|sacrific\w+) ")
_SHARE = re.compile(r"(?:%|percent|per cent|pct) (?:of )?(?:the|its|their)\b|(?:%|percent|per cent) as\b")
_BETTER = re.compile(r"^(?:improv|enhanc)|\bbetter\b")


def read_factors(surface: str, less: bool | None = None) -> Factors | None:
    """Return factor and factor_max; None where the surface holds no figure or one that would be no factor.

    `less` says which way the change goes, where the surface does not: a figure alone in "cut by 30%".

    >>> read_factors("20% to 30% faster"), read_factors("35% lower latency"), read_factors("one-tenth the cost")
    ((1.2, 1.3), (0.65, None), (0.1, None))
    """
    text = _plain(surface)
    down = bool(_LESS.search(text)) and not _is_upward(text) if less is None else less
    for read in (_read_loss, _read_orders, _read_times, _read_percent, _read_fraction, _read_multiple):
        found = read(text, down)
        if found is not None:
            return found if all(value is None or value > 0 for value in found) else None
    return None


def goes_down(surface: str) -> bool:
    """Does a word of the surface say that the quantity shrinks?"""
    return bool(_LESS.search(_plain(surface)))


def _plain(surface: str) -> str:
    text = re.sub("[\u00ad\u2010-\u2015\u2212]", "-", surface.lower())
    text = re.sub("[\"\u201c\u201d\u2018\u2019']", "", text)
    text = re.sub(r"(?<=[\dx×%])\+|[- ]plus\b|(?<=%) ?\+", "", text)  # "20%-plus", "3x+"
    return re.sub(r"\s+", " ", text.replace("-and-a-half", " and a half")).strip()


def _is_upward(text: str) -> bool:
    """ "Improved" and "better" rise, whatever the quantity: 25% better latency is 1.25, and so is an improved delay."""
    return bool(_BETTER.search(text)) or bool(re.search(r"\b(?:speeds?|sped|speeding) up\b", text))


def _number(text: str) -> float:
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+|[\d,.]*\d", text.replace(" and a half", " half")):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
        elif word == "dozen":
            current = (current or 1) * 12
        else:
            current += _WORDS[word] if word in _WORDS else float(word.replace(",", ""))
    return total + current


def _many(text: str) -> float:
    """ "Hundreds", "tens of thousands"."""
    return float(prod(_MANY[word] for word in text.split(" of ")))


def _pair(match: re.Match[str]) -> tuple[float, float | None]:
    first, second = _number(match["first"]), _number(match["second"]) if match["second"] else None
    return first, None if second == 1 and first > 1 else second  # "2 to 1"


def _map(pair: tuple[float, float | None], down: bool, *, percent: bool) -> Factors:
    def one(value: float) -> float:
        if percent:
            return round(1 - value / 100 if down else 1 + value / 100, 6)
        return round(1 / value, 10) if down and value else value

    first, second = pair
    return one(first), None if second is None else one(second)


_MOST_ORDERS = 100  # of magnitude: beyond it is no technical figure, and soon no number


def _read_orders(text: str, down: bool) -> Factors | None:
    match = _ORDERS.search(text)
    if not match:
        return None
    first, second = (_number(match[part]) if match[part] else None for part in ("first", "second"))
    if max(first or 1, second or 1) > _MOST_ORDERS:
        return None
    return _map((10.0 ** (first or 1), None if second is None else 10.0**second), down, percent=False)


def _read_times(text: str, down: bool) -> Factors | None:
    many = _MANY_TIMES.search(text)
    if many:
        first, second = _many(many["first"]), _many(many["second"]) if many["second"] else None
        return _map((first, second), down, percent=False)
    match = _FACTOR_OF.search(text) or _TIMES.search(text)
    if match:
        return _map(_pair(match), down, percent=False)
    word = _WORD_FOLD.search(text)
    if not word:
        return None
    value = _SCALES.get(word[1]) or _WORDS[word[1]]
    return _map((float(value), None), down, percent=False)


def _read_loss(text: str, _down: bool) -> Factors | None:
    """ "Lost a third of its speed": what is left."""
    lost = _LOSS.match(text)
    part = lost and (_read_percent(text[lost.end() :], False) or _read_fraction(text[lost.end() :], False))
    return (round(1 - part[0], 6), None) if part and part[0] < 1 else None


def _read_percent(text: str, down: bool) -> Factors | None:
    match = next((found for found in _PERCENT.finditer(text) if _PERCENT_SIGN.search(found[0])), None)
    if not match:
        return None
    if _SHARE.search(text):
        first, second = _pair(match)
        return first / 100, None if second is None else second / 100
    return _map(_pair(match), down, percent=True)


def _read_fraction(text: str, down: bool) -> Factors | None:
    match = _FRACTION.search(text)
    if not match or re.match(r"(?:doubl|tripl|quadrupl|halv)", text):
        return None
    if match["half"]:
        part = 0.5
    elif match["over"]:
        part = int(match["over"]) / int(match["under"]) if int(match["under"]) else 0.0
    else:
        part = _WORDS[match["top"]] / _PARTS[match["part"]]
    if _is_change(text):
        return round(1 - part if down else 1 + part, 6), None
    return round(part, 6), None


def _is_change(text: str) -> bool:
    """ "A third less" and "cut by a third" change by the part; "a third of the power" and "cut in half" are the part."""
    if re.search(r"\bin half\b", text):
        return False
    return bool(_CHANGE.search(text)) and not re.search(r"\b(?:as|of)\b", text)


def _read_multiple(text: str, down: bool) -> Factors | None:
    match = _MULTIPLE.search(text)
    if not match:
        return None
    factor = float(_MULTIPLES[match["stem"]])
    return (1 / factor if down and factor > 1 and " as " not in text else factor), None
