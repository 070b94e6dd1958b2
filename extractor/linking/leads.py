"""The line that leads a list in: "Compared with the X, Acme says the Y brings:", for all the items below it."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import BULLETS, Clauses, Span
from extractor.reading import Candidate

LONGEST_ITEM: Final = 40  # words
MOST_ITEMS: Final = 14  # lines looked back over


def lead_of(clauses: Clauses, ratio: Candidate) -> Span | None:
    """Return the words of the line that leads in the list in which the ratio stands; None where it stands in none.

    The lines between are short, and the lead is the first that ends with a colon.
    """
    line = _line(clauses, ratio.start)
    for _ in range(MOST_ITEMS):
        if line[0] == 0 or not _is_item(clauses, *line):
            return None
        line = _line(clauses, line[0] - 1)
        if clauses.words[line[1] - 1] == ":":
            return (max(line[0], line[1] - LONGEST_ITEM), line[1]) if line[1] - line[0] > 1 else None
    return None


def _line(clauses: Clauses, at: int) -> Span:
    """The line that the word is in, without the breaks behind it."""
    start, stop = clauses.tokens.paragraph(at)
    while stop > start + 1 and clauses.words[stop - 1] == "\n":
        stop -= 1
    return start, stop


def _is_item(clauses: Clauses, start: int, stop: int) -> bool:
    """Is it short, and begins with a bullet or ends without a full stop?"""
    return stop - start <= LONGEST_ITEM and (clauses.words[start] in BULLETS or clauses.words[stop - 1] != ".")
