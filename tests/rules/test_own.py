"""Rules that come with an article: what they find, what is refused, and what hostile ones may cost."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.errors import ArticleError, PatternError
from extractor.rules.own import MOST_STATES, MOST_WORK, Bounds, OwnRules
from extractor.rules.schema import Rule
from tests.names import chipwire


def rule(pattern: Any, **more: Any) -> Rule:
    return Rule.model_validate({"id": "own.x", "label": "X", "pattern": pattern, **more})


def own(*rules: Rule, **bounds: int) -> OwnRules:
    return chipwire().compile(rules, Bounds(**bounds))


@pytest.mark.parametrize(
    ("own_rule", "text", "expected"),
    [
        pytest.param(rule([{"ORTH": "$"}, "$number"]), "It costs $499.", [("X", "$499")], id="a label of one's own"),
        pytest.param(rule("zed $number", before="the"), "the Zed 4, a Zed 5", [("X", "Zed 4")], id="a context"),
        pytest.param(rule("zorg", label="CHIP"), "The Zorg chip.", [("CHIP", "Zorg")], id="a chip"),
        pytest.param(rule("zorg", label="VENDOR"), "Zorg makes the H100.", [("VENDOR", "Zorg"), ("CHIP", "H100")], id="a vendor"),
        pytest.param(
            rule("zooms $number times", label="RATIO"), "The H100 zooms 3 times.", [("CHIP", "H100"), ("RATIO", "zooms 3 times")], id="a ratio"
        ),
        pytest.param(rule("june 2022", silent=True, label="DATE", priority=1), "It came in June 2022.", [], id="a silent rule"),
        pytest.param(rule("a b"), "a\n\nb", [], id="not over a paragraph's end"),
        pytest.param(rule([{}, "zed"]), "the H100 zed", [("CHIP", "H100")], id="names first"),
    ],
)  # fmt: skip
def test_found(own_rule: Rule, text: str, expected: list[tuple[str, str]]) -> None:
    result = chipwire().extract(text, own=own(own_rule))
    assert [(entity.label, entity.text) for entity in result.entities] == expected


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        pytest.param([rule("a", id="dates.month-year")], "rule 'dates.month-year': the id 'dates.month-year' is taken", id="an id of ours"),
        pytest.param([rule("a"), rule("b")], "rule 'own.x': the id 'own.x' is taken", id="an id twice"),
        pytest.param([rule("a", label="CUE", cue="hedge")], "a CUE is read from a folder of rules only", id="a cue"),
        pytest.param([rule([{"TEXT": {"REGEX": "^a"}}])], "REGEX is read from a folder of rules only; write IN", id="an expression"),
        pytest.param([rule("a", before=[{"TEXT": {"REGEX": "^a"}}])], "REGEX is read", id="an expression before it"),
        pytest.param([rule("$nubmer")], r"unknown macro \$nubmer; known: \$number", id="an unknown macro"),
        pytest.param([rule([{"LOWR": "a"}])], "unknown token attribute 'LOWR'; allowed: TEXT", id="an unknown attribute"),
        pytest.param([rule([{"LENGTH": {">": "a"}}])], "LENGTH is compared with a whole number, got 'a'", id="a length"),
        pytest.param([rule(["a||b"])], "is empty; write a word", id="an empty word"),
        pytest.param([rule([{"OP": "*"}])], "a repeat is bounded", id="no bound"),
        pytest.param([rule("a{12} b{12} c")], "a match may cover 25 words, .* at most 24: repeat less", id="long"),
        pytest.param([rule("a{12}"), rule("b{9}", id="own.y")], "rule 'own.y': .* more than 20 tokens", id="large"),
        pytest.param([rule("$quantity|$quantity{12}")], "more than 20 tokens", id="large macros"),
        pytest.param([rule("a", label="DATE", value="moon")], "value: 'moon' reads no dates; allowed: away,", id="a reader"),
    ],
)  # fmt: skip
def test_refused(rules: list[Rule], said: str) -> None:
    with pytest.raises(PatternError, match=said):
        own(*rules, tokens=20 if "more than" in said else 5_000)


def test_nothing_stays() -> None:
    text = "It costs $499 in June 2022."
    before = chipwire().extract(text).entities
    chipwire().extract(text, own=own(rule([{"ORTH": "$"}, "$number"]), rule("june", label="DATE", id="own.june")))
    assert chipwire().extract(text).entities == before
    assert "own.x" not in chipwire().rules.rules


def test_an_own_rule_is_of_a_lower_rank_than_ours_unless_it_says_so() -> None:
    text = "It came in June 2022."
    found = [
        chipwire().extract(text, own=own(rule("june 2022", label="DATE", priority=priority))).entities[0].rule
        for priority in (0, 1)
    ]
    assert found == ["dates.month-year", "own.x"]


def test_hostile_rules_remember_little() -> None:
    hostile = own(rule("a|b{0,8} a a|b{8}"))
    words = "".join("ab"[(n * n // 7) % 2] + " " for n in range(20_000))
    hostile.scan(chipwire().split(words))
    assert len(hostile._automaton._states) <= MOST_STATES


@pytest.mark.parametrize(
    ("own_rule", "words"),
    [
        pytest.param(rule("a{1,12} a{0,12}"), 20_000, id="many matches"),
        pytest.param(rule("$quantity", label="X"), MOST_WORK // 4_000, id="large rules and a long article"),
    ],
)
def test_an_article_in_which_they_would_cost_too_much_is_refused(own_rule: Rule, words: int) -> None:
    with pytest.raises(ArticleError, match="own rules"):
        own(own_rule, match_words=200, tokens=20_000).scan(chipwire().split("a " * words))
