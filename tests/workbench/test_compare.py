"""Two versions of the rules: what is gained, lost and changed, and who is worse."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from extractor.errors import VersionError
from extractor.schema import Article
from extractor.workbench.compare import Change, Comparison, changes_of, compare
from extractor.workbench.compare_report import as_html, as_text
from extractor.workbench.versions import opened

ARTICLE = Article(id="a", title="On Zen", text="Zen 6 is here. It costs $5 <now>.")
ZEN = {
    "label": "CHIP",
    "field": "text",
    "start": 0,
    "end": 5,
    "text": "Zen 6",
    "rule": "r.a",
    "name": "Zen 6",
    "vendor": None,
}
PRICE = {"label": "PRICE", "field": "text", "start": 24, "end": 26, "text": "$5", "rule": "r.b", "value": "$5"}
RELEASE = {"chip": "Zen 6", "event": "available", "date": None, "entities": [0]}
GAINED = Change("gained", "a", "PRICE", "r.b", "$5", "It costs $5 <now>.")
RULES = "rules:\n  - {{id: my.price, label: PRICE, pattern: {}, value: {}}}\n"


def record(*entities, events=()):
    return {"entities": list(entities), "events": list(events)}


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param(record(ZEN), record(ZEN), [], id="same"),
        pytest.param(record(ZEN), record({**ZEN, "rule": "r.z"}), [], id="another rule, same answer"),
        pytest.param(record(ZEN), record(ZEN, PRICE), [GAINED], id="gained"),
        pytest.param(record(ZEN), record(), [Change("lost", "a", "CHIP", "r.a", "Zen 6", "Zen 6 is here.")], id="lost"),
        pytest.param(
            record(ZEN),
            record({**ZEN, "vendor": "AMD"}),
            [Change("changed", "a", "CHIP", "r.a", "Zen 6", "Zen 6 is here.", "vendor: None → AMD")],
            id="changed",
        ),
        pytest.param(
            record({**ZEN, "start": 3, "end": 6, "text": "Zen", "field": "title"}),
            record(),
            [Change("lost", "a", "CHIP", "r.a", "Zen", "On Zen")],
            id="in the title",
        ),
        pytest.param(
            record(),
            record(events=[RELEASE]),
            [Change("gained", "a", "EVENT", "events", "Zen 6 available None", "On Zen")],
            id="event",
        ),
    ],
)
def test_changes(before, after, changes) -> None:
    assert list(changes_of(ARTICLE, before, after)) == changes


def test_the_report_escapes_what_articles_hold() -> None:
    comparison = Comparison("a", "<b>", 1, [GAINED], [])
    assert as_text(comparison).splitlines() == [
        "a → <b>: 1 article, 1 gained", "", "r.b: 1 gained", "  + PRICE '$5'", "      a: It costs $5 <now>."
    ]  # fmt: skip
    page = as_html(comparison)
    assert "It costs <mark>$5</mark> &lt;now&gt;." in page
    assert "<b>:" not in page


def test_a_folder_against_the_rules_shipped(tmp_path: Path) -> None:
    mine, articles = tmp_path / "mine", tmp_path / "articles"
    mine.mkdir()
    articles.mkdir()
    (mine / "a.yaml").write_text(RULES.format("dear", "high"), encoding="utf-8")
    (articles / "a.txt").write_text("It is dear.", encoding="utf-8")
    comparison = compare("shipped", str(mine), articles)
    assert comparison.changes == [Change("gained", "a.txt", "PRICE", "my.price", "dear", "It is dear.")]
    assert (comparison.scores, comparison.is_worse) == ([], True)


def test_two_revisions_of_a_folder_of_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    Path("mine").mkdir()
    Path("gold").mkdir()
    Path("gold/a.txt").write_text(
        "---\npublished: null\ngenre: x\nlabels: [PRICE]\n---\nIt is ⟦dear|PRICE value=high⟧.\n", encoding="utf-8"
    )
    for value in ("high", "low"):
        Path("mine/a.yaml").write_text(RULES.format("dear", value), encoding="utf-8")
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", value], check=True)
    comparison = compare("HEAD~1", "HEAD", Path("gold"), "mine")
    assert [change.detail for change in comparison.changes] == ["value: high → low"]
    ((label, old, new),) = comparison.scores
    assert (label, old.whole.f1, new.whole.f1, comparison.is_worse) == ("PRICE", 1.0, 0.0, True)


@pytest.mark.parametrize("name", ["no-such-revision", "--output=x"])
def test_a_version_that_is_none_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VersionError, match="is neither a folder, nor 'shipped', nor a git revision here"), opened(name):
        pass
    assert list(tmp_path.iterdir()) == []
