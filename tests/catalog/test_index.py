"""Look-up of names: one spelling in the catalog serves many in the text."""

from __future__ import annotations

import pytest

from extractor.catalog.index import NameIndex
from extractor.tokenizer import create_tokenizer
from extractor.tokens import CHIP_START, TokenReader, Word

TOKENIZER = create_tokenizer()


def split(text):
    return [token.text for token in TOKENIZER(text)]


def index_of(*names, case="capital", **options):
    index = NameIndex(split)
    for name in names:
        index.add(name, name, case, **options)
    return index


def find(index, text):
    tokens = TokenReader(lambda word: Word(word, word.lower(), 1, CHIP_START if index.starts(word) else 0)).read(text)
    return [
        (owner, text[tokens.starts[first] : tokens.starts[end - 1] + cut if cut else tokens.end_of(end - 1)])
        for first, end, cut, owner in index.scan(tokens, CHIP_START)
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("Trainium2", "Trainium2", id="as-is"),
        pytest.param("Trainium2", "Trainium 2", id="blank"),
        pytest.param("Trainium2", "Trainium-2", id="hyphen"),
        pytest.param("Trainium2", "Trainium\u20112", id="no-break-hyphen"),
        pytest.param("Trainium2", "Trainium\u00a02", id="no-break-space"),
        pytest.param("Trainium2", "TRAINIUM2", id="capitals"),
        pytest.param("Cortex-A76", "Cortex A76", id="hyphen-as-blank"),
        pytest.param("Cortex-A76", "CortexA76", id="hyphen-left-out"),
        pytest.param("Zen 5", "Zen5", id="blank-left-out"),
        pytest.param("GeForce RTX", "Geforce RTX", id="camel-case"),
        pytest.param("GeForce RTX", "GeForceRTX", id="run-together"),
        pytest.param("EPYC", "Epyc", id="epyc"),
        pytest.param("Arc Pro", "Arc™ Pro", id="trademark"),
    ],
)
def test_spellings(name, written):
    assert find(index_of(name), f"the {written} is") == [(name, written)]


@pytest.mark.parametrize(
    ("name", "case", "written"),
    [
        pytest.param("Apple", "capital", "apple", id="lower-case"),
        pytest.param("Tiger Lake", "capital", "tiger lake", id="lower-case-words"),
        pytest.param("M4", "exact", "m4", id="exact"),
        pytest.param("A100", "any", "A 100", id="letter-alone"),
        pytest.param("Intel Labs", "capital", "Intel – Labs", id="dash-between-blanks"),
        pytest.param("Intel Labs", "capital", "Intel\n\nLabs", id="paragraphs"),
        pytest.param("Intel", "capital", "Intelligent", id="part-of-a-word"),
    ],
)
def test_what_is_not_the_name(name, case, written):
    assert find(index_of(name, case=case), f"the {written} is") == []


def test_longer_names_come_after_shorter_ones():
    index = index_of("Samsung", "Samsung Foundry")
    assert find(index, "Samsung Foundry") == [("Samsung", "Samsung"), ("Samsung Foundry", "Samsung Foundry")]


def test_a_name_that_grows_ends_within_a_word():
    assert find(index_of("RTX", grows=True), "an RTX5090 and") == [("RTX", "RTX")]
    assert find(index_of("RTX"), "an RTX5090 and") == []


def test_the_plural_is_the_name():
    assert find(index_of("TPU", plural=True), "the TPUs are") == [("TPU", "TPUs")]


@pytest.mark.parametrize("name", ["-", "(x)", "'s"])
def test_names_that_the_tokenizer_breaks_are_refused(name):
    with pytest.raises(ValueError, match="the tokenizer breaks"):
        index_of(name)
