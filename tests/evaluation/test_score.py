"""Scores of small cases that can be counted by hand."""

from pathlib import Path

import pytest

from extractor.evaluation.gold import Gold, parse
from extractor.evaluation.score import LabelScore, Measure, judge, same, score
from extractor.schema import ArticleInfo, Chip, Date, Event, OwnEntity, Ratio, Result, Vendor


def gold_of(marked: str, front: str = "") -> Gold:
    return parse(f"---\npublished: null\ngenre: test\n{front}---\n{marked}\n", Path("case.txt"))


def result_of(*entities, events=()) -> Result:
    return Result(article=ArticleInfo(), entities=entities, events=events, rules_version="0", elapsed_ms=0)


def chip(text, start, name=None, vendor=None, part="text") -> Chip:
    end = start + len(text)
    return Chip(start=start, end=end, text=text, field=part, name=name or text, vendor=vendor, rule="r")


def vendor(text, start) -> Vendor:
    return Vendor(start=start, end=start + len(text), text=text, name=text, rule="r")


def measures(gold: Gold, result: Result | None, label: str) -> list[tuple[int, int, int]]:
    """The strict, relaxed and whole measures of one label, each as (right, answers, gold)."""
    [row] = [row for row in score(judge(gold, result)) if row.label == label]
    return [(m.right, m.answers, m.gold) for m in (row.strict, row.relaxed, row.whole)]


PAIR = "⟦H100|CHIP vendor=Nvidia⟧ ⟦A100|CHIP vendor=Nvidia⟧"


@pytest.mark.parametrize(
    ("marked", "answers", "wanted"),
    [
        pytest.param(PAIR, [], [(0, 0, 2)] * 3, id="nothing-answered"),
        pytest.param(
            PAIR, [chip("H100", 0, vendor="Nvidia"), chip("A100", 5, vendor="Nvidia")], [(2, 2, 2)] * 3, id="all-right"
        ),
        pytest.param(PAIR, [chip("H100", 0, vendor="AMD")], [(1, 1, 2), (1, 1, 2), (0, 1, 2)], id="wrong-vendor"),
        pytest.param(
            PAIR, [chip("H100 A", 0, "H100", "Nvidia")], [(0, 1, 2), (1, 1, 2), (1, 1, 2)], id="span-too-long"
        ),
        pytest.param(
            PAIR, [chip("H100 A100", 0, "H100", "Nvidia")], [(0, 1, 2), (1, 1, 2), (1, 1, 2)], id="one-over-two"
        ),
        pytest.param(
            PAIR, [chip("H100", 0, vendor="Nvidia")] * 2, [(1, 2, 2), (1, 2, 2), (1, 2, 2)], id="answered-twice"
        ),
        pytest.param(PAIR, [chip(" ", 4)], [(0, 1, 2)] * 3, id="touching-is-no-overlap"),
        pytest.param(PAIR, [chip("H100", 0, vendor="Nvidia", part="title")], [(0, 1, 2)] * 3, id="in-the-title-instead"),
        pytest.param(
            "⟦H100|CHIP⟧", [chip("H100", 0, vendor="anyone")], [(1, 1, 1)] * 3, id="an-attribute-not-asked"
        ),
    ],
)  # fmt: skip
def test_chips_are_counted(marked, answers, wanted):
    assert measures(gold_of(marked), result_of(*answers), "CHIP") == wanted


def test_an_answer_over_two_goes_to_the_greater_overlap():
    gold = gold_of("⟦M1|CHIP⟧⟦ Ultra|CHIP⟧".replace("⟦ Ultra", " ⟦Ultra"))
    [verdict] = [v for v in judge(gold, result_of(chip("1 Ultra", 1))) if v.answer]
    assert verdict.gold.text == "Ultra"


def test_the_same_span_is_preferred_to_a_greater_overlap():
    gold = gold_of("⟦M1 Ultra|CHIP⟧")
    verdicts = judge(gold, result_of(chip("M1 Ultra 2", 0), chip("M1 Ultra", 0)))
    assert [(v.answer.text, v.strict) for v in verdicts if v.gold] == [("M1 Ultra", True)]


def test_another_label_is_missed_and_spurious():
    gold = gold_of("⟦Ampere|VENDOR⟧")
    assert measures(gold, result_of(chip("Ampere", 0)), "CHIP") == [(0, 1, 0)] * 3
    assert measures(gold, result_of(chip("Ampere", 0)), "VENDOR") == [(0, 0, 1)] * 3


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        pytest.param([], [(0, 0, 1)] * 3, id="left-out"),
        pytest.param([vendor("Slack", 6)], [(0, 0, 1)] * 3, id="answered"),
        pytest.param([vendor("AMD", 0), vendor("Slack", 6)], [(1, 1, 1)] * 3, id="both"),
        pytest.param([vendor("AMD - Slack", 0)], [(0, 1, 1), (1, 1, 1), (0, 1, 1)], id="over-both"),
        pytest.param([vendor("-", 4)], [(0, 1, 1)] * 3, id="between"),
    ],
)
def test_what_is_optional_counts_neither_way(answers, wanted):
    assert measures(gold_of("⟦AMD|VENDOR⟧ - ⟦Slack|VENDOR optional⟧"), result_of(*answers), "VENDOR") == wanted


def test_a_label_that_was_not_annotated_counts_neither_way():
    gold = gold_of("⟦H100|CHIP⟧", "labels: [CHIP]\n")
    assert [row.label for row in score(judge(gold, result_of(chip("H100", 0), vendor("H100", 0))))] == ["CHIP"]


