"""Two Ray nodes on one machine: the same batch on them and locally, the same lines, and the time of each.

python -m benchmarks.two_nodes --articles 4000
"""

from __future__ import annotations

import argparse
import functools
import json
import tempfile
import time
from pathlib import Path

import extractor
from benchmarks.batch import write_articles
from extractor.batch.answer import Orders
from extractor.batch.local import run
from extractor.batch.ray import run_on_ray

FILES = 16


def main() -> None:
    """Write the articles into some files, and run both engines over them."""
    import ray
    from ray.cluster_utils import Cluster

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4_000)
    count = parser.parse_args().articles
    load = functools.partial(extractor.load)
    with tempfile.TemporaryDirectory() as name:
        folder, local, parts = Path(name, "in"), Path(name, "local.jsonl"), Path(name, "parts")
        folder.mkdir()
        for number in range(FILES):
            write_articles(folder / f"{number:02}.jsonl", count // FILES)
        begun_s = time.monotonic()
        run([folder], local, load, Orders(), processes=2)
        print(f"local, 2 processes: {time.monotonic() - begun_s:.1f} s")
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
        begun_s = time.monotonic()
        run_on_ray([folder], str(parts), load, Orders(), workers=2)
        print(f"ray, {len(ray.nodes())} nodes of 1 CPU: {time.monotonic() - begun_s:.1f} s")
        names = json.loads((parts / "_parts.json").read_text())["parts"]
        same = b"".join((parts / name).read_bytes() for name in names) == local.read_bytes()
        print(f"the same lines: {same}")
        ray.shutdown()
        cluster.shutdown()


if __name__ == "__main__":
    main()
