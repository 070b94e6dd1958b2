"""The text as the rules see it: words with their classes, their places, and the bounds of sentences and paragraphs.

Blank words and trademark signs are left out, so that a name broken by a line end or "Arc™ Pro" is read like any other; a
paragraph's end stays in as a break, which no pattern crosses.

spaCy's tokenizer splits each run of characters between blanks without looking at its neighbours. So the split of a run is
remembered with its words, and a text whose runs are known costs a few dict look-ups and no `Doc`.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, compress, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.tokenizer import ABBREVIATIONS, PLAIN, QUOTES, create_tokenizer

# Flags of words.
RULE_START: Final = 1  # a match of a rule may start here
VENDOR_START: Final = 2  # a vendor's name may start here
SENTENCE_END: Final = 4  # a sentence may end here
CHIP_START: Final = 8  # a chip's name may start here
MODEL: Final = 16  # perhaps a model number that stands alone: "4090", "7900"
FORM_START: Final = 32  # a chip's name may start here that its form tells
_NO_WORD: Final = 64  # what holds the place of blanks and trademark signs
FIRST_CUE_START: Final = 128  # a cue may start here: a flag for each kind of cue, from this one on

Flags = npt.NDArray[np.uint32]
# Of each word of a run, the step from its offset to that of the word behind it, and its flags.
_CODE: Final = np.dtype([("step", np.uint8), ("flags", np.uint32)])

MOST_RUNS_KNOWN: Final = 100_000  # then those not met of late are forgotten
LONGEST_LINE: Final = 100  # characters of a line of hard-wrapped text
LONGEST_RUN: Final = 200  # characters; a longer one is cut: splitting affixes off it would cost more than linear time
_SINGLE_LINE_END = re.compile(r"\n(?<=[^\s]\n)(?=[^\s])")
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
NOTHING: Final = Word("", "", 0, _NO_WORD)  # holds the place of blanks and trademark signs until a text is put together


@dataclass(slots=True)
class Tokens:
    """A text's words. `starts[i]` is the offset of word i; `end_of(i)` the offset behind it. `flags` are those of the
    words; `sentences` and `paragraphs` the indexes of their first words; `count` is that
    of the runs of characters between blanks, which is what people call the number of words.
    """

    text: str
    words: list[Word]
    starts: list[int]
    flags: Flags
    count: int = 0
    sentences: list[int] = field(default_factory=lambda: [0])
    paragraphs: list[int] = field(default_factory=lambda: [0])

    def where(self, flag: int) -> list[int]:
        """Return the indexes of the words that have the flag."""
        found: list[int] = (self.flags & flag).nonzero()[0].tolist()
        return found

    def end_of(self, index: int) -> int:
        return self.starts[index] + len(self.words[index].text)

    def cut_stop(self, index: int) -> None:
        """Take the full stop off a word that ends a sentence here and is no initial: "a Pentium D. It"."""
        self.words[index] = Word(self.words[index].text[:-1], self.words[index].lower[:-1], 0)
        if index + 1 not in self.sentences and index + 1 < len(self.words):
            insort(self.sentences, index + 1)

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first word and the word behind the last of the sentence that word `index` is in."""
        return _around(self.sentences, index, len(self.words))

    def paragraph(self, index: int) -> tuple[int, int]:
        """The same for the paragraph."""
        return _around(self.paragraphs, index, len(self.words))


def _around(bounds: list[int], index: int, count: int) -> tuple[int, int]:
    at = bisect_right(bounds, index)
    return bounds[at - 1], bounds[at] if at < len(bounds) else count


class _Known:
    """Runs and words as they were met.

    What a run is split into and its code are two dicts and no records of both: texts are put together from each in one go,
    without a Python loop.
    """

    def __init__(self) -> None:
        self.words: dict[str, Word] = {}
        self.runs: dict[str, tuple[Word, ...]] = {"": (NOTHING,), "\n": (BREAK,)}
        self.codes: dict[str, bytes] = {"": _encode([1], [NOTHING]), "\n": _encode([1], [BREAK])}


