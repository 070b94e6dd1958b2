"""What the OpenAPI document says beyond what the routes tell: the bodies, which only the workers parse, and problems."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from extractor.schema import Chip, Date, Discarded, OwnEntity, Ratio, Vendor
from extractor.serving.problems import MEDIA_TYPE, ProblemDocument, ProblemType
from extractor.serving.requests import ArticleBody, BatchBody, ExplainBody, ExtractBody, Limits, Options

KEY_HEADER = "X-API-Key"
_UTF16 = {"type": "integer", "minimum": 0, "description": "In UTF-16 units; there if options.utf16 was set."}
_IN_PAGE = {
    "anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}],
    "description": "Where it stands in the HTML given; there if the article was given as html.",
}
_REF = "#/components/schemas/{model}"


def body(model: type[BaseModel]) -> dict[str, Any]:
    """Return what a route says of the body that it takes."""
    content = {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}
    return {"requestBody": {"required": True, "content": content}}


def problems(*kinds: ProblemType) -> dict[int | str, dict[str, Any]]:
    """Return what a route says of the problems that it answers.

    >>> sorted(problems(ProblemType.BUSY, ProblemType.RATE, ProblemType.INVALID))
    [422, 429]
    """
    content = {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model=ProblemDocument.__name__)}}}
    titles: dict[int, list[str]] = {}
    for kind in kinds:
        titles.setdefault(kind.status, []).append(kind.title)
    return {status: {"description": "; ".join(said), "content": content} for status, said in titles.items()}


def complete(document: dict[str, Any], limits: Limits, with_keys: bool) -> dict[str, Any]:
    """Add the schemas that `body` and `problems` refer to, the limits, and that a key is needed, where it is."""
    models = (ExtractBody, BatchBody, ExplainBody)
    _, bodies = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    _, answers = models_json_schema([(ProblemDocument, "serialization")], ref_template=_REF)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for definitions in (bodies["$defs"], answers["$defs"]):
        schemas.update((name, schema) for name, schema in definitions.items() if name not in schemas)
    for model in (ExtractBody, ArticleBody):
        for source in ("text", "html"):
            schemas[model.__name__]["properties"][source]["maxLength"] = limits.max_text_chars
    schemas[BatchBody.__name__]["properties"]["articles"]["maxItems"] = limits.max_batch_articles
    schemas[Options.__name__]["properties"]["rules"]["maxItems"] = limits.max_rules
    for entity in (Chip, Vendor, Ratio, Date, OwnEntity, Discarded):
        properties = schemas[entity.__name__]["properties"]
        properties |= dict.fromkeys(("start_utf16", "end_utf16"), _UTF16)
        properties |= dict.fromkeys(("html_start", "html_end"), _IN_PAGE)
    if with_keys:
        document["components"]["securitySchemes"] = {"key": {"type": "apiKey", "in": "header", "name": KEY_HEADER}}
        for path, operations in document["paths"].items():
            if path.startswith("/v1/"):
                for operation in operations.values():
                    operation["security"] = [{"key": []}]
    return document
