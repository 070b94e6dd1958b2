"""Words, sentences and paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.tokenizer import create_tokenizer
from extractor.tokens import BREAK, Lexicon, Tokens, Word, read_tokens

TOKENIZER = create_tokenizer()


def read(text: str) -> Tokens:
    return read_tokens(text, TOKENIZER, Lexicon(TOKENIZER, lambda word: Word(word, word.lower(), 0)))


def sentences(text: str) -> list[str]:
    tokens = read(text)
    bounds = [*tokens.sentences, len(tokens.words)]
    return [
        text[tokens.starts[first] : tokens.end_of(last - 1)].strip()
        for first, last in zip(bounds, bounds[1:], strict=False)
    ]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["It is fast.", "It ships."], id="plain"),
        pytest.param(["Intel Inc. said so.", "Fine."], id="legal form"),
        pytest.param(["Made by Acme Inc.", "The chip ships."], id="legal form at an end"),
        pytest.param(["In the U.S. Intel leads.", "Good."], id="country"),
        pytest.param(["It is A vs. B at 2.5 GHz.", "Good."], id="vs. and decimals"),
        pytest.param(["“It ships.”", "He left."], id="closing quote"),
        pytest.param(["Really?", "Yes!", "Go."], id="other marks"),
        pytest.param(["Yahoo! said it.", "Good."], id="a name's mark"),
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_headline_needs_no_full_stop() -> None:
    assert sentences("New chip ships\n\nIt is fast.") == ["New chip ships", "It is fast."]


def test_a_lost_space_ends_a_sentence() -> None:
    assert sentences("It is a chip.The next one ships.") == ["It is a chip.", "The next one ships."]


def test_hard_wrapped_text_is_one_paragraph() -> None:
    text = "This is a line of a mail that somebody wrapped by hand at some\nSeventy characters, and it goes on."
    assert BREAK not in read(text).words


def test_blank_words_and_trademarks_are_left_out() -> None:
    assert [word.text for word in read("Arc™\u00a0Pro (R) B60").words] == ["Arc", "Pro", "B60"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\ufffd"), max_size=200))
def test_offsets_are_right_for_every_text(text: str) -> None:
    tokens = read(text)
    for index, word in enumerate(tokens.words):
        if word is not BREAK:
            surface = text[tokens.starts[index] : tokens.end_of(index)]
            assert surface.encode("utf-8", "replace").decode() == word.text.replace("\ufffd", "?")
    assert tokens.starts == sorted(tokens.starts)
    assert len(tokens.starts) == len(tokens.words)
