"""The worker processes: requests are handed to an idle one in the order they came.

A worker that dies, hangs or has grown old is replaced; the others go on answering meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from extractor.errors import ChipwireError
from extractor.serving.desk import Answer
from extractor.serving.process import Setup, Worker, WorkerLostError

log = logging.getLogger(__name__)
Reason = Literal["died", "timed-out", "recycled", "reloaded"]
_LONGEST_PAUSE_S = 30.0


class OverloadedError(ChipwireError):
    """As many requests as may wait are waiting already."""

    type = "overloaded"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many requests may be under way, how long one may take, and when a worker is old."""

    workers: int
    max_waiting_requests: int
    request_timeout_s: float
    recycle_articles: int
    recycle_memory_mb: int


@dataclass(slots=True)
class _Ticket:
    """A request on its way: what is asked, by when, and where its answer goes."""

    do: str
    body: bytes
    deadline: float
    answer: asyncio.Future[Answer]


class Pool:
    """Answers requests with worker processes."""

    def __init__(self, setup: Setup, bounds: Bounds) -> None:
        self._setup, self._bounds = setup, bounds
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: deque[_Ticket] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._generation = asyncio.Lock()
        self.admitted = 0
        self.replaced: Counter[Reason] = Counter()

    @property
    def ready(self) -> bool:
        return bool(self._workers)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @property
    def pids(self) -> list[int]:
        return [worker.pid for worker in self._workers]

    @property
    def rules_version(self) -> str:
        return next((worker.rules_version for worker in self._workers), "")

    @property
    def memory_mb(self) -> int:
        return sum(worker.memory_mb for worker in self._workers)

    async def start(self) -> None:
        """Start the workers. Raises `WorkerRefusedError` if the rules are wrong."""
        for worker in await self._hire_all():
            self._welcome(worker)

    async def stop(self) -> None:
        """End every worker; to be called when no request is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        workers, self._workers = self._workers, set()
        await asyncio.gather(*(worker.stop() for worker in workers))

    async def reload(self) -> None:
        """Replace every worker by one that read the rules again.

        Raises `WorkerRefusedError` or `WorkerLostError` if that fails; then the old workers, and their rules, stay.
        """
        async with self._generation:
            successors = await self._hire_all()
            old = set(self._workers)
            for worker in successors:
                self._welcome(worker)
            for worker in old:
                self._replaced(worker, "reloaded")
                self._retire(worker)

    @property
    def full(self) -> bool:
        """Whether no further request may come."""
        return self.admitted >= self._bounds.workers + self._bounds.max_waiting_requests

    @contextmanager
    def admit(self) -> Iterator[None]:
        """Count a request as under way. Raises `OverloadedError` if too many are."""
        if self.full:
            raise OverloadedError(f"{self.admitted} requests are under way; try again")
        with self.count():
            yield

    @contextmanager
    def count(self) -> Iterator[None]:
        """Count a request as under way."""
        self.admitted += 1
        try:
            yield
        finally:
            self.admitted -= 1

    async def ask(self, do: str, body: bytes) -> Answer:
        """Return a worker's answer.

        Raises `WorkerLostError` if the worker died over it, and `TimeoutError` if it took too long.
        """
        loop = asyncio.get_running_loop()
        ticket = _Ticket(do, body, loop.time() + self._bounds.request_timeout_s, loop.create_future())
        self._waiting.append(ticket)
        self._dispatch()
        async with asyncio.timeout_at(ticket.deadline):
            return await ticket.answer

    def _dispatch(self) -> None:
        while self._idle and self._waiting:
            ticket = self._waiting.popleft()
            if not ticket.answer.done():
                self._go(self._serve(self._idle.pop(), ticket))

    async def _serve(self, worker: Worker, ticket: _Ticket) -> None:
        try:
            async with asyncio.timeout_at(ticket.deadline):
                answer = await worker.ask(ticket.do, ticket.body)
        except (WorkerLostError, TimeoutError) as error:
            _settle(ticket, error)
            await self._bury(worker, "died" if isinstance(error, WorkerLostError) else "timed-out")
        else:
            if not ticket.answer.done():
                ticket.answer.set_result(answer)
            self._release(worker)

    def _release(self, worker: Worker) -> None:
        """A worker has answered: it takes the next request, or goes."""
        if worker.leaving and worker not in self._workers:
            self._go(worker.stop())
            return
        self._idle.append(worker)
        self._dispatch()
        if not worker.leaving and self._is_old(worker):
            worker.leaving = True
            self._go(self._succeed(worker))

    def _is_old(self, worker: Worker) -> bool:
        bounds = self._bounds
        return worker.articles >= bounds.recycle_articles or worker.memory_mb > bounds.recycle_memory_mb

    async def _succeed(self, old: Worker) -> None:
        """Put a fresh worker in the place of an old one, which works on until then."""
        async with self._generation:
            fresh = await self._hire()
            if old in self._workers:
                self._replaced(old, "recycled")
                self._retire(old)
            self._welcome(fresh)

    async def _bury(self, worker: Worker, reason: Reason) -> None:
        worker.kill()
        was_one_of_us = worker in self._workers
        self._workers.discard(worker)
        self._replaced(worker, reason)
        await worker.stop()
        if was_one_of_us and not worker.leaving:
            self._welcome(await self._hire())

    def _welcome(self, worker: Worker) -> None:
        self._workers.add(worker)
        self._idle.append(worker)
        self._go(self._watch(worker))
        self._dispatch()

    async def _watch(self, worker: Worker) -> None:
        """Replace a worker that dies while it has nothing to do."""
        await worker.gone()
        if worker in self._idle:
            self._idle.remove(worker)
            await self._bury(worker, "died")

    def _retire(self, worker: Worker) -> None:
        """Let a worker go: now if it is idle, else when it has answered."""
        worker.leaving = True
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
            self._go(worker.stop())

    async def _hire_all(self) -> list[Worker]:
        hired = await asyncio.gather(
            *(Worker.start(self._setup) for _ in range(self._bounds.workers)), return_exceptions=True
        )
        failures = [each for each in hired if isinstance(each, BaseException)]
        workers = [each for each in hired if isinstance(each, Worker)]
        if failures:
            await asyncio.gather(*(worker.stop() for worker in workers))
            raise failures[0]
        return workers

    async def _hire(self) -> Worker:
        """Start one worker, trying again for as long as it takes."""
        pause_s = 0.5
        while True:
            try:
                return await Worker.start(self._setup)
            except (ChipwireError, OSError) as error:
                log.error("no new worker, trying again in %s s: %s", pause_s, error)
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def _replaced(self, worker: Worker, reason: Reason) -> None:
        self.replaced[reason] += 1
        log.warning(
            "worker %d replaced: %s, after %d articles, at %d MB", worker.pid, reason, worker.articles, worker.memory_mb
        )

    def _go(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _settle(ticket: _Ticket, error: Exception) -> None:
    if not ticket.answer.done():
        ticket.answer.set_exception(error)
