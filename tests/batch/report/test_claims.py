import pytest

from extractor.batch.report.claims import disagreements, figure, merge
from extractor.batch.report.gather import Claim, Source


def claim(
    group: int = 1, factor: float = 2, baseline: str | None = "A1", status: str = "stated", **other: object
) -> Claim:
    values = {
        "subject": "A2",
        "metric": "speed",
        "factor_max": None,
        "hedge": None,
        "said_by": "Acme",
        "text": "twice as fast",
        "sentence": f"Sentence {group}.",
        "source": Source(f"article {group}", None, f"2024-06-0{group}", group),
        **other,
    }
    return Claim(baseline=baseline, factor=factor, status=status, **values)  # type: ignore[arg-type]


def test_the_same_claim_in_several_articles_is_one() -> None:
    reprint = claim(2, source=Source("reprint", None, None, 2))
    merged = merge([claim(3, factor=3), claim(2, said_by="Bell"), claim(1), reprint])
    assert [(one.first.factor, len(one.groups)) for one in merged] == [(2, 2), (3, 1)]
    assert merged[0].said_by == ["Acme", "Bell"]
    assert merged[0].sentences == ["Sentence 2.", "Sentence 1."]
    assert [source.id for source in merged[0].sources] == ["article 1", "article 2", "reprint"]
    assert merged[0].published == "2024-06-01"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"subject": "A3"}, id="subject"),
        pytest.param({"baseline": None}, id="baseline"),
        pytest.param({"metric": "power"}, id="metric"),
        pytest.param({"factor_max": 3}, id="range"),
        pytest.param({"status": "negated"}, id="negated"),
    ],
)
def test_claims_that_are_not_the_same(other: dict[str, object]) -> None:
    assert len(merge([claim(1), claim(2, **other)])) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "factors"),
    [
        pytest.param([claim(1, 2), claim(2, 0.9), claim(3, 3)], [[0.9, 2, 3]], id="different-figures"),
        pytest.param([claim(1, 2), claim(2, 2, status="negated")], [[2, 2]], id="denied"),
        pytest.param([claim(1, 2), claim(2, 2.1)], [], id="rounded"),
        pytest.param([claim(1, 2), claim(1, 30)], [], id="same-article"),
        pytest.param([claim(1, 2, baseline=None), claim(2, 3, baseline=None)], [], id="no-baseline"),
        pytest.param([claim(1, 0), claim(2, 0)], [], id="nothing"),
    ],
)
def test_disagreements(claims: list[Claim], factors: list[list[float]]) -> None:
    assert [[one.first.factor for one in group] for group in disagreements(merge(claims))] == factors


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (2, "2×"),
        (2.5, "2.5×"),
        (1.3, "+30%"),
        (1, "+0%"),
        (0.6, "−40%"),
        (0.001, "−99.9%"),
        (1000, "1,000×"),
        (1.155, "+15.5%"),
    ],
)
def test_figures(factor: float, said: str) -> None:
    assert figure(claim(factor=factor)) == said
