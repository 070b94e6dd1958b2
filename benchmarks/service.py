"""`python -m benchmarks.service [speed] [first] [overload] [kill]`: the service under load, on loopback.

`speed` sends articles of 500 words, one by one and in batches of 16, at concurrency 8, and sets the rate against that of
the library in as many processes in the same run. The client runs on the same machine, so the ratio of CPU time stands
beside that of rates. `first` times the first requests after readiness; `overload` sends ten times as much as may be under
way and asks for health meanwhile; `kill` ends a worker with SIGKILL again and again.
"""

from __future__ import annotations

import argparse
import itertools
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context

import extractor
from benchmarks.load import Service, articles, batches, drive, served, singles

CONCURRENCY, BATCH, OVERLOAD = 8, 16, 10
ARTICLES = 320
HEALTH_MS = 50


def measure_speed(workers: int, seconds: float) -> None:
    """Print rates and CPU time of library and service."""
    texts = articles(ARTICLES)
    rate, cpu_ms = _library(workers, texts, seconds)
    print(f"library, {workers} processes: {rate:,.0f} articles/s, {cpu_ms:.2f} ms of CPU an article")
    with served(workers) as service:
        kinds = {"singly": (singles(texts), 1), f"in batches of {BATCH}": (batches(texts, BATCH), BATCH)}
        for requests, _ in kinds.values():
            drive(service.port, requests, CONCURRENCY, seconds / 2)  # warm
        for kind, (requests, size) in kinds.items():
            front_cpu_s, workers_cpu_s = service.cpu_s()
            driven = drive(service.port, requests, CONCURRENCY, seconds)
            read = driven.statuses[200] * size
            front_ms = 1000 * (service.cpu_s()[0] - front_cpu_s) / read
            served_ms = front_ms + 1000 * (service.cpu_s()[1] - workers_cpu_s) / read
            by_rate, by_cpu = driven.rate * size / rate, cpu_ms / served_ms
            print(f"service, {kind}: {driven.rate * size:,.0f} articles/s, {served_ms:.2f} ms of CPU an article")
            print(f"  ratio to the library: {by_rate:.2f} by rate, {by_cpu:.2f} by CPU")
            print(f"  {front_ms:.2f} ms of it in the process that speaks HTTP; {driven}")


def _library(processes: int, texts: list[str], seconds: float) -> tuple[float, float]:
    """Return articles a second of all processes together, and ms of CPU an article."""
    with get_context("spawn").Pool(processes) as pool:
        runs = pool.starmap(_extract, [(texts, seconds)] * processes, chunksize=1)
    return sum(count / elapsed_s for count, elapsed_s, _ in runs), 1000 * sum(r[2] for r in runs) / sum(
        r[0] for r in runs
    )


def _extract(texts: list[str], seconds: float) -> tuple[int, float, float]:
    chipwire = extractor.load()
    for text in texts:
        chipwire.extract(text, "2024-06-03")
    begun_s, begun_cpu_s, count = time.monotonic(), time.process_time(), 0
    for text in itertools.cycle(texts):
        chipwire.extract(text, "2024-06-03")
        count += 1
        if time.monotonic() - begun_s > seconds:
            break
    return count, time.monotonic() - begun_s, time.process_time() - begun_cpu_s


def measure_first(workers: int, _seconds: float) -> None:
    """Print how long the first articles take after the service says that it is ready."""
    texts = articles(8)
    begun_s = time.monotonic()
    with served(workers) as service:
        print(f"ready after {time.monotonic() - begun_s:.1f} s")
        took = [service.ask("/v1/extract", {"text": text})[1] for text in texts]
        print("the first articles, one after the other:", ", ".join(f"{ms:.0f}" for ms in took), "ms")


def measure_overload(workers: int, seconds: float) -> None:
    """Print what ten times too many requests get, and how long health takes meanwhile."""
    with served(workers) as service:
        drive(service.port, singles(articles(ARTICLES)), CONCURRENCY, seconds / 2)
        connections = OVERLOAD * (workers + 64)
        clients = [
            get_context("spawn").Process(target=_overload, args=(service.port, connections // 2, seconds, seed))
            for seed in (1, 2)
        ]
        for client in clients:
            client.start()
        time.sleep(2)
        took = sorted(_health(service, seconds))
        for client in clients:
            client.join()
        p50_ms, p99_ms = took[len(took) // 2], took[len(took) * 99 // 100]
        print(
            f"health, {len(took)} times: p50 {p50_ms:.0f} ms, p99 {p99_ms:.0f} ms, most {took[-1]:.0f} ms, "
            f"{sum(ms > HEALTH_MS for ms in took)} above {HEALTH_MS} ms"
        )


def _overload(port: int, connections: int, seconds: float, seed: int) -> None:
    os.nice(10)  # it would not be on the same machine
    print(f"{connections} connections:", drive(port, singles(articles(100, seed)), connections, seconds + 2))


def _health(service: Service, seconds: float) -> list[float]:
    took, until_s = [], time.monotonic() + seconds
    while time.monotonic() < until_s:
        status, ms = service.ask("/healthz")
        assert status == 200, status
        took.append(ms)
        time.sleep(0.02)
    return took


def measure_kill(workers: int, seconds: float) -> None:
    """Print what the requests get while workers are killed."""
    with served(workers) as service:
        killed: list[int] = []
        stop = threading.Event()
        killer = threading.Thread(target=_kill, args=(service, workers, killed, stop))
        killer.start()
        driven = drive(service.port, singles(articles(ARTICLES)), CONCURRENCY, seconds)
        stop.set()
        killer.join()
        print(f"{len(killed)} workers killed: {driven}")


def _kill(service: Service, workers: int, killed: list[int], stop: threading.Event) -> None:
    """Kill one of the workers whenever all are there."""
    while not stop.wait(2):
        if service.workers_ready() == workers:
            killed.append(service.workers[0])
            os.kill(killed[-1], signal.SIGKILL)


PARTS: dict[str, Callable[[int, float], None]] = {
    "speed": measure_speed,
    "first": measure_first,
    "overload": measure_overload,
    "kill": measure_kill,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; all if none is named")
    parser.add_argument("--seconds", type=float, default=10, help="of each measurement (10)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="worker processes (one a CPU)")
    given = parser.parse_args()
    for part in given.parts or PARTS:
        print(f"-- {part}")
        PARTS[part](given.workers, given.seconds)


if __name__ == "__main__":
    main()
