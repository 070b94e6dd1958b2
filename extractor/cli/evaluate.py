"""`chipwire evaluate`: how well the rules do on annotated articles, and every fault in its context."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

import extractor
from extractor.cli.errors import told
from extractor.cli.show import counted
from extractor.evaluation.gold import Gold, read, read_folder
from extractor.evaluation.report import Fault, faults, table, to_data
from extractor.evaluation.score import LabelScore, Verdict, judge, score

if TYPE_CHECKING:
    from extractor.pipeline import Extractor


def evaluate(
    corpus: Annotated[Path, typer.Argument(help="A folder of annotated articles, or one of them.")],
    fail_under: Annotated[float, typer.Option(min=0, max=1, help="Leave with status 1 if a strict F1 is lower.")] = 0.0,
    errors: Annotated[int, typer.Option(min=0, help="How many faults to list.")] = 40,
    as_json: Annotated[bool, typer.Option("--json", help="Figures and all faults as JSON.")] = False,
    rules: Annotated[Path | None, typer.Option(help="A folder of your own rules.")] = None,
) -> None:
    """Compare what the rules find with annotated articles: precision, recall, F1 by label, attributes, each fault.

    Exit status: 0 all good, 1 below --fail-under, 2 nothing could be done.
    """
    with told("evaluate"):
        articles = read_folder(corpus) if corpus.is_dir() else [read(corpus)]
        scores, found = run(extractor.load([rules] if rules else []), articles)
    if as_json:
        typer.echo(json.dumps(to_data(scores, found), ensure_ascii=False))
    else:
        _print(scores, found, len(articles), errors)
    raise typer.Exit(int(any(row.strict.f1 < fail_under for row in scores)))


def run(chipwire: Extractor, articles: list[Gold]) -> tuple[list[LabelScore], list[Fault]]:
    """Return the scores by label over the articles, and all faults in their order."""
    verdicts: list[Verdict] = []
    found: list[Fault] = []
    for gold in articles:
        article = gold.article
        judged = judge(gold, chipwire.extract(article.text, article.published, article.title, article.id))
        verdicts += judged
        found += faults(gold, judged)
    return score(verdicts), found


def _print(scores: list[LabelScore], found: list[Fault], articles: int, most: int) -> None:
    console = Console()
    console.print(counted(articles, "article"))
    console.print(table(scores))
    for fault in found[:most]:
        console.print(str(fault), markup=False, highlight=False, soft_wrap=True)
    if len(found) > most:
        console.print(f"... and {len(found) - most} more; --errors {len(found)} lists them all")
