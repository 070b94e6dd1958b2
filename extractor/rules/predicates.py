"""Token predicates: what one token dict of a pattern asks of one word.

A predicate is either a set of literals, found by looking the word up, or a test that is run once for each new word of the
vocabulary; what a word fulfils is remembered with it, so nothing is tested twice while reading articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from spacy.lang.lex_attrs import is_punct, is_quote, like_url, word_shape

from extractor.tokenizer import HYPHENS

APOSTROPHES: Final = str.maketrans("\u2019\u2018\u02bc", "'''", "\u00ad")
STRINGS: Final[dict[str, Callable[[str], str]]] = {
    "TEXT": str,
    "ORTH": str,
    "LOWER": lambda text: fold(text),
    "SHAPE": word_shape,
}
AS_WRITTEN: Final = ("TEXT", "ORTH")
FLAGS: Final[dict[str, Callable[[str], bool]]] = {
    "IS_ALPHA": str.isalpha,
    "IS_ASCII": str.isascii,
    "IS_DIGIT": str.isdigit,
    "IS_LOWER": str.islower,
    "IS_UPPER": str.isupper,
    "IS_TITLE": str.istitle,
    "IS_PUNCT": is_punct,
    "IS_QUOTE": is_quote,
    "IS_HYPHEN": lambda text: all(character in HYPHENS for character in text),
    "LIKE_URL": like_url,
}
COMPARE: Final[dict[str, Callable[[int, int], bool]]] = {
    "==": int.__eq__,
    ">=": int.__ge__,
    "<=": int.__le__,
    ">": int.__gt__,
    "<": int.__lt__,
}
ALLOWED: Final = (*STRINGS, *FLAGS, "LENGTH", "OP")
_OF_THE_WHOLE = re.compile(r"\\[1-9]|\(\?P|\(\?\(|\(\?[aiLmsux]+\)")
_NESTED_REPEAT = re.compile(r"\([^()]*[+*][^()]*\)[+*{]")


def fold(text: str) -> str:
    """Lower case, with straight apostrophes: how LOWER sees a word.

    >>> fold("Won’t")
    "won't"
    """
    lower = text.lower()
    if lower == text:
        lower = text  # one string, not two
    return lower if lower.isascii() else lower.translate(APOSTROPHES)


@dataclass(frozen=True, slots=True)
class Listed:
    """A plain list of words that a word is one of, or `excluded` from being; `folded` where their case doesn't count."""

    words: frozenset[str]
    folded: bool
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A conjunction of tests on one word.

    `listed` is set where a list of words is all it asks, `regex` where it is a regular expression that can be one of the
    alternatives of a larger one.
    """

    key: str
    test: Callable[[str], bool]
    listed: Listed | None = None
    regex: str | None = None


def create_predicate(token: dict[str, Any]) -> Predicate:
    """Return the predicate of a token dict (without its OP); ValueError says what is allowed.

    >>> create_predicate({"LOWER": {"IN": ["faster", "slower"]}}).test("Faster")
    True
    """
    tests, listed, regex = [], None, None
    for key, condition in token.items():
        if key in STRINGS:
            test, listed = _string_test(key, condition)
            regex = _joinable(condition["REGEX"]) if key in AS_WRITTEN and "REGEX" in condition else None
        elif key in FLAGS:
            test = _flag_test(key, condition)
        elif key == "LENGTH":
            test = _length_test(condition)
        else:
            raise ValueError(f"unknown token attribute {key!r}; allowed: {', '.join(ALLOWED)}")
        tests.append(test)
    alone = len(token) == 1
    return Predicate(repr(sorted(token.items())), _all(tests), listed if alone else None, regex if alone else None)


def _joinable(pattern: str) -> str | None:
    """The pattern, unless it refers to its groups or sets flags: these are those of the whole."""
    return None if _OF_THE_WHOLE.search(pattern) else pattern


def _all(tests: list[Callable[[str], bool]]) -> Callable[[str], bool]:
    if not tests:
        return lambda _: True
    first, *others = tests
    rest = _all(others)
    return (lambda text: first(text) and rest(text)) if others else first


def _string_test(key: str, condition: Any) -> tuple[Callable[[str], bool], Listed | None]:
    read = STRINGS[key]
    if isinstance(condition, str | int):
        condition = {"IN": [str(condition)]}
    if not isinstance(condition, dict) or len(condition) != 1:
        raise ValueError(f"{key} takes a word or one of IN, NOT_IN, REGEX, got {condition!r}")
    ((operator, value),) = condition.items()
    if operator == "REGEX":
        search = _regex(value).search
        if key in AS_WRITTEN:  # asked of every new word: a call less counts
            return (lambda text: search(text) is not None), None
        return (lambda text: search(read(text)) is not None), None
    if operator not in ("IN", "NOT_IN"):
        raise ValueError(f"unknown operator {operator!r} of {key}; allowed: IN, NOT_IN, REGEX")
    words = frozenset(map(str, value)) if isinstance(value, list) else None
    if not words:
        raise ValueError(f"{operator} of {key} takes a list of words, got {value!r}")
    _check_case(key, words)
    excluded = operator == "NOT_IN"
    listed = Listed(words, key == "LOWER", excluded) if key in ("LOWER", *AS_WRITTEN) else None
    return (lambda text: (read(text) in words) != excluded), listed


def _check_case(key: str, words: Iterable[str]) -> None:
    for word in words:
        if key == "LOWER" and fold(word) != word:
            raise ValueError(f"LOWER: {word!r} can never match; write {fold(word)!r}")


def _regex(pattern: Any) -> re.Pattern[str]:
    if not isinstance(pattern, str):
        raise ValueError(f"REGEX takes a regular expression, got {pattern!r}")
    if _NESTED_REPEAT.search(pattern):
        raise ValueError(f"REGEX {pattern!r} repeats a repeat, which can take exponential time; write it without")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"REGEX {pattern!r} is no regular expression: {error}") from error


def _flag_test(key: str, condition: Any) -> Callable[[str], bool]:
    flag = FLAGS[key]
    if not isinstance(condition, bool):
        raise ValueError(f"{key} is true or false, got {condition!r}")
    return flag if condition else (lambda text: not flag(text))


def _length_test(condition: Any) -> Callable[[str], bool]:
    if isinstance(condition, int):
        condition = {"==": condition}
    if not isinstance(condition, dict) or len(condition) != 1 or next(iter(condition)) not in COMPARE:
        raise ValueError(f"LENGTH takes a number or one of {', '.join(COMPARE)}, got {condition!r}")
    ((operator, size),) = condition.items()
    if type(size) is not int:
        raise ValueError(f"LENGTH is compared with a whole number, got {size!r}")
    return lambda text: COMPARE[operator](len(text), size)
