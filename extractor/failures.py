"""The record that stands in place of a result."""

from __future__ import annotations

from typing import Any

from extractor.errors import ChipwireError
from extractor.schema import ArticleInfo, Failure, Problem


def failure(id: str | None, error: Exception, **about: Any) -> Failure:
    """Return the record that says why the article `id` has no result; `about` is what else is known of the article.

    >>> from extractor.errors import TimeLimitError
    >>> failure("a.txt", TimeLimitError("more than 60 s")).error
    Problem(type='time-limit', title='The article took too long', detail='more than 60 s')
    """
    if isinstance(error, ChipwireError):
        problem = Problem(type=error.type, title=error.title, detail=str(error))
    else:
        problem = Problem(type="internal", title=ChipwireError.title, detail=f"{type(error).__name__}: {error}")
    return Failure(article=ArticleInfo(id=id, **about), error=problem)


def failure_line(failed: Failure) -> bytes:
    """Return the failure as a line of JSON: the article's id and the error, nothing else.

    >>> failure_line(failure("a.txt", ValueError("no")))[:28]
    b'{"article":{"id":"a.txt"},"e'
    """
    return failed.model_dump_json(exclude_unset=True).encode() + b"\n"
