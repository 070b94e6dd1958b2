"""Link each ratio to its subject, baseline, status and source."""

from __future__ import annotations

from extractor.catalog.load import Catalog
from extractor.linking.baseline import BaselineFinder
from extractor.linking.clauses import WordSets, clauses_of
from extractor.linking.source import SourceFinder
from extractor.linking.status import StatusFinder
from extractor.linking.subject import SubjectFinder
from extractor.reading import Reading


class ClaimLinker:
    """Reads the clause around a ratio for what is compared with what, and who says it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._sets = WordSets.load(catalog)

    def link(self, reading: Reading) -> None:
        """Set subject, baseline, status and source of the reading's ratios."""
        if not any(entity.label == "RATIO" for entity in reading.entities):
            return
        clauses = clauses_of(reading, self._sets)
        subjects, statuses, sources = SubjectFinder(clauses), StatusFinder(clauses), SourceFinder(clauses)
        for ratio, baseline in zip(clauses.ratios, BaselineFinder(clauses).find_all(), strict=True):
            ratio.value.subject = subjects.find(ratio, baseline)
            ratio.value.baseline = baseline
            ratio.value.status = statuses.find(ratio)
            ratio.value.source = sources.find(ratio)
