"""From a pattern as written to a small tree: tokens, sequences, alternatives, bounded repeats."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.rules.predicates import Predicate, create_predicate, fold
from extractor.rules.schema import Macro, Pattern
from extractor.tokenizer import HYPHENS

MOST_REPEATS: Final = 12
MOST_NAMED: Final = 8  # macros in a message
_OP = re.compile(r"^(?P<name>.*?)(?P<op>\?|\{\d+(?:,\d+)?\})?$")
_REPEAT = re.compile(r"^\{(\d+)(?:,(\d+))?\}$")
_HYPHEN = create_predicate({"TEXT": {"IN": list(HYPHENS)}})


@dataclass(frozen=True)
class Token:
    predicate: Predicate


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    options: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    node: Node
    least: int
    most: int


Node = Token | Sequence | Choice | Repeat


def reverse(node: Node) -> Node:
    """Return the pattern that matches the same words read backwards."""
    if isinstance(node, Sequence):
        return Sequence(tuple(reverse(item) for item in reversed(node.items)))
    if isinstance(node, Choice):
        return Choice(tuple(map(reverse, node.options)))
    if isinstance(node, Repeat):
        return Repeat(reverse(node.node), node.least, node.most)
    return node


def written_out(node: Node) -> Iterator[Token]:
    """Yield the pattern's tokens, each as often as it may be repeated.

    >>> len(list(written_out(Repeat(Choice((Token(_HYPHEN), Token(_HYPHEN))), 0, 3))))
    6
    """
    if isinstance(node, Token):
        yield node
    elif isinstance(node, Repeat):
        for _ in range(node.most):
            yield from written_out(node.node)
    else:
        for part in node.items if isinstance(node, Sequence) else node.options:
            yield from written_out(part)


def most_words(node: Node) -> int:
    """Return how many words a match of the pattern may cover.

    >>> most_words(Sequence((Repeat(Token(_HYPHEN), 0, 3), Token(_HYPHEN))))
    4
    """
    if isinstance(node, Token):
        return 1
    if isinstance(node, Repeat):
        return node.most * most_words(node.node)
    if isinstance(node, Choice):
        return max(map(most_words, node.options))
    return sum(map(most_words, node.items))


Tokenize = Callable[[str], list[str]]


class PatternReader:
    """Reads patterns, with the macros and the tokenizer they are written for."""

    def __init__(self, macros: Mapping[str, Macro], tokenize: Tokenize) -> None:
        self._macros, self._tokenize = macros, tokenize
        self._read: dict[str, Node] = {}
        self._open: list[str] = []

    def read(self, pattern: Pattern) -> Node:
        """Return the pattern's tree; ValueError says what is wrong and what is allowed."""
        return Sequence(tuple(self._item(item) for item in pattern))

    def _item(self, item: str | dict[str, Any]) -> Node:
        if isinstance(item, dict):
            token = {key: value for key, value in item.items() if key != "OP"}
            return _repeat(Token(create_predicate(token)), item.get("OP"))
        match = _OP.match(item)
        assert match
        name, op = (item, None) if item == "?" else (match["name"], match["op"])
        return _repeat(self._alternatives(name.split("|")), op)

    def _alternatives(self, parts: list[str]) -> Node:
        macros = [part for part in parts if part.startswith("$") and len(part) > 1]
        options: list[Node] = [self._macro(macro[1:]) for macro in macros]
        words = [part for part in parts if part not in macros]
        if words:
            options.append(self._phrases(words))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _macro(self, name: str) -> Node:
        if name not in self._read:
            if name not in self._macros:
                raise ValueError(f"unknown macro ${name}; {self._known(name)}")
            if name in self._open:
                raise ValueError(f"macro ${name} contains itself: {' > '.join([*self._open, name])}")
            self._open.append(name)
            try:
                self._read[name] = self._define(self._macros[name])
            finally:
                self._open.pop()
        return self._read[name]

    def _known(self, name: str) -> str:
        alike = difflib.get_close_matches(name, self._macros, MOST_NAMED, 0.5)
        named = ", ".join(f"${macro}" for macro in alike or sorted(self._macros)[:MOST_NAMED])
        return f"known: {named or 'none'}" + (" and others" if named.count("$") < len(self._macros) else "")

    def _define(self, macro: Macro) -> Node:
        if macro.words is not None:
            return self._phrases(macro.words)
        if macro.token is not None:
            return self._item(macro.token)
        return Choice(tuple(self.read(pattern) for pattern in macro.any or ()))

    def _phrases(self, phrases: tuple[str, ...] | list[str]) -> Node:
        """One token for all single words, so that a word set is one look-up; a sequence for each longer phrase."""
        split = [self._split(fold(phrase)) for phrase in phrases]
        if not all(split):
            raise ValueError(f"one of {'|'.join(phrases)!r} is empty; write a word, and `?` behind what may be missing")
        words = sorted({tokens[0] for tokens in split if len(tokens) == 1 and tokens[0] not in HYPHENS})
        options: list[Node] = [Token(create_predicate({"LOWER": {"IN": words}}))] if words else []
        options += [
            Sequence(tuple(map(_literal, tokens))) for tokens in split if len(tokens) > 1 or tokens[0] in HYPHENS
        ]
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _split(self, phrase: str) -> list[str]:
        """Split a phrase as it is split in a text, where "'s" stands behind a word."""
        if phrase.startswith("'") and len(phrase) > 1:
            first, *rest = self._tokenize(f"acme{phrase}")
            if first == "acme":
                return rest
        return self._tokenize(phrase)


def _literal(word: str) -> Node:
    return Token(_HYPHEN if word in HYPHENS else create_predicate({"LOWER": word}))


def _repeat(node: Node, op: Any) -> Node:
    if op is None:
        return node
    if op == "?":
        return Repeat(node, 0, 1)
    match = _REPEAT.match(str(op))
    if not match:
        raise ValueError(f"OP {op!r} is not allowed; a repeat is bounded: '?', '{{n}}' or '{{n,m}}'")
    least, most = int(match[1]), int(match[2] or match[1])
    if not least <= most <= MOST_REPEATS or most == 0:
        raise ValueError(f"OP {op!r}: the bounds are 0 <= n <= m <= {MOST_REPEATS}, m > 0")
    return Repeat(node, least, most)
