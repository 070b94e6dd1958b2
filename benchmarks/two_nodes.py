"""Two Ray nodes on one machine: the same batch on them and locally, the same lines, and the time of each.

python -m benchmarks.two_nodes --articles 4000
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import tempfile
import time
from pathlib import Path

import extractor
from benchmarks.batch.inputs import write_lines
from extractor.batch.answer import Orders
from extractor.batch.local import run
from extractor.batch.ray import run_on_ray

NODES = 2
LOAD = functools.partial(extractor.load)


def compare(source: Path, local: Path, parts: Path) -> None:
    """Run over the source on two nodes, and print the time and whether the lines are those of the local output."""
    import ray
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    for _ in range(1, NODES):
        cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    begun_s = time.monotonic()
    summary = run_on_ray([source], str(parts), LOAD, Orders(), workers=NODES)
    print(f"ray, {len(ray.nodes())} nodes of 1 CPU: {summary.articles:,} records in {time.monotonic() - begun_s:.1f} s")
    names = json.loads((parts / "_parts.json").read_text())["parts"]
    with local.open("rb") as lines:
        same = all((parts / name).read_bytes() == lines.read((parts / name).stat().st_size) for name in names)
        print(f"  the same lines as on the local engine: {same and not lines.read(1)}")
    ray.shutdown()
    cluster.shutdown()


def main() -> None:
    """Write the articles into some files, and run both engines over them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4_000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder, local, parts = Path(name, "in"), Path(name, "local.jsonl"), Path(name, "parts")
        write_lines(folder, count)
        begun_s = time.monotonic()
        run([folder], local, LOAD, Orders(), processes=NODES)
        print(f"local, {NODES} processes: {count:,} records in {time.monotonic() - begun_s:.1f} s")
        compare(folder, local, parts)


if __name__ == "__main__":
    main()
