"""What a ratio is claimed of: the subject of its clause, found by the verb before the ratio and what stands before that.

The nearest chip is often the wrong one; so the walk goes from the ratio to the left over what belongs to the predicate, stops
where a clause begins, and reads the noun phrase before the clause's first verb. Pronouns and descriptions such as "the new
chip" lead to what was last spoken of.
"""

from __future__ import annotations

from typing import Final

from extractor.linking.antecedent import Antecedents
from extractor.linking.clauses import PREPOSITIONS, QUOTES, Clauses, Span
from extractor.linking.naming import is_proper, name_phrase, name_with_rest
from extractor.linking.phrases import (
    QUANTITIES,
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

REACH_BACK: Final = 60  # words of a sentence that are searched for the subject
LONGEST_BRACKET: Final = 40
MOST_BARRED: Final = 8  # baselines of one sentence that are remembered
_TOUCHING: Final = frozenset(["ratios.faster", "ratios.more", "ratios.change-by", "ratios.doubles"])
_COMPONENTS: Final = frozenset(["cpu", "gpu", "npu", "graphics"])  # parts of the chip that the clause is about
_SOFT: Final = frozenset(
    """, and ; : while whereas but because so since if when although though — – - where ( or “ \"""".split()
)
_RELATIVE: Final = frozenset(["that", "which", "who", "that's"])
_OPENERS: Final = _SOFT | _RELATIVE
_POINTING: Final = frozenset(["it", "they", "which", "who", "that's", "there"])
_SUBORDINATORS: Final = frozenset(
    ["while", "whereas", "because", "since", "if", "when", "although", "though", "where", ":"]
)
_INSTRUMENT: Final = frozenset(["with", "using", "on"])


class SubjectFinder:
    """Finds the subjects of one article's ratios, in order."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._antecedents = Antecedents(clauses)
        self._last: tuple[Candidate, str | None] | None = None

    def find(self, ratio: Candidate, baseline: str | None) -> str | None:
        """Return the name or phrase of what the ratio is claimed of; None where the article does not say."""
        first = behind_dateline(self._clauses, self._clauses.sentence_start(ratio.start), ratio.start)
        floor = max(first, ratio.start - REACH_BACK)
        region = self._region(ratio, floor)
        self._bar(ratio, baseline)
        name = self._read(*region, ratio, floor) if region else self._without_subject(ratio, floor)
        if not baseline and self._last and self._last[0].start >= floor and self._antecedents.is_barred(name):
            name = self._last[1]  # "6x that of the X1, which came in May, with 4x the bandwidth"
        self._antecedents.settle(ratio.start, name)
        self._last = ratio, name
        return name

    def _bar(self, ratio: Candidate, baseline: str | None) -> None:
        """What the sentence's claims so far compare with is not what this one is of."""
        same = self._last and self._last[0].start >= self._clauses.sentence_start(ratio.start)
        before = self._antecedents.barred
        self._antecedents.barred = (before if same and len(before) < MOST_BARRED else frozenset()) | {baseline}

    def _region(self, ratio: Candidate, floor: int) -> Span | None:
        """The words of the clause before its first verb, or the antecedent of a relative clause."""
        clauses, words = self._clauses, self._clauses.words
        touches = words[ratio.start] in QUANTITIES and ratio.rule in _TOUCHING
        touching = clauses.phrase_to(ratio.start, floor) if touches else (0, 0)
        if touching[0] < touching[1]:
            return touching
        end = ratio.start + (ratio.start in clauses.opening_verbs)
        at = ratio.start - 1
        while at >= floor:
            if words[at] == ")" and (opening := self._opening(at, floor)) is not None:
                at = opening - 1
                continue
            opens = words[at] in _OPENERS or words[at] in clauses.sets.report_verb
            if opens and (span := self._opened(at, end, floor)):
                return span
            at -= 1
        verb = clauses.verb(floor, end)
        return (floor, verb) if verb < end else None

    def _opened(self, at: int, end: int, floor: int) -> Span | None:
        """The subject of the clause that the word at `at` opens, if it opens one."""
        word = self._clauses.words[at]
        span = self._relative(at, end, floor) if word in _RELATIVE else None
        if span is None and reports(self._clauses, at):
            span = self._reported_clause(at + 1 + (self._clauses.words[at + 1] == "that"), end)
        if span is None and word in _SOFT:
            span = self._soft(at, end, floor)
        return span

    def _soft(self, at: int, end: int, floor: int) -> Span | None:
        """The subject of the clause that a comma or conjunction at `at` may open."""
        clauses, word = self._clauses, self._clauses.words[at]
        if clauses.compound(at):
            return None
        if word in ("and", "or") and not any(clauses.is_verb(back) for back in range(max(floor, at - 25), at)):
            return None  # two nouns, no clause before
        begin = at + 1
        commas = word in _SUBORDINATORS
        span = (begin, clauses.verb(begin, end)) if clauses.starts_clause(begin, end, commas) else None
        return None if span and self._of_quantity(span) else span

    def _reported_clause(self, begin: int, end: int) -> Span | None:
        """The subject of what is reported, which may be a gerund."""
        clauses = self._clauses
        verb = clauses.verb(begin, end)
        gerund = begin < verb < end and clauses.words[begin].endswith("ing")
        if gerund or clauses.starts_clause(begin, end):
            return begin, verb
        stop = clauses.phrase_from(begin, end)[1]
        return (begin, stop) if begin < stop < end and clauses.words[stop] == "to" else None

    def _of_quantity(self, span: Span) -> bool:
        start, stop = self._clauses.phrase_from(*span)
        return start < stop and is_quantity(self._clauses, stop)

    def _opening(self, at: int, floor: int) -> int | None:
        words = self._clauses.words
        return next(
            (back for back in range(at - 1, max(floor, at - LONGEST_BRACKET) - 1, -1) if words[back] == "("), None
        )

    def _relative(self, at: int, end: int, floor: int) -> Span | None:
        """What a relative pronoun at `at` stands for; the subject of the clause behind a "that" which is none."""
        clauses, words = self._clauses, self._clauses.words
        if words[at] == "that" and not self._reported(at) and clauses.starts_clause(at + 1, end, commas=True):
            return at + 1, clauses.verb(at + 1, end)
        if at <= floor or words[at - 1] in ("so", "such", "now", "in", "of", "by") or reports(self._clauses, at - 1):
            return None
        verbal = words[at] == "that's" or clauses.is_verb(at + 1) or words[at + 1].endswith("ly") or self._reported(at)
        start, stop = clauses.phrase_to(self._before_comma(at), floor)
        if not verbal or start >= stop or is_quantity(self._clauses, stop) or self._disagrees(stop, at):
            return None
        if words[at] != "which" and words[stop - 1] in _COMPONENTS and words[start - 1] in ("a", "an", "has", "with"):
            return None
        return self._apposition(start, stop, floor) or (start, stop)

    def _disagrees(self, stop: int, at: int) -> bool:
        """ "An architecture on all versions that offers": a plural with a singular verb is not what is meant."""
        noun, verb = self._clauses.words[stop - 1], self._clauses.words[at + 1]
        plural = noun.endswith("s") and not noun.endswith(("ss", "us")) and stop - 1 not in self._clauses.names
        return plural and verb.endswith("s") and verb not in ("was", "'s")

    def _apposition(self, start: int, stop: int, floor: int) -> Span | None:
        """ "The H100, a chip that …": the name before."""
        clauses = self._clauses
        if (
            is_proper(clauses, start, stop)
            or start - 2 <= floor
            or clauses.words[start - 1] not in ("a", "an", "the")
            or clauses.words[start - 2] != ","
        ):
            return None
        before = clauses.phrase_to(start - 2, floor)
        return before if is_proper(clauses, *before) else None

    def _before_comma(self, at: int) -> int:
        words = self._clauses.words
        if words[at - 1] in ("—", "–"):
            opening = next((back for back in range(at - 2, max(0, at - 14), -1) if words[back] in ("—", "–")), None)
            if opening and not self._is_aside_name(opening + 1, at - 1):
                at = opening + 1
        while at > 0 and words[at - 1] in (",", "—", "–", *QUOTES):
            at -= 1
        if at > 0 and words[at - 1] == ")" and (opening := self._opening(at - 1, 0)) is not None:
            at = opening
        return at

    def _is_aside_name(self, start: int, stop: int) -> bool:
        """ "A new chip — the X1 — that's faster": the aside is a chip's name."""
        inner = self._clauses.phrase_from(start, stop)
        return inner[1] == stop and bool(self._clauses.chips_in(*inner))

    def _reported(self, at: int) -> bool:
        """ "Which Apple says is …", "that the company says will …": a relative clause inside a reported claim."""
        steps = range(at + 1, min(at + 6, len(self._clauses.words) - 1))
        return any(reports(self._clauses, step) and self._clauses.is_verb(step + 1) for step in steps)

    def _read(self, begin: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """Read the subject's words."""
        clauses = self._clauses
        words = clauses.words
        head = behind_opening(self._clauses, begin, end)
        start, stop = subject_phrase(self._clauses, head, end)
        word = words[head].split("'")[0]
        if word in _POINTING or (start >= stop and word in ("this", "that", "these")) or words[head].endswith("ing"):
            used = self._compared(ratio) or self._used(ratio.end, ratio.end + 8)
            return used or self._antecedents.find(head, floor, ratio.start)
        if word == "either":
            return None
        if words[head] in ("its", "their") and not is_proper(clauses, start, stop):
            owner = self._antecedents.find(head, floor, ratio.start)
            return owner or name_with_rest(clauses, start, stop, end)
        if word in ("we", "i", "you", "he", "she") or start >= stop:
            return self._of_people(begin, end, ratio, floor)
        if clauses.chips_in(start, stop):
            return name_phrase(clauses, start, stop)
        if is_company(self._clauses, stop):
            return self._of_people(begin, end, ratio, floor, clauses.names.get(stop - 1))
        if is_quantity(self._clauses, stop):
            return self._beside_quantity(begin, start, stop, end, ratio, floor)
        if word in ("this", "these") and not is_proper(clauses, start, stop):
            chip_like = words[stop - 1] in clauses.sets.chip_word
            return self._antecedents.find(head, floor, ratio.start, chips=chip_like) or name_phrase(
                clauses, start, stop
            )
        if is_description(self._clauses, head, start, stop):
            return self._antecedents.find(head, floor, ratio.start) or name_phrase(clauses, start, stop)
        return self._plain(start, stop, end, ratio, floor)

    def _plain(self, start: int, stop: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """A phrase with no chip in it: a name, a thing, a part of the chip spoken of, or no phrase at all."""
        clauses = self._clauses
        fragment = is_fragment(clauses, start, stop)
        if fragment or is_part(clauses, start, stop):
            chip = self._antecedents.near(floor, ratio.start) or self._antecedents.chip(start, floor, ratio.start)
            if chip or fragment:
                return chip
        return name_with_rest(clauses, start, stop, end)

    def _beside_quantity(self, begin: int, start: int, stop: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """ "Latency in photonic designs is …", "With Helium, performance is …", "its performance": what the quantity is of."""
        clauses = self._clauses
        words = clauses.words
        if stop < end and words[stop] in PREPOSITIONS:
            inner = clauses.phrase_from(stop + 1, end)
            if inner[0] < inner[1]:
                return (
                    name_phrase(clauses, *inner)
                    if is_proper(clauses, *inner)
                    else self._plain(*inner, end, ratio, floor)
                )
        if begin < start and words[begin] in PREPOSITIONS:
            inner = clauses.phrase_from(begin + 1, end)
            if is_proper(clauses, *inner):
                return name_phrase(clauses, *inner)
        if is_proper(clauses, start, stop - 1) or any(clauses.owns(at) for at in range(start, stop)):
            return name_phrase(clauses, start, stop - 1)
        return self._antecedents.find(start, floor, ratio.start)

    def _of_people(
        self, begin: int, verb: int, ratio: Candidate, floor: int, company: Candidate | None = None
    ) -> str | None:
        """The clause is about a company or people: what they use, or the chip they speak of, or what was last spoken of."""
        clauses = self._clauses
        name = self._used(floor, verb) or self._used(ratio.end, ratio.end + 8) or self._compared(ratio)
        if name:
            return name
        behind = verb if "from" not in clauses.words[verb : ratio.start] else ratio.start
        chips = [chip for chip in clauses.chips_in(behind, ratio.start) if not self._antecedents.is_apart(chip)]
        return str(chips[-1].value.name) if chips else self._antecedents.find(begin, floor, ratio.start, company)

    def _used(self, at: int, limit: int) -> str | None:
        """ "With the new tool, teams can …", "… on the Acme system"."""
        clauses, words = self._clauses, self._clauses.words
        while at < len(words) - 2 and words[at] in QUOTES:
            at += 1
        if at >= len(words) - 2 or words[at] not in ("with", "using", "by", "on"):
            return None
        start, stop = clauses.phrase_from(at + 1 + (words[at + 1] == "using"), limit)
        if (
            start >= stop
            or words[start].endswith("ing")
            or is_quantity(self._clauses, stop)
            or is_company(self._clauses, stop)
        ):
            return None
        if words[at] == "on" and words[stop - 1] not in clauses.sets.generic_head and not clauses.chips_in(start, stop):
            return None
        return name_phrase(clauses, start, stop)

    def _compared(self, ratio: Candidate) -> str | None:
        """ "… with software X on the new chip vs. the old": the chip right before the word of comparison."""
        clauses = self._clauses
        for at in range(ratio.end, min(ratio.end + 8, len(clauses.words))):
            if clauses.words[at] in ("vs", "vs.", "versus", "over"):
                chip = clauses.names.get(at - 1)
                return str(chip.value.name) if chip is not None and chip.label == "CHIP" else None
        return None

    def _without_subject(self, ratio: Candidate, floor: int) -> str | None:
        """A headline or a fragment."""
        if self._last and self._last[0].start >= floor:
            return self._last[1]
        return (
            self._antecedents.near(floor, ratio.start)
            or self._used(floor, ratio.start)
            or self._compared(ratio)
            or self._antecedents.find(floor, floor, ratio.start)
        )
