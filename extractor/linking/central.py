"""Which chips of an article a claim may be of: not those that something is compared with, not the parts of others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from extractor.linking.clauses import Clauses
from extractor.reading import Candidate

REACH_APART: Final = 7  # words before a chip in which something may set it apart
REACH_LISTED: Final = 8  # words between two chips of a list
MOST_TOPICS: Final = 3  # names that may be the topic
MOST_LOOKS: Final = 20  # occurrences of a name that are looked at
_APART: Final = frozenset(
    ["than", "versus", "vs", "vs.", "over", "compared", "comparing", "unlike", "from", "against", "alongside"]
)
_FRONTED: Final = frozenset([",", ";", "(", "\n"])
_LICENSORS: Final = frozenset(["Arm", "Imagination Technologies"])
_ASIDE: Final = frozenset([("together", "with"), ("along", "with"), ("we", "used"), ("such", "as")])
_RIVALLED: Final = (
    "replac", "match", "rival", "beat", "succeed", "outperform", "follows", "surpass", "blows",
    "compet", "contend", "follow-up", "stand-in",
)  # fmt: skip


class CentralChips:
    """Tells the chips that one article is about from those that it only compares with, or builds others of."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._names = frozenset(chip.value.name for chip in clauses.chips)
        self.barred: frozenset[str | None] = frozenset()  # what the claims of the sentence compare with

    @cached_property
    def topic(self) -> Candidate | None:
        """The chip that the title names first, else the one that the article names most, and not only to compare with."""
        clauses = self._clauses
        if not clauses.chips:
            return None
        paragraphs = clauses.tokens.paragraphs
        titled = clauses.chips_in(0, paragraphs[1])[:MOST_LOOKS] if len(paragraphs) > 1 else []
        if titled and (first := next((chip for chip in titled if not self._reads_apart(chip)), None)):
            return first
        counts = Counter(chip.value.name for chip in clauses.chips)
        for name, _ in counts.most_common(MOST_TOPICS):
            chips = (chip for chip in clauses.chips if chip.value.name == name)
            central = next((chip for chip in islice(chips, MOST_LOOKS) if not self._reads_apart(chip)), None)
            if central is not None:
                return central
        return None

    @cached_property
    def cores(self) -> frozenset[str]:
        """The names of the parts that chips are made of."""
        return frozenset(chip.value.name for chip in self._clauses.chips if is_core(chip))

    def is_chip(self, name: str | None) -> bool:
        """Is it what a chip of the article is called?"""
        return name in self._names

    def in_full(self, name: str | None) -> str | None:
        """The name, or the chip's that it is the end of: "the X2" is the Snapdragon X2."""
        return name if name is None or name in self._names else self._tails.get(name, name)

    @cached_property
    def _tails(self) -> dict[str, str]:
        """What the ends of the chips' names are the ends of."""
        names = dict.fromkeys(str(chip.value.name) for chip in reversed(self._clauses.chips))  # the first named wins
        return {name[at.end() :]: name for name in names for at in re.finditer("[ -]", name)}

    def unless_itself(self, name: str) -> str | None:
        """The name, unless it is a chip's of one model: such is not compared with itself."""
        return None if name in self._names and any(map(str.isdigit, name)) else name

    def in_words(self, first: int, last: int) -> list[Candidate]:
        """The chips in the words that a claim may be of."""
        return [chip for chip in self._clauses.chips_in(first, last) if self.is_central(chip)]

    def is_central(self, chip: Candidate) -> bool:
        """May a claim beside the chip be of it, as far as the words before the chip tell?"""
        if self.is_apart(chip) or _is_part_of(self._clauses, chip):
            return False
        return not self.is_inner(chip)

    def is_inner(self, chip: Candidate) -> bool:
        """Is it a core, in an article about a chip that may have such cores: its maker's, or a licensor's?"""
        topic = self.topic
        if topic is None or not is_core(chip) or is_core(topic):
            return False
        return chip.value.vendor in _LICENSORS or chip.value.vendor == topic.value.vendor or not topic.value.vendor

    def core_owner(self, chips: list[Candidate]) -> str | None:
        """ "The X1's Acme Z cores": the X1."""
        owned = len(chips) > 1 and is_core(chips[-1]) and self._clauses.owns(chips[-2].end)
        return str(chips[-2].value.name) if owned else None

    def is_barred(self, name: str | None) -> bool:
        """Is the name a chip's that the sentence compares something with?"""
        return name in self._names and name in self.barred

    def is_apart(self, chip: Candidate) -> bool:
        """Is the chip spoken of as what something else is compared with, or comes from?"""
        return chip.value.name in self.barred or self._reads_apart(chip)

    def _reads_apart(self, chip: Candidate) -> bool:
        words = self._clauses.words
        before = words[max(0, chip.start - 6) : chip.start]
        if any(pair in _ASIDE for pair in pairwise(before)) or any(word.startswith(_RIVALLED) for word in before[-4:]):
            return True
        if (
            "on" in before[-4:]
            and not {"a", "an"}.isdisjoint(before[-3:])
            and words[chip.end : chip.end + 1] in (["it"], ["they"])
        ):
            return True  # "on an old X1 it lost …"
        if not self._clauses.sets.former_word.isdisjoint(before[-4:]):
            return True
        relative = "what" in before[-3:] and before[-1] not in ("is", "was")
        return relative or self._is_set_apart(chip) or self._is_listed_apart(chip)

    def _is_set_apart(self, chip: Candidate) -> bool:
        """Does a word of comparison stand before? One that opens the clause ends with a comma: "Over the X, the Y …"."""
        words, first = self._clauses.words, self._clauses.sentence_start(chip.start)
        for at in range(chip.start - 1, max(first, chip.start - REACH_APART) - 1, -1):
            if words[at] in _APART:
                fronted = (at == first or words[at - 1] in _FRONTED) and "," in words[at : chip.start]
                return not fronted or (
                    words[chip.end : chip.end + 1] == [","] and not self._clauses.chips_in(at, chip.start)
                )
        return False

    def _is_listed_apart(self, chip: Candidate) -> bool:
        """ "Than the X's two and the Y's three": the second of a list."""
        start = chip.start
        at = bisect_left(self._clauses.chip_starts, start) - 1
        if at < 0:
            return False
        end = self._clauses.chips[at].end
        between = self._clauses.words[end:start]
        joined = len(between) <= REACH_LISTED and bool({"and", "or"} & set(between)) and "," not in between
        if not joined or any(map(self._clauses.is_verb, range(end, start))):
            return False
        return self._is_set_apart(self._clauses.chips[at])


def is_core(chip: Candidate) -> bool:
    """Is it a part that chips are made of: a core, or a licensed graphics unit?"""
    return chip.value.kind == "core" or (chip.value.kind == "gpu" and chip.value.vendor in _LICENSORS)


def _is_part_of(clauses: Clauses, chip: Candidate) -> bool:
    """A core that something has so many of, or is built with, is a part of what is spoken of."""
    before = clauses.words[max(0, chip.start - 4) : chip.start]
    return is_core(chip) and any(word[0].isdigit() or word in clauses.sets.holds_word for word in before)


def made_by(chip: Candidate, company: Candidate) -> bool:
    """Is the chip the company's?"""
    maker, name = str(chip.value.vendor or ""), str(company.value.name)
    return maker.startswith(name) or name.startswith(maker)
