"""Every exception chipwire raises on purpose, as one tree.

ChipwireError
├── PatternError        a file in patterns/ (or a user's own rules) is wrong: file, line, rule, what is allowed
├── ArticleError        an article can't be processed: too long, no date where one is given, ...
│   ├── ReadError       a file can't be read as an article
│   ├── TimeLimitError  it took longer than it may
│   └── CrashError      a process died on it, twice
├── GoldError           an annotated article does not parse
├── VersionError        a version of the rules to compare can't be found or does not run
└── SettingsError       a setting has a value that is not allowed
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class ChipwireError(Exception):
    """The root: catch it to catch all that chipwire raises on purpose.

    `type` is stable, for programs; `title` says the same to people. The message says what exactly was wrong.
    """

    type = "error"
    title = "The extractor failed on the article"


class PatternError(ChipwireError):
    """A rule, a macro or a catalog record is wrong.

    >>> print(PatternError("unknown key 'lable'", where=Place(Path("patterns/dates/x.yaml"), 3), rule="dates.x"))
    patterns/dates/x.yaml:3: rule 'dates.x': unknown key 'lable'
    """

    type = "bad-pattern"
    title = "A rule or a record is wrong"

    def __init__(self, message: str, where: Place | None = None, rule: str | None = None) -> None:
        self.message, self.where, self.rule = message, where, rule
        parts = [str(where)] if where else []
        parts += [f"rule {rule!r}"] if rule else []
        super().__init__(": ".join([*parts, message]))


class ArticleError(ChipwireError):
    """An article can't be processed."""

    type = "bad-article"
    title = "The article could not be processed"


class ReadError(ArticleError):
    """A file can't be read as an article."""

    type = "unreadable"
    title = "The article could not be read"


class TimeLimitError(ArticleError):
    """An article took longer than it may."""

    type = "time-limit"
    title = "The article took too long"


class CrashError(ArticleError):
    """A process died on an article, twice."""

    type = "crashed"
    title = "The process that read the article died"


class GoldError(ChipwireError):
    """An annotated article does not parse."""

    type = "bad-annotation"
    title = "An annotated article does not parse"


class VersionError(ChipwireError):
    """A version of the rules can't be found or does not run."""

    type = "bad-version"
    title = "A version of the rules is not there or does not run"


class SettingsError(ChipwireError):
    """A setting has a value that is not allowed."""

    type = "bad-setting"
    title = "A setting has a value that is not allowed"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"
