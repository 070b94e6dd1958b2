"""Link each ratio to its subject, baseline, status and source."""

from __future__ import annotations

import re
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.baseline import BaselineFinder
from extractor.linking.clauses import WordSets, clauses_of
from extractor.linking.source import SourceFinder
from extractor.linking.status import StatusFinder
from extractor.linking.subject import SubjectFinder
from extractor.reading import Reading

_BEFORE: Final = re.compile(
    r"(?i)predecessor|.{0,30} (?:it|they) (?:replace|succeed)(?:s|d|ed)?|(?:previous|prior|preceding|last)[- ]gen(?:eration)?"
    r"|last year['’]s (?:chip|processor|model|part|version)"
)


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
        named = frozenset(str(chip.value.name) for chip in clauses.chips)
        for ratio, baseline in zip(clauses.ratios, BaselineFinder(clauses).find_all(), strict=True):
            ratio.value.subject = subjects.find(ratio, baseline)
            ratio.value.baseline = self._settled(baseline, ratio.value.subject, named)
            ratio.value.status = statuses.find(ratio)
            ratio.value.source = sources.find(ratio)

    def _settled(self, baseline: str | None, subject: str | None, named: frozenset[str]) -> str | None:
        """What "its predecessor" is called, where the catalog knows it and the article speaks of it."""
        if baseline is None or subject is None or not _BEFORE.fullmatch(baseline):
            return baseline
        before = self._catalog.predecessor(subject)
        return before if before in named else baseline
