"""`chipwire batch`: many articles into one file of records."""

from __future__ import annotations

import functools
import os
import signal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.batch.local import Summary

INTERRUPTED = 130


class Engine(StrEnum):
    """Who does the work."""

    local = "local"
    ray = "ray"


def batch(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, quoted globs; - reads JSON lines.")],
    output: Annotated[str, typer.Option("--output", "-o", help="The .jsonl file to write, or a folder.")],
    format: Annotated[list[str] | None, typer.Option(help="Into the folder too: parquet, csv, docbin, ...")] = None,
    processes: Annotated[int, typer.Option(min=1, help="How many work at once.")] = os.cpu_count() or 1,
    rules: Annotated[Path | None, typer.Option(help="A folder of your own rules.")] = None,
    text_field: Annotated[str | None, typer.Option(help="The field that holds the text, if not `text`.")] = None,
    title_field: Annotated[str | None, typer.Option(help="... the title, if not `title`.")] = None,
    published_field: Annotated[str | None, typer.Option(help="... the day, if not `published` or `date`.")] = None,
    id_field: Annotated[str | None, typer.Option(help="... the record's id, if not `id`.")] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out of the records.")] = False,
    time_limit: Annotated[float, typer.Option(min=0.01, help="Seconds that an article may take.")] = 60.0,
    engine: Annotated[Engine, typer.Option(help="local: this machine; ray: a Ray cluster.")] = Engine.local,
    address: Annotated[str | None, typer.Option(help="The cluster's address, for --engine ray.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Do again what is done.")] = False,
) -> None:
    """Extract from many articles. The same command goes on where an interrupted run stopped.

    Exit status: 0 all good, 1 some articles failed (they have error records), 2 nothing worked, 130 interrupted.
    """
    from rich.console import Console

    import extractor
    from extractor.batch.answer import Orders
    from extractor.batch.local import run
    from extractor.batch.output import TABLE_FORMATS, make_formats, parts_place, records_path
    from extractor.batch.ray import run_on_ray
    from extractor.cli.progress import Watch
    from extractor.documents.raw import Fields
    from extractor.errors import ChipwireError

    console, formats = Console(stderr=True), format or []
    fields = Fields.named(text=text_field, title=title_field, published=published_field, id=id_field)
    orders = Orders(fields, keep_text=not no_text, time_limit_s=time_limit)
    load = functools.partial(extractor.load, [rules] if rules else [])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Watch(console, _count(inputs)) as watch:
            if engine is Engine.ray:
                place, tables = parts_place(output, formats), [name for name in formats if name in TABLE_FORMATS]
                summary = run_on_ray(inputs, place, load, orders, processes, address, force, watch, tables)
                formats = [name for name in formats if name not in TABLE_FORMATS]
            else:
                summary = run(inputs, records_path(Path(output), formats), load, orders, processes, force, watch)
        make_formats(Path(output), formats)
    except KeyboardInterrupt:
        console.print("Stopped. What is done is kept; the same command goes on.")
        raise typer.Exit(INTERRUPTED) from None
    except (ChipwireError, OSError) as error:
        console.print(f"chipwire batch: {_told(error, output)}", highlight=False, soft_wrap=True, markup=False)
        raise typer.Exit(2) from None
    _report(console, summary, output)
    raise typer.Exit(summary.exit_status)


def _told(error: Exception, output: str) -> str:
    if not isinstance(error, OSError):
        return str(error)
    return (
        f"{error.filename or output}: {error.strerror or error}. What is done is kept; once that is mended, the same "
        "command goes on."
    )


def _count(inputs: list[str]) -> int | None:
    from extractor.documents.count import count_articles
    from extractor.documents.sources import find_sources

    return None if "-" in inputs else count_articles(find_sources(inputs))


def _report(console: Console, summary: Summary, output: str) -> None:
    from extractor.cli.progress import summary_table

    console.print(summary_table(summary, output))
    for id, detail in summary.failures:
        console.print(f"{id}: {detail}", style="red", highlight=False, soft_wrap=True, markup=False)
    more = summary.failed - len(summary.failures)
    if more:
        console.print(f"and {more:,} more: see the records with an error in {output}", markup=False)
    if not summary.articles:
        console.print("No articles were found.")
