"""Reading the rules again while the service runs: on SIGHUP, and when one of their files changes."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from watchfiles import Change, awatch

from extractor.errors import ChipwireError
from extractor.serving.pool import Pool

log = logging.getLogger(__name__)


class Reloader:
    """Has the pool read the rules again; a bad file changes nothing, and `error` says why."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._asked = asyncio.Event()
        self.error: str | None = None
        self.reloads = 0

    async def reload(self) -> None:
        """Read the rules again, or keep the old ones."""
        try:
            await self._pool.reload()
        except ChipwireError as error:
            self.error = str(error)
            log.error("the rules were not read again, the old ones stay: %s", error)
        else:
            self.error = None
            self.reloads += 1
            log.info("the rules were read again: version %s", self._pool.rules_version)

    @asynccontextmanager
    async def running(self, folders: Sequence[Path]) -> AsyncIterator[None]:
        """Reload on SIGHUP, and when a rules file in one of these folders changes."""
        self._listen()
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(self._obey()), tasks.create_task(self._watch(folders))]
            try:
                yield
            finally:
                for task in running:
                    task.cancel()

    def _listen(self) -> None:
        if threading.current_thread() is threading.main_thread():  # only there can signals be caught
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._asked.set)

    async def _obey(self) -> None:
        while await self._asked.wait():
            self._asked.clear()
            await self.reload()

    async def _watch(self, folders: Sequence[Path]) -> None:
        if folders:
            async for _changes in awatch(*folders, watch_filter=_is_rules_file):
                self._asked.set()


def _is_rules_file(_change: Change, path: str) -> bool:
    return path.endswith((".yaml", ".yml"))
