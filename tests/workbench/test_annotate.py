"""What `chipwire annotate` writes is an annotated article that the extractor agrees with."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.evaluation.gold import parse, read, read_folder
from extractor.evaluation.report import faults
from extractor.evaluation.score import judge
from extractor.schema import Article, Chip, Result
from extractor.workbench.annotate import annotate, to_gold
from tests.names import chipwire

CHIPWIRE = chipwire()
CORPUS = read_folder(Path(__file__).parents[2] / "corpus")


@pytest.mark.parametrize("gold", CORPUS, ids=lambda gold: gold.article.id)
def test_answers_annotated_are_answers_without_fault(gold) -> None:
    article = gold.article
    result = CHIPWIRE.extract(article.text, article.published, article.title, article.id)
    written = parse(annotate(article, result), Path(f"{article.id}.txt"), article.id)
    assert written.article == article
    assert [str(fault) for fault in faults(written, judge(written, result))] == []


def test_what_a_mark_can_not_hold_is_left_out() -> None:
    text = "The A|B and the Zen\n6 are out."
    chips = [
        Chip(start=4, end=7, text="A|B", name="A|B", rule="r"),
        Chip(start=16, end=21, text="Zen\n6", name="Zen 6", rule="r"),
    ]
    article = Article(id="a", text=text)
    assert to_gold(article, Result(article={"id": "a"}, entities=chips, rules_version="1")).entities == []


def run(*arguments: object):
    return CliRunner().invoke(app, [*map(str, arguments)])


def test_the_commands(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "june.md").write_text("It came in June 2022.", encoding="utf-8")
    done = run("annotate", tmp_path / "in", "-o", tmp_path / "out")
    assert (done.exit_code, done.output) == (0, f"{tmp_path / 'out' / 'june.txt'}\n")
    assert "It came in ⟦June 2022|DATE value=2022-06⟧." in (tmp_path / "out" / "june.txt").read_text(encoding="utf-8")
    again = run("annotate", tmp_path / "in", "-o", tmp_path / "out")
    assert (again.exit_code, "is there already, perhaps corrected" in again.output) == (1, True)
    for source, target, of, to in (("out", "brat", "corpus", "brat"), ("brat", "back", "brat", "corpus")):
        assert run("convert", tmp_path / source, tmp_path / target, "--from", of, "--to", to).exit_code == 0
    assert read(tmp_path / "back" / "june.txt") == read(tmp_path / "out" / "june.txt")
