"""Is a figure about money, markets or people? Then it is no ratio."""

from __future__ import annotations

from typing import Final

from extractor.components.ratios.metrics import Hit, Metrics
from extractor.components.ratios.surroundings import BEHIND, Surroundings
from extractor.reading import Reading
from extractor.rules.schema import CueKind

PLAIN: Final = ("performance", "speed", "throughput", "latency", "bandwidth", "memory_bandwidth", "compute", "energy_efficiency",
          "power", "price_performance", "density", "battery_life", "capacity", "size")  # fmt: skip
PARAGRAPH_BEFORE: Final = 50  # words
_BOOSTS: Final = frozenset(
    "boost boosts uplift uplifts improvement improvements bump speedup speedups leap leaps".split()
)
_SCALES: Final = frozenset(["million", "billion", "trillion"])  # money, where a currency stands by them
_CURRENCIES: Final = frozenset(
    ["$", "€", "£", "¥", "₹", "us$", "dollars", "euros", "euro", "yuan", "yen", "won", "pounds"]
)
REACH_SCORE: Final = 12  # words from "scored" to its points
_SCORED: Final = frozenset("score scores scored scoring geekbench cinebench antutu 3dmark benchmark benchmarks".split())
_PERIODS: Final = frozenset(["quarter", "week", "month"])  # nobody compares chips of last week
_TECHNICAL: Final = ("speed", "energy_efficiency", "compute")


class Vetoes:
    """Knows where one article speaks of money and of people."""

    def __init__(self, reading: Reading, around: Surroundings, metrics: Metrics) -> None:
        self._reading, self._around, self._metrics = reading, around, metrics
        self._words = reading.lower
        self._vetoes, self._people = self._marks("veto"), self._marks("people")

    def _marks(self, kind: CueKind) -> bytearray:
        """Mark the words of the cues of a kind."""
        marks = bytearray(len(self._words))
        for match in self._reading.cues.of(kind):
            if self._words[match.start] == "points" and not _SCORED.isdisjoint(
                self._words[max(0, match.start - REACH_SCORE) : match.start]
            ):
                continue  # of a benchmark
            marks[match.start : match.end] = b"\x01" * (match.end - match.start)
        return marks

    def is_vetoed(self, start: int, end: int, hits: list[Hit]) -> bool:
        """Is it about money, markets or people? What stands in the ratio decides, then behind it, then before it."""
        vetoes = self._vetoes
        if end < len(self._words) and vetoes[end] and not any(hit.named for hit in hits):
            return True  # "20% lower price"
        named = {
            at for hit in hits if hit.metric in PLAIN and hit.named for at in range(start + hit.start, start + hit.end)
        }
        if any(
            (vetoes[at] or self._people[at]) and at not in named and self._words[at] not in _SCALES
            for at in range(start, end)
        ):
            return True
        if self._is_of_period(end):
            return True
        stop = end + 1 + len(self._around.behind(end))
        if not any(h.named for h in hits) and (vetoes.find(1, end, stop) >= 0 or self._people.find(1, end, stop) >= 0):
            return True
        before = len(self._around.clause(start))
        if {hit.metric for hit in hits if hit.named} == {"size"} and self._people.find(1, start - before, start) >= 0:
            return True  # "its new shop is twice the size"
        if any(hit.metric in (PLAIN if hit.named else _TECHNICAL) for hit in hits):
            return False
        veto = self._last_veto(start - before, start)
        if veto < 0:
            return False
        closer = [hit for hit in self._metrics.find(self._words[start - before : start]) if hit.named]
        return not closer or closer[-1].end + start - before <= veto

    def _last_veto(self, first: int, last: int) -> int:
        """The last word of money; "28 billion transistors" are none."""
        veto = self._vetoes.rfind(1, first, last)
        while veto >= 0 and self._words[veto] in _SCALES:
            if not _CURRENCIES.isdisjoint(self._words[max(0, veto - 2) : veto + 2]):
                break
            veto = self._vetoes.rfind(1, first, veto)
        return veto

    def _is_of_period(self, end: int) -> bool:
        """ "Shipped 8% more than in the same quarter", "as the week before": what a business compares."""
        behind = self._words[end : end + BEHIND + 3]
        compared = next((at for at, word in enumerate(behind) if word in ("than", "as", "from")), len(behind))
        return any(
            word in _PERIODS and (behind[at - 1], behind[at + 1 : at + 2]) not in (("a", ["of"]), ("one", ["of"]))
            for at, word in enumerate(behind[: compared + 6])
            if at >= compared
        )

    def is_boost(self, start: int, end: int) -> bool:
        """ "A 30 percent uplift", where a chip was named shortly before and no money since."""
        first = max(0, start - PARAGRAPH_BEFORE)
        named = not _BOOSTS.isdisjoint(self._words[start:end]) and self._around.chip_between(first, start)
        return named and self._vetoes.find(1, first, end) < 0

    def earlier(self, start: int) -> list[str]:
        """The words before in the paragraph, as far as they don't speak of money."""
        first = max(self._reading.tokens.paragraph(start)[0], start - PARAGRAPH_BEFORE)
        return self._words[max(first, self._last_veto(first, start) + 1) : start]
