"""The linter finds one planted fault of each kind, and none in the skeleton."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractor.workbench.lint import Fault, check_folder
from extractor.workbench.skeleton import skeleton

PROVEN = 'examples: ["It is ⟦{}|MINE⟧."]'


PATTERNS = Path(__file__).parents[2] / "patterns"


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of the rules shipped, which loads in no time."""
    folder = tmp_path_factory.mktemp("patterns")
    for path in (PATTERNS / "macros.yaml", *(PATTERNS / "dates").glob("*.yaml")):
        shutil.copy(path, folder)
    monkeypatch.setenv("CHIPWIRE_PATTERNS", str(folder))


def check(folder: Path, content: str) -> list[Fault]:
    (folder / "mine.yaml").write_text(content, encoding="utf-8")
    return check_folder(folder)


def rule(pattern: str, example: str, more: str = "") -> str:
    return f"""
rules:
  - id: mine.one
    label: MINE
    {more}
    pattern: {pattern}
    examples: ["It is ⟦{example}|MINE⟧ here."]
"""


TWICE = """
rules:
  - {id: mine.one, label: MINE, pattern: shiny new, examples: ["It is ⟦shiny new|MINE⟧."]}
  - {id: mine.two, label: MINE, pattern: shiny new, priority: 1, examples: ["It is ⟦shiny new|MINE⟧."]}
"""
SHADOWED = """
rules:
  - {id: mine.one, label: MINE, pattern: shiny|bright new?, examples: ["It is ⟦shiny|MINE⟧."]}
  - {id: mine.two, label: MINE, pattern: "shiny|bright", examples: ["It is ⟦shiny|MINE⟧."]}
"""


@pytest.mark.parametrize(
    ("content", "kind", "line", "why"),
    [
        pytest.param(rule("shiny", "shiny", "lable: X"), "refused", 5, "unknown key 'lable'; allowed here: id,", id="typo"),
        pytest.param(rule("[{LOWER: Shiny}]", "shiny"), "refused", 3, "'Shiny' can never match", id="upper case"),
        pytest.param(rule("[{LOWER: shiny, OP: '*'}]", "shiny"), "refused", 3, "a repeat is bounded", id="unbounded"),
        pytest.param(rule("shiny", "bright"), "proof", 7, "does not match 'bright'; it matches nothing", id="example"),
        pytest.param(
            rule("shiny", "shiny", "counterexamples: [A shiny coat.]"),
            "proof", 5, "counterexample 1: MINE 'shiny' is found", id="counterexample",
        ),
        pytest.param(
            "rules: [{id: mine.one, label: MINE, pattern: shiny}]", "no proof", 1, "no examples", id="no example"
        ),
        pytest.param(
            rule("[{LOWER: a100-80gb}]", "A100-80GB"), "never", 6, "split into ‹a100› ‹-› ‹80gb›", id="split"
        ),
        pytest.param(rule("[{}, {}]", "so"), "everything", 6, "matches any words", id="everything"),
        pytest.param(rule("shiny? new{0,2}", "shiny"), "empty", 6, "all of the pattern may be missing", id="empty"),
        pytest.param(TWICE, "duplicate", 4, "mine.one has the same pattern", id="duplicate"),
        pytest.param(SHADOWED, "shadowed", 4, "whatever it matches, mine.one takes", id="shadowed"),
        pytest.param(
            rule('[{LENGTH: {"<": 40}, OP: "{1,12}"}, {LENGTH: {"<": 40}, OP: "{0,12}"}, ever]', "so for ever"),
            "cost", 3, "for 1,000 words, where a rule usually takes", id="cost",
        ),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("small")
def test_each_kind_of_fault_is_found(tmp_path: Path, content: str, kind: str, line: int, why: str) -> None:
    faults = check(tmp_path, content)
    (found,) = [fault for fault in faults if fault.kind == kind and why in fault.why]
    assert found.where is not None
    assert (found.where.path, found.where.line, found.rule) == (tmp_path / "mine.yaml", line, found.rule)
    assert str(found).startswith(f"{tmp_path / 'mine.yaml'}:{line}: rule 'mine.")
    assert found.do or kind == "refused"


@pytest.mark.usefixtures("small")
def test_a_new_file_has_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, skeleton("mine.pieces", "MINE")) == []


def test_the_rules_shipped_have_no_fault_but_known_ones() -> None:
    assert [fault for fault in check_folder() if fault.kind not in ("proof", "no proof")] == []
