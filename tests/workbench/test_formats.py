"""Every format gives back every article of the corpus as it was, and reads what the tools themselves write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold, parse, read_folder
from extractor.workbench.formats import FORMATS, read, write

CORPUS = read_folder(Path(__file__).parents[2] / "corpus")
MARKED = "---\ntitle: On ⟦Zen 6|CHIP vendor=AMD⟧ 🚀\npublished: 2025-01-02\ngenre: x\n---\n🚀🚀 ⟦AMD|VENDOR⟧ 👨🏻‍🚒 is ⟦3x faster|RATIO factor=3; metric=speed; subject=null; optional⟧ 🚀."
EMOJI = parse(MARKED, Path("emoji.txt"))


def target(folder: Path, format: str) -> Path:
    return folder / "out" if format in ("corpus", "brat") else folder / "out.data"


def by_id(golds: list[Gold]) -> dict[str | None, Gold]:
    return {gold.article.id: gold for gold in golds}


@pytest.mark.parametrize("format", FORMATS)
def test_the_corpus_comes_back_as_it_was(tmp_path: Path, format: str) -> None:
    write([*CORPUS, EMOJI], target(tmp_path, format), format)
    assert by_id(read(target(tmp_path, format), format)) == by_id([*CORPUS, EMOJI])


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(GoldError, match="format: 'conll' is none; there are corpus, brat"):
        read(Path("x"), "conll")


def test_brat_reads_fragments_and_files_without_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a%2Fb.txt").write_text("Out in June\n2024 it is.", encoding="utf-8")
    (tmp_path / "a%2Fb.ann").write_text(
        "T1\tDATE 7 11;12 16\tJune 2024\n#1\tAnnotatorNotes T1\tvalue=2024-06\n", encoding="utf-8"
    )
    (gold,) = read(tmp_path, "brat")
    assert (gold.article.id, gold.entities[0].text, gold.entities[0].attributes["value"]) == (
        "a/b",
        "June\n2024",
        "2024-06",
    )


def test_brat_is_read_by_another_reader(tmp_path: Path) -> None:
    from pybrat.parser import BratParser

    write(CORPUS, tmp_path / "brat", "brat")
    read_by_other = {
        example.id: [(entity.type, entity.mention) for entity in example.entities]
        for example in BratParser(error="raise").parse(tmp_path / "brat")
    }
    assert read_by_other.keys() == {gold.article.id for gold in CORPUS}
    for gold in CORPUS:
        assert sorted(read_by_other[gold.article.id]) == sorted((e.label, e.text) for e in gold.entities)


def test_label_studio_with_utf16_offsets(tmp_path: Path) -> None:
    value = {"start": 3, "end": 7, "text": "H100", "labels": ["CHIP"]}
    region = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    task = {"id": 7, "data": {"text": "🚀 H100"}, "annotations": [{"result": [region]}]}
    (tmp_path / "t.json").write_text(json.dumps([task]), encoding="utf-8")
    (gold,) = read(tmp_path / "t.json", "labelstudio")
    assert [(entity.start, entity.text) for entity in gold.entities] == [(2, "H100")]


def test_label_studio_with_another_text(tmp_path: Path) -> None:
    value = {"start": 0, "end": 4, "text": "B200", "labels": ["CHIP"]}
    task = {"id": 7, "data": {"text": "H100"}, "predictions": [{"result": [{"type": "labels", "value": value}]}]}
    (tmp_path / "t.json").write_text(json.dumps([task]), encoding="utf-8")
    with pytest.raises(GoldError, match="at 0 to 4 stands 'H100', not 'B200'"):
        read(tmp_path / "t.json", "labelstudio")


def test_doccano_with_relations(tmp_path: Path) -> None:
    line = {"id": 3, "text": "🚀 H100", "entities": [{"id": 1, "label": "CHIP", "start_offset": 3, "end_offset": 7}]}
    (tmp_path / "d.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (gold,) = read(tmp_path / "d.jsonl", "doccano")
    assert (gold.article.id, gold.entities[0].text) == ("3", "H100")


@pytest.mark.parametrize(
    ("format", "content", "message"),
    [
        ("labelstudio", "{", "no JSON export of Label Studio"),
        ("doccano", '{"label": []}', ":1: no line of doccano's: 'text'"),
        ("doccano", '{"text": "3x", "label": [[0, 2, "RATIO"]]}', "RATIO '3x' at 0: factor, metric, subject missing"),
        ("docbin", "x", "no DocBin"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, format: str, content: str, message: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read(tmp_path / "x", format)


def test_docbin_is_read_by_spacy_itself(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    write([EMOJI], tmp_path / "e.spacy", "docbin")
    (doc,) = DocBin().from_disk(tmp_path / "e.spacy").get_docs(spacy.blank("en").vocab)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Zen 6", "CHIP"),
        ("AMD", "VENDOR"),
        ("3x faster", "RATIO"),
    ]
