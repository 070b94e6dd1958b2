"""The factor is read from the surface alone."""

from __future__ import annotations

import pytest

from extractor.components.ratios.normalise import read_factors


@pytest.mark.parametrize(
    ("surface", "factors"),
    [
        ("4 times faster", (4.0, None)),
        ("3\u20134x faster", (3.0, 4.0)),
        ("2.5\u00d7 the performance", (2.5, None)),
        ("1.7x times faster", (1.7, None)),
        ("two and a half times faster", (2.5, None)),
        ("10 million times fewer transistors", (1e-7, None)),
        ("100-million-fold speed-up", (1e8, None)),
        ("tenfold increase", (10.0, None)),
        ("factor of two improvement", (2.0, None)),
        ("25% better latency", (1.25, None)),
        ("35% lower latency", (0.65, None)),
        ("20% to 30% faster", (1.2, 1.3)),
        ("between 1.2 and 1.4x", (1.2, 1.4)),
        ("five to 30 percent slower", (0.95, 0.7)),
        ("orders of magnitude\u201d lower", (0.1, None)),
        ("three orders of magnitude", (1000.0, None)),
        ("one-third less power", (0.666667, None)),
        ("one-tenth the cost", (0.1, None)),
        ("1/10th the cost", (0.1, None)),
        ("half the power", (0.5, None)),
        ("cuts latency in half", (0.5, None)),
        ("twice as fast", (2.0, None)),
        ("halving the latency", (0.5, None)),
        ("50% of the power", (0.5, None)),
        ("reduced power by 10x", (0.1, None)),
        ("outperforms the old one by 30%", (1.3, None)),
        ("cut energy per 4GB module by about 40%", (0.6, None)),
        ("beats rival 64-bit parts by 50-100 per cent", (1.5, 2.0)),
        ("improved the speed of two of the tests by 25 percent", (1.25, None)),
        ("hundreds of times faster", (100.0, None)),
        ("tens to hundreds of times faster", (10.0, 100.0)),
        ("hundreds of thousands of times less energy", (1e-5, None)),
        ("50+ percent more", (1.5, None)),
        ("20%-plus gain", (1.2, None)),
        ("20-plus percent gain", (1.2, None)),
        ("3x+ faster", (3.0, None)),
        ("four-and-a-half times faster", (4.5, None)),
        ("knocks 20 percent off latency", (0.8, None)),
        ("shaved a third off training time", (0.666667, None)),
        ("reduce utilization by 325%", None),
        ("faster", None),
    ],
)
def test_factors(surface: str, factors: tuple[float, float | None] | None) -> None:
    assert read_factors(surface) == factors


@pytest.mark.parametrize(("less", "factor"), [(True, 0.7), (False, 1.3)])
def test_a_figure_alone_takes_its_direction_from_outside(less: bool, factor: float) -> None:
    assert read_factors("30%", less) == (factor, None)
