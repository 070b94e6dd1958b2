"""The metric of a ratio: the one it names, else the one that the words around tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.components.ratios.metrics import Hit, Metrics
from extractor.components.ratios.surroundings import DETERMINERS, Surroundings
from extractor.components.ratios.vetoes import Vetoes
from extractor.reading import Reading

VERB_BEFORE: Final = 12  # words before a figure alone in which its verb stands
REACH_UNIT: Final = 6  # words before a figure in which another one has a unit
_LASTING: Final = frozenset(
    ["take", "takes", "took", "taking", "wait", "waits", "waited", "need", "needs", "needed", "required"]
)
_UNIT: Final = re.compile(r"(?:[kmgt]b|[mgt]b/s|[mg]hz|fps|watts)$")
_UNITS_OF_DATA: Final = frozenset(["kb", "mb", "gb", "tb"])
_UNITS: Final = {
    **dict.fromkeys(_UNITS_OF_DATA, "capacity"),
    **dict.fromkeys(["mb/s", "gb/s", "tb/s"], "bandwidth"),
    "mhz": "speed",
    "ghz": "speed",
    "fps": "performance",
    "watts": "power",
}
_HEDGES: Final = re.compile(r"\b(?:as much as|or more|(?:more|less) than)\b")
_PERFORMING: Final = frozenset(["perform", "performs", "performed", "performing"])


class ToldMetric:
    """Reads the metrics of one article's ratios."""

    def __init__(self, reading: Reading, around: Surroundings, vetoes: Vetoes, metrics: Metrics) -> None:
        self._reading, self._around, self._vetoes, self._metrics = reading, around, vetoes, metrics
        self._words = reading.lower

    def context(self, start: int, end: int, changed: bool) -> str | None:
        """The metric that the words around tell; of what has `changed` by a figure alone, its verb goes first."""
        if changed and (metric := self._verb_metric(start)):
            return metric
        if not _PERFORMING.isdisjoint(self._words[max(0, start - 4) : start]):
            return "performance"  # "performs some 50% better"
        for words, nearest in self._places(start, end):
            named = [hit for hit in self._metrics.find(words) if hit.named and hit.metric != "other"]
            named = [hit for hit in named if not _is_adjective(words, hit)]
            if named:
                return named[nearest].metric
            if nearest and (measured := self._measured(start)):
                return measured
        return self._verb_metric(start) if self.is_by("bare", start) else None

    def _places(self, start: int, end: int) -> Iterator[tuple[list[str], int]]:
        """Where a metric may be told, nearest first, each with the hit that is meant there: the first, or the last."""
        yield self._around.owned(end), 0
        yield self._around.behind(end), 0
        yield self._around.clause(start), -1
        yield self._vetoes.earlier(start), -1

    def _measured(self, start: int) -> str | None:
        """ "With 256GB of memory, 1.8x more": what the unit of the figure right before tells."""
        first = max(self._reading.tokens.sentence(start)[0], start - REACH_UNIT)
        for at in range(start - 1, first - 1, -1):
            word, behind = self._words[at], self._words[at + 1]
            alone = behind in ("of", "to") or not behind.isalpha()
            if alone and (unit := _UNIT.search(word)) and (word[0].isdigit() or unit.start() == 0):
                return "bandwidth" if behind == "/" and unit[0] in _UNITS_OF_DATA else _UNITS[unit[0]]
        return None

    def _verb_metric(self, start: int) -> str | None:
        """ "Speeds up the old part by": what the verb before a figure alone implies."""
        hits = self._metrics.find(self._around.clause(start)[-VERB_BEFORE:])
        return hits[-1].metric if hits else None

    def is_by(self, how: object, start: int) -> bool:
        """ "Cut the power of the old one by a factor of 10": a figure alone behind "by"."""
        return how == "bare" and "by" in self._words[max(0, start - 3) : start]

    def metric(self, start: int, end: int, hits: list[Hit], context: str | None) -> str:
        words = self._words[start:end]
        named = [hit for hit in hits if hit.named]
        if named:
            stop = words.index("per") if "per" in words else len(words)
            for at in range(named[0].end, stop):
                if words[at] in ("of", "in") and words[at - 1] not in ("number", "count"):
                    stop = at
                    break
            told = [hit for hit in named if hit.start < stop or hit is named[0]]
            return next((hit for hit in reversed(told) if hit.metric != "other"), told[-1]).metric
        if hits:
            return self._implied(start, end, hits[-1].metric)
        degrees = set(_HEDGES.sub("", " ".join(words)).split())
        if any(word in words for word in ("fewer", "many")) or (words[-1].endswith("s") and {"more", "less"} & degrees):
            return "count" if words[-1] not in ("more", "less") or not context else context
        if context:
            return context
        return "other" if words[-1] not in ("more", "less") and {"more", "less", "much"} & degrees else "performance"

    def _implied(self, start: int, end: int, metric: str) -> str:
        """ "Beats it by 30% in efficiency", "takes twice longer": what is said around tells more than the word alone."""
        if metric == "performance":
            behind = [
                hit for hit in self._metrics.find(self._around.behind(end)) if hit.named and hit.metric != "other"
            ]
            return behind[0].metric if behind else metric
        if metric == "battery_life" and not _LASTING.isdisjoint(self._around.clause(start)[-4:]):
            return "time"
        return metric


def _is_adjective(words: list[str], hit: Hit) -> bool:
    """ "The current chip" draws none."""
    return words[hit.start : hit.end] == ["current"] and hit.start > 0 and words[hit.start - 1] in DETERMINERS
