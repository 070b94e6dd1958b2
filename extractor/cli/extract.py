"""`chipwire extract`: one article or a few, for a person or a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import extractor
from extractor.cli.errors import told
from extractor.cli.show import show
from extractor.documents.read import read_articles
from extractor.schema import Article, Failure


def extract(
    inputs: Annotated[list[str], typer.Argument(help="Files (.txt .md .html .json ...), or - for standard input.")],
    published: Annotated[str | None, typer.Option(help="The day it appeared, YYYY-MM-DD.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title, if the text does not begin with it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON result a line, for programs.")] = False,
    rules: Annotated[Path | None, typer.Option(help="A folder of your own rules.")] = None,
) -> None:
    """Show what is found in an article: the text with its entities marked, and tables of chips, claims, events, dates.

    Exit status: 0 all good, 1 an article failed, 2 nothing could be done.
    """
    failed = False
    with told("extract"):
        chipwire = extractor.load([rules] if rules else [])
        for article in _articles(inputs, title, published):
            answer = article if isinstance(article, Failure) else next(iter(chipwire.extract_many([article])))
            failed |= isinstance(answer, Failure)
            if as_json:
                typer.echo(answer.model_dump_json())
            elif isinstance(answer, Failure):
                typer.echo(f"{answer.article.id}: {answer.error.detail}", err=True)
            elif isinstance(article, Article):
                Console().print(show(answer, article.text))
    raise typer.Exit(int(failed))


def _articles(inputs: list[str], title: str | None, published: str | None) -> Iterator[Article | Failure]:
    given = {"title": title, "published": _date(published)}
    for article in _read(inputs):
        if isinstance(article, Article):
            article = article.model_copy(update={key: value for key, value in given.items() if value})
        yield article


def _read(inputs: list[str]) -> Iterator[Article | Failure]:
    for source in inputs:
        if source == "-":
            yield Article(text=typer.get_text_stream("stdin", errors="replace").read(), id="-")
        else:
            yield from read_articles(source)


def _date(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published) if published else None
    except ValueError:
        raise typer.BadParameter(
            f"{published!r} is no date; write it as YYYY-MM-DD", param_hint="--published"
        ) from None
