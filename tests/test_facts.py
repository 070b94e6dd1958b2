"""One fact sheet a chip."""

from __future__ import annotations

import extractor

TEXT = """Nvidia says the H100 is 4 times faster than the A100.

The H100 will ship in July. It is true: the H100 is 4 times faster than the A100. Others say the H100 is 3 times faster than the A100."""


def test_a_claim_stands_once_and_contradicting_ones_both() -> None:
    result = extractor.load().extract(TEXT, published="2024-06-03")
    sheets = {chip.name: chip for chip in result.chips}
    assert [result.entities[index].factor for index in sheets["H100"].claims] == [4.0, 3.0]
    assert sheets["A100"].compared == sheets["H100"].claims
    assert [result.events[index].event for index in sheets["H100"].events] == ["available"]
