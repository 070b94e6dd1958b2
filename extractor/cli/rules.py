"""`chipwire rules`: list, show, write, check, explain and measure the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.table import Table

import extractor
from extractor.cli.errors import told
from extractor.cli.show import counted
from extractor.errors import PatternError

rules = typer.Typer(name="rules", no_args_is_help=True, help="List, write, check, explain and measure the rules.")
Own = Annotated[Path | None, typer.Option("--rules", help="A folder of your own rules.")]
Corpus = Annotated[Path, typer.Argument(help="A folder of annotated articles.")]


@rules.command("list")
def list_rules(
    label: Annotated[str | None, typer.Option(help="Only those of this label.")] = None, own: Own = None
) -> None:
    """List the rules: id, label, what they find, how many examples they carry."""
    with told("rules list"):
        loaded = extractor.load([own] if own else []).rules.rules.values()
        labels = sorted({one.rule.label for one in loaded})
        if label and label not in labels:
            raise PatternError(f"no rule has the label {label!r}; there are {', '.join(labels)}")
    made = _table("id", "label", "finds", "examples")
    for one in loaded:
        rule = one.rule
        if label in (None, rule.label):
            shown = rule.description or (rule.examples[0].text if rule.examples else rule.cue or "")
            made.add_row(rule.id, rule.label, shown, f"{len(rule.examples)}+{len(rule.counterexamples)}")
    Console().print(made, markup=False)


@rules.command()
def show(id: Annotated[str, typer.Argument(help="The rule's id.")], own: Own = None) -> None:
    """Show a rule as it is written, with its file and line."""
    from extractor.rules.source import line_of_entry
    from extractor.workbench.explain import find_rule

    with told("rules show"):
        loaded = find_rule(extractor.load([own] if own else []), id)
        line = line_of_entry(loaded.path, "rules", id)
        entries = loaded.path.read_text(encoding="utf-8").splitlines()[line - 1 :]
    indent = len(entries[0]) - len(entries[0].lstrip())
    typer.echo(f"{loaded.path}:{line}")
    typer.echo(entries[0])
    for text in entries[1:]:
        if text.strip() and len(text) - len(text.lstrip()) <= indent:
            break
        typer.echo(text)


@rules.command()
def new(
    id: Annotated[str, typer.Argument(help="The rule's id, such as prices.dollars.")],
    label: Annotated[str, typer.Option(help="Its label.")] = "MINE",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; it must not exist.")] = None,
) -> None:
    """Write a rules file to begin with, with comments; it passes `rules check` as it is."""
    from extractor.workbench.skeleton import skeleton

    with told("rules new"):
        if output is None:
            typer.echo(skeleton(id, label), nl=False)
            return
        output.parent.mkdir(parents=True, exist_ok=True)
        written = skeleton(id, label)
        try:
            with output.open("x", encoding="utf-8") as stream:
                stream.write(written)
        except FileExistsError:
            raise PatternError(f"{output} is there already; name another file") from None
        typer.echo(f"{output} is written. Next: chipwire rules check {output.parent}")


@rules.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of your own rules; without it, those shipped.")
    ] = None,
) -> None:
    """Check rules: their form, every example and counterexample, and what loads but can't be meant.

    Exit status: 0 all good, 1 a fault was found.
    """
    from extractor.workbench.lint import check_folder

    with told("rules check"):
        faults = check_folder(folder)
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(counted(len(faults), "fault") + "." if faults else "All good.")
    raise typer.Exit(int(bool(faults)))


@rules.command()
def explain(
    text: Annotated[str, typer.Argument(help="The text, or - for standard input.")],
    rule: Annotated[str | None, typer.Option(help="How far the patterns of this rule got.")] = None,
    published: Annotated[str | None, typer.Option(help="The day it appeared, YYYY-MM-DD.")] = None,
    own: Own = None,
) -> None:
    """Show every candidate in a text: what won, what lost and to which rule, and why a rule did not match."""
    from extractor.workbench.draw import draw
    from extractor.workbench.explain import explain as explain_text

    with told("rules explain"):
        given = typer.get_text_stream("stdin").read() if text == "-" else text
        chipwire = extractor.load([own] if own else [])
        typer.echo(draw(explain_text(chipwire, given, rule, chipwire.extract("", published).article.published)))


@rules.command()
def coverage(
    corpus: Corpus = Path("corpus"),
    never: Annotated[bool, typer.Option("--never", help="Only the rules that never fired.")] = False,
    own: Own = None,
) -> None:
    """Count how often each rule fired on annotated articles: rightly, wrongly, never."""
    from extractor.evaluation.gold import read_folder
    from extractor.workbench.coverage import coverage as cover

    with told("rules coverage"):
        found = cover(extractor.load([own] if own else []), read_folder(corpus))
    made = _table("rule", "label", "matches", "entities", "right", "wrong")
    for one in found:
        if not (never and one.matches + one.entities):
            counts = (one.matches, one.entities, one.right, one.wrong)
            made.add_row(one.rule, one.label, *(str(count or "") for count in counts))
    Console().print(made, markup=False)
    fired = sum(bool(one.matches + one.entities) for one in found)
    typer.echo(f"{fired} of {len(found)} rules fired.")


@rules.command("time")
def time_rules(
    corpus: Corpus = Path("corpus"),
    most: Annotated[int, typer.Option(min=1, help="How many to list, the dearest first.")] = 30,
    own: Own = None,
) -> None:
    """Measure what each rule costs: µs of CPU time for 1,000 words."""
    from extractor.evaluation.gold import read_folder
    from extractor.workbench.timing import cost_by_rule

    with told("rules time"):
        texts = [gold.article.text for gold in read_folder(corpus)]
        costs = cost_by_rule(extractor.load([own] if own else []), texts)
    made = _table("rule", "label", "µs / 1,000 words", "starts / 1,000", "matches / 1,000")
    for cost in costs[:most]:
        figures = (cost.cost_us, cost.starts, cost.matches)
        made.add_row(cost.rule.id, cost.rule.rule.label, *(f"{figure:,.1f}" for figure in figures))
    Console().print(made, markup=False)
    typer.echo(f"All {len(costs)} rules, each alone: {sum(cost.cost_us for cost in costs):,.0f} µs for 1,000 words.")


def _table(*columns: str) -> Table:
    made = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        justify: JustifyMethod = "left" if index < 2 or column == "finds" else "right"
        made.add_column(column, justify=justify, overflow="fold")
    return made
