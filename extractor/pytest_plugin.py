"""Regression tests on annotated articles: `pytest --chipwire my_corpus/`, each article a test.

Known misses of an article (`known_misses` in its front matter) are expected to fail, and complain once they are gone.
`--chipwire-rules my_rules/` adds rules of your own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from extractor.evaluation.gold import Gold, KnownMiss
    from extractor.evaluation.report import Fault
    from extractor.pipeline import Extractor

_EXTRACTOR: pytest.StashKey[Extractor] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("chipwire")
    group.addoption("--chipwire", action="append", default=[], metavar="FOLDER", help="annotated articles to test")
    group.addoption("--chipwire-rules", action="append", default=[], metavar="FOLDER", help="rules of your own")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folders arguments, so that pytest collects them wherever they are."""
    config.args += [folder for folder in config.getoption("--chipwire") if folder not in config.args]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the .txt files below the folders."""
    folders = [Path(folder).resolve() for folder in parent.config.getoption("--chipwire")]
    if file_path.suffix == ".txt" and any(file_path.is_relative_to(folder) for folder in folders):
        return ArticleFile.from_parent(parent, path=file_path)
    return None


class ArticleFile(pytest.File):
    """An annotated article: a test for what must be right, and one for each known miss."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests; an article that does not parse is an error of collection."""
        from extractor.errors import GoldError
        from extractor.evaluation.gold import read

        try:
            gold = read(self.path)
        except GoldError as error:
            raise self.CollectError(str(error)) from error
        yield ArticleTest.from_parent(self, name="article", gold=gold)
        for miss in gold.known_misses:
            item = ArticleTest.from_parent(self, name=f"{miss.label} {miss.surface}", gold=gold, miss=miss)
            item.add_marker(pytest.mark.xfail(reason=miss.reason, strict=True, raises=FaultsError))
            yield item


class FaultsError(AssertionError):
    """What is wrong in an article, a line each."""


class ArticleTest(pytest.Item):
    """Compares what is found in an article with its annotation, but for known misses; or looks for one of those."""

    def __init__(self, *, gold: Gold, miss: KnownMiss | None = None, **about: Any) -> None:
        super().__init__(**about)
        self._gold, self._miss = gold, miss

    def runtest(self) -> None:
        """Raise FaultsError where something is wrong."""
        found = _faults(_extractor(self.config), self._gold)
        known = [self._miss] if self._miss else list(self._gold.known_misses)
        wrong = [fault for fault in found if any(_is_known(fault, miss) for miss in known) == bool(self._miss)]
        if wrong:
            raise FaultsError("\n".join(map(str, wrong)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the faults and nothing else."""
        if isinstance(excinfo.value, FaultsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the article is."""
        return self.path, 0, f"{self.path.stem}: {self.name}"


def _extractor(config: pytest.Config) -> Extractor:
    import extractor

    if _EXTRACTOR not in config.stash:
        config.stash[_EXTRACTOR] = extractor.load(config.getoption("--chipwire-rules"))
    return config.stash[_EXTRACTOR]


def _faults(chipwire: Extractor, gold: Gold) -> list[Fault]:
    from extractor.evaluation.report import faults
    from extractor.evaluation.score import judge

    article = gold.article
    return faults(gold, judge(gold, chipwire.extract(article.text, article.published, article.title, article.id)))


def _is_known(fault: Fault, miss: KnownMiss) -> bool:
    return (fault.label, fault.text) == (miss.label, miss.surface) and miss.attribute in (None, fault.attribute)
