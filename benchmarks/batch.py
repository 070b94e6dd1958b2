"""`chipwire batch` on many articles: speed with one process and two, memory, overhead, kill -9, poisoned files.

    python -m benchmarks.batch --articles 20000 speed kill poison

The articles are variations of the corpus. `speed` runs the bare extractor over the same articles too, in this process:
what one process of a batch takes above that is the overhead of reading, planning, shipping and writing.
"""

from __future__ import annotations

import argparse
import gzip
import html
import itertools
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.articles import corpus_texts, variations
from extractor.batch.journal import journal_folder

PARENT_CPU = "parent's CPU"
RUN = [sys.executable, "-m", "extractor", "batch"]


def write_articles(path: Path, count: int) -> None:
    """Write articles as JSON lines."""
    days = itertools.cycle(f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))
    with path.open("w") as stream:
        for text, day in zip(itertools.islice(variations(corpus_texts()), count), days, strict=False):
            stream.write(json.dumps({"text": text, "published": day}) + "\n")


def measure_speed(folder: Path, count: int) -> None:
    """Print articles a second of the bare extractor, of one process and of two, and the memory of each process."""
    source, one = folder / "articles.jsonl", folder / "one.txt"
    one.write_text("Nothing.")
    bare_s, bare_cpu_s = _bare(source)
    print(f"bare extract(): {count / bare_s:,.0f} articles/s, {bare_cpu_s / count * 1000:.2f} ms of CPU an article")
    start_s, start_cpu_s, _ = _timed([*RUN, str(one), "--output", str(folder / "one.jsonl")])
    print(f"start-up: {start_s:.1f} s, {start_cpu_s:.1f} s of CPU")
    for processes in (1, 2):
        output = folder / f"out{processes}.jsonl"
        command = [*RUN, str(source), "--output", str(output), "--processes", str(processes)]
        elapsed_s, cpu_s, peaks = _timed(command)
        rate, cpu_ms = count / (elapsed_s - start_s), (cpu_s - start_cpu_s) / count * 1000
        overhead = (cpu_s - start_cpu_s) / bare_cpu_s - 1
        parent_ms = peaks.pop(PARENT_CPU)[1] / count * 1000
        print(f"{processes} process(es): {rate:,.0f} articles/s, {overhead:+.0%} CPU on bare")
        print(f"  {cpu_ms:.2f} ms of CPU an article; {parent_ms:.2f} ms in the parent, its start included")
        _print_memory(peaks)


def _print_memory(peaks: dict[str, tuple[float, float]]) -> None:
    for name, (half_mb, whole_mb) in sorted(peaks.items()):
        print(f"  {name}: peak {half_mb:.0f} MB in the first half, {whole_mb:.0f} MB in all")


def _timed(command: list[str]) -> tuple[float, float, dict[str, tuple[float, float]]]:
    begun_s, begun_cpu_s = time.monotonic(), _children_cpu_s()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        peaks = _watch_memory(running)
    return time.monotonic() - begun_s, _children_cpu_s() - begun_cpu_s, peaks


def _children_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _bare(source: Path) -> tuple[float, float]:
    import extractor

    chipwire = extractor.load()
    articles = [json.loads(line) for line in source.open()]
    begun_s, begun_cpu_s = time.monotonic(), time.process_time()
    for article in articles:
        chipwire.extract(article["text"], published=article["published"])
    return time.monotonic() - begun_s, time.process_time() - begun_cpu_s


