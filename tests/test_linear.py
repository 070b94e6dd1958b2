"""However hostile a text, the work is linear in its length, through all stages."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

import extractor

HOSTILE = {
    "multipliers": "4x ",
    "claims": "the H100 is 4 times faster than the A100 and ",
    "pairs": "the latter is 4x faster than the former, ",
    "moves": "moving to the H100 from the A100 halves power, ",
    "comparisons that go on": "higher than the H100, with 4x faster ",
    "clause": "word ",
    "chips": "H100 ",
    "relatives": "that ",
    "brackets": ") 4x faster ",
    "reports": "Intel said that ",
    "ambiguous names": "Volta, Hopper, ",
    "names in capitals": "AMPERE AND ",
    "new names": "its new Zephyr NPU ",
    "names given": "a chip called Foo, ",
    "makers": "Acme Semiconductor and ",
    "launches": "launched the H100, ",
    "delays": "delays the launch of the H100 to March ",
    "plans": "was originally planned to ship in ",
    "dates": "in March, June and ",
    "lines": "- H100: 3x faster\n",
    "paragraphs": "The H100 launched.\n\n",
}
# What an article opens with, and what then goes on: each place may look back to the opening, or far ahead of it.
OPENED = {
    "chips far from their vendor": ("Acme Semiconductor said ", "the new Zephyr NPU, "),
    "chips with vendors that are no subject": ("", "by Intel and its new Zephyr NPU, "),
    "chips of a newcomer": ("Tarnworks Semiconductor is a start-up. ", "a new Zephyr NPU, "),
    "condition": ("When ", "the H100 available now, "),
    "description": ("Acme launched a new chip. ", "H100 "),
    "generation": ("Intel launched the Blackwell generation of ", "Core, "),
    "lineups": ("", "announced the H100 family, which includes the "),
    "entries": ("", "the board (out since June) and "),
}


@pytest.fixture(scope="module")
def chipwire() -> extractor.Extractor:
    return extractor.load()


def count_lines(chipwire: extractor.Extractor, text: str) -> int:
    """The work that an extraction is, counted in lines run: no clock, the same on every machine."""
    chipwire.extract(text, "2024-06-03")
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        chipwire.extract(text, "2024-06-03")
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    ("opening", "piece"),
    [*(("", piece) for piece in HOSTILE.values()), *OPENED.values()],
    ids=[*HOSTILE, *OPENED],
)
def test_hostile_text_costs_linear_work(chipwire: extractor.Extractor, opening: str, piece: str) -> None:
    end = "the H100 is 4x faster than the A100."
    few, many = (count_lines(chipwire, opening + piece * times + end) for times in (100, 400))
    assert many < 4.4 * few + 1_000
