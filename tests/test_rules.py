"""Every rule's every example and counterexample, as a test of its own."""

import pytest

from extractor.workbench.proof import faults, proofs
from tests.names import chipwire

CHIPWIRE = chipwire()
PROOFS = proofs(list(CHIPWIRE.rules.rules.values()))


@pytest.mark.parametrize("proof", PROOFS, ids=[proof.id for proof in PROOFS])
def test_a_rule_does_what_it_says(proof):
    assert faults(CHIPWIRE, proof) == [], proof.example.text


def test_the_rules_carry_proof():
    assert len(PROOFS) > 100
