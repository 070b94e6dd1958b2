import pytest

from extractor.documents.sentences import LONGEST, sentence_around

TEXT = 'A headline\n\n“It ships,” she said. Acme Inc. says, "It is twice as fast." U.S. makers\nwait. V2.5 came in Nov. 2023!'


@pytest.mark.parametrize(
    ("surface", "sentence"),
    [
        ("headline", "A headline"),
        ("ships", "“It ships,” she said."),
        ("twice as fast", 'Acme Inc. says, "It is twice as fast."'),
        ("Acme Inc.", 'Acme Inc. says, "It is twice as fast."'),
        ("makers", "U.S. makers"),
        ("Nov. 2023", "V2.5 came in Nov. 2023!"),
    ],
)
def test_sentences(surface: str, sentence: str) -> None:
    start = TEXT.index(surface)
    assert sentence_around(TEXT, start, start + len(surface)) == sentence


def test_text_with_no_bounds() -> None:
    text = "x" * 10_000 + "H100" + "x" * 10_000
    assert sentence_around(text, 10_000, 10_004) == "x" * LONGEST + "H100" + "x" * LONGEST
