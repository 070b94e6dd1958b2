"""Scores and faults made readable: a table, lines of text, and plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table

from extractor.evaluation.gold import Gold, GoldEvent
from extractor.evaluation.marks import GoldEntity
from extractor.evaluation.score import EVENT, LabelScore, Measure, Verdict
from extractor.schema import Entity, Event

CONTEXT_CHARACTERS = 40
Kind = Literal["missed", "spurious", "span", "attribute"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one article. `line` is that of the annotated file; an event stands on none."""

    article: str
    line: int | None
    label: str
    kind: Kind
    text: str
    attribute: str | None = None
    gold: Any = None
    answer: Any = None
    context: str = ""

    def __str__(self) -> str:
        where = self.article if self.line is None else f"{self.article}:{self.line}"
        what = f"{self.label} {self.text!r}: {self.attribute or self.kind}"
        if self.kind in ("span", "attribute"):
            what += f": wanted {self.gold!r}, got {self.answer!r}"
        return f"{where}: {what}  {self.context}".rstrip()


def faults(gold: Gold, verdicts: Iterable[Verdict]) -> list[Fault]:
    """Return all that is wrong in one article, in the order of its text, events last.

    >>> from pathlib import Path
    >>> from extractor.evaluation.gold import parse
    >>> from extractor.evaluation.score import judge
    >>> gold = parse("---\\npublished: null\\ngenre: x\\n---\\nthe ⟦H100|CHIP⟧ is out", Path("a.txt"))
    >>> print(*faults(gold, judge(gold, None)))
    a:5: CHIP 'H100': missed  the [H100] is out
    """
    found = [fault for verdict in sorted(verdicts, key=_position) for fault in _faults_of(gold, verdict)]
    return sorted(found, key=lambda fault: fault.line is None)


def table(scores: Sequence[LabelScore]) -> Table:
    """Return a rich table: a row for each label, with shares of right attributes among what was matched."""
    made = Table(
        "label",
        "gold",
        "precision",
        "recall",
        "F1",
        "relaxed",
        "whole",
        "attributes",
        box=SIMPLE_HEAD,
        collapse_padding=True,
    )
    for column in made.columns[1:-1]:
        column.justify = "right"
    for row in scores:
        figures = (row.strict.precision, row.strict.recall, row.strict.f1, row.relaxed.f1, row.whole.f1)
        attributes = "\n".join(f"{name:<10} {share:.3f}" for name, (share, _) in row.attributes.items())
        made.add_row(row.label, str(row.strict.gold), *(f"{figure:.3f}" for figure in figures), attributes)
    return made


def to_data(scores: Sequence[LabelScore], found: Sequence[Fault] = ()) -> dict[str, Any]:
    """Return the same as plain data, ready for JSON."""
    return {
        "labels": {
            row.label: {
                "strict": _measure(row.strict),
                "relaxed": _measure(row.relaxed),
                "whole": _measure(row.whole),
                "attributes": {
                    name: {"right": share, "asked": asked} for name, (share, asked) in row.attributes.items()
                },
            }
            for row in scores
        },
        "faults": [asdict(fault) for fault in found],
    }


def _plain(value: Any) -> Any:
    """A day as its ISO date; what JSON knows stays as it is."""
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _measure(measure: Measure) -> dict[str, float]:
    return {
        "precision": measure.precision, "recall": measure.recall, "f1": measure.f1,
        "right": measure.right, "answers": measure.answers, "gold": measure.gold,
    }  # fmt: skip


def _position(verdict: Verdict) -> tuple[bool, int]:
    item = verdict.gold or verdict.answer
    return (item.field == "text", item.start) if isinstance(item, GoldEntity | Entity) else (True, 0)


def _faults_of(gold: Gold, verdict: Verdict) -> Iterator[Fault]:
    item = verdict.gold or verdict.answer
    article = gold.article.id or ""
    for kind, attribute, wanted, got in _wrongs(verdict):
        if isinstance(item, GoldEntity | Entity):
            line, context = gold.line_of(item.field, item.start), _context(gold, item)
            yield Fault(article, line, item.label, kind, item.text, attribute, wanted, got, context)
        elif isinstance(item, GoldEvent | Event):
            date = "" if attribute else f" {item.date}"
            yield Fault(article, None, EVENT, kind, f"{item.chip} {item.event}{date}", attribute, wanted, got)


def _wrongs(verdict: Verdict) -> Iterator[tuple[Kind, str | None, Any, Any]]:
    """What is wrong with a verdict: the kind, the attribute, what gold says, what was answered."""
    if verdict.answer is None:
        yield "missed", None, None, None
    elif verdict.gold is None:
        yield "spurious", None, None, None
    else:
        if isinstance(verdict.gold, GoldEntity) and isinstance(verdict.answer, Entity) and not verdict.strict:
            yield "span", None, verdict.gold.text, verdict.answer.text
        for name in (name for name, right in verdict.right.items() if not right):
            yield "attribute", name, _value(verdict.gold, name), _plain(getattr(verdict.answer, name, None))


def _value(gold: GoldEntity | GoldEvent, attribute: str) -> Any:
    return gold.attributes[attribute] if isinstance(gold, GoldEntity) else getattr(gold, attribute)


def _context(gold: Gold, item: GoldEntity | Entity) -> str:
    text = (gold.article.title if item.field == "title" else gold.article.text) or ""
    before = text[max(0, item.start - CONTEXT_CHARACTERS) : item.start]
    after = text[item.end : item.end + CONTEXT_CHARACTERS]
    return " ".join(f"{before}[{item.text}]{after}".split())
