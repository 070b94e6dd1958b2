"""An article's words as the linkers see them: noun phrases found by the closed-class words and verbs that end them.

There is no model of the language here: the word sets are macros of `patterns/cues/clauses.yaml`. Every walk is bounded by a
number of words, so that a clause of ten thousand words costs no more than one of sixty.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from extractor.catalog.load import Catalog
from extractor.reading import Candidate, Reading

LONGEST_PHRASE: Final = 12
QUOTES: Final = frozenset("\"'`‘’“”") | {"''", "``"}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordSets:
    """The closed classes; each field is the macro of its name, with hyphens."""

    clause_verb: frozenset[str]
    report_verb: frozenset[str]
    phrase_end: frozenset[str]
    before_noun: frozenset[str]
    pronoun: frozenset[str]
    chip_word: frozenset[str]
    generic_head: frozenset[str]
    vendor_like: frozenset[str]

    @classmethod
    def load(cls, catalog: Catalog) -> WordSets:
        return cls(**{field.name: catalog.words(field.name.replace("_", "-")) for field in fields(cls)})


class Clauses:
    """The words of one article, the names on them, and the phrases around them."""

    def __init__(self, reading: Reading, sets: WordSets) -> None:
        self.reading, self.sets = reading, sets
        self.words = [word.lower for word in reading.tokens.words]
        self.names: dict[int, Candidate] = {}
        self.ratios: list[Candidate] = []
        self.chips: list[Candidate] = []
        for entity in reading.entities:
            if entity.label == "RATIO":
                self.ratios.append(entity)
            elif entity.label in ("CHIP", "VENDOR"):
                self.names.update(dict.fromkeys(range(entity.start, entity.end), entity))
                if entity.label == "CHIP":
                    self.chips.append(entity)

    def text(self, at: int) -> str:
        return self.reading.tokens.words[at].text

    def joined(self, at: int) -> bool:
        """Is the word a hyphen inside a compound?"""
        tokens = self.reading.tokens
        return (
            self.words[at] in ("-", "‐", "‑", "/")
            and 0 < at < len(self.words) - 1
            and tokens.starts[at] == tokens.end_of(at - 1)
            and tokens.starts[at + 1] == tokens.end_of(at)
        )

    def is_verb(self, at: int) -> bool:
        return self.words[at] in self.sets.clause_verb and at not in self.names and not self._is_attribute(at)

    def _is_attribute(self, at: int) -> bool:
        """A word such as "improved" or "needs" behind a determiner stands for a noun or adjective."""
        return at > 0 and self.words[at - 1] in ("the", "a", "an", "its", "their", "our", "an")

    def goes_on(self, at: int) -> bool:
        """Can the word stand inside a noun phrase?"""
        if at in self.names or self.words[at] == "'s" or self.joined(at):
            return True
        return self.words[at] not in self.sets.phrase_end and not self.is_verb(at)

    def phrase_from(self, at: int, limit: int) -> Span:
        """The noun phrase that starts at word `at`, without determiners."""
        limit = min(limit, at + LONGEST_PHRASE, len(self.words))
        while at < limit and (self.words[at] in self.sets.before_noun or self.words[at] in QUOTES):
            at += 1
        end = at
        while end < limit and (self.goes_on(end) or (end == at and at in self.names)):
            end += 1
        while end > at and self.words[end - 1] in ("'s", "’"):
            end -= 1
        return at, end

    def phrase_to(self, end: int, floor: int) -> Span:
        """The noun phrase that ends before word `end`, without determiners."""
        start = end
        floor = max(floor, end - LONGEST_PHRASE)
        while start > floor and self.goes_on(start - 1):
            start -= 1
        while start < end and self.words[start] in (*self.sets.before_noun, "'s"):
            start += 1
        return start, end

    def chips_in(self, start: int, end: int) -> list[Candidate]:
        """The chips named in the words, in order; at most as many as there are words in a bounded walk."""
        found: list[Candidate] = []
        for at in range(start, end):
            entity = self.names.get(at)
            if entity is not None and entity.label == "CHIP" and (not found or found[-1] is not entity):
                found.append(entity)
        return found
