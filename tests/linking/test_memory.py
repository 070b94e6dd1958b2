"""What is established once holds for the rest of the article. `⟨chip⟩`, `[vendor]`."""

from __future__ import annotations

import pytest

from tests.names import bare, mark, values

CASES = {
    "number": "The ⟨Kirin 980⟩ beats the ⟨Kirin 970⟩. Apps start faster on the ⟨980⟩ than on the ⟨970⟩.",
    "number-of-the-family": "The ⟨GeForce RTX 4080⟩ is out. The ⟨4090⟩ costs more, and a ⟨4070 Ti⟩ less.",
    "number-with-suffix": "⟨Snapdragon 4100+⟩ watches last longer: the ⟨4100+⟩ sleeps more.",
    "no-count": "The ⟨Kirin 980⟩ sold well: 980 shops had it, for $980, and 980 people queued.",
    "no-year": "The ⟨Radeon RX 6800⟩ came in 2020. The 2021 cards were dearer.",
    "nothing-established": "4090 people saw the 4070 houses.",
    "words": "The ⟨Snapdragon X2 Elite Extreme⟩ has 18 cores. The ⟨Elite Extreme⟩ costs more.",
    "ambiguous-company": "[Ampere Computing] sells servers. [Ampere] is private.",
    "architecture-beside-it": "[Nvidia]'s ⟨Ampere⟩ architecture was followed by ⟨Hopper⟩.",
    "unknown-company": "The chip startup [Quillon] raised money. [Quillon]'s founder was pleased.",
    "company-s-first-word": "[Halvard Microelectronics Inc.] is in Oslo. [Halvard] makes sensors.",
    "unknown-chip": "It built its new ⟨Zephyr⟩ NPU alone. ⟨Zephyr⟩ is small, and ⟨Zephyr⟩'s price too.",
    "abbreviation": "[Brindle Northern Semiconductor] ([BNS]) is new. [BNS] makes radios.",
    "misspelt": "[Nvidia] fell. [Nivida] investors sold.",
    "ticker": "[Intel] (INTC) rose. INTC is cheap.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_a_short_form(marked):
    assert mark(bare(marked)) == marked


def test_a_short_form_has_the_full_name():
    text = "The GeForce RTX 4080 is out. The 4090 costs more."
    assert values(text)[1] == ("4090", "GeForce RTX 4090", "Nvidia")


def test_a_company_s_short_form_has_its_name_without_the_legal_form():
    text = "Halvard Microelectronics Inc. is in Oslo. Halvard makes sensors."
    assert values(text, "VENDOR") == [
        ("Halvard Microelectronics Inc.", "Halvard Microelectronics"),
        ("Halvard", "Halvard Microelectronics"),
    ]
