"""Decide which candidate names of vendors and chips stand: the evidence that an ambiguous name needs, and overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.catalog.load import Catalog
from extractor.catalog.records import Evidence
from extractor.components.chips.normalise import ChipValue
from extractor.components.vendors.normalise import VendorValue
from extractor.reading import Candidate, Discarded, Reading

REACH: Final = 5  # words on either side in which something may speak against a name
MOST_ROUNDS: Final = 3
CERTAIN, LIKELY, WEAK = 3, 2, 1


def settle_names(
    reading: Reading, vendors: list[Candidate], chips: list[Candidate], catalog: Catalog
) -> list[Candidate]:
    """Return the names that stand, in order: those whose evidence is there; of overlapping ones the longest."""
    return _Names(reading, catalog).settle(vendors + chips)


class _Names:
    """What is established in one article, and the candidates that wait for it."""

    def __init__(self, reading: Reading, catalog: Catalog) -> None:
        self._reading, self._catalog = reading, catalog
        self._words = reading.tokens.words
        self._standing: list[tuple[Candidate, int]] = []
        self._records: set[str] = set()
        self._houses: set[str | None] = set()
        self._families: set[str] = set()
        self._vendors: list[Candidate] = []

    def settle(self, candidates: list[Candidate]) -> list[Candidate]:
        waiting = []
        for candidate in candidates:
            asked = candidate.value.evidence
            if asked is None:
                self._accept(candidate, CERTAIN)
            elif not self._speaks_against(candidate, asked):
                waiting.append(candidate)
        for _ in range(MOST_ROUNDS):
            left = [candidate for candidate in waiting if not self._try(candidate)]
            if len(left) == len(waiting):
                break
            waiting = left
        self._discard(waiting, "it is ambiguous and nothing around it shows that it is meant")
        return self._longest()

    def _accept(self, candidate: Candidate, strength: int) -> None:
        self._standing.append((candidate, strength))
        record = candidate.value.record
        if candidate.label == "VENDOR":
            self._vendors.append(candidate)
        if record is None:
            return
        self._records.add(record.id)
        if candidate.label == "CHIP":
            self._houses.add(self._catalog.house(record.vendor))
            self._families.add(record.family or record.id)

    def _speaks_against(self, candidate: Candidate, asked: Evidence) -> bool:
        if not asked.against:
            return False
        first, last = max(0, candidate.start - REACH), candidate.end + REACH
        around = [word.lower for word in self._words[first : candidate.start]]
        around += [word.lower for word in self._words[candidate.end : last]]
        if asked.against.isdisjoint(around):
            return False
        self._discard([candidate], "a word near it shows another meaning")
        return True

    def _try(self, candidate: Candidate) -> bool:
        strength = self._strength(candidate, candidate.value.evidence)
        if strength:
            self._accept(candidate, strength)
        return strength > 0

    def _strength(self, candidate: Candidate, asked: Evidence) -> int:
        value = candidate.value
        if isinstance(value, VendorValue):
            return self._vendor_strength(candidate, asked, value)
        return self._chip_strength(candidate, asked, value)

    def _vendor_strength(self, candidate: Candidate, asked: Evidence, value: VendorValue) -> int:
        needs = asked.needs
        if "alone" in needs:
            return LIKELY
        if "company" in needs and self._stands_as_company(candidate):
            return CERTAIN
        assert value.record
        if value.record.id in self._records:
            return WEAK
        return WEAK if "kin" in needs and value.record.id in self._houses else 0

    def _chip_strength(self, candidate: Candidate, asked: Evidence, value: ChipValue) -> int:
        needs = asked.needs
        if "head" in needs and self._stands_as_chip(candidate):
            return CERTAIN
        assert value.record
        if "vendor" in needs and self._vendor_near(candidate, value.record.vendor):
            return CERTAIN
        if "alone" in needs:
            return LIKELY
        if value.record.id in self._records:
            return WEAK
        kin = (value.record.family or value.record.id) in self._families
        return WEAK if "kin" in needs and (kin or self._catalog.house(value.record.vendor) in self._houses) else 0

    def _stands_as_chip(self, candidate: Candidate) -> bool:
        words, heads, end = self._words, self._catalog.words("chip-head"), candidate.end
        if end < len(words) and words[end].lower in heads:
            return True
        if (
            end + 1 < len(words)
            and words[end].lower == "-"
            and words[end + 1].lower in self._catalog.words("chip-joined")
        ):
            return True
        before = candidate.start - 1
        while before > candidate.start - 4 and before >= 0 and words[before].lower in _OPENING:
            before -= 1
        return before >= 0 and words[before].lower in heads

    def _stands_as_company(self, candidate: Candidate) -> bool:
        words, start, end = self._words, candidate.start, candidate.end
        behind = self._catalog.words("company-behind")
        if end < len(words) and words[end].lower in behind:
            return True
        before = self._catalog.words("company-before")
        return any(word.lower in before for word in words[max(0, start - 2) : start])

    def _vendor_near(self, candidate: Candidate, vendor: str | None) -> bool:
        first, last = self._reading.tokens.sentence(candidate.start)
        for other in self._vendors:
            apart = other.end <= candidate.start or other.start >= candidate.end
            if first <= other.start < last and apart and other.value.record:
                if self._catalog.same_house(other.value.record.id, vendor):
                    return True
        return False

    def _longest(self) -> list[Candidate]:
        taken = bytearray(self._reading.taken)
        kept = []
        for candidate, _ in sorted(self._standing, key=_order):
            start, end = candidate.start, candidate.end
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                kept.append(candidate)
            else:
                self._discard([candidate], "it overlaps a longer name or one with better evidence")
        kept.sort(key=lambda candidate: candidate.start)
        return kept

    def _discard(self, candidates: Sequence[Candidate], reason: str) -> None:
        discarded = self._reading.discarded
        if discarded is not None:
            discarded += [Discarded(c.label, c.start, c.end, c.rule, reason) for c in candidates]


_OPENING = frozenset([",", "(", ":", '"', "“", "‘", "called", "named", "dubbed", "known", "as", "-", "—", "–", "the"])


def _order(standing: tuple[Candidate, int]) -> tuple[int, int, bool, int]:
    candidate, strength = standing
    return candidate.start - candidate.end, -strength, bool(getattr(candidate.value, "model", "")), candidate.start
