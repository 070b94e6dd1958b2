"""Folders in layers: a later folder adds to the earlier ones, overrides by id, and switches off by id."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Generic, TypeVar

from extractor.errors import PatternError, Place
from extractor.rules.source import Location, Source, line_of

T = TypeVar("T")
KINDS: Final = ("rules", "vendors", "chips", "metrics")


class Layers(Generic[T]):
    """Entries by id, in the order in which their ids first came. One of a later folder takes the place of an earlier one's.

    `entries` are those that count, `known` those that were switched off too.

    >>> layers: Layers[str] = Layers("rule")
    >>> first, later = Source(Path("a/x.yaml"), None, Path("a")), Source(Path("b/x.yaml"), None, Path("b"))
    >>> layers.add("dates.day", "a day", first, ("rules", 0))
    >>> layers.add("dates.day", "another day", later, ("rules", 0))
    >>> layers.entries
    {'dates.day': 'another day'}
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self.entries: dict[str, T] = {}
        self.known: dict[str, T] = {}
        self._homes: dict[str, tuple[Source, Location]] = {}

    def add(self, id: str, entry: T, source: Source, location: Location) -> None:
        """Add an entry; raise PatternError if its own folder has the id already."""
        home = self._homes.get(id)
        if home and home[0].folder == source.folder:
            message = f"the id is taken by a {self._what} in {home[0].path}; ids are unique in a folder"
            raise PatternError(message, Place(source.path, line_of(source.path, location)), id)
        self.entries[id] = self.known[id] = entry
        self._homes[id] = source, location

    def switch_off(self, source: Source) -> None:
        """Leave out the entries of earlier folders that a file switches off."""
        for id in switched_off(source):
            if id in self._homes and self._homes[id][0].folder != source.folder:
                self.entries.pop(id, None)

    def place(self, id: str) -> Place:
        """The file and line of an entry."""
        source, location = self._homes[id]
        return Place(source.path, line_of(source.path, location))


def switched_off(source: Source) -> Sequence[str]:
    """The ids that a file switches off."""
    found = source.data.get("off") if isinstance(source.data, dict) else None
    return [str(id) for id in found] if isinstance(found, list) else []


def check_off(sources: Sequence[Source]) -> None:
    """Raise PatternError if a file switches off what no earlier folder defines."""
    known: dict[str, Path] = {}
    for source in sources:
        known |= {id: source.folder for id in _ids(source) if id not in known}
    for source in sources:
        for index, id in enumerate(switched_off(source)):
            if known.get(id, source.folder) == source.folder:
                near = difflib.get_close_matches(id, known)
                message = f"off: no rule, vendor, chip or metric of an earlier folder has the id {id!r}"
                message += f"; near it: {', '.join(near)}" if near else ""
                raise PatternError(message, Place(source.path, line_of(source.path, ("off", index))))


def _ids(source: Source) -> Iterator[str]:
    for kind in KINDS if isinstance(source.data, dict) else ():
        entries = source.data.get(kind)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and "id" in entry:
                yield str(entry["id"])
