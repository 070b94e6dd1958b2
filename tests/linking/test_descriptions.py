"""Chips that are described in one sentence and named in a later one."""

from __future__ import annotations

import pytest

import extractor

PUBLISHED = "2024-06-03"
CASES = {
    "AMD on Monday introduced two chips for laptops. Both are made by TSMC. The Ryzen AI 9 HX 370 has 12 cores. "
    "The Ryzen AI 9 365 has 10. The Ryzen 7 8840U has 8.": [
        ("Ryzen AI 9 HX 370", "announced", "2024-06-03"),
        ("Ryzen AI 9 365", "announced", "2024-06-03"),
    ],
    "AMD announced its new desktop lineup today.\nThe Ryzen 9 9950X has 16 cores.\nThe Ryzen 7 9700X has 8.": [
        ("Ryzen 9 9950X", "announced", "2024-06-03"),
        ("Ryzen 7 9700X", "announced", "2024-06-03"),
    ],
    "Broadcom is sampling a switch chip aimed at large data centers. The news is welcome. The Tomahawk 6 is fast.": [
        ("Tomahawk 6", "production", None)
    ],
    "AMD announced new server chips today. The Xeon 6 is slower. The EPYC 9005 has 192 cores.": [
        ("EPYC 9005", "announced", "2024-06-03")
    ],
    "AMD announced new server chips today. The Xeon 6 is slower.": [],
    "Next year AMD will release another fast six-core part for servers, and a 12-core processor, Magny-Cours.": [
        ("Magny-Cours", "available", "2025")
    ],
}
# News with no day of its own is of the day that the article opens with, if that is told of the same company.
LEADS = {
    "AMD held its show on Monday. The Ryzen 9 9950X was unveiled there.": [
        ("Ryzen 9 9950X", "announced", "2024-06-03")
    ],
    "Nvidia held its show on Monday. AMD unveiled the Ryzen 9 9950X.": [("Ryzen 9 9950X", "announced", None)],
    "AMD has unveiled the Ryzen 9 9950X. It is for gamers, as we wrote on Sunday.": [
        ("Ryzen 9 9950X", "announced", None)
    ],
}


@pytest.mark.parametrize(("text", "events"), {**CASES, **LEADS}.items(), ids={**CASES, **LEADS})
def test_what_is_described(chipwire: extractor.Extractor, text: str, events: list[tuple[str, str, str | None]]) -> None:
    found = chipwire.extract(text, published=PUBLISHED).events
    assert [(event.chip, event.event, event.date) for event in found] == events
