"""A label of the user's own, with YAML only: found, scored against gold, in tables, on the service's list of labels."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor.documents.writers import write_results
from extractor.evaluation.gold import parse
from extractor.evaluation.score import judge, score
from extractor.serving.answers import all_labels
from extractor.workbench.proof import faults, proofs

RULES = r"""
macros:
  sum: {token: {TEXT: {REGEX: '^[0-9][0-9,]*(\.[0-9]+)?$'}}}
rules:
  - id: prices.dollars
    label: PRICE
    description: A sum in dollars.
    patterns:
      - $ $sum
      - $ $sum million|billion
    examples:
      - The card costs ⟦$1,599|PRICE value=$1,599⟧.
    counterexamples:
      - It has 1,599 cores.
  - id: nodes.nanometres
    label: PROCESS_NODE
    patterns:
      - [{LOWER: {REGEX: '^[0-9]{1,3}nm$'}}]
      - [{TEXT: {REGEX: '^[0-9]{1,3}$'}}, nm|nanometer|nanometers]
    examples:
      - It is made in ⟦5nm|PROCESS_NODE⟧.
      - It is made in a ⟦3 nm|PROCESS_NODE⟧ process.
  - id: nodes.intel-18a
    label: PROCESS_NODE
    value: 1.8nm
    pattern: [{TEXT: 18A}]
    examples: ["It is made in ⟦18A|PROCESS_NODE value=1.8nm⟧."]
"""
GOLD = """---
published: 2025-06-10
genre: launch
labels: [CHIP, PRICE, PROCESS_NODE]
---
Intel's ⟦Panther Lake|CHIP vendor=Intel⟧ is made in ⟦18A|PROCESS_NODE value=1.8nm⟧, not in ⟦3nm|PROCESS_NODE value=3nm⟧.
It will cost ⟦$499|PRICE value=$499⟧, says Intel.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("my_rules")
    (folder / "prices.yaml").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chipwire(folder: Path):
    return extractor.load(rules=folder)


def test_its_rules_prove_themselves(chipwire, folder: Path) -> None:
    own = [loaded for loaded in chipwire.rules.rules.values() if folder in loaded.path.parents]
    assert [proof.id for proof in proofs(own) if faults(chipwire, proof)] == []
    assert len(proofs(own)) == 5


def test_it_is_scored_against_gold(chipwire) -> None:
    gold = parse(GOLD, Path("panther.txt"))
    result = chipwire.extract(gold.article.text, gold.article.published)
    figures = {row.label: (row.whole.right, row.whole.answers, row.whole.gold) for row in score(judge(gold, result))}
    assert figures == {"CHIP": (1, 1, 1), "PRICE": (1, 1, 1), "PROCESS_NODE": (2, 2, 2)}


def test_it_is_in_the_tables(chipwire, tmp_path: Path) -> None:
    results = [chipwire.extract("It costs $499.", id="a")]
    write_results(results, tmp_path / "tables", "csv")
    (row,) = [line for line in (tmp_path / "tables" / "entities.csv").read_text().splitlines() if "PRICE" in line]
    assert row.startswith("a,0,PRICE,text,9,13,$499,")
    write_results([result.model_copy(update={"article": result.article.model_copy(update={"text": "It costs $499."})})
                   for result in results], tmp_path / "tasks.json", "labelstudio")  # fmt: skip
    assert '<Label value="PRICE"/>' in (tmp_path / "tasks.xml").read_text()


def test_the_service_lists_it(chipwire) -> None:
    assert [label.label for label in all_labels(loaded.rule.label for loaded in chipwire.rules.rules.values())][4:] == [
        "PRICE",
        "PROCESS_NODE",
    ]


def test_the_environment_names_a_folder_of_rules(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_RULES", str(folder))
    entities = extractor.load().extract("It costs $499.").entities
    assert [(entity.label, entity.text, entity.rule) for entity in entities] == [("PRICE", "$499", "prices.dollars")]
