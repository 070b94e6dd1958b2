"""The folders of data are found wherever the package lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import settings
from extractor.errors import SettingsError


@pytest.mark.parametrize("inside", ["extractor/_data/patterns", "patterns"], ids=["wheel", "checkout"])
def test_patterns_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    monkeypatch.delenv("CHIPWIRE_PATTERNS", raising=False)
    monkeypatch.setattr(settings, "_PACKAGE", tmp_path / "extractor")
    (tmp_path / inside).mkdir(parents=True)
    assert settings.patterns_dir() == tmp_path / inside


def test_own_patterns_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_PATTERNS", str(tmp_path))
    assert settings.patterns_dir() == tmp_path


def test_own_patterns_must_be_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_PATTERNS", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match=r"CHIPWIRE_PATTERNS: .*nowhere.* is no folder"):
        settings.patterns_dir()


def test_nothing_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_PACKAGE", tmp_path / "extractor")
    with pytest.raises(SettingsError, match="web/ is in none of"):
        settings.web_dir()
