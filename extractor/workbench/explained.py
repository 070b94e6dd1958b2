"""What an explanation says; apart from what makes it, so that naming it loads no spaCy."""

from __future__ import annotations

from typing import Any

from extractor.schema import Model


class Found(Model):
    """A candidate: what it is, whether it became an entity, else why not and which rule's entity stands there.

    Cues and the matches of silent rules yield no entity and have no `lost_to`; `reason` says what they are.
    """

    label: str
    rule: str
    start: int
    end: int
    text: str
    won: bool
    reason: str | None = None
    lost_to: str | None = None
    value: Any = None


class Trace(Model):
    """How far one pattern of a rule got where it got farthest.

    `start` to `end` is the text that its items matched (nothing where they are the same), `failed_at` the word behind it
    (null at the text's end), `wanted` what the pattern asked for there. `matched` says that all of it was found.
    """

    pattern: str
    start: int
    end: int
    matched: bool
    failed_at: str | None = None
    wanted: tuple[str, ...] = ()


class Explanation(Model):
    """What the rules made of a text; `traces` are there where one rule was asked for."""

    text: str
    words: list[str]
    candidates: list[Found]
    traces: tuple[Trace, ...] = ()
