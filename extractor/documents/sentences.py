"""The sentence that an entity stands in, cut from the text around it alone."""

from __future__ import annotations

import re

from extractor.tokenizer import ABBREVIATIONS

LONGEST = 500  # characters to each side of the entity
_BOUND = re.compile(r"""(\S{0,20})[.!?]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n""")


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds `text[start:end]`, on one line.

    >>> text = "It ships. Acme Inc. says it is twice as fast. Nobody knows."
    >>> sentence_around(text, 30, 43)
    'Acme Inc. says it is twice as fast.'
    """
    window_start = max(0, start - LONGEST)
    window = text[window_start : end + LONGEST]
    first, last = 0, len(window)
    for bound in _BOUND.finditer(window):
        if bound[1] is not None and f"{bound[1]}." in ABBREVIATIONS:
            continue
        if window_start + bound.end() <= start:
            first = bound.end()
        elif window_start + (bound.start() if bound[1] is None else bound.end(1)) >= end - 1:
            last = bound.end()
            break
    return " ".join(window[first:last].split())
