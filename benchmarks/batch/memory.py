"""The memory of a run's processes, watched while it runs."""

from __future__ import annotations

import itertools
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

EVERY_S = 0.2
PARTS = 5

Sizes = dict[str, float]


def watch(running: subprocess.Popen[bytes]) -> list[Sizes]:
    """Wait for a run's end. Return what its processes held, in MB, time after time."""
    samples = []
    while running.poll() is None:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        workers = {f"worker {number}": _resident_mb(int(child)) for number, child in enumerate(sorted(children), 1)}
        samples.append({"parent": _resident_mb(running.pid), **workers})
        time.sleep(EVERY_S)
    return samples


def peaks(samples: Sequence[Sizes]) -> dict[str, list[float]]:
    """Return the most that each process held in each fifth of the run.

    >>> peaks([{"parent": 100.0}] * 4 + [{"parent": 120.0}])
    {'parent': [100.0, 100.0, 100.0, 100.0, 120.0]}
    """
    bounds = [round(len(samples) * part / PARTS) for part in range(PARTS + 1)]
    parts = [samples[first:last] for first, last in itertools.pairwise(bounds)]
    names = sorted({name for sizes in samples for name in sizes})
    return {name: [max((sizes.get(name, 0.0) for sizes in part), default=0.0) for part in parts] for name in names}


def _resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
    except OSError:
        return 0.0  # it has just ended
