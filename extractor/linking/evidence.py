"""Decide which candidate names of vendors and chips stand: the evidence that an ambiguous name needs, and overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from extractor.catalog.load import Catalog
from extractor.catalog.records import Evidence
from extractor.components.chips.normalise import ChipValue
from extractor.components.vendors.normalise import VendorValue
from extractor.reading import Candidate, Discarded, Reading

REACH: Final = 5  # words on either side in which something may speak against a name
FAR: Final = 25  # words on either side in which a sentence may show that it speaks of chips
MOST_ROUNDS: Final = 3  # a name may stand by one that stands by another
CERTAIN, LIKELY, WEAK, SURE = 3, 2, 1, 3


def settle_names(
    reading: Reading, vendors: list[Candidate], chips: list[Candidate], catalog: Catalog
) -> list[Candidate]:
    """Return the names that stand, in order: those whose evidence is there; of overlapping ones the longest."""
    return _Names(reading, catalog).settle(vendors + chips)


class _Names:
    """The candidates of one article, and what is established by those that stand."""

    def __init__(self, reading: Reading, catalog: Catalog) -> None:
        self._reading, self._words = reading, reading.tokens.words
        self._lists = catalog.words
        self._standing: list[Candidate] = []
        self._strengths: dict[int, int] = {}  # of the names that needed evidence, by the candidate's id()
        self._doubtful: list[Candidate] = []  # those that a word near them speaks against
        self._hoped: dict[int, str | None] = {}  # the first words of chips that wait for evidence, with their house
        self._records: set[tuple[str, str]] = set()  # label and id
        self._houses: set[str | None] = set()  # those of chips
        self._families: set[str] = set()
        self._named: dict[str | None, list[int]] = {}  # a house, and where its vendors are named
        self._houses_at: dict[int, str | None] = {}  # the first words of names, with their house
        self._ends: set[int] = set()  # the words behind vendors
        self._sure: set[object] = set()  # records and houses that names without need of evidence have established

    def settle(self, candidates: list[Candidate]) -> list[Candidate]:
        waiting = self._admit(candidates)
        self._hoped = {candidate.start: candidate.value.house for candidate in waiting if candidate.label == "CHIP"}
        if waiting or self._doubtful:
            waiting = self._weigh(waiting)
        self._discard(self._doubtful, "a word near it shows another meaning")
        self._discard(waiting, "it is ambiguous and nothing around it shows that it is meant")
        return self._longest()

    def _weigh(self, waiting: list[Candidate]) -> list[Candidate]:
        """Let those stand for which evidence is found, and return the others."""
        self._establish(self._standing)
        self._sure = {*self._records, *self._houses, *self._named}
        established = [candidate for candidate in self._doubtful if self._names_own(candidate)]
        for _ in range(MOST_ROUNDS):
            established += [candidate for candidate in waiting if self._try(candidate)]
            if not established:
                break
            self._establish(established)
            self._standing += established
            waiting = [candidate for candidate in waiting if id(candidate) not in self._strengths]
            established = []
        return waiting

    def _admit(self, candidates: list[Candidate]) -> list[Candidate]:
        """Let those stand that need nothing, and return those that need more than that nothing speaks against them."""
        words, waiting = self._words, []
        given_names, exchanges = self._lists("given-name"), self._lists("exchange")
        for candidate in candidates:
            asked, start = candidate.value.evidence, candidate.start
            if words[start - 1].lower in given_names and start and words[start - 1].text[0].isupper():
                self._discard([candidate], "it is somebody's surname")
            elif start > 1 and words[start - 1].text == ":" and words[start - 2].lower in exchanges:
                self._discard([candidate], "it is a ticker")
            elif asked is None:
                self._standing.append(candidate)
            elif self._speaks_against(candidate, asked):
                self._doubtful.append(candidate)
            elif "alone" in asked.needs:
                self._standing.append(candidate)
                self._strengths[id(candidate)] = LIKELY
            else:
                waiting.append(candidate)
        return waiting

    def _speaks_against(self, candidate: Candidate, asked: Evidence) -> bool:
        words, start, end = self._words, candidate.start, candidate.end
        if candidate.label == "VENDOR" and start and words[start - 1].lower == "the" and self._is_no_noun(end):
            return True
        first, last = max(0, start - REACH), end + REACH
        if asked.against.isdisjoint(self._reading.lower[first:last]):
            return False
        begins, ends = self._reading.tokens.sentence(start)
        around = words[max(first, begins) : start] + words[end : min(last, ends)]
        return not asked.against.isdisjoint([word.lower for word in around])

    def _is_no_noun(self, at: int) -> bool:
        """Is the word no noun that a company's name could describe? "The Amazon" alone is a river, "the Amazon Echo" is not."""
        word = self._words[at] if at < len(self._words) else None
        return word is None or word.text in _STOPS or word.lower in self._lists("no-noun")

    def _establish(self, candidates: list[Candidate]) -> None:
        """Remember what the names that now stand tell of others."""
        for candidate in candidates:
            value = candidate.value
            if value.record is None:
                continue
            self._houses_at[candidate.start] = value.house
            self._records.add((candidate.label, value.record.id))
            if candidate.label == "VENDOR":
                self._ends.add(candidate.end)
                self._named.setdefault(value.house, []).append(candidate.start)
            else:
                self._houses.add(value.house)
                self._families.add(value.record.family or value.record.id)
        for places in self._named.values():
            places.sort()

    def _try(self, candidate: Candidate) -> bool:
        value = candidate.value
        weigh = self._vendor_strength if isinstance(value, VendorValue) else self._chip_strength
        strength = weigh(candidate, value.evidence, value)
        if strength:
            self._strengths[id(candidate)] = strength
        return strength > 0

    def _vendor_strength(self, candidate: Candidate, asked: Evidence, value: VendorValue) -> int:
        needs, record = asked.needs, value.record
        if record and (candidate.label, record.id) in self._records:
            return CERTAIN
        if "company" in needs and self._stands_as_company(candidate):
            return CERTAIN
        if "sentence" in needs and (self._families or self._in_chip_sentence(candidate)):
            return WEAK
        return WEAK if record and "kin" in needs and record.id in self._houses else 0

    def _chip_strength(self, candidate: Candidate, asked: Evidence, value: ChipValue) -> int:
        needs, record = asked.needs, value.record
        if "head" in needs and self._stands_as_chip(candidate):
            return CERTAIN
        if "sentence" in needs and self._in_chip_sentence(candidate):
            return WEAK
        if record is None or self._is_other_product(candidate):
            return 0
        if (candidate.label, record.id) in self._records:
            return CERTAIN
        if "vendor" in needs and self._vendor_near(candidate, value.house):
            return LIKELY
        kin = (record.family or record.id) in self._families or value.house in self._houses
        return WEAK if "kin" in needs and kin else 0

    def _is_other_product(self, candidate: Candidate) -> bool:
        """Does a capitalised word stand before a name such as A16 that is no headline's: "ZenBook A16"?"""
        start, words = candidate.start, self._words
        if start == 0 or not words[start].text[-1].isdigit() or candidate.end != start + 1:
            return False
        before = words[start - 1]
        if not before.text.istitle() or not before.text.isalpha() or before.lower in self._lists("headline-word"):
            return False
        return start not in self._ends

    def _stands_as_chip(self, candidate: Candidate) -> bool:
        words, heads, end = self._words, self._lists("chip-head"), candidate.end
        if end < len(words) and words[end].lower in heads:
            return True
        if end + 1 < len(words) and words[end].lower == "-" and words[end + 1].lower in self._lists("chip-joined"):
            return True
        before = candidate.start - 1
        while before > candidate.start - 4 and before >= 0 and words[before].lower in _OPENING:
            before -= 1
        return before >= 0 and words[before].lower in heads

    def _in_chip_sentence(self, candidate: Candidate) -> bool:
        first, last = self._reading.tokens.sentence(candidate.start)
        first, last = max(first, candidate.start - FAR), min(last, candidate.end + FAR)
        heads = self._lists("chip-head")
        return any(word.lower in heads for word in self._words[first:last])

    def _stands_as_company(self, candidate: Candidate) -> bool:
        words, start, end = self._words, candidate.start, candidate.end
        if end < len(words) and words[end].lower in self._lists("company-behind"):
            return True
        before = self._lists("company-before")
        if any(word.lower in before for word in words[max(0, start - 2) : start]):
            return True
        if (
            start > 1
            and words[start - 1].lower in ("from", "by")
            and words[start - 2].lower in self._lists("chip-head")
        ):
            return True
        return self._names_own(candidate) or self._is_listed(start, end)

    def _names_own(self, candidate: Candidate) -> bool:
        """Does a chip of the company's follow: "Arm's Neoverse", "Etched Sohu"?"""
        house, end, words = candidate.value.house, candidate.end, self._words
        if house is None or candidate.label != "VENDOR":
            return False
        if end < len(words) and words[end].lower == "'s":
            end += 1
        return house in (self._houses_at.get(end), self._hoped.get(end))

    def _is_listed(self, start: int, end: int) -> bool:
        """Does it stand in a list beside a company?"""
        words = self._words
        joints = self._lists("list-joint")
        if start > 1 and start - 1 in self._ends and words[start - 1].lower in joints:
            return True
        return end + 1 in self._houses_at and words[end].lower in joints

    def _stands_among_kin(self, candidate: Candidate) -> bool:
        """Does it stand in a list beside a chip of the same house: "Tesla, Fermi, Kepler"?"""
        end, words = candidate.end, self._words
        if candidate.label != "CHIP" or end >= len(words) or words[end].lower not in self._lists("list-joint"):
            return False
        return candidate.value.house is not None and self._hoped.get(end + 1) == candidate.value.house

    def _vendor_near(self, candidate: Candidate, house: str | None) -> bool:
        """Is the chip's vendor, its parent or a unit named in the sentence?"""
        places = self._named.get(house)
        if not places:
            return False
        first, last = self._reading.tokens.sentence(candidate.start)
        if candidate.end - candidate.start == 1 and self._words[candidate.start].text[-1].isdigit():
            first, last = max(0, first - FAR), last + FAR  # "M4" is clear enough beside the sentence that names Apple
        at = bisect_left(places, first)
        return at < len(places) and places[at] < last

    def _longest(self) -> list[Candidate]:
        """Of names that overlap the longest stands, then the one with better evidence."""
        kept: list[Candidate] = []
        cluster: list[Candidate] = []
        end = 0
        for candidate in sorted(self._standing, key=_start):
            if candidate.start >= end:
                kept += self._best(cluster) if len(cluster) > 1 else cluster
                cluster = []
            cluster.append(candidate)
            if candidate.end > end:
                end = candidate.end
        return kept + self._best(cluster)

    def _best(self, cluster: list[Candidate]) -> list[Candidate]:
        kept: list[Candidate] = []
        taken: set[int] = set()
        for candidate in sorted(cluster, key=self._rank):
            places = range(candidate.start, candidate.end)
            if taken.isdisjoint(places):
                kept.append(candidate)
                taken.update(places)
            else:
                self._discard([candidate], "it overlaps a longer name or one with better evidence")
        return sorted(kept, key=_start)

    def _rank(self, candidate: Candidate) -> tuple[bool, int, int, bool]:
        """What the catalog knows first, then the longest, better evidence, a record before a grammar."""
        record = candidate.value.record
        strength = self._strengths.get(id(candidate), CERTAIN if record else 0)
        if record and id(candidate) in self._strengths:
            strength += SURE * ((candidate.label, record.id) in self._sure or candidate.value.house in self._sure)
            strength += SURE * (self._names_own(candidate) or self._stands_among_kin(candidate))
        guessed = candidate.label == "CHIP" and record is None
        return guessed, candidate.start - candidate.end, -strength, candidate.rule != "chips.catalog"

    def _discard(self, candidates: Sequence[Candidate], reason: str) -> None:
        discarded = self._reading.discarded
        if discarded is not None:
            discarded += [Discarded(c.label, c.start, c.end, c.rule, reason) for c in candidates]


_STOPS = frozenset([",", ".", ";", ":", ")", "!", "?", ""])
_OPENING = frozenset([",", "(", ":", '"', "“", "‘", "called", "named", "dubbed", "known", "as", "-", "—", "–", "the"])


_start = attrgetter("start")
