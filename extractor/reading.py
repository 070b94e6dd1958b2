"""What is known of one article while it is read: the data that goes from stage to stage."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from extractor.rules.load import CUE, Cues, Match
from extractor.tokens import Tokens


@dataclass(slots=True, eq=False)
class Candidate:
    """A span of words (half-open) that may be an entity, or is one once it stands in `Reading.entities`.

    `value` is the label's typed value: ChipValue, VendorValue, DateValue, RatioValue, or a string for labels of a user's own.
    """

    label: str
    start: int
    end: int
    rule: str
    value: Any


@dataclass(slots=True)
class Discarded:
    """A candidate that did not become an entity, and why."""

    label: str
    start: int
    end: int
    rule: str
    reason: str


@dataclass(slots=True)
class Reading:
    """One article on its way through the stages.

    `anchor` is the publication date; `matches` are the rules' by label, `cues` those of cues, found when they are asked
    for; `entities` are settled and in order; `taken` marks the words that they cover. `discarded` is None unless reasons
    were asked for. `clauses` is the linkers' view of the words, made once it is needed.
    """

    tokens: Tokens
    anchor: dt.date | None
    cues: Cues
    matches: dict[str, list[Match]] = field(default_factory=dict)
    entities: list[Candidate] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)
    warnings: list[str] = field(default_factory=list)
    discarded: list[Discarded] | None = None
    clauses: Any = None
    _lower: list[str] | None = None

    @property
    def lower(self) -> list[str]:
        """The words in lower case, as a list made once it is needed."""
        if self._lower is None:
            self._lower = [word.lower for word in self.tokens.words]
        return self._lower

    def matches_of(self, label: str) -> list[Match]:
        """The matches of the rules with the label, CUE among them."""
        return self.cues.all() if label == CUE else self.matches.get(label, [])

    def between(self, first: int, last: int) -> list[Candidate]:
        """The entities that start from word `first` to before word `last`."""
        start = attrgetter("start")
        low = bisect_left(self.entities, first, key=start)
        return self.entities[low : bisect_left(self.entities, last, low, key=start)]

    def add(self, found: list[Candidate]) -> None:
        """Settle candidates as entities; they don't overlap those that stand."""
        if not found:
            return
        self.entities = sorted(self.entities + found, key=attrgetter("start"))
        for entity in found:
            self.taken[entity.start : entity.end] = b"\x01" * (entity.end - entity.start)

    def surface(self, start: int, end: int) -> str:
        """The text that the words cover, as written."""
        tokens = self.tokens
        return tokens.text[tokens.starts[start] : tokens.end_of(end - 1)]
