"""Dates through the whole extractor: warnings, datelines, hostile text, the ends of the calendar."""

from __future__ import annotations

import pytest


def dates(result):
    return [(date.text, date.value) for date in result.entities if date.label == "DATE"]


def test_no_publication_date_is_said(chipwire):
    result = chipwire.extract("It ships next year.")

    assert dates(result) == [("next year", "XXXX")]
    assert result.warnings == ["no publication date was given: relative dates stay open, with X for what is not known"]


def test_a_dateline_is_said_to_be_the_anchor(chipwire):
    result = chipwire.extract("LONDON, March 4, 2020 (Reuters) - It ships next year.")

    assert dates(result) == [("March 4, 2020", "2020-03-04"), ("next year", "2021")]
    assert result.warnings == ["no publication date was given: dates are read against the dateline, 2020-03-04"]


def test_a_publication_date_outweighs_the_dateline(chipwire):
    result = chipwire.extract("LONDON, March 4, 2020 (Reuters) - It ships next year.", published="2021-01-05")

    assert dates(result)[-1] == ("next year", "2022")
    assert result.warnings == []


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", None])
def test_the_ends_of_the_calendar(chipwire, published):
    text = (
        "Last year, on Friday, a decade ago, next Christmas, 100 years from now, in Q4, by Feb. 29, later this century."
    )

    assert len(dates(chipwire.extract(text, published=published))) >= 1


@pytest.mark.parametrize(
    "repeated",
    [
        "In 2017 Monday, ",
        "March 5 to ",
        "Nvidia fiscal 2025 a year ago ",
        "that day ",
        "will ship Friday ",
        "2018-",
        "early in ",
    ],
)
def test_hostile_text_is_read(chipwire, repeated):
    assert chipwire.extract(repeated * 2_000, published="2024-01-01").entities is not None
