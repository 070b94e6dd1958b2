"""What is claimed of what, against what, how sure, and by whom: one sentence or short passage a case."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor.schema import Ratio

HERE = Path(__file__).parent
CLAIMS = [
    (line.replace("\\n", "\n").split("\t") + [""] * 4)[:5]
    for line in (HERE / "claims.tsv").read_text(encoding="utf-8").splitlines()
]


def find_marked(chipwire: extractor.Extractor, marked: str) -> Ratio:
    text = marked.replace("⟦", "").replace("⟧", "")
    span = marked.index("⟦"), marked.index("⟧") - 1
    ratios = {(e.start, e.end): e for e in chipwire.extract(text).entities if isinstance(e, Ratio)}
    return ratios[span]


def is_one_of(value: str | None, wanted: str) -> bool:
    """Wanted are alternatives with | between; - is none."""
    return (value or "-") in wanted.split("|")


@pytest.mark.parametrize(
    ("marked", "subject", "baseline", "status", "source"), CLAIMS, ids=[case[0] for case in CLAIMS]
)
def test_a_claim(
    chipwire: extractor.Extractor, marked: str, subject: str, baseline: str, status: str, source: str
) -> None:
    ratio = find_marked(chipwire, marked)
    assert is_one_of(ratio.subject, subject), ratio.subject
    assert is_one_of(ratio.baseline, baseline), ratio.baseline
    assert not status or is_one_of(ratio.status, status), ratio.status
    assert not source or is_one_of(ratio.source, source), ratio.source


def test_the_table_is_not_empty() -> None:
    assert len(CLAIMS) >= 120