def test_a_label_of_ones_own_is_scored_by_span_and_value():
    gold = gold_of("⟦$599|PRICE value=599⟧ ⟦$9|PRICE value=9⟧", "labels: [PRICE]\n")
    prices = [
        OwnEntity(label="PRICE", start=0, end=4, text="$599", value="599", rule="r"),
        OwnEntity(label="PRICE", start=5, end=7, text="$9", value="90", rule="r"),
    ]
    [row] = score(judge(gold, result_of(*prices)))
    assert (row.strict.right, row.whole.right, row.attributes) == (2, 1, {"value": (0.5, 2)})


def test_a_ratio_is_whole_with_factor_metric_subject_and_baseline():
    gold = gold_of(
        "⟦4x faster|RATIO factor=4; metric=speed; hedge=up_to; subject=H200; baseline=null|H100; source=Nvidia⟧"
    )
    answer = Ratio(
        start=0, end=9, text="4x faster", factor=4.0, metric="speed", hedge=None, subject="H200", status="planned", rule="r"
    )  # fmt: skip
    [row] = score(judge(gold, result_of(answer)))
    assert (row.strict.right, row.whole.right) == (1, 1)
    assert row.attributes == {
        "factor": (1.0, 1), "metric": (1.0, 1), "subject": (1.0, 1), "baseline": (1.0, 1),
        "hedge": (0.0, 1), "status": (0.0, 1), "source": (0.0, 1),
    }  # fmt: skip


def test_a_date_is_whole_by_its_value_and_its_days_are_reported():
    gold = gold_of("⟦Q4 2024|DATE value=2024-Q4⟧")
    answer = Date(start=0, end=7, text="Q4 2024", value="2024-Q4", first_day="2024-10-01", rule="r")
    [row] = score(judge(gold, result_of(answer)))
    assert (row.whole.right, row.attributes) == (
        1, {"value": (1.0, 1), "first_day": (1.0, 1), "last_day": (0.0, 1)}
    )  # fmt: skip


EVENTS = """events:
  - {chip: Trainium2, event: announced, date: 2023-11-28}
  - {chip: Trainium2, event: available, date: 2024|null, optional: true}
"""


@pytest.mark.parametrize(
    ("events", "strict", "relaxed"),
    [
        pytest.param([], (0, 0, 1), (0, 0, 1), id="none"),
        pytest.param([("Trainium 2", "announced", "2023-11-28")], (1, 1, 1), (1, 1, 1), id="right"),
        pytest.param([("Trainium2", "announced", None)], (0, 1, 1), (1, 1, 1), id="no-date"),
        pytest.param([("Trainium2", "delayed", None)], (0, 1, 1), (0, 1, 1), id="other-kind"),
        pytest.param([("Trainium2", "available", "1999")], (0, 0, 1), (0, 0, 1), id="optional-whatever-its-date"),
        pytest.param(
            [("Trainium2", "announced", None), ("Trainium2", "announced", "2023-11-28")], (1, 2, 1), (1, 2, 1),
            id="told-twice-the-right-one-is-matched",
        ),
    ],
)  # fmt: skip
def test_events_are_scored_over_the_article(events, strict, relaxed):
    answers = [Event(chip=name, event=kind, date=date) for name, kind, date in events]
    result = result_of(events=answers)
    assert measures(gold_of("text", EVENTS), result, "EVENT") == [strict, relaxed, strict]


def test_events_that_were_not_annotated_are_not_scored():
    result = result_of(events=[Event(chip="H100", event="announced")])
    assert score(judge(gold_of("text"), result)) == []


def test_an_article_without_a_result_was_answered_with_nothing():
    assert measures(gold_of(PAIR), None, "CHIP") == [(0, 0, 2)] * 3


def test_figures_add_up_over_articles_with_the_labels_in_order():
    verdicts = judge(gold_of(PAIR), result_of(chip("H100", 0, vendor="Nvidia"), chip("x", 20)))
    verdicts += judge(gold_of("⟦AMD|VENDOR⟧ ⟦MI300X|CHIP⟧"), None)
    third, half = Measure(right=1, answers=2, gold=3), Measure(right=0, answers=0, gold=1)
    assert score(verdicts) == [
        LabelScore("CHIP", third, third, third, {"name": (1.0, 1), "vendor": (1.0, 1)}),
        LabelScore("VENDOR", half, half, half, {}),
    ]
    assert (third.precision, round(third.recall, 3), third.f1) == (0.5, 0.333, 0.4)
    assert (half.precision, half.recall, half.f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("attribute", "gold", "answer", "right"),
    [
        ("name", "Trainium2", "Trainium 2", True),
        ("name", "TPU", "TPUs", True),
        ("name", "the previous generation", "previous generation", True),
        ("name", "last year’s model", "last year's model", True),
        ("name", "Trainium2", "Trainium", False),
        ("name", "EPYC|EPYC Rome", "Epyc Rome", True),
        ("vendor", None, None, True),
        ("vendor", None, "AMD", False),
        ("vendor", "AMD", None, False),
        ("baseline", "null|Zen 4", None, True),
        ("baseline", "null|Zen 4", "Zen 4", True),
        ("baseline", "null|Zen 4", "null", True),
        ("factor", 1.3, 1.306, True),
        ("factor", 1.3, 1.307, False),
        ("factor", 0.04, None, False),
        ("hedge", "none", None, True),
        ("hedge", "none|about", "about", True),
        ("hedge", "up_to", None, False),
        ("value", "2018|2018-12", "2018-12", True),
        ("value", "2018", "2019", False),
    ],
)
def test_an_attribute_is_right(attribute, gold, answer, right):
    assert same(attribute, gold, answer) is right
