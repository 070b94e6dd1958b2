"""The cues of one article that tell of events: the longest of those that overlap, two that are one taken together."""

from __future__ import annotations

from typing import Final

from extractor.linking.account import PUT_OFF
from extractor.linking.clauses import BE, Clauses
from extractor.rules.load import Match

REACH: Final = 30  # words from "the introduction of" to "will be delayed"
REACH_NOUN: Final = 4  # words from "delays" to "the launch of"
_STOPS: Final = frozenset([".", ";", "\n", '"', "”"])


def event_cues(clauses: Clauses) -> list[Match]:
    """Return them in order."""
    return _joined(_longest(clauses.reading.cues.of("event")), clauses)


def in_one_clause(clauses: Clauses, before: Match, cue: Match) -> bool:
    """Does nothing end, nor a comma stand, between two cues?"""
    between = clauses.words[before.end : min(cue.start, before.end + REACH)]
    return _STOPS.isdisjoint(between) and "," not in between


def _longest(cues: list[Match]) -> list[Match]:
    """Of cues that overlap keep the longest."""
    kept: list[Match] = []
    for cue in sorted(cues, key=lambda match: (match.start, -match.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _is_put_off_itself(noun: Match, cue: Match, clauses: Clauses) -> bool:
    """ "The introduction of the X will be delayed": nothing was introduced."""
    between = clauses.words[noun.end : min(cue.start, noun.end + REACH)]
    late = cue.rule.rule.value in PUT_OFF and cue.start - noun.end <= REACH
    passive = not BE.isdisjoint(between) or "been" in between
    return late and clauses.words[noun.end - 1] == "of" and passive and in_one_clause(clauses, noun, cue)


def _joined(cues: list[Match], clauses: Clauses) -> list[Match]:
    """ "Delays the launch of": what is delayed is no launch."""
    kept: list[Match] = []
    for cue in cues:
        before = kept[-1] if kept else None
        noun = clauses.words[cue.end - 1] == "of"
        near = before is not None and _STOPS.isdisjoint(clauses.words[before.end : before.end + REACH_NOUN + 1])
        if before and noun and near and before.rule.rule.value in PUT_OFF and cue.start - before.end <= REACH_NOUN:
            kept[-1] = Match(before.start, cue.end, before.rule)
        elif before and _is_put_off_itself(before, cue, clauses):
            kept[-1] = cue
        else:
            kept.append(cue)
    return kept
