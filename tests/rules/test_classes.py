"""Words get their classes by look-up and by few tests; trying every predicate gives the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.rules.classes import Classes
from extractor.rules.predicates import create_predicate

TOKENS: list[dict[str, Any]] = [
    {"LOWER": {"IN": ["chip", "won't"]}},
    {"LOWER": {"NOT_IN": ["chip", "x9"]}},
    {"TEXT": {"IN": ["Chip", "X9"]}},
    {"ORTH": {"NOT_IN": ["Chip", "9x"]}},
    {"LOWER": {"NOT_IN": ["x9"]}, "TEXT": {"REGEX": r"^\w+$"}},
    {"TEXT": {"REGEX": r"^\d+x?$"}},
    {"TEXT": {"REGEX": r"^X|9$"}},
    {"TEXT": {"REGEX": r"^(.)\1$"}},
    {"TEXT": {"REGEX": "(?i)^chip9$"}},
    {"TEXT": {"REGEX": "^[A-Z][a-z]+$"}},
    {"LOWER": {"REGEX": "^ch"}},
    {"IS_DIGIT": True},
    {"LENGTH": {">=": 3}},
    {},
]
PREDICATES = [create_predicate(token) for token in TOKENS]


@given(st.one_of(st.text("Xx9Chipwon't’", min_size=1, max_size=6), st.text(min_size=1, max_size=6)))
def test_a_class_is_what_the_word_fulfils(word: str) -> None:
    classes = Classes()
    numbers = {classes.add(predicate): predicate for predicate in PREDICATES}
    fulfilled = classes.fulfilled[classes.classify(word)]
    assert fulfilled == {number for number, predicate in numbers.items() if predicate.test(word)}
