"""The day an article appeared: from a value in its record, or from the name of its file."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Any

from extractor.errors import ReadError

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_COARSE = re.compile(r"\d{4}(-\d{2})?")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def read_published(value: Any) -> dt.date | None:
    """Return the day that a record's value says, `None` for an empty value or one with no day ("2023-11").

    Dates, times and their usual spellings are read: ISO 8601 and that of e-mail and RSS.
    Raises `ReadError` for anything else.

    >>> read_published("2023-11-28T09:30:00Z")
    datetime.date(2023, 11, 28)
    >>> read_published("Tue, 28 Nov 2023 09:30:00 +0000")
    datetime.date(2023, 11, 28)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date) or value is None:
        return value
    text = str(value).strip()
    if not text or _COARSE.fullmatch(text):
        return None
    return _parse(text)


def _parse(text: str) -> dt.date:
    try:
        day = _DAY.match(text)
        return dt.date(*map(int, day.groups())) if day else parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError) as error:
        message = f"the publication date {text[:80]!r} is no date; write it as YYYY-MM-DD or leave it out"
        raise ReadError(message) from error


def published_in_name(name: str) -> dt.date | None:
    """Return the day written in a file's path, `None` if there is none.

    >>> published_in_name("wire/2023-11-28-launch.txt"), published_in_name("2023/11/28/launch.txt")
    (datetime.date(2023, 11, 28), datetime.date(2023, 11, 28))
    """
    for year, _, month, day in _IN_NAME.findall(name):
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
