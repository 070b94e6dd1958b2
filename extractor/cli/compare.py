"""`chipwire compare`: what a change of the rules changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.errors import told


def compare(
    before: Annotated[str, typer.Argument(help="`shipped`, a folder of rules, a checkout, or a git revision.")],
    after: Annotated[str, typer.Argument(help="The same; the checkout here if left out.")] = ".",
    corpus: Annotated[Path, typer.Option(help="Annotated articles, or any folder of plain ones.")] = Path("corpus"),
    rules: Annotated[str | None, typer.Option(help="Where your own rules are in each revision or checkout.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write it as one HTML page too.")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many differences to list for each rule.")] = 20,
) -> None:
    """Run two versions of the rules over the same articles: what is gained, lost, changed, by rule; scores of both.

    Exit status: 0 no score is lower (without annotations: nothing differs), 1 otherwise, 2 nothing could be done.
    """
    from extractor.workbench.compare import compare as compare_versions
    from extractor.workbench.compare_report import as_html, as_text

    with told("compare"):
        comparison = compare_versions(before, after, corpus, rules)
        if html:
            html.write_text(as_html(comparison), encoding="utf-8")
    typer.echo(as_text(comparison, most))
    raise typer.Exit(int(comparison.is_worse))
