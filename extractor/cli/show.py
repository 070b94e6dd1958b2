"""A result for a person: the text with its entities marked, and the tables of chips, claims, events and dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.schema import Date, Part, Ratio, Result

STYLES = {"CHIP": "bold cyan", "VENDOR": "magenta", "RATIO": "bold yellow", "DATE": "green"}
OWN_STYLE = "bold blue"
Kind = TypeVar("Kind", Ratio, Date)
HEDGES = {
    "up_to": "up to ", "about": "about ", "at_least": "at least ", "more_than": "more than ", "nearly": "nearly ",
    "less_than": "less than ",
}  # fmt: skip


def show(result: Result, text: str) -> Group:
    """Return the article with its entities marked, and under it the tables that aren't empty."""
    parts: list[RenderableType] = [marked(result, text), legend(result), Text()]
    parts += [table for table in (chips(result), claims(result), events(result), dates(result)) if table.row_count]
    parts += [Text(f"Note: {warning}", style="italic") for warning in result.warnings]
    return Group(*parts)


def marked(result: Result, text: str) -> Text:
    """Return title and text with the entities in the colours of their labels."""
    shown = Text()
    if result.article.title:
        shown.append_text(_mark(result, result.article.title, "title"))
        shown.stylize("bold")
        shown.append("\n\n")
    return shown.append_text(_mark(result, text, "text"))


def _mark(result: Result, text: str, part: Part) -> Text:
    shown = Text(text)
    for entity in result.entities:
        if entity.field == part:
            shown.stylize(style_of(entity.label), entity.start, entity.end)
    return shown


def style_of(label: str) -> str:
    """Return the colour of a label."""
    return STYLES.get(label, OWN_STYLE)


def legend(result: Result) -> Text:
    """Return one line: each label in its colour, with how many were found."""
    counts: dict[str, int] = {}
    for entity in result.entities:
        counts[entity.label] = counts.get(entity.label, 0) + 1
    parts = [Text(f"{label} {count}", style_of(label)) for label, count in counts.items()]
    return Text("\n") + Text("  ").join(parts or [Text("Nothing was found.")])


def chips(result: Result) -> Table:
    """Return the chips with their vendors and how often each is named."""
    table = _table("Chips", "chip", "vendor", "kind", "named", "claims")
    for chip in result.chips:
        table.add_row(
            Text(chip.name, STYLES["CHIP"]),
            chip.vendor or "",
            chip.kind or "",
            f"{len(chip.entities)}×",
            str(len(chip.claims) or ""),
        )
    return table


def claims(result: Result) -> Table:
    """Return the ratios as claims: who is how much better than what, at what, says whom."""
    table = _table("Claims", "subject", "factor", "metric", "against", "status", "says", "in the text")
    for ratio in _of_type(result, Ratio):
        table.add_row(
            Text(ratio.subject or "—", STYLES["CHIP"]),
            Text(factor(ratio), STYLES["RATIO"]),
            ratio.metric.replace("_", " "),
            ratio.baseline or "—",
            ratio.status,
            ratio.source or "",
            Text(ratio.text, overflow="ellipsis", no_wrap=True),
        )
    return table


def factor(ratio: Ratio) -> str:
    """Write a factor with its hedge.

    >>> factor(Ratio(start=0, end=2, text="3x", rule="r", factor=3.0, factor_max=4.0, hedge="up_to"))
    'up to 3–4×'
    """
    upper = "" if ratio.factor_max is None else f"–{_short(ratio.factor_max)}"
    return f"{HEDGES.get(ratio.hedge or '', '')}{_short(ratio.factor)}{upper}×"


def _short(factor: float) -> str:
    """Write a factor in at most three digits and no power of ten: a third is 0.333.

    >>> _short(1 / 3), _short(1.7), _short(12_345)
    ('0.333', '1.7', '12,345')
    """
    return f"{factor:,.0f}" if factor >= 1000 else f"{factor:.3g}"


def counted(number: int, what: str) -> str:
    """Write a number of things.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def events(result: Result) -> Table:
    """Return what happened to which chip, and when."""
    table = _table("Events", "chip", "event", "when")
    for event in result.events:
        table.add_row(Text(event.chip, STYLES["CHIP"]), event.event, Text(event.date or "—", STYLES["DATE"]))
    return table


def dates(result: Result) -> Table:
    """Return each date value once, with its days and how the text writes it."""
    table = _table("Dates", "value", "first day", "last day", "in the text")
    surfaces: dict[str, list[str]] = {}
    found: dict[str, Date] = {}
    for date in _of_type(result, Date):
        found.setdefault(date.value, date)
        surfaces.setdefault(date.value, []).append(date.text)
    for value, date in sorted(found.items()):
        written = ", ".join(dict.fromkeys(surfaces[value]))
        table.add_row(Text(value, STYLES["DATE"]), str(date.first_day or ""), str(date.last_day or ""), written)
    return table


def _of_type(result: Result, kind: type[Kind]) -> Iterator[Kind]:
    return (entity for entity in result.entities if isinstance(entity, kind))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column)
    return table
