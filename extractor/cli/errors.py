"""What a command says when it can't do what was asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.markup import escape

from extractor.errors import ChipwireError

WRONG = 2


@contextlib.contextmanager
def told(command: str) -> Iterator[None]:
    """Say an error on standard error, without a traceback, and leave with status 2."""
    try:
        yield
    except (ChipwireError, OSError) as error:
        console = Console(stderr=True)
        console.print(f"[red]chipwire {command}:[/] {escape(str(error))}", highlight=False, soft_wrap=True)
        raise typer.Exit(WRONG) from None
