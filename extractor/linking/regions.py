"""Where a ratio's subject stands: the words of its clause before the first verb, or what a relative pronoun stands for.

The nearest chip is often the wrong one; so the walk goes from the ratio to the left over what belongs to the predicate, and
stops where a clause begins.
"""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import BE, QUOTES, Clauses, Span
from extractor.linking.naming import STANDING_ON, is_proper
from extractor.linking.phrases import is_company, is_quantity, reports
from extractor.reading import Candidate

LONGEST_BRACKET: Final = 40
LONGEST_HEDGE: Final = 5
_HEDGES: Final = frozenset(
    "up to at about around nearly almost roughly over more than as much an average of to be being".split()
)
LONGEST_RELATIVE: Final = 8
_TOUCHING: Final = frozenset(["ratios.faster", "ratios.more", "ratios.change-by", "ratios.doubles"])
_COMPONENTS: Final = frozenset(["cpu", "gpu", "npu", "graphics"])  # parts of the chip that the clause is about
_SOFT: Final = frozenset(
    """, and as ; : while whereas but because so since if when although though — – - where ( or “ \"""".split()
)
_RELATIVE: Final = frozenset(["that", "which", "who", "that's"])
_MEANS: Final = frozenset(["means", "mean", "meaning", "meant"])
_OPENERS: Final = _SOFT | _RELATIVE | _MEANS | {"whose"}
_ENABLED: Final = frozenset(["to", "it"])
_ENABLES: Final = ("allow", "enabl", "let", "help", "permit", "makes", "made")
_STILL: Final = _HEDGES | {"still", "now", "only", "even", "about", "approximately", "some"}
_SAID_OF: Final = frozenset(
    "purported said claimed rumored rumoured reported believed estimated expected tipped billed advertised".split()
)
_SCORED: Final = frozenset("test tests benchmark benchmarks points score scores fps ghz mhz watts seconds runs".split())
_SUBORDINATORS: Final = frozenset(
    ["while", "whereas", "because", "since", "if", "when", "although", "though", "where", ":"]
)


