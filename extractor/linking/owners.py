"""Whose chip a name is that nobody has listed: "Acme's Zephyr NPU", "Acme showed its new Zephyr NPU", "Unisoc T606"."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import Final

from extractor.catalog.load import Catalog
from extractor.components.chips.normalise import ChipValue
from extractor.reading import Candidate, Reading
from extractor.tokens import MODEL, Tokens

NUMBER_RULE: Final = "chips.maker-number"
LIST_RULE: Final = "chips.listed-number"
REACH: Final = 12  # words that may stand between a vendor and "its" chip
REACH_POINTING: Final = 40  # words from "the company" to the chip in its sentence
MOST_VENDORS: Final = 8  # of one sentence, that may be the subject of what is said of a chip
_POINTING: Final = frozenset(["company", "firm", "chipmaker", "startup", "start-up", "its", "it", "vendor", "designer"])
_NO_SUBJECT: Final = frozenset(["former", "ex", "by", "from", "with", "than", "like", "of", "against", "rival"])
# What chip designers call their chips; no sockets, nodes, memory or standards.
_NUMBER = re.compile(
    r"(?!AM\d|SP\d|TR\d|FM\d|LGA|FCBGA|DDR|GDDR|LPDDR|HBM|PCI|USB|CAT|RFC|ISO|FY|SF\d|COP|GPT|GDC|CES|GTC|IDF|MWC|IFA|SC\d\d$|NVL|DGX|HGX|MGX)"
    r"[A-Z]{1,4}\d{2,5}[A-Z]{0,3}\d?\+?s?"
)


class Owners:
    """Finds the vendor of chips that the catalog does not know, where the text says it."""

    def __init__(self, catalog: Catalog) -> None:
        self._shows = catalog.words("shows") | {"its", "their", "our", "own"}
        self._joints = catalog.words("own-adjective")
        self._lists = catalog.words("list-joint")

    def numbered(self, reading: Reading) -> list[Candidate]:
        """Return the model numbers that stand behind the name of a chip designer or in a list behind a chip's."""
        found: list[Candidate] = []
        for entity in reading.entities:
            if entity.label == "VENDOR":
                found += self._behind_maker(reading, entity)
            elif entity.label == "CHIP":
                found += self._behind_chip(reading, entity)
        return found

    def _behind_maker(self, reading: Reading, maker: Candidate) -> list[Candidate]:
        """ "Unisoc T9100", "Unisoc's new T9100"."""
        words, at, record = reading.tokens.words, maker.end, maker.value.record
        if not record or record.roles[:1] != ("designer",):
            return []
        if at < len(words) and words[at].lower == "'s":
            at += 1
            while at < len(words) and words[at].lower in self._joints:
                at += 1
        if not self._is_number(reading, at):
            return []
        return [Candidate("CHIP", at, at + 1, NUMBER_RULE, ChipValue(words[at].text, maker.value.name))]

    def _behind_chip(self, reading: Reading, chip: Candidate) -> list[Candidate]:
        """ "A100s to T9100s": what is listed with a chip that is called by letters and digits too."""
        words, at = reading.tokens.words, chip.end + 1
        if chip.end - chip.start > 1 or not _NUMBER.fullmatch(words[chip.start].text):
            return []
        if not self._is_number(reading, at) or words[chip.end].lower not in self._lists:
            return []
        return [Candidate("CHIP", at, at + 1, LIST_RULE, ChipValue(words[at].text.removesuffix("s")))]

    def _is_number(self, reading: Reading, at: int) -> bool:
        words = reading.tokens.words
        if at >= len(words) or reading.taken[at] or not words[at].flags & MODEL:
            return False
        return _NUMBER.fullmatch(words[at].text) is not None

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
        for chip in unknown if only is None else ():
            if chip.value.name not in owners and (vendor := self._pointed_at(reading, chip, vendors)):
                owners[chip.value.name] = vendor
        for chip in unknown:
            chip.value = ChipValue(chip.value.name, owners.get(chip.value.name, only))

    def _owner(self, reading: Reading, chip: Candidate, vendors: list[Candidate]) -> str | None:
        """The vendor that stands before the chip, with nothing between but what describes it, or that makes or shows it."""
        tokens = reading.tokens
        first, _ = tokens.sentence(chip.start)
        at = bisect_left(vendors, chip.start, key=_start) - 1
        if at >= 0 and vendors[at].start >= first and chip.start - vendors[at].end <= REACH:
            words = [word.lower for word in tokens.words[vendors[at].end : chip.start]]
            if all(word in self._joints or word == "'s" for word in words):
                return str(vendors[at].value.name)
            if self._shows.isdisjoint(words) and _POINTING.isdisjoint(words):
                return None
            opening = bisect_left(vendors, first, key=_start)
            return self._subject(tokens, vendors[max(opening, at + 1 - MOST_VENDORS) : at + 1])
        return None

    def _pointed_at(self, reading: Reading, chip: Candidate, vendors: list[Candidate]) -> str | None:
        """The first vendor of the sentence before, where "the company" or "its" points back to it."""
        tokens = reading.tokens
        first, _ = tokens.sentence(chip.start)
        at = bisect_left(vendors, first, key=_start) - 1
        last = bisect_left(vendors, chip.start, key=_start) - 1
        near = tokens.words[max(first, chip.start - REACH_POINTING) : chip.start]
        if at < 0 or last > at or _POINTING.isdisjoint([word.lower for word in near]):
            return None
        start, end = tokens.sentence(vendors[at].start)
        return str(vendors[bisect_left(vendors, start, key=_start)].value.name) if first - end <= REACH else None

    def _subject(self, tokens: Tokens, vendors: list[Candidate]) -> str:
        """The last of them, unless it is no subject: "Acme, founded by former Apple people, makes ..." """
        before = ((one, tokens.words[one.start - 1].lower if one.start else "") for one in reversed(vendors))
        return str(next((one for one, word in before if word not in _NO_SUBJECT), vendors[0]).value.name)


_start = attrgetter("start")
