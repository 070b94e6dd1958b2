"""Versions of the rules: what each makes of the same articles. Each runs in a process of its own, with its own code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from extractor.errors import VersionError
from extractor.schema import Article

SHIPPED: Final = "shipped"
_RUN: Final = """
import json, sys, extractor
chipwire = extractor.load(sys.argv[1:])
for line in sys.stdin:
    article = json.loads(line)
    print(chipwire.extract(article["text"], published=article["published"], title=article["title"],
                           id=article["id"]).model_dump_json())
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A version as the user names it; `home` holds its code, None for the code installed; `rules` is a user's folder."""

    name: str
    home: Path | None
    rules: Path | None


@contextmanager
def opened(name: str, rules: str | None = None) -> Iterator[Version]:
    """Find a version: `shipped`, a checkout, a folder of rules, or a git revision of the repository around.

    In a checkout or revision, `rules` is the path in it of a folder of a user's own. Raise VersionError if there is none.
    """
    path = Path(name)
    if name == SHIPPED:
        yield Version(name, None, None)
    elif path.is_dir():
        is_checkout = (path / "extractor").is_dir() and (path / "patterns").is_dir()
        own = path / rules if rules else None if is_checkout else path
        yield Version(name, path.resolve() if is_checkout else None, own.resolve() if own else None)
    else:
        folder = Path(tempfile.mkdtemp(prefix="chipwire-"))
        try:
            _unpack(name, folder)
            home = folder if (folder / "extractor").is_dir() else None
            yield Version(name, home, folder / rules if rules else None)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def run(version: Version, articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Return the version's results of the articles, as plain data. Raise VersionError if it does not run."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CHIPWIRE_")}
    # Nothing but the version's own code may come first on the path; a neutral folder finds what is installed.
    command = [sys.executable, "-c", _RUN, *([str(version.rules)] if version.rules else [])]
    lines = "".join(article.model_dump_json() + "\n" for article in articles)
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False,
        cwd=version.home or _installed(), env=environment,
    )  # fmt: skip
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise VersionError(f"{version.name}: it does not run: {said[-1] if said else 'it says nothing'}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _installed() -> Path:
    """The folder that the code at work is imported from."""
    return Path(__file__).resolve().parents[2]


def _unpack(revision: str, folder: Path) -> None:
    command = ["git", "archive", "--format=tar", "--end-of-options", revision]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - what follows is no option
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise VersionError(f"{revision!r} is neither a folder, nor {SHIPPED!r}, nor a git revision here: {said}")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
