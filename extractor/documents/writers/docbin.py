"""spaCy's own format: `doc.ents` with the rule as span id, `doc.user_data` with the article; 2,000 articles a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin, Span

from extractor.documents.atomic import atomic_folder
from extractor.documents.records import Record, text_of
from extractor.tokenizer import create_tokenizer

FILE_ARTICLES = 2_000


def write(records: Iterable[Record], folder: Path) -> None:
    """Fill the folder with .spacy files. Raises `ReadError` if the records hold no text."""
    tokenizer = create_tokenizer()
    with atomic_folder(folder) as unfinished:
        number, shard = 0, DocBin(store_user_data=True)
        for record in records:
            if "error" in record:
                continue
            shard.add(to_doc(record, tokenizer))
            if len(shard) == FILE_ARTICLES:
                shard.to_disk(unfinished / f"{number:06}.spacy")
                number, shard = number + 1, DocBin(store_user_data=True)
        if len(shard) or not number:
            shard.to_disk(unfinished / f"{number:06}.spacy")


def to_doc(record: Record, tokenizer: Tokenizer) -> Doc:
    """Return a record as a `Doc` of its title and text. An entity that ends inside a token takes all of it."""
    text, begins = text_of(record)
    doc: Doc = tokenizer(text)
    about = record["article"]
    doc.user_data["article"] = {"id": about["id"], "published": about["published"]}
    doc.ents = [span for entity in record["entities"] if (span := _span(doc, entity, begins))]
    return doc


def _span(doc: Doc, entity: Record, begins: dict[str, int]) -> Span | None:
    offset = begins[entity["field"]]
    start, end = offset + entity["start"], offset + entity["end"]
    span = doc.char_span(start, end, label=entity["label"], span_id=entity["rule"], alignment_mode="expand")
    if span is not None and entity.get("id"):
        span.kb_id_ = entity["id"]
    return span
