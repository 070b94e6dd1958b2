"""Decide which candidate names of vendors and chips stand: the evidence that an ambiguous name needs, and overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final

from extractor.catalog.index import HYPHENS
from extractor.catalog.load import Catalog
from extractor.catalog.records import Evidence
from extractor.components.chips.matcher import CATALOG_RULE
from extractor.components.chips.normalise import ChipValue
from extractor.components.vendors.normalise import VendorValue
from extractor.linking.surroundings import FAR, Surroundings
from extractor.reading import Candidate, Discarded, Reading

MOST_ROUNDS: Final = 3  # a name may stand by one that stands by another
CERTAIN, LIKELY, WEAK, SURE = 3, 2, 1, 3
AS_COMPANY: Final = Evidence(needs=frozenset(["company", "sentence", "kin"]))


def settle_names(
    reading: Reading, vendors: list[Candidate], chips: list[Candidate], catalog: Catalog
) -> list[Candidate]:
    """Return the names that stand, in order: those whose evidence is there; of overlapping ones the longest."""
    return _Names(reading, catalog).settle(vendors + chips)


class _Names:
    """The candidates of one article, and what is established by those that stand."""

    def __init__(self, reading: Reading, catalog: Catalog) -> None:
        self._reading, self._words = reading, reading.tokens.words
        self._around = Surroundings(reading, catalog)
        self._lists = catalog.words
        self._standing: list[Candidate] = []
        self._strengths: dict[int, int] = {}  # of the names that needed evidence, by the candidate's id()
        self._doubtful: list[Candidate] = []  # those that a word near them speaks against
        self._hoped: dict[int, str | None] = {}  # the first words of chips that wait for evidence, with their house
        self._guessed: set[tuple[int, int]] = set()  # the words that a rule takes for a chip
        self._listed: dict[int, int] = {}  # the first words of chips, and the word behind them
        self._asked: dict[int, Evidence] = {}  # what is asked of a name instead of what its record asks, by its id()
        self._others = False  # is anything named that needs no evidence?
        self._doubted: set[str] = set()  # records whose names mean something else somewhere in the article
        self._fallen: dict[int, str | None] = {}  # the first words of chips that don't stand, with their house
        self._records: dict[tuple[str, str], int] = {}  # label and id, and the first word that shows it
        self._houses: set[str | None] = set()  # those of chips
        self._families: set[str] = set()
        self._named: dict[str | None, list[int]] = {}  # a house, and where its vendors are named
        self._designers: set[int] = set()  # the words behind chip designers
        self._houses_at: dict[int, str | None] = {}  # the first words of names, with their house
        self._ends: dict[int, str | None] = {}  # the words behind vendors, with their house
        self._vendors_at: set[int] = set()  # the first words of vendors
        self._sure: set[object] = set()  # records and houses that names without need of evidence have established

    def settle(self, candidates: list[Candidate]) -> list[Candidate]:
        waiting = self._admit(candidates)
        self._hoped = {candidate.start: candidate.value.house for candidate in waiting if candidate.label == "CHIP"}
        self._listed = {candidate.start: candidate.end for candidate in candidates if candidate.label == "CHIP"}
        self._guessed = {(one.start, one.end) for one in self._standing if one.label == "CHIP" and not one.value.record}
        self._others = len(self._standing) > len(self._strengths)
        if waiting or self._doubtful:
            waiting = self._weigh(waiting)
        self._discard(self._doubtful, "a word near it shows another meaning")
        self._discard(waiting, "it is ambiguous and nothing around it shows that it is meant")
        return self._longest()

    def _weigh(self, waiting: list[Candidate]) -> list[Candidate]:
        """Let those stand for which evidence is found, and return the others."""
        self._establish(self._standing)
        self._sure = {*self._records, *self._houses, *self._named}
        established = [
            candidate for candidate in self._doubtful if self._names_own(candidate) or self._is_sure(candidate)
        ]
        for _ in range(MOST_ROUNDS):
            established += [candidate for candidate in reversed(waiting) if self._try(candidate)]
            if not established:
                break
            self._establish(established)
            self._standing += established
            waiting = [candidate for candidate in waiting if id(candidate) not in self._strengths]
            established = []
        return waiting

    def _admit(self, candidates: list[Candidate]) -> list[Candidate]:
        """Let those stand that need nothing, and return those that need more than that nothing speaks against them."""
        around = self._around
        waiting: list[Candidate] = []
        alone: list[Candidate] = []
        others = {one.start for one in candidates if around.is_other_name(one)}
        for candidate in candidates:
            asked = candidate.value.evidence
            if reason := around.is_person_or_ticker(candidate.start):
                if candidate.label == "CHIP" and candidate.value.record:
                    self._doubted.add(candidate.value.record.id)
                self._discard([candidate], reason)
            elif candidate.start in others:
                self._discard([candidate], "it is part of another name")
            elif asked is None:
                self._standing.append(candidate)
            elif around.speak_against(candidate, asked):
                self._doubtful.append(candidate)
                if not around.is_compared(candidate):
                    self._doubted.add(candidate.value.record.id)
            else:
                (alone if "alone" in asked.needs else waiting).append(candidate)
        self._fallen = {one.start: one.value.house for one in self._doubtful if one.label == "CHIP"}
        return waiting + self._admit_alone(alone)

    def _admit_alone(self, candidates: list[Candidate]) -> list[Candidate]:
        """Let those stand that need nothing but that nothing speaks against them; return those whose capitals tell
        nothing, or whose name has another meaning elsewhere in the article.
        """
        waiting = []
        for candidate in candidates:
            if candidate.label == "VENDOR" and (
                candidate.value.record.id in self._doubted or self._around.are_capitals(candidate)
            ):
                self._asked[id(candidate)] = AS_COMPANY
                waiting.append(candidate)
            else:
                self._standing.append(candidate)
                self._strengths[id(candidate)] = LIKELY
        return waiting

    def _establish(self, candidates: list[Candidate]) -> None:
        """Remember what the names that now stand tell of others."""
        for candidate in candidates:
            value = candidate.value
            if value.record is None:
                continue
            self._houses_at[candidate.start] = value.house
            key = candidate.label, value.record.id
            self._records[key] = min(candidate.start, self._records.get(key, candidate.start))
            if candidate.label == "VENDOR":
                self._vendors_at.add(candidate.start)
                self._ends[candidate.end] = value.house
                if value.record.roles[:1] == ("designer",):
                    self._designers.add(candidate.end)
                self._named.setdefault(value.house, []).append(candidate.start)
            else:
                self._houses.add(value.house)
                self._families.add(value.record.family or value.record.id)
        for places in self._named.values():
            places.sort()

    def _try(self, candidate: Candidate) -> bool:
        value = candidate.value
        asked = self._asked.get(id(candidate), value.evidence)
        if isinstance(value, VendorValue):
            strength = self._vendor_strength(candidate, asked, value)
        else:
            strength = self._chip_strength(candidate, asked, value)
        if strength:
            self._strengths[id(candidate)] = strength
            if value.record is None:
                self._guessed.add((candidate.start, candidate.end))
        elif candidate.label == "CHIP":
            self._fallen[candidate.start] = value.house
        return strength > 0

    def _vendor_strength(self, candidate: Candidate, asked: Evidence, value: VendorValue) -> int:
        needs, record = asked.needs, value.record
        if record and (candidate.label, record.id) in self._records:
            return CERTAIN
        if "company" in needs and self._stands_as_company(candidate):
            return CERTAIN
        if record and self._is_among_companies(candidate):
            return LIKELY
        if "sentence" in needs and (self._families or self._around.tell_of_chips(candidate)):
            return WEAK
        if "others" in needs and self._others:
            return WEAK
        return WEAK if record and "kin" in needs and record.id in self._houses else 0

    def _chip_strength(self, candidate: Candidate, asked: Evidence, value: ChipValue) -> int:
        needs, record = asked.needs, value.record
        if "head" in needs and self._around.tell_chip(candidate, self._listed):
            return 0 if self._ends_guess(candidate) or self._is_anothers(candidate) else CERTAIN
        if "sentence" in needs and self._around.tell_of_chips(candidate):
            return WEAK
        if "others" in needs and self._families:
            return WEAK
        if "maker" in needs and self._is_behind_maker(candidate) and self._around.tell_of_chips(candidate):
            return WEAK
        if record is None or self._around.is_product(candidate, self._ends):
            return 0
        if self._around.is_example(candidate.start, self._lists("company-before")):
            return 0
        if "vendor" in needs and self._vendor_near(candidate, value.house):
            return LIKELY
        long = candidate.end - candidate.start > 1  # "Panther Lake" is no other chip's name, whoever is named
        if (candidate.start, candidate.end) in self._guessed and (long or value.house in self._named):
            return LIKELY
        if self._is_listed_with_kin(candidate):
            return LIKELY
        if self._leads_fallen(candidate):
            return 0
        shown = self._records.get((candidate.label, record.id))
        doubted = record.id in self._doubted
        if shown is not None and (shown < candidate.start or not doubted):
            return CERTAIN
        kin = (record.family or record.id) in self._families or value.house in self._houses
        return WEAK if "kin" in needs and kin and not doubted else 0

    def _is_anothers(self, candidate: Candidate) -> bool:
        """Is it a chip of another company: "Qualcomm's S4 chip" is no Apple S4?"""
        start = candidate.start
        is_owned = start > 1 and self._words[start - 1].lower == "'s" and start - 1 in self._designers
        return is_owned and candidate.value.record is not None and self._around.is_product(candidate, self._ends)

    def _ends_guess(self, candidate: Candidate) -> bool:
        """Is it but the end of a longer name that a rule takes for a chip: the A10 of "the Talos A10 chipset"?"""
        start, end = candidate.start, candidate.end
        guess = start and candidate.value.record and (start - 1, end) in self._guessed
        return bool(guess) and self._around.is_product(candidate, self._ends)

    def _is_behind_maker(self, candidate: Candidate) -> bool:
        """Does a chip designer's name stand before it: "Acme's new", "an Acme"?"""
        words, joints, at = self._words, self._lists("own-adjective"), candidate.start
        if at in self._designers:
            return True
        while at and words[at - 1].lower in joints:
            at -= 1
        return at > 0 and words[at - 1].lower in ("'s", "s'", "'") and at - 1 in self._designers

    def _leads_fallen(self, candidate: Candidate) -> bool:
        """Is the next name of its list none of a chip: "Ampere, Volta, Hopper: the people behind them"?"""
        end, house = candidate.end, candidate.value.house
        return (
            house is not None
            and self._fallen.get(end + 1) == house
            and self._words[end].lower in self._lists("list-joint")
        )

    def _is_listed_with_kin(self, candidate: Candidate) -> bool:
        """Does a chip of its house that stands follow in its list: "Tesla, Fermi, Kepler"?"""
        end, house = candidate.end, candidate.value.house
        if house is None or end + 1 not in self._listed or self._houses_at.get(end + 1) != house:
            return False
        return self._words[end].lower in self._lists("list-joint")

    def _stands_as_company(self, candidate: Candidate) -> bool:
        start, end = candidate.start, candidate.end
        return self._around.tell_company(start, end) or self._names_own(candidate) or self._is_listed(start, end)

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

    def _is_among_companies(self, candidate: Candidate) -> bool:
        """Does it stand in a list between two companies: "Codasip, Imagination, Western Digital"?"""
        start, end, words = candidate.start, candidate.end, self._words
        if start < 2 or start - 1 not in self._ends or end + 1 >= len(words):
            return False
        joints = self._lists("list-joint")
        if words[start - 1].lower not in joints or words[end].lower not in joints:
            return False
        return end + 1 + (words[end + 1].lower in joints) in self._vendors_at

    def _is_sure(self, candidate: Candidate) -> bool:
        """Is it a chip by the noun behind it, in an article that has named its maker or family without doubt?"""
        value = candidate.value
        if candidate.label != "CHIP" or self._sure.isdisjoint([value.house, ("CHIP", value.record.id)]):
            return False
        return self._around.head_behind(candidate.end, self._listed)

    def _stands_among_kin(self, candidate: Candidate) -> bool:
        """Does it stand in a list beside a chip of the same house: "Tesla, Fermi, Kepler"?"""
        end, words = candidate.end, self._words
        if candidate.label != "CHIP" or end >= len(words) or words[end].lower not in self._lists("list-joint"):
            return False
        return candidate.value.house is not None and self._hoped.get(end + 1) == candidate.value.house

    def _vendor_near(self, candidate: Candidate, house: str | None) -> bool:
        """Is the chip's vendor, its parent or a unit named in the sentence, or, where chips are the topic, one
        of its devices?
        """
        first, last = self._reading.tokens.sentence(candidate.start)
        devices = self._lists(f"devices-of-{house}") if self._families else None
        if devices and not devices.isdisjoint(self._reading.lower[max(first, candidate.start - FAR) : last][: 2 * FAR]):
            return True
        places = self._named.get(house)
        if not places:
            return False
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
        for guess in cluster:
            if guess.label == "CHIP" and guess.value.record is None:
                self._adopt(guess, cluster)
        for candidate in sorted(cluster, key=self._rank):
            places = range(candidate.start, candidate.end)
            if taken.isdisjoint(places):
                kept.append(candidate)
                taken.update(places)
            else:
                self._discard([candidate], "it overlaps a longer name or one with better evidence")
        return sorted(kept, key=_start)

    def _adopt(self, guess: Candidate, cluster: list[Candidate]) -> None:
        """What a rule takes for a chip may be the next of a known one that has had no numbers: "the Zephyr-2 chip"."""
        if not self._words[guess.end - 1].text[-1].isdigit():
            return
        for known in cluster:
            record = known.value.record
            if known.label == "CHIP" and known.start == guess.start and record and known.rule == CATALOG_RULE:
                rest = self._reading.surface(known.end, guess.end) if known.end < guess.end else ""
                if rest and not record.models and known.end >= guess.end - 2 and not rest[0].isalpha():
                    joint = "" if rest[0] in HYPHENS else " "
                    guess.value = replace(known.value, name=f"{record.name}{joint}{rest}", model=rest)

    def _rank(self, candidate: Candidate) -> tuple[bool, int, int, bool]:
        """What the catalog knows first, then the longest, better evidence, a record before a grammar."""
        record = candidate.value.record
        if candidate.label == "CHIP" and record and id(candidate) in self._strengths and self._is_maker(candidate):
            return True, candidate.start - candidate.end, 0, True
        strength = self._strengths.get(id(candidate), CERTAIN if record else 0)
        if record and id(candidate) in self._strengths:
            strength += SURE * ((candidate.label, record.id) in self._sure or candidate.value.house in self._sure)
            strength += SURE * (self._names_own(candidate) or self._stands_among_kin(candidate))
        guessed = candidate.label == "CHIP" and record is None
        return guessed, candidate.start - candidate.end, -strength, candidate.rule != CATALOG_RULE

    def _is_maker(self, candidate: Candidate) -> bool:
        """Is what is a chip's name and its maker's too the maker here: "Loongson said"?"""
        value = candidate.value
        return value.name == value.vendor and not self._around.tell_chip(candidate, self._listed)

    def _discard(self, candidates: Sequence[Candidate], reason: str) -> None:
        discarded = self._reading.discarded
        if discarded is not None:
            discarded += [Discarded(c.label, c.start, c.end, c.rule, reason) for c in candidates]


_start = attrgetter("start")
