"""Which chips an event's verb speaks of: its object ("Intel launched the X and the Y") or its subject ("the X ships")."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.antecedent import Antecedents
from extractor.linking.clauses import Clauses, Span
from extractor.linking.phrases import is_description
from extractor.reading import Candidate

REACH_OBJECT: Final = 16  # words from the verb to its object
REACH_SUBJECT: Final = 30  # words from the subject to its verb
REACH_PRONOUN: Final = 8
WIDEST_GAP: Final = 7  # words between two chips of a list
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "it's", "get", "gets", "got"])
_LIST: Final = frozenset([",", "and", "&", "or", "/", "plus"])
_STOPS: Final = frozenset([";", ".", "(", ")", "\n"])
_TRANSITIVE: Final = (
    "announc", "unveil", "introduc", "reveal", "detail", "showcas", "present", "teas", "cancel", "discontinu", "delay", "skip",
    "scrap", "postpon",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventWords:
    """The word sets of `patterns/cues/events.yaml`; each field is the macro `event-` and its name."""

    adverb: frozenset[str]
    object_end: frozenset[str]
    whole: frozenset[str]
    part: frozenset[str]
    show: frozenset[str]
    noun: frozenset[str]
    modal: frozenset[str]
    negation: frozenset[str]
    making: frozenset[str]

    @classmethod
    def load(cls, catalog: Catalog) -> EventWords:
        return cls(**{field.name: catalog.words(f"event-{field.name.replace('_', '-')}") for field in fields(cls)})


class Participants:
    """Finds the chips of one article's events. A cue is the span of its words."""

    def __init__(self, clauses: Clauses, sets: EventWords) -> None:
        self._clauses, self._sets = clauses, sets
        self._antecedents = Antecedents(clauses)
        self._starts = [chip.start for chip in clauses.chips]
        self._first = {str(chip.value.name): chip for chip in reversed(clauses.chips)}

    def find(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """Return the chips; `first` is where the sentence starts, `behind` where the next cue or the sentence's end is."""
        if not self._any_chip(max(first, cue[0] - REACH_SUBJECT), min(behind, cue[1] + REACH_OBJECT)):
            floor = max(first, cue[0] - REACH_SUBJECT)
            return self._object_meant(cue, min(behind, cue[1] + WIDEST_GAP)) or self._meant(cue, floor)
        return self._object(cue, min(behind, cue[1] + REACH_OBJECT), behind) or self._subject(cue, first)

    def _any_chip(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def before(self, at: int) -> int:
        """The word before `at` that is no adverb."""
        at -= 1
        while at > 0 and self._clauses.words[at] in self._sets.adverb:
            at -= 1
        return at

    def _object(self, cue: Span, last: int, behind: int) -> list[Candidate]:
        """The chips right behind the verb, a list of them taken together."""
        if self._is_passive(cue):
            return []
        found: list[Candidate] = []
        at = cue[1]
        while at < last:
            entity = self._clauses.names.get(at)
            if entity is not None and entity.label == "CHIP":
                if not self._is_part(entity) and not (found and self._is_whole(found[-1], entity)):
                    found.append(entity)
                at, last = entity.end, min(behind, entity.end + WIDEST_GAP)
            elif entity is None and self._ends_object(at, found[-1].end if found else None):
                break
            else:
                at += 1
        return found or self._object_meant(cue, last)

    def _ends_object(self, at: int, chip_end: int | None) -> bool:
        """Does the word at `at` end the object? Behind a first chip only a list goes on."""
        words = self._clauses.words
        whole = words[at - 1] in self._sets.whole or words[at - 1] in self._clauses.sets.chip_word
        if words[at] in _STOPS or words[at] in self._sets.object_end or (words[at] == "of" and not whole):
            return True
        if self._clauses.is_verb(at):
            return True
        return chip_end is not None and at > chip_end + 3 and _LIST.isdisjoint(words[chip_end : at + 1])

    def _object_meant(self, cue: Span, last: int) -> list[Candidate]:
        """ "Start offering these new chips": the chip last named."""
        clauses = self._clauses
        start, stop = clauses.phrase_from(cue[1], last)
        pointed = start < stop and clauses.words[cue[1]] in ("these", "this", "the")
        return self._last_named(cue) if pointed and is_description(clauses, cue[1], start, stop) else []

    def _is_passive(self, cue: Span) -> bool:
        """Was it announced, or announced by someone? A participle right behind a chip word is passive too."""
        words = self._clauses.words
        if words[cue[1] - 1].endswith("ing"):
            return False
        if words[self.before(cue[0])] in _BE:
            return True
        at = self.before(cue[0])
        at -= words[at] == ","
        chip = self._clauses.names.get(at)
        behind_chip = (chip is not None and chip.label == "CHIP") or words[at] in self._clauses.sets.chip_word
        return behind_chip and words[cue[1] - 1].endswith("ed")

    def _subject(self, cue: Span, first: int) -> list[Candidate]:
        """The chips before the verb, back to the clause's beginning; for a pronoun the chip that it stands for."""
        if self._clauses.words[cue[0]].startswith(_TRANSITIVE) and not self._is_passive(cue):
            return self._relative_object(cue)
        floor = max(first, cue[0] - REACH_SUBJECT)
        chips = [chip for chip in self._clauses.chips_in(floor, cue[0]) if not self._stands_apart(chip)]
        if not chips:
            return self._meant(cue, floor)
        listed = [chips[-1]]
        for chip in reversed(chips[:-1]):
            if self._is_whole(chip, listed[0]):
                listed[0] = chip
            elif self._is_listed(chip.end, listed[0].start):
                listed.insert(0, chip)
            else:
                break
        return listed if self._reaches(listed[-1].end, cue[0]) else []

    def _stands_apart(self, chip: Candidate) -> bool:
        return self._antecedents.is_apart(chip) or self._is_part(chip)

    def _is_listed(self, start: int, end: int) -> bool:
        between = self._clauses.words[start:end]
        close = len(between) <= WIDEST_GAP and not _LIST.isdisjoint(between)
        return close and not any(map(self._clauses.is_verb, range(start, end)))

    def _relative_object(self, cue: Span) -> list[Candidate]:
        """ "The M4 chip Apple introduced": the chip right before the company."""
        company = self._clauses.names.get(cue[0] - 1)
        if company is None or company.label != "VENDOR":
            return []
        return self._clauses.chips_in(max(0, company.start - 3), company.start)[-1:]

    def _reaches(self, start: int, end: int) -> bool:
        """Can the chip be the verb's subject: does no company's clause begin between?"""
        names, words = self._clauses.names, self._clauses.words
        makers = (at for at in range(start, end) if at in names and names[at].label == "VENDOR")
        return all(words[at - 1] not in (",", "and", "but", "while") for at in makers)

    def _meant(self, cue: Span, floor: int) -> list[Candidate]:
        """ "It will ship in June", "the chip is available": the chip last named."""
        if self._clauses.words[cue[0]].startswith(_TRANSITIVE) and not self._is_passive(cue):
            return []
        words, chip_words = self._clauses.words, self._clauses.sets.chip_word
        for at in range(cue[0] - 1, max(floor, cue[0] - REACH_PRONOUN) - 1, -1):
            described = words[at] in chip_words and words[at - 1] in ("the", "this", "new", "these")
            if described or words[at] in ("it", "they", "this", "it'll"):
                return self._last_named(cue)
        return []

    def _last_named(self, cue: Span) -> list[Candidate]:
        name = self._antecedents.find(cue[0], self._clauses.sentence_start(cue[0]), cue[0])
        chip = self._first.get(name or "")
        return [chip] if chip is not None else []

    def _is_part(self, chip: Candidate) -> bool:
        """Is the chip's name only a part of something else's: "B200-based servers", "H100 instances"?"""
        words, at = self._clauses.words, chip.end
        if at + 2 < len(words) and self._clauses.joined(at):
            return words[at + 1] in ("based", "powered") and words[at + 2] not in self._clauses.sets.chip_word
        return at < len(words) and words[at] in self._sets.part

    def _is_whole(self, chip: Candidate, behind: Candidate) -> bool:
        """ "The Cannon Lake generation of Core processors", "Amber Lake Core": the second only says what the first is."""
        between = self._clauses.words[chip.end : behind.start]
        if "of" in between and not self._sets.whole.isdisjoint(between):
            return True
        family = behind.value.record is not None and behind.value.record.level == "family"
        return family and len(between) <= 3 and _LIST.isdisjoint(between)
