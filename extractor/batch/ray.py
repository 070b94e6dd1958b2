"""The same stages on a Ray cluster: files in, one part a file (or a bundle of small ones) out.

A part is written whole or not at all, under a name made of what it was made from: the files' names, sizes and dates,
the rules and the orders. So a run that goes on skips the parts that are there, wherever they lie. The parts in the
order of `_parts.json` are the very lines that the local engine writes.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import pickle
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.batch.answer import Answer, Load, Orders
from extractor.batch.finished import Finished
from extractor.batch.local import Summary, in_order
from extractor.batch.plan import plan
from extractor.batch.pool import Pool
from extractor.batch.ray_tables import keep_tables, make_tables
from extractor.batch.storage import names_in, put, remove
from extractor.documents.needs import needs
from extractor.documents.read import read_raw
from extractor.documents.records import PARTS_NAME
from extractor.documents.sources import Source, find_sources

BUNDLE_FILES = 200
ACTOR_CPUS = 0.9
_SINGLE = ("text", "markdown", "html", "json")
_FILE = re.compile(r"([0-9a-f]{24})-(\d+)-(\d+)\.jsonl(?:\.unfinished)?")


@dataclass(frozen=True, slots=True)
class Part:
    """Some files that one actor reads, and the key that the part of them goes by."""

    sources: tuple[Source, ...]
    key: str


def plan_parts(sources: Iterable[Source], salt: str) -> Iterator[Part]:
    """Yield the parts in the order of the sources: a file of many articles alone, small files in bundles."""
    bundle: list[Source] = []
    for source in sources:
        alone = source.form not in _SINGLE
        if bundle and (alone or len(bundle) >= BUNDLE_FILES):
            yield _part(bundle, salt)
            bundle = []
        if alone:
            yield _part([source], salt)
        else:
            bundle.append(source)
    if bundle:
        yield _part(bundle, salt)


def _part(sources: Sequence[Source], salt: str) -> Part:
    digest = hashlib.blake2b(salt.encode(), digest_size=12)
    for source in sources:
        digest.update(f"\0{source.name}\0{_state(source)}".encode())
    return Part(tuple(sources), digest.hexdigest())


def _state(source: Source) -> str:
    """What changes when a file changes."""
    if isinstance(source.path, str):
        files, path = needs("fsspec", "ray").core.url_to_fs(source.path)
        return str(files.ukey(path))
    try:
        about = source.path.stat()
    except OSError as error:
        return type(error).__name__
    return f"{about.st_size} {about.st_mtime_ns}"


class PartMaker:
    """What each actor does: it makes parts, with a process of its own that loads the pipeline once.

    Ray calls actors in a thread, where no time limit can strike, and a process that dies of an article would take
    the actor with it, again and again. The process is not forked, as an actor is full of threads.
    """

    def __init__(self, load: Load, orders: Orders, output: str) -> None:
        self._orders, self._output = orders, output
        self._pool = Pool(load, orders, processes=1, forks=False).__enter__()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Make the parts of a batch, and return their summaries."""
        made = [self._make(pickle.loads(part)) for part in batch["part"]]  # noqa: S301 the driver made it
        return {"made": [pickle.dumps(item) for item in made]}

    def _make(self, part: Part) -> tuple[Part, str, Summary]:
        summary = Summary()
        with tempfile.TemporaryDirectory() as folder:
            lines = Path(folder, "lines")
            with lines.open("wb") as stream:
                for made in self._answers(part):
                    stream.write(made.line)
                    summary.count(made)
            file = f"{part.key}-{summary.articles}-{summary.failed}.jsonl"
            put(lines, f"{self._output}/{file}")
        return part, file, summary

    def _answers(self, part: Part) -> Iterator[Answer]:
        raws = read_raw(part.sources, self._orders.fields)
        for answers in in_order(plan(raws, Finished(""), self._orders), self._pool):
            yield from answers


def run_on_ray(
    inputs: Sequence[str | Path],
    output: str,
    load: Load,
    orders: Orders,
    workers: int,
    address: str | None = None,
    force: bool = False,
    watch: Callable[[Summary], None] | None = None,
    tables: Sequence[str] = (),
) -> Summary:
    """Extract from all articles of the inputs into the folder or URL `output`, as parts and a list of them.

    `tables` are the formats that the flat tables are to be made in, as parts too. Without an address a Ray of its own
    is started on this machine, unless this process has one already.
    Raises `ReadError` for an input that is not there, or if Ray is not installed.
    """
    begun_s = time.monotonic()
    summary = Summary()
    salt = f"{load().rules_version} {orders.fields} {orders.keep_text}"
    parts = list(plan_parts(find_sources(inputs, leave_out=[Path(output)]), salt))
    files = {} if force else _finished(output, summary, {part.key for part in parts})
    keep_tables(output, files.values())
    to_do = [part for part in parts if part.key not in files]
    for part, file, made in _make_all(to_do, (load, orders, output), workers, address):
        files[part.key] = file
        summary.add(made)
        summary.elapsed_s = time.monotonic() - begun_s
        if watch:
            watch(summary)
    names = [files[part.key] for part in parts]
    _list_parts(output, names)
    for format in tables:
        _connect(address)
        make_tables(output, names, format)
    return summary


def _connect(address: str | None) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else it tells its makers of each use
    ray = needs("ray.data", "ray") and needs("ray", "ray")
    if not ray.is_initialized():
        ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray


def _make_all(
    parts: list[Part], arguments: tuple[Load, Orders, str], workers: int, address: str | None
) -> Iterator[tuple[Part, str, Summary]]:
    if not parts:
        return
    ray = _connect(address)
    rows = [{"part": pickle.dumps(part)} for part in parts]
    # A pool that may take every CPU hangs, as none is left to feed it: it starts with one actor and grows.
    pool = ray.data.ActorPoolStrategy(min_size=1, max_size=workers)
    made = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        PartMaker, fn_constructor_args=arguments, batch_size=1, compute=pool, num_cpus=ACTOR_CPUS
    )
    for row in made.iter_rows():
        yield pickle.loads(row["made"])  # noqa: S301 our own actor made it


def _finished(output: str, summary: Summary, keys: set[str]) -> dict[str, str]:
    """Return the parts that are there without errors; what they hold is told by their names."""
    found = {}
    for file in names_in(output):
        name = _FILE.fullmatch(file)
        if name and name[1] in keys and name[3] == "0":
            found[name[1]] = file
            summary.articles += int(name[2])
            summary.reused += int(name[2])
    return found


def _list_parts(output: str, names: list[str]) -> None:
    """Write the list that makes the parts an output, and remove what is not in it."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, PARTS_NAME)
        listed.write_text(json.dumps({"parts": names}))
        put(listed, f"{output}/{PARTS_NAME}")
    remove(output, {file for file in names_in(output) - set(names) if _FILE.match(file)})
