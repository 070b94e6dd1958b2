"""What happened to which chip, and when."""

from __future__ import annotations

import pytest

import extractor

PUBLISHED = "2024-06-03"
CASES = {
    "Nvidia today unveiled the H200.": [("H200", "announced", "2024-06-03")],
    "On Monday, Nvidia announced the H200.": [("H200", "announced", "2024-06-03")],
    "Nvidia announced the H200 and the GH200 in November 2023.": [
        ("H200", "announced", "2023-11"),
        ("GH200", "announced", "2023-11"),
    ],
    "The H200 was announced in November 2023.": [("H200", "announced", "2023-11")],
    "The H200, first unveiled in November 2023, is here.": [("H200", "announced", "2023-11")],
    "AMD introduced its Instinct MI300X in 2023.": [("Instinct MI300X", "announced", "2023")],
    "The Instinct MI300X, which AMD introduced in 2023, sells well.": [("Instinct MI300X", "announced", "2023")],
    "Huawei debuts Kirin 9000": [("Kirin 9000", "announced", None)],
    "The H200 will ship in the third quarter of 2024.": [("H200", "available", "2024-Q3")],
    "The H200 goes on sale on June 10.": [("H200", "available", "2024-06-10")],
    "The H200 will be available in July.": [("H200", "available", "2024-07")],
    "Intel launched the Xeon 6 on June 4.": [("Xeon 6", "available", "2024-06-04")],
    "AMD released the Ryzen 9 9950X in August 2024.": [("Ryzen 9 9950X", "available", "2024-08")],
    "The Ryzen 9 9950X was launched in August 2024.": [("Ryzen 9 9950X", "available", "2024-08")],
    "The Ryzen 9 9950X arrives next month.": [("Ryzen 9 9950X", "available", "2024-07")],
    "Nvidia announced the H200 on Monday and it will ship in July.": [
        ("H200", "announced", "2024-06-03"),
        ("H200", "available", "2024-07"),
    ],
    "Intel's Lunar Lake will enter mass production in 2024.": [("Lunar Lake", "production", "2024")],
    "Intel has taped out Panther Lake.": [("Panther Lake", "production", None)],
    "AMD is sampling the Instinct MI325X.": [("Instinct MI325X", "production", None)],
    "Intel delayed Sapphire Rapids until 2022.": [("Sapphire Rapids", "delayed", "2022")],
    "The launch of Intel's Sapphire Rapids was delayed until 2022.": [("Sapphire Rapids", "delayed", "2022")],
    "Intel cancelled Larrabee in 2010.": [("Larrabee", "cancelled", "2010")],
    "Larrabee was cancelled in 2010.": [("Larrabee", "cancelled", "2010")],
    "Intel's Lunar Lake was launched at a show in May 2024.": [("Lunar Lake", "announced", "2024-05")],
    "The H200 has not been announced.": [],
    "Nvidia announced servers with the H200.": [],
    "Microsoft announced H200 instances on Monday.": [],
    "The H200 is fast.": [],
    "Nvidia announced its results on Monday. The H200 sold well.": [],
}


@pytest.fixture(scope="module")
def chipwire() -> extractor.Extractor:
    return extractor.load()


@pytest.mark.parametrize(("text", "events"), CASES.items(), ids=CASES)
def test_events(chipwire: extractor.Extractor, text: str, events: list[tuple[str, str, str | None]]) -> None:
    found = chipwire.extract(text, published=PUBLISHED).events
    assert [(event.chip, event.event, event.date) for event in found] == events


def test_an_event_is_told_once_with_the_first_date(chipwire: extractor.Extractor) -> None:
    text = "Nvidia unveils the H200. On Monday, Nvidia unveiled the H200. The H200 was unveiled on Monday."
    (event,) = chipwire.extract(text, published=PUBLISHED).events
    assert (event.chip, event.event, event.date) == ("H200", "announced", "2024-06-03")


def test_an_event_names_the_entities_that_show_it(chipwire: extractor.Extractor) -> None:
    result = chipwire.extract("The H200 will ship in July.", published=PUBLISHED)
    assert [result.entities[index].text for index in result.events[0].entities] == ["H200", "July"]
