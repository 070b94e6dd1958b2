"""Whether a cue tells of an event: a verb, not denied, no mere condition, no plan that has been given up; and of which kind.

"The release" tells of none, "will release" does; "won't ship before 2026" says when, "when it ships" does not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.linking.clauses import BE, Clauses
from extractor.linking.grammar import SET_OFF, TRANSITIVE, EventWords, Grammar
from extractor.reading import Candidate
from extractor.rules.load import Match
from extractor.schema import EventKind

REACH: Final = 30  # words around the cue in which a show is named, or its sentence opens with a condition
REACH_NEGATION: Final = 4
REACH_LIMIT: Final = 24  # words from what is denied to "until"
REACH_UNTIL: Final = 6  # words from "until" to its date
REACH_CONDITION: Final = 8
REACH_GAIN: Final = 4
REACH_COUNT: Final = 5  # words from "will reach" to the number
REACH_PLAN: Final = 8
_AFTER_AVAILABLE: Final = frozenset(
    ["in", "on", "from", "later", "starting", "now", "since", "this", "next", "by", "early", "late"]
)
_LIMITS: Final = frozenset(["until", "till", "before"])
_NOT_EVEN: Final = frozenset(["only", "just"])  # "not only launched"
_CONDITIONS: Final = frozenset(
    ["when", "once", "until", "before", "if", "unless", "whenever", "time", "after", "since"]
)
_ADDED: Final = frozenset(["added", "expanded", "extended", "updated", "refreshed"])
_FOUND: Final = frozenset(["revealed", "shown", "demonstrated"])
_OUT: Final = (["out", "in"], ["out", "on"], ["out", "by"])
_BREAKS: Final = frozenset([",", ";", ":", "and", "but", "that", "which"])
BEHIND_PLACE: Final = frozenset(
    [",", ".", ")", "\n", "in", "on", "next", "this", "last", "today", "floor", "where", "and"]
)
_NOT_THERE: Final = frozenset(["before", "after", "ahead", "because"])  # "weeks before the show"
_TO_DATE: Final = frozenset(  # "planned for", and not "for its phones"
    (
        "the a an around about some time sometime in at by on release launch debut availability production introduction "
        "arrival shipment delivery retail sale general commercial volume mass public"
    ).split()
)
_FIRST: Final = frozenset(["originally", "initially", "previously", "first", "once"])
_PLANNED: Final = frozenset(
    (
        "aimed intended expected planned slated scheduled due set meant supposed promised targeted "
        "hoped hoping planning penciled pencilled"
    ).split()
)
_AHEAD: Final = frozenset(["will", "would", "to", "could", "may", "might", "should", "must", "can", "'ll"])
_NO_MORE: Final = frozenset(["was", "were", "had"])


class Happening:
    """Judges the cues of one article."""

    def __init__(self, clauses: Clauses, sets: EventWords, grammar: Grammar) -> None:
        self._clauses, self._sets, self._grammar = clauses, sets, grammar

    def has_its_date(self, cue: Match, first: int, date: Candidate | None) -> bool:
        """Is it none of what tells of an event only with a date ("showed", "follows", "when it ships"), or has it one?"""
        words = self._clauses.words
        if cue.end - cue.start == 1 and words[cue.start] in self._sets.lasting:
            return date is not None and words[date.start - 1] == "since"
        if words[cue.end - 1] == "for" and cue.end - cue.start == 2 and self.is_launch(cue):
            return date is not None  # "a hard launch for the X around May"
        if words[cue.end - 1] in ("for", "by", "around") and words[cue.start] in _PLANNED:
            return date is not None and cue.end <= date.start and _TO_DATE.issuperset(words[cue.end : date.start])
        if words[cue.end - 1].startswith("ship") and words[cue.end : cue.end + 1] == ["with"]:
            return date is not None  # "ships with 96 cores"
        return date is not None or (words[cue.start] not in self._sets.weak and not self._is_condition(cue, first))

    def kind(self, cue: Match, first: int, last: int) -> EventKind:
        """What is launched at a show is announced there."""
        kind: EventKind = cue.rule.rule.value  # type: ignore[assignment]
        return "announced" if self.is_launch(cue) and self._is_at_show(cue, first, last) else kind

    def is_news(self, cue: Match, first: int) -> bool:
        """Is it told as what has just happened: "AMD unveiled", not "which AMD had unveiled" or "will unveil"?"""
        words = self._clauses.words
        last, before = words[cue.end - 1], words[max(first, cue.start - REACH_NEGATION) : cue.start]
        if cue.rule.rule.value in ("production", "delayed") or (
            cue.rule.rule.value == "available" and not self.is_launch(cue)
        ):
            return False
        plain = last.endswith(("ed", "es", "s", "off", "on", "to")) and words[cue.start] not in self._sets.weak
        return plain and self._sets.past.isdisjoint(before) and _AHEAD.isdisjoint(before)

    def is_list(self, cue: Match) -> bool:
        """Does it only say what a family or lineup includes?"""
        return self._clauses.words[cue.start].startswith(("includ", "compris", "consist"))

    def is_sequel(self, cue: Match) -> bool:
        """ "Followed by the X"."""
        return self._clauses.words[cue.start : cue.end] == ["followed", "by"]

    def is_launch(self, cue: Match) -> bool:
        return self._clauses.words[cue.start].startswith(("launch", "releas"))

    def is_given_up(self, cue: Match, first: int) -> bool:
        """ "First promised for late last year", "was originally to ship in May"."""
        before = self._clauses.words[max(first, cue.start - REACH_PLAN) : cue.start]
        plan = [*before, *self._clauses.words[cue.start : cue.end]]
        if _PLANNED.isdisjoint(plan):
            return False
        expected = any(pair[0] == "had" and pair[1] in _PLANNED for pair in pairwise(plan))
        return expected or not _FIRST.isdisjoint(before) or ("had" in before and "been" in before)

    def is_past_plan(self, cue: Match, first: int) -> bool:
        """ "Was due in May": if that is over, and nothing more is said, it was not kept."""
        before = self._clauses.words[max(first, cue.start - REACH_NEGATION) : cue.start]
        plan = [*before, *self._clauses.words[cue.start : cue.end]]
        return not _PLANNED.isdisjoint(plan) and not _NO_MORE.isdisjoint(before)

    def is_denied(self, cue: Match) -> bool:
        """Is it denied, other than up to a day: "won't ship until 2026"?"""
        return self.is_negated(cue) and self.until(cue) is None

    def is_negated(self, cue: Match) -> bool:
        """ "Won't ship", "has never shipped", but not "not only shipped"."""
        words = self._clauses.words
        before = range(max(self._clauses.sentence_start(cue.start), cue.start - REACH_NEGATION), cue.start)
        return any(words[at] in self._sets.negation and words[at + 1] not in _NOT_EVEN for at in before)

    def until(self, cue: Match) -> int | None:
        """Where "until", "before" or the like stands behind the cue, with a date behind it."""
        words = self._clauses.words
        behind = range(cue.end, min(self._clauses.tokens.sentence(cue.start)[1], cue.end + REACH_LIMIT))
        limit = next((at for at in behind if words[at] in _LIMITS), None)
        dated = limit is not None and not self._clauses.dated.isdisjoint(range(limit + 1, limit + REACH_UNTIL))
        return limit if dated else None

    def is_verb(self, cue: Match) -> bool:
        """Does the cue say what happens: no part of a compound, and no noun?"""
        words = self._clauses.words
        last = words[cue.end - 1]
        behind = words[cue.end] if cue.end < len(words) else "."
        if self._clauses.compound(cue.start) and cue.end - cue.start == 1:
            return False  # "the already-delayed chip"
        if words[cue.start : cue.end] in _OUT and words[cue.start - 1] not in BE:
            return False
        if last == "bring" and not self._clauses.in_ratio.isdisjoint(range(cue.end, cue.end + REACH_GAIN)):
            return False  # "is to bring a fourfold increase"
        if last in _ADDED and self._is_attribute(cue.start):
            return False
        if words[cue.start] == "shipments" and self._is_counted(cue):
            return False
        if cue.end - cue.start == 1 and last in self._sets.noun:
            return self._is_verb_here(cue, last)
        if last == "available":
            made = words[self._grammar.before(cue.start)]
            return made in BE or made in self._sets.making or behind in _AFTER_AVAILABLE
        if behind == "to" and self._is_cause_or_finding(cue, last):
            return False
        ends = behind in self._clauses.sets.phrase_end or behind in "[("
        return last != "production" or ends or cue.end in self._clauses.dated

    def _is_counted(self, cue: Match) -> bool:
        """ "Shipments of the X will reach half a million units"."""
        words = self._clauses.words
        end = min(self._clauses.tokens.sentence(cue.start)[1], cue.end + REACH)
        verb = next((at for at in range(cue.end, end) if words[at] in self._sets.counting), end)
        behind = range(verb + 1, min(end, verb + REACH_COUNT))
        return any(words[at][:1].isdigit() and at not in self._clauses.dated for at in behind)

    def _is_cause_or_finding(self, cue: Match, last: str) -> bool:
        """ "Due to a fault", "was revealed to be slow": not "due to ship", "revealed to the press"."""
        words, at = self._clauses.words, cue.end + 1
        noun = at >= len(words) or words[at] in self._clauses.sets.before_noun or at in self._clauses.names
        if last == "due":
            return noun
        found = last in _FOUND and words[self._grammar.before(cue.start)] in BE
        return found and not noun and not words[at].endswith("s")

    def _is_attribute(self, at: int) -> bool:
        """ "Is expanded", "announced refreshed laptops": a participle, not what someone did."""
        words, before = self._clauses.words, self._grammar.before(at)
        opens = words[before] in self._clauses.sets.before_noun and words[before] not in self._clauses.sets.pronoun
        return words[before] in BE or opens or (before == at - 1 and words[before].startswith(TRANSITIVE))

    def _is_verb_here(self, cue: Match, last: str) -> bool:
        """A word that may be a noun is a verb behind "will" and, in headlines, behind its company."""
        words, before = self._clauses.words, cue.start - 1
        auxiliaries = range(self._grammar.before(cue.start), cue.start)
        if any(words[at] in self._sets.modal and at not in self._clauses.dated for at in auxiliaries):
            return True
        maker = self._clauses.names.get(before)
        headline = last.endswith("s") and maker is not None and maker.label == "VENDOR"
        verb = last == "ship" and words[before] not in self._clauses.sets.before_noun
        behind_shipping = self._clauses.dated.intersection((cue.end, cue.end + 1))
        apposed = words[before] in SET_OFF and words[cue.end : cue.end + 1] in (["since"], ["now"], ["in"], ["from"])
        opens = cue.start == self._clauses.sentence_start(cue.start) and bool(behind_shipping)  # "Shipping in May."
        shipping = last == "shipping" and (words[before] in BE or apposed or opens)  # "the X, shipping since May,"
        modal = words[before] in self._sets.modal and before not in self._clauses.dated  # "the May launch"
        return verb or headline or modal or shipping

    def _is_condition(self, cue: Match, first: int) -> bool:
        words = self._clauses.words
        opens = words[first] in _CONDITIONS and cue.start - first <= REACH and words[first + 1] not in ("that", "this")
        if opens and not any(map(self._clauses.is_verb, range(first + 1, cue.start))):
            return True
        for at in range(cue.start - 1, max(first, cue.start - REACH_CONDITION) - 1, -1):
            if words[at] in _CONDITIONS:
                return words[at] != "time" or words[at - 2 : at] == ["by", "the"]
            if words[at] in _BREAKS:
                return False
        return False

    def _is_at_show(self, cue: Match, first: int, last: int) -> bool:
        """Is a show named around the cue, as a place and not as a verb: "numbers show"?"""
        words = self._clauses.words
        around = range(max(first, cue.start - REACH), min(last, cue.end + REACH))
        return any(
            words[at] in self._sets.show
            and _NOT_THERE.isdisjoint(words[max(0, at - 3) : at])
            and (words[at] != "show" or not BEHIND_PLACE.isdisjoint(words[at + 1 : at + 2]))
            for at in around
        )
