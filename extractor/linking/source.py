"""Who says it: the company or person of the reporting verb that a claim hangs on, or `author`."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import PREPOSITIONS, Clauses
from extractor.linking.naming import is_proper
from extractor.reading import Candidate

REACH: Final = 50  # words on either side of the ratio
REACH_COMPANY: Final = 200  # words back to the company that "the company" means
MOST_NAMESAKES: Final = 20  # occurrences of a surname that are looked at for the full name
AUTHOR: Final = "author"
_COMPANY_WORDS: Final = frozenset(
    ["company", "firm", "chipmaker", "startup", "start-up", "giant", "it", "they", "maker", "vendor", "manufacturer"]
)
_PERSON_WORDS: Final = frozenset(["he", "she", "executive", "ceo"])
_OPENING: Final = frozenset(["“", '"', "``"])
_CLOSING: Final = frozenset(["”", '"', "''"])
_WEAK: Final = frozenset(
    [
        "shows",
        "showed",
        "reveals",
        "boasts",
        "boasted",
        "found",
        "finds",
        "promises",
        "promised",
        "testing",
        "adds",
        "shared",
        "report",
        "reporting",
    ]
)


class SourceFinder:
    """Finds the sources of one article's ratios, in order."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._speaking = clauses.sets.speaking
        self._person: str | None = None

    def find(self, ratio: Candidate) -> str:
        """Return the canonical name of the company, the person's name, or `author`."""
        clauses = self._clauses
        first, last = clauses.tokens.sentence(ratio.start)
        first, last = max(first, ratio.start - REACH), min(last, ratio.end + REACH)
        found = self._before(ratio, first) or self._behind(ratio.end, last)
        if not found and self._is_quoted(ratio, first):
            found = self._around(ratio, first, last)
        return found or AUTHOR

    def _before(self, ratio: Candidate, first: int) -> str | None:
        """ "Intel says it is …", "according to Intel, it is …"."""
        for at in range(ratio.start - 1, first - 1, -1):
            if self._clauses.words[at] == ";":
                return None
            if self._clauses.words[at] in self._speaking and (name := self._speaker(at, first)):
                return name
        return None

    def _behind(self, first: int, last: int) -> str | None:
        """ "… 30% faster, Intel says", "… ,” said Huang", "…, according to Intel"."""
        for at in range(first, last):
            if self._clauses.words[at] in self._speaking and (name := self._speaker(at, first)):
                return name
        return None

    def _around(self, ratio: Candidate, first: int, last: int) -> str | None:
        """A quotation over several sentences: the verb stands in one beside."""
        paragraph = self._clauses.tokens.paragraph(ratio.start)
        behind = self._behind(last, min(paragraph[1], last + REACH))
        if behind:
            return behind
        for at in range(first - 1, max(paragraph[0], first - REACH) - 1, -1):
            spoken = self._clauses.words[at] in self._speaking
            if spoken and (name := self._speaker(at, max(paragraph[0], at - 15))):
                return name
        return None

    def _is_quoted(self, ratio: Candidate, first: int) -> bool:
        words = self._clauses.words
        behind = words[ratio.end : min(len(words), ratio.end + REACH)]
        closes = next((word for word in behind if word in ("“", "”")), None)
        return closes == "”" or any(word in _OPENING for word in words[first : ratio.start])

    def _speaker(self, at: int, first: int) -> str | None:
        """Who the reporting verb at `at` names as speaking, if there is one."""
        clauses, words = self._clauses, self._clauses.words
        if words[at] == "according" and words[at + 1 : at + 2] == ["to"]:
            return self._named(*clauses.phrase_from(at + 2, at + 14))
        if at in clauses.names or words[at] in _WEAK - {"promises", "found"}:
            return None
        if at > first and (name := self._before_verb(at, first)):
            return name
        if words[at - 1] in (",", "”", '"', "''") and (name := self._named(*clauses.phrase_from(at + 1, at + 12))):
            return name
        return None

    def _before_verb(self, at: int, first: int) -> str | None:
        clauses, words = self._clauses, self._clauses.words
        if words[at - 1] == "that" or words[at - 1] in _CLOSING:
            return None
        if words[at - 1] in ("it", "he", "she", "they"):
            return self._stood_for(words[at - 1], at)
        step = (
            at - 1 if words[at - 1] in ("also", "recently", "further", "now", "has", "had", "have", "is", "are") else at
        )
        if words[step - 1] == ",":
            aside = clauses.phrase_to(step - 1, first)
            if aside[1] - aside[0] > 1 and (person := self._person_in(*aside)) and words[aside[0] - 1] == ",":
                return person
            step = self._past_apposition(step - 1, first)
        return self._named(*clauses.phrase_to(step, first))

    def _past_apposition(self, comma: int, first: int) -> int:
        """ "Huang, the company's chief executive, said": back to the name."""
        opening = next(
            (at for at in range(comma - 1, max(first, comma - 14) - 1, -1) if self._clauses.words[at] == ","), None
        )
        return comma if opening is None else opening

    def _named(self, start: int, stop: int) -> str | None:
        clauses = self._clauses
        if start >= stop:
            return None
        company: Candidate | None = None
        for at in range(start, stop):
            entity = clauses.names.get(at)
            if entity is not None and entity.label == "VENDOR":
                company = entity
        person = self._person_in(start, stop)
        if person:
            self._person = person
            return person
        if company is not None:
            return str(company.value.name)
        last = clauses.words[stop - 1]
        if last in _COMPANY_WORDS or last in _PERSON_WORDS:
            return self._stood_for(last, start)
        return (
            clauses.reading.surface(start, stop)
            if last in clauses.sets.vendor_like or is_proper(clauses, start, stop)
            else None
        )

    def _person_in(self, start: int, stop: int) -> str | None:
        """The capitalised words at the end of the phrase that are no company; a surname alone is looked up."""
        clauses = self._clauses
        begin = stop
        while begin > start and begin - 1 not in clauses.names and _is_name(clauses.text(begin - 1)):
            begin -= 1
        if begin == stop:
            return None
        if stop - begin > 1:
            return " ".join(clauses.text(at) for at in range(max(begin, stop - 3), stop))
        return self._full_name(clauses.text(begin), clauses.words[begin])

    def _full_name(self, surname: str, word: str) -> str | None:
        clauses, at = self._clauses, -1
        for _ in range(MOST_NAMESAKES):
            try:
                at = clauses.words.index(word, at + 1)
            except ValueError:
                break
            first = at - 1
            known = first in clauses.names or clauses.compound(first) or clauses.words[first] in clauses.sets.phrase_end
            if at and not known and _is_name(clauses.text(first)):
                return f"{clauses.text(first)} {surname}"
        return surname

    def _stood_for(self, word: str, at: int) -> str | None:
        """The company, or the person, last named."""
        if word in ("he", "she", "executive", "ceo"):
            return self._person
        last = None
        for back in range(at - 1, max(-1, at - REACH_COMPANY), -1):
            entity = self._clauses.names.get(back)
            if entity is not None and entity.label == "VENDOR":
                last = last or str(entity.value.name)
                if not entity.start or self._clauses.words[entity.start - 1] not in PREPOSITIONS:
                    return str(entity.value.name)
        return last


def _is_name(text: str) -> bool:
    return (
        text[:1].isupper()
        and text[1:].isalpha()
        and not text.isupper()
        and text not in ("The", "It", "But", "And", "In")
    )
