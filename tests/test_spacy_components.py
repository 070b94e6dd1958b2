"""chipwire as a citizen of spaCy: added, saved, loaded, packaged, serialised, drawn."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import spacy_components
from extractor.errors import ArticleError, PatternError

TEXT = "Nvidia said on Tuesday that the H100 is dear, and 3x faster than the A100."
FOUND = [("Nvidia", "VENDOR"), ("Tuesday", "DATE"), ("H100", "CHIP"), ("3x faster", "RATIO"), ("A100", "CHIP")]
RULES = "rules: [{id: my.price, label: PRICE, pattern: dear, value: high}]"
WITH_PRICE = [*FOUND[:3], ("dear", "PRICE"), *FOUND[3:]]


def pipeline(*names: str, rules: Path | None = None) -> Language:
    nlp = spacy.blank("en")
    for name in names or ("chipwire",):
        nlp.add_pipe(name, config={"rules": str(rules) if rules else None})
    return nlp


def ents(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def write(folder: Path) -> Path:
    folder.mkdir()
    (folder / "mine.yaml").write_text(RULES, encoding="utf-8")
    return folder


def test_all_labels_and_the_rules_that_found_them() -> None:
    doc = pipeline()(TEXT)
    assert ents(doc) == FOUND
    assert [span.id_ for span in doc.spans["chipwire"]] == [entity.rule for entity in doc._.chipwire.entities]
    assert [span.kb_id_ for span in doc.spans["chipwire"]][:1] == ["nvidia"]
    assert doc._.chipwire.entities[3].factor == 3.0


@pytest.mark.parametrize("part", spacy_components.LABELS)
def test_one_label_alone(part: str) -> None:
    label = spacy_components.LABELS[part]
    assert ents(pipeline(f"chipwire_{part}")(TEXT)) == [found for found in FOUND if found[1] == label]


def test_the_four_together_are_the_whole() -> None:
    assert ents(pipeline(*(f"chipwire_{part}" for part in spacy_components.LABELS))(TEXT)) == FOUND


def test_beside_another_component_its_own_entities_win() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "X", "pattern": "the H100"}, {"label": "X", "pattern": "dear"}])
    nlp.add_pipe("chipwire")
    assert ents(nlp(TEXT)) == [*FOUND[:3], ("dear", "X"), *FOUND[3:]]


@pytest.mark.parametrize("published", ["2023-11-28", dt.date(2023, 11, 28), dt.datetime(2023, 11, 28, 9)])
def test_dates_are_read_against_the_publication(published: object) -> None:
    nlp = pipeline("chipwire_dates")
    doc = nlp.make_doc("It came last month.")
    doc._.published = published
    assert [entity.value for entity in nlp(doc)._.chipwire.entities] == ["2023-10"]


def test_a_publication_that_is_none_is_refused() -> None:
    nlp = pipeline()
    doc = nlp.make_doc("It came.")
    doc._.published = "soon"
    with pytest.raises(ArticleError, match="'soon' is no date"):
        nlp(doc)


def test_rules_that_are_wrong_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="nowhere is no folder"):
        pipeline(rules=tmp_path / "nowhere")("It came.")


def test_a_saved_pipeline_finds_the_same_without_the_folder_it_was_made_with(tmp_path: Path) -> None:
    rules = write(tmp_path / "mine")
    nlp = pipeline(rules=rules)
    assert ents(nlp(TEXT)) == WITH_PRICE
    assert nlp.pipe_labels == {"chipwire": ["CHIP", "VENDOR", "RATIO", "DATE", "PRICE"]}
    nlp.to_disk(tmp_path / "saved")
    (rules / "mine.yaml").unlink()
    rules.rmdir()
    assert ents(spacy.load(tmp_path / "saved")(TEXT)) == WITH_PRICE


def test_a_package_holds_the_rules(tmp_path: Path) -> None:
    pipeline(rules=write(tmp_path / "mine")).to_disk(tmp_path / "saved")
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-m", "spacy", "package", "saved", "out", "--name", "chips", "--build", "none"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=here)
    (config,) = (tmp_path / "out").rglob("en_chips-0.0.0/config.cfg")
    assert ents(spacy.load(config.parent)(TEXT)) == WITH_PRICE


def test_results_survive_docbin_with_the_rules_ids() -> None:
    doc = pipeline()(TEXT)
    written = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (read,) = DocBin().from_bytes(written).get_docs(spacy.blank("en").vocab)
    assert ents(read) == FOUND
    assert [ent.id_ for ent in read.ents] == [ent.id_ for ent in doc.ents]
    assert [(span.text, span.id_, span.kb_id_) for span in read.spans["chipwire"]] == [
        (span.text, span.id_, span.kb_id_) for span in doc.spans["chipwire"]
    ]
    assert read._.chipwire == doc._.chipwire


def test_many_docs_keep_their_publication_dates() -> None:
    nlp = pipeline("chipwire_dates")
    given = []
    for year in (2023, 2024):
        doc = nlp.make_doc("It came last year.")
        doc._.published = f"{year}-05-05"
        given.append(doc)
    assert [doc._.chipwire.entities[0].value for doc in nlp.pipe(given)] == ["2022", "2023"]


def test_displacy_draws_the_labels() -> None:
    page = displacy.render(
        pipeline()(TEXT), style="ent", page=False, jupyter=False, options={"colors": spacy_components.COLORS}
    )
    assert all(f">{label}<" in page.replace("\n", "").replace(" ", "") for _, label in FOUND)
    assert all(color in page for color in spacy_components.COLORS.values())
