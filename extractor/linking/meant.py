"""The chip that an event speaks of by another word: "it", "the new chip", "a chip for phones" that is named behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.linking.antecedent import REACH_TOPIC, Antecedents
from extractor.linking.clauses import HYPHENS, PREPOSITIONS, Clauses, Span
from extractor.linking.grammar import BE_OR_GET, BY_NAME, LAUNCH, TRANSITIVE, EventWords, Grammar
from extractor.reading import Candidate

REACH_TOLD: Final = 60  # words from where a chip was told of to "it"
REACH_PRONOUN: Final = 8
LONGEST_ASIDE: Final = 14
LONGEST_DESCRIPTION: Final = 7
WITH: Final = 5  # words of "With the X, Acme launched its first chip"
MOST_SENTENCES: Final = 3  # from a description to its name
MOST_NAMED: Final = 8  # chips in them
LONGEST_HEADING: Final = 16  # words
LONGEST_FRONT: Final = 8  # words before the comma in "Using a new link, the X"
LONGEST_PAIR: Final = 16  # words between two chips of which one is "the latter"
_DETERMINERS: Final = frozenset(["the", "a", "new", "its", "first", "with"])
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

    def remember(self, chips: list[Candidate], at: int) -> None:
        """Keep the chips that the words before `at` told of."""
        if chips:
            self._told, self._told_at = chips, at

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
        put_off = words[cue[0]].startswith(_PUTTING_OFF) and not LAUNCH.isdisjoint(words[cue[0] + 1 : cue[1]])
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

    def named_later(self, cue: Span, last: int) -> list[Candidate]:
        """ "A chip for phones. Called the X, it": what is only described is named behind; `last` ends the sentence."""
        words = self._clauses.words
        start, stop = self._clauses.phrase_from(cue[1], last)
        if words[stop : stop + 1] == ["of"] and words[stop - 1] in self._sets.whole:
            stop = self._clauses.phrase_from(stop + 1, last)[1]  # "a new line of chips"
        stop = next((at for at in range(start + 1, stop) if self._is_told_further(at)), stop)
        described = (
            cue[1] < start <= stop - 1 and not self._in_title_line(cue[0]) and words[stop - 1] in self._sets.kinds
        )
        known = words[cue[1] : cue[1] + 1] in (["the"], ["this"], ["these"]) and "first" not in words[start:stop]
        if not described or known or self._clauses.chips_in(cue[1], stop):
            return []
        end = last
        for _ in range(MOST_SENTENCES):
            end = self._clauses.tokens.sentence(end)[1] if end < len(words) else end
        behind = self._clauses.chips_in(stop, end)[:MOST_NAMED]
        first = self._clauses.sentence_start(cue[0])
        if words[first] == "with" and (chips := self._clauses.chips_in(first, first + WITH)):
            return chips[:1]
        named = [
            chip
            for chip in behind
            if not BY_NAME.isdisjoint(words[chip.start - 3 : chip.start])
            or words[chip.start - 2 : chip.start] in (["name", "of"], ["its", "new"], ["the", "new"])
        ]
        opening = [chip for chip in behind if self._opens(chip)]
        return named or opening[:1] or self._in_title(cue[0])

    def _is_told_further(self, at: int) -> bool:
        """ "A chip targeting servers"."""
        return self._clauses.words[at].endswith("ing") and self._clauses.words[at - 1] in self._sets.kinds

    def _opens(self, chip: Candidate) -> bool:
        """Does its sentence open with the chip?"""
        first = self._clauses.sentence_start(chip.start)
        comma = chip.start - 1
        while comma > first and (comma in self._clauses.names or self._clauses.words[comma] in _DETERMINERS):
            comma -= 1
        fronted = self._clauses.words[comma] == "," and comma - first <= LONGEST_FRONT
        before = range(comma + 1 if fronted else first, chip.start)
        return all(at in self._clauses.names or self._clauses.words[at] in _DETERMINERS for at in before)

    def _in_title_line(self, at: int) -> bool:
        """Is the word in a first line that is no sentence?"""
        start, end = self._clauses.tokens.paragraph(at)
        return start == 0 and end < len(self._clauses.words) and "." not in self._clauses.words[end - 2 : end]

    def _in_title(self, at: int) -> list[Candidate]:
        """The chips of the line that the article opens with."""
        end = self._clauses.tokens.paragraph(0)[1]
        return self._clauses.chips_in(0, end) if LONGEST_HEADING >= end <= at else []
