"""A folder on this machine or in an object store, by its path or URL: what is in it, and files put there whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.documents.needs import needs


def names_in(folder: str) -> set[str]:
    """Return the names in a folder, none if it is not there.

    >>> sorted(names_in("tests/documents/folder"))
    ['a.txt', 'b.md']
    """
    files, path = needs("fsspec", "ray").core.url_to_fs(folder)
    return {Path(name).name for name in files.ls(path, detail=False)} if files.exists(path) else set()


def put(written: Path, target: str) -> None:
    """Copy a file of this machine to a path or URL, where it appears whole or not at all."""
    files, path = needs("fsspec", "ray").core.url_to_fs(target)
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
    files.put_file(str(written), f"{path}.unfinished")
    files.mv(f"{path}.unfinished", path)


def remove(folder: str, names: Iterable[str]) -> None:
    """Remove files from a folder."""
    files, path = needs("fsspec", "ray").core.url_to_fs(folder)
    for name in names:
        files.rm_file(f"{path}/{name}")
