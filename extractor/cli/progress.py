"""How a run shows how far it is: a bar on a terminal, a line now and then elsewhere, a table at the end."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from extractor.batch.local import LABELS, Summary

BAR_EVERY_S = 0.1
LINE_EVERY_S = 10.0


class Watch:
    """Shows a run's progress on the console. Use it in a `with` block and call it with each state of the summary."""

    def __init__(self, console: Console, total: int | None) -> None:
        self._console, self._total = console, total
        self._shown_s = time.monotonic()
        columns = [
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        ]
        # No refreshing thread: the pool forks, and a fork copies no threads, only the locks that they hold.
        self._bar = Progress(
            *columns, console=console, auto_refresh=False, transient=True, disable=not console.is_terminal
        )
        self._task = self._bar.add_task("Reading", total=total, rate="")

    def __enter__(self) -> Watch:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, summary: Summary) -> None:
        """Show the state, unless one was shown just now."""
        if time.monotonic() - self._shown_s < (BAR_EVERY_S if self._console.is_terminal else LINE_EVERY_S):
            return
        self._shown_s = time.monotonic()
        if self._console.is_terminal:
            self._bar.update(self._task, completed=summary.articles, rate=_rate(summary), refresh=True)
        else:
            of_total = f" of {self._total:,}" if self._total else ""
            self._console.print(f"{summary.articles:,}{of_total} articles, {_rate(summary)}", highlight=False)


def _rate(summary: Summary) -> str:
    failed = f", {summary.failed:,} failed" if summary.failed else ""
    return f"{summary.articles / max(summary.elapsed_s, 1e-3):,.0f}/s{failed}"


def summary_table(summary: Summary, output: str) -> Table:
    """Return what was done, as a table."""
    table = Table(title=output, show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    rows = [("articles", summary.articles), ("  of them done before", summary.reused), ("  failed", summary.failed)]
    for name, count in rows:
        table.add_row(name, f"{count:,}", style="red" if name == "  failed" and count else "")
    table.add_section()
    for label in LABELS:
        table.add_row(label, f"{summary.entities[label]:,}")
    table.add_section()
    table.add_row("time", f"{summary.elapsed_s:,.1f} s")
    table.add_row("articles a second", f"{summary.articles / max(summary.elapsed_s, 1e-3):,.0f}")
    return table
