"""Find ratios."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.reading import Candidate, Reading
from extractor.rules.source import Source


class RatioFinder:
    """Finds ratios by the rules with label RATIO and reads factor, metric and hedge."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = tuple(sources)

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the ratios, in order, with factor, metric and hedge."""
        return []
