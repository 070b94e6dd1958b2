"""`chipwire demo`: what the rules make of the annotated articles, as two tables."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

import extractor
from extractor.cli.errors import told
from extractor.cli.show import STYLES, factor
from extractor.evaluation.gold import read_folder
from extractor.schema import Ratio, Result


def demo(corpus: Annotated[Path, typer.Argument(help="A folder of annotated articles.")] = Path("corpus")) -> None:
    """Extract from the annotated articles and show who is how much better than what, and what comes when."""
    console = Console()
    with told("demo"):
        articles = [gold.article for gold in read_folder(corpus)]
        chipwire = extractor.load()
        begun = time.perf_counter()
        results = [chipwire.extract(a.text, a.published, a.title, a.id) for a in articles]
        elapsed_s = time.perf_counter() - begun
    results.sort(key=lambda result: (result.article.published or dt.date.max, result.article.id or ""))
    for table in (_claims(results), _events(results)):
        console.print(table, "")
    words = sum(result.article.words for result in results)
    found = sum(len(result.entities) for result in results)
    console.print(f"{len(results)} articles, {words:,} words, {found:,} entities in {elapsed_s:.2f} s, first reading.")
    console.print(
        "Next: [bold]chipwire extract FILE[/], [bold]chipwire batch FOLDER -o OUT.jsonl[/], [bold]chipwire serve[/]."
    )


def _claims(results: list[Result]) -> Table:
    table = _table("Who is how much better than what", "published", "chip", "claim", "metric", "against", "says")
    for result in results:
        for ratio in (entity for entity in result.entities if isinstance(entity, Ratio)):
            if ratio.subject:
                table.add_row(
                    str(result.article.published or "—"),
                    Text(ratio.subject, STYLES["CHIP"]),
                    Text(factor(ratio), STYLES["RATIO"]),
                    ratio.metric.replace("_", " "),
                    ratio.baseline or "—",
                    f"{ratio.source or ''}{'' if ratio.status == 'stated' else f', {ratio.status}'}",
                )
    return table


def _events(results: list[Result]) -> Table:
    table = _table("What happened when", "published", "chip", "vendor", "event", "when")
    for result in results:
        vendors = {chip.name: chip.vendor or "" for chip in result.chips}
        for event in result.events:
            table.add_row(
                str(result.article.published or "—"),
                Text(event.chip, STYLES["CHIP"]),
                vendors.get(event.chip, ""),
                event.event,
                Text(event.date or "—", STYLES["DATE"]),
            )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, show_edge=False, pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
