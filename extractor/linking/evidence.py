"""Decide which candidate names of vendors and chips stand: the evidence that an ambiguous name needs, and overlaps."""

from __future__ import annotations

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
from extractor.linking.known import Known
from extractor.linking.neighbours import Neighbours
from extractor.linking.surroundings import Surroundings
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
        self._known = Known()
        self._neighbours = Neighbours(reading, self._known, catalog)
        self._standing: list[Candidate] = []
        self._strengths: dict[int, int] = {}  # of the names that needed evidence, by the candidate's id()
        self._doubtful: list[Candidate] = []  # those that a word near them speaks against
        self._asked: dict[int, Evidence] = {}  # what is asked of a name instead of what its record asks, by its id()
        self._others = False  # is anything named that needs no evidence?
        self._doubted: set[str] = set()  # records whose names mean something else somewhere in the article
        self._sure: set[object] = set()  # records and houses that names without need of evidence have established

    def settle(self, candidates: list[Candidate]) -> list[Candidate]:
        waiting = self._admit(candidates)
        self._known.consider(candidates, waiting, self._standing)
        self._others = len(self._standing) > len(self._strengths)
        if waiting or self._doubtful:
            waiting = self._weigh(waiting)
        self._discard(self._doubtful, "a word near it shows another meaning")
        self._discard(waiting, "it is ambiguous and nothing around it shows that it is meant")
        return self._longest()

    def _weigh(self, waiting: list[Candidate]) -> list[Candidate]:
        """Let those stand for which evidence is found, and return the others."""
        self._known.add(self._standing)
        self._sure = {*self._known.records, *self._known.houses, *self._known.named}
        established = [
            candidate
            for candidate in self._doubtful
            if self._neighbours.names_own(candidate) or self._is_sure(candidate)
        ]
        for _ in range(MOST_ROUNDS):
            established += [candidate for candidate in reversed(waiting) if self._try(candidate)]
            if not established:
                break
            self._known.add(established)
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
        self._known.fallen = {one.start: one.value.house for one in self._doubtful if one.label == "CHIP"}
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
                self._known.guessed.add((candidate.start, candidate.end))
        elif candidate.label == "CHIP":
            self._known.fallen[candidate.start] = value.house
        return strength > 0

    def _vendor_strength(self, candidate: Candidate, asked: Evidence, value: VendorValue) -> int:
        needs, record = asked.needs, value.record
        if record and (candidate.label, record.id) in self._known.records:
            return CERTAIN
        if "company" in needs and self._stands_as_company(candidate):
            return CERTAIN
        if record and self._neighbours.is_among_companies(candidate):
            return LIKELY
        if "sentence" in needs and (self._known.families or self._around.tell_of_chips(candidate)):
            return WEAK
        if "others" in needs and self._others:
            return WEAK
        return WEAK if record and "kin" in needs and record.id in self._known.houses else 0

    def _chip_strength(self, candidate: Candidate, asked: Evidence, value: ChipValue) -> int:
        needs, record = asked.needs, value.record
        if record and self._neighbours.is_core_of_another(candidate):
            return 0
        if "head" in needs and self._around.tell_chip(candidate, self._known.listed):
            return 0 if self._ends_guess(candidate) or self._is_anothers(candidate) else CERTAIN
        if "sentence" in needs and self._around.tell_of_chips(candidate):
            return WEAK
        if "others" in needs and self._known.families:
            return WEAK
        if "maker" in needs and self._neighbours.is_behind_maker(candidate) and self._around.tell_of_chips(candidate):
            return WEAK
        if record is None or self._around.is_product(candidate, self._known.ends):
            return 0
        if self._around.is_example(candidate.start, self._lists("company-before")):
            return 0
        if "vendor" in needs and self._neighbours.vendor_near(candidate, value.house):
            return LIKELY
        long = candidate.end - candidate.start > 1  # "Panther Lake" is no other chip's name, whoever is named
        if (candidate.start, candidate.end) in self._known.guessed and (long or value.house in self._known.named):
            return LIKELY
        if self._neighbours.is_listed_with_kin(candidate) or self._neighbours.is_owned(candidate):
            return LIKELY
        if self._neighbours.leads_fallen(candidate):
            return 0
        shown = self._known.records.get((candidate.label, record.id))
        doubted = record.id in self._doubted
        if shown is not None and (shown < candidate.start or not doubted):
            return CERTAIN
        kin = (record.family or record.id) in self._known.families or value.house in self._known.houses
        return WEAK if "kin" in needs and kin and not doubted else 0

    def _is_anothers(self, candidate: Candidate) -> bool:
        """Is it a chip of another company: "Qualcomm's S4 chip" is no Apple S4?"""
        start = candidate.start
        is_owned = start > 1 and self._words[start - 1].lower == "'s" and start - 1 in self._known.designers
        return is_owned and candidate.value.record is not None and self._around.is_product(candidate, self._known.ends)

    def _ends_guess(self, candidate: Candidate) -> bool:
        """Is it but the end of a longer name that a rule takes for a chip: the A10 of "the Talos A10 chipset"?"""
        start, end = candidate.start, candidate.end
        guess = start and candidate.value.record and (start - 1, end) in self._known.guessed
        return bool(guess) and self._around.is_product(candidate, self._known.ends)

    def _stands_as_company(self, candidate: Candidate) -> bool:
        start, end = candidate.start, candidate.end
        return (
            self._around.tell_company(start, end)
            or self._neighbours.names_own(candidate)
            or self._neighbours.is_listed(start, end)
        )

    def _is_sure(self, candidate: Candidate) -> bool:
        """Is it a chip by the noun behind it, in an article that has named its maker or family without doubt?"""
        value = candidate.value
        if candidate.label != "CHIP" or self._sure.isdisjoint([value.house, ("CHIP", value.record.id)]):
            return False
        return self._around.head_behind(candidate.end, self._known.listed)

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
            strength += SURE * (self._neighbours.names_own(candidate) or self._neighbours.stands_among_kin(candidate))
        guessed = candidate.label == "CHIP" and record is None
        return guessed, candidate.start - candidate.end, -strength, candidate.rule != CATALOG_RULE

    def _is_maker(self, candidate: Candidate) -> bool:
        """Is what is a chip's name and its maker's too the maker here: "Loongson said"?"""
        value = candidate.value
        return value.name == value.vendor and not self._around.tell_chip(candidate, self._known.listed)

    def _discard(self, candidates: Sequence[Candidate], reason: str) -> None:
        discarded = self._reading.discarded
        if discarded is not None:
            discarded += [Discarded(c.label, c.start, c.end, c.rule, reason) for c in candidates]


_start = attrgetter("start")
