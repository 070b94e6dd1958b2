"""What stands beside a name, or near it, that shows what it is: its maker, its kin, a list of companies."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.known import Known
from extractor.linking.surroundings import FAR
from extractor.reading import Candidate, Reading

FARTHEST_SHOWN: Final = 6  # words between a maker and the chip that it shows


class Neighbours:
    """Looks at the names beside one, in one article."""

    def __init__(self, reading: Reading, known: Known, catalog: Catalog) -> None:
        self._reading, self._words = reading, reading.tokens.words
        self._known, self._lists = known, catalog.words

    def names_own(self, candidate: Candidate) -> bool:
        """Does a chip of the company's follow: "Arm's Neoverse", "Etched Sohu"?"""
        house, end, words = candidate.value.house, candidate.end, self._words
        if house is None or candidate.label != "VENDOR":
            return False
        if end < len(words) and words[end].lower == "'s":
            end += 1
        return house in (self._known.houses_at.get(end), self._known.hoped.get(end))

    def is_listed(self, start: int, end: int) -> bool:
        """Does it stand in a list beside a company?"""
        words = self._words
        joints = self._lists("list-joint")
        for behind in range(start - 1, max(0, start - 3), -1):  # "Intel, and Acme"
            if words[behind].lower not in joints:
                break
            if behind in self._known.ends:
                return True
        return end + 1 in self._known.houses_at and words[end].lower in joints

    def is_among_companies(self, candidate: Candidate) -> bool:
        """Does it stand in a list between two companies: "Codasip, Imagination, Western Digital"?"""
        start, end, words = candidate.start, candidate.end, self._words
        if start < 2 or start - 1 not in self._known.ends or end + 1 >= len(words):
            return False
        joints = self._lists("list-joint")
        if words[start - 1].lower not in joints or words[end].lower not in joints:
            return False
        return end + 1 + (words[end + 1].lower in joints) in self._known.vendors_at

    def is_listed_with_kin(self, candidate: Candidate) -> bool:
        """Does a chip of its house that stands follow in its list: "Tesla, Fermi, Kepler"?"""
        end, house = candidate.end, candidate.value.house
        if house is None or end + 1 not in self._known.listed or self._known.houses_at.get(end + 1) != house:
            return False
        return self._words[end].lower in self._lists("list-joint")

    def stands_among_kin(self, candidate: Candidate) -> bool:
        """Does it stand in a list beside a chip of the same house: "Tesla, Fermi, Kepler"?"""
        end, words = candidate.end, self._words
        if candidate.label != "CHIP" or end >= len(words) or words[end].lower not in self._lists("list-joint"):
            return False
        return candidate.value.house is not None and self._known.hoped.get(end + 1) == candidate.value.house

    def leads_fallen(self, candidate: Candidate) -> bool:
        """Is the next name of its list none of a chip: "Ampere, Volta, Hopper: the people behind them"?"""
        end, house = candidate.end, candidate.value.house
        return (
            house is not None
            and self._known.fallen.get(end + 1) == house
            and self._words[end].lower in self._lists("list-joint")
        )

    def is_behind_maker(self, candidate: Candidate) -> bool:
        """Does a chip designer's name stand before it: "Acme's new", "an Acme", "Acme today unveiled the"?"""
        words, joints, at = self._words, self._lists("own-adjective"), candidate.start
        if at in self._known.designers:
            return True
        while at and words[at - 1].lower in joints:
            at -= 1
        if at > 0 and words[at - 1].lower in ("'s", "s'", "'") and at - 1 in self._known.designers:
            return True
        shown, first = self._lists("shows") | self._lists("shows-with"), candidate.start - FARTHEST_SHOWN
        while at > first and at and words[at - 1].lower in shown:
            at -= 1
        return at in self._known.designers

    def is_owned(self, candidate: Candidate) -> bool:
        """Does its maker own it, with nothing behind that it could describe: "Acme's Zephyr is late"?"""
        words, at, end = self._words, candidate.start, candidate.end
        if at < 2 or candidate.value.house is None or words[at - 1].lower not in ("'s", "s'", "'"):
            return False
        if self._known.ends.get(at - 1) != candidate.value.house:
            return False
        behind = words[end].lower if end < len(words) else "."
        return behind in (".", ";", ")", "!", "?") or behind in self._lists("chip-verb")

    def is_core_of_another(self, candidate: Candidate) -> bool:
        """Is it what another chip's name ends with, whose maker is named where its own is not: the A15 of a Cortex-A15?"""
        if candidate.end - candidate.start > 1:
            return False
        other = self._known.tails.get(self._words[candidate.start].text, candidate.value.house)
        return other != candidate.value.house and candidate.value.house not in self._known.named

    def vendor_near(self, candidate: Candidate, house: str | None) -> bool:
        """Is the chip's vendor, its parent or a unit named in the sentence, or, where chips are the topic, one
        of its devices?
        """
        first, last = self._reading.tokens.sentence(candidate.start)
        devices = self._lists(f"devices-of-{house}") if self._known.families else None
        if devices and not devices.isdisjoint(self._reading.lower[max(first, candidate.start - FAR) : last][: 2 * FAR]):
            return True
        places = self._known.named.get(house)
        if not places:
            return False
        if candidate.end - candidate.start == 1 and self._words[candidate.start].text[-1].isdigit():
            first, last = max(0, first - FAR), last + FAR  # "M4" is clear enough beside the sentence that names Apple
        at = bisect_left(places, first)
        return at < len(places) and places[at] < last
