"""Shapes of chip names: model numbers, lists, typography. `⟨chip⟩`, `[vendor]`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.names import bare, chipwire, mark, values

SHAPES = {
    "slash": "⟨M1⟩/⟨M2⟩ tablets by [Apple]",
    "brand-and-slash": "⟨Core i5⟩/⟨i7⟩ laptops",
    "list": "the ⟨RTX 4080⟩, ⟨4070 Ti⟩ and ⟨4070⟩",
    "list-of-two": "the ⟨Snapdragon 4100⟩ and ⟨4100+⟩",
    "suffixes": "the ⟨i9-14900K⟩/⟨KF⟩ is hot",
    "variants": "[Apple]'s ⟨M5 Pro⟩ and ⟨Max⟩ chips",
    "counts-are-no-models": "a ⟨Ryzen 7⟩ and 8 other chips; ⟨TPU⟩ 8 times faster",
    "plural": "thousands of ⟨H100s⟩ and ⟨TPUs⟩",
    "possessive": "[Apple]'s ⟨M3⟩’s cores and the ⟨H100⟩’s memory",
    "hyphen-based": "⟨H100⟩-based and ⟨Blackwell⟩-powered servers",
    "hyphen-prefix": "non-[Intel] machines, pre-⟨Blackwell⟩ GPUs",
    "memory-size": "an ⟨A100⟩-80GB card",
    "trademarks": "the ⟨Arc™ Pro B60⟩ and ⟨Cortex®-A57⟩",
    "no-break-space": "the ⟨GeForce\u00a0RTX\u00a05090⟩ is out",
    "no-break-hyphen": "the ⟨Core i9\u201114900K⟩ is out",
    "capitals": "[INTEL] LAUNCHES ⟨CORE ULTRA 200S⟩",
    "lower-case": "my ⟨rtx 4090⟩ beats my ⟨ryzen 7 5800x3d⟩",
    "run-together": "an ⟨RTX5090⟩ with ⟨Zen5⟩ and a ⟨CortexA76⟩",
    "generation": "the ⟨Snapdragon 8s Gen 3⟩ and fourth-generation ⟨EPYC⟩",
    "series": "⟨EPYC 9005⟩ series and ⟨Ryzen AI 300⟩ Series",
    "vendor-left-out": "[Nvidia] ⟨H100⟩ Tensor Core GPU",
    "two-side-by-side": "⟨Kaby Lake⟩ ⟨Core i7⟩",
    "inside-a-system": "DGX ⟨H100⟩ and ⟨GB200⟩ NVL72",
    "brackets": "⟨Tensor Processing Unit⟩ (⟨TPU⟩)",
    "lost-space": "The ⟨Xeon 6⟩ is here.However, the ⟨EPYC 9965⟩ is too.",
    "nodes-and-standards": "18A, N3E, 5nm, x86, RISC-V, Armv9, PCIe 5.0, HBM3e, GDDR7",
    "letter-at-the-end": "It has a ⟨Pentium D⟩. The laptop had a ⟨Celeron M⟩.",
    "tiers": "The ⟨Core Ultra 5⟩, ⟨7⟩ and ⟨9⟩ are out; so are ⟨Ryzen 5⟩/⟨7⟩/⟨9⟩ chips",
    "generations-in-roman": "the ⟨Pentium II⟩, ⟨III⟩ and ⟨4⟩ were fast",
    "tiers-and-counts": "a ⟨Ryzen 5⟩, 7 fans and 9 lamps; a ⟨Core Ultra 5⟩ and 7 of its kind",
    "plus-in-words": "the ⟨Snapdragon 8 Plus Gen 1⟩ phone",
    "airliners": "Airbus sold the A320, A350 and A380.",
    "next-of-a-known-one": "[Etched]'s ⟨Sohu 2⟩ chip follows ⟨Sohu⟩",
    "form-in-brackets": "the ⟨Snapdragon X Elite⟩ (⟨X1E-84-100⟩) is fast",
    "count-stuck-to-a-core": "3*⟨Cortex-A715⟩ and 4*⟨A510⟩",
    "line-of-a-design": "the ⟨Arrow Lake-HX⟩ and the [Intel] ⟨Panther Lake⟩ H-series",
    "hard-wrapped": "The board that the company showed on its stand has room for a big ⟨GeForce\nRTX 5090⟩ and two fans.",
}
SHORT_FORMS = {
    "makers-near": "[Allwinner] sells the ⟨H6⟩ and the ⟨A20⟩; [Amlogic], the ⟨T962⟩",
    "phones-and-laptops": "The Moto G84 is a phone, the E6400 a laptop, MI6 an office in London.",
    "no-maker": "The A20 and the H6 are motorways, the T962 is a bus, and the E-350 is a van.",
    "amd": "[AMD] showed the ⟨E-350⟩ and the ⟨C-60⟩",
    "slash-in-a-name": "[Renesas] sells the ⟨RZ/G2L⟩ and the ⟨RX65N⟩",
    "lens": "The RX65N lens is here.",
}
NEW = {
    "trainium": "⟨Trainium5⟩ is next",
    "rtx": "the ⟨RTX 6080 Ti⟩ is next",
    "snapdragon": "the ⟨Snapdragon 9 Elite⟩ is next",
    "m9": "the ⟨M9 Ultra⟩ is next",
    "ryzen": "the ⟨Ryzen AI 500⟩ is next",
}


@pytest.mark.parametrize("marked", SHAPES.values(), ids=SHAPES.keys())
def test_shapes(marked):
    assert mark(bare(marked)) == marked


@pytest.mark.parametrize("marked", SHORT_FORMS.values(), ids=SHORT_FORMS.keys())
def test_forms_that_ask_for_evidence(marked):
    assert mark(bare(marked)) == marked


@pytest.mark.parametrize("marked", NEW.values(), ids=NEW.keys())
def test_new_members_of_known_families(marked):
    assert mark(bare(marked)) == marked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Trainium 2", ("Trainium 2", "Trainium2", "Amazon Web Services"), id="blank"),
        pytest.param("Epyc 9965", ("Epyc 9965", "EPYC 9965", "AMD"), id="case"),
        pytest.param("TPUs", ("TPUs", "TPU", "Google"), id="plural"),
        pytest.param("i9-14900K", ("i9-14900K", "Core i9-14900K", "Intel"), id="short"),
        pytest.param("MI300X", ("MI300X", "Instinct MI300X", "AMD"), id="form"),
        pytest.param(
            "Snapdragon 8 Plus Gen 1", ("Snapdragon 8 Plus Gen 1", "Snapdragon 8+ Gen 1", "Qualcomm"), id="plus"
        ),
        pytest.param("ryzen 7 5700x", ("ryzen 7 5700x", "Ryzen 7 5700X", "AMD"), id="lower-case-model"),
        pytest.param("Athlon64", ("Athlon64", "Athlon 64", "AMD"), id="blank-left-out"),
        pytest.param("the RTX 4090 card", ("RTX 4090", "GeForce RTX 4090", "Nvidia"), id="brand-left-out"),
    ],
)
def test_canonical_names(text, value):
    assert values(text) == [value]


PIECES = st.sampled_from(
    [
        "GeForce",
        "RTX",
        "4090",
        " ",
        "-",
        "/",
        "™",
        "Apple",
        "M4",
        "Max",
        "'s",
        ",",
        "and",
        "\n\n",
        "i9",
        "14900K",
        "™",
        "Inc.",
        "(",
        ")",
        "chip",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join))
def test_offsets_are_those_of_the_text(text):
    entities = chipwire().extract(text).entities
    assert [text[entity.start : entity.end] for entity in entities] == [entity.text for entity in entities]
    ends = [0, *(entity.end for entity in entities)]
    assert all(entity.start >= end for entity, end in zip(entities, ends, strict=False))


@pytest.mark.parametrize(
    "piece", ["Core i5, ", "M1/", "RTX 4080, 4070 Ti and ", "Quillon X1 chip, ", "Intel Labs Intel ", "i9-14900K/KF "]
)
def test_long_lists_cost_linear_work(piece):
    """Not the time is counted, but what is proposed: a bounded number of candidates for each word."""
    reader = chipwire()
    reading = reader.read(piece * 300, None)
    proposed = len(reader._chips.find(reading)) + len(reader._vendors.find(reading))
    assert proposed <= 15 * len(reading.tokens.words)
