"""The chip that an event speaks of by another word: "it", "the new chip"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.linking.antecedent import REACH_TOPIC, Antecedents
from extractor.linking.clauses import HYPHENS, PREPOSITIONS, Clauses, Span
from extractor.linking.grammar import BE_OR_GET, TRANSITIVE, EventWords, Grammar
from extractor.reading import Candidate

REACH_TOLD: Final = 60  # words from where a chip was told of to "it"
REACH_PRONOUN: Final = 8
LONGEST_ASIDE: Final = 14
LONGEST_DESCRIPTION: Final = 7
LONGEST_HEADING: Final = 16  # words
LONGEST_PAIR: Final = 16  # words between two chips of which one is "the latter"
_PRODUCTS: Final = frozenset(["project", "product", "family", "lineup", "series", "line"])
_SAMPLED: Final = frozenset(["chips", "silicon", "units", "parts", "devices"])
_HEADS: Final = frozenset(["cards", "family", "lineup", "series", "range"])
_GOVERNING: Final = PREPOSITIONS - {"with"} | {"running", "featuring"}  # "a phone using it will be shown"
_PUTTING_OFF: Final = ("push", "postpon", "delay", "put")
_ALL: Final = frozenset(["all", "both"])
_MEANT: Final = frozenset(
    ["it", "they", "it'll", "both", "availability", "production", "shipments", "deliveries", "sales", "samples"]
)
_OTHER: Final = frozenset(
    "next another other future first second third fourth test rival competing earlier older old previous last".split()
)


class Meant:
    """Looks for the names of what one article only describes."""

    def __init__(self, clauses: Clauses, sets: EventWords, grammar: Grammar) -> None:
        self._clauses, self._sets, self._grammar = clauses, sets, grammar
        self._antecedents = Antecedents(clauses)
        self._central = self._antecedents.central
        self._first = {str(chip.value.name): chip for chip in reversed(clauses.chips)}
        self._told: list[Candidate] = []
        self._told_at = 0
        self._names: set[str] = set()

    def remember(self, chips: list[Candidate], at: int) -> None:
        """Keep the chips that the words before `at` told of."""
        if chips:
            self._told, self._told_at = chips, at
            self._names.update(str(chip.value.name) for chip in chips)

    def is_told(self, chip: Candidate) -> bool:
        """Has an event of the chip been told?"""
        return str(chip.value.name) in self._names

    @property
    def told(self) -> list[Candidate]:
        """The chips last told of."""
        return self._told

    def is_apart(self, chip: Candidate) -> bool:
        """Is the chip only compared with?"""
        return self._central.is_apart(chip)

    def meant(self, cue: Span, floor: int) -> list[Candidate]:
        """ "It will ship in June", "the chip is available": the chip last named."""
        if self._clauses.words[cue[0]].startswith(TRANSITIVE) and not self._grammar.is_passive(cue):
            return []
        words, chip_words = self._clauses.words, self._clauses.sets.chip_word
        if cue[1] - cue[0] > 1 and words[cue[1] - 1] not in ("of", "for") and self._has_meant(cue):
            return self.last_named(cue)
        for at in self._words_before(cue[0], floor):
            if words[at] in ("latter", "former") and words[at - 1] == "the":
                return self._of_two(at)
            if words[at] in _ALL and len(self._told) > 1 and at == floor:
                return self._told
            if words[at] in _SAMPLED and words[at - 1] == "sample":
                return self.last_named((at - 1, cue[1]))
            if at in self._clauses.names:
                continue  # "the Core i9" is no core
            described = (words[at] in chip_words or words[at] in _PRODUCTS) and self._is_described(at)
            alone = words[at] == "this" and (
                at == self._grammar.before(cue[0]) or words[at + 1] in self._sets.modal | BE_OR_GET
            )
            pronoun = words[at] in _MEANT and not (at > floor and words[at - 1] in _GOVERNING)
            if described or alone or pronoun:
                return self.last_named((at, cue[1]) if described else cue)
        return []

    def _has_meant(self, cue: Span) -> bool:
        """ "Samples are due", "pushed production back to": the verb has its own word for what it speaks of."""
        words = self._clauses.words
        put_off = words[cue[0]].startswith(_PUTTING_OFF) and not self._clauses.sets.launch_noun.isdisjoint(
            words[cue[0] + 1 : cue[1]]
        )
        return words[cue[0]] in _MEANT or put_off

    def _words_before(self, at: int, floor: int) -> Iterator[int]:
        """The words before a verb from the nearest on, but for what commas set off: "the line, made for phones, is due"."""
        words, left = self._clauses.words, REACH_PRONOUN
        while at > floor and left:
            at, left = at - 1, left - 1
            if words[at] == "," and words[at + 1] != "which":
                opening = range(at - 2, max(floor, at - LONGEST_ASIDE), -1)
                at = next((comma for comma in opening if words[comma] == ","), at)
            yield at

    def _of_two(self, at: int) -> list[Candidate]:
        """ "The latter", "the former": of the two chips named last, if they were named in one breath."""
        second = self._clauses.chips_in(max(0, at - REACH_TOLD), at)[-2:]
        if len(second) < 2 or second[1].start - second[0].end > LONGEST_PAIR:
            return []
        return [second[self._clauses.words[at] == "latter"]]

    def last_named(self, cue: Span) -> list[Candidate]:
        if heading := self._in_heading(cue[0]):
            return [heading]
        name = self._antecedents.find(cue[0], max(self._clauses.sentence_start(cue[0]), cue[0] - REACH_TOPIC), cue[0])
        chip = self._first.get(name or "")
        if chip is not None:
            return [chip]
        return self._told if cue[0] - self._told_at <= REACH_TOLD else []

    def _in_heading(self, at: int) -> Candidate | None:
        """The one chip of the short line before a paragraph that has named none so far."""
        start = self._clauses.tokens.paragraph(at)[0]
        if start < 2 or self._clauses.any_chip(start, at):
            return None
        above = self._clauses.tokens.paragraph(start - 1)[0]
        if above == 0 or start - above > LONGEST_HEADING:
            return None
        chips = self._clauses.chips_in(above, start)
        return chips[0] if len(chips) == 1 else None

    def _is_described(self, at: int) -> bool:
        """ "The chip", "the high-end gaming processor"; "the next chip" is another one."""
        for start in range(at - 1, max(0, at - LONGEST_DESCRIPTION), -1):
            word = self._clauses.words[start]
            if word in ("the", "this", "these"):
                return True
            if word in HYPHENS:
                continue
            if word[:1].isdigit() and word.endswith(("th", "st", "nd", "rd")):
                return False  # "the 14th generation" is one by itself
            if start in self._clauses.names or word in _OTHER or word in self._clauses.sets.phrase_end:
                return False
        return False

    def object_meant(self, cue: Span, last: int) -> list[Candidate]:
        """ "Start offering these new chips": the chip last named."""
        clauses = self._clauses
        if clauses.words[cue[1] : cue[1] + 1] not in (["these"], ["this"], ["the"]):
            return []
        start, stop = clauses.phrase_from(cue[1], last)
        stop = next((at for at in range(start, stop) if at in clauses.dated), stop)
        phrase = clauses.words[start:stop]
        described = bool(phrase) and phrase[-1] in _HEADS | clauses.sets.chip_word and _OTHER.isdisjoint(phrase)
        named = any(at in clauses.names for at in range(start, stop))
        return self.last_named(cue) if described and not named else []
