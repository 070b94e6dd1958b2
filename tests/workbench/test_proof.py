"""A proof that does not hold is told in words, one that holds says nothing."""

import pytest

from extractor.rules.schema import Example
from extractor.workbench.proof import Proof, faults
from tests.names import chipwire

CHIPWIRE = chipwire()
BUILT_IN = CHIPWIRE.rules.rules


def proof(rule, kind, text, published="2023-11-28"):
    return Proof(rule, kind, 1, Example(text=text, published=published))


@pytest.mark.parametrize(
    ("rule", "kind", "text", "wrong"),
    [
        ("dates.month-year", "example", "It shipped in ⟦June 2022|DATE value=2022-06⟧.", []),
        (
            "dates.month-year",
            "example",
            "It shipped in ⟦June 2022|DATE value=2022-07⟧.",
            ["DATE 'June 2022': value is '2022-06', not '2022-07'; dates.month-year read it"],
        ),
        (
            "dates.month-year",
            "example",
            "It shipped in ⟦Q3 2022|DATE⟧.",
            ["the rule does not match 'Q3 2022'; it matches nothing"],
        ),
        (
            "dates.month-year",
            "example",
            "It shipped in ⟦in June 2022|DATE⟧.".replace("in ⟦", "⟦"),
            [
                "the rule does not match 'in June 2022'; it matches 'June 2022'",
                "DATE 'in June 2022' is not found; there is DATE 'June 2022' (dates.month-year)",
            ],
        ),
        (
            "dates.month-year",
            "example",
            "It shipped in June 2022.",
            ["nothing is marked with the rule's label: write ⟦what it finds|DATE⟧ in the example"],
        ),
        ("dates.month-year", "counterexample", "It is here.", []),
        (
            "dates.month-year",
            "counterexample",
            "In June 2022.",
            ["DATE 'June 2022' is found, by dates.month-year"],
        ),
        ("dates.person", "counterexample", "April Smith spoke.", []),
        ("dates.person", "counterexample", "In July they met.", ["DATE 'July' is found, by dates.month"]),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said(rule, kind, text, wrong):
    assert faults(CHIPWIRE, proof(BUILT_IN[rule], kind, text)) == wrong


def test_a_cue_only_has_to_match():
    loaded = BUILT_IN["cues.hedge-up-to"]
    assert faults(CHIPWIRE, proof(loaded, "example", "It is ⟦up to|CUE⟧ you.")) == []
    assert faults(CHIPWIRE, proof(loaded, "counterexample", "It is up to you.")) == ["the rule matches 'up to'"]


@pytest.mark.parametrize(
    ("text", "published", "wrong"),
    [("⟦June 2022|DATES⟧", None, "unknown label 'DATES'"), ("⟦June 2022|DATE⟧", "soon", "'soon' is no date")],
)
def test_a_proof_that_can_not_be_read_is_told(text, published, wrong):
    (fault,) = faults(CHIPWIRE, proof(BUILT_IN["dates.month-year"], "example", text, published))
    assert wrong in fault
