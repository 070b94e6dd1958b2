"""Which files an input names: a file, a folder, a glob or `-`, in an order that is always the same."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.documents.needs import needs
from extractor.documents.raw import Form
from extractor.errors import ReadError

Container = Literal["lines", "csv", "tsv", "parquet", "warc"]

FORMS: dict[str, Form | Container] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
}
PACKED = (".gz", ".zst")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: `name` is its path relative to the input, `form` what is in it. A URL is a path as a string."""

    path: Path | str
    name: str
    form: Form | Container


def form_of(path: Path) -> Form | Container | None:
    """Return what a file's name says is in it, `None` for a name that says nothing.

    >>> form_of(Path("news/a.jsonl.gz"))
    'lines'
    """
    suffix, inner = path.suffix.lower(), Path(path.stem).suffix.lower()
    form = FORMS.get(inner if suffix in PACKED else suffix)
    return None if form == "parquet" and suffix in PACKED else form


def find_sources(inputs: Iterable[str | Path], leave_out: Iterable[Path] = ()) -> Iterator[Source]:
    """Yield the files that the inputs name, each once, folders in the order of their names.

    A folder is walked to its depths; names that begin with a dot, kinds of file that hold no articles and the
    files and folders to `leave_out` are passed over. With one input, names are relative to it; with several, as given.
    Raises `ReadError` for an input that is not there or whose kind is not known.
    """
    given = [str(item) for item in inputs]
    left_out = {os.path.realpath(path) for path in leave_out}
    seen: set[str] = set()
    for item in given:
        if "://" in item:
            yield from _remote(item, prefix=len(given) > 1)
            continue
        plain, real = str(Path(item)), os.path.realpath(item)
        folders = [f"{path}/" for path in left_out if not f"{real}/".startswith(f"{path}/")]
        for source in _sources_of(item, prefix=len(given) > 1):
            below = str(source.path).removeprefix(plain + os.sep)
            is_below = len(below) < len(str(source.path))  # then there is no need to resolve the path of each file
            place = os.path.join(real, below) if is_below else os.path.realpath(source.path)  # noqa: PTH118
            if place in seen or place in left_out or any(place.startswith(folder) for folder in folders):
                continue
            if len(given) > 1:
                seen.add(place)
            yield source


def _sources_of(item: str, prefix: bool) -> Iterator[Source]:
    path = Path(item)
    if item == STANDARD_INPUT:
        yield Source(Path(item), "stdin", "lines")
    elif path.is_dir():
        yield from _walk(path, None if prefix else path)
    elif path.exists() or path.is_symlink():
        yield _single(path, str(path) if prefix else path.name)
    elif any(mark in item for mark in "*?["):
        yield from _matches(item, prefix)
    else:
        raise ReadError(f"{item}: there is no such file or folder; give a file, a folder, a quoted glob or -")


def _single(path: Path, name: str) -> Source:
    form = form_of(path)
    if form is None:
        raise ReadError(f"{path}: articles are read from {', '.join(FORMS)} (.gz or .zst), not {path.suffix or 'this'}")
    return Source(path, _named(name), form)


def _walk(folder: Path, root: Path | None) -> Iterator[Source]:
    for path in _files_below(str(folder)):
        # A folder among the files is one that can't be listed: reading it will say so, in an error record.
        form = "text" if path.endswith(os.sep) else form_of(Path(path))
        if form is not None:
            yield Source(Path(path), _named(os.path.relpath(path, root) if root else path), form)


def _files_below(folder: str) -> Iterator[str]:
    try:
        entries = sorted((entry for entry in os.scandir(folder)), key=lambda entry: entry.name)
    except OSError:
        yield folder + os.sep
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path)
        else:
            yield entry.path


def _matches(pattern: str, prefix: bool) -> Iterator[Source]:
    paths = sorted(path for match in glob.iglob(pattern, recursive=True) if (path := Path(match)).is_file())  # noqa: PTH207
    if not paths:
        raise ReadError(f"{pattern}: no file matches")
    root = "" if prefix else _fixed_part(pattern)
    for path in paths:
        form = form_of(path)
        if form is not None:
            yield Source(path, _named(os.path.relpath(path, root) if root else str(path)), form)


def _remote(url: str, prefix: bool) -> Iterator[Source]:
    fsspec = needs("fsspec", "ray")
    files, root = fsspec.core.url_to_fs(url)
    try:
        paths = sorted(files.glob(root) if any(mark in url for mark in "*?[") else files.find(root))
    except OSError as error:
        raise ReadError(f"{url}: {error}") from error
    if not paths:
        raise ReadError(f"{url}: there is nothing there")
    top = _fixed_part(root) if any(mark in url for mark in "*?[") else root
    for path in paths:
        form = form_of(Path(path))
        if form is not None:
            relative = Path(path).name if path == root else path.removeprefix(top).lstrip("/")
            yield Source(files.unstrip_protocol(path), f"{url}/{relative}" if prefix else relative, form)


def _fixed_part(pattern: str) -> str:
    fixed = pattern[: min(pattern.index(mark) for mark in "*?[" if mark in pattern)]
    return str(Path(fixed + "*").parent)


def _named(path: str) -> str:
    """An id can hold no surrogates, as it is written as UTF-8; a file's name on disk can be any bytes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
