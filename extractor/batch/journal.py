"""The output while it grows: it can be cut off at any moment, and appears under its name when it is whole.

In a hidden folder beside the output each run writes a file of its own, in the output's order. A run that was
interrupted leaves it there; the next run takes the finished records from it, and removes it when it is done.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from extractor.batch.finished import Finished, add_all
from extractor.documents.atomic import settle
from extractor.errors import ArticleError

SYNC_S = 5.0


class Journal:
    """The run's own file. Use it in a `with` block, and `finish` it.

    Raises `ArticleError` if another run is writing the same output.
    """

    def __init__(self, output: Path, rules_version: str, force: bool = False) -> None:
        self.output, self._force = output, force
        self.folder = journal_folder(output)
        self.finished = Finished(rules_version)
        self._synced_s = time.monotonic()

    def __enter__(self) -> Journal:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self.folder / "lock", self.output)
        earlier = sorted(self.folder.glob("*.jsonl"))
        number = int(earlier[-1].stem) + 1 if earlier else 1
        useless = earlier if self._force else self._recover(earlier)
        for path in useless:
            path.unlink()
        self._path = self.folder / f"{number:06}.jsonl"
        self._stream: BinaryIO = self._path.open("wb")
        return self

    def _recover(self, earlier: list[Path]) -> list[Path]:
        if self.output.exists():
            self.finished.add(self.output)
        return add_all(self.finished, earlier)

    def write(self, lines: list[bytes]) -> None:
        """Add lines, so that they outlive the process; every few seconds so that they outlive a power cut."""
        self._stream.write(b"".join(lines))
        self._stream.flush()
        if time.monotonic() - self._synced_s > SYNC_S:
            os.fsync(self._stream.fileno())
            self._synced_s = time.monotonic()

    def finish(self) -> None:
        """Give the whole output its name, and remove what only served to get there."""
        self._stream.close()
        settle(self._path, self.output)
        self.finished.close()
        shutil.rmtree(self.folder)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        self.finished.close()
        if self.folder.exists() and not any(path.stat().st_size for path in self.folder.glob("*.jsonl")):
            shutil.rmtree(self.folder)  # nothing was done: leave nothing
        self._lock.close()


def journal_folder(output: Path) -> Path:
    """Return where an output's journal lies.

    >>> journal_folder(Path("news/out.jsonl")).name
    '.out.jsonl.run'
    """
    return output.with_name(f".{output.name}.run")


def _lock(path: Path, output: Path) -> BinaryIO:
    stream = path.open("wb")
    try:
        import fcntl

        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: workers don't inherit it
    except ImportError:
        pass  # no such locks on this system
    except OSError as error:
        stream.close()
        raise ArticleError(f"{output} is being written by another run; wait for it, or give another output") from error
    return stream
