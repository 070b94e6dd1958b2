"""Folders in layers: what a later folder adds, overrides and switches off, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.components.ratios.metrics import metric_macros
from extractor.errors import PatternError
from extractor.pipeline import Extractor
from extractor.rules.source import read_folder

FIRST = """
macros:
  soon: {words: [soon, shortly]}
rules:
  - {id: times.soon, label: WHEN, pattern: $soon}
  - {id: times.now, label: WHEN, pattern: now}
"""
NAMES = """
vendors:
  - {id: acme, name: Acme, roles: [designer]}
"""
CHIPS = """
vendor: acme
chips:
  - {id: rocket, name: Rocketlake, kind: cpu, level: family}
  - {id: anvil, name: Anvilon, kind: cpu, level: family}
"""
METRICS = """
metrics:
  - {id: speed, words: [speed]}
  - {id: power, words: [power]}
"""
TEXT = "Acme shows Rocketlake and Anvilon now, and will ship soon or later."


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write(tmp_path / "first", rules=FIRST, vendors=NAMES, chips=CHIPS, metrics=METRICS)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


def found(*folders: Path) -> list[tuple[str, str]]:
    return [(entity.label, entity.text) for entity in Extractor(folders).extract(TEXT).entities]


ALL = [("VENDOR", "Acme"), ("CHIP", "Rocketlake"), ("CHIP", "Anvilon"), ("WHEN", "now"), ("WHEN", "soon")]


def without(*texts: str) -> list[tuple[str, str]]:
    return [entity for entity in ALL if entity[1] not in texts]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("rules: [{id: times.later, label: WHEN, pattern: later}]", [*ALL, ("WHEN", "later")], id="add"),
        pytest.param("rules: [{id: times.soon, label: WHEN, pattern: ship}]", [*ALL[:4], ("WHEN", "ship")], id="rule"),
        pytest.param("macros: {soon: {words: [later]}}", [*ALL[:4], ("WHEN", "later")], id="macro"),
        pytest.param("vendors: [{id: acme, name: Bcme, roles: [ip]}]", without("Acme"), id="vendor"),
        pytest.param(
            "{vendor: acme, chips: [{id: anvil, name: Hammeron, kind: gpu, level: family}]}",
            without("Anvilon"),
            id="chip",
        ),
        pytest.param("off: [times.now]", without("now"), id="rule off"),
        pytest.param("off: [rocket]", without("Rocketlake"), id="chip off"),
        pytest.param("off: [acme]", without("Acme"), id="vendor off"),
        pytest.param("{off: [times.now], rules: [{id: times.now, label: WHEN, pattern: will}]}",
                     [*without("now", "soon"), ("WHEN", "will"), ("WHEN", "soon")], id="off and anew"),
    ],
)  # fmt: skip
def test_a_later_folder_counts_before_an_earlier_one(first: Path, tmp_path: Path, second: str, expected) -> None:
    assert found(first, write(tmp_path / "second", mine=second)) == expected


def test_a_chip_still_names_the_vendor_that_is_switched_off(first: Path, tmp_path: Path) -> None:
    result = Extractor([first, write(tmp_path / "second", mine="off: [acme]")]).extract(TEXT)
    assert [(chip.name, chip.vendor) for chip in result.chips] == [("Rocketlake", "Acme"), ("Anvilon", "Acme")]


@pytest.mark.parametrize(
    ("second", "metrics"),
    [
        ("metrics: [{id: speed, words: [pace]}]", {"metric", "metric-speed", "metric-power"}),
        ("off: [power]", {"metric", "metric-speed"}),
    ],
    ids=["override", "off"],
)
def test_metrics_are_layered_too(first: Path, tmp_path: Path, second: str, metrics: set[str]) -> None:
    sources = read_folder(first) + read_folder(write(tmp_path / "second", mine=second))
    (made,) = metric_macros(sources)
    assert made.data["macros"].keys() == metrics
    assert made.data["macros"]["metric-speed"]["words"] == [("pace" if "pace" in second else "speed")]


def test_an_override_keeps_its_rank(first: Path, tmp_path: Path) -> None:
    second = write(tmp_path / "second", mine="rules: [{id: times.soon, label: WHEN, pattern: shortly}]")
    rules = Extractor([first, second]).rules.rules
    assert list(rules) == ["times.soon", "times.now"]
    assert rules["times.soon"].path == second / "mine.yaml"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"a": "rules: [{id: x.y, label: A, pattern: b}]", "b": "rules:\n  - {id: x.y, label: A, pattern: c}"},
            r"b\.yaml:2: rule 'x\.y': the id is taken by a rule in .*a\.yaml; ids are unique in a folder",
        ),
        (
            {"a": "macros: {m: {words: [b]}}", "b": "macros: {m: {words: [b]}}"},
            r"b\.yaml:1: .*the id is taken by a macro in .*a\.yaml",
        ),
        (
            {"a": "off:\n  - times.sonn"},
            r"a\.yaml:2: off: no rule, vendor, chip or metric of an earlier folder has the id 'times\.sonn'; near it: times\.soon",
        ),
        (
            {"a": "{off: [x.y], rules: [{id: x.y, label: A, pattern: b}]}"},
            r"a\.yaml:1: off: no rule, vendor, chip or metric of an earlier folder has the id 'x\.y'",
        ),
        ({"a": "rule: [{id: x.y, label: A, pattern: b}]"}, r"a\.yaml:1: it holds rule; a file holds at least one of rules"),
        ({"a": "- off"}, r"a\.yaml:1: it holds list; a file holds at least one of rules"),
    ],
    ids=["rule twice", "macro twice", "off misspelt", "off of its own", "key misspelt", "list"],
)  # fmt: skip
def test_what_can_not_be_meant_is_refused(first: Path, tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(PatternError, match=message):
        Extractor([first, write(tmp_path / "second", **files)])


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="nowhere is no folder"):
        read_folder(tmp_path / "nowhere")
