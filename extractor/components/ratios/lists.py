"""Which ratio a figure in a list shares its words with: "2x, 3x and 4x faster", "beats the X by 12% and the Y by 5%"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.reading import Candidate

LONGEST_GAP: Final = 3  # words between two figures of a list
MOST_BETWEEN: Final = 12  # words between a ratio and a figure behind it
MOST_BEATEN: Final = 9  # words of "and the Y by"
_JOINTS: Final = frozenset([",", "and", "or", "to", "even"])
_HEDGES: Final = frozenset("over about around nearly almost roughly approximately more than".split())
_LINKS: Final = frozenset(["for", "on", "in", "with"])
_COMPARED: Final = frozenset(["compared", "than", "over"])
_BEHIND: Final = frozenset([",", ".", ")", "respectively", "in", "on", "for", "with", "versus"]) | _COMPARED
CHANGED: Final = frozenset(["ratios.change-by", "ratios.moved-by", "ratios.up", "ratios.listed"])
_BEATEN: Final = frozenset(["ratios.change-figure", "ratios.beat-by"])


def head_of(
    words: Sequence[str], ratio: Candidate, before: Sequence[Candidate], after: Sequence[Candidate]
) -> Candidate | None:
    """Return the ratio whose words the figure shares: behind it through commas alone, or right before it.

    `words` are the article's, in lower case; `before` holds the last ratio kept, if any, `after` those behind.
    """
    return _behind(words, ratio, after) or _before(words, ratio, before[-1] if before else None)


def _behind(words: Sequence[str], ratio: Candidate, after: Sequence[Candidate]) -> Candidate | None:
    for head in after:
        gap = words[ratio.end : head.start]
        if not 0 < len(gap) <= LONGEST_GAP or not _JOINTS.issuperset(gap):
            return None
        if head.rule != "ratios.listed":
            return head
        ratio = head
    return None


def _before(words: Sequence[str], ratio: Candidate, head: Candidate | None) -> Candidate | None:
    between = list(words[head.end : ratio.start]) if head else []
    while between and between[-1] in _HEDGES:
        between.pop()
    if head is None or not 0 < len(between) <= MOST_BETWEEN or between[-1] not in ("and", "or", ",", "by"):
        return None
    if not _LINKS.isdisjoint(between):
        return head
    if between[0] == "and" and between[-1] == "by" and len(between) <= MOST_BEATEN and head.rule in _BEATEN:
        return head
    if between[0] in (",", "and") and between[-1] == "by" and len(between) <= MOST_BEATEN and head.rule in CHANGED:
        return head  # "speed is up by 10% and efficiency by 20%"
    told = len(between) <= 2 or not _COMPARED.isdisjoint(between)
    return head if told and not _BEHIND.isdisjoint(words[ratio.end : ratio.end + 1]) else None
