"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """Give a path to write to; when all went well it becomes `path` in one step, else it is removed.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "a.txt"
    >>> with atomic(target) as unfinished:
    ...     size = unfinished.write_text("whole")
    >>> target.read_text()
    'whole'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        settle(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def settle(written: Path, path: Path) -> None:
    """Rename a written file to its final name, and see to it that a power cut undoes neither."""
    with written.open("rb") as stream:
        os.fsync(stream.fileno())
    written.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError:  # not every file system can
        pass
    finally:
        os.close(folder)


@contextlib.contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to write into; when all went well it takes the place of `path`, else it is removed."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    replaced = path.with_name(f".{path.name}.{os.getpid()}.replaced")
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
        if path.exists():
            path.rename(replaced)
        unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)