class RegionFinder:
    """Finds the words that hold the subjects of one article's ratios."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses

    def find(self, ratio: Candidate, floor: int) -> Span | None:
        """The words of the clause before its first verb, or the antecedent of a relative clause."""
        clauses, words = self._clauses, self._clauses.words
        touches = words[ratio.start] in self._clauses.sets.quantity_word and ratio.rule in _TOUCHING
        touching = clauses.phrase_to(ratio.start, floor) if touches else (0, 0)
        if touching[0] < touching[1] and self._is_thing(*touching):
            return touching
        if with_it := self._absolute(ratio, floor):
            return with_it
        end = ratio.start + (ratio.start in clauses.opening_verbs)
        at, passed = ratio.start - 1, frozenset[str]()
        while at >= floor:
            if words[at] == ")" and (opening := self._opening(at, floor)) is not None:
                at = opening - 1
                continue
            if words[at] in (";", ".") and (verb := clauses.verb(at + 1, end)) < end:
                return at + 1, verb
            if words[at] in _SAID_OF and words[at + 1] == "to" and (said := self._said_of(at, floor)):
                return said
            if words[at] in _ENABLED and (enabled := self._enabled(at, floor)):
                return enabled
            if words[at] in self._clauses.sets.giving_word and (given := self._giving(at, floor)):
                return given
            if words[at] in ("but", "and") and words[at - 1] == "," and clauses.is_verb(at + 1):
                passed = _RELATIVE  # "the X has a core that …, but is": the relative clause is over
            opens = (words[at] in _OPENERS or words[at] in clauses.sets.report_verb) and words[at] not in passed
            if opens and (span := self._opened(at, end, floor)):
                return span
            at -= 1
        verb = clauses.verb(floor, end)
        return (floor, verb) if verb < end else None

    def _absolute(self, ratio: Candidate, floor: int) -> Span | None:
        """ "… with the X still around 5% faster", "… with its X cards improving 50%": the X."""
        clauses, at = self._clauses, ratio.start
        while at > floor and clauses.words[at - 1] in _STILL:
            at -= 1
        start, stop = clauses.phrase_to(at, floor)
        if start >= stop or stop - 1 in clauses.in_ratio or clauses.words[ratio.start].endswith("er"):
            return None
        comparing = ratio.rule == "ratios.faster" or clauses.words[ratio.start].endswith("ing")
        return self._giving(stop, floor, clauses.sets.generic_head) if comparing else None

    def _is_thing(self, start: int, stop: int) -> bool:
        """Does the phrase before a quantity name a thing: "the X's", but not "overall" or "operational"?"""
        clauses = self._clauses
        if is_proper(clauses, start, stop) or clauses.owns(stop):
            return True
        last = clauses.words[stop - 1]
        return stop - start > 1 and last not in clauses.sets.part_word and not last.endswith("ing")

    def _said_of(self, at: int, floor: int) -> Span | None:
        """ "A new device purported to be twice as fast": what the participle at `at` is said of."""
        start, stop = self._clauses.phrase_to(at, floor)
        named = start < stop and not is_company(self._clauses, stop) and not is_quantity(self._clauses, stop)
        return (start, stop) if named else None

    def _enabled(self, at: int, floor: int) -> Span | None:
        """ "Which lets it reach 2x", "enabling the X to deliver …": who can do what the verb at `at` or behind it says."""
        words = self._clauses.words
        pronoun = words[at] == "it"
        start, stop = (at, at + 1) if pronoun else self._clauses.phrase_to(at, floor)
        named = (
            start < stop and (pronoun or is_proper(self._clauses, start, stop)) and not is_company(self._clauses, stop)
        )
        opening = words[start - 1 - (words[start - 1] in self._clauses.sets.before_noun)]
        clear = opening.startswith(_ENABLES) and not (
            pronoun and opening.endswith("ing")
        )  # ", letting it": the clause tells
        return (start, stop) if named and clear else None

    def _giving(self, at: int, floor: int, heads: frozenset[str] = frozenset()) -> Span | None:
        """ "With the X offering …": what the participle at `at` is said of."""
        start, stop = self._clauses.phrase_to(at, floor)
        opening = start - 1
        while opening > floor and self._clauses.words[opening] in self._clauses.sets.before_noun:
            opening -= 1
        thing = start < stop and (is_proper(self._clauses, start, stop) or self._clauses.words[stop - 1] in heads)
        return (start, stop) if thing and self._clauses.words[opening] == "with" else None

    def _opened(self, at: int, end: int, floor: int) -> Span | None:
        """The subject of the clause that the word at `at` opens, if it opens one."""
        word = self._clauses.words[at]
        span = self._relative(at, end, floor) if word in _RELATIVE else None
        if word == "whose":
            verb = self._clauses.verb(at + 1, end)
            span = (at + 1, verb) if verb < end else None
        if span is None and (reports(self._clauses, at) or word in _MEANS):
            span = self._shown(at, end) or self._reported_clause(at + 1 + (self._clauses.words[at + 1] == "that"), end)
        if span is None and word in _SOFT:
            span = self._soft(at, end, floor)
        return span

    def _shown(self, at: int, end: int) -> Span | None:
        """ "Tests showed the X up to 6x faster": the name right behind the verb, where nothing but a hedge follows it."""
        clauses = self._clauses
        start, stop = clauses.phrase_from(at + 1, end)
        thing = start < stop <= end and (
            clauses.words[stop - 1] in clauses.sets.chip_word or is_proper(clauses, start, stop)
        )
        shown = thing and end - stop <= LONGEST_HEDGE and _STILL.issuperset(clauses.words[stop:end])
        return (start, stop) if shown else None

    def _soft(self, at: int, end: int, floor: int) -> Span | None:
        """The subject of the clause that a comma or conjunction at `at` may open."""
        clauses, words = self._clauses, self._clauses.words
        word = words[at]
        if clauses.compound(at):
            return None
        if word == "as":
            pronoun = words[at + 1] in ("it", "they") and clauses.is_verb(at + 2)
            return (at + 1, at + 2) if pronoun else None
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
        if self._is_over(at, end):
            return None
        verbal = words[at] == "that's" or clauses.is_verb(at + 1) or words[at + 1].endswith("ly") or self._reported(at)
        start, stop = clauses.phrase_to(self._before_comma(at), floor)
        while start < stop and is_quantity(clauses, stop) and words[start - 1] in ("for", "of"):
            start, stop = clauses.phrase_to(start - 1, floor)  # "a format for training, which …"
        if not verbal or start >= stop or is_quantity(self._clauses, stop) or self._disagrees(stop, at):
            return None
        figure = words[stop - 1][0].isdigit() and not is_proper(clauses, start, stop)
        if words[at] == "which" and (words[stop - 1] in _SCORED or figure):
            return None  # "440 points in the test, which is 15% more"
        if words[at] != "which" and words[stop - 1] in _COMPONENTS and words[start - 1] in ("a", "an", "has", "with"):
            return None
        based = self._based(start, floor)
        return based or self._apposition(start, stop, floor) or self._chips_for(start, stop, floor) or (start, stop)

    def _is_over(self, at: int, end: int) -> bool:
        """ "A card on a model that fits is …": the verb before the ratio is the main clause's."""
        clauses, words = self._clauses, self._clauses.words
        for step in range(at + 2, min(end, at + LONGEST_RELATIVE)):
            if words[step] in (",", "and", "or", "that", "which", "says", "claims"):
                return False
            if words[step] in ("is", "was") and words[step - 1] not in clauses.sets.pronoun:
                return clauses.is_verb(at + 1)
        return False

    def _disagrees(self, stop: int, at: int) -> bool:
        """ "An architecture on all versions that offers": a plural with a singular verb is not what is meant."""
        noun, verb = self._clauses.words[stop - 1], self._clauses.words[at + 1]
        plural = noun.endswith("s") and not noun.endswith(("ss", "us")) and stop - 1 not in self._clauses.names
        return plural and verb.endswith("s") and verb not in ("was", "'s")

    def _apposition(self, start: int, stop: int, floor: int) -> Span | None:
        """ "The H100, a chip that …": the name before."""
        clauses = self._clauses
        if not is_proper(clauses, start, stop) and (said := self._said_to_be(start, floor)):
            return said
        if (
            is_proper(clauses, start, stop)
            or start - 2 <= floor
            or clauses.words[start - 1] not in ("a", "an", "the")
            or clauses.words[start - 2] != ","
        ):
            return None
        before = clauses.phrase_to(start - 2, floor)
        return before if is_proper(clauses, *before) else None

    def _based(self, start: int, floor: int) -> Span | None:
        """ "A new X that's based on the Y that …": the X."""
        words, at = self._clauses.words, start - 1
        at -= words[at] in self._clauses.sets.before_noun
        if tuple(words[at - 1 : at + 1]) not in STANDING_ON:
            return None
        at -= 1
        while at > floor and (words[at - 1] in _RELATIVE | BE | {"'s", ","}):
            at -= 1
        before = self._clauses.phrase_to(at, floor)
        return before if before[0] < before[1] else None

    def _chips_for(self, start: int, stop: int, floor: int) -> Span | None:
        """ "Two new chips for phones that …": the chips."""
        clauses = self._clauses
        if clauses.words[start - 1] != "for" or is_proper(clauses, start, stop):
            return None
        before = clauses.phrase_to(start - 1, floor)
        made = before[0] < before[1] and clauses.words[before[1] - 1] in clauses.sets.chip_word
        return before if made else None

    def _said_to_be(self, start: int, floor: int) -> Span | None:
        """ "The X1 is a chip that …": what is said to be the thing that starts at `start`."""
        words = self._clauses.words
        at = start - 1 - (words[start - 1] in QUOTES)
        if words[at] in ("is", "was"):
            at += 1  # "the X1 is Acme's first chip that"
        elif words[at] not in ("a", "an", "the"):
            return None
        if at - 2 < floor or words[at - 1] not in ("is", "was"):
            return None
        before = self._clauses.phrase_to(at - 1, floor)
        return (at - 2, at - 1) if words[at - 2] == "it" else before if is_proper(self._clauses, *before) else None

    def _before_comma(self, at: int) -> int:
        words = self._clauses.words
        if words[at - 1] in ("—", "–"):
            opening = next((back for back in range(at - 2, max(0, at - 14), -1) if words[back] in ("—", "–")), None)
            if opening and not self._is_aside_name(opening + 1, at - 1):
                at = opening + 1
        while at > 0 and words[at - 1] in (",", "—", "–", *QUOTES):
            at -= 1
        if words[at - 2 : at] == ["as", "well"]:
            at -= 2
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
