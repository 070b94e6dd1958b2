"""Who a noun phrase names as speaking: a company, a person, an institution; and whom "the company" and "she" stand for."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import PREPOSITIONS, Clauses
from extractor.linking.naming import is_proper
from extractor.reading import Candidate

UNKNOWN: Final = ""  # somebody says it, but the article does not tell who
REACH_COMPANY: Final = 200  # words back to the company that "the company" means
REACH_PERSON: Final = 120  # words back to the person that "she" means
LONGEST_IN_LY: Final = 6  # letters of a name such as Reilly; longer words in -ly are adverbs
MOST_NAMESAKES: Final = 20  # occurrences of a surname that are looked at for the full name
_COMPANY_WORDS: Final = frozenset(
    """
    company firm operator foundry designer developer supplier provider
    chipmaker startup start-up giant it they maker vendor manufacturer spokesperson spokesman spokeswoman
    representative official exec rep
    """.split()
)
_STATEMENTS: Final = frozenset(["information", "statement", "statements", "claims", "specifications", "presentation"])
_ROLES: Final = frozenset(["foundry"])  # what companies of the catalog are
_PERSON_WORDS: Final = frozenset(["he", "she", "executive", "ceo"])
_PARTICLES: Final = frozenset(["de", "van", "von", "der", "den", "la"])
_OF_PLACES: Final = frozenset(["university", "institute", "college", "academy", "ministry"])  # … of Michigan
_NOBODY: Final = frozenset("rumors rumours reports leaks sources insiders whispers speculation".split())
_NO_PERSONS: Final = frozenset(["The", "It", "But", "And", "In"])


class Speakers:
    """Reads the phrases of one article, in order; the person who spoke last is remembered."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._person: str | None = None
        self._institution = UNKNOWN

    def named(self, start: int, stop: int) -> str | None:
        """Whom the phrase names: None where it names nobody who speaks."""
        clauses = self._clauses
        if start >= stop or stop - 1 in clauses.dated or clauses.chips_in(stop - 1, stop):
            return None
        last = clauses.words[stop - 1] if clauses.words[start] not in _ROLES else clauses.words[start]
        if clauses.words[start] in _COMPANY_WORDS and clauses.owns(start + 1):
            return self.stood_for(clauses.words[start], start)  # "the company's simulations"
        if last in _NOBODY:
            return UNKNOWN
        if last in clauses.sets.evidence_word and not (stop - start > 1 and clauses.text(stop - 1).istitle()):
            return None  # "benchmarks suggest", but "Acme Labs suggests"
        if place := self._place(start, stop):
            self._institution = place
            return place
        speaks = last in clauses.sets.vendor_like
        if not speaks and (person := self.person_in(start, stop)):
            self._person = person
            return person
        if last in _COMPANY_WORDS or last in _PERSON_WORDS:
            return self._company_in(start, stop) or self.stood_for(last, start)
        if company := self._company_in(start, stop):
            return company if stop - 1 in clauses.names or speaks else None
        if speaks or self._is_institution(start, stop):
            owner = next((at + 1 for at in range(stop - 2, start, -1) if clauses.owns(at)), start)
            self._institution = clauses.reading.surface(start if speaks else owner, stop)
            return self._institution
        return None

    def _place(self, start: int, stop: int) -> str | None:
        """ "The University of Michigan", whichever side of its "of" the phrase is."""
        clauses, words = self._clauses, self._clauses.words
        if words[stop - 1] in _OF_PLACES and words[stop : stop + 1] == ["of"]:
            return clauses.reading.surface(start, clauses.phrase_from(stop + 1, stop + 5)[1])
        if start > 1 and words[start - 1] == "of" and words[start - 2] in _OF_PLACES:
            return clauses.reading.surface(clauses.phrase_to(start - 1, 0)[0], stop)
        return None

    def released_by(self, start: int, stop: int) -> str | None:
        """ "The figures released by Acme", "data from Acme": the company whose they are."""
        clauses, words = self._clauses, self._clauses.words
        if start >= stop or words[stop - 1] not in clauses.sets.evidence_word | _STATEMENTS:
            return None
        by = next((at for at in range(stop, min(stop + 2, len(words))) if words[at] in ("by", "from")), None)
        return self.named(*clauses.phrase_from(by + 1, by + 5)) if by is not None else None

    def owner_of_tests(self, start: int, stop: int) -> str | None:
        """ "Janeway's measurements", "the company's own tests": the person, the house or the company; no chip's."""
        if start >= stop or self._clauses.words[stop - 1] in self._clauses.sets.vendor_like - _COMPANY_WORDS:
            return None
        return self.named(start, stop)

    def owner_in(self, start: int, stop: int) -> str | None:
        """ "Acme's statement": the company."""
        owned = any(map(self._clauses.owns, range(start, stop)))
        return self._company_in(start, stop) if owned else None

    def _company_in(self, start: int, stop: int) -> str | None:
        entities = map(self._clauses.names.get, range(stop - 1, start - 1, -1))
        return next((str(entity.value.name) for entity in entities if entity and entity.label == "VENDOR"), None)

    def _is_institution(self, start: int, stop: int) -> bool:
        """A name that is no thing's: "University of Michigan", but not "Kryo 560 CPU"."""
        text = self._clauses.text(stop - 1)
        things = self._clauses.sets.generic_head | self._clauses.sets.chip_word
        capital = text[:1].isupper() and not any(map(str.isdigit, text)) and text.lower() not in things
        return capital and is_proper(self._clauses, start, stop)

    def person_in(self, start: int, stop: int) -> str | None:
        """The capitalised words at the end of the phrase that are no company; a surname alone is looked up."""
        clauses = self._clauses
        begin = stop
        while begin > start and begin - 1 not in clauses.names and self._is_name(begin - 1, stop):
            begin -= 2 if begin - 2 > start and clauses.joined(begin - 2) else 1  # "Jen-Hsun"
        while begin < stop and clauses.words[begin] in _PARTICLES:
            begin += 1
        if begin == stop:
            return None
        if stop - begin > 1:
            first = begin if clauses.words[stop - 2] in _PARTICLES else max(begin, stop - 3)
            return clauses.reading.surface(begin if clauses.joined(first) else first, stop)
        if begin - 2 >= start and clauses.owns(begin - 1) and _is_name(clauses.text(begin - 2)):
            return clauses.reading.surface(begin - 2, stop)  # "Tom's Hardware"
        return self._full_name(clauses.text(begin), clauses.words[begin])

    def _is_name(self, at: int, stop: int) -> bool:
        if at in self._clauses.dated:
            return False
        return _is_name(self._clauses.text(at)) or (at < stop - 1 and self._clauses.words[at] in _PARTICLES)

    def _full_name(self, surname: str, word: str) -> str | None:
        clauses, at = self._clauses, -1
        for _ in range(MOST_NAMESAKES):
            try:
                at = clauses.words.index(word, at + 1)
            except ValueError:
                break
            first = at - 1
            known = first in clauses.names or clauses.words[first] in clauses.sets.phrase_end
            if at and not known and _is_name(clauses.text(first)):
                begin = first - 2 if clauses.joined(first - 1) else first  # "Jen-Hsun"
                return clauses.reading.surface(max(begin, 0), at + 1)
        return surname

    def stood_for(self, word: str, at: int) -> str:
        """The company, or the person, last named; UNKNOWN where none was."""
        if word in _PERSON_WORDS:
            return self._person or self._person_before(at) or UNKNOWN
        if word in _ROLES and (known := self._in_role(word, at)):
            return known
        last = None
        for back in range(at - 1, max(-1, at - REACH_COMPANY), -1):
            entity = self._clauses.names.get(back)
            if entity is not None and entity.label == "VENDOR":
                last = last or str(entity.value.name)
                if self._is_central(entity):
                    return str(entity.value.name)
        return last or self._institution

    def _in_role(self, role: str, at: int) -> str | None:
        """ "The foundry": the last company that is one."""
        near = map(self._clauses.names.get, range(at - 1, max(-1, at - REACH_COMPANY), -1))
        companies = (entity for entity in near if entity is not None and entity.label == "VENDOR")
        known = (entity for entity in companies if entity.value.record and role in entity.value.record.roles)
        return next((str(entity.value.name) for entity in known), None)

    def _is_central(self, company: Candidate) -> bool:
        """Is it spoken of for its own sake, not as the maker of a part: "an Acme core", "Acme's X", "with Acme"?"""
        if company.start == self._clauses.sentence_start(company.start):
            return True
        if self._clauses.words[company.start - 1] in PREPOSITIONS:
            return False
        behind = self._clauses.names.get(company.end)
        if company.end == len(self._clauses.words):
            return True
        owns = self._clauses.owns(company.end) or (behind is None and self._clauses.goes_on(company.end))
        return not owns and (behind is None or behind.label != "CHIP")

    def _person_before(self, at: int) -> str | None:
        """The person that a sentence before opens with."""
        clauses = self._clauses
        floor = max(0, at - REACH_PERSON)
        first = clauses.sentence_start(at)
        while first > floor:
            first = clauses.sentence_start(first - 1)
            stop = first
            while stop < at and stop not in clauses.names and _is_name(clauses.text(stop)):
                stop += 1
            if stop - first in (2, 3):
                return clauses.reading.surface(first, stop)
        return None


def _is_name(text: str) -> bool:
    capital = text[:1].isupper() and text[1:].isalpha() and not text.isupper()
    return capital and text not in _NO_PERSONS and not (text.endswith("ly") and len(text) > LONGEST_IN_LY)
