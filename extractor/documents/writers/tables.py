"""Records as rows of flat tables. The columns and their types are a promise: they are added to, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from extractor.documents.records import Record, text_of
from extractor.documents.sentences import sentence_around

ColumnType = Literal["string", "int64", "float64", "date"]
Row = dict[str, Any]

TABLES: dict[str, dict[str, ColumnType]] = {
    "articles": {
        "article_id": "string",
        "title": "string",
        "published": "date",
        "published_from": "string",
        "words": "int64",
        "fingerprint": "string",
        "rules_version": "string",
        "error_type": "string",
        "error_detail": "string",
    },
    "entities": {
        "article_id": "string",
        "entity": "int64",
        "label": "string",
        "field": "string",
        "start": "int64",
        "end": "int64",
        "text": "string",
        "id": "string",
        "name": "string",
        "vendor": "string",
        "kind": "string",
        "value": "string",
        "first_day": "date",
        "last_day": "date",
        "factor": "float64",
        "factor_max": "float64",
        "metric": "string",
        "rule": "string",
    },
    "claims": {
        "article_id": "string",
        "published": "date",
        "entity": "int64",
        "subject": "string",
        "baseline": "string",
        "factor": "float64",
        "factor_max": "float64",
        "metric": "string",
        "hedge": "string",
        "status": "string",
        "source": "string",
        "text": "string",
        "sentence": "string",
        "rule": "string",
    },
    "chips": {
        "article_id": "string",
        "published": "date",
        "chip_id": "string",
        "name": "string",
        "vendor": "string",
        "kind": "string",
        "mentions": "int64",
        "claims": "int64",
        "compared": "int64",
    },
    "events": {
        "article_id": "string",
        "published": "date",
        "chip": "string",
        "event": "string",
        "date": "string",
    },
}


def rows(record: Record) -> Iterator[tuple[str, Row]]:
    """Yield the table and the row for all that a record says. A column that it says nothing of is `None`."""
    yield "articles", _article(record)
    if "error" in record:
        return
    about = record["article"]
    shared = {"article_id": about["id"], "published": about["published"]}
    for index, entity in enumerate(record["entities"]):
        yield "entities", _row("entities", {**entity, "article_id": about["id"], "entity": index})
        if entity["label"] == "RATIO" and entity["subject"] is not None:
            yield "claims", _row("claims", {**entity, **shared, "entity": index, "sentence": _sentence(record, entity)})
    for chip in record["chips"]:
        counts = {"mentions": len(chip["entities"]), "claims": len(chip["claims"]), "compared": len(chip["compared"])}
        yield "chips", _row("chips", {**chip, **shared, **counts, "chip_id": chip["id"]})
    for event in record["events"]:
        yield "events", _row("events", {**event, **shared})


def _article(record: Record) -> Row:
    error = record.get("error") or {}
    about = {**record["article"], "article_id": record["article"]["id"], "rules_version": record.get("rules_version")}
    return _row("articles", {**about, "error_type": error.get("type"), "error_detail": error.get("detail")})


def _row(table: str, values: Row) -> Row:
    return {column: values.get(column) for column in TABLES[table]}


def _sentence(record: Record, entity: Row) -> str | None:
    if record["article"].get("text") is None:
        return None
    text, begins = text_of(record)
    offset = begins[entity["field"]]
    return sentence_around(text, offset + entity["start"], offset + entity["end"])
