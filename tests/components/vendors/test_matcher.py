"""Names of companies: legal forms, units, typography. `⟨chip⟩`, `[vendor]`."""

from __future__ import annotations

import pytest

from tests.names import bare, mark, values

SHAPES = {
    "no-legal-form": "[Microsoft] Co-Founder Bill Gates left.",
    "legal-form": "[Intel Corp.] and [Arm Ltd] and [ASML Holding N.V.] agreed.",
    "legal-form-behind-a-comma": "[Qualcomm Technologies, Inc.] sued.",
    "two-legal-forms": "[Huawei Technologies Co., Ltd.] sued.",
    "abbreviation": "[Amazon Web Services] ([AWS]) grew.",
    "units": "[Samsung Foundry], [Google Cloud] and [HiSilicon] grew.",
    "before-a-product": "The [Apple] Watch, the [Google] Pixel and the [Amazon] Echo",
    "hyphen": "[Arm]-based laptops",
    "possessives": "[TSMC]'s fabs and [AMD]’s chips",
    "not-inside-a-chip": "⟨Apple silicon⟩ is fast.",
    "full-name": "[Advanced Micro Devices] and [Taiwan Semiconductor Manufacturing Company] ([TSMC])",
    "unknown-with-legal-form": "[Zorg Networks, Inc.] sells switches.",
}


@pytest.mark.parametrize("marked", SHAPES.values(), ids=SHAPES.keys())
def test_shapes(marked):
    assert mark(bare(marked)) == marked


def test_names_are_short_ones():
    text = "Advanced Micro Devices, Inc., Taiwan Semiconductor Manufacturing Company and NVIDIA"
    assert [name for _, name in values(text, "VENDOR")] == ["AMD", "TSMC", "Nvidia"]
