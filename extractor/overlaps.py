"""One rule for overlaps: the longest, then the rule of higher priority, then the earlier rule, then the earlier place."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from extractor.reading import Candidate, Discarded, Reading
from extractor.rules.load import Match


def resolve(reading: Reading, matches: list[Match], read: Callable[[Match], Any]) -> list[Candidate]:
    """Return the matches that stand, in order, with the value that `read` gives each; those it gives None fall.

    Words that entities cover already are out of reach. A silent rule's match keeps others off and yields nothing.
    """
    taken = bytearray(reading.taken)
    kept = []
    for match in sorted(matches, key=order):
        start, end, rule = match.start, match.end, match.rule
        if taken.find(1, start, end) >= 0:
            _discard(reading, match, "it overlaps a longer match or one of a higher rank")
            continue
        value = None if rule.silent else read(match)
        if value is None and not rule.silent:
            _discard(reading, match, "its value can't be read")
            continue
        taken[start:end] = b"\x01" * (end - start)
        if not rule.silent:
            kept.append(Candidate(rule.label, start, end, rule.id, value))
    kept.sort(key=attrgetter("start"))
    return kept


def order(match: Match) -> tuple[int, tuple[int, int], int]:
    """The key by which overlapping matches are sorted: the first stands."""
    return match.start - match.end, match.rule.rank, match.start


def spoken(reading: Reading, label: str) -> list[Match]:
    """Return the label's matches that no silent rule's match covers or touches."""
    matches = reading.matches.get(label, [])
    silenced = bytearray(len(reading.taken))
    for match in matches:
        if match.rule.silent:
            silenced[match.start : match.end] = b"\x01" * (match.end - match.start)
    return [m for m in matches if not m.rule.silent and silenced.find(1, m.start, m.end) < 0]


def _discard(reading: Reading, match: Match, reason: str) -> None:
    if reading.discarded is not None:
        reading.discarded.append(Discarded(match.rule.label, match.start, match.end, match.rule.id, reason))
