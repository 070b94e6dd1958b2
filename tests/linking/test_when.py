"""Which of an article's dates is an event's."""

from __future__ import annotations

import pytest

import extractor

PUBLISHED = "2024-06-03"
CASES = {
    "1995. Intel introduced the Pentium Pro, its first chip for servers.": [("Pentium Pro", "announced", "1995")],
    "• March 1993. Intel launched the Pentium at $878.": [("Pentium", "available", "1993-03")],
    "June 2021\nAMD released the Radeon RX 6600 XT.": [("Radeon RX 6600 XT", "available", "2021-06")],
    "Sales fell in 1995. Intel introduced the Pentium Pro.": [("Pentium Pro", "announced", None)],
    "Intel announced the Xeon 6 two months ago, on April 9.": [("Xeon 6", "announced", "2024-04-09")],
    "On 23 June, in 1999, AMD released the Athlon.": [("Athlon", "available", "1999-06-23")],
    "Intel is pushing back Panther Lake until next year.": [("Panther Lake", "delayed", "2025")],
    "The Ryzen 9 9950X3D has been rescheduled from October to December.": [("Ryzen 9 9950X3D", "delayed", "2024-12")],
    "The Xeon 6 launch has shifted from the third quarter to early 2025.": [("Xeon 6", "delayed", "2025")],
    "Shipments of the Xeon 6 have been put back to September.": [("Xeon 6", "delayed", "2024-09")],
    "Intel's Xeon 6 needs more tests. As a result, Intel pushed production back to the first quarter of 2025.": [
        ("Xeon 6", "delayed", "2025-Q1")
    ],
    "Microsoft shifted to the H200 last year.": [],
    "The Ryzen 9 9950X has moved to another node.": [],
    "AMD is readying a Ryzen 9 9950X3D for January.": [("Ryzen 9 9950X3D", "available", "2025-01")],
    "AMD is readying new drivers for the Radeon RX 7600 in July.": [],
    "Intel's Panther Lake hits production next month.": [("Panther Lake", "production", "2024-07")],
    "The Exynos 2500 will be rolling off production lines next month.": [("Exynos 2500", "production", "2024-07")],
}


@pytest.mark.parametrize(("text", "events"), CASES.items(), ids=CASES)
def test_the_date_of_an_event(
    chipwire: extractor.Extractor, text: str, events: list[tuple[str, str, str | None]]
) -> None:
    found = chipwire.extract(text, published=PUBLISHED).events
    assert [(event.chip, event.event, event.date) for event in found] == events
