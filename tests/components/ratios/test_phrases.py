"""Every form a ratio takes, with its span, factor and metric; and the figures that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor

HERE = Path(__file__).parent
PHRASES = [
    line.replace("\\n", "\n").split("\t") for line in (HERE / "phrases.tsv").read_text(encoding="utf-8").splitlines()
]
SILENT = (HERE / "silent.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("marked", "factors", "metric"), PHRASES, ids=[phrase[0] for phrase in PHRASES])
def test_a_phrase_gives_its_span_factor_and_metric(
    chipwire: extractor.Extractor, marked: str, factors: str, metric: str
) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    ratios = [entity for entity in chipwire.extract(text).entities if entity.label == "RATIO"]
    spans = {(ratio.start, ratio.end): ratio for ratio in ratios}
    ratio = spans[marked.index("⟦"), marked.index("⟧") - 1]
    found = [value for value in (ratio.factor, ratio.factor_max) if value is not None]
    assert found == pytest.approx([float(factor) for factor in factors.split("-")], rel=1e-5)
    assert ratio.metric == metric


@pytest.mark.parametrize("text", SILENT)
def test_no_ratio(chipwire: extractor.Extractor, text: str) -> None:
    assert [entity.text for entity in chipwire.extract(text).entities if entity.label == "RATIO"] == []


def test_the_tables_are_not_empty() -> None:
    assert len(PHRASES) >= 300
    assert len(SILENT) >= 150
