"""`chipwire report`: what a whole output says, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.show import counted


def report(
    output: Annotated[Path, typer.Argument(help="What `chipwire batch` wrote: the .jsonl file or the folder.")],
    page: Annotated[Path | None, typer.Option("--page", help="The file to write; OUTPUT.html if not given.")] = None,
) -> None:
    """Make one self-contained HTML page: chips by vendor, claims with their sentences and sources, a timeline."""
    from extractor.batch.report.page import write_report
    from extractor.documents.records import read_records
    from extractor.errors import ChipwireError

    target = page or (output / "report.html" if output.is_dir() else output.with_suffix(".html"))
    try:
        gathered = write_report(read_records(output), target)
    except (ChipwireError, OSError) as error:
        typer.echo(f"chipwire report: {error}", err=True)
        raise typer.Exit(2) from None
    told = f"{counted(len(gathered.claims), 'claim')} in {counted(len(gathered.sources), 'article')}"
    typer.echo(f"{target}: {told}, {gathered.independent:,} without near-duplicates")
