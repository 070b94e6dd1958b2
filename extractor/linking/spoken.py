"""What the words of a clause speak of: its subject, or what a company does something with there."""

from __future__ import annotations

from typing import Final

from extractor.linking.central import CentralChips, made_by
from extractor.linking.clauses import PREPOSITIONS, QUOTES, Clauses, Span
from extractor.linking.naming import is_proper, name_phrase
from extractor.linking.phrases import (
    behind_dateline,
    behind_opening,
    is_company,
    is_description,
    is_fragment,
    is_part,
    is_quantity,
    reports,
    subject_phrase,
)
from extractor.reading import Candidate

REACH_REPORT: Final = 10  # words of a sentence in which who speaks is named
_BEFORE_PARTICIPLE: Final = frozenset("been just now already also recently today shown begun".split())
_IDENTIFIES: Final = (["it", "is", "the"], ["it", "'s", "the"], ["this", "is", "the"])
_PUBLISHES: Final = frozenset(["revealed", "tested", "measured", "reviewed", "benchmarked", "published"])
_CARRIED: Final = frozenset(["it", "its", "they"])
_CARRIES: Final = frozenset(["it", "they", "we", "i", "you", "it's", "they're", "we're"])
_ANNOUNCES: Final = ("launch", "announc", "introduc", "unveil", "releas", "show", "reveal", "debut", "rolled")


