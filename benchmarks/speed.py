"""`python -m benchmarks.speed [FOLDER]`: the whole pipeline against the bare tokenizer, in one run.

The floor is the pipeline's own tokenizer, with the same settings and a cache of its own, on the same articles in the same
process, pass by pass in turn. "First" is the first reading of a text by a new extractor; "warm" the best of the passes
after it. CPU time of one process, words being runs of non-blank characters.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

import extractor
from benchmarks.articles import corpus_texts, folder_texts, variations
from extractor.tokenizer import create_tokenizer

ARTICLES = 400
PASSES = 7
NAMES = (1_000, 10_000, 50_000)
STARTUP = (
    "import resource, extractor; "
    "extractor.load().extract('Nvidia said on Tuesday that the H100 is 3x faster than the A100.', '2024-06-03'); "
    "u = resource.getrusage(resource.RUSAGE_SELF); "
    # Not ru_maxrss, which a child inherits from its parent.
    "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')); "
    "print(u.ru_utime + u.ru_stime, int(peak.split()[1]) / 1024)"
)


def cpu_s(work: Callable[[], object]) -> float:
    """Return the CPU time that the work takes, in seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def race(texts: list[str], rules: list[Path]) -> dict[str, float]:
    """Return words a second of floor and pipeline, first and warm, and the warm ratio."""
    words = sum(len(text.split()) for text in texts)
    tokenizer, chipwire = create_tokenizer(), extractor.load(rules)

    def floor() -> None:
        for text in texts:
            tokenizer(text)

    def pipeline() -> None:
        for text in texts:
            chipwire.extract(text, published="2024-06-03")

    passes = [(cpu_s(floor), cpu_s(pipeline)) for _ in range(PASSES)]
    warm_floor, warm = (min(column[1:]) for column in zip(*passes, strict=True))
    return {
        "words": words,
        "floor_first": words / passes[0][0],
        "first": words / passes[0][1],
        "floor_warm": words / warm_floor,
        "warm": words / warm,
        "ratio_first": passes[0][0] / passes[0][1],
        "ratio_warm": warm_floor / warm,
    }


def startup() -> dict[str, float]:
    """Return CPU seconds and peak memory of a new process up to its first answer, the best of three."""
    runs = []
    for _ in range(3):
        answer = subprocess.run([sys.executable, "-c", STARTUP], capture_output=True, text=True, check=True)
        runs.append(tuple(map(float, answer.stdout.split())))
    cpu, memory = min(runs)
    return {"cpu_s": cpu, "peak_mb": memory}


def write_names(folder: Path, count: int) -> None:
    """Write a catalog file of `count` invented chips into the folder."""
    parts = ["Ar", "Bel", "Cor", "Dun", "Es", "Fal", "Gor", "Hol", "Is", "Jor", "Kel", "Lum", "Mor", "Nor", "Or", "Pel"]
    names = itertools.islice(itertools.product(parts, ["va", "ko", "mi", "tu", "ren", "sol"], parts, range(40)), count)
    lines = ["vendor: intel", "chips:"]
    for number, (a, b, c, d) in enumerate(names):
        lines.append(f"  - {{id: made-{number}, name: {a}{b}{c.lower()} {d}, kind: cpu, level: model}}")
    (folder / "made.yaml").write_text("\n".join(lines), encoding="utf-8")


def growth(texts: list[str]) -> dict[int, dict[str, float]]:
    """Return the race with catalogs that are larger by 1k, 10k and 50k names."""
    made = {}
    for count in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            write_names(Path(folder), count)
            made[count] = race(texts, [Path(folder)])
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of articles of yours")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    asked = parser.parse_args()
    for folder in asked.folders:
        if not folder.is_dir():
            parser.error(f"{folder}: there is no such folder")
    console = Console()
    sets = {"corpus": list(itertools.islice(variations(corpus_texts()), ARTICLES))}
    sets |= {str(folder): folder_texts(folder) for folder in asked.folders}
    figures = {name: race(texts, []) for name, texts in sets.items()}
    grown = growth(sets["corpus"])
    begun = startup()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if asked.json:
        print(json.dumps({"race": figures, "names": grown, "startup": begun, "peak_mb": memory}))
        return
    table = Table("articles", "words", "", "floor, words/s", "pipeline, words/s", "ratio", title="One process")
    for name, row in (figures | {f"corpus, +{count:,} names": row for count, row in grown.items()}).items():
        table.add_row(
            name,
            f"{row['words']:,}",
            "first",
            f"{row['floor_first']:,.0f}",
            f"{row['first']:,.0f}",
            f"{row['ratio_first']:.2f}",
        )
        table.add_row("", "", "warm", f"{row['floor_warm']:,.0f}", f"{row['warm']:,.0f}", f"{row['ratio_warm']:.2f}")
    console.print(table)
    console.print(f"Start-up to the first answer: {begun['cpu_s']:.2f} CPU s, peak {begun['peak_mb']:.0f} MB")


if __name__ == "__main__":
    main()
