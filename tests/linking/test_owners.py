"""Whose chip a name is that the catalog does not know."""

from __future__ import annotations

import pytest

from tests.names import values


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        pytest.param("Google's Quillon NPU is new.", [("Quillon", "Quillon", "Google")], id="possessive"),
        pytest.param("Google showed its new Quillon NPU.", [("Quillon", "Quillon", "Google")], id="its"),
        pytest.param("They showed a chip called Quillon.", [("Quillon", "Quillon", None)], id="not-said"),
        pytest.param("Google fell. A chip called Quillon rose.", [("Quillon", "Quillon", None)], id="another-sentence"),
        pytest.param("Unisoc T9100 phones are cheap.", [("T9100", "T9100", "Unisoc")], id="number-behind-designer"),
        pytest.param("Unisoc's new T9100 is cheap.", [("T9100", "T9100", "Unisoc")], id="number-behind-designer-s-new"),
        pytest.param(
            "Qualcomm's Quillon 4 chip is new.", [("Quillon 4", "Quillon 4", "Qualcomm")], id="name-and-number"
        ),
        pytest.param(
            "They moved from A100s to QZ90s.",
            [("A100s", "A100", "Nvidia"), ("QZ90s", "QZ90", None)],
            id="listed-with-a-chip",
        ),
        pytest.param(
            "Broadcom gained. The company launched the Quillon SoC.",
            [("Quillon", "Quillon", "Broadcom")],
            id="the-company",
        ),
        pytest.param(
            "Broadcom, which hired former Apple people, is developing a processor code-named Quillon.",
            [("Quillon", "Quillon", "Broadcom")],
            id="former",
        ),
        pytest.param(
            "Google, which works with Broadcom to build its own chip, dubbed Quillon, fell.",
            [("Quillon", "Quillon", "Google")],
            id="works-with",
        ),
        pytest.param("Lenovo T9100 laptops are cheap.", [], id="number-behind-maker-of-systems"),
        pytest.param(
            "Google's Quillon NPU is new. Quillon is small.",
            [("Quillon", "Quillon", "Google"), ("Quillon", "Quillon", "Google")],
            id="every-occurrence",
        ),
    ],
)
def test_the_vendor_is_what_the_text_says(text, chips):
    assert values(text) == chips
