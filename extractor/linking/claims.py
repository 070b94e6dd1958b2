"""Link each ratio to its subject, baseline, status and source."""

from __future__ import annotations

from extractor.catalog.load import Catalog
from extractor.reading import Reading


class ClaimLinker:
    """Reads the clause around a ratio for what is compared with what, and who says it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def link(self, reading: Reading) -> None:
        """Set subject, baseline, status and source of the reading's ratios."""
