"""spaCy's DocBin: entities as `doc.ents`, what tokens can't hold (attributes, front matter) in `doc.user_data`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold
from extractor.tokenizer import create_tokenizer
from extractor.workbench.formats.flat import Flat, Span, flatten, unflatten

ABOUT, MARKS = "chipwire_about", "chipwire_marks"


def write(golds: Iterable[Gold], path: Path) -> None:
    """Write one .spacy file. An entity that ends inside a token takes all of it as one of `doc.ents`."""
    tokenizer, shard = create_tokenizer(), DocBin(store_user_data=True)
    for gold in golds:
        shard.add(_doc(flatten(gold), tokenizer))
    path.parent.mkdir(parents=True, exist_ok=True)
    shard.to_disk(path)


def read(path: Path) -> list[Gold]:
    """Read a .spacy file. An entity that was changed or added has no attributes. Raises GoldError."""
    try:
        docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: no DocBin: {error}") from error
    return [unflatten(_flat(doc, number)) for number, doc in enumerate(docs)]


def _doc(flat: Flat, tokenizer: Tokenizer) -> Doc:
    doc: Doc = tokenizer(flat.text)
    doc.user_data[ABOUT] = flat.about
    spans, marks = [], []
    for mark in flat.spans:
        span = doc.char_span(mark.start, mark.end, mark.label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
        marks.append([span.start_char, span.end_char, mark.start, mark.end, mark.label, mark.note])
    doc.ents = filter_spans(spans)
    doc.user_data[MARKS] = marks
    return doc


def _flat(doc: Doc, number: int) -> Flat:
    marks = {(first, last, label): Span(start, end, label, note)
             for first, last, start, end, label, note in doc.user_data.get(MARKS, ())}  # fmt: skip
    spans = [
        marks.get((ent.start_char, ent.end_char, ent.label_), Span(ent.start_char, ent.end_char, ent.label_, ""))
        for ent in doc.ents
    ]
    return Flat(doc.text, spans, doc.user_data.get(ABOUT) or {"id": str(number)})
