"""The companies that stretches of an article name."""

from __future__ import annotations

from extractor.linking.clauses import Clauses


def companies(clauses: Clauses, start: int, end: int) -> set[str]:
    """The companies that the words name, each by the first word of its name: a unit is its parent's."""
    names = (clauses.names.get(at) for at in range(start, end))
    return {first_word(str(name.value.name)) for name in names if name is not None and name.label == "VENDOR"}


def first_word(name: str) -> str:
    """Return what a company and its units have in common.

    >>> first_word("Google Cloud")
    'Google'
    """
    return name.split(" ", 1)[0]
