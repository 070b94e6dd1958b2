import datetime as dt

import pytest

from extractor.documents.published import published_in_name, read_published
from extractor.errors import ReadError

DAY = dt.date(2023, 11, 28)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-11-28", DAY),
        ("2023-11-28T23:59:59+09:00", DAY),
        ("2023-11-28 10:00", DAY),
        ("Tue, 28 Nov 2023 09:30:00 GMT", DAY),
        (DAY, DAY),
        (dt.datetime(2023, 11, 28, 9, 30), DAY),
        (None, None),
        ("", None),
        ("2023", None),
        (2023, None),
        ("2023-11", None),
    ],
    ids=str,
)
def test_values(value: object, day: dt.date | None) -> None:
    assert read_published(value) == day


@pytest.mark.parametrize(
    "value", ["soon", "2023-13-28", "28/11/23 or so", "2023-11-281", [2023], "2023-11-28-29"], ids=str
)
def test_no_date(value: object) -> None:
    with pytest.raises(ReadError, match="is no date; write it as YYYY-MM-DD"):
        read_published(value)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-11-28.txt", DAY),
        ("news_20231128_a.html", DAY),
        ("2023/11/28/launch/index.html", DAY),
        ("a.2023.11.28.md", DAY),
        ("2023-1128.txt", None),
        ("rtx-5090-review.txt", None),
        ("1202311280.txt", None),
        ("2023-02-31.txt", None),
    ],
)
def test_names(name: str, day: dt.date | None) -> None:
    assert published_in_name(name) == day
