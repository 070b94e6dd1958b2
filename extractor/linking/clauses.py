"""An article's words as the linkers see them: noun phrases and clauses, found by closed-class words and by verbs.

There is no model of the language here: the word sets are macros of `patterns/cues/clauses.yaml`. Every walk is bounded by a
number of words, so that a clause of ten thousand words costs no more than one of sixty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

from extractor.catalog.load import Catalog
from extractor.reading import Candidate, Reading

LONGEST_PHRASE: Final = 12
FARTHEST_VERB: Final = 25
QUOTES: Final = frozenset("\"'`‘’“”") | {"''", "``"}
BULLETS: Final = frozenset(["-", "–", "•", "*", "·"])
HYPHENS: Final = frozenset("-‐‑/")
CONTRACTED: Final = frozenset(
    "it's they're that's we're it'll they'll we've you'll you're he's she's you'd we'd".split()
)
PREPOSITIONS: Final = frozenset(
    "in on of with for at by from using to through via within into against under without unlike".split()
)
BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being"])
# Behind these stands a noun, or an infinitive.
_NOT_BEFORE_VERBS: Final = frozenset(
    ["the", "a", "an", "its", "their", "our", "these", "those", "some", "any", "your", "to"]
)
_VERBAL: Final = frozenset(
    ["ratios.change-by", "ratios.doubles", "ratios.beat-by"]
)  # rules whose ratios open with a verb
_RATHER_NOUNS: Final = frozenset(
    ["features", "feature", "designs", "needs", "reports", "claims", "estimates", "measures"]
)
_PARTICIPLES: Final = frozenset(["set", "built", "made", "known", "due", "thanks", "according", "compared", "designed"])
_NO_OBJECT: Final = frozenset(", . ; : ) ( ? ! of and or for than that which who \n ' ’ ” \" when while".split(" "))
Span = tuple[int, int]


@dataclass(frozen=True)
class WordSets:
    """The closed classes; each field is the macro of its name, with hyphens."""

    clause_verb: frozenset[str]
    maybe_verb: frozenset[str]
    report_verb: frozenset[str]
    phrase_end: frozenset[str]
    before_noun: frozenset[str]
    pronoun: frozenset[str]
    chip_word: frozenset[str]
    generic_head: frozenset[str]
    vendor_like: frozenset[str]
    pointing_word: frozenset[str]
    part_word: frozenset[str]
    holds_word: frozenset[str]
    aside_adverb: frozenset[str]
    never_subject: frozenset[str]
    evidence_word: frozenset[str]
    workload_word: frozenset[str]
    quantity_word: frozenset[str]
    giving_word: frozenset[str]
    former_word: frozenset[str]
    rank_word: frozenset[str]
    naming_word: frozenset[str]
    task_word: frozenset[str]
    launch_noun: frozenset[str]

    @classmethod
    def load(cls, catalog: Catalog) -> WordSets:
        return cls(**{field.name: catalog.words(field.name.replace("_", "-")) for field in fields(cls)})

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All that may be a finite verb."""
        return self.clause_verb | self.maybe_verb | {"'s"}

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The reporting verbs, and what "according to" begins with."""
        return self.report_verb | {"according"}


class Clauses:
    """The words of one article, the names on them, and the phrases around them."""

    def __init__(self, reading: Reading, sets: WordSets) -> None:
        self.reading, self.sets, self.tokens = reading, sets, reading.tokens
        self._verbs = sets.verbs
        self._known: dict[int, bool] = {}
        self.words = reading.lower
        self.names: dict[int, Candidate] = {}
        self.ratios: list[Candidate] = []
        self.chips: list[Candidate] = []
        self.dated: set[int] = set()
        for entity in reading.entities:
            if entity.label == "DATE":
                self.dated.update(range(entity.start, entity.end))
            elif entity.label == "RATIO":
                self.ratios.append(entity)
            elif entity.label in ("CHIP", "VENDOR"):
                for at in range(entity.start, entity.end):
                    self.names[at] = entity
                if entity.label == "CHIP":
                    self.chips.append(entity)
        self.chip_starts = [chip.start for chip in self.chips]
        self.opening_verbs = {
            ratio.start
            for ratio in self.ratios
            if ratio.rule in _VERBAL
            and not self.words[ratio.start].endswith("ing")
            and self.words[ratio.start] not in sets.quantity_word
        }
        self.in_ratio = {at for ratio in self.ratios for at in range(ratio.start, ratio.end)}

    def text(self, at: int) -> str:
        return self.tokens.words[at].text

    def sentence_start(self, at: int) -> int:
        sentences = self.tokens.sentences
        return sentences[bisect_right(sentences, at) - 1]

    def joined(self, at: int) -> bool:
        """Is the word a hyphen inside a compound?"""
        return (
            0 < at < len(self.words) - 1
            and self.words[at] in HYPHENS
            and self.tokens.starts[at] == self.tokens.end_of(at - 1)
            and self.tokens.starts[at + 1] == self.tokens.end_of(at)
        )

    def compound(self, at: int) -> bool:
        """Is the word a part of a compound such as state-of-the-art?"""
        if HYPHENS.isdisjoint(self.words[max(0, at - 1) : at + 2]):
            return False
        return self.joined(at) or (at > 0 and self.joined(at - 1)) or (at + 1 < len(self.words) and self.joined(at + 1))

    def owns(self, at: int) -> bool:
        """Is the word a possessive 's, or the apostrophe behind a plural?"""
        if self.words[at] == "'s":
            return self.words[at - 1] not in ("it", "that", "there", "he", "she", "what", "who", "here")
        return (
            self.words[at] == "’"
            and self.words[at - 1].endswith("s")
            and self.tokens.starts[at] == self.tokens.end_of(at - 1)
        )

    def is_verb(self, at: int) -> bool:
        """Is the word a finite verb, as far as its neighbours tell? The answer is kept: many walks pass the same word."""
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self._tell_verb(at)
        return known

    def _tell_verb(self, at: int) -> bool:
        word = self.words[at]
        if at in self.opening_verbs:
            return True
        if word not in self._verbs or at in self.names or self.compound(at):
            return False
        if word == "'s":
            return not self.owns(at)
        if word in self.sets.maybe_verb:
            return self._has_object(at)
        if word not in self.sets.clause_verb:
            return False
        before = self.words[at - 1] if at else ""
        if word.endswith("ed") and self.words[at + 1 : at + 2] == ["by"] and before not in BE | {"'s"}:
            return False  # "machines powered by"
        return before not in ("the", "a", "an", "its", "their", "our") and not (
            before.endswith("ly") and self._is_attribute(at)
        )

    def _has_object(self, at: int) -> bool:
        """A word that may be a plural noun is a verb where an object follows and no other verb does."""
        behind = self.words[at + 1 : at + 4]
        if not behind or behind[0] in _NO_OBJECT or self.words[at - 1] in _NOT_BEFORE_VERBS:
            return False
        if self.words[at] in _RATHER_NOUNS and behind[0] in PREPOSITIONS:
            return False  # "other features with"
        if at and at - 1 not in self.names and all(self.text(near).istitle() for near in (at - 1, at, at + 1)):
            return False  # "Final Cut Pro"
        return not any(
            word in self.sets.clause_verb and word != "'s" and before != "to"
            for before, word in zip(self.words[at : at + 3], behind, strict=False)
        )

    def _is_attribute(self, at: int) -> bool:
        """ "Commonly used algorithms": a participle behind an adverb that a determiner opens."""
        return at > 1 and self.words[at - 2] in self.sets.before_noun

    def goes_on(self, at: int) -> bool:
        """Can the word stand inside a noun phrase?"""
        if at in self.names:
            return True
        if self.words[at] not in self.sets.phrase_end:
            return not self.is_verb(at) or self.owns(at)
        owner = at + 1 < len(self.words) and self.words[at + 1] == "'s" and self.owns(at + 1)
        newly = self.words[at].endswith("ed") and at > 0 and self.words[at - 1].endswith("ly")
        return owner or newly or self.compound(at) or self.owns(at)

    def phrase_from(self, at: int, limit: int) -> Span:
        """The noun phrase that starts at word `at`, without determiners."""
        limit = min(limit, at + LONGEST_PHRASE, len(self.words))
        while (
            at < limit
            and not self.joined(at + 1)
            and (self.words[at] in self.sets.before_noun or self.words[at] in QUOTES)
        ):
            at += 1
        end = at
        while end < limit and self.goes_on(end):
            end += 1
        while end > at and (self.owns(end - 1) or self.words[end - 1] in HYPHENS):
            end -= 1
        return at, end

    def phrase_to(self, end: int, floor: int) -> Span:
        """The noun phrase that ends before word `end`, without determiners."""
        start = end
        floor = max(floor, end - LONGEST_PHRASE)
        while start > floor and self.goes_on(start - 1):
            start -= 1
        while (
            start < end
            and not self.joined(start + 1)
            and (self.words[start] in self.sets.before_noun or self.owns(start))
        ):
            start += 1
        return start, end

    def chips_in(self, start: int, end: int) -> list[Candidate]:
        """The chips named in the words, in order."""
        at = bisect_left(self.chip_starts, start)
        if at and self.chips[at - 1].end > start:
            at -= 1
        return self.chips[at : bisect_left(self.chip_starts, end)] if start < end else []

    def chip_at(self, at: int) -> Candidate | None:
        """The chip that the word is of."""
        name = self.names.get(at)
        return name if name is not None and name.label == "CHIP" else None

    def any_chip(self, start: int, end: int) -> bool:
        """Does a chip's name start in the words?"""
        at = bisect_left(self.chip_starts, start)
        return at < len(self.chip_starts) and self.chip_starts[at] < end

    def verb(self, begin: int, end: int) -> int:
        """The first verb behind a noun phrase that starts at `begin`; `end` where there is none."""
        if begin < end and self.words[begin] in CONTRACTED:
            return begin + 1
        for at in range(begin + 1, min(end, begin + FARTHEST_VERB)):
            if self.is_verb(at):
                return at
        return end

    def starts_clause(self, begin: int, end: int, commas: bool = False) -> bool:
        """Do the words open with a noun phrase and hold its verb? `commas` may stand between where a conjunction opened it."""
        words = self.words
        while begin < end and (words[begin] in QUOTES or words[begin] in ("and", "but", ",")):
            begin += 1
        elided = (
            begin + 1 < end and words[begin] in self.sets.aside_adverb and self.is_verb(begin + 1)
        )  # ", however is"
        if (
            begin >= end
            or elided
            or self.is_verb(begin)
            or words[begin] in PREPOSITIONS
            or words[begin] in _PARTICIPLES
        ):
            return False
        if words[begin] in CONTRACTED:
            return True
        if begin not in self.names and (
            words[begin] in self.sets.report_verb or words[begin][:1].isdigit() or words[begin].endswith(("ing", "ly"))
        ):
            return False
        verb = self.verb(begin, end)
        if verb == end or words[verb - 1] in ("and", "or", "to", "that", "which"):
            return False
        return commas or "," not in words[begin:verb]


def clauses_of(reading: Reading, sets: WordSets) -> Clauses:
    """Return the view of a reading's words, the same for all linkers."""
    if reading.clauses is None:
        reading.clauses = Clauses(reading, sets)
    clauses: Clauses = reading.clauses
    return clauses
