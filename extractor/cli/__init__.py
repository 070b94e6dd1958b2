"""The command `chipwire`: one file a command, each a thin layer over the library."""

from __future__ import annotations

import typer

from extractor.cli.batch import batch
from extractor.cli.serve import serve

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
for command in (batch, serve):
    app.command()(command)


def main() -> None:
    """Run the command."""
    app()
