"""`python -m benchmarks.leave_one_out [FOLDER]`: how much of a chip family is found when the catalog does not know it.

Each family that annotated articles (the corpus, or FOLDER) write about is hidden in turn, with all its members, and the
articles that name it are read again. What is then still found of it, context, the grammar of other families and what the
article itself established have found alone.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import extractor
from extractor.components.chips.matcher import ChipFinder
from extractor.evaluation.gold import Gold, read_folder
from extractor.pipeline import Extractor
from extractor.reading import Candidate, Reading

CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True)
class Row:
    """A family, and how many of its occurrences are found with its records and without."""

    family: str
    known: int
    hidden: int


class _Hiding(ChipFinder):
    """A chip finder that does not know one family."""

    def __init__(self, finder: ChipFinder, members: frozenset[str]) -> None:
        self.__dict__ = finder.__dict__
        self._members = members

    def find(self, reading: Reading) -> list[Candidate]:
        found = super().find(reading)
        return [one for one in found if one.value.record is None or one.value.record.id not in self._members]


def measure(chipwire: Extractor, articles: list[Gold], every: int = 1) -> list[Row]:
    """Return a row for each family (or for one in `every`) that the articles name."""
    families = _families(chipwire)
    occurrences: dict[str, dict[int, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    for number, article in enumerate(articles):
        gold = {(e.start, e.end) for e in article.entities if e.label == "CHIP" and e.field == "text"}
        for start, end, record in _chips(chipwire, article):
            if (start, end) in gold and record in families:
                occurrences[families[record]][number].add((start, end))
    rows = []
    for family in sorted(occurrences)[::every]:
        members = frozenset(record for record, of in families.items() if of == family)
        known = hidden = 0
        with _without(chipwire, members):
            for number, places in occurrences[family].items():
                found = {(start, end) for start, end, _ in _chips(chipwire, articles[number])}
                known, hidden = known + len(places), hidden + len(places & found)
        rows.append(Row(family, known, hidden))
    return rows


@contextmanager
def _without(chipwire: Extractor, members: frozenset[str]) -> Iterator[None]:
    finder = chipwire._chips
    chipwire._chips = _Hiding(finder, members)
    try:
        yield
    finally:
        chipwire._chips = finder


def _families(chipwire: Extractor) -> dict[str, str]:
    """The topmost family of each record."""
    chips = chipwire.catalog.chips

    def top(record: str) -> str:
        above = chips[record].family
        return top(above) if above in chips else record

    return {record: top(record) for record in chips}


def _chips(chipwire: Extractor, article: Gold) -> list[tuple[int, int, str | None]]:
    result = chipwire.extract(article.article.text)
    return [(e.start, e.end, e.id) for e in result.entities if e.label == "CHIP"]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    rows = measure(extractor.load(), read_folder(folder))
    for row in rows:
        print(f"{row.family:32}{row.known:5}{row.hidden:5}")
    known, hidden = sum(row.known for row in rows), sum(row.hidden for row in rows)
    found = sum(row.hidden > 0 for row in rows)
    print(f"{len(rows)} families, {known} occurrences: {hidden / known:.0%} found without the record")
    print(f"{found / len(rows):.0%} of the families found at least once")


if __name__ == "__main__":
    main()
