"""What a ratio compares with, from the nearest and surest sign to the farthest."""

from __future__ import annotations

from extractor.linking.clauses import Clauses
from extractor.linking.comparisons import Comparisons
from extractor.linking.outdone import Outdone
from extractor.linking.regions import RegionFinder
from extractor.linking.rivals import Rivals
from extractor.linking.sharing import Sharing
from extractor.reading import Candidate


class BaselineFinder:
    """Finds the baselines of one article's ratios; a ratio of a list shares the one behind it or before it."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        rivals, regions = Rivals(clauses), RegionFinder(clauses)
        self._sharing = Sharing(clauses)
        self._outdone = Outdone(clauses, rivals, regions)
        self._comparisons = Comparisons(clauses, rivals, regions, self._sharing)

    def find_all(self) -> list[str | None]:
        """Return for each ratio the name or phrase of what it is compared with; None where the sentence does not say."""
        ratios, sharing = self._clauses.ratios, self._sharing
        found = [self._find(ratio) for ratio in ratios]
        for at in range(len(ratios) - 2, -1, -1):
            if found[at] is None and sharing.shares(ratios[at], ratios[at + 1]):
                found[at] = found[at + 1]
        for at in range(1, len(ratios)):
            if found[at] is None and sharing.inherits(ratios[at - 1], ratios[at]):
                found[at] = found[at - 1]
        for at in range(len(ratios) - 1):
            found[at : at + 2] = sharing.respective(ratios[at], ratios[at + 1]) or found[at : at + 2]
        return [name or self._comparisons.in_lead(ratio) for ratio, name in zip(ratios, found, strict=True)]

    def _find(self, ratio: Candidate) -> str | None:
        comparisons, outdone = self._comparisons, self._outdone
        return (
            outdone.beaten(ratio)
            or comparisons.ahead(ratio, near=True)
            or comparisons.fronted(ratio)
            or comparisons.ahead(ratio)
            or comparisons.back(ratio)
            or comparisons.by_so_much(ratio)
            or outdone.matched(ratio)
            or outdone.left(ratio)
            or outdone.changed(ratio)
        )
