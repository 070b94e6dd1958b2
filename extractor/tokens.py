"""The text as the rules see it: words with their classes, their places, and the bounds of sentences and paragraphs.

Blank words and trademark signs are left out, so that a name broken by a line end or "Arc™ Pro" is read like any other; a
paragraph's end stays in as a break, which no pattern crosses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from spacy.attrs import IDX, ORTH
from spacy.tokenizer import Tokenizer

from extractor.tokenizer import ABBREVIATIONS, QUOTES

RULE_START: Final = 1  # a match of a rule may start here
NAME_START: Final = 2  # a name of the catalog may start here
SENTENCE_END: Final = 4  # a sentence may end here
BLANK: Final = 8  # white space or a trademark sign

MOST_WORDS_KNOWN: Final = 300_000
_TRADEMARKS = frozenset(["™", "®", "©", "℠", "(R)", "(TM)", "(C)", "(r)", "(tm)", "(c)"])
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = frozenset(QUOTES) | {")", "]", "''", '"', "”", "’"}
_STARTERS = frozenset(
    """
    The It In But This That These Those We He She They A An And For With As At On Its Their However I You There
    If When While After Before Since Also So Both Here What Last According Meanwhile
    """.split()
)


class Word:
    """One word of the vocabulary: its text, the text in lower case, its class, and what may start or end with it."""

    __slots__ = ("flags", "kind", "lower", "text")

    def __init__(self, text: str, lower: str, kind: int, flags: int = 0) -> None:
        self.text, self.lower, self.kind, self.flags = text, lower, kind, flags


BREAK: Final = Word("\n\n", "\n\n", 0, SENTENCE_END)


class Lexicon(dict[int, Word]):
    """Remembers each word of the vocabulary, by spaCy's hash of it."""

    def __init__(self, tokenizer: Tokenizer, create: Callable[[str], Word]) -> None:
        self._strings, self._create = tokenizer.vocab.strings, create

    def __missing__(self, orth: int) -> Word:
        text = self._strings[orth]
        if text.isspace() or text in _TRADEMARKS:
            word = Word(text, text, 0, BLANK)
        else:
            word = self._create(text)
            if text in ".!?" or text in ABBREVIATIONS or text == "•":
                word.flags |= SENTENCE_END
        self[orth] = word
        return word


@dataclass(slots=True)
class Tokens:
    """A text's words. `starts[i]` is the offset of word i; `end_of(i)` the offset behind it. `flagged` are the indexes of
    the words that may start or end something; `sentences` and `paragraphs` the indexes of their first words.
    """

    text: str
    words: list[Word]
    starts: list[int]
    flagged: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=lambda: [0])
    paragraphs: list[int] = field(default_factory=lambda: [0])

    def end_of(self, index: int) -> int:
        return self.starts[index] + len(self.words[index].text)

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first word and the word behind the last of the sentence that word `index` is in."""
        return _around(self.sentences, index, len(self.words))

    def paragraph(self, index: int) -> tuple[int, int]:
        """The same for the paragraph."""
        return _around(self.paragraphs, index, len(self.words))


def _around(bounds: list[int], index: int, count: int) -> tuple[int, int]:
    at = bisect_right(bounds, index)
    return bounds[at - 1], bounds[at] if at < len(bounds) else count


def read_tokens(text: str, tokenizer: Tokenizer, lexicon: Lexicon) -> Tokens:
    """Split the text into words.

    >>> from extractor.tokenizer import create_tokenizer
    >>> tokenizer = create_tokenizer()
    >>> tokens = read_tokens("Arc™ B580 is out. Intel Inc. said so.", tokenizer, Lexicon(tokenizer, lambda t: Word(t, t, 1)))
    >>> [word.text for word in tokens.words][:3], tokens.sentences
    (['Arc', 'B580', 'is'], [0, 5])
    """
    try:
        doc = tokenizer(text)
    except UnicodeEncodeError:  # spaCy's strings are UTF-8, which has no lone surrogates
        doc = tokenizer(_SURROGATE.sub("\ufffd", text))
    table = doc.to_array([ORTH, IDX])
    words = list(map(lexicon.__getitem__, table[:, 0].tolist()))
    tokens = Tokens(text, words, table[:, 1].tolist())
    tokens.flagged = [index for index, word in enumerate(words) if word.flags]
    if any(words[index].flags & BLANK for index in tokens.flagged):
        _drop_blanks(tokens)
    _find_sentences(tokens)
    return tokens


def _drop_blanks(tokens: Tokens) -> None:
    """Take blank words out; put a break where a paragraph ends."""
    words, starts = tokens.words, tokens.starts
    kept: list[int] = []
    last = 0
    for index in tokens.flagged:
        if words[index].flags & BLANK:
            kept.extend(range(last, index))
            if "\n" in words[index].text and _is_break(tokens, index):
                words[index] = BREAK
                kept.append(index)
            last = index + 1
    kept.extend(range(last, len(words)))
    tokens.words = [words[index] for index in kept]
    tokens.starts = [starts[index] for index in kept]
    tokens.flagged = [index for index, word in enumerate(tokens.words) if word.flags]


def _is_break(tokens: Tokens, index: int) -> bool:
    """Two line ends are a break; a single one is not where a long line without end goes on (hard-wrapped text)."""
    word, words = tokens.words[index], tokens.words
    if word.text.count("\n") > 1 or index == 0 or index + 1 == len(words):
        return True
    start = tokens.starts[index]
    line = start - (tokens.text.rfind("\n", max(0, start - 200), start) + 1)
    wrapped = 50 <= line <= 100 and words[index - 1].text not in (".", "!", "?", ":", '"', "”")
    return not wrapped and not words[index + 1].text[0].islower()


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
    if mark.text == ".":
        return not (after.text[0].islower() and len(before.text) <= 3)
    if mark.text in "!?":
        return not after.text[0].islower()
    return mark.text == "•" or after.text in _STARTERS
