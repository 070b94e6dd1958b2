"""What a date is read against: the anchor, and what its sentence and article say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from extractor.components.dates.periods import DateValue, Direction


class Context(NamedTuple):
    """What the words around a date say about it.

    `direction` is where its clause points, `year` the year that governs it from elsewhere in the sentence, `period` what a
    results article reports, `antecedent` the date that "that day" or "three days later" points back to,
    `fiscal_year_ends` the month in which the company's fiscal year ends, `compared` whether "a year ago" is a
    comparison with the period reported, and `after` a day ahead that the date follows.
    """

    direction: Direction | None = None
    year: int | None = None
    period: DateValue | None = None
    antecedent: DateValue | None = None
    fiscal_year_ends: int | None = None
    compared: bool = False
    after: dt.date | None = None


NOTHING = Context()


@dataclass(frozen=True, slots=True)
class Frame:
    """The anchor and the context of one date; `depth` is how many parts of it are still being read."""

    anchor: dt.date | None = None
    context: Context = NOTHING
    depth: int = 0
