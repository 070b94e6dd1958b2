"""Find entities with labels of a user's own."""

from __future__ import annotations

from extractor.overlaps import resolve
from extractor.reading import Candidate, Reading

BUILT_IN = frozenset(["CHIP", "VENDOR", "RATIO", "DATE", "CUE"])


def find_own(reading: Reading) -> list[Candidate]:
    """Return what the rules with labels of a user's own find; the value is the rule's `value`, else the surface."""
    own = [match for label, found in reading.matches.items() if label not in BUILT_IN for match in found]
    return resolve(reading, own, lambda match: match.rule.rule.value or reading.surface(match.start, match.end))
