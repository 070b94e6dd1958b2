"""From a body to an article: text as it is; of a page, the text, title and date that are found in it."""

from __future__ import annotations

from extractor.documents.parse import parse
from extractor.documents.raw import Raw
from extractor.schema import Article, ArticleInfo, Failure, Problem
from extractor.serving.requests import ArticleBody


def to_article(body: ArticleBody) -> Article:
    """Return what the extractor takes. Raises `ReadError` for a page with no article in it."""
    if not body.is_page:
        return Article(text=body.text, title=body.title, published=body.published, id=body.id)
    page = parse(Raw(body.id or "", "html", body.html.encode("utf-8", "replace"))).article
    title, published = body.title or page.title, body.published or page.published
    return Article(text=page.text, title=title, published=published, id=body.id)


def failed(body: ArticleBody, kind: str, title: str, detail: str) -> Failure:
    """Return the answer in place of a result."""
    about = ArticleInfo(id=body.id, title=body.title, published=body.published)
    return Failure(article=about, error=Problem(type=kind, title=title, detail=detail))
