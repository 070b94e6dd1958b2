"""Every phrase of `phrases/*.txt`: a sentence with its dates marked, read against an anchor.

A line `@ 2023-11-28` sets the anchor for what follows (`@ none` for none), `#` begins a comment. A mark is
⟦surface|value⟧ or ⟦surface|value first_day last_day⟧; a sentence without marks has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PHRASES = sorted((Path(__file__).parent / "phrases").glob("*.txt"))
MARK = re.compile(r"⟦(?P<surface>[^|⟧]+)\|(?P<value>\S+?)(?: (?P<days>\S+ \S+))?⟧")


def read_cases(path: Path) -> Iterator[tuple[str | None, str]]:
    anchor = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            anchor = None if line == "@ none" else line.removeprefix("@ ")
        elif line and not line.startswith("#"):
            yield anchor, line


CASES = [
    pytest.param(anchor, marked, id=f"{path.stem}-{number}")
    for path in PHRASES
    for number, (anchor, marked) in enumerate(read_cases(path), 1)
]


@pytest.mark.parametrize(("anchor", "marked"), CASES)
def test_phrase(chipwire, anchor, marked):
    text = MARK.sub(lambda mark: mark["surface"], marked)
    found = [entity for entity in chipwire.extract(text, published=anchor).entities if entity.label == "DATE"]

    assert write_marks(text, found, marked) == marked


def write_marks(text: str, found: list, marked: str) -> str:
    """Put marks back into the text; with days where the same mark of the expected text has them."""
    with_days = {(mark["surface"], mark["value"]) for mark in MARK.finditer(marked) if mark["days"]}
    pieces, at = [], 0
    for date in found:
        days = f" {date.first_day} {date.last_day}" if (date.text, date.value) in with_days else ""
        pieces += [text[at : date.start], f"⟦{date.text}|{date.value}{days}⟧"]
        at = date.end
    return "".join([*pieces, text[at:]])


def test_there_are_phrases_enough():
    negatives = [case for case in CASES if case.id.startswith("negatives")]

    assert len(CASES) - len(negatives) >= 400
    assert len(negatives) >= 120
