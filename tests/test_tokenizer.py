"""The tokenizer, on the typography of real technology news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.tokenizer import PLAIN, create_tokenizer

TOKENIZER = create_tokenizer()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A100-80GB", "A100 - 80GB"),
        ("i9-14900K/KF", "i9 - 14900K / KF"),
        ("3-4x", "3 - 4x"),
        ("M7g 8480+ 9950X3D 2.5× 80GB", "M7g 8480+ 9950X3D 2.5× 80GB"),
        ("the MI300X.", "the MI300X ."),
        ("the SoC.", "the SoC ."),
        ("the Xeon 8480+.", "the Xeon 8480+ ."),
        ("M1/M2", "M1 / M2"),
        ("30%-40%", "30 % - 40 %"),
        ("Graviton2.[5]", "Graviton2 . [ 5 ]"),
        ("up 30%.", "up 30 % ."),
        ("~$1.5B", "~ $ 1.5B"),
        ("H100's H100’s", "H100 's H100 ’s"),
        ("won't won’t", "won't won’t"),
        ("Arc™ Cortex®-A57 Xeon(R)", "Arc ™ Cortex ® - A57 Xeon (R)"),
        ("Intel Corp. and Arm Ltd., vs. AMD", "Intel Corp. and Arm Ltd. , vs. AMD"),
        ("U.S. Nov. 3 at 9 a.m.", "U.S. Nov. 3 at 9 a.m."),
        ("a chip.The next", "a chip . The next"),
        ("moreAMD", "more AMD"),
        ("MediaTek GeForce TensorFlow iPhone", "MediaTek GeForce TensorFlow iPhone"),
        ("28/11/2023 2024-06-03", "28 / 11 / 2023 2024 - 06 - 03"),
        ("(“Hello,” he said…)", "( “ Hello , ” he said … )"),
        ("https://a.example/x-100?y=2", "https://a.example/x-100?y=2"),
        ("CPU+GPU AT&T Max+ Zen+", "CPU + GPU AT&T Max+ Zen+"),
        ("Gen 8) 8)", "Gen 8 ) 8 )"),
        ("1,000 2,024-core", "1,000 2,024 - core"),
        ("mid‑2025 10–fold", "mid ‑ 2025 10 – fold"),
    ],
    ids=lambda value: value if len(value) < 30 else value[:30],
)
def test_splits(text: str, words: str) -> None:
    assert [token.text for token in TOKENIZER(text)] == words.split()


def test_loses_no_character() -> None:
    text = "A\u00a0B\t\tC \n\n \x00 🙂 e\u0301"
    assert "".join(token.text_with_ws for token in TOKENIZER(text)) == text


@given(st.from_regex(PLAIN, fullmatch=True).filter(lambda phrase: len(phrase) < 40))
def test_plain_words_are_left_as_they_are(phrase: str) -> None:
    assert [token.text for token in TOKENIZER(phrase)] == phrase.split(" ")
