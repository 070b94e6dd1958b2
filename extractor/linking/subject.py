"""What a ratio is claimed of: the subject of its clause, found by the verb before the ratio and what stands before that.

The nearest chip is often the wrong one; so the walk goes from the ratio to the left over what belongs to the predicate, stops
where a clause begins, and reads the noun phrase before the clause's first verb. Pronouns and descriptions such as "the new
chip" lead to the chip last spoken of.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from extractor.linking.clauses import QUOTES, Clauses
from extractor.linking.naming import is_proper, name_phrase
from extractor.reading import Candidate

REACH_BACK: Final = 60  # words of a sentence that are searched for the subject
REACH_TOPIC: Final = 150  # words before the sentence in which a pronoun's chip is sought
_SOFT: Final = frozenset([",", "and", ";", ":", "while", "whereas", "but", "because", "so", "since", "if", "when", "although", "though", "—", "–", "-", "as", "where", "(", "or", "“", '"', "than"])
_RELATIVE: Final = frozenset(["that", "which", "who"])
_PREPOSITIONS: Final = frozenset(["in", "on", "of", "with", "for", "at", "by", "from", "using", "to", "through", "via", "via", "within", "into"])
_QUANTITIES: Final = frozenset(
    """
    performance latency throughput bandwidth efficiency power speed speeds energy cost costs count density gains gain improvement
    improvements benefits results consumption price yield capacity size area change increase speedup time graphics rendering
    number it that inference training savings productivity difference advantage advantages rate rates boost
    """.split()
)


class SubjectFinder:
    """Finds the subjects of one article's ratios."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._topic: str | None = None
        self._topic_known = False
        self._last: tuple[Candidate, str | None] | None = None

    def find(self, ratio: Candidate) -> str | None:
        """Return the name or phrase of what the ratio is claimed of; None where the article does not say."""
        name = self._in_sentence(ratio)
        self._last = ratio, name
        return name

    def _in_sentence(self, ratio: Candidate) -> str | None:
        clauses = self._clauses
        first = clauses.reading.tokens.sentence(ratio.start)[0]
        floor = max(first, ratio.start - REACH_BACK)
        begin, end = self._subject_region(ratio, floor)
        if begin == end:
            return self._without_subject(ratio, floor)
        return self._read(begin, end, ratio, floor)

    def _subject_region(self, ratio: Candidate, floor: int) -> tuple[int, int]:
        """The words of the clause before its first verb; the antecedent of a relative clause."""
        clauses, words = self._clauses, self._clauses.words
        at = ratio.start - 1
        while at >= floor:
            word = words[at]
            if word == ")" and (opening := self._opening(at, floor)) is not None:
                at = opening - 1
                continue
            if word in _RELATIVE and self._is_relative(at, floor):
                start, end = clauses.phrase_to(self._before_comma(at), floor)
                if start < end and not self._is_quantity(start, end):
                    return start, end
            elif word in clauses.sets.report_verb and at not in clauses.names:
                begin = at + 1 + (words[at + 1] == "that")
                if self._is_clause(begin, ratio.start):
                    return begin, self._verb(begin, ratio.start)
            elif word in _SOFT and not clauses.joined(at) and self._is_clause(at + 1, ratio.start):
                return at + 1, self._verb(at + 1, ratio.start)
            at -= 1
        return (floor, self._verb(floor, ratio.start)) if self._verb(floor, ratio.start) < ratio.start else (floor, floor)

    def _opening(self, at: int, floor: int) -> int | None:
        return next((back for back in range(at - 1, max(floor, at - 40) - 1, -1) if self._clauses.words[back] == "("), None)

    def _before_comma(self, at: int) -> int:
        words = self._clauses.words
        while at > 0 and words[at - 1] in (",", "—", "–", *QUOTES):
            at -= 1
        if at > 0 and words[at - 1] == ")" and (opening := self._opening(at - 1, 0)) is not None:
            at = opening
        return at

    def _is_relative(self, at: int, floor: int) -> bool:
        """A relative pronoun with its verb behind it, and a noun before it."""
        words = self._clauses.words
        if at <= floor or words[at - 1] in self._clauses.sets.report_verb or words[at - 1] in ("so", "such", "now", "in", "of"):
            return False
        behind = at + 1
        if words[behind] == "'s":
            return True
        return behind < len(words) and (self._clauses.is_verb(behind) or words[behind].endswith("ly") or self._reports(behind))

    def _reports(self, at: int) -> bool:
        """ "Which Apple says is …": the relative clause of a reported claim."""
        return any(self._clauses.words[step] in self._clauses.sets.report_verb for step in range(at, min(at + 4, len(self._clauses.words))))

    def _is_clause(self, begin: int, end: int) -> bool:
        """Do the words open with a noun phrase and hold a verb?"""
        clauses = self._clauses
        while begin < end and (clauses.words[begin] in QUOTES or clauses.words[begin] in ("and", "but", ",")):
            begin += 1
        if begin >= end or clauses.is_verb(begin) or clauses.words[begin] in _PREPOSITIONS:
            return False
        if clauses.words[begin] in clauses.sets.report_verb or clauses.words[begin].endswith("ing"):
            return False
        verb = self._verb(begin, end)
        return begin < verb < end and not any(clauses.words[at] in (",", "and") for at in range(begin, verb) if verb - begin < 3)

    def _verb(self, begin: int, end: int) -> int:
        """The first verb behind a noun phrase; `end` where there is none."""
        for at in range(begin + 1, end):
            if self._clauses.is_verb(at) or (self._clauses.words[at] == "'s" and self._is_is(at)):
                return at
        return end

    def _is_is(self, at: int) -> bool:
        """Is 's short for "is"?"""
        words = self._clauses.words
        return words[at - 1] in ("it", "that", "there", "he", "she", "what") or at + 1 < len(words) and words[at + 1] in ("up", "about", "now")

    def _is_quantity(self, start: int, end: int) -> bool:
        return self._clauses.words[end - 1] in _QUANTITIES

    def _read(self, begin: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """Read the subject's words."""
        clauses = self._clauses
        words = clauses.words
        while begin < end and (words[begin] in QUOTES or words[begin] in (",", "and", "but")):
            begin += 1
        head = self._head_start(begin, end)
        start, stop = clauses.phrase_from(head, end)
        if words[head] in clauses.sets.pronoun or start >= stop:
            return self._antecedent(ratio, floor) if words[head] in ("it", "this", "they", "that", "its", "these", "which") else self._object_or_topic(end, ratio, floor)
        chips = clauses.chips_in(head, end)
        if self._is_company(start, stop) and not clauses.chips_in(start, stop):
            return self._object_or_topic(end, ratio, floor)
        if clauses.chips_in(start, stop):
            return name_phrase(clauses, start, stop)
        if self._is_quantity(start, stop) or stop - start == 0:
            return self._beside_quantity(begin, start, stop, end, ratio, floor)
        if is_proper(clauses, start, stop):
            return name_phrase(clauses, start, stop)
        if chips:
            return str(chips[0].value.name)
        if self._is_description(head, start, stop):
            return self._antecedent(ratio, floor) or name_phrase(clauses, start, stop)
        return name_phrase(clauses, start, stop)

    def _head_start(self, begin: int, end: int) -> int:
        """Behind an opening such as "In tests," or "Compared with the old one,"."""
        commas = [at for at in range(begin, end - 1) if self._clauses.words[at] == ","]
        if commas and (self._clauses.words[begin] in _PREPOSITIONS or not self._clauses.goes_on(begin) or self._clauses.words[begin].endswith(("ly", "ed", "ing"))):
            return commas[-1] + 1
        return begin

    def _is_company(self, start: int, stop: int) -> bool:
        entity = self._clauses.names.get(stop - 1)
        if entity is not None:
            return entity.label == "VENDOR"
        return self._clauses.words[stop - 1] in self._clauses.sets.vendor_like

    def _is_description(self, head: int, start: int, stop: int) -> bool:
        words = self._clauses.words
        return words[head] in ("the", "this", "these", "its", "that", "both") and words[stop - 1] in self._clauses.sets.chip_word

    def _beside_quantity(self, begin: int, start: int, stop: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """ "Latency in photonic designs is …", "With Helium, performance is …", "its performance": what the quantity is of."""
        clauses = self._clauses
        words = clauses.words
        if stop < end and words[stop] in _PREPOSITIONS:
            inner = clauses.phrase_from(stop + 1, end)
            if inner[0] < inner[1]:
                return name_phrase(clauses, *inner)
        chips = clauses.chips_in(begin, end)
        if chips:
            return str(chips[-1].value.name)
        if begin < start and words[begin] in ("with", "using", "on", "in", "under"):
            inner = clauses.phrase_from(begin + 1, end)
            if inner[0] < inner[1] and inner[1] <= start:
                return name_phrase(clauses, *inner)
        if is_proper(clauses, start, stop - 1):
            return name_phrase(clauses, start, stop - 1)
        return self._antecedent(ratio, floor)

    def _object_or_topic(self, verb: int, ratio: Candidate, floor: int) -> str | None:
        """The clause is about a company or people: the chip that they speak of in it, else the one last spoken of."""
        chips = self._clauses.chips_in(verb, ratio.start)
        return str(chips[-1].value.name) if chips else self._antecedent(ratio, floor)

    def _without_subject(self, ratio: Candidate, floor: int) -> str | None:
        """A headline or a fragment."""
        if self._last and self._last[0].start >= floor:
            return self._last[1]
        chips = self._clauses.chips_in(floor, ratio.start)
        return str(chips[0].value.name) if chips else self._antecedent(ratio, floor)

    def _antecedent(self, ratio: Candidate, floor: int) -> str | None:
        """The chip last spoken of: in this sentence, in the paragraph, or the article's topic."""
        clauses = self._clauses
        begin = max(clauses.reading.tokens.paragraph(ratio.start)[0], ratio.start - REACH_TOPIC)
        sentence = clauses.reading.tokens.sentence(ratio.start)[0]
        while sentence > begin:
            before = clauses.reading.tokens.sentence(sentence - 1)[0]
            chips = clauses.chips_in(max(before, begin), sentence)
            if chips:
                return str(chips[0].value.name)
            sentence = before
        return self._article_topic()

    def _article_topic(self) -> str | None:
        """The chip that the title names first, else the one that the article names most."""
        if not self._topic_known:
            self._topic_known = True
            clauses = self._clauses
            paragraphs = clauses.reading.tokens.paragraphs
            title_end = paragraphs[1] if len(paragraphs) > 1 else 0
            in_title = [chip.value.name for chip in clauses.chips[:1] if chip.start < title_end]
            counted = Counter(chip.value.name for chip in clauses.chips).most_common(1)
            self._topic = in_title[0] if in_title else counted[0][0] if counted else None
        return self._topic
