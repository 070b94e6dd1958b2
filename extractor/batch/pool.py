"""A pool of processes that answers chunks of raw articles, in order, with a bound on what is under way.

Workers return plain bytes, as `Doc`s are dear to ship. Each has one chunk at a time, so neither end of its pipe
can block the other. A worker that dies or hangs is replaced and its chunk is done again, one article at a time;
an article on which a worker dies a second time gets an error record.
"""

from __future__ import annotations

import collections
import contextlib
import gc
import math
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from extractor.batch.answer import Answer, Extracts, Load, Orders, answer
from extractor.documents.raw import Raw
from extractor.errors import CrashError, TimeLimitError
from extractor.failures import failure, failure_line

WORKER_GROWTH_MB = 150  # spaCy's string store never shrinks; a worker that has grown by this is replaced
GRACE_S = 5.0  # beyond the time limit, for code that does not heed the alarm
LISTEN_S = 1.0
FORKS = sys.platform == "linux"  # elsewhere it is not safe
WINDOW = 8  # chunks a process that may be under way or wait for their turn


@dataclass(slots=True)
class _Chunk:
    number: int
    raws: list[Raw]
    answers: list[Answer] = field(default_factory=list)
    alone: bool = False  # done again, one article at a time

    @property
    def next_raws(self) -> list[Raw]:
        return self.raws[len(self.answers) :][: 1 if self.alone else None]

    @property
    def is_done(self) -> bool:
        return len(self.answers) == len(self.raws)

    def fail(self, error: Exception) -> None:
        """A worker died or hung: do it again article by article; an article that is alone is at fault."""
        if self.alone:
            self.answers.append(Answer(failure_line(failure(self.next_raws[0].id, error)), failed=True))
        self.alone = True


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    connection: Connection
    clock: Any  # when its current article was begun; the worker writes it
    chunk: _Chunk | None = None

    def give(self, chunk: _Chunk) -> None:
        self.chunk = chunk
        with contextlib.suppress(OSError):  # if it has just died, that is seen when it is listened to
            self.connection.send(chunk.next_raws)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Pool:
    """Processes that answer. Use it in a `with` block.

    Each calls `load` for its extractor. If it `forks`, what `load` gives may be loaded already, and shared.
    """

    def __init__(self, load: Load, orders: Orders, processes: int, forks: bool = FORKS) -> None:
        self._load, self._orders, self._processes, self._forks = load, orders, processes, forks
        self._context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self._workers: list[_Worker] = []
        self._ahead: collections.deque[_Chunk] = collections.deque()

    def __enter__(self) -> Pool:
        gc.collect()
        gc.freeze()  # the workers' collectors shall not touch, and so copy, the pages they share
        return self

    def __exit__(self, *_: object) -> None:
        while self._workers:
            self._workers.pop().stop()
        gc.unfreeze()

    def answers(self, chunks: Iterable[list[Raw]]) -> Iterator[list[Answer]]:
        """Yield the answers to each chunk, in order. Chunks are drawn as they can be worked on, no earlier."""
        fresh = (_Chunk(number, raws) for number, raws in enumerate(chunks))
        done: dict[int, list[Answer]] = {}
        turn = drawn = 0
        while True:
            self._hand_out()
            while turn in done:
                yield done.pop(turn)
                turn += 1
            while len(self._ahead) < self._processes and drawn - turn < WINDOW * self._processes:
                chunk = next(fresh, None)
                if chunk is None:
                    break
                drawn += 1
                self._sort(chunk, done)
            if self._ahead and self._has_idle():
                continue
            busy = [worker for worker in self._workers if worker.chunk]
            if not busy and turn == drawn:
                return
            for chunk in self._hear(busy):
                self._sort(chunk, done)

    def _sort(self, chunk: _Chunk, done: dict[int, list[Answer]]) -> None:
        if chunk.is_done:
            done[chunk.number] = chunk.answers
        elif chunk.answers or chunk.alone:
            self._ahead.appendleft(chunk)
        else:
            self._ahead.append(chunk)

    def _has_idle(self) -> bool:
        return len(self._workers) < self._processes or any(worker.chunk is None for worker in self._workers)

    def _hand_out(self) -> None:
        while self._ahead and self._has_idle():
            idle = next((worker for worker in self._workers if worker.chunk is None), None)
            (idle or self._start()).give(self._ahead.popleft())

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        clock = self._context.RawValue("d", math.inf)
        inherited = [ours, *(worker.connection for worker in self._workers)] if self._forks else []
        arguments = (self._load, self._orders, theirs, clock, inherited)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, clock))
        return self._workers[-1]

    def _hear(self, busy: list[_Worker]) -> Iterator[_Chunk]:
        """Wait until a worker answers, dies or has hung for too long, and yield the chunks that come back."""
        ready = wait([worker.connection for worker in busy], timeout=LISTEN_S) if busy else []
        for worker in busy:
            chunk = worker.chunk
            assert chunk is not None
            if worker.connection in ready:
                self._receive(worker, chunk)
            elif time.monotonic() - worker.clock.value > self._orders.time_limit_s + GRACE_S:
                self._drop(worker)
                chunk.fail(TimeLimitError(f"it took more than {self._orders.time_limit_s:g} s and had to be killed"))
            else:
                continue
            yield chunk

    def _receive(self, worker: _Worker, chunk: _Chunk) -> None:
        try:
            answers, grown_mb = worker.connection.recv()
        except (EOFError, OSError):
            self._drop(worker)
            chunk.fail(CrashError("the process that read it died, twice; is there memory enough?"))
            return
        chunk.answers += answers
        worker.chunk = None
        if grown_mb > WORKER_GROWTH_MB:
            self._drop(worker)

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.stop()


def _serve(load: Load, orders: Orders, connection: Connection, clock: Any, inherited: list[Connection]) -> None:
    """A worker's life: until the pipe is closed, chunks in, answers out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:  # else a pipe would stay open when the parent is killed
        other.close()
    chipwire = load()
    at_start_mb = peak_memory_mb()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            answers = [_timed(chipwire, raw, orders, clock) for raw in connection.recv()]
            clock.value = math.inf
            connection.send((answers, peak_memory_mb() - at_start_mb))


def _timed(chipwire: Extracts, raw: Raw, orders: Orders, clock: Any) -> Answer:
    clock.value = time.monotonic()
    return answer(chipwire, raw, orders)


def peak_memory_mb() -> float:
    """Return the most memory that this process has held."""
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