class TokenReader:
    """Splits texts into words; `create` makes a word of the vocabulary when it is first met.

    >>> tokens = TokenReader(lambda text: Word(text, text.lower(), 1)).read("Arc™ B580 is out. Intel Inc. said so.")
    >>> [word.text for word in tokens.words][:3], tokens.sentences
    (['Arc', 'B580', 'is'], [0, 5])
    """

    def __init__(self, create: Callable[[str], Word]) -> None:
        self._create = create
        self._known, self._before = _Known(), _Known()
        self._tokenizer = create_tokenizer()

    def _age(self) -> None:
        """Forget what was met before the last ageing and not since, and empty spaCy's string store."""
        self._known, self._before = _Known(), self._known
        self._tokenizer = create_tokenizer()

    def read(self, text: str) -> Tokens:
        """Return the text's words; the offsets are code points over the text as given."""
        if len(self._known.runs) > MOST_RUNS_KNOWN:
            self._age()
        keys = unwrap(text).replace("\n", "\n ").split(" ")
        words, codes = self._look_up(keys)
        starts, flags = np.cumsum(codes["step"]) - codes["step"], codes["flags"]
        real = flags & _NO_WORD == 0
        if np.count_nonzero(real) < len(words):
            words, starts, flags = list(compress(words, real)), starts[real], flags[real]
        tokens = Tokens(text, words, starts.tolist(), flags, len(keys) - text.count("\n\n") - text.count("  "))
        _find_sentences(tokens)
        return tokens

    def _look_up(self, keys: list[str]) -> tuple[list[Word], npt.NDArray[np.void]]:
        """The words of the runs, and for each its step and its flags."""
        long: list[str] = []
        runs, codes = self._known.runs, self._known.codes
        try:
            words = list(chain.from_iterable(map(runs.__getitem__, keys)))
        except KeyError:
            long = self._learn(keys)
            words = list(chain.from_iterable(map(runs.__getitem__, keys)))
        found = np.frombuffer(b"".join(map(codes.__getitem__, keys)), _CODE)
        for key in long:
            del runs[key], codes[key]
        return words, found

    def _learn(self, keys: list[str]) -> list[str]:
        """Split the runs that are not known; return those too long to be remembered."""
        known, before = self._known, self._before
        fresh = {key for key in keys if key not in known.runs}  # to subtract dict keys would walk through all of them
        for key in fresh:
            if key in before.runs:
                known.runs[key], known.codes[key] = before.runs[key], before.codes[key]
            else:
                self._split(key)
        return [key for key in fresh if len(key) > LONGEST_RUN]

    def _split(self, key: str) -> None:
        """Split a run: its words, and the step from each word's offset to that of the word behind it.

        Behind a run stands a blank, unless it ends with the line.
        """
        words, starts = [], []
        for at in range(0, len(key), LONGEST_RUN):
            for start, text in self._pieces(_SURROGATE.sub("\ufffd", key[at : at + LONGEST_RUN])):
                words.append(BREAK if "\n" in text else self._word(text))
                starts.append(at + start)
        starts.append(len(key) + (not key.endswith("\n")))
        self._known.runs[key] = tuple(words)
        self._known.codes[key] = _encode([end - start for start, end in pairwise(starts)], words)

    def _pieces(self, run: str) -> list[tuple[int, str]]:
        if PLAIN.fullmatch(run):
            return [(0, run)]
        return [(token.idx, token.text) for token in self._tokenizer(run)]

    def _word(self, text: str) -> Word:
        words = self._known.words
        if text not in words:
            words[text] = self._before.words.get(text) or self._new_word(text)
        return words[text]

    def _new_word(self, text: str) -> Word:
        if text.isspace() or text in _TRADEMARKS:
            return NOTHING
        word = self._create(text)
        if text in ".!?" or text in ABBREVIATIONS or text == "•":
            word.flags |= SENTENCE_END
        return word


def _encode(steps: list[int], words: list[Word]) -> bytes:
    return np.array([(step, word.flags) for step, word in zip(steps, words, strict=True)], _CODE).tobytes()


def unwrap(text: str) -> str:
    """Put spaces for the line ends of hard-wrapped text, where a long line goes on without an end.

    >>> unwrap("A headline\\nThis is the first line of a mail that was wrapped by hand\\nat some seventy characters.")
    'A headline\\nThis is the first line of a mail that was wrapped by hand at some seventy characters.'
    """
    return _SINGLE_LINE_END.sub(_unwrapped, text)


def _unwrapped(line_end: re.Match[str]) -> str:
    text, at = line_end.string, line_end.start()
    length = at - (text.rfind("\n", max(0, at - 200), at) + 1)
    short = text.find("\n", at + 1, at + 2 + LONGEST_LINE) >= 0 or len(text) - at <= LONGEST_LINE
    wrapped = 50 <= length <= LONGEST_LINE and short and text[at - 1] not in '.!?:"”' and text[at + 1] not in "-–•*·"
    return " " if wrapped or text[at + 1].islower() else "\n"


def _find_sentences(tokens: Tokens) -> None:
    words, count = tokens.words, len(tokens.words)
    sentences, paragraphs = tokens.sentences, tokens.paragraphs
    for index in tokens.where(SENTENCE_END):
        word, following = words[index], index + 1
        if word is BREAK:
            if paragraphs[-1] == index:
                paragraphs.pop()
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
