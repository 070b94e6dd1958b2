"""The automaton finds what spaCy's own Matcher finds, in linear time."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.matcher import Matcher
from spacy.tokens import Doc

from extractor.rules.automaton import Automaton
from extractor.rules.classes import Classes
from extractor.rules.patterns import PatternReader
from extractor.rules.predicates import fold
from extractor.tokens import Word

VOCAB = English().vocab
WORDS = ["one", "Two", "3", "4x", "TIMES", "faster", "-", "é"]
CONDITIONS: list[dict[str, Any]] = [
    {"LOWER": "times"},
    {"LOWER": {"IN": ["one", "two"]}},
    {"LOWER": {"NOT_IN": ["one", "faster"]}},
    {"TEXT": "Two"},
    {"TEXT": {"REGEX": r"^\d"}},
    {"SHAPE": "XXXX"},
    {"IS_DIGIT": True},
    {"IS_ALPHA": False},
    {"IS_TITLE": True, "LENGTH": 3},
    {"LENGTH": {">=": 4}},
    {"IS_PUNCT": True},
    {},
]
TOKENS = st.builds(
    lambda condition, op: {**condition, **({"OP": op} if op else {})},
    st.sampled_from(CONDITIONS),
    st.sampled_from([None, "?", "{2}", "{1,3}"]),
)


def automaton_of(*patterns: list[dict[str, Any]]) -> tuple[Automaton[int], Classes]:
    classes, reader = Classes(), PatternReader({}, str.split)
    return Automaton(classes, [(reader.read(tuple(pattern)), n) for n, pattern in enumerate(patterns)]), classes


def words_of(texts: list[str], classes: Classes) -> list[Word]:
    return [Word(text, fold(text), classes.classify(text)) for text in texts]


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, min_size=1, max_size=4), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_finds_what_spacy_finds(pattern: list[dict[str, Any]], texts: list[str]) -> None:
    matcher = Matcher(VOCAB)
    matcher.add("rule", [pattern])
    by_spacy = {(start, end) for _, start, end in matcher(Doc(VOCAB, words=texts)) if end > start}
    automaton, classes = automaton_of(pattern)
    words = words_of(texts, classes)
    ours = {(start, end) for start in range(len(words)) for end, _ in automaton.ends(words, start)}
    assert ours == by_spacy


def test_patterns_share_words_and_keep_their_owners() -> None:
    automaton, classes = automaton_of([{"LOWER": "one"}], [{"LOWER": {"IN": ["one", "two"]}}, {"IS_DIGIT": True}])
    assert automaton.ends(words_of(["One", "3"], classes), 0) == [(1, (0,)), (2, (1,))]


def test_hostile_text_costs_linear_steps() -> None:
    automaton, classes = automaton_of([{"LOWER": "one", "OP": "{1,12}"}, {"LOWER": "times"}])
    words = words_of(["one"] * 5_000, classes)
    assert [end for start in range(len(words)) for end in automaton.ends(words, start)] == []
    assert len(automaton._states) < 20


def test_remembered_states_are_bounded() -> None:
    classes, reader = Classes(), PatternReader({}, str.split)
    automaton = Automaton(classes, [(reader.read("one two three".split()), 0)], most_states=2)
    words = words_of(["one", "two", "three"], classes)
    for _ in range(3):
        assert automaton.ends(words, 0) == [(3, (0,))]
        assert len(automaton._states) <= 2
