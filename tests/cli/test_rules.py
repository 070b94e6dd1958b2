"""`chipwire rules`: each command once, on a part of the rules shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app

ROOT = Path(__file__).parents[2]
ARTICLE = "---\npublished: 2023-11-28\ngenre: x\n---\nIt came in ⟦June 2022|DATE value=2022-06⟧, not in ⟦Q3|DATE value=2022-Q3⟧.\n"


@pytest.fixture(autouse=True)
def small(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("patterns")
    for path in (ROOT / "patterns" / "macros.yaml", *(ROOT / "patterns" / "dates").glob("*.yaml")):
        shutil.copy(path, folder)
    monkeypatch.setenv("CHIPWIRE_PATTERNS", str(folder))
    monkeypatch.setenv("COLUMNS", "160")


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["rules", *map(str, arguments)])
    return result.exit_code, result.output


def line(output: str, start: str) -> list[str]:
    return next(line for line in output.splitlines() if line.strip().startswith(start)).split()


def test_list() -> None:
    status, output = run("list", "--label", "DATE")
    assert (status, line(output, "dates.person")[:2]) == (0, ["dates.person", "DATE"])
    assert "dates.cue-past" not in output


def test_list_of_a_label_there_is_not() -> None:
    said = "chipwire rules list: no rule has the label 'DATES'; there are CUE, DATE\n"
    assert run("list", "--label", "DATES") == (2, said)


def test_show() -> None:
    status, output = run("show", "dates.month")
    lines = output.splitlines()
    assert (status, lines[1:5]) == (
        0, ["  - id: dates.month", "    label: DATE", "    pattern: $month-sure", "    value: month"]
    )  # fmt: skip
    assert lines[-1].startswith("      -")


def test_show_what_there_is_not() -> None:
    status, output = run("show", "dates.mnth")
    assert (status, output.split("; ")[0]) == (2, "chipwire rules show: there is no rule 'dates.mnth'")
    assert "near it: dates.month" in output


def test_explain_a_rule_there_is_not() -> None:
    status, output = run("explain", "It came.", "--rule", "nothing.of-the-kind")
    said = "chipwire rules explain: there is no rule 'nothing.of-the-kind'; `chipwire rules list` shows them\n"
    assert (status, output) == (2, said)


@pytest.mark.parametrize(
    ("id", "label", "said"),
    [
        pytest.param("Prices", "PRICE", "an id is written in small letters, such as prices.in-dollars", id="id"),
        pytest.param("prices.pieces", "price", "a label is written in capitals, such as PRICE", id="label"),
    ],
)
def test_new_of_what_would_be_refused(id: str, label: str, said: str) -> None:
    status, output = run("new", id, "--label", label)
    assert (status, output) == (2, f"chipwire rules new: {said}\n")


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text("mine")
    status, output = run("new", "prices.pieces", "--output", path)
    assert (status, output) == (2, f"chipwire rules new: {path} is there already; name another file\n")
    assert path.read_text() == "mine"


def test_new_then_check(tmp_path: Path) -> None:
    path = tmp_path / "mine" / "prices.yaml"
    assert run("new", "prices.pieces", "--label", "PRICE", "--output", path)[0] == 0
    assert run("check", path.parent) == (0, "All good.\n")
    path.write_text(path.read_text().replace("It fell to pieces", "It fell to 3 pieces"))
    status, output = run("check", path.parent)
    assert (status, output.splitlines()) == (
        1,
        [
            f"{path}:18: rule 'prices.pieces': counterexample 1: PRICE '3 pieces' is found, by prices.pieces; "
            "mend one or the other [proof]",
            "1 fault.",
        ],
    )


def test_explain() -> None:
    status, output = run("explain", "It came in June 2022.", "--rule", "dates.month-year")
    assert status == 0
    assert output.splitlines()[0] == "won   DATE 'June 2022' by dates.month-year"
    assert "^^^^^^^^^ all of it matches" in output


def test_coverage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    status, output = run("coverage", tmp_path)
    assert (status, line(output, "dates.month-year")) == (0, ["dates.month-year", "DATE", "1", "1", "1"])
    assert line(output, "dates.quarter")[-1] == "1"
    assert "dates.month-year" not in run("coverage", tmp_path, "--never")[1]


def test_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    status, output = run("time", tmp_path, "--most", "3")
    assert (status, output.splitlines()[-1].split()[0]) == (0, "All")
