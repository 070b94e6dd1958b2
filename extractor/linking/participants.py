"""Which chips an event's verb speaks of: its object ("Intel launched the X and the Y") or its subject ("the X ships")."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.antecedent import REACH_TOPIC, Antecedents
from extractor.linking.clauses import HYPHENS, Clauses, Span
from extractor.reading import Candidate

REACH_OBJECT: Final = 16  # words from the verb to its object
REACH_SUBJECT: Final = 30  # words from the subject to its verb
REACH_TOLD: Final = 60  # words from where a chip was told of to "it"
REACH_PRONOUN: Final = 8
LONGEST_DESCRIPTION: Final = 7
LONGEST_LIST: Final = 8  # chips
LONGEST_HEADING: Final = 16  # words
WIDEST_GAP: Final = 7  # words between two chips of a list
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "it's", "get", "gets", "got"])
_LIST: Final = frozenset([",", "and", "&", "or", "/", "plus"])
_STOPS: Final = frozenset([";", ".", "(", ")", "\n"])
_WITHOUT_OBJECT: Final = frozenset(
    """
    arrive arrives arrived arriving due come comes came coming out sale since follows follow slipped slips moves moved
    """.split()
)
_PLACES: Final = frozenset(["market", "sale", "since", "due", "shelves", "stores", "shops"])
_LIST_OPENS: Final = frozenset([":", ",", "–", "—", "--", "("])
_JOINING: Final = frozenset("and plus with alongside as well together along".split())
_INSIDE: Final = frozenset(["the", "a", "an", "as", "with", "and", "also", "-", "'s", "’s"])
_BY_NAME: Final = frozenset(["known", "called", "codenamed", "named"])
_BUILT: Final = frozenset(["based", "powered", "using", "with", "running"])
_ADDING: Final = frozenset([",", "together", "along", "well", ")"])
_PRONOUNS: Final = frozenset(["it", "them"])
_OPENING: Final = frozenset(["the", "a", "an", "which", "with", "its", "their", "once", "formerly", "known"])
_CLAUSE_START: Final = frozenset([",", "that", "and", "but", "while", ";", ":", "when", "because", "since", "as"])
_OTHER: Final = frozenset(
    "next another other future second third fourth rival competing earlier older old previous last".split()
)
_SET_OFF: Final = frozenset([",", "(", "–", "—"])
_RELATIVE: Final = _SET_OFF | _BE | {"--", "which", "that", ")", "has", "have", "had", "will", "would"}
_TRANSITIVE: Final = (
    "announc", "unveil", "introduc", "reveal", "detail", "showcas", "present", "teas", "cancel", "discontinu", "delay", "skip",
    "scrap", "postpon", "plans", "brought", "brings", "retire", "showed", "shows", "demonstrat", "shelves", "axes",
    "kill", "pull",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventWords:
    """The word sets of `patterns/cues/events.yaml`; each field is the macro `event-` and its name."""

    adverb: frozenset[str]
    object_end: frozenset[str]
    whole: frozenset[str]
    part: frozenset[str]
    show: frozenset[str]
    kinds: frozenset[str]
    noun: frozenset[str]
    modal: frozenset[str]
    negation: frozenset[str]
    making: frozenset[str]
    weak: frozenset[str]
    past: frozenset[str]
    device: frozenset[str]

    @classmethod
    def load(cls, catalog: Catalog) -> EventWords:
        return cls(**{field.name: catalog.words(f"event-{field.name.replace('_', '-')}") for field in fields(cls)})


class Participants:
    """Finds the chips of one article's events. A cue is the span of its words."""

    def __init__(self, clauses: Clauses, sets: EventWords) -> None:
        self._clauses, self._sets = clauses, sets
        self._antecedents = Antecedents(clauses)
        self._starts = [chip.start for chip in clauses.chips]
        self.told: list[Candidate] = []  # the chips last told of, and where
        self.told_at = 0
        self._first = {str(chip.value.name): chip for chip in reversed(clauses.chips)}

    def find(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """Return the chips; `first` is where the sentence starts, `behind` where the next cue or the sentence's end is."""
        if opened := self._opened_with(cue, first, behind):
            return opened
        if not self._any_chip(max(first, cue[0] - REACH_SUBJECT), min(behind, cue[1] + REACH_OBJECT)):
            floor = max(first, cue[0] - REACH_SUBJECT)
            return self._object_meant(cue, min(behind, cue[1] + WIDEST_GAP)) or self._meant(cue, floor)
        return self._object(cue, min(behind, cue[1] + REACH_OBJECT), behind) or self._subject(cue, first, behind)

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
        words = self._clauses.words
        if self._is_passive(cue) or words[cue[0]] in _WITHOUT_OBJECT or self._ends_with_place(cue):
            return []
        if not _PRONOUNS.isdisjoint(words[cue[0] + 1 : cue[1] + 1]):
            return self._last_named(cue)
        found: list[Candidate] = []
        at = cue[1] + (self._clauses.words[cue[1] : cue[1] + 1] == [":"])
        while at < last:
            entity = self._clauses.names.get(at)
            if entity is not None and entity.label == "CHIP":
                same = found and (self._is_whole(found[-1], entity) or self._head(entity) is not entity)
                if not self._is_part(entity) and not same:
                    found.append(entity)
                at, last = entity.end, min(behind, entity.end + WIDEST_GAP)
            elif (found and words[at] in _BY_NAME) or (
                entity is None and self._ends_object(at, found[-1].end if found else None)
            ):
                break
            else:
                at += 1
        if not found:
            found = self._object_meant(cue, last)
            return found + self._added(cue[1], behind) if found else self._listed(at, cue[1], behind)
        return found + self._added(found[-1].end, behind)

    def _listed(self, at: int, start: int, behind: int) -> list[Candidate]:
        """ "Two chips for phones, the X and the Y": the list behind a description that ends before word `at`."""
        words = self._clauses.words
        if self._sets.kinds.isdisjoint(words[start:at]):
            return []
        for joint in range(at, min(behind, at + REACH_OBJECT)):
            if words[joint] in _LIST_OPENS and (chip := self._chip_behind(joint + 1, min(behind, joint + 5))):
                listed = [chip]
                while len(listed) < LONGEST_LIST and (more := self._added(listed[-1].end, behind)):
                    listed += more
                return listed
            if words[joint] in _STOPS:
                break
        return []

    def named_later(self, cue: Span, last: int) -> list[Candidate]:
        """ "A chip for phones. Called the X, it": what is only described is named behind; `last` ends the sentence."""
        words = self._clauses.words
        start, stop = self._clauses.phrase_from(cue[1], last)
        described = cue[1] < start <= stop - 1 and not self._sets.kinds.isdisjoint(words[start:stop])
        if not described or self._clauses.chips_in(cue[1], stop) or words[cue[1]] in ("the", "this", "these"):
            return []
        end = self._clauses.tokens.sentence(last)[1] if last < len(words) else last
        behind = self._clauses.chips_in(stop, end)
        named = [chip for chip in behind if not _BY_NAME.isdisjoint(words[chip.start - 3 : chip.start])]
        opening = [chip for chip in behind if self._opens(chip, last)]
        return named or opening or self._in_title(cue[0])

    def _opens(self, chip: Candidate, first: int) -> bool:
        """Does the sentence that starts at word `first` open with the chip?"""
        before = range(first, chip.start)
        return chip.start >= first and all(at in self._clauses.names or self._clauses.words[at] == "the" for at in before)

    def _in_title(self, at: int) -> list[Candidate]:
        """The chips of the line that the article opens with."""
        end = self._clauses.tokens.paragraph(0)[1]
        return self._clauses.chips_in(0, end) if LONGEST_HEADING >= end <= at else []

    def _added(self, at: int, behind: int) -> list[Candidate]:
        """Chips joined on behind a phrase set off by commas: "the X, a chip for phones, and the Y"; "together with the Y"."""
        words = self._clauses.words
        for joint in range(at, min(behind, at + REACH_OBJECT)):
            if words[joint] in _STOPS or self._clauses.is_verb(joint):
                return []
            adds = words[joint] in _JOINING and (
                words[joint] not in ("and", "with", "as") or words[joint - 1] in _ADDING
            )
            if adds:
                chip = self._chip_behind(joint + 1, behind)
                if chip is not None and not self._is_part(chip):
                    return [chip]
        return []

    def _chip_behind(self, at: int, behind: int) -> Candidate | None:
        """The chip that a phrase ends with: "the smaller and cleaner X", "Nvidia's X"."""
        words, sets = self._clauses.words, self._clauses.sets
        for start in range(at, min(behind, at + WIDEST_GAP)):
            entity = self._clauses.names.get(start)
            if entity is not None and entity.label == "CHIP":
                return entity
            ends = words[start] in sets.phrase_end and words[start] not in _INSIDE and start not in self._clauses.names
            if ends or self._clauses.is_verb(start):
                return None
        return None

    def _opened_with(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """ "Launched in March at $249, the X": the chip behind the comma."""
        words = self._clauses.words
        opens = cue[0] - first <= 1 and set(words[first : cue[0]]) <= self._sets.adverb
        if not opens or not self._closes(cue):
            return []
        end = min(behind, cue[1] + REACH_OBJECT)
        comma = next((at for at in range(cue[1], end) if words[at] == "," or words[at] in _BE), end)
        chips = self._clauses.chips_in(comma, min(behind, comma + WIDEST_GAP))[:1] if comma < end else []
        return (
            [] if any(map(self._clauses.is_verb, range(comma + 1, chips[0].start if chips else comma + 1))) else chips
        )

    def _is_apposed(self, cue: Span) -> bool:
        """ "The X, announced in May,"."""
        return self._clauses.words[self.before(cue[0])] in _SET_OFF and self._closes(cue)

    def _closes(self, cue: Span) -> bool:
        """Is the cue a participle or the like with no object behind it: "announced in May", "out since June"?"""
        words, behind = self._clauses.words, cue[1]
        word = words[behind - 1]
        if not word.endswith(("ed", "shown")) and word not in _WITHOUT_OBJECT:
            return False
        return (
            behind in self._clauses.dated
            or behind >= len(words)
            or words[behind] in self._sets.object_end
            or words[behind] in (",", ".", ")", "last", "earlier", "only")
        )

    def _ends_with_place(self, cue: Span) -> bool:
        """ "Hits shelves", "goes on sale": there is no object."""
        return cue[1] - cue[0] > 1 and self._clauses.words[cue[1] - 1] in _PLACES

    def _ends_object(self, at: int, chip_end: int | None) -> bool:
        """Does the word at `at` end the object? Behind a first chip only a list goes on."""
        words = self._clauses.words
        whole = words[at - 1] in self._sets.whole or words[at - 1] in self._clauses.sets.chip_word
        if words[at] == "as" and words[at - 1] == "known":
            return False
        if words[at] in _STOPS or words[at] in self._sets.object_end or (words[at] == "of" and not whole):
            return True
        if self._clauses.is_verb(at) or (chip_end is not None and words[at] in _BY_NAME):
            return True
        return chip_end is not None and at > chip_end + 3 and _LIST.isdisjoint(words[chip_end : at + 1])

    def _object_meant(self, cue: Span, last: int) -> list[Candidate]:
        """ "Start offering these new chips": the chip last named."""
        clauses = self._clauses
        if clauses.words[cue[1]] not in ("these", "this", "the"):
            return []
        start, stop = clauses.phrase_from(cue[1], last)
        stop = next((at for at in range(start, stop) if at in clauses.dated), stop)
        phrase = clauses.words[start:stop]
        described = bool(phrase) and phrase[-1] in clauses.sets.chip_word and _OTHER.isdisjoint(phrase)
        named = any(at in clauses.names for at in range(start, stop))
        return self._last_named(cue) if described and not named else []

    def in_first_device(self, cue: Span, behind: int) -> list[Candidate]:
        """ "The first watch based on the X": what it is built on."""
        words = self._clauses.words
        for at in range(cue[1], min(behind, cue[1] + REACH_OBJECT)):
            if words[at] in _BUILT and "first" in words[cue[1] : at]:
                chip = self._chip_behind(at + 1 + (words[at + 1] in ("on", "by")), behind)
                return [chip] if chip is not None else []
        return []

    def _is_passive(self, cue: Span) -> bool:
        """Was it announced, or announced by someone? A participle right behind a chip word is passive too."""
        words = self._clauses.words
        if words[cue[1] - 1].endswith("ing") or words[cue[1] - 1] == "by":
            return False
        before = self.before(cue[0])
        if words[before] in _BE and not self._clauses.owns(before):
            return True
        if self._is_apposed(cue):
            return True
        at = self.before(cue[0])
        at -= words[at] == ","
        chip = self._clauses.names.get(at)
        behind_chip = (chip is not None and chip.label == "CHIP") or words[at] in self._clauses.sets.chip_word
        return behind_chip and words[cue[1] - 1].endswith("ed")

    def _beside(self, cue: Span, behind: int) -> list[Candidate]:
        """ "The X goes on sale today, together with the Y"; "on sale as the Y"."""
        words = self._clauses.words
        for at in range(cue[1], min(behind, cue[1] + REACH_OBJECT)):
            if words[at] in _STOPS or self._clauses.is_verb(at):
                return []
            if words[at] in ("together", "along", "alongside") or (words[at] == "as" and at <= cue[1] + 4):
                chip = self._chip_behind(at + 1, behind)
                return [chip] if chip is not None and not self._is_part(chip) else []
        return []

    def _subject(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """The chips before the verb, back to the clause's beginning; for a pronoun the chip that it stands for."""
        if self._clauses.words[cue[0]].startswith(_TRANSITIVE) and not self._is_passive(cue):
            return self._relative_object(cue)
        floor = max(first, cue[0] - REACH_SUBJECT)
        if head := self._set_off(cue[0], floor):
            return [head, *self._beside(cue, behind)]
        nearest = self._adjacent(cue[0], floor)
        if nearest is None and (self._is_apposed(cue) or self._other_subject(cue[0], first)):
            return []
        chips = [
            chip for chip in self._clauses.chips_in(floor, cue[0]) if chip is nearest or not self._stands_apart(chip)
        ]
        if not chips:
            return self._meant(cue, floor)
        listed = [self._head(chips[-1])]
        for chip in reversed([chip for chip in chips if chip.start < listed[0].start]):
            if self._is_whole(chip, listed[0]):
                listed[0] = chip
            elif self._is_listed(chip.end, listed[0].start):
                listed.insert(0, chip)
            else:
                break
        if len(listed) == 2 and _LIST.isdisjoint(set(self._clauses.words[listed[0].end : listed[1].start]) - {","}):
            listed = listed[1:]  # "a new Y, X, ships": one chip by two names
        return listed + self._beside(cue, behind) if self._reaches(listed[-1].end, cue[0]) else []

    def _head(self, chip: Candidate) -> Candidate:
        """The chip that this one only describes: the X in "the X, the first Y chip"."""
        words, names = self._clauses.words, self._clauses.names
        at = chip.start - 2
        while at > 1 and at > chip.start - 6 and words[at] not in _OPENING and at not in names:
            at -= 1
        head = names.get(at - 2)
        if words[at] in _OPENING and words[at - 1] == "," and head is not None and head.label == "CHIP":
            return head
        return chip

    def _other_subject(self, at: int, first: int) -> bool:
        """Is what does it no chip: "the X is fast, but the board will ship in May"?"""
        clauses, words = self._clauses, self._clauses.words
        at -= 1
        while at > first and (words[at] in _BE or words[at] in self._sets.adverb or words[at] in self._sets.modal):
            at -= 1
        start, stop = clauses.phrase_to(at + 1, first)
        opening = start - 1 if start > first and words[start - 1] in clauses.sets.before_noun else start
        if start >= stop or opening >= start or clauses.chips_in(start, stop):
            return False
        return (opening == first or words[opening - 1] in _CLAUSE_START) and words[
            stop - 1
        ] not in clauses.sets.chip_word

    def _set_off(self, at: int, floor: int) -> Candidate | None:
        """The chip before a phrase between commas: "The X, the first Y on 18A, moves to May"."""
        words, names = self._clauses.words, self._clauses.names
        at -= 1
        while at > floor and (words[at] in _BE or words[at] in self._sets.adverb or words[at] in self._sets.modal):
            at -= 1
        if words[at] not in _SET_OFF or (at - 1 in names and not self._closes_phrase(at)):
            return None
        for comma in range(at - 2, floor, -1):
            if words[comma] == "," and words[comma + 1] in ("and", "but", "while"):
                return None
            chip = names.get(comma - 1)
            if words[comma] in _SET_OFF and words[comma + 1] in _OPENING and chip is not None and chip.label == "CHIP":
                return chip
        return None

    def _closes_phrase(self, comma: int) -> bool:
        """Is the comma not the one behind the subject itself: does a verb follow, or a preposition?"""
        return self._clauses.words[comma + 1] in self._clauses.sets.verbs or not self._clauses.words[
            comma + 1
        ].endswith("ed")

    def _adjacent(self, at: int, floor: int) -> Candidate | None:
        """The chip that "which came out in May" or ", announced in May" is said of: right before it, whatever stands before."""
        words, chip_words = self._clauses.words, self._clauses.sets.chip_word
        at -= 1
        while at > floor and (words[at] in _RELATIVE or words[at] in self._sets.adverb):
            at -= 1
        while (
            at > floor and at not in self._clauses.names and (words[at] in chip_words or words[at] in self._sets.whole)
        ):
            at -= 1
        chip = self._clauses.names.get(at)
        return chip if chip is not None and chip.label == "CHIP" else None

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
            described = words[at] in chip_words and self._is_described(at)
            alone = words[at] == "this" and (at == self.before(cue[0]) or words[at + 1] in self._sets.modal | _BE)
            if described or alone or words[at] in ("it", "they", "it'll", "availability"):
                return self._last_named(cue)
        return []

    def _is_described(self, at: int) -> bool:
        """ "The chip", "the high-end gaming processor"; "the next chip" is another one."""
        for start in range(at - 1, max(0, at - LONGEST_DESCRIPTION), -1):
            word = self._clauses.words[start]
            if word in ("the", "this", "these"):
                return True
            if word in HYPHENS:
                continue
            if start in self._clauses.names or word in _OTHER or word in self._clauses.sets.phrase_end:
                return False
        return False

    def _last_named(self, cue: Span) -> list[Candidate]:
        if heading := self._in_heading(cue[0]):
            return [heading]
        name = self._antecedents.find(cue[0], max(self._clauses.sentence_start(cue[0]), cue[0] - REACH_TOPIC), cue[0])
        chip = self._first.get(name or "")
        if chip is not None:
            return [chip]
        return self.told if cue[0] - self.told_at <= REACH_TOLD else []

    def _in_heading(self, at: int) -> Candidate | None:
        """The one chip of the short line before a paragraph that has named none so far."""
        start = self._clauses.tokens.paragraph(at)[0]
        if start < 2 or self._any_chip(start, at):
            return None
        above = self._clauses.tokens.paragraph(start - 1)[0]
        if above == 0 or start - above > LONGEST_HEADING:
            return None
        chips = self._clauses.chips_in(above, start)
        return chips[0] if len(chips) == 1 else None

    def _is_part(self, chip: Candidate) -> bool:
        """Is the chip's name only a part of something else's: "B200-based servers", "H100 instances"?"""
        words, at = self._clauses.words, chip.end
        if at + 1 < len(words) and self._clauses.owns(at):
            return words[at + 1] not in self._sets.whole and words[at + 1] not in self._sets.adverb
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
