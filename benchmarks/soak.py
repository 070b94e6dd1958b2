"""`python -m benchmarks.soak --minutes 20`: full load for a while; does memory stay flat, is every answer a 200?

Articles of 500 words that vary without end, with invented words in each, sent at concurrency 8, one by one and in batches
of 16 in turn, so that what remembers words is filled and emptied. Prints a line a minute (or `--every` seconds): the
resident memory of each process, requests and articles so far, errors, p50 and p99. Workers are recycled as usual; a worker
that is new stands in the line with its process id.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.load import Drive, Service, articles, batches, drive, served, singles

CONCURRENCY, BATCH, POOL = 8, 16, 640
INVENTED = 0.02  # of the words of each article


def varied(seed: int) -> list[str]:
    """Return articles with invented words in them, others for each seed."""
    choice = random.Random(seed)
    return [
        " ".join(_invent(choice) if choice.random() < INVENTED else word for word in text.split(" "))
        for text in articles(POOL, seed)
    ]


def _invent(choice: random.Random) -> str:
    return "".join(choice.choices("abcdefghijklmnopqrstuvwxyz", k=9)).capitalize() + str(choice.randint(1, 999))


def slices(service: Service, every_s: float) -> Iterator[Drive]:
    """Yield what became of the requests of one stretch of time after another."""
    for seed in itertools.count():
        texts = varied(seed)
        requests = singles(texts) if seed % 2 else batches(texts, BATCH)
        yield drive(service.port, requests, CONCURRENCY, every_s)


def memory(service: Service) -> str:
    """Return each process's resident memory in words, the service's own first."""
    return "  ".join(f"{pid}: {mb:.0f} MB" for pid, mb in service.memory_mb().items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--every", type=float, default=60, help="seconds between two lines (60)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="worker processes (one a CPU)")
    given = parser.parse_args()
    statuses: Counter[int] = Counter()
    with served(given.workers) as service:
        begun_s = time.monotonic()
        print(f"ready  {memory(service)}", flush=True)
        for number, driven in enumerate(slices(service, given.every)):
            statuses += driven.statuses
            elapsed_min = (time.monotonic() - begun_s) / 60
            kind = "singly" if number % 2 else f"by {BATCH}"
            print(f"{elapsed_min:5.1f} min  {memory(service)}  {kind}: {driven}", flush=True)
            if elapsed_min >= given.minutes:
                break
    print(f"in all: {dict(statuses)}")
    sys.exit(set(statuses) != {200})


if __name__ == "__main__":
    main()
