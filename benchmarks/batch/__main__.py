"""`chipwire batch` on articles made from the corpus: all that its documentation says of it, measured.

    python -m benchmarks.batch --articles 100000

runs `speed kill poison ray`; name some of them, or `pages`, to run those alone.

speed   articles a second with one process and two, the memory of each process over the run, and how much of the CPU
        time is not the extractor's: reading, planning, shipping, writing
kill    killed with kill -9 at ten random moments, and resumed: the bytes of the undisturbed run
poison  a fifth as many articles as files, one in a hundred of them poisoned: exactly those are error records
ray     the same files on two Ray nodes on this machine: the same lines
pages   a fiftieth as many articles as pages of a web archive: the CPU time of a page
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.batch.inputs import POISONS, write_archive, write_lines, write_poisoned
from benchmarks.batch.memory import Sizes, peaks, watch
from benchmarks.two_nodes import compare
from extractor.batch.journal import journal_folder

KILLS = 10
DROP_FROM_BOUNDING_SET = 24  # as the system's headers have it
READ_WHAT_NOBODY_MAY = (1, 2)
CLOCKED = [sys.executable, "-m", "benchmarks.batch.clocked"]
RUN = [sys.executable, "-m", "extractor", "batch"]


@dataclass(frozen=True, slots=True)
class Ran:
    """A run's time, where it went, and the memory of its processes."""

    elapsed_s: float
    times: dict[str, float]
    samples: list[Sizes]

    @property
    def working_s(self) -> float:
        """The time without the start."""
        return self.elapsed_s - self.times["start_s"]

    @property
    def overhead(self) -> float:
        """The share of the CPU time that is not the extractor's."""
        return 1 - self.times["extractor_s"] / self.times["cpu_s"]


def run_clocked(source: Path, output: Path, processes: int) -> Ran:
    """Run the command, and watch it."""
    times = output.with_suffix(".times.json")
    options = ["batch", str(source), "--output", str(output), "--processes", str(processes)]
    begun_s = time.monotonic()
    with subprocess.Popen([*CLOCKED, str(times), *options], stderr=subprocess.DEVNULL) as running:
        samples = watch(running)
    return Ran(time.monotonic() - begun_s, json.loads(times.read_text()), samples)


def measure_speed(folder: Path, count: int) -> None:
    """Run with one process and with two."""
    one, two = (run_clocked(folder / "lines", folder / f"out{number}.jsonl", number) for number in (1, 2))
    for processes, ran in enumerate((one, two), start=1):
        print(
            f"{processes} process(es): {count / ran.working_s:,.0f} articles/s ({ran.elapsed_s:,.1f} s in all, "
            f"{ran.times['start_s']:.1f} s of them to start)"
        )
        tell_cpu(ran, count)
        tell_memory(ran)
    print(f"two processes are {one.working_s / two.working_s:.2f} times as fast as one")


def tell_cpu(ran: Ran, count: int) -> None:
    """Print where the CPU time went."""
    cpu_ms, extractor_ms, parent_ms = (ran.times[name] / count * 1000 for name in ("cpu_s", "extractor_s", "parent_s"))
    print(
        f"  {cpu_ms:.2f} ms of CPU an article, {extractor_ms:.2f} of them in the extractor and {parent_ms:.2f} in the "
        f"parent: reading and writing take {ran.overhead:.1%}"
    )


def tell_memory(ran: Ran) -> None:
    """Print the memory of each process."""
    for name, sizes in peaks(ran.samples).items():
        print(f"  {name}: at most {', '.join(f'{size:.0f}' for size in sizes)} MB in each fifth of the run")


def measure_kill(folder: Path) -> None:
    """Kill a run again and again, now the parent alone and now all its processes."""
    source, output, whole = folder / "lines", folder / "killed.jsonl", folder / "out2.jsonl"
    command = [*RUN, str(source), "--output", str(output)]
    if not whole.exists():
        subprocess.run([*RUN, str(source), "--output", str(whole)], stderr=subprocess.DEVNULL, check=True)
    choice, begun_s = random.Random(1), time.monotonic()
    shares = sorted(choice.random() for _ in range(KILLS))
    for number, share in enumerate(shares):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as running:
            while running.poll() is None and _journal_bytes(output) < share * whole.stat().st_size:
                time.sleep(0.01)
            running.kill() if number % 2 else os.killpg(running.pid, signal.SIGKILL)
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    reused = next(line for line in last.stderr.splitlines() if "done before" in line)
    print(f"killed when {', '.join(f'{share:.0%}' for share in shares)} of the output was written")
    print(f"  the last run: {' '.join(reused.replace('│', ' ').split())}; {time.monotonic() - begun_s:.0f} s in all")
    print(f"  the same bytes as undisturbed: {output.read_bytes() == whole.read_bytes()}")


def _journal_bytes(output: Path) -> int:
    """How much the running run has written: its file is the last one."""
    written = sorted(journal_folder(output).glob("*.jsonl"))
    return written[-1].stat().st_size if written else 0


def measure_poison(folder: Path, count: int, also_on_ray: bool) -> None:
    """Run over poisoned files; and on Ray, if that is asked for."""
    files, output = folder / "files", folder / "poisoned.jsonl"
    poisoned = write_poisoned(files, count)
    ran = subprocess.run([*RUN, str(files), "--output", str(output)], stderr=subprocess.DEVNULL, check=False)
    records = [json.loads(line) for line in output.open()]
    failed = [record["article"]["id"].partition("#")[0] for record in records if "error" in record]
    print(
        f"{len(records):,} records, {len(poisoned)} files poisoned, exit status {ran.returncode}; "
        f"exactly those failed: {failed == poisoned}"
    )
    if also_on_ray:
        compare(files, output, folder / "parts")


def measure_pages(folder: Path, count: int) -> None:
    """Run over a web archive, with one process."""
    write_archive(folder / "pages.warc.gz", count)
    ran = run_clocked(folder / "pages.warc.gz", folder / "pages.jsonl", 1)
    print(f"{count:,} pages of a web archive")
    tell_cpu(ran, count)
    tell_memory(ran)


def measure(what: Sequence[str], count: int) -> None:
    """Measure what is named, in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if {"speed", "kill"} & set(what):
            write_lines(folder / "lines", count)
        if "speed" in what:
            measure_speed(folder, count)
        if "kill" in what:
            measure_kill(folder)
        if {"poison", "ray"} & set(what):
            measure_poison(folder, max(count // 5, 100 * len(POISONS)), also_on_ray="ray" in what)
        if "pages" in what:
            measure_pages(folder, count // 50)


def give_up_powers() -> None:
    """Let what is started from here on be denied what it may not read, even if root starts it."""
    if os.geteuid() == 0:
        for power in READ_WHAT_NOBODY_MAY:
            ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, power, 0, 0, 0)


def main() -> None:
    """Do what the command line says."""
    stages = ["speed", "kill", "poison", "ray"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="what", help="speed, kill, poison, ray, pages")
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    unknown = set(given.what) - {*stages, "pages"}
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: there are {', '.join(stages)}, pages")
    give_up_powers()
    begun_s = time.monotonic()
    measure(given.what or stages, given.articles)
    print(f"{time.monotonic() - begun_s:.0f} s in all")


if __name__ == "__main__":
    main()
