"""Words, sentences and paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import tokens as module
from extractor.tokenizer import create_tokenizer
from extractor.tokens import BREAK, TokenReader, Tokens, Word

TOKENIZER = create_tokenizer()
READER = TokenReader(lambda word: Word(word, word.lower(), 0))


def read(text: str) -> Tokens:
    return READER.read(text)


def sentences(text: str) -> list[str]:
    tokens = read(text)
    bounds = [*tokens.sentences, len(tokens.words)]
    found = [text[tokens.starts[first] : tokens.end_of(last - 1)].strip() for first, last in pairwise(bounds)]
    return [sentence for sentence in found if sentence]


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


def test_a_headline_over_a_long_line_is_no_hard_wrapped_text() -> None:
    headline = "A headline of sixty characters or so with no full stop behind it"
    text = (
        f"{headline}\nWhat follows is a paragraph that runs on and on, {'as paragraphs of articles do, ' * 4}and ends."
    )
    assert len(read(text).paragraphs) == 2


def test_hard_wrapped_text_is_one_paragraph() -> None:
    text = "This is a line of a mail that somebody wrapped by hand at some\nSeventy characters, and it goes on."
    assert BREAK not in read(text).words


def test_a_line_end_is_a_break() -> None:
    tokens = read("Buy it\r\nSell it\n\n\nKeep")
    assert [word.text for word in tokens.words] == ["Buy", "it", "\n", "Sell", "it", "\n", "\n", "\n", "Keep"]
    assert [tokens.starts[at] for at in tokens.paragraphs] == [0, 8, 18]


def test_blank_words_and_trademarks_are_left_out() -> None:
    assert [word.text for word in read("Arc™\u00a0Pro (R) B60").words] == ["Arc", "Pro", "B60"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.one_of(st.characters(exclude_characters="\ufffd"), st.sampled_from(" \n\xa0\ta.-\r")), max_size=200))
def test_offsets_are_right_for_every_text(text: str) -> None:
    tokens = read(text)
    for index, word in enumerate(tokens.words):
        if word is BREAK:
            assert "\n" in text[tokens.starts[index] : tokens.starts[index] + 2]
        else:
            surface = text[tokens.starts[index] : tokens.end_of(index)]
            assert surface.encode("utf-8", "replace").decode() == word.text.replace("\ufffd", "?")
    assert tokens.starts == sorted(tokens.starts)
    assert len(tokens.starts) == len(tokens.words)


@settings(max_examples=200, deadline=None)
@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n\xa0\ta.-\r")), max_size=100))
def test_splits_as_the_tokenizer_does(text: str) -> None:
    """Remembered runs change nothing: the words are the tokenizer's, without blanks and trademark signs."""
    whole = [(token.idx, token.text) for token in TOKENIZER(text)]
    expected = [(at, word) for at, word in whole if not word.isspace() and word not in module._TRADEMARKS]
    tokens = read(text)
    ours = [(at, word.text) for at, word in zip(tokens.starts, tokens.words, strict=True) if word is not BREAK]
    assert ours == expected


def test_a_very_long_run_is_cut_and_not_remembered() -> None:
    text = "a " + "x(" * 50_000 + " b"
    tokens = read(text)
    assert "".join(word.text for word in tokens.words) == text.replace(" ", "")
    assert max(map(len, READER._known.runs)) <= module.LONGEST_RUN


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_RUNS_KNOWN", 3)
    reader = TokenReader(lambda word: Word(word, word, 0))
    for number in range(20):
        assert [word.text for word in reader.read(f"word{number} more{number}").words] == [
            f"word{number}",
            f"more{number}",
        ]
        assert len(reader._known.runs) + len(reader._before.runs) <= 12


def test_what_is_met_again_and_again_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_RUNS_KNOWN", 8)
    made: list[str] = []

    def create(text: str) -> Word:
        made.append(text)
        return Word(text, text, 0)

    reader = TokenReader(create)
    for number in range(20):
        reader.read(f"chips word{number}")
    assert made.count("chips") == 1
    reader.read("word0")
    assert made.count("word0") == 2


def test_where_tells_the_words_with_a_flag() -> None:
    reader = TokenReader(lambda word: Word(word, word, 0, module.RULE_START if word == "a" else 0))
    tokens = reader.read("b b b a b a")
    assert tokens.where(module.RULE_START) == [at for at, word in enumerate(tokens.words) if word.text == "a"]


def test_blanks_and_trademarks_leave_no_gap_between_words_starts_and_flags() -> None:
    reader = TokenReader(lambda word: Word(word, word, 0, module.CHIP_START if word == "Arc" else 0))
    tokens = reader.read("The  Arc™ is an Arc ® chip")
    assert [tokens.text[tokens.starts[at] : tokens.end_of(at)] for at in tokens.where(module.CHIP_START)] == [
        "Arc",
        "Arc",
    ]


def test_a_new_word_costs_no_walk_through_the_known_ones() -> None:
    class Unwalked(dict[str, Any]):
        def __iter__(self) -> NoReturn:
            pytest.fail("all known runs were walked through")

        keys = items = values = __iter__

    reader = TokenReader(lambda word: Word(word, word, 0))
    reader._known.runs = Unwalked(reader._known.runs)
    assert [word.text for word in reader.read("new words").words] == ["new", "words"]
