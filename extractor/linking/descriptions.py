"""Chips that an event's sentence only describes and that are named behind it: "a chip for phones. Called the X, it"."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Clauses, Span
from extractor.linking.companies import companies, first_word
from extractor.linking.grammar import EventWords
from extractor.reading import Candidate

WITH: Final = 5  # words of "With the X, Acme launched its first chip"
MOST_SENTENCES: Final = 3  # from a description to its name
MOST_LISTED: Final = 6  # from "three chips" to the last of them
MOST_NAMED: Final = 16  # chips in them
LONGEST_HEADING: Final = 16  # words
LONGEST_FRONT: Final = 8  # words before the comma in "Using a new link, the X"
_DETERMINERS: Final = frozenset(["the", "a", "new", "its", "first", "with"])
_FAMILIES: Final = frozenset(["family", "families", "lineup", "line-up", "range", "series", "stack"])
_NUMBERS: Final = {
    word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), start=2)
}


class Descriptions:
    """Looks for the names of what one article describes."""

    def __init__(self, clauses: Clauses, sets: EventWords) -> None:
        self._clauses, self._sets = clauses, sets
        self._kinds = sets.kinds | _FAMILIES

    def named_later(self, cue: Span, last: int) -> list[Candidate]:
        """The chips that what stands behind the cue turns out to be; `last` ends its sentence."""
        described = self._described(cue, last)
        if described is None:
            return []
        words, stop = self._clauses.words, described[1]
        first = self._clauses.sentence_start(cue[0])
        if words[first] == "with" and (chips := self._clauses.chips_in(first, first + WITH)):
            return chips[:1]
        makers = companies(self._clauses, first, cue[0])
        behind = [chip for chip in self._behind(stop, last, MOST_SENTENCES) if _is_of(chip, makers)]
        if named := [chip for chip in behind if self._is_introduced(chip)]:
            return named
        opening = [chip for chip in behind if self._opens(chip)][:1]
        several = words[stop - 1].endswith("s") or words[stop - 1] in _FAMILIES
        return self._listed(described, last, opening[0]) if several and opening else opening or self._in_title(cue[0])

    def _described(self, cue: Span, last: int) -> Span | None:
        """The words of "a chip for phones", "its new line of chips", where they name none and point to none."""
        words = self._clauses.words
        start, stop = self._clauses.phrase_from(cue[1], last)
        if words[stop : stop + 1] == ["of"] and words[stop - 1] in self._sets.whole:
            stop = self._clauses.phrase_from(stop + 1, last)[1]  # "a new line of chips"
        stop = next((at for at in range(start + 1, stop) if self._is_told_further(at)), stop)
        opens = cue[1] < start or words[start : start + 1] == ["new"]  # "two chips", "new chips"
        kind = opens and start <= stop - 1 and words[stop - 1] in self._kinds
        known = words[cue[1] : cue[1] + 1] in (["the"], ["this"], ["these"]) and "first" not in words[start:stop]
        if not kind or known or self._in_title_line(cue[0]) or self._clauses.chips_in(cue[1], stop):
            return None
        return cue[1], stop

    def _is_told_further(self, at: int) -> bool:
        """ "A chip targeting servers", "chips aimed at servers", "a chip today"."""
        words = self._clauses.words
        return at in self._clauses.dated or (
            words[at].endswith(("ing", "ed")) and words[at - 1] in self._kinds and at not in self._clauses.names
        )

    def _behind(self, stop: int, last: int, sentences: int) -> list[Candidate]:
        """The chips that are named in so many sentences behind the one that ends at `last`."""
        end, words = last, self._clauses.words
        for _ in range(sentences):
            while end < len(words) and words[end] == "\n":
                end += 1
            end = self._clauses.tokens.sentence(end)[1] if end < len(words) else end
        return self._clauses.chips_in(stop, end)[:MOST_NAMED]

    def _is_introduced(self, chip: Candidate) -> bool:
        words = self._clauses.words
        known = not self._clauses.sets.naming_word.isdisjoint(words[chip.start - 3 : chip.start])
        return known or words[chip.start - 2 : chip.start] in (["name", "of"], ["its", "new"], ["the", "new"])

    def _listed(self, described: Span, last: int, first: Candidate) -> list[Candidate]:
        """Of "three chips" the first three that sentences behind open with, all of the first one's company."""
        counts = (_NUMBERS[word] for word in self._clauses.words[slice(*described)] if word in _NUMBERS)
        opening = [
            chip
            for chip in self._behind(described[1], last, MOST_LISTED)
            if self._opens(chip) and chip.value.vendor == first.value.vendor
        ]
        each = {str(chip.value.name): chip for chip in reversed(opening)}
        return sorted(each.values(), key=lambda chip: chip.start)[: next(counts, None)]

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


def _is_of(chip: Candidate, makers: set[str]) -> bool:
    """Is it one of theirs, as far as anyone knows?"""
    vendor = chip.value.vendor
    return not makers or vendor is None or first_word(str(vendor)) in makers