class SpokenOf:
    """Reads clauses of one article."""

    def __init__(self, clauses: Clauses, central: CentralChips) -> None:
        self._clauses, self._central = clauses, central

    def find(
        self, first: int, last: int, inside: bool = False, company: Candidate | None = None, chips_too: bool = True
    ) -> str | None:
        """The subject of the words' first clause, or what a company does something with there.

        `inside` the ratio's own sentence a plain noun will do; elsewhere it takes a name, and of a company its own chip.
        """
        clauses = self._clauses
        first = self._behind_report(behind_dateline(clauses, first, last), last)
        chips = self._central.in_words(first, last)
        if company:
            chips = [chip for chip in chips if made_by(chip, company)]
            return str(chips[0].value.name) if chips else None
        if last - first < 2:
            return None
        verb = clauses.verb(first, last)
        head = behind_opening(self._clauses, first, verb)
        if not company and (name := self._called(chips)):
            return name
        carried = _CARRIED if inside else _CARRIES
        if clauses.words[head] in carried and not clauses.words[head + 1].startswith(_ANNOUNCES):
            return None
        start, stop = subject_phrase(self._clauses, head, verb)
        told = verb < last and (reports(clauses, verb) or clauses.words[verb] in _PUBLISHES)
        reported = told and inside and chips  # "tests revealed the speed of the X"
        if reported and not clauses.chips_in(start, stop):
            return str(chips[0].value.name)
        if (
            verb < last
            and start < stop
            and not (inside and clauses.words[first + (clauses.words[first] in QUOTES)] in PREPOSITIONS)
            and stop - 1 not in clauses.dated
            and clauses.words[head] not in clauses.sets.pronoun
            and not is_company(self._clauses, stop)
        ):
            plain = inside and not is_description(clauses, head, start, stop)
            plain = plain and not is_fragment(clauses, start, stop) and not is_part(clauses, start, stop)
            if not is_quantity(self._clauses, stop) and (plain or self._is_certain_name(start, stop)):
                name = name_phrase(clauses, start, stop)
                return None if self._central.is_barred(name) else name
            if name := self._made_of(stop, verb):
                return name
        carries = clauses.words[first : chips[0].start] if chips and not inside else ()
        if clauses.words[head] not in _CARRIES and not _CARRIED.isdisjoint(carries):
            return None
        if chips and chips_too:
            return str(chips[-1 if inside else 0].value.name)
        if verb < last and is_company(self._clauses, stop):
            inner = self._object_of(verb, last)
            if self._is_certain_name(*inner) and not is_company(self._clauses, inner[1]):
                return name_phrase(clauses, *inner)
        return None

    def device(self, first: int, last: int) -> str | None:
        """The plain subject of the words' first clause, where it is a device: "the coprocessor draws …"."""
        clauses = self._clauses
        verb = clauses.verb(first, last)
        start, stop = subject_phrase(clauses, behind_opening(clauses, first, verb), verb)
        if verb == last or start >= stop:
            return None
        device = (
            clauses.words[stop - 1] in clauses.sets.generic_head or clauses.words[stop - 1] in clauses.sets.chip_word
        )
        return name_phrase(clauses, start, stop) if device else None

    def _made_of(self, stop: int, verb: int) -> str | None:
        """ "A cluster of X systems has reached …": the X."""
        clauses = self._clauses
        if clauses.words[stop] != "of" or clauses.words[stop - 1] not in clauses.sets.generic_head:
            return None
        inner = clauses.phrase_from(stop + 1, verb)
        named = self._is_certain_name(*inner) and not is_company(clauses, inner[1])
        return name_phrase(clauses, *inner) if named else None

    def introduced(self, verb: int, last: int) -> str | None:
        """What is launched by its name in "launched X, offering …", "plans to launch a node called X, aiming at …"; no chip."""
        clauses, words = self._clauses, self._clauses.words
        act = verb + 2 if words[verb + 1] == "to" else verb
        if not words[act].startswith(_ANNOUNCES) or ({"with"} | clauses.sets.giving_word).isdisjoint(words[act:last]):
            return None
        start, stop = self._object_of(act, last)
        if words[stop] in clauses.sets.naming_word:
            start, stop = clauses.phrase_from(stop + 1, last)
        plain = start < stop and not clauses.chips_in(act, last) and not any(map(clauses.is_verb, range(stop, last)))
        return name_phrase(clauses, start, stop) if plain and is_proper(clauses, start, stop) else None

    def _object_of(self, verb: int, last: int) -> Span:
        """What a company does something with: "has just shown its X", "detailed the speed of its X"."""
        clauses = self._clauses
        at = verb + 1
        while at < last - 1 and (
            clauses.is_verb(at) or clauses.words[at].endswith("ed") or clauses.words[at] in _BEFORE_PARTICIPLE
        ):
            at += 1
        start, stop = clauses.phrase_from(at, last)
        if stop + 2 < last and clauses.words[stop] == "," and clauses.words[stop + 1] == "the":
            named = clauses.phrase_from(stop + 2, last)  # "has shown its new controller, the X"
            if is_proper(clauses, *named) and clauses.words[named[1] : named[1] + 1] in ([","], ["."]):
                return named
        of = stop < last and clauses.words[stop] == "of" and not is_proper(clauses, start, stop)
        return clauses.phrase_from(stop + 1, last) if of else (start, stop)

    def _called(self, chips: list[Candidate]) -> str | None:
        """ "It's called the X, and it offers …", "the new chip is here: it is the X": the X."""
        words = self._clauses.words
        for chip in chips:
            before = words[max(0, chip.start - 3) : chip.start]
            if not self._clauses.sets.naming_word.isdisjoint(before) or before in _IDENTIFIES:
                return str(chip.value.name)
        return None

    def _behind_report(self, first: int, last: int) -> int:
        """Behind "Intel says that", so that who speaks is not taken for what is spoken of."""
        at = next((at for at in range(first, min(first + REACH_REPORT, last)) if reports(self._clauses, at)), None)
        if at is None or (self._clauses.chip_at(at - 1) and self._clauses.phrase_from(first, at)[1] == at):
            return first  # "the X adds 5G"
        return at + 1 + (at + 1 < last and self._clauses.words[at + 1] == "that")

    def _is_certain_name(self, start: int, stop: int) -> bool:
        """A name that is more than one capitalised word at the head of a sentence."""
        clauses = self._clauses
        if any(clauses.owns(at) for at in range(start, stop)) and clauses.text(start)[:1].isupper():
            return True
        if not is_proper(clauses, start, stop):
            return False
        if clauses.chips_in(start, stop) or stop - start > 1 or start != clauses.sentence_start(start):
            return True
        return not clauses.text(start)[1:].islower()
