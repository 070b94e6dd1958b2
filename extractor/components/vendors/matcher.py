"""Propose vendors."""

from __future__ import annotations

from spacy.tokenizer import Tokenizer

from extractor.catalog.load import Catalog
from extractor.reading import Candidate, Reading


class VendorFinder:
    """Finds the catalog's vendors, and those that a rule finds by their context."""

    def __init__(self, catalog: Catalog, tokenizer: Tokenizer) -> None:
        self._catalog = catalog

    def flags(self, text: str) -> int:
        """NAME_START if a name may start with the word."""
        return 0

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the candidates, in order."""
        return []
