"""`chipwire demo`: what the rules make of the annotated articles, as two tables."""

from __future__ import annotations

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
    """Extract from the annotated articles and show the chips' launches and claims in two tables."""
    console = Console()
    with told("demo"):
        articles = [gold.article for gold in read_folder(corpus)]
        chipwire = extractor.load()
        begun = time.perf_counter()
        results = [chipwire.extract(a.text, a.published, a.title, a.id) for a in articles]
        elapsed_s = time.perf_counter() - begun
    console.print(_claims(results))
    console.print(_events(results))
    words = sum(result.article.words for result in results)
    found = sum(len(result.entities) for result in results)
    console.print(f"{len(results)} articles, {words:,} words, {found:,} entities in {elapsed_s:.2f} s, first reading.")
    console.print(
        "Next: [bold]chipwire extract FILE[/], [bold]chipwire batch FOLDER -o OUT.jsonl[/], [bold]chipwire serve[/]."
    )


def _claims(results: list[Result]) -> Table:
    table = Table(
        "published",
        "chip",
        "claim",
        "metric",
        "against",
        "says",
        title="Who is how much better than what",
        box=SIMPLE_HEAD,
    )
    for result in results:
        for ratio in (entity for entity in result.entities if isinstance(entity, Ratio)):
            if ratio.subject:
                table.add_row(
                    str(result.article.published or ""),
                    Text(ratio.subject, STYLES["CHIP"]),
                    Text(factor(ratio), STYLES["RATIO"]),
                    ratio.metric.replace("_", " "),
                    ratio.baseline or "—",
                    f"{ratio.source or ''}{'' if ratio.status == 'stated' else f' ({ratio.status})'}",
                )
    return table


def _events(results: list[Result]) -> Table:
    table = Table("published", "chip", "vendor", "event", "when", title="What happened when", box=SIMPLE_HEAD)
    for result in results:
        vendors = {chip.name: chip.vendor or "" for chip in result.chips}
        for event in result.events:
            table.add_row(
                str(result.article.published or ""),
                Text(event.chip, STYLES["CHIP"]),
                vendors.get(event.chip, ""),
                event.event,
                Text(event.date or "—", STYLES["DATE"]),
            )
    return table
