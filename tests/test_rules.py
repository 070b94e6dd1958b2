"""Every rule's every example and counterexample, as a test of its own."""

import pytest

import extractor
from extractor.workbench.proof import faults, proofs

CHIPWIRE = extractor.load()
PROOFS = proofs(list(CHIPWIRE.rules.rules.values()))
KNOWN = {
    "ratios.faster-example-2": "a clock that runs is not read as a speed",
    "ratios.gain-of-example-1": "'in' is taken for the quantity's, not for the place's",
    "ratios.times-the-example-2": "'per query' is taken into the span",
    "ratios.than-its-example-1": "a quantity behind a possessive is not read as what the figure is about",
    "ratios.change-figure-example-1": "the longer rule takes what stands between",
    "ratios.doubles-example-1": "two quantities joined by 'and' are taken for one",
}


def case(proof):
    known = pytest.mark.xfail(strict=True, reason=KNOWN[proof.id]) if proof.id in KNOWN else ()
    return pytest.param(proof, id=proof.id, marks=known)


@pytest.mark.parametrize("proof", [case(proof) for proof in PROOFS])
def test_a_rule_does_what_it_says(proof):
    assert faults(CHIPWIRE, proof) == [], proof.example.text


def test_the_rules_carry_proof():
    assert len(PROOFS) > 100
