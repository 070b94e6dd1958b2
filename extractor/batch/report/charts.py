"""The geometry of the page's charts; the template draws it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.batch.report.gather import Mention

SERIES = 6
MOST_PERIODS = 60
WIDTH, HEIGHT = 1040, 220


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a bar chart; `share` is its length against the longest."""

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a line chart: its name, its points as SVG wants them, and its total."""

    name: str
    points: Sequence[tuple[float, float]]
    total: int

    @property
    def path(self) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over periods. `ticks` are the labels below, with their places; `top` is the highest count."""

    lines: Sequence[Line]
    ticks: Sequence[tuple[float, str]]
    top: int


def bars(counts: Counter[str], most: int = 12) -> list[Bar]:
    """Return the bars of a bar chart, the longest first.

    >>> [(bar.name, bar.share) for bar in bars(Counter(speed=4, power=1))]
    [('speed', 1.0), ('power', 0.25)]
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [Bar(name, count, count / ranked[0][1]) for name, count in ranked]


def mentions_over_time(mentions: Iterable[Mention]) -> LineChart | None:
    """Return the articles a vendor's chips are in, by month (by year if there are many); `None` without two periods."""
    by_vendor: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for mention in mentions:
        if mention.source.published and mention.vendor:
            by_vendor[mention.vendor].add((mention.source.published[:7], mention.source.group))
    months = sorted({month for articles in by_vendor.values() for month, _ in articles})
    if len(months) < 2:
        return None
    size = 7 if len(_months(months[0], months[-1])) <= MOST_PERIODS else 4
    periods = sorted({month[:size] for month in _months(months[0], months[-1])})
    if len(periods) < 2:
        return None
    leaders = sorted(by_vendor, key=lambda vendor: (-len(by_vendor[vendor]), vendor))[:SERIES]
    counts = {vendor: Counter(month[:size] for month, _ in by_vendor[vendor]) for vendor in leaders}
    return _chart(counts, periods)


def _chart(counts: dict[str, Counter[str]], periods: list[str]) -> LineChart:
    top = max(max(counter.values()) for counter in counts.values())
    step = WIDTH / (len(periods) - 1)
    lines = []
    for name, counter in counts.items():
        points = [(index * step, HEIGHT - counter[period] / top * HEIGHT) for index, period in enumerate(periods)]
        lines.append(Line(name, points, counter.total()))
    every = -(-len(periods) // 8)
    ticks = [(index * step, period) for index, period in enumerate(periods) if index % every == 0]
    return LineChart(lines, ticks, top)


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]
