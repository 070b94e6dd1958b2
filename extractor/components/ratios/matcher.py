"""Find ratios."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractor.components.ratios.lists import CHANGED, head_of
from extractor.components.ratios.metrics import Hit, Metrics
from extractor.components.ratios.normalise import RatioValue, goes_down, read_factors
from extractor.components.ratios.surroundings import BEHIND, Surroundings
from extractor.components.ratios.told import ToldMetric
from extractor.components.ratios.vetoes import PLAIN, Vetoes
from extractor.components.ratios.whole import is_cut_short
from extractor.overlaps import resolve
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.rules.source import Source
from extractor.schema import Hedge

NAME_BEFORE: Final = 12  # words before a figure alone in which something is named
VERB_FAR: Final = 16  # words before a figure in which its verb stands
_BETWEEN: Final = frozenset(
    ["a", "an", "the", '"', "“", "”", "another", "by", "to", "anywhere", "between", "additional", "further", "of"]
)
# How a figure alone is read: with the words that stand by it.
_AROUND: Final = {"share": "{} of the", "changed": "by {}", "gained": "by {}"}
_OPEN: Final = frozenset(["ratios.more", "ratios.as", "ratios.gain"])  # rules whose ratios may be about anything
_DIMENSIONS: Final = frozenset(["width", "length", "height", "weight", "volume", "space"])  # of rivers and bags as well


class RatioFinder:
    """Finds ratios by the rules with label RATIO and reads factor, metric and hedge."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._metrics = Metrics(sources)

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the ratios, in order, with factor, metric and hedge."""
        matches = reading.matches.get("RATIO", [])
        if not matches:
            return []
        reader = _Reader(reading, self._metrics)
        return reader.with_lists(resolve(reading, matches, reader.read))


class _Reader:
    """Reads the matches of one article."""

    def __init__(self, reading: Reading, metrics: Metrics) -> None:
        self._reading, self._metrics = reading, metrics
        self._words = reading.lower
        self._hedges: dict[int, Hedge] = {}
        for match in reading.cues.of("hedge"):
            self._hedges.setdefault(match.end, match.rule.rule.value)  # type: ignore[arg-type]
        self._around = Surroundings(reading)
        self._vetoes = Vetoes(reading, self._around, metrics)
        self._told = ToldMetric(reading, self._around, self._vetoes, metrics)
        self._listed: set[int] = set()

    def read(self, match: Match) -> RatioValue | None:
        """Return the value of a match, or None where it is no technical ratio."""
        start, end, how = match.start, match.end, match.rule.rule.value
        hits = self._metrics.find(self._words[start:end])
        if how != "share" and is_cut_short(self._reading, start, end):
            return None
        if how == "listed":
            self._listed.add(start)
            return RatioValue(1.0)
        if not self._is_meant(match, hits):
            return None
        context = None if any(hit.named for hit in hits) else self._told.context(start, end, how == "changed")
        vague = how in ("bare", "share", "changed", "beat", "change") and not hits and not context
        if vague and not self._around.names_near(start) and not self._vetoes.is_boost(start, end):
            return None
        by = how in ("changed", "gained") or self._told.is_by(how, start)
        less = goes_down(" ".join(self._around.clause(start)[-VERB_FAR:])) if by else None
        surface = self._reading.surface(start, end)
        factors = read_factors(_AROUND.get(str(how), "{}").format(surface), less)
        if factors is None:
            return None
        return RatioValue(*factors, metric=self._told.metric(start, end, hits, context), hedge=self._hedge(start, end))

    def _is_meant(self, match: Match, hits: list[Hit]) -> bool:
        """Is it about something technical, as far as the kind of figure has to show that?"""
        start, end = match.start, match.end
        if self._vetoes.is_vetoed(start, end, hits):
            return False
        if match.rule.rule.value == "changed" and self._reading.taken.find(1, max(0, start - NAME_BEFORE), start) < 0:
            return False
        if match.rule.id in _OPEN and not self._is_technical(start, end, hits):
            return False
        sized = match.rule.id == "ratios.times-the" and self._words[end - 1] in _DIMENSIONS
        return not sized or self._around.is_near_name(start, end)  # "the river has lost half its width"

    def _is_technical(self, start: int, end: int, hits: list[Hit]) -> bool:
        """ "Twice as many" and "30% more" say of what only near a technical word or name."""
        if any(hit.named or hit.metric not in ("battery_life", "time", "cost") for hit in hits):
            return True
        around = self._around.clause(start) + self._around.behind(end)
        if any(hit.named and hit.metric in PLAIN for hit in self._metrics.find(around)):
            return True
        return self._around.is_near_name(start, end) or self._around.is_of_node(start)

    def _hedge(self, start: int, end: int) -> Hedge | None:
        """What is said of how exact the figure is, in the ratio or before it."""
        for at in range(end - 1, start, -1):
            if at in self._hedges and self._words[at] != "-":
                return self._hedges[at]
        at = start
        while at > start - 5 and at > 0:
            if at in self._hedges:
                return self._hedges[at]
            if self._words[at - 1] not in _BETWEEN:
                break
            at -= 1
        return self._hedges.get(end + 2) if self._words[end : end + 1] == ["or"] else None

    def with_lists(self, found: list[Candidate]) -> list[Candidate]:
        """Keep a figure of a list only next to a ratio of its sentence, and read it as that one."""
        kept: list[Candidate] = []
        for index, ratio in enumerate(found):
            if ratio.start not in self._listed or ratio.rule != "ratios.listed":
                kept.append(ratio)
                continue
            head = head_of(self._words, ratio, kept[-1:], found[index + 1 : index + 9])
            if head is None:
                continue
            less = goes_down(self._reading.surface(head.start, head.end))
            factors = read_factors(self._reading.surface(ratio.start, ratio.end), less)
            own = self._own_metric(head, ratio)
            if factors and own != "":
                metric = self._respective(head, ratio) or own or head.value.metric
                ratio.value = RatioValue(*factors, metric=metric, hedge=self._hedge(ratio.start, ratio.end))
                kept.append(ratio)
        return kept

    def _own_metric(self, head: Candidate, ratio: Candidate) -> str | None:
        """ "Speed is up by 10% and efficiency by 20%": what stands before "by", or "" where it is no technical quantity;
        None where the figure shares all with its head."""
        between = self._words[head.end : ratio.start]
        if head.rule not in CHANGED or between[-1:] != ["by"] or between[0] not in (",", "and"):
            return None
        return next((hit.metric for hit in reversed(self._metrics.find(between)) if hit.named), "")

    def _respective(self, head: Candidate, ratio: Candidate) -> str | None:
        """ "Improves speed and efficiency by 15% and 30%, respectively": the metric of the second figure; the head gets
        that of the first."""
        if "respectively" not in self._words[ratio.end : ratio.end + BEHIND]:
            return None
        for words in (self._words[head.start : head.end], self._around.clause(head.start)):
            named = [hit.metric for hit in self._metrics.find(words) if hit.named]
            if len(named) == 2:
                head.value.metric = named[0]
                return named[1]
        return None
