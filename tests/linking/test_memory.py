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
    "exchange": "[Intel] (NASDAQ: INTC) and [AMD] (NASDAQ: AMD) rose.",
    "another-family-s-number": "The ⟨Radeon RX 9070⟩ and the ⟨GeForce RTX 5090⟩ are out. A ⟨4090⟩ is older.",
    "version": "The ⟨TPU v5p⟩ is large. Its sibling, the ⟨v5e⟩, is small.",
    "letter-and-number": "The ⟨Cortex-A8⟩ is slow. The ⟨A9⟩ is next, then the ⟨A15⟩ after it; the A4 paper stays.",
    "letter-and-number-of-the-family": "The ⟨Tensor G4⟩ lags. The ⟨G5⟩ is larger, said the G20.",
    "letter-of-another-thing": "It has four ⟨Cortex-A720⟩ cores. The X100 is a phone.",
    "version-behind-on": "The ⟨TPU v5p⟩ is large. Llama runs on ⟨v6e⟩ too, and the app is on v2.",
    "ticker-in-brackets": "[Intel Corporation] (INTC) and [Advanced Micro Devices] ([AMD]) fell.",
    "ticker-of-other-letters": "[Infineon Technologies AG] (IFX) rose. IFX is cheap.",
    "abbreviation-with-the-legal-form": "[Brindle Union Semiconductor Corp] ([BUSC]) rose. [BUSC] said so.",
    "abbreviation-behind-a-possessive": "[STMicroelectronics]’ ([ST]) chips sell. [ST] is in Geneva.",
    "number-and-suffix": "The ⟨GTX 1660⟩ is older than the ⟨1660 Super⟩ and a ⟨1660 Ti⟩.",
    "number-behind-a-frequency": "The ⟨Alpha 21064⟩ is out. A 275MHz ⟨21064A⟩ will follow.",
    "ticker": "[Intel] (INTC) rose. INTC is cheap.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_a_short_form(marked):
    assert mark(bare(marked)) == marked


def test_a_short_form_has_the_full_name():
    text = "The GeForce RTX 4080 is out. The 4090 costs more."
    assert values(text)[1] == ("4090", "GeForce RTX 4090", "Nvidia")


def test_what_is_called_alike_is_a_chip_too():
    text = "The QZ2350 microcontroller is out. It beats the QZ2040, says QZ20 magazine."
    assert [name for _, name, _ in values(text)] == ["QZ2350", "QZ2040"]


def test_what_a_rule_found_may_be_one_of_a_family():
    text = "The Helio M70 modem is late. Is it the M70 modem, or an M80 chip?"
    assert [name for _, name, _ in values(text)] == ["Helio M70", "Helio M70", "Helio M80"]


def test_a_company_that_nobody_has_listed_is_called_what_the_article_calls_it():
    text = "Halvard Microelectronics Inc. is in Oslo. Halvard makes sensors."
    assert values(text, "VENDOR") == [("Halvard Microelectronics Inc.", "Halvard"), ("Halvard", "Halvard")]


def test_a_sibling_has_its_own_name():
    text = "It showed its new Quillon X1 chip. A successor, Quillon X2, follows; two Quillon X1s are here, and the X1 is small."
    assert [(surface, name) for surface, name, _ in values(text)] == [
        ("Quillon X1", "Quillon X1"),
        ("Quillon X2", "Quillon X2"),
        ("Quillon X1s", "Quillon X1"),
        ("X1", "Quillon X1"),
    ]
