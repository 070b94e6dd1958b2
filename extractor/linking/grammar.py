"""What stands around an event's verb: is it passive, has it an object, is a chip only a part of something else."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.clauses import BE, Clauses, Span
from extractor.reading import Candidate

# What several of the modules on events ask for.
WIDEST_GAP: Final = 7  # words between two chips of a list
REACH_OBJECT: Final = 16  # words from the verb to its object
BE_OR_GET: Final = BE | {"'s", "it's", "get", "gets", "got"}  # what makes a passive
JOINTS: Final = frozenset([",", "and", "&", "or", "/", "plus"])
SET_OFF: Final = frozenset([",", "(", "–", "—"])
STOPS: Final = frozenset([";", ".", "(", ")", "\n"])
WITHOUT_OBJECT: Final = frozenset(
    """
    arrive arrives arrived arriving due come comes came coming out sale since follows follow slipped slips moves moved
    """.split()
)
TRANSITIVE: Final = (
    "announc", "unveil", "introduc", "reveal", "detail", "showcas", "present", "teas", "cancel", "discontinu", "delay", "skip",
    "scrap", "postpon", "plans", "brought", "brings", "retire", "showed", "shows", "demonstrat", "shelves", "axes",
    "kill", "pull", "expan", "exten", "refresh", "updat", "preview", "produce", "manufactur", "fabricat", "adds", "added",
)  # fmt: skip

LONGEST_WHOLE: Final = 16  # words between a generation and the chips that are of it
_PLACES: Final = frozenset(["market", "sale", "since", "due", "shelves", "stores", "shops"])
_INSIDE: Final = frozenset(["the", "a", "an", "as", "with", "and", "also", "-", "'s", "’s"])
OPENING: Final = frozenset(
    "the a an which with its their once formerly known based built made designed succeeding replacing following powered".split()
)
REACH_HEAD: Final = 8  # words from "the first" to the chip that it describes
REACH_PREDICATE: Final = 8  # words from "is" to the chip in what it says
REACH_FACTS: Final = 5
_SAMPLES: Final = frozenset(["samples", "sampling", "production", "manufacturing", "tapeout"])
REACH_MATCHED: Final = 5
_FOLLOWING: Final = (["follow", "-", "on"], ["follow", "-", "up"])
_MADE_FOR: Final = frozenset("based powered compatible equipped ready optimized enabled class only like".split())
_LINKING: Final = frozenset(
    "- products accelerator accelerators chip chips gpu gpus cpu cpus processor processors cards".split()
)
_OF_MANY: Final = frozenset(["platform", "platforms", "product", "products"])
_WHICH: Final = frozenset(["which", "who", "whose"])
_BEHIND_PREDICATE: Final = frozenset([",", ";", ".", "(", ")", "\n", "than"])


@dataclass(frozen=True, slots=True)
class EventWords:
    """The word sets of `patterns/cues/events.yaml`; each field is the macro `event-` and its name."""

    adverb: frozenset[str]
    object_end: frozenset[str]
    whole: frozenset[str]
    part: frozenset[str]
    facts: frozenset[str]
    show: frozenset[str]
    lineup: frozenset[str]
    kinds: frozenset[str]
    noun: frozenset[str]
    modal: frozenset[str]
    negation: frozenset[str]
    making: frozenset[str]
    weak: frozenset[str]
    lasting: frozenset[str]
    counting: frozenset[str]
    bringing: frozenset[str]
    past: frozenset[str]
    device: frozenset[str]
    machine: frozenset[str]

    @classmethod
    def load(cls, catalog: Catalog) -> EventWords:
        return cls(**{field.name: catalog.words(f"event-{field.name.replace('_', '-')}") for field in fields(cls)})


class Grammar:
    """Asks of the words of one article. A cue is the span of its words."""

    def __init__(self, clauses: Clauses, sets: EventWords) -> None:
        self._clauses, self._sets = clauses, sets

    def before(self, at: int) -> int:
        """The word before `at` that is no adverb."""
        at -= 1
        while at > 0 and self._clauses.words[at] in self._sets.adverb:
            at -= 1
        return at

    def is_passive(self, cue: Span) -> bool:
        """Was it announced, or announced by someone? A participle right behind a chip word is passive too."""
        words = self._clauses.words
        if words[cue[1] - 1].endswith("ing") or words[cue[0]].endswith("ing") or words[cue[1] - 1] == "by":
            return False
        before = self.before(cue[0])
        if "to" in words[before + 1 : cue[0]]:
            return False  # "is expected to announce"
        if words[before] in BE_OR_GET and not self._clauses.owns(before):
            return True
        if self.is_apposed(cue):
            return True
        behind_chip = self._clauses.chip_at(before) is not None or words[before] in self._clauses.sets.chip_word
        return behind_chip and words[cue[1] - 1].endswith("ed") and not self._has_feature(cue[1])

    def clause_end(self, cue: Span, last: int) -> int:
        """Where the cue's clause ends at the latest: "the X, which came out in May, will be dropped in June"."""
        words = self._clauses.words
        if _WHICH.isdisjoint(words[max(0, cue[0] - 3) : cue[0]]):
            return last
        return next((at for at in range(cue[1], last) if words[at] == "," and at not in self._clauses.dated), last)

    def is_apposed(self, cue: Span) -> bool:
        """ "The X, announced in May,"."""
        return self._clauses.words[self.before(cue[0])] in SET_OFF and self.closes(cue)

    def closes(self, cue: Span) -> bool:
        """Is the cue a participle or the like with no object behind it: "announced in May", "out since June"?"""
        words, behind = self._clauses.words, cue[1]
        word = words[behind - 1]
        if not word.endswith(("ed", "shown")) and word not in WITHOUT_OBJECT:
            return False
        return (
            behind in self._clauses.dated
            or behind >= len(words)
            or words[behind] in self._sets.object_end
            or words[behind] in (",", ".", ")", "last", "earlier", "only")
        )

    def ends_with_place(self, cue: Span) -> bool:
        """ "Hits shelves", "goes on sale": there is no object."""
        return cue[1] - cue[0] > 1 and self._clauses.words[cue[1] - 1] in _PLACES

    def is_part(self, chip: Candidate) -> bool:
        """Is the chip's name only a part of something else's: "B200-based servers", "Acme's Z1, the first Power chip"?"""
        words, at = self._clauses.words, chip.end
        if self._is_matched(chip):
            return True
        if words[chip.start - 3 : chip.start] == [",", "the", "first"] and chip.start - 4 not in self._clauses.names:
            return True
        if at + 1 < len(words) and self._clauses.owns(at):
            return self._clauses.sets.launch_noun.isdisjoint(words[at + 1 : at + 3])
        if at + 2 < len(words) and self._clauses.joined(at):
            made = words[at + 1] in _MADE_FOR and words[at + 2] not in self._clauses.sets.chip_word
            return made or words[at + 1].endswith("ing")  # "the X-beating Y"
        return (
            at < len(words) and (words[at] in self._sets.part or words[at] in self._clauses.sets.rank_word)
        ) or self._is_facts(at)

    def _is_matched(self, chip: Candidate) -> bool:
        """ "A successor to the X", "an answer to Acme's X": another chip."""
        words = self._clauses.words
        for at in range(chip.start - 1, max(0, chip.start - REACH_MATCHED) - 1, -1):
            if words[at] in ("to", "for", "of"):
                return words[at - 1] in self._clauses.sets.rank_word or words[at - 3 : at] in _FOLLOWING
            if at not in self._clauses.names and words[at] not in _INSIDE:
                return False
        return False

    def _is_facts(self, at: int) -> bool:
        """ "X series pricing", "X card launch timing": what is told is a fact of the chip."""
        words = self._clauses.words
        end = min(len(words), at + REACH_FACTS)
        while at < end and (words[at] in self._sets.whole or words[at] in self._sets.kinds or words[at] == "graphics"):
            at += 1
        return at < end and words[at] in self._sets.facts

    def is_of_samples(self, cue: Span, chips: list[Candidate]) -> bool:
        """ "X samples will ship", "samples are due", "production is expected in": samples, not the chip itself."""
        words, at = self._clauses.words, cue[0] - 1
        if chips and words[chips[-1].end : chips[-1].end + 1] == ["samples"]:
            return True
        while at > 0 and words[at] in BE_OR_GET | self._sets.adverb | self._sets.modal - {"and"}:
            at -= 1
        return words[at] in _SAMPLES or words[at - 1] == "sample"

    def is_of_machine(self, at: int) -> bool:
        """Does a machine follow, the word at `at`: "the first X phone", not "the X server chip"?"""
        words = self._clauses.words[at : at + 2]
        return (
            bool(words)
            and words[0] in self._sets.machine
            and (self._sets.kinds | self._sets.whole | _OF_MANY).isdisjoint(words[1:])
            and at not in self._clauses.names
        )

    def head(self, chip: Candidate) -> Candidate:
        """The chip that this one only describes: the X in "the X is the first Y chip", or that it stands beside."""
        return self.apposed_to(chip) or self._subject_of(chip) or chip

    def apposed_to(self, chip: Candidate) -> Candidate | None:
        """The X in "the X, the first Y chip", "the X, powered by the Y" and "the X (Y)"."""
        words = self._clauses.words
        if words[chip.start - 1] == "(" and words[chip.end : chip.end + 1] == [")"]:
            return self.chip_before(chip.start - 1)
        before = self._described_before(chip)
        return before if before is not None and not self._is_matched(before) else None

    def _described_before(self, chip: Candidate) -> Candidate | None:
        """The X in "the X, the first Y chip"."""
        words = self._clauses.words
        at = chip.start - 2
        while at > 1 and at > chip.start - REACH_HEAD and not (words[at] in OPENING and words[at - 1] == ","):
            if self._clauses.chip_at(at):
                return None
            at -= 1
        return self.chip_before(at - 1) if words[at] in OPENING and words[at - 1] == "," else None

    def chip_before(self, at: int) -> Candidate | None:
        """The chip that ends before word `at`, but for "chips" or "series"."""
        words, names, start = self._clauses.words, self._clauses.names, at
        at -= 1
        while at > start - 4 and at not in names and (words[at] in self._sets.whole or words[at] in _LINKING):
            at -= 1
        return self._clauses.chip_at(at)

    def _subject_of(self, chip: Candidate) -> Candidate | None:
        """The X in "the X series is Acme's first Y part"."""
        words, names = self._clauses.words, self._clauses.names
        for at in range(chip.start - 1, max(1, chip.start - REACH_PREDICATE), -1):
            if words[at] in BE:
                is_whole = at - 1 not in names and words[at - 1] in self._sets.whole
                return self._clauses.chip_at(at - 2 if is_whole else at - 1)
            if words[at] in _BEHIND_PREDICATE:
                return None
        return None

    def is_whole(self, chip: Candidate, behind: Candidate) -> bool:
        """ "The Cannon Lake generation of Core processors", "Amber Lake Core": the second only says what the first is."""
        if behind.start - chip.end > LONGEST_WHOLE:
            return False
        between = self._clauses.words[chip.end : behind.start]
        if "of" in between and not self._sets.whole.isdisjoint(between):
            return True
        family = behind.value.record is not None and behind.value.record.level == "family"
        return family and len(between) <= 3 and JOINTS.isdisjoint(between)

    def chip_behind(self, at: int, behind: int) -> Candidate | None:
        """The chip that a phrase ends with: "the smaller and cleaner X", "Nvidia's X"."""
        words, sets = self._clauses.words, self._clauses.sets
        for start in range(at, min(behind, at + WIDEST_GAP)):
            if chip := self._clauses.chip_at(start):
                return chip
            ends = words[start] in sets.phrase_end and words[start] not in _INSIDE and start not in self._clauses.names
            if (ends and not self._clauses.compound(start)) or self._clauses.is_verb(start):
                return None
        return None

    def _has_feature(self, at: int) -> bool:
        """ "The X introduced 4th-generation cores": a thing with a number, or with "a" or "new" before it."""
        word = self._clauses.words[at : at + 1]
        return bool(word) and at not in self._clauses.dated and (word[0][:1].isdigit() or word[0] in ("a", "an", "new"))

    def relative_object(self, cue: Span) -> list[Candidate]:
        """ "The M4 chip Apple introduced": the chip right before the company."""
        company = self._clauses.names.get(cue[0] - 1)
        if company is None or company.label != "VENDOR":
            return []
        return self._clauses.chips_in(max(0, company.start - 3), company.start)[-1:]
