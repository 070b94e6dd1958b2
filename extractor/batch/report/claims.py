"""The same claim in several articles as one, and claims that disagree side by side."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.batch.report.gather import Claim, Source

DISAGREE_BY = 1.1  # factors closer than that are the same figure, rounded


@dataclass(frozen=True, slots=True)
class MergedClaim:
    """One claim, as all its articles make it."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def sources(self) -> list[Source]:
        """The articles, each once, the earliest first."""
        return sorted({claim.source for claim in self.claims}, key=lambda source: (source.published or "9", source.id))

    @property
    def groups(self) -> set[int]:
        """The articles with near-duplicates as one."""
        return {claim.source.group for claim in self.claims}

    @property
    def said_by(self) -> list[str]:
        return sorted({claim.said_by for claim in self.claims if claim.said_by})

    @property
    def sentences(self) -> list[str]:
        return list(dict.fromkeys(claim.sentence for claim in self.claims))

    @property
    def published(self) -> str | None:
        """The day of the first article that has one."""
        return self.sources[0].published


def merge(claims: Iterable[Claim]) -> list[MergedClaim]:
    """Return each claim once: same subject, baseline, metric and factor; those of most articles first."""
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = (claim.factor, claim.factor_max, claim.status == "negated")
        same[claim.subject, claim.baseline, claim.metric, *figure].append(claim)
    merged = [MergedClaim(tuple(group)) for group in same.values()]
    return sorted(merged, key=lambda claim: (-len(claim.groups), claim.first.subject, claim.first.metric))


def disagreements(merged: Iterable[MergedClaim]) -> list[list[MergedClaim]]:
    """Return the sets of claims on one subject, baseline and metric whose figures differ, in different articles."""
    comparable: dict[tuple[str, str, str], list[MergedClaim]] = defaultdict(list)
    for claim in merged:
        if claim.first.baseline and claim.first.metric != "other":
            comparable[claim.first.subject, claim.first.baseline, claim.first.metric].append(claim)
    found = (_differing(claims) for claims in comparable.values())
    return [sorted(claims, key=lambda claim: claim.first.factor) for claims in found if claims]


def _differing(claims: list[MergedClaim]) -> list[MergedClaim]:
    differing: set[MergedClaim] = set()
    for one, other in itertools.combinations(claims, 2):
        if not one.groups & other.groups and _differ(one.first, other.first):
            differing |= {one, other}
    return list(differing)


def _differ(one: Claim, other: Claim) -> bool:
    if (one.status == "negated") != (other.status == "negated"):
        return True
    low, high = sorted((max(one.factor, 1e-9), max(other.factor, 1e-9)))
    return high / low > DISAGREE_BY


def figure(claim: Claim) -> str:
    """Return the factor as people say it.

    >>> from extractor.batch.report.gather import Source
    >>> one = Claim("A", None, "speed", 1.3, 1.4, None, "stated", None, "", "", Source("a", None, None, 0))
    >>> figure(one)
    '+30% to +40%'
    """
    factors = [claim.factor] if claim.factor_max is None else [claim.factor, claim.factor_max]
    return " to ".join(_one_figure(factor) for factor in factors)


def _one_figure(factor: float) -> str:
    if 0 <= factor < 1:
        return f"−{_short(100 - factor * 100)}%"
    if 1 <= factor < 2:
        return f"+{_short(factor * 100 - 100)}%"
    return f"{_short(factor)}×"


def _short(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")
