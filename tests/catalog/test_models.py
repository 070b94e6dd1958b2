"""Thousands of names of real models, each found whole, with its record, its maker and its canonical name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.schema import Chip
from tests.names import chipwire

LISTED = Path(__file__).parent / "models.txt"
MISSED = {
    "M10": "reads as a chip of the Mac not out yet, which asks for more than its maker's name",
    "M11": "reads as a chip of the Mac not out yet, which asks for more than its maker's name",
    "RTX 6000D": "a letter behind the workstation cards' numbers is no part of their grammar",
    "SC7731E": "only some of this line have a record",
}


def listed() -> dict[str, list[list[str]]]:
    """The names of `models.txt` by vendor and line."""
    names: dict[str, list[list[str]]] = {}
    vendor = ""
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            vendor = line.strip("[]")
        elif line and not line.startswith("#"):
            family, _, models = line.partition(": ")
            pattern = family if "*" in family else f"{family} *"
            names.setdefault(vendor, []).append([pattern.replace("*", model) for model in models.split(", ")])
    return names


LINES = listed()
NAMES = [(vendor, name) for vendor, lines in LINES.items() for line in lines for name in line]


def unresolved(vendor: str, names: list[str]) -> list[str]:
    """Those of the names that don't resolve, each in a sentence that says no more of it than who makes it."""
    sentences = [f"{vendor} lists the {name} on its site." for name in names]
    found: list[list[tuple[str, str, str | None, bool]]] = [[] for _ in names]
    text = "\n\n".join(sentences)
    for chip in chipwire().extract(text).entities:
        if isinstance(chip, Chip):
            answer = chip.text, chip.name, chip.vendor, chip.id is not None
            found[text.count("\n\n", 0, chip.start)].append(answer)
    return [name for name, chips in zip(names, found, strict=True) if chips != [(name, name, vendor, True)]]


@pytest.mark.parametrize("vendor", LINES)
def test_names_resolve(vendor):
    missed = [name for line in LINES[vendor] for name in unresolved(vendor, line)]
    assert [name for name in missed if name not in MISSED] == []


@pytest.mark.parametrize(
    ("vendor", "name"),
    [
        pytest.param(vendor, name, marks=pytest.mark.xfail(strict=True, reason=MISSED[name]), id=name)
        for vendor, name in NAMES
        if name in MISSED
    ],
)
def test_missed(vendor, name):
    assert unresolved(vendor, [name]) == []


def test_enough_of_them():
    """Each once, and most by grammar: no record has their names."""
    names = [name for _, name in NAMES if name not in MISSED]
    records = {record.name for record in chipwire().catalog.chips.values()}
    assert sorted(set(names)) == sorted(names)
    assert len(names) >= 4_000
    assert len(set(names) - records) > len(names) / 2
