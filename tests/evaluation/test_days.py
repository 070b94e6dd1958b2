"""The days that a gold date value covers."""

import pytest

from extractor.evaluation.days import days_of


@pytest.mark.parametrize(
    ("value", "first_day", "last_day"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2024-W23", "2024-06-03", "2024-06-09"),
        ("2020-W37-WE", "2020-09-12", "2020-09-13"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("2018-10-22/2018-10-24", "2018-10-22", "2018-10-24"),
    ],
)
def test_a_value_covers_its_days(value, first_day, last_day):
    assert tuple(map(str, days_of(value))) == (first_day, last_day)


@pytest.mark.parametrize("value", ["XXXX-10-28", "XXXX-Q3", "FY2025", "FY2025-Q3", "XXXX-10/2024"])
def test_days_that_the_value_does_not_tell(value):
    assert days_of(value) is None


@pytest.mark.parametrize("value", ["", "October", "2025-02-30", "2025-13", "2024-Q5", "2024-W60", "24-10-01", "2024/"])
def test_what_is_no_value(value):
    with pytest.raises(ValueError, match=r"no date value|must be in|out of range|nvalid week"):
        days_of(value)
