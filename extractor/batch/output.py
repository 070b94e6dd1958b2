"""Where a run writes: one JSONL file, or a folder of records and what was made from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.documents.records import RECORDS_NAME, read_records
from extractor.documents.writers import FORMATS, write_results
from extractor.errors import ArticleError

TABLE_FORMATS = ("parquet", "csv")
MADE = {"docbin": "docbin", "brat": "brat", "labelstudio": "labelstudio.json"}


def records_path(output: Path, formats: Sequence[str] = ()) -> Path:
    """Return the JSONL file of an output: itself, or one in the folder. Raises `ArticleError` if it can be neither.

    >>> records_path(Path("out.jsonl")), records_path(Path("out"), ["csv"])
    (PosixPath('out.jsonl'), PosixPath('out/results.jsonl'))
    """
    _check(formats)
    if output.suffix == ".jsonl" and not output.is_dir():
        if set(formats) - {"jsonl"}:
            raise ArticleError(f"{output} is one file; for {', '.join(formats)} give a folder as --output")
        return output
    if output.suffix in (".csv", ".parquet", ".json", ".gz", ".zst"):
        raise ArticleError(f"{output}: give a .jsonl file, or a folder and --format {'|'.join(FORMATS)}")
    return output / RECORDS_NAME


def parts_place(output: str, formats: Sequence[str] = ()) -> str:
    """Return the folder or URL that parts go into. Raises `ArticleError` if it can't be one.

    >>> parts_place("s3://bucket/out/")
    's3://bucket/out'
    """
    _check(formats)
    if output.endswith(".jsonl"):
        raise ArticleError(f"{output}: --engine ray writes parts into a folder; give a folder or a URL of one")
    others = set(formats) - {"jsonl", *TABLE_FORMATS}
    if "://" in output and others:
        raise ArticleError(f"{output}: {', '.join(sorted(others))} can be made in a folder of this machine only")
    return output.rstrip("/")


def _check(formats: Sequence[str]) -> None:
    for format in formats:
        if format not in FORMATS:
            raise ArticleError(f"--format {format}: there are {', '.join(FORMATS)}")


def made_by_us(records: Path) -> list[Path]:
    """Return what is not to be read again when it lies among the inputs: the output, and the report of it.

    >>> made_by_us(Path("news/out.jsonl")), made_by_us(Path("news/out/results.jsonl"))
    ([PosixPath('news/out.jsonl'), PosixPath('news/out.html')], [PosixPath('news/out')])
    """
    return [records.parent] if records.name == RECORDS_NAME else [records, records.with_suffix(".html")]


def make_formats(output: Path, formats: Sequence[str]) -> None:
    """Make the other formats in the folder, from the records that are there."""
    for format in formats:
        if format != "jsonl":
            target = output if format in TABLE_FORMATS else output / MADE[format]
            write_results(read_records(output), target, format)
