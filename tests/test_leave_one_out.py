"""What of a family is found when the catalog does not know it."""

from __future__ import annotations

import extractor
from benchmarks.leave_one_out import CORPUS, measure
from extractor.evaluation.gold import read_folder


def test_context_alone_finds_a_part_of_the_families() -> None:
    chipwire = extractor.load()
    rows = measure(chipwire, read_folder(CORPUS), every=4)
    known, hidden = sum(row.known for row in rows), sum(row.hidden for row in rows)
    assert len(rows) > 20
    assert 0.15 < hidden / known < 1
    assert [row for row in rows if row.hidden > row.known] == []


def test_the_family_is_known_again_afterwards() -> None:
    chipwire = extractor.load()
    before = chipwire.extract("The Trainium2 is out.").entities
    measure(chipwire, read_folder(CORPUS)[:5])
    assert chipwire.extract("The Trainium2 is out.").entities == before != []
