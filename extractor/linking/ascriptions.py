"""Whose figures they are where no verb of saying tells: "in Acme's own tests", "per Acme", "if Acme is to be believed"."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Clauses
from extractor.linking.speakers import Speakers
from extractor.reading import Candidate

REACH_OWNER: Final = 4  # words between a company and its tests
REACH_TESTER: Final = 8  # words behind "tests by"
OPENING: Final = frozenset(["“", '"', "``"])
_BEFORE_PER: Final = frozenset([",", "(", "as", "—", "–", "\n"])
_BEHIND_PER: Final = frozenset([",", ".", ")", ";", "—", "–", "\n"])
_TESTED: Final = frozenset(["by", "at", "from"])
_OWN: Final = frozenset(["its", "their"])


class Ascriptions:
    """Reads the words around the ratios of one article."""

    def __init__(self, clauses: Clauses, speakers: Speakers) -> None:
        self._clauses, self._speakers = clauses, speakers

    def find(self, first: int, last: int) -> str | None:
        """Return whom the words between `first` and `last` ascribe their figures to, if they say."""
        for at in range(first, last):
            if (name := self._ascribed(at, first, last)) is not None:
                return name
        return None

    def of_quotation(self, ratio: Candidate) -> str | None:
        """ "Jane Doe: “It is 30% faster.”": who is named before the colon that leads the quotation in."""
        clauses, words = self._clauses, self._clauses.words
        start, stop = clauses.phrase_from(clauses.tokens.paragraph(ratio.start)[0], ratio.start)
        led = start < stop < ratio.start - 1 and words[stop] == ":" and words[stop + 1] in OPENING
        return self._speakers.named(start, stop) if led else None

    def _ascribed(self, at: int, first: int, last: int) -> str | None:
        word = self._clauses.words[at]
        if word in self._clauses.sets.evidence_word:
            return self._owner(at, first) or self._tester(at)
        if word == "per":
            return self._per(at, first, last)
        return self._believed(at, first) if word == "believed" else None

    def _owner(self, at: int, first: int) -> str | None:
        """ "In Acme's own tests", "in the company's estimate"."""
        clauses, words = self._clauses, self._clauses.words
        for owner in range(at - 1, max(first, at - REACH_OWNER) - 1, -1):
            if words[owner] in clauses.sets.phrase_end and not clauses.owns(owner):
                return None  # "Acme's card in our tests"
            if words[owner] in _OWN and words[owner + 1] == "own":
                return self._owner_behind(at + 1) or self._speakers.stood_for("they", owner) or None
            if clauses.owns(owner):
                company = clauses.names.get(owner - 1)
                if company is not None:
                    return str(company.value.name) if company.label == "VENDOR" else None
                return self._speakers.owner_of_tests(*clauses.phrase_to(owner, first))
        return None

    def _owner_behind(self, at: int) -> str | None:
        """ "In its own tests, Acme got …": the company that the sentence goes on with."""
        company = self._clauses.names.get(at + 1) if self._clauses.words[at : at + 1] == [","] else None
        return str(company.value.name) if company is not None and company.label == "VENDOR" else None

    def _tester(self, at: int) -> str | None:
        """ "Tests by Acme", "testing at Acme"."""
        clauses = self._clauses
        if not _TESTED.intersection(clauses.words[at + 1 : at + 2]):
            return None
        return self._speakers.named(*clauses.phrase_from(at + 2, at + REACH_TESTER))

    def _per(self, at: int, first: int, last: int) -> str | None:
        """ "Per Acme, it is …", "…, as per Acme."."""
        clauses, words = self._clauses, self._clauses.words
        start, stop = clauses.phrase_from(at + 1, last)
        opens = at == first or words[at - 1] in _BEFORE_PER
        closes = stop >= len(words) or words[stop] in _BEHIND_PER
        named = start < stop and clauses.text(stop - 1)[:1].isupper()
        return self._speakers.named(start, stop) if opens and closes and named else None

    def _believed(self, at: int, first: int) -> str | None:
        """ "If Acme is to be believed"."""
        to_be = self._clauses.words[at - 2 : at] == ["to", "be"] and at - 3 > first
        return self._speakers.named(*self._clauses.phrase_to(at - 3, first)) if to_be else None
