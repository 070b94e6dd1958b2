"""Load on the service, on loopback only: the service as a process of its own, and a client that costs little."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.articles import corpus_texts, variations

HOST = "127.0.0.1"
WORDS = 500
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def articles(count: int, seed: int = 0) -> list[str]:
    """Return different articles of 500 words, made of the corpus."""
    words = itertools.chain.from_iterable(
        text.replace("\n\n", " \n\n ").split(" ") for text in variations(corpus_texts(), seed)
    )
    return [" ".join(itertools.islice(words, WORDS)) for _ in range(count)]


def post(path: str, body: object) -> bytes:
    """Return a request as it goes over the wire."""
    written = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\nContent-Length: {len(written)}\r\n\r\n"
    return head.encode() + written


def singles(texts: Iterable[str]) -> list[bytes]:
    """Return a request an article."""
    return [post("/v1/extract", {"text": text, "published": "2024-06-03"}) for text in texts]


def batches(texts: Sequence[str], size: int) -> list[bytes]:
    """Return a request for every `size` articles."""
    chunks = [texts[at : at + size] for at in range(0, len(texts) - size + 1, size)]
    return [
        post("/v1/extract/batch", {"articles": [{"text": text, "published": "2024-06-03"} for text in chunk]})
        for chunk in chunks
    ]


@dataclass
class Drive:
    """What became of the requests: how many of each status (0: no answer), and how long the answers took."""

    statuses: Counter[int] = field(default_factory=Counter)
    took_ms: list[float] = field(default_factory=list)
    elapsed_s: float = 0.0

    @property
    def rate(self) -> float:
        """Requests answered 200 a second."""
        return self.statuses[200] / self.elapsed_s

    def percentile_ms(self, percent: int) -> float:
        """Return the time that so many percent of the answers did not exceed."""
        return statistics.quantiles(self.took_ms, n=100)[percent - 1] if len(self.took_ms) > 1 else float("nan")

    def __str__(self) -> str:
        told = ", ".join(f"{count:,} x {status or 'no answer'}" for status, count in sorted(self.statuses.items()))
        p50, p99 = self.percentile_ms(50), self.percentile_ms(99)
        return f"{told}; p50 {p50:.0f} ms, p99 {p99:.0f} ms ({p99 / p50:.1f}x)"


def drive(port: int, requests: Iterable[bytes], concurrency: int, seconds: float) -> Drive:
    """Send the requests, again and again, on so many connections for so long."""
    return asyncio.run(_drive(port, itertools.cycle(requests), concurrency, seconds))


async def _drive(port: int, requests: Iterator[bytes], concurrency: int, seconds: float) -> Drive:
    driven, begun_s = Drive(), time.monotonic()
    until_s = begun_s + seconds
    await asyncio.gather(*(_send(port, requests, driven, until_s) for _ in range(concurrency)))
    driven.elapsed_s = time.monotonic() - begun_s
    return driven


async def _send(port: int, requests: Iterator[bytes], driven: Drive, until_s: float) -> None:
    while time.monotonic() < until_s:
        try:
            reader, writer = await asyncio.open_connection(HOST, port, limit=1 << 24)
            try:
                while time.monotonic() < until_s:
                    begun_s = time.monotonic()
                    writer.write(next(requests))
                    status = await _status(reader)
                    driven.statuses[status] += 1
                    if status == 200:
                        driven.took_ms.append(1000 * (time.monotonic() - begun_s))
            finally:
                writer.close()
        except (OSError, asyncio.IncompleteReadError):
            driven.statuses[0] += 1


async def _status(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head[9:12])


@dataclass
class Service:
    """The service as a process: its port, and what its processes use."""

    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"serving.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def workers_ready(self) -> int:
        """Return how many workers the service says are there."""
        with urllib.request.urlopen(f"http://{HOST}:{self.port}/readyz") as answer:
            return int(json.load(answer)["workers"])

    def cpu_s(self) -> tuple[float, float]:
        """Return the CPU time so far of the process that speaks HTTP, and of the workers."""
        return _cpu_s(self.pid), sum(map(_cpu_s, self.workers))

    def memory_mb(self) -> dict[int, float]:
        """Return each process's resident memory, the service's own first."""
        return {
            pid: int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
            for pid in (self.pid, *self.workers)
        }

    def ask(self, path: str, body: object = None) -> tuple[int, float]:
        """Return the status of a GET (of a POST where there is a body), and how many ms it took, on a new connection."""
        begun_s = time.monotonic()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            if body is None:
                connection.request("GET", path)
            else:
                connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            status = response.status
        except OSError:
            status = 0
        finally:
            connection.close()
        return status, 1000 * (time.monotonic() - begun_s)


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def served(workers: int) -> Iterator[Service]:
    """Run `chipwire serve` on a free port until the block ends."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"CHIPWIRE_WORKERS": str(workers), "CHIPWIRE_RELOAD": "false"}
    command = [sys.executable, "-m", "extractor", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # a line of log a request
    try:
        service = Service(port, process.pid)
        wait_until(lambda: service.ask("/readyz")[0] == 200, 120)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def wait_until(met: Callable[[], bool], timeout_s: float) -> None:
    """Return when the condition is met. Raises TimeoutError if it never is."""
    until_s = time.monotonic() + timeout_s
    while not met():
        if time.monotonic() > until_s:
            raise TimeoutError(f"not met within {timeout_s:g} s")
        time.sleep(0.05)