def _watch_memory(running: subprocess.Popen[bytes]) -> dict[str, tuple[float, float]]:
    """Return for the parent and the workers the most memory by the middle of the run, and in all of it."""
    seen: list[dict[str, float]] = []
    while running.poll() is None:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        sizes = {"parent": _resident_mb(running.pid), PARENT_CPU: _cpu_s(running.pid)}
        sizes["workers (the largest)"] = max((_resident_mb(int(child)) for child in children), default=0.0)
        seen.append(sizes)
        time.sleep(0.2)
    middle = seen[: len(seen) // 2]
    return {name: (max(sizes[name] for sizes in middle), max(sizes[name] for sizes in seen)) for name in seen[0]}


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
    except OSError:
        return 0.0


def measure_kill(folder: Path, kills: int = 10) -> None:
    """Kill -9 a run and all its processes again and again; its output must be that of an undisturbed run."""
    source, output, whole = folder / "articles.jsonl", folder / "killed.jsonl", folder / "out2.jsonl"
    if not whole.exists():
        subprocess.run([*RUN, str(source), "--output", str(whole)], stderr=subprocess.DEVNULL, check=True)
    choice = random.Random(1)
    shares = sorted(choice.random() for _ in range(kills))
    begun_s = time.monotonic()
    for share in shares:
        with subprocess.Popen([*RUN, str(source), "--output", str(output)], stderr=subprocess.DEVNULL) as running:
            while running.poll() is None and _journal_bytes(output) < share * whole.stat().st_size:
                time.sleep(0.01)
            running.kill()
    killed = subprocess.run([*RUN, str(source), "--output", str(output)], capture_output=True, text=True, check=False)
    reused = next(line for line in killed.stderr.splitlines() if "done before" in line)
    same = output.read_bytes() == whole.read_bytes()
    shown = ", ".join(f"{share:.0%}" for share in shares)
    print(f"killed when {shown} of the output was written, {time.monotonic() - begun_s:.0f} s in all")
    print(f"last run: {' '.join(reused.split())}; the same bytes as undisturbed: {same}")


def _journal_bytes(output: Path) -> int:
    """How much the running run has written: its file is the last one."""
    written = sorted(journal_folder(output).glob("*.jsonl"))
    return written[-1].stat().st_size if written else 0


POISONS: dict[str, Callable[[Path], object]] = {
    "binary.txt": lambda path: path.write_bytes(random.Random(0).randbytes(50_000)),
    "cut.jsonl.gz": lambda path: path.write_bytes(
        gzip.compress(random.Random(0).randbytes(5_000).hex().encode())[:-100]
    ),
    "schema.json": lambda path: path.write_text('{"title": ["no text"]}'),
    "line.jsonl": lambda path: path.write_bytes(b'{"text": "' + b"x" * 50_000_000 + b'"}\n'),
    "gone.txt": lambda path: path.symlink_to(path.with_name("nowhere")),
    "html.html": lambda path: path.write_text("<html><body></body></html>"),
    "json.json": lambda path: path.write_text('{"text": "cut sho'),
}


def measure_poison(folder: Path, count: int) -> None:
    """Write a folder of files, one in a hundred of them poisoned; exactly those must be error records."""
    files, output, poisoned = folder / "files", folder / "poisoned.jsonl", set()
    names = itertools.cycle(POISONS)
    for number, text in enumerate(itertools.islice(variations(corpus_texts()), count)):
        place = files / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 100 == 50:
            name = f"{number:06}-{next(names)}"
            POISONS[name.partition("-")[2]](place / name)
            poisoned.add(f"{place.name}/{name}")
        else:
            (place / f"{number:06}.txt").write_text(text)
    ran = subprocess.run([*RUN, str(files), "--output", str(output)], stderr=subprocess.DEVNULL, check=False)
    records = [json.loads(line) for line in output.open()]
    failed = {record["article"]["id"].partition("#")[0] for record in records if "error" in record}
    print(f"{len(records):,} records, {len(poisoned)} files poisoned, exit status {ran.returncode}; "
          f"exactly those failed: {failed == poisoned}")  # fmt: skip


def write_archive(path: Path, count: int) -> None:
    """Write a web archive of news pages: an article amid 150 links, a script and a style sheet, about 60 KB each."""
    links = "".join(
        f'<li><a href="/section/{number}/story.html">Another story, number {number}</a></li>' for number in range(150)
    )
    head = f"<script>{'var a = [1, 2, 3];' * 1500}</script><style>{'.a { color: red }' * 700}</style>"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for number, text in enumerate(itertools.islice(variations(corpus_texts()), count)):
            body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
            page = f"<html><head><title>News</title>{head}</head><body><ul>{links}</ul><article>{body}</article></body></html>"
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
            address = f"https://news.example/2024/06/03/{number}"
            fields = f"WARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(http)}"
            kind = "WARC-Date: 2024-06-04T00:00:00Z\r\nContent-Type: application/http; msgtype=response"
            stream.write(f"WARC/1.0\r\n{fields}\r\n{kind}\r\n\r\n".encode() + http + b"\r\n\r\n")


def measure_pages(folder: Path, count: int) -> None:
    """Print what a page of a web archive costs, to set against an article of text."""
    archive, one = folder / "pages.warc.gz", folder / "one.warc.gz"
    write_archive(archive, count)
    write_archive(one, 1)
    _, start_cpu_s, _ = _timed([*RUN, str(one), "--output", str(folder / "one.jsonl")])
    _, cpu_s, peaks = _timed([*RUN, str(archive), "--output", str(folder / "pages.jsonl")])
    print(f"{count:,} pages of a web archive: {(cpu_s - start_cpu_s) / count * 1000:.1f} ms of CPU a page")
    del peaks[PARENT_CPU]
    _print_memory(peaks)


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="+", choices=["speed", "pages", "kill", "poison"])
    parser.add_argument("--articles", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles.jsonl", given.articles)
        if "speed" in given.what:
            measure_speed(folder, given.articles)
        if "pages" in given.what:
            measure_pages(folder, given.articles)
        if "kill" in given.what:
            measure_kill(folder)
        if "poison" in given.what:
            measure_poison(folder, given.articles)


if __name__ == "__main__":
    main()
