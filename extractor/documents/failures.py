"""The record that stands in place of a result."""

from __future__ import annotations

from extractor.errors import ArticleError, ChipwireError
from extractor.schema import ArticleInfo, Failure, Problem

TITLES = {
    "unreadable": "The article could not be read",
    "bad-article": "The article could not be processed",
    "time-limit": "The article took too long",
    "crashed": "The process that read the article died",
    "internal": "The extractor failed on the article",
}


class TimeLimitError(ArticleError):
    """An article took longer than it may."""

    type = "time-limit"


class CrashError(ArticleError):
    """A process died on an article, twice."""

    type = "crashed"


def failure(id: str, error: Exception) -> Failure:
    """Return the record that says why the article `id` has no result.

    >>> failure("a.txt", TimeLimitError("more than 60 s")).error
    Problem(type='time-limit', title='The article took too long', detail='more than 60 s')
    """
    if isinstance(error, ChipwireError):
        problem_type, detail = error.type, str(error)
    else:
        problem_type, detail = "internal", f"{type(error).__name__}: {error}"
    title = TITLES.get(problem_type, TITLES["bad-article"])
    return Failure(article=ArticleInfo(id=id), error=Problem(type=problem_type, title=title, detail=detail))


def failure_line(failed: Failure) -> bytes:
    """Return the failure as a line of JSON: the article's id and the error, nothing else.

    >>> failure_line(failure("a.txt", TimeLimitError("more than 60 s")))[:28]
    b'{"article":{"id":"a.txt"},"e'
    """
    return failed.model_dump_json(exclude_unset=True).encode() + b"\n"
