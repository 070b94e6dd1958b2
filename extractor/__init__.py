"""chipwire: chip names, vendors, performance ratios and dates in technology news, by rules.

>>> import extractor
>>> chipwire = extractor.load()
>>> result = chipwire.extract("Intel sells it.", published="2024-06-03")
>>> result.article.words
3
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

_HOMES = {
    "Extractor": "extractor.pipeline",
    **dict.fromkeys(
        [
            "Article",
            "Chip",
            "ChipFacts",
            "Date",
            "Entity",
            "Event",
            "Failure",
            "OwnEntity",
            "Ratio",
            "Result",
            "Vendor",
        ],
        "extractor.schema",
    ),
    **dict.fromkeys(
        ["ArticleError", "ChipwireError", "GoldError", "PatternError", "ReadError", "SettingsError"], "extractor.errors"
    ),
    "json_schema": "extractor.schema",
    "read_articles": "extractor.documents.read",
    "write_results": "extractor.documents.writers",
}
__all__ = ["load", *_HOMES]  # noqa: PLE0604 - the names are strings


def load(rules: str | Path | Iterable[str | Path] = ()) -> Extractor:
    """Compile the rules and the catalog; do it once and keep the extractor.

    `rules` is a folder of your own rules (or several), which add to the built-in ones, override them by id and switch
    them off; so does the folder that the environment variable CHIPWIRE_RULES names. Raise PatternError, with file and
    line, for a rule or record that is wrong. The first load of a process ends with `gc.freeze()`.
    """
    with _collector_paused():
        from extractor.pipeline import Extractor
        from extractor.settings import rule_folders

        return Extractor(rule_folders([rules] if isinstance(rules, str | Path) else rules))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """What loading makes stays: to look for garbage in it, again and again as it grows, takes a tenth of the time.

    To look through it later takes a third of the time of a first reading. So what the first load of a process made is
    frozen (see `gc.freeze`), with all that was there before; what later ones make is freed like anything else.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        if not gc.get_freeze_count():
            gc.freeze()
    finally:
        if was_on:
            gc.enable()


def __getattr__(name: str) -> Any:
    # The names' homes import spaCy or pydantic: nobody pays for what they don't use.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
