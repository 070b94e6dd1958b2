"""An explanation as lines of text, drawn under the text that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.workbench.explained import Explanation, Found, Trace

CONTEXT_CHARACTERS = 30


def draw(explanation: Explanation) -> str:
    """Return the explanation as text: each candidate in a line, each pattern under the words that it reached.

    >>> import extractor
    >>> from extractor.workbench.explain import explain
    >>> print(draw(explain(extractor.load(), "It came in June 2022.", "dates.month-year")).splitlines()[0])
    won   DATE 'June 2022' by dates.month-year
    """
    lines = [_candidate(found) for found in explanation.candidates] or ["No rule has a candidate here."]
    for number, trace in enumerate(explanation.traces, start=1):
        lines += ["", f"pattern {number}: {trace.pattern}", *_drawn(explanation.text, trace)]
    return "\n".join(lines)


def _candidate(found: Found) -> str:
    line = f"{'won ' if found.won else 'lost'}  {found.label} {found.text!r} by {found.rule}"
    if found.reason:
        line += f": {found.reason}"
    return line + (f" ({found.lost_to})" if found.lost_to else "")


def _drawn(text: str, trace: Trace) -> Iterator[str]:
    """The text around the place, marks under what was matched and under the word where it failed, and what was wanted."""
    failed = trace.failed_at or ""
    at = text.find(failed, trace.end) if failed else len(text)
    first, last = max(0, trace.start - CONTEXT_CHARACTERS), max(trace.end, at + len(failed)) + CONTEXT_CHARACTERS
    yield f"  {text[first:last]}".replace("\n", " ")
    if trace.matched:
        yield f"  {' ' * (trace.start - first)}{'^' * (trace.end - trace.start)} all of it matches"
        return
    matched = "^" * (trace.end - trace.start)
    gap = " " * (at - trace.start - len(matched))
    what = f"{failed!r} does not match" if failed else "the text ends"
    yield f"  {' ' * (trace.start - first)}{matched}{gap}{'~' * max(1, len(failed))} {what}"
    yield f"  wanted: {' | '.join(trace.wanted)}"
