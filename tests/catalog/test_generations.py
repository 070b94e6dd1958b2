"""The generation before."""

from __future__ import annotations

import pytest

from tests.names import chipwire

CATALOG = chipwire().catalog


@pytest.mark.parametrize(
    ("name", "predecessor"),
    [
        pytest.param("Trainium2", "Trainium", id="record"),
        pytest.param("Graviton4", "Graviton3", id="record-numbered"),
        pytest.param("Trainium9", "Trainium8", id="number"),
        pytest.param("Zen 9", "Zen 8", id="number-after-blank"),
        pytest.param("M5 Max", "M4 Max", id="variant"),
        pytest.param("M5", "M4", id="no-variant"),
        pytest.param("Snapdragon 8 Gen 3", "Snapdragon 8 Gen 2", id="gen"),
        pytest.param("Blackwell", "Hopper", id="names"),
        pytest.param("Quillon 7", None, id="nobody-knows-the-family"),
        pytest.param("Xeon", None, id="a-family"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_generation_before(name, predecessor):
    assert CATALOG.predecessor(name) == predecessor
