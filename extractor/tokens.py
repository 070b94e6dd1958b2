"""The text as the rules see it: words with their classes, their places, and the bounds of sentences and paragraphs.

Blank words and trademark signs are left out, so that a name broken by a line end or "Arc™ Pro" is read like any other; a
paragraph's end stays in as a break, which no pattern crosses.

spaCy's tokenizer splits each run of characters between blanks without looking at its neighbours. So the split of a run is
remembered with its words, and a text whose runs are known costs a few dict look-ups and no `Doc`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Final, NamedTuple

from extractor.tokenizer import ABBREVIATIONS, QUOTES, create_tokenizer

RULE_START: Final = 1  # a match of a rule may start here
VENDOR_START: Final = 2  # a vendor's name may start here
CHIP_START: Final = 8  # a chip's name may start here
MODEL: Final = 16  # perhaps a model number that stands alone: "4090", "7900"
SENTENCE_END: Final = 4  # a sentence may end here

MOST_RUNS_KNOWN: Final = 200_000
LONGEST_RUN: Final = 200  # characters; a longer one is cut: splitting affixes off it would cost more than linear time
_SURROGATE = re.compile("[\ud800-\udfff]")
_TRADEMARKS = frozenset(["™", "®", "©", "℠", "(R)", "(TM)", "(C)", "(r)", "(tm)", "(c)"])
_CLOSING = frozenset(QUOTES) | {")", "]", "''", '"', "”", "’"}
_STARTERS = frozenset(
    """
    The It In But This That These Those We He She They A An And For With As At On Its Their However I You There If
    When While After Before Since Also So Both Here What Last According Meanwhile
    """.split()
)


class Word:
    """One word of the vocabulary: its text, the text in lower case, its class, and what may start or end with it."""

    __slots__ = ("flags", "kind", "lower", "text")

    def __init__(self, text: str, lower: str, kind: int, flags: int = 0) -> None:
        self.text, self.lower, self.kind, self.flags = text, lower, kind, flags


BREAK: Final = Word("\n", "\n", 0, SENTENCE_END)


class Run(NamedTuple):
    """How a run of characters splits: its words, their offsets in it, and its width with the blank behind it."""

    words: tuple[Word, ...]
    offsets: tuple[int, ...]
    width: int


BREAK_KEY: Final = "\n"  # no run holds a line end
_BREAK_RUN: Final = Run((BREAK,), (-1,), 0)  # the line end stands before the run that follows


@dataclass(slots=True)
class Tokens:
    """A text's words. `starts[i]` is the offset of word i; `end_of(i)` the offset behind it. `flagged` are the indexes of
    the words that may start or end something; `sentences` and `paragraphs` the indexes of their first words; `count` is
    that of the runs of characters between blanks, which is what people call the number of words.
    """

    text: str
    words: list[Word]
    starts: list[int]
    flagged: list[int]
    count: int = 0
    sentences: list[int] = field(default_factory=lambda: [0])
    paragraphs: list[int] = field(default_factory=lambda: [0])

    def end_of(self, index: int) -> int:
        return self.starts[index] + len(self.words[index].text)

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first word and the word behind the last of the sentence that word `index` is in."""
        return _around(self.sentences, index, len(self.words))

    def sentence_number(self, index: int) -> int:
        """Return the number of the sentence that word `index` is in, counted from 1."""
        return bisect_right(self.sentences, index)

    def paragraph(self, index: int) -> tuple[int, int]:
        """The same for the paragraph."""
        return _around(self.paragraphs, index, len(self.words))


def _around(bounds: list[int], index: int, count: int) -> tuple[int, int]:
    at = bisect_right(bounds, index)
    return bounds[at - 1], bounds[at] if at < len(bounds) else count


