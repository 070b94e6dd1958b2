"""The words and names around a ratio: its clause, what stands right behind, the chips near it."""

from __future__ import annotations

import re
from typing import Final

from extractor.reading import Reading

# How far is looked, in words: nothing here depends on the length of a sentence.
CLAUSE_BEFORE: Final = 25
BEHIND: Final = 6
NAMES_AROUND: Final = 40
_BLOCKS: Final = frozenset([".", ";", "?", "!", "\n"])
_NO_OWNERS: Final = _BLOCKS | {",", "in", "of", "for", "on", "than", "and", "over", "to", "at", "by", "it", "that"}
_TASKS: Final = frozenset("intensive bound heavy limited hungry constrained demanding sensitive".split())
_CLAUSE_STARTS: Final = frozenset(["while", "whereas", "but", "which", ";", "although", "though"])
# How technologies are called.
_NODE: Final = re.compile(r"n\d{1,2}[a-z]?|\d+nm|nm|\d{2}a|hbm\d?\w?|(?:lp|g)?ddr\d\w?|pcie")
DETERMINERS: Final = frozenset(["the", "a", "an", "its", "their", "our", "your", "it", "them", "us", "you"])


class Surroundings:
    """Looks around the ratios of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._words = reading, reading.lower

    def clause(self, start: int) -> list[str]:
        """The words before, in the same clause."""
        first = max(self._reading.tokens.sentence(start)[0], start - CLAUSE_BEFORE)
        words = self._words[first:start]
        for at in range(len(words) - 1, -1, -1):
            if words[at] in _CLAUSE_STARTS:
                return words[at + 1 :]
        return words

    def behind(self, end: int) -> list[str]:
        """The words of "in …", "of …" or "for …" right behind."""
        words = self._words
        if end >= len(words) or words[end] not in ("in", "of", "for", "on", "across", "to"):
            return []
        found: list[str] = []
        for word in words[end + 1 : end + BEHIND]:
            if word in _BLOCKS or word in (",", "and", "compared", "over", "than"):
                break
            if word in _TASKS and found[-1:] == ["-"]:
                del found[-2:]  # "in memory-intensive tasks"
            found.append(word)
        return found

    def owned(self, end: int) -> list[str]:
        """ "Double the rival's throughput": what stands behind the possessive."""
        behind = self._words[end : end + BEHIND]
        owner = behind[: behind.index("'s")] if "'s" in behind else []
        return behind[len(owner) + 1 :] if owner and _NO_OWNERS.isdisjoint(owner) else []

    def is_near_name(self, start: int, end: int) -> bool:
        """Is a chip or a company named anywhere near?"""
        first, last = start - NAMES_AROUND, end + NAMES_AROUND
        return any(e.label in ("CHIP", "VENDOR") for e in self._reading.between(first, last))

    def names_near(self, start: int) -> bool:
        """Is a chip, or a technology, named in the sentence or right behind?"""
        first = self._reading.tokens.sentence(start)[0]
        return self.chip_between(first, start + CLAUSE_BEFORE) or self.is_of_node(start)

    def is_of_node(self, start: int) -> bool:
        """ "A 1.7x improvement over N5": does a process, or a kind of memory, stand near?"""
        first = max(self._reading.tokens.sentence(start)[0], start - CLAUSE_BEFORE)
        return any(map(_NODE.fullmatch, self._words[first : start + CLAUSE_BEFORE]))

    def chip_between(self, first: int, last: int) -> bool:
        return any(entity.label == "CHIP" for entity in self._reading.between(first, last))
