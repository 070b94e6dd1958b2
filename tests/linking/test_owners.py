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
