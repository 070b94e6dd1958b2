"""Who says it: the company or person of the reporting verb that a claim hangs on, or `author`."""

from __future__ import annotations

from typing import Final

from extractor.linking.ascriptions import OPENING, Ascriptions
from extractor.linking.clauses import BE, Clauses
from extractor.linking.leads import lead_of
from extractor.linking.phrases import is_company
from extractor.linking.speakers import Speakers
from extractor.reading import Candidate

REACH: Final = 70  # words on either side of the ratio
LONGEST_APPOSITION: Final = 14  # words between a name and the verb behind what tells who that is
MOST_COMMAS: Final = 3
LONGEST_ASIDE: Final = 30  # words between dashes
REACH_AS: Final = 8  # words from "as" to the figure that something is described by
AUTHOR: Final = "author"
_CLOSING: Final = frozenset(["”", '"', "''"])
_COMMA: Final = frozenset([","])
_DASHES: Final = frozenset(["—", "–"])
_BETWEEN: Final = BE | {
    "also",
    "recently",
    "further",
    "now",
    "will",
    "would",
    "has",
    "had",
    "have",
    "today",
    "even",
    "already",
}
_RATING: Final = frozenset(["rates", "rated", "puts", "put", "pegs", "pegged"])  # … a figure at so much
_DESCRIBING: Final = frozenset(
    """
    bills billed billing describes described describing positions positioned positioning pitches pitched pitching markets
    marketed marketing characterizes characterized rates rated
    """.split()
)  # … a thing as so much faster
_MAKING: Final = frozenset(["make", "makes", "made", "making"])
_CLAIMS: Final = frozenset(["claim", "claims", "promise", "assertion", "boast"])
_OFFERING: Final = frozenset(["promises", "promised", "promising"])  # what things do too
_WEAK: Final = frozenset(
    "shows showed reveals boasts finds testing adds shared report reporting".split()
)  # what a test or a thing does; a company does them too, but speaks otherwise


