"""The flat tables of a Ray output, in parts like its lines: `OUT/claims/PART.parquet` and so on, made on the cluster."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extractor.batch.storage import names_in, put, remove
from extractor.documents.needs import needs
from extractor.documents.records import read_file
from extractor.documents.writers import write_results
from extractor.documents.writers.tables import TABLES

_FILE = re.compile(r"([0-9a-f]{24}-\d+-\d+)\.(?:parquet|csv)(?:\.unfinished)?")


def keep_tables(output: str, parts: Iterable[str]) -> None:
    """Remove the tables of all parts but these, as those are to be made again or are there no more."""
    kept = {Path(part).stem for part in parts}
    for table in TABLES:
        folder = f"{output}/{table}"
        remove(folder, [name for name in names_in(folder) if (ours := _FILE.fullmatch(name)) and ours[1] not in kept])


def make_tables(output: str, parts: Sequence[str], format: str) -> None:
    """Make the tables of the parts that have none yet."""
    there = [names_in(f"{output}/{table}") for table in TABLES]
    to_do = [part for part in parts if not all(_name(part, format) in found for found in there)]
    if to_do:
        rows = [{"part": part} for part in to_do]
        made = needs("ray.data", "ray").from_items(rows, override_num_blocks=len(rows))
        made.map_batches(_make, batch_size=1, fn_kwargs={"output": output, "format": format}).materialize()


def _name(part: str, format: str) -> str:
    return f"{Path(part).stem}.{format}"


def _make(rows: dict[str, Any], output: str, format: str) -> dict[str, Any]:
    for part in rows["part"]:
        with tempfile.TemporaryDirectory() as folder:
            write_results(read_file(f"{output}/{part}"), folder, format)
            for table in TABLES:
                put(Path(folder, f"{table}.{format}"), f"{output}/{table}/{_name(part, format)}")
    return rows
