"""What a request may ask of its results beyond the usual: only some labels, and other kinds of offsets."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import orjson

from extractor.schema import Article, Result
from extractor.serving.places import Places
from extractor.serving.requests import ArticleBody, Options

Json = dict[str, Any]


def write(result: Result, article: Article, body: ArticleBody, options: Options | None) -> bytes:
    """Return the result as JSON, as the body and the options want it."""
    labels, utf16 = (options.labels, options.utf16) if options else ([], False)
    if not (labels or utf16 or body.is_page):
        return result.__pydantic_serializer__.to_json(result)
    written: Json = result.model_dump(mode="json")
    if labels:
        _keep(written, frozenset(labels))
    if utf16:
        _add_utf16(_found(written), article)
    if body.is_page:
        _add_page(written, article, body)
    return orjson.dumps(written)


def _keep(result: Json, labels: frozenset[str]) -> None:
    """Leave out the entities of other labels, and what hangs on them alone; the indexes of the rest are set anew."""
    kept = [index for index, entity in enumerate(result["entities"]) if entity["label"] in labels]
    place = {index: at for at, index in enumerate(kept)}
    result["entities"] = [result["entities"][index] for index in kept]
    for holder in (*result["chips"], *result["events"]):
        for part in holder.keys() & {"entities", "claims", "compared"}:
            holder[part] = [place[index] for index in holder[part] if index in place]
    result["chips"] = [chip for chip in result["chips"] if chip["entities"]]
    if "discarded" in result:
        result["discarded"] = [one for one in result["discarded"] if one["label"] in labels]


def _found(result: Json) -> list[Json]:
    """All that has a place: the entities, and what was discarded."""
    return [*result["entities"], *result.get("discarded", ())]


def _add_utf16(entities: list[Json], article: Article) -> None:
    fields = {"title": article.title or "", "text": article.text}
    wide = {field: [at for at, char in enumerate(text) if char > "\uffff"] for field, text in fields.items()}
    for entity in entities:
        places = wide[entity["field"]]
        for part in ("start", "end"):
            entity[f"{part}_utf16"] = entity[part] + bisect_left(places, entity[part])


def _add_page(result: Json, article: Article, body: ArticleBody) -> None:
    """Add the text that was found in the page, and where in the page's HTML each entity stands."""
    result["article"]["text"] = article.text
    fields = {"title": Places(body.html, article.title or ""), "text": Places(body.html, article.text)}
    for entity in _found(result):
        place = fields[entity["field"]].find(entity["start"], entity["end"])
        entity["html_start"], entity["html_end"] = place or (None, None)
