"""Find dates."""

from __future__ import annotations

from extractor.catalog.load import Catalog
from extractor.reading import Candidate, Reading


class DateFinder:
    """Finds dates by the rules with label DATE and reads their values."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the dates, in order, with their values."""
        return []
