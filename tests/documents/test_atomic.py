from pathlib import Path

import pytest

from extractor.documents.atomic import atomic, atomic_folder


def write_half(path: Path) -> None:
    path.write_text("half")
    raise ValueError("no luck")


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(ValueError, match="no luck"), atomic(target) as unfinished:
        write_half(unfinished)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old"}


def test_a_folder_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.mkdir()
    (target / "old.txt").write_text("old")
    with pytest.raises(ValueError, match="no luck"), atomic_folder(target) as unfinished:
        write_half(unfinished / "new.txt")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["a", "a/old.txt"]


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "a"
    for name in ("old", "new"):
        with atomic_folder(target) as unfinished:
            (unfinished / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "deep",
        "deep/a",
        "deep/a/new",
    ]
