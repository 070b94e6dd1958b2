"""Look-up of names in an article's words, whatever their number: one dict look-up a word.

A name is kept under its words in lower case, run together: "Trainium 2", "Trainium2" and "Trainium-2" are all "trainium2".
Beside the whole name, every beginning that may be a word of its own ("cortex", "cortexa76") is kept too, so that a walk
along the words knows at each step whether a longer name is still possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from extractor.catalog.records import Case

if TYPE_CHECKING:
    from extractor.tokens import Tokens  # which imports spaCy

T = TypeVar("T")
MOST_WORDS_KNOWN: Final = 300_000
HYPHENS: Final = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc", "'''", "\u00ad")
# Where one word may be written as two: "Zen|5", "Cortex|A76"; "M|4" and "A|100" are no two words.
_SEAM: Final = re.compile(r"(?<=[A-Za-z]{2})(?=\d)|(?<=\d)(?=[A-Za-z]{2})|(?<=[a-z]{2})(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Name(Generic[T]):
    """One way to write the name of `owner`. One that `grows` may have a model number written on to it ("RTX5090")."""

    solid: str
    case: Case
    owner: T
    grows: bool = False

    def allows(self, words: Sequence[str]) -> bool:
        """Is the case that of a name? No name is half in lower case ("open AI"); "ADAS" is no plural of "Ada", "a 15" no A15."""
        if words[-1][-1] == "S" and sum(map(len, words)) > len(self.solid):
            return False
        if len(words) > 1 and words[0] == "a":
            return False  # "a 15% boost" is no A15
        lower = [word[0].islower() for word in words]
        if self.case == "any" and (not lower[0] or not any(word[0].isupper() for word in words)):
            return True
        if self.case == "capital" and not any(lower):
            return True
        written = "".join(words)
        return written == self.solid or (written[-1] == "s" and written[:-1] == self.solid)


# A word's key, the names that end with it or (by a cut) within it, and the words that longer names go on with.
_Start = tuple[str, list[tuple[int, T]], frozenset[str]]
# A name from word `first` to before word `end`; with a `cut`, it ends within the last word: (first, end, cut, owner).
Found = tuple[int, int, int, T]


@dataclass(slots=True)
class _Node(Generic[T]):
    names: list[Name[T]] = field(default_factory=list)
    following: set[str] = field(default_factory=set)  # the words, folded, that longer names go on with
    lower: bool = False  # may a longer name be written in lower case?


class NameIndex(Generic[T]):
    """Names of one label. `starts` is asked once for each word of the vocabulary, `scan` for each article.

    `split` is the tokenizer that articles are read with.
    """

    def __init__(self, split: Callable[[str], list[str]]) -> None:
        self._split = split
        self._nodes: dict[str, _Node[T]] = {}
        self._starts: dict[str, _Start[T]] = {}  # of words that may start a name

    def add(self, text: str, owner: T, case: Case, grows: bool = False, plural: bool = False) -> None:
        """Add one way to write a name. Raise ValueError if the tokenizer breaks it so that it can never match."""
        words = [word for word in self._words(text) if word not in HYPHENS and not word.isspace()]
        if not words or not words[0][0].isalnum():
            raise ValueError(
                f"the tokenizer breaks {text!r} so that it can't match; a name starts with a letter or digit"
            )
        parts = [part for word in words for part in _parts(word)]
        key = ""
        lower = case == "any" or words[0][0].islower()
        for number, part in enumerate(parts):
            if number:
                node = self._nodes.setdefault(key, _Node())
                node.lower |= lower
                longer = ""
                for following in parts[number:]:
                    longer += following
                    node.following.add(longer)
                    node.following.add(longer + "s")
            key += part
        name = Name("".join(words), case, owner, grows)
        self._nodes.setdefault(key, _Node()).names.append(name)
        if plural and key[-1] != "s":
            self._nodes.setdefault(key + "s", _Node()).names.append(name)

    def _words(self, text: str) -> list[str]:
        """The words of a name, as in a text; those of letters and digits alone need no tokenizer to tell them."""
        plain = text.replace("-", " ").split(" ")
        return plain if all(map(str.isalnum, plain)) and text.isascii() else self._split(f"the {text} is")[1:-1]

    def names(self) -> Iterable[tuple[str, list[Name[T]]]]:
        """Yield each spelling, folded, with its names."""
        return ((key, node.names) for key, node in self._nodes.items() if node.names)

    def starts(self, word: str) -> bool:
        """May a name start with this word?"""
        return self._learn(word) is not None

    def scan(self, tokens: Tokens, flag: int) -> list[Found[T]]:
        """Return all names that start at a word with the flag, in order of their start, the shorter ones first."""
        words, starts, count = tokens.words, self._starts, len(tokens.words)
        found: list[Found[T]] = []
        for first in tokens.where(flag):
            word = words[first].text
            start = starts.get(word) or self._learn(word)
            if start is None:
                continue
            key, single, following = start
            for cut, owner in single:
                found.append((first, first + 1, cut, owner))
            if following and first + 1 < count:
                second = words[first + 1]
                if (
                    second.lower in following
                    or second.text in HYPHENS
                    or (not second.text.isalpha() and second.text[:1].isalnum())
                ):
                    self._walk(tokens, first, key, found)
        return found

    def _learn(self, word: str) -> _Start[T] | None:
        if len(self._starts) > MOST_WORDS_KNOWN:
            self._starts.clear()
        start = self._start(word)
        if start is not None:
            self._starts[word] = start
        return start

    def _start(self, word: str) -> _Start[T] | None:
        key = _fold(word)
        node = self._nodes.get(key)
        single = [(0, name.owner) for name in node.names if name.allows((word,))] if node else []
        single += [(cut, name.owner) for cut, name in self._grown("", word)]
        goes_on = node is not None and (node.lower or not word[0].islower())
        following = frozenset(node.following) if node and goes_on else frozenset()
        return (key, single, following) if single or following else None

    def _walk(self, tokens: Tokens, first: int, key: str, found: list[Found[T]]) -> None:
        """Go on from the first word for as long as a longer name is possible."""
        words, nodes, at, count = tokens.words, self._nodes, first + 1, len(tokens.words)
        while at < count:
            word = words[at]
            if word.text in HYPHENS:
                if not _is_tight(tokens, at):
                    return
                at += 1
                continue
            node = nodes.get(key + word.lower) if word.lower else None
            if node is None:
                if not word.text.isalpha():
                    found += [(first, at + 1, cut, name.owner) for cut, name in self._grown(key, word.text)]
                return
            at += 1
            if node.names:
                written = [word.text for word in words[first:at] if word.text not in HYPHENS]
                found += [(first, at, 0, name.owner) for name in node.names if name.allows(written)]
            if not node.following:
                return
            key += word.lower

    def _grown(self, key: str, word: str) -> list[tuple[int, Name[T]]]:
        """The names that end within the word, where a model number is written on to them."""
        grown = []
        for seam in _SEAM.finditer(word):
            node = self._nodes.get(key + _fold(word[: seam.start()]))
            for name in node.names if node else ():
                if name.grows:
                    grown.append((seam.start(), name))
        return grown


def _is_tight(tokens: Tokens, at: int) -> bool:
    """Is the hyphen written without blanks?"""
    if at + 1 == len(tokens.words) or tokens.starts[at] != tokens.end_of(at - 1):
        return False
    return tokens.starts[at + 1] == tokens.end_of(at)


def _parts(word: str) -> list[str]:
    """The words, folded, that the word may be written as: "Cortex|A76"."""
    seams = [0, *(seam.start() for seam in _SEAM.finditer(word)), len(word)]
    return [_fold(word[begin:end]) for begin, end in pairwise(seams)]


def _fold(word: str) -> str:
    return word.lower().translate(_APOSTROPHES)