class TokenReader:
    """Splits texts into words; `create` makes a word of the vocabulary when it is first met.

    >>> tokens = TokenReader(lambda text: Word(text, text.lower(), 1)).read("Arc™ B580 is out. Intel Inc. said so.")
    >>> [word.text for word in tokens.words][:3], tokens.sentences
    (['Arc', 'B580', 'is'], [0, 5])
    """

    def __init__(self, create: Callable[[str], Word]) -> None:
        self._create = create
        self._forget()

    def _forget(self) -> None:
        """Start with an empty memory, and with an empty string store of spaCy's."""
        self._tokenizer = create_tokenizer()
        self._words: dict[str, Word] = {}
        self._runs: dict[str, Run] = {"": Run((), (), 1), BREAK_KEY: _BREAK_RUN}

    def read(self, text: str) -> Tokens:
        """Return the text's words; the offsets are code points over the text as given."""
        if len(self._runs) > MOST_RUNS_KNOWN:
            self._forget()
        keys = _runs_of(text)
        try:
            runs = list(map(self._runs.__getitem__, keys))
        except KeyError:
            runs = self._read_new(keys)
        groups, offsets, widths = zip(*runs, strict=True)
        words = list(chain.from_iterable(groups))
        starts = [
            at + offset for at, inner in zip(accumulate(widths, initial=0), offsets, strict=False) for offset in inner
        ]
        flagged = [index for index, word in enumerate(words) if word.flags]
        tokens = Tokens(text, words, starts, flagged, len(keys) - keys.count("") - keys.count(BREAK_KEY))
        _find_sentences(tokens)
        return tokens

    def _read_new(self, keys: list[str]) -> list[Run]:
        """Split the runs that are not known, and remember them, but for very long ones."""
        fresh = sorted(set(keys) - self._runs.keys())
        long = {key: self._split_long(key) for key in fresh if len(key) > LONGEST_RUN}
        self._learn([key for key in fresh if key not in long])
        return [long[key] if key in long else self._runs[key] for key in keys]

    def _split_long(self, key: str) -> Run:
        pieces = [key[at : at + LONGEST_RUN] for at in range(0, len(key), LONGEST_RUN)]
        runs = list(self._split(pieces))
        words = tuple(word for run in runs for word in run.words)
        offsets = tuple(n * LONGEST_RUN + offset for n, run in enumerate(runs) for offset in run.offsets)
        return Run(words, offsets, len(key) + 1)

    def _learn(self, keys: list[str]) -> None:
        self._runs.update(zip(keys, self._split(keys), strict=True))

    def _split(self, keys: list[str]) -> Iterator[Run]:
        """Split runs, all in one call of the tokenizer."""
        doc = self._tokenizer(_SURROGATE.sub("\ufffd", " ".join(keys)))
        tokens = ((token.idx, token.text) for token in doc)
        token = next(tokens, None)
        begin = 0
        for key in keys:
            words, offsets = [], []
            while token and token[0] < begin + len(key):
                if not token[1].isspace() and token[1] not in _TRADEMARKS:
                    words.append(self._word(token[1]))
                    offsets.append(token[0] - begin)
                token = next(tokens, None)
            yield Run(tuple(words), tuple(offsets), len(key) + 1)
            begin += len(key) + 1

    def _word(self, text: str) -> Word:
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._create(text)
            if text in ".!?" or text in ABBREVIATIONS or text == "•":
                word.flags |= SENTENCE_END
        return word


def _runs_of(text: str) -> list[str]:
    """Return the runs of characters between spaces and line ends, with a BREAK_KEY where a paragraph ends."""
    lines = text.split("\n")
    runs = lines[0].split(" ")
    for number in range(1, len(lines)):
        if _is_break(lines, number):
            runs.append(BREAK_KEY)
        runs += lines[number].split(" ")
    return runs


def _is_break(lines: list[str], number: int) -> bool:
    """Does a paragraph end before the line? Not within hard-wrapped text, where a long line goes on without an end."""
    before, line = lines[number - 1].rstrip(), lines[number].lstrip()
    if not before or not line:
        return True
    wrapped = 50 <= len(before) <= 100 and before[-1] not in '.!?:"”'
    return not wrapped and not line[0].islower()


def _find_sentences(tokens: Tokens) -> None:
    words, count = tokens.words, len(tokens.words)
    sentences, paragraphs = tokens.sentences, tokens.paragraphs
    for index in tokens.flagged:
        word = words[index]
        if not word.flags & SENTENCE_END:
            continue
        following = index + 1
        if word is BREAK:
            paragraphs.append(following)
        else:
            while following < count and words[following].text in _CLOSING and _closes(tokens, following):
                following += 1
            if following < count and not _ends_sentence(word, words[index - 1], words[following]):
                continue
        if sentences[-1] < following < count:
            sentences.append(following)


def _closes(tokens: Tokens, index: int) -> bool:
    """A quote or bracket closes where nothing stands between it and the word before."""
    return tokens.starts[index] == tokens.end_of(index - 1)


def _ends_sentence(mark: Word, before: Word, after: Word) -> bool:
    if after is BREAK:
        return True
    if mark.text == ".":
        return not (after.text[0].islower() and len(before.text) <= 3)
    if mark.text in "!?":
        return not after.text[0].islower()
    return mark.text == "•" or after.text in _STARTERS
