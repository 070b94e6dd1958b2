"""What a ratio is claimed of: the subject of its clause, found by the verb before the ratio and what stands before that.

The nearest chip is often the wrong one; so the walk goes from the ratio to the left over what belongs to the predicate, stops
where a clause begins, and reads the noun phrase before the clause's first verb. Pronouns and descriptions such as "the new
chip" lead to what was last spoken of.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from extractor.linking.clauses import PREPOSITIONS, QUOTES, Clauses, Span
from extractor.linking.naming import is_proper, name_phrase, name_with_rest
from extractor.reading import Candidate

REACH_BACK: Final = 60  # words of a sentence that are searched for the subject
REACH_TOPIC: Final = 150  # words before the sentence in which a pronoun's chip is sought
LONGEST_BRACKET: Final = 40
_SOFT: Final = frozenset([",", "and", ";", ":", "while", "whereas", "but", "because", "so", "since", "if", "when", "although", "though", "—", "–", "-", "where", "(", "or", "“", '"'])  # fmt: skip
_RELATIVE: Final = frozenset(["that", "which", "who", "that's"])
_POINTING: Final = frozenset(["it", "this", "they", "that", "these", "which", "it's", "they're", "that's", "its", "it'll", "both", "each"])
_OPENINGS: Final = frozenset("meanwhile however additionally also instead moreover internally overall finally today still now here then even".split())
_INSTRUMENT: Final = frozenset(["with", "using", "on"])
_QUANTITIES: Final = frozenset(
    """
    performance latency throughput bandwidth efficiency power speed speeds energy cost costs count density gains gain improvement
    improvements benefits results consumption price yield capacity size area change increase speedup time rendering number
    inference training savings productivity difference advantage advantages rate rates boost life requirements levels
    """.split()
)


class SubjectFinder:
    """Finds the subjects of one article's ratios, in order."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._topic: str | None = None
        self._topic_known = False
        self._last: tuple[Candidate, str | None] | None = None

    def find(self, ratio: Candidate) -> str | None:
        """Return the name or phrase of what the ratio is claimed of; None where the article does not say."""
        floor = max(self._clauses.sentence_start(ratio.start), ratio.start - REACH_BACK)
        region = self._region(ratio, floor)
        name = self._read(*region, ratio, floor) if region else self._without_subject(ratio, floor)
        self._last = ratio, name
        return name

    def _region(self, ratio: Candidate, floor: int) -> Span | None:
        """The words of the clause before its first verb, or the antecedent of a relative clause."""
        clauses, words = self._clauses, self._clauses.words
        at = ratio.start - 1
        while at >= floor:
            word = words[at]
            if word == ")" and (opening := self._opening(at, floor)) is not None:
                at = opening - 1
                continue
            if word in _RELATIVE and (span := self._relative(at, ratio.start, floor)):
                return span
            if self._reports(at) and (span := self._clause(at + 1 + (words[at + 1] == "that"), ratio.start, gerund=True)):
                return span
            if word in _SOFT and not clauses.compound(at) and (span := self._clause(at + 1, ratio.start)) and not self._of_quantity(span):
                return span
            at -= 1
        verb = clauses.verb(floor, ratio.start)
        return (floor, verb) if verb < ratio.start else None

    def _clause(self, begin: int, end: int, gerund: bool = False) -> Span | None:
        if gerund and begin < end and self._clauses.words[begin].endswith("ing"):
            verb = self._clauses.verb(begin, end)
            return (begin, verb) if verb < end else None
        return (begin, self._clauses.verb(begin, end)) if self._clauses.starts_clause(begin, end) else None

    def _of_quantity(self, span: Span) -> bool:
        start, stop = self._clauses.phrase_from(*span)
        return start < stop and self._is_quantity(stop)

    def _opening(self, at: int, floor: int) -> int | None:
        words = self._clauses.words
        return next((back for back in range(at - 1, max(floor, at - LONGEST_BRACKET) - 1, -1) if words[back] == "("), None)

    def _relative(self, at: int, end: int, floor: int) -> Span | None:
        """What a relative pronoun at `at` stands for; the subject of the clause behind a "that" which is none."""
        clauses, words = self._clauses, self._clauses.words
        if words[at] == "that" and (span := self._clause(at + 1, end)) and not self._reported(at):
            return span
        if at <= floor or words[at - 1] in ("so", "such", "now", "in", "of", "by") or self._reports(at - 1):
            return None
        verbal = words[at] == "that's" or clauses.is_verb(at + 1) or words[at + 1].endswith("ly") or self._reported(at)
        start, stop = clauses.phrase_to(self._before_comma(at), floor)
        if not verbal or start >= stop or self._is_quantity(stop):
            return None
        return self._apposition(start, stop, floor) or (start, stop)

    def _apposition(self, start: int, stop: int, floor: int) -> Span | None:
        """ "The H100, a chip that …": the name before."""
        clauses = self._clauses
        if is_proper(clauses, start, stop) or start - 2 <= floor or clauses.words[start - 1] not in ("a", "an", "the") or clauses.words[start - 2] != ",":
            return None
        before = clauses.phrase_to(start - 2, floor)
        return before if is_proper(clauses, *before) else None

    def _before_comma(self, at: int) -> int:
        words = self._clauses.words
        while at > 0 and words[at - 1] in (",", "—", "–", *QUOTES):
            at -= 1
        if at > 0 and words[at - 1] == ")" and (opening := self._opening(at - 1, 0)) is not None:
            at = opening
        return at

    def _reports(self, at: int) -> bool:
        clauses = self._clauses
        return clauses.words[at] in clauses.sets.report_verb and at not in clauses.names

    def _reported(self, at: int) -> bool:
        """ "Which Apple says is …", "that the company says will …": a relative clause inside a reported claim."""
        steps = range(at + 1, min(at + 6, len(self._clauses.words) - 1))
        return any(self._reports(step) and self._clauses.is_verb(step + 1) for step in steps)

    def _is_quantity(self, stop: int) -> bool:
        return self._clauses.words[stop - 1] in _QUANTITIES

    def _read(self, begin: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """Read the subject's words."""
        clauses = self._clauses
        words = clauses.words
        head = self._head(begin, end)
        start, stop = clauses.phrase_from(head, end)
        if words[head] in _POINTING and (start >= stop or words[head] != "its") or words[head].endswith("ing"):
            return self._antecedent(head, floor, ratio)
        if words[head] in clauses.sets.pronoun or start >= stop:
            return self._of_people(begin, end, ratio, floor)
        if clauses.chips_in(start, stop):
            return name_phrase(clauses, start, stop)
        if self._is_company(start, stop):
            return self._of_people(begin, end, ratio, floor)
        if self._is_quantity(stop):
            return self._beside_quantity(begin, start, stop, end, ratio, floor)
        if self._is_description(head, start, stop):
            return self._antecedent(head, floor, ratio) or name_phrase(clauses, start, stop)
        return name_with_rest(clauses, start, stop, end)

    def _head(self, begin: int, end: int) -> int:
        """Behind an opening such as "In tests," or "Compared with the old one,"."""
        words = self._clauses.words
        while begin < end and (words[begin] in QUOTES or words[begin] in (",", "and", "but", ":")):
            begin += 1
        commas = [at for at in range(begin, end - 1) if words[at] == ","]
        if not commas:
            return begin
        word = words[begin]
        opens = word in PREPOSITIONS or word in _OPENINGS or word in self._clauses.sets.phrase_end - {"the", "a", "an", "this", "these"}
        return commas[-1] + 1 if opens or word.endswith(("ly", "ing", "ed")) else begin

    def _is_company(self, start: int, stop: int) -> bool:
        entity = self._clauses.names.get(stop - 1)
        if entity is not None:
            return entity.label == "VENDOR"
        return self._clauses.words[stop - 1] in self._clauses.sets.vendor_like

    def _is_description(self, head: int, start: int, stop: int) -> bool:
        words = self._clauses.words
        pointing = words[head] in ("the", "this", "these", "its", "that", "both")
        return pointing and words[stop - 1] in self._clauses.sets.chip_word and not is_proper(self._clauses, start, stop)

    def _beside_quantity(self, begin: int, start: int, stop: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """ "Latency in photonic designs is …", "With Helium, performance is …", "its performance": what the quantity is of."""
        clauses = self._clauses
        words = clauses.words
        if stop < end and words[stop] in PREPOSITIONS:
            inner = clauses.phrase_from(stop + 1, end)
            if inner[0] < inner[1]:
                return name_phrase(clauses, *inner)
        if begin < start and words[begin] in PREPOSITIONS:
            inner = clauses.phrase_from(begin + 1, end)
            if is_proper(clauses, *inner):
                return name_phrase(clauses, *inner)
        if is_proper(clauses, start, stop - 1):
            return name_phrase(clauses, start, stop - 1)
        return self._antecedent(start, floor, ratio)

    def _of_people(self, begin: int, verb: int, ratio: Candidate, floor: int) -> str | None:
        """The clause is about a company or people: what they use, or the chip they speak of, or what was last spoken of."""
        clauses = self._clauses
        if clauses.words[floor] in ("with", "using", "by") and floor < begin + 3:
            inner = clauses.phrase_from(floor + 1 + (clauses.words[floor + 1] == "using"), verb)
            if inner[0] < inner[1] and not self._is_quantity(inner[1]):
                return name_phrase(clauses, *inner)
        behind = ratio.end
        if behind < len(clauses.words) - 1 and clauses.words[behind] in _INSTRUMENT:
            inner = clauses.phrase_from(behind + 1, behind + 8)
            if is_proper(clauses, *inner):
                return name_phrase(clauses, *inner)
        chips = clauses.chips_in(verb, ratio.start)
        return str(chips[-1].value.name) if chips else self._antecedent(begin, floor, ratio)

    def _without_subject(self, ratio: Candidate, floor: int) -> str | None:
        """A headline or a fragment."""
        if self._last and self._last[0].start >= floor:
            return self._last[1]
        chips = self._clauses.chips_in(floor, ratio.start)
        return str(chips[0].value.name) if chips else self._antecedent(floor, floor, ratio)

    def _antecedent(self, at: int, floor: int, ratio: Candidate) -> str | None:
        """What was last spoken of: earlier in this sentence, in the paragraph, or the article's topic."""
        clauses = self._clauses
        if name := self._spoken_of(floor, at):
            return name
        begin = max(clauses.tokens.paragraph(ratio.start)[0], ratio.start - REACH_TOPIC)
        sentence = clauses.sentence_start(ratio.start)
        while sentence > begin:
            before = max(clauses.sentence_start(sentence - 1), begin)
            if name := self._spoken_of(before, sentence):
                return name
            sentence = before
        return self._article_topic()

    def _spoken_of(self, first: int, last: int) -> str | None:
        """The subject of the words' first clause, or what a company does something with there."""
        clauses = self._clauses
        if last - first < 2:
            return None
        verb = clauses.verb(first, last)
        head = self._head(first, verb)
        start, stop = clauses.phrase_from(head, verb)
        chips = clauses.chips_in(first, last)
        if start < stop and clauses.words[head] not in clauses.sets.pronoun:
            if not self._is_company(start, stop) and not self._is_quantity(stop) and is_proper(clauses, start, stop):
                return name_phrase(clauses, start, stop)
        if chips:
            return str(chips[0].value.name)
        if verb < last:
            inner = clauses.phrase_from(verb + 1, last)
            if is_proper(clauses, *inner) and not self._is_company(*inner):
                return name_phrase(clauses, *inner)
        return None

    def _article_topic(self) -> str | None:
        """The chip that the title names first, else the one that the article names most."""
        if not self._topic_known:
            self._topic_known = True
            clauses = self._clauses
            paragraphs = clauses.tokens.paragraphs
            title_end = paragraphs[1] if len(paragraphs) > 1 else 0
            in_title = [chip.value.name for chip in clauses.chips[:1] if chip.start < title_end]
            counted = Counter(chip.value.name for chip in clauses.chips).most_common(1)
            self._topic = in_title[0] if in_title else counted[0][0] if counted else None
        return self._topic
