"""Scores and faults as people and programs read them."""

import json
from pathlib import Path

from rich.console import Console

from extractor.evaluation.gold import parse
from extractor.evaluation.report import Fault, faults, table, to_data
from extractor.evaluation.score import judge, score
from extractor.schema import ArticleInfo, Chip, Date, Event, Result, Vendor

GOLD = parse(
    """---
title: "⟦Zen 5|CHIP vendor=AMD⟧ is here"
published: 2024-06-03
genre: test
events:
  - {chip: Zen 5, event: announced, date: 2024-06-03}
  - {chip: Zen 5, event: available, date: 2024-07}
---
The chip was shown ⟦today|DATE value=2024-06-03⟧
and ships in ⟦late July|DATE value=2024-07⟧ from ⟦TSMC|VENDOR⟧.
""",
    Path("zen.txt"),
)
RESULT = Result(
    article=ArticleInfo(),
    entities=[
        Chip(start=0, end=5, text="Zen 5", field="title", name="Zen 5", vendor="Intel", rule="r"),
        Vendor(start=4, end=8, text="chip", name="Chip", rule="r"),
        Date(start=19, end=24, text="today", value="2024-06-03", first_day="2024-06-03", last_day="2024-06-03", rule="r"),
        Date(start=43, end=47, text="July", value="2024-07", rule="r"),
    ],
    events=[Event(chip="Zen 5", event="announced", date=None), Event(chip="Zen 4", event="available", date="2022")],
    rules_version="0",
    elapsed_ms=0,
)  # fmt: skip


def test_every_fault_is_told_once_in_the_order_of_the_text():
    line_9, line_10 = (
        "The [chip] was shown today and ships in late July",
        "was shown today and ships in [late July] from TSMC.",
    )
    assert faults(GOLD, judge(GOLD, RESULT)) == [
        Fault("zen", 2, "CHIP", "attribute", "Zen 5", "vendor", "AMD", "Intel", "[Zen 5] is here"),
        Fault("zen", 9, "VENDOR", "spurious", "chip", context=line_9),
        Fault("zen", 10, "DATE", "span", "late July", None, "late July", "July", "The chip " + line_10),
        Fault("zen", 10, "VENDOR", "missed", "TSMC", context="shown today and ships in late July from [TSMC]."),
        Fault("zen", None, "EVENT", "attribute", "Zen 5 announced", "date", "2024-06-03", None),
        Fault("zen", None, "EVENT", "missed", "Zen 5 available 2024-07"),
        Fault("zen", None, "EVENT", "spurious", "Zen 4 available 2022"),
    ]


def test_a_fault_reads_as_one_line():
    lines = [str(fault) for fault in faults(GOLD, judge(GOLD, RESULT))]
    assert lines[0] == "zen:2: CHIP 'Zen 5': vendor: wanted 'AMD', got 'Intel'  [Zen 5] is here"
    assert lines[3] == "zen:10: VENDOR 'TSMC': missed  shown today and ships in late July from [TSMC]."
    assert lines[4:6] == [
        "zen: EVENT 'Zen 5 announced': date: wanted '2024-06-03', got None",
        "zen: EVENT 'Zen 5 available 2024-07': missed",
    ]


def test_a_right_answer_has_no_faults():
    gold = parse("---\npublished: null\ngenre: x\n---\n⟦H100|CHIP⟧\n", Path("x.txt"))
    chip = Chip(start=0, end=4, text="H100", name="H100", rule="r")
    right = Result(article=ArticleInfo(), entities=[chip], rules_version="0", elapsed_ms=0)
    assert faults(gold, judge(gold, right)) == []


def test_the_table_fits_a_narrow_terminal():
    console = Console(width=80, no_color=True)
    with console.capture() as captured:
        console.print(table(score(judge(GOLD, RESULT))))
    rows = [line.split() for line in captured.get().splitlines()]
    assert ["label", "gold", "precision", "recall", "F1", "relaxed", "whole", "attributes"] in rows
    assert ["CHIP", "1", "1.000", "1.000", "1.000", "1.000", "0.000", "name", "1.000"] in rows
    assert ["vendor", "0.000"] in rows
    assert ["VENDOR", "1", "0.000", "0.000", "0.000", "0.000", "0.000"] in rows
    assert ["EVENT", "2", "0.000", "0.000", "0.000", "0.500", "0.000", "date", "0.000"] in rows


def test_plain_data_goes_through_json_unchanged():
    verdicts = judge(GOLD, RESULT)
    data = to_data(score(verdicts), faults(GOLD, verdicts))
    assert json.loads(json.dumps(data)) == data
    assert data["labels"]["CHIP"] == {
        "strict": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 1, "answers": 1, "gold": 1},
        "relaxed": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 1, "answers": 1, "gold": 1},
        "whole": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "answers": 1, "gold": 1},
        "attributes": {"name": {"right": 1.0, "asked": 1}, "vendor": {"right": 0.0, "asked": 1}},
    }
    assert data["faults"][0] == {
        "article": "zen", "line": 2, "label": "CHIP", "kind": "attribute", "text": "Zen 5", "attribute": "vendor",
        "gold": "AMD", "answer": "Intel", "context": "[Zen 5] is here",
    }  # fmt: skip
