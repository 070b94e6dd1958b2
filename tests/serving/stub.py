"""An extractor that loads at once and does what the text says: for tests of the processes around it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import ArticleError, PatternError
from extractor.schema import Article, ArticleInfo, Chip, Failure, Problem, Result


class StubExtractor:
    """Finds "Xeon"; "die", "hang" and "break" make it do so; "refuse" is an article that can't be processed."""

    def __init__(self, rules_version: str) -> None:
        self.rules_version = rules_version

    def extract(self, text: str, **given: Any) -> Result:
        _obey(text)
        chips = [
            Chip(start=m.start(), end=m.end(), text=m[0], name="Xeon", rule="stub") for m in re.finditer("Xeon", text)
        ]
        info = ArticleInfo(**given, words=len(text.split()))
        return Result(article=info, entities=chips, rules_version=self.rules_version, elapsed_ms=0.0)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Result | Failure]:
        for article in articles:
            try:
                yield self.extract(article.text, published=article.published, title=article.title, id=article.id)
            except ArticleError as error:
                problem = Problem(type=error.type, title="It can't be processed", detail=str(error))
                yield Failure(article=ArticleInfo(id=article.id), error=problem)


def load(rules: Any = ()) -> StubExtractor:
    """`rules` is a file with the version in it; a version "bad" does not load."""
    version = Path(rules).read_text(encoding="utf-8").strip() if rules else "stub-1"
    if version == "bad":
        raise PatternError("unknown key 'lable'")
    return StubExtractor(version)


def _obey(text: str) -> None:
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "hang":
        signal.pause()
    if text.startswith("break"):
        raise RuntimeError(text)
    if text == "refuse":
        raise ArticleError("it can't")