class SourceFinder:
    """Finds the sources of one article's ratios, in order."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._speaking = clauses.sets.speaking
        self._speakers = Speakers(clauses)
        self._ascriptions = Ascriptions(clauses, self._speakers)

    def find(self, ratio: Candidate) -> str | None:
        """Return the canonical name of the company, the person's name, or `author`; None where an unknown person says it."""
        clauses = self._clauses
        first, last = clauses.tokens.sentence(ratio.start)
        first, last = max(first, ratio.start - REACH), min(last, ratio.end + REACH)
        found = self._before(ratio, first)
        if found is None:
            found = self._behind(ratio.end, last)
        if found is None:
            found = self._ascriptions.find(first, last)
        if found is None and self._is_quoted(ratio, first):
            found = self._around(ratio, first, last)
            found = self._ascriptions.of_quotation(ratio) if found is None else found
        if found is None and (lead := lead_of(clauses, ratio)):
            found = self._behind(*lead)
        return AUTHOR if found is None else found or None

    def _before(self, ratio: Candidate, first: int) -> str | None:
        """ "Intel says it is …", "according to Intel, it is …", "Intel puts it at …"."""
        for at in range(ratio.start - 1, first - 1, -1):
            word = self._clauses.words[at]
            if word == ";":
                return None
            if (word in self._speaking or self._tells(at, ratio)) and (name := self._speaker(at, first)) is not None:
                return name
        return None

    def _tells(self, at: int, ratio: Candidate) -> bool:
        """ "Puts it at 30%", "describes it as 30% faster", "makes the claim that": a verb that reports with its object."""
        words = self._clauses.words
        if words[at] in _RATING and "at" in words[max(at, ratio.start - 4) : ratio.end]:
            return True
        if words[at] in _DESCRIBING:
            return "as" in words[max(at, ratio.start - REACH_AS) : ratio.start]
        return words[at] in _MAKING and not _CLAIMS.isdisjoint(words[at + 1 : at + 4])

    def _behind(self, first: int, last: int) -> str | None:
        """ "… 30% faster, Intel says", "… ,” said Huang", "…, according to Intel"."""
        for at in range(first, last):
            if self._clauses.words[at] in self._speaking and (name := self._speaker(at, first)) is not None:
                return name
        return None

    def _around(self, ratio: Candidate, first: int, last: int) -> str | None:
        """A quotation over several sentences: the verb stands in one beside."""
        paragraph = self._clauses.tokens.paragraph(ratio.start)
        behind = self._behind(last, min(paragraph[1], last + REACH))
        if behind is not None:
            return behind
        for at in range(first - 1, max(paragraph[0], first - REACH) - 1, -1):
            spoken = self._clauses.words[at] in self._speaking
            if spoken and (name := self._speaker(at, max(paragraph[0], at - 15))) is not None:
                return name
        return None

    def _is_quoted(self, ratio: Candidate, first: int) -> bool:
        words = self._clauses.words
        behind = words[ratio.end : min(len(words), ratio.end + REACH)]
        closes = next((word for word in behind if word in ("“", "”")), None)
        return closes == "”" or any(word in OPENING for word in words[first : ratio.start])

    def _speaker(self, at: int, first: int) -> str | None:
        """Who the reporting verb at `at` names as speaking, if there is one."""
        clauses, words = self._clauses, self._clauses.words
        if words[at] == "according" and words[at + 1 : at + 2] == ["to"]:
            start, stop = clauses.phrase_from(at + 2, at + 14)
            released = self._speakers.released_by(start, stop)
            return released or self._speakers.named(start, stop) or self._speakers.owner_in(start, stop)
        boasts = words[at].startswith("boast") and words[at + 1 : at + 2] == ["that"]
        if at in clauses.names or (words[at] in _WEAK and not boasts):
            return None
        if words[at] in _OFFERING and not self._is_of_company(at, first):
            return None
        if words[at + 1 : at + 2] == ["to"] and words[at - 1] in BE:
            return None  # "is said to"
        if at > first and (name := self._before_verb(at, first)) is not None:
            return name
        if words[at - 1] in (",", "”", '"', "''"):
            return self._speakers.named(*clauses.phrase_from(at + 1, at + 12))
        return None

    def _is_of_company(self, at: int, first: int) -> bool:
        """Is the subject before the verb at `at` no product: "the new laptop promises"?"""
        start, stop = self._clauses.phrase_to(at, first)
        return start >= stop or is_company(self._clauses, stop) or self._clauses.words[stop - 1] in ("it", "they", "we")

    def _before_verb(self, at: int, first: int) -> str | None:
        clauses, words = self._clauses, self._clauses.words
        if words[at - 1] == "that" or words[at - 1] in _CLOSING:
            return None
        step = at
        while step > first + 1 and (words[step - 1] in _BETWEEN or step - 1 in clauses.dated):
            step -= 1
        if words[at].endswith("ed") and not BE.isdisjoint(words[step:at]):
            return None  # "it was reported that"
        if words[step - 1] in ("it", "he", "she", "they"):
            return self._speakers.stood_for(words[step - 1], at)
        if words[step - 1] == "and":
            return self._opener(first, step - 1)  # "Acme likes the comparison, and says"
        if words[step - 1] == ",":
            if words[at].endswith("ing"):
                return self._opener(first, step - 1)
            aside = clauses.phrase_to(step - 1, first)
            set_off = aside[1] - aside[0] > 1 and words[aside[0] - 1] == ","
            if set_off and (person := self._speakers.person_in(*aside)):
                return person
            if opener := self._headlined(at, step - 1, first):
                return opener
            step = self._past_apposition(step - 1, first)
        elif words[step - 1] in _DASHES:
            step = self._past_dashes(step - 1, first)
        start, stop = clauses.phrase_to(step, first)
        opening = start - 1 if start > first and words[start - 1] in clauses.sets.before_noun else start
        if stop > start and (clauses.owns(step - 1) or words[max(first, opening - 1)] == "than"):
            return None  # "Acme's recently announced X", "more than the researchers had found"
        return self._speakers.named(start, stop)

    def _headlined(self, at: int, comma: int, first: int) -> str | None:
        """ "Acme previews the X, touts twice the speed": the company, where a clause with a verb stands before the comma."""
        clauses = self._clauses
        company = clauses.names.get(first)
        plans = company is not None and clauses.words[company.end] == "to"  # "Acme to show the X, touts"
        told = (plans or any(map(clauses.is_verb, range(first + 1, comma)))) and clauses.words[at].endswith("s")
        own = company is not None and company.label == "VENDOR" and (plans or clauses.is_verb(company.end))
        return str(company.value.name) if told and own and company else None

    def _opener(self, first: int, end: int) -> str | None:
        """ "Acme unveiled the X, claiming": who the sentence opens with."""
        start, stop = self._clauses.phrase_from(first, end)
        company = self._clauses.names.get(stop - 1) if start < stop else None
        opening = self._clauses.names.get(start)
        if company is None and opening is not None and not self._clauses.owns(opening.end):
            company = opening  # "Acme likes …, and says"
        return str(company.value.name) if company is not None and company.label == "VENDOR" else None

    def _past_apposition(self, comma: int, first: int) -> int:
        """ "Huang, the company's chief executive, said": back to the name, which may be set off by a list."""
        floor = max(first, comma - LONGEST_APPOSITION)
        opening = self._opened(comma, floor, _COMMA)
        for _ in range(MOST_COMMAS):
            if self._speakers.person_in(*self._clauses.phrase_to(opening, first)):
                return opening
            further = self._opened(opening, floor, _COMMA)
            if further == opening:
                break
            opening = further
        return self._opened(comma, floor, _COMMA)

    def _past_dashes(self, dash: int, first: int) -> int:
        """ "Acme — which was founded in May — claims": back to the name."""
        return self._opened(dash, max(first, dash - LONGEST_ASIDE), _DASHES)

    def _opened(self, closing: int, floor: int, marks: frozenset[str]) -> int:
        """Where what ends with the mark at `closing` was opened by another."""
        words = self._clauses.words
        return next((at for at in range(closing - 1, floor - 1, -1) if words[at] in marks), closing)
