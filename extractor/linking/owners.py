"""Whose chip a name is that nobody has listed: "Acme's Zephyr NPU", "Acme showed its new Zephyr NPU", "Unisoc T606"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from extractor.catalog.load import Catalog
from extractor.components.chips.normalise import ChipValue
from extractor.reading import Candidate, Reading
from extractor.tokens import MODEL

NUMBER_RULE: Final = "chips.maker-number"
REACH: Final = 12  # words that may stand between a vendor and "its" chip
# What chip designers call their chips; no sockets, nodes, memory or standards.
_NUMBER = re.compile(
    r"(?!AM\d|SP\d|TR\d|FM\d|LGA|FCBGA|DDR|GDDR|LPDDR|HBM|PCI|USB|N\d$|Q\d|H\d$|FY|SF\d|COP|GPT|GDC|CES)[A-Z]{1,4}\d{3,5}[A-Z]{0,3}\d?\+?"
)


class Owners:
    """Finds the vendor of chips that the catalog does not know, where the text says it."""

    def __init__(self, catalog: Catalog) -> None:
        self._shows = catalog.words("shows") | {"its", "their", "our", "own"}
        self._joints = catalog.words("own-adjective")

    def numbered(self, reading: Reading) -> list[Candidate]:
        """Return the model numbers that stand right behind the name of a chip designer."""
        tokens, found = reading.tokens, []
        words = tokens.words
        for entity in reading.entities:
            if entity.label != "VENDOR":
                continue
            end, record = entity.end, entity.value.record
            if end + 1 < len(words) and words[end].lower == "'s":
                end += 1
            if end >= len(words) or not words[end].flags & MODEL or reading.taken[end]:
                continue
            if record and record.roles[:1] == ("designer",) and _NUMBER.fullmatch(words[end].text):
                value = ChipValue(words[end].text, entity.value.name)
                found.append(Candidate("CHIP", end, end + 1, NUMBER_RULE, value))
        return found

    def assign(self, reading: Reading) -> None:
        """Give the chips that the catalog does not know their vendor, the same to every occurrence."""
        unknown = [e for e in reading.entities if e.label == "CHIP" and e.value.record is None]
        if not unknown:
            return
        vendors = [e for e in reading.entities if e.label == "VENDOR"]
        owners: dict[str, str] = {}
        for chip in unknown:
            vendor = chip.value.vendor or self._owner(reading, chip, vendors)
            if vendor:
                owners.setdefault(chip.value.name, vendor)
        # An article about a start-up tells of the start-up's chips.
        newcomers = {e.value.name for e in vendors if e.value.record is None}
        only = next(iter(newcomers)) if len(newcomers) == 1 else None
        for chip in unknown:
            chip.value = ChipValue(chip.value.name, owners.get(chip.value.name, only))

    def _owner(self, reading: Reading, chip: Candidate, vendors: list[Candidate]) -> str | None:
        """The vendor that stands before the chip, with nothing between but what describes it, or that "its" points to."""
        words = reading.tokens.words
        first, _ = reading.tokens.sentence(chip.start)
        at = bisect_left(vendors, chip.start, key=lambda vendor: vendor.start) - 1
        if at < 0 or vendors[at].start < first or chip.start - vendors[at].end > REACH:
            return None
        between = [word.lower for word in words[vendors[at].end : chip.start]]
        direct = all(word in self._joints or word == "'s" for word in between)
        return vendors[at].value.name if direct or not self._shows.isdisjoint(between) else None
