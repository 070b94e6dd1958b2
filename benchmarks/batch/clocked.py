"""`chipwire`, which at its end writes into a file where its CPU time went.

python -m benchmarks.batch.clocked TIMES.json batch INPUT --output OUT.jsonl
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import extractor
from extractor.cli import main as chipwire_main


class Clocked:
    """An extractor that adds up the CPU time that it takes, in all processes that are forked from this one."""

    def __init__(self, load: Callable[[], extractor.Extractor]) -> None:
        self._chipwire = load()
        self.rules_version = self._chipwire.rules_version
        self.spent_s = multiprocessing.Value("d", 0.0)
        self.start_s, self.start_cpu_s = time.monotonic() - BEGUN_S, _cpu_s()

    def extract(self, *arguments: Any, **named: Any) -> extractor.Result:
        """Do what the extractor does."""
        begun_s = time.process_time()
        try:
            return self._chipwire.extract(*arguments, **named)
        finally:
            with self.spent_s.get_lock():
                self.spent_s.value += time.process_time() - begun_s

    @property
    def times(self) -> dict[str, float]:
        """The seconds from the start until the rules were loaded, and the CPU time from then on: in all, in the
        extractor, and in the parent, which reads and writes.
        """
        return {
            "start_s": self.start_s,
            "cpu_s": _cpu_s() - self.start_cpu_s,
            "extractor_s": self.spent_s.value,
            "parent_s": _cpu_s(resource.RUSAGE_SELF) - self.start_cpu_s,
        }


def _cpu_s(*whose: int) -> float:
    used = [resource.getrusage(who) for who in whose or (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def main() -> None:
    """Run the command."""
    target, sys.argv = Path(sys.argv[1]), ["chipwire", *sys.argv[2:]]
    load, made = extractor.load, []

    def clocked(*folders: Any) -> Clocked:
        made.append(Clocked(lambda: load(*folders)))
        return made[-1]

    extractor.load = clocked  # type: ignore[assignment]
    try:
        chipwire_main()
    finally:
        target.write_text(json.dumps(made[-1].times))


BEGUN_S = time.monotonic()

if __name__ == "__main__":
    main()
