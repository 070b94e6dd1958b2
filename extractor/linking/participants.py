"""Which chips an event's verb speaks of: its object ("Intel launched the X and the Y") or its subject ("the X ships")."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.linking.clauses import BE, QUOTES, Clauses, Span
from extractor.linking.grammar import (
    BE_OR_GET,
    JOINTS,
    OPENING,
    REACH_OBJECT,
    SET_OFF,
    STOPS,
    TRANSITIVE,
    WIDEST_GAP,
    EventWords,
    Grammar,
)
from extractor.linking.machines import Machines
from extractor.linking.meant import Meant
from extractor.linking.objects import Objects
from extractor.reading import Candidate

REACH_SUBJECT: Final = 30  # words from the subject to its verb
REACH_ASIDE: Final = 9  # words from "following" or a bracket to the chip
OPENING_WORDS: Final = 3
_PRONOUNS: Final = frozenset(["it", "them"])  # as an object: "will launch it", "pushed it back"
_ARTICLES: Final = (["a"], ["an"], ["the"], ["its"], ["their"])
_COUNTS: Final = frozenset(
    ["more", "over", "nearly", "about", "millions", "thousands", "hundreds", "almost", "roughly"]
)
_TURNING: Final = frozenset(["first", "only", "next", "also", "last", "second"])
_CLAUSE_START: Final = frozenset([",", "that", "and", "but", "while", ";", ":", "when", "because", "since", "as"])
_DANGLING: Final = frozenset(["shipping", "available", "coming", "due", "arriving", "launching", "sampling", "out"])
_WHICH: Final = frozenset(["which", "that"])
_BESIDES: Final = frozenset(["following", "after", "besides", "succeeding", "replacing"])
_ASIDES: Final = frozenset(
    ["which", "that", "based", "built", "replacing", "replaces", "formerly", "successor", "using"]
)
_RELATIVE: Final = SET_OFF | BE_OR_GET | QUOTES | {
    "--", "which", "that", ")", "has", "have", "had", "will", "would", "did", "set", "expected", "slated", "scheduled", "likely",
}  # fmt: skip


class Participants:
    """Finds the chips of one article's events. A cue is the span of its words."""

    def __init__(self, clauses: Clauses, sets: EventWords, grammar: Grammar, meant: Meant, objects: Objects) -> None:
        self._clauses, self._sets, self._grammar = clauses, sets, grammar
        self._meant, self._objects = meant, objects
        self._machines = Machines(clauses, sets, grammar, meant)
        self._helping = BE_OR_GET | sets.adverb | sets.modal | sets.negation

    def find(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """Return the chips; `first` is where the sentence starts, `behind` where the next cue or the sentence's end is."""
        if self._clauses.words[cue[1] - 2 : cue[1]] == ["followed", "by"]:
            return self._objects.object(cue, min(behind, cue[1] + REACH_OBJECT), behind)
        if self._dangles(cue, first, behind) or (not self._grammar.is_passive(cue) and self._has_pronoun(cue)):
            return self._meant.last_named(cue)
        if opened := self._objects.opened_with(cue, first, behind):
            return opened
        if not self._clauses.any_chip(max(first, cue[0] - REACH_SUBJECT), min(behind, cue[1] + REACH_SUBJECT)):
            floor = max(first, cue[0] - REACH_SUBJECT)
            found = self._meant.object_meant(cue, min(behind, cue[1] + WIDEST_GAP))
            return found or ([] if self._has_another_object(cue) else self._meant.meant(cue, floor))
        found = self._objects.object(cue, min(behind, cue[1] + REACH_OBJECT), behind)
        if not found and not self._has_another_object(cue):
            found = self.subject(cue, first, behind)
        return found or self._predicate(cue, first, behind)

    def _dangles(self, cue: Span, first: int, behind: int) -> bool:
        """ "Shipping in June.", a sentence of its own."""
        alone = cue[0] == first and self._clauses.words[first] in _DANGLING
        dated = not self._clauses.dated.isdisjoint((cue[1], cue[1] + 1, cue[1] + 2))
        return alone and dated and behind - first <= REACH_OBJECT and not self._clauses.any_chip(first, behind)

    def _predicate(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """ "The first to launch will be the X", "also announced was the X": what the sentence turns round to say."""
        words = self._clauses.words
        turned = _TURNING.intersection(words[first : cue[0]]) or first == cue[0]
        if not turned or self._clauses.any_chip(first, cue[0]):
            return []
        for at in range(cue[1], min(behind, cue[1] + WIDEST_GAP)):
            if words[at] in BE:
                chip = self._grammar.chip_behind(at + 1, behind)
                return [chip] if chip is not None and not self._grammar.is_part(chip) else []
            if words[at] in STOPS:
                break
        return []

    def _headed(self, first: int, end: int) -> list[Candidate]:
        """ "X with 8 cores, announced in May": what an entry of a list opens with."""
        chips = self._clauses.chips_in(first, min(end, first + OPENING_WORDS))[:1]
        if end - first > REACH_SUBJECT or any(map(self._clauses.is_verb, range(first + 1, end))):
            return []
        return chips

    def _is_of_one(self, start: int, end: int) -> bool:
        """ "The X and the Y, which is due in May"."""
        words = self._clauses.words[start:end]
        return any(pair in (("which", "is"), ("which", "was"), ("which", "has")) for pair in pairwise(words))

    def _has_pronoun(self, cue: Span) -> bool:
        """Is the object "it", and not "it joined a consortium"?"""
        words, behind = self._clauses.words, cue[1] + 1
        if not _PRONOUNS.isdisjoint(words[cue[0] + 1 : cue[1]]):
            return True
        alone = behind >= len(words) or words[behind] in self._clauses.sets.phrase_end or behind in self._clauses.dated
        return not _PRONOUNS.isdisjoint(words[cue[1] : behind]) and alone and not self._clauses.is_verb(behind)

    def _has_another_object(self, cue: Span) -> bool:
        """ "It will soon launch a display": what is launched is no chip."""
        words, at = self._clauses.words, cue[1]
        if words[at - 1] == "of" and words[at - 2] != "date":
            return at not in self._clauses.dated  # "the release of a game"
        if self._grammar.is_passive(cue) or not words[at - 1].startswith(("launch", "releas", "ship")):
            return False
        counted = at < len(words) and (words[at] in _COUNTS or words[at][:1].isdigit())  # "shipped 5 million ports"
        return (counted or words[at : at + 1] in _ARTICLES) and self._clauses.dated.isdisjoint((at, at + 1, at + 2))

    def subject(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """The chips before the verb, back to the clause's beginning; for a pronoun the chip that it stands for."""
        if self._clauses.words[cue[0]].startswith(TRANSITIVE) and not self._grammar.is_passive(cue):
            return self._grammar.relative_object(cue)
        floor = max(first, cue[0] - REACH_SUBJECT)
        if head := self._set_off(cue[0], floor):
            return [*self._listed_before(head, floor), head, *self._beside(cue, behind)]
        end = self._opened(cue[0], floor)
        nearest = self._adjacent(end, floor)
        if nearest is None and self._grammar.is_apposed(cue):
            return self._headed(first, cue[0])
        if nearest is None and self._other_subject(end, first):
            return []
        joined = nearest is not None and nearest.start - 1 in self._clauses.names  # "V100 Tensor Core GPUs"
        if nearest is not None and self._is_in_subject(nearest, cue):
            return []
        if nearest is not None and not joined and self._is_of_one(nearest.end, cue[0]):
            return [self._grammar.apposed_to(nearest) or nearest]
        chips = [chip for chip in self._clauses.chips_in(floor, end) if chip is nearest or not self._stands_apart(chip)]
        if not chips:
            return self._meant.meant(cue, floor)
        head = self._grammar.head(chips[-1])
        listed = self._with_list([chip for chip in chips if chip.start < head.start], head)
        if listed[-1] not in self._meant.told:  # "launched the X, and the Y is due"
            listed = [chip for chip in listed if chip not in self._meant.told]
        if len(listed) == 2 and self._is_renamed(*listed):
            listed = listed[1:]
        return listed + self._beside(cue, behind) if self._reaches(listed[-1].end, cue[0]) else []

    def _with_list(self, before: list[Candidate], head: Candidate) -> list[Candidate]:
        """The chip and those before it that are listed with it; of a whole and its part the whole."""
        listed = [head]
        for chip in reversed(before):
            if self._grammar.is_whole(chip, listed[0]):
                listed[0] = chip
            elif self._is_listed(chip.end, listed[0].start):
                listed.insert(0, chip)
            else:
                break
        return listed

    def _listed_before(self, head: Candidate, floor: int) -> list[Candidate]:
        """ "The X and the Y – both on 18A – will ship": the X."""
        before = [chip for chip in self._clauses.chips_in(floor, head.start) if not self._stands_apart(chip)]
        return self._with_list(before, head)[:-1]

    def _is_in_subject(self, chip: Candidate, cue: Span) -> bool:
        """ "The laptop with the X goes on sale", not "the laptop with the X, which came out in May"."""
        related = not _WHICH.isdisjoint(self._clauses.words[chip.end : cue[0]])
        return not related and not self._grammar.is_apposed(cue) and self._machines.is_inside(chip)

    def _opened(self, at: int, floor: int) -> int:
        """Where brackets open that close before the verb at `at` and hold more than a name; else `at`."""
        words, closed = self._clauses.words, at - 1
        while closed > floor and words[closed] in self._helping:
            closed -= 1
        if words[closed] != ")":
            return at
        start = next((back for back in range(closed - 1, floor, -1) if words[back] == "("), closed)
        inside = range(start + 1, closed)
        return at if all(back in self._clauses.names for back in inside) else start

    def _is_renamed(self, chip: Candidate, behind: Candidate) -> bool:
        """ "A new X, the Y, ships" is one chip by two names; "X, Y cards ship" are two."""
        words = self._clauses.words
        joined = not JOINTS.isdisjoint(set(words[chip.end : behind.start]) - {","})
        return not joined and words[behind.end : behind.end + 1] not in (
            ["cards"],
            ["chips"],
            ["gpus"],
            ["cpus"],
            ["processors"],
        )

    def _beside(self, cue: Span, behind: int) -> list[Candidate]:
        """ "The X goes on sale today, together with the Y"; "on sale as the Y"."""
        words = self._clauses.words
        for at in range(cue[1], min(behind, cue[1] + REACH_SUBJECT)):
            if words[at] in STOPS or self._clauses.is_verb(at):
                return []
            name = words[at] == "as" and at <= cue[1] + 4 and "same" not in words[cue[1] : at]  # "sold as the X"
            if words[at] in ("together", "along", "alongside") or name:
                chip = self._grammar.chip_behind(at + 1, behind)
                alone = chip is not None and not self._grammar.is_part(chip) and "first" not in words[at : chip.start]
                return [chip] if chip is not None and alone else []
        return []

    def _other_subject(self, at: int, first: int) -> bool:
        """Is what does it no chip: "the X is fast, but the board will ship in May"?"""
        clauses, words = self._clauses, self._clauses.words
        at -= 1
        while at > first and words[at] in self._helping:
            at -= 1
        start, stop = clauses.phrase_to(at + 1, first)
        opening = start - 1 if start > first and words[start - 1] in clauses.sets.before_noun else start
        chips = clauses.chips_in(start, stop)
        parts = [chip for chip in chips if self._grammar.is_part(chip)]
        if start >= stop or (opening >= start and not parts) or len(parts) < len(chips):
            return False
        own = words[stop - 1] in clauses.sets.chip_word | clauses.sets.launch_noun | {"package"}
        return (opening == first or words[opening - 1] in _CLAUSE_START) and not own

    def _set_off(self, at: int, floor: int) -> Candidate | None:
        """The chip before a phrase between commas: "The X, the first Y on 18A, moves to May"."""
        words, names = self._clauses.words, self._clauses.names
        at -= 1
        while at > floor and (
            words[at] in BE_OR_GET or words[at] in self._sets.adverb or words[at] in self._sets.modal
        ):
            at -= 1
        if words[at] not in SET_OFF or (at - 1 in names and not self._closes_phrase(at)):
            return None
        for comma in range(at - 2, floor, -1):
            if words[comma] == "," and words[comma + 1] in ("and", "but", "while"):
                return None
            opens = words[comma + 1] in OPENING or words[comma + 2] in ("'s", "’s")  # "the X, Acme's first Y,"
            if words[comma] in SET_OFF and opens and (chip := self._grammar.chip_before(comma)):
                return None if self._grammar.is_part(chip) else chip
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
        chip = self._clauses.chip_at(at)
        if chip is None or self._is_related(chip):
            return None
        told_of = words[chip.end : chip.end + 2] == [",", "which"]  # "the successor to the X, which came out in May"
        return chip if told_of or not self._grammar.is_part(chip) else None

    def _is_related(self, chip: Candidate) -> bool:
        """ "Its next chip, which replaces the X, will ship": the X does not."""
        words = self._clauses.words
        if words[chip.end : chip.end + 1] != [","]:
            return False
        for at in range(chip.start - 1, max(0, chip.start - REACH_ASIDE) - 1, -1):
            if words[at] == "which":
                return words[at - 1] == "," and at + 1 < chip.start and at + 1 not in self._clauses.names
            if words[at] in STOPS or words[at] == ",":
                return False
        return False

    def _stands_apart(self, chip: Candidate) -> bool:
        apart = self._meant.is_apart(chip) or self._grammar.is_part(chip)
        return apart or self._is_aside(chip) or self._is_related(chip) or self._machines.is_inside(chip)

    def _is_aside(self, chip: Candidate) -> bool:
        """ "Following the X, the Y will ship"; "the Y (both based on the X) ships"."""
        words = self._clauses.words
        for at in range(chip.start - 1, max(0, chip.start - REACH_ASIDE) - 1, -1):
            if words[at] in _BESIDES:
                return at == self._clauses.sentence_start(at)
            if words[at] == "(":
                return any(word in _ASIDES for word in words[at + 1 : chip.start])
            if words[at] in STOPS:
                return False
        return False

    def _is_listed(self, start: int, end: int) -> bool:
        between = self._clauses.words[start:end]
        close = len(between) <= WIDEST_GAP and not JOINTS.isdisjoint(between)
        return close and not any(map(self._clauses.is_verb, range(start, end)))

    def _reaches(self, start: int, end: int) -> bool:
        """Can the chip be the verb's subject: does no company's clause begin between?"""
        names, words = self._clauses.names, self._clauses.words
        makers = (at for at in range(start, end) if at in names and names[at].label == "VENDOR")
        return all(words[at - 1] not in (",", "and", "but", "while") for at in makers)
