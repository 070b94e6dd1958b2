"""The command `chipwire`: one file a command, each a thin layer over the library."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from extractor.cli.annotate import annotate, convert
from extractor.cli.batch import batch
from extractor.cli.compare import compare
from extractor.cli.demo import demo
from extractor.cli.evaluate import evaluate
from extractor.cli.extract import extract
from extractor.cli.report import report
from extractor.cli.rules import rules
from extractor.cli.serve import serve

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
for command in (extract, batch, report, evaluate, compare, annotate, convert, serve, demo):
    app.command()(command)
app.add_typer(rules)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(version("chipwire"))
        raise typer.Exit


@app.callback()
def chipwire(
    asked: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Chip names, vendors, performance ratios and dates in technology news, by rules."""


def main() -> None:
    """Run the command."""
    app()
