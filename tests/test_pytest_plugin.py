"""`pytest --chipwire FOLDER` in a project of a user's: a pass, a failure that can be read, known misses that are strict."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest

pytest_plugins = ["pytester"]
# An installation older than the plugin does not know it yet.
LOADED = [] if "chipwire" in entry_points(group="pytest11").names else ["-p", "extractor.pytest_plugin"]
HEAD = "---\npublished: null\ngenre: x\n{}---\n{}\n"
MISS = "known_misses:\n  - {label: DATE, surface: '7', reason: a number}\n"
RULES = "rules: [{id: my.price, label: PRICE, pattern: dear, value: high}]"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    folder = pytester.mkdir("articles")
    (folder / "good.txt").write_text(HEAD.format("", "It came in ⟦June 2022|DATE value=2022-06⟧."), encoding="utf-8")
    (folder / "known.txt").write_text(HEAD.format(MISS, "Windows ⟦7|DATE value=2007⟧."), encoding="utf-8")
    return pytester


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return project.runpytest(*LOADED, "-p", "no:cacheprovider", "--chipwire", "articles", *arguments)


def test_articles_are_tests_and_known_misses_are_expected(project: pytest.Pytester) -> None:
    run(project).assert_outcomes(passed=2, xfailed=1)


def test_a_failure_says_what_and_where(project: pytest.Pytester) -> None:
    path = project.path / "articles" / "good.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("2022-06", "2022-07"), encoding="utf-8")
    result = run(project)
    result.assert_outcomes(passed=1, failed=1, xfailed=1)
    result.stdout.fnmatch_lines(
        ["good:5: DATE 'June 2022': value: wanted '2022-07', got '2022-06'  It came in [[]June 2022]."]
    )


def test_a_known_miss_that_is_gone_complains(project: pytest.Pytester) -> None:
    path = project.path / "articles" / "known.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("⟦7|DATE value=2007⟧", "7"), encoding="utf-8")
    result = run(project)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*XPASS(strict)*a number*"])


def test_rules_of_ones_own_and_an_article_that_does_not_parse(project: pytest.Pytester) -> None:
    (project.mkdir("mine") / "a.yaml").write_text(RULES, encoding="utf-8")
    labelled = HEAD.format("labels: [PRICE]\n", "It is ⟦dear|PRICE value=high⟧.")
    (project.path / "articles" / "good.txt").write_text(labelled, encoding="utf-8")
    (project.path / "articles" / "bad.txt").write_text("no front matter", encoding="utf-8")
    result = run(project, "--chipwire-rules", "mine", "--continue-on-collection-errors")
    result.assert_outcomes(passed=2, xfailed=1, errors=1)
    result.stdout.fnmatch_lines(["*bad.txt:1: no front matter*"])
