"""A comparison as lines of text and as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from extractor.evaluation.score import LabelScore
from extractor.workbench.compare import Change, ChangeKind, Comparison

SIGNS: dict[ChangeKind, str] = {"gained": "+", "lost": "−", "changed": "±"}
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; }} th, td {{ text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top; }}
h2 {{ font-size: 1.1rem; margin-top: 2rem; }} .sentence {{ color: #555; }} mark {{ background: #ffe9a8; }}
.gained b {{ color: #14661f; }} .lost b {{ color: #a11; }} .changed b {{ color: #865a00; }}
</style>
<h1>{title}</h1>
<p>{summary}</p>
{body}
</html>
"""


def as_text(comparison: Comparison, most: int = 1000) -> str:
    """Return the comparison as text: a summary, the scores, the differences by rule with their sentences."""
    lines = [f"{comparison.before} → {comparison.after}: {_summary(comparison)}", *_score_lines(comparison)]
    for rule, changes in list(_by_rule(comparison.changes)):
        lines += ["", f"{rule}: {_counts(changes)}"]
        for change in changes[:most]:
            lines.append(f"  {SIGNS[change.kind]} {change.label} {change.text!r} {change.detail}".rstrip())
            lines.append(f"      {change.article}: {change.sentence}")
        if len(changes) > most:
            lines.append(f"  ... and {len(changes) - most} more")
    return "\n".join(lines)


def as_html(comparison: Comparison) -> str:
    """Return the comparison as one HTML page that needs nothing else."""
    rows = "".join(
        f"<tr><th>{escape(label)}<td>{_figure(old)}<td>{_figure(new)}" for label, old, new in comparison.scores
    )
    body = f"<table><tr><th>strict F1 (whole)<th>before<th>after{rows}</table>" if rows else ""
    for rule, changes in _by_rule(comparison.changes):
        body += f"<h2>{escape(rule)}: {_counts(changes)}</h2><table>{''.join(map(_row, changes))}</table>"
    title = escape(f"{comparison.before} → {comparison.after}")
    return _PAGE.format(title=title, summary=escape(_summary(comparison)), body=body)


def _row(change: Change) -> str:
    sentence = escape(change.sentence).replace(escape(change.text), f"<mark>{escape(change.text)}</mark>", 1)
    return (
        f'<tr class="{change.kind}"><td><b>{SIGNS[change.kind]} {escape(change.text)}</b><br>{escape(change.detail)}'
        f'<td class="sentence">{sentence}<br><small>{escape(change.article)}</small>'
    )


def _summary(comparison: Comparison) -> str:
    articles = f"{comparison.articles} article{'' if comparison.articles == 1 else 's'}"
    return f"{articles}, {_counts(comparison.changes) or 'no difference'}"


def _counts(changes: list[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]} {kind}" for kind in SIGNS if counts[kind])


def _score_lines(comparison: Comparison) -> Iterator[str]:
    if comparison.scores:
        yield f"{'strict F1 (whole)':<20}{'before':<16}{'after':<16}"
    for label, old, new in comparison.scores:
        yield f"{label:<20}{_figure(old):<16}{_figure(new):<16}"


def _figure(row: LabelScore | None) -> str:
    return f"{row.strict.f1:.4f} ({row.whole.f1:.4f})" if row else "—"


def _by_rule(changes: list[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes by rule, the rule with most of them first."""
    rules = Counter(change.rule for change in changes)
    for rule, _ in rules.most_common():
        yield rule, [change for change in changes if change.rule == rule]
