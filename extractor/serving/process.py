"""A worker process as the service sees it: start it, ask it, end it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from extractor.errors import ChipwireError
from extractor.serving import frames
from extractor.serving.desk import Answer
from extractor.serving.requests import Limits

_IMPORT_ROOT = str(Path(__file__).resolve().parents[2])
_STOP_S = 2.0


class WorkerLostError(ChipwireError):
    """The worker died before it answered."""

    type = "worker-lost"


class WorkerRefusedError(ChipwireError):
    """The worker could not load the rules; the message says why."""

    type = "worker-refused"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told when it starts. `load` names the function that returns an extractor."""

    rules: str | None
    limits: Limits
    load: str = "extractor:load"


class Worker:
    """One process. It answers one request at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid
        self.articles, self.memory_mb = 0, 0
        self.leaving = False
        self.rules_version = ""

    @classmethod
    async def start(cls, setup: Setup) -> Worker:
        """Start a process and wait until it has loaded the rules.

        Raises `WorkerRefusedError` if the rules are wrong, `WorkerLostError` if it dies.
        """
        python_path = os.pathsep.join(filter(None, (_IMPORT_ROOT, os.environ.get("PYTHONPATH"))))
        worker = cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "extractor.serving.worker", orjson.dumps(asdict(setup)).decode()),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": python_path},
            )
        )
        try:
            head, _ = await worker._receive()
        except BaseException:
            worker.kill()
            raise
        if "refused" in head:
            await worker.stop()
            raise WorkerRefusedError(head["refused"])
        worker.memory_mb, worker.rules_version = head["memory_mb"], head["rules_version"]
        return worker

    async def ask(self, do: str, body: bytes) -> Answer:
        """Return the worker's answer. Raises `WorkerLostError` if it dies."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.writelines(frames.pack({"do": do}, body))
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            raise WorkerLostError(f"worker {self.pid} died") from None
        head, payload = await self._receive()
        self.articles += head["articles"]
        self.memory_mb = head["memory_mb"]
        return Answer(payload, head["status"], head["articles"], head["entities"], self.rules_version)

    async def _receive(self) -> tuple[frames.Head, bytes]:
        assert self._process.stdout is not None
        try:
            return await frames.read_async(self._process.stdout)
        except (asyncio.IncompleteReadError, ConnectionResetError):
            raise WorkerLostError(f"worker {self.pid} died") from None

    async def gone(self) -> None:
        """Return when the process has ended."""
        await self._process.wait()

    def kill(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> None:
        """Close the pipe, on which the process ends of its own; kill it if it does not."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_S):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()
