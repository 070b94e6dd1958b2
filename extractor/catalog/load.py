"""The catalog: records of vendors and chips, checked as they load, and looked up by id, name and family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.catalog.check import check_record, check_references
from extractor.catalog.generations import Generations
from extractor.catalog.records import ChipFile, ChipRecord, VendorFile, VendorRecord
from extractor.errors import PatternError, Place
from extractor.rules.source import Source, check, line_of


class Catalog:
    """All records of the `vendors` and `chips` files among the sources, and the word lists (`macros` with `words`).

    A later file may leave out records of earlier ones with `off`. Raise PatternError, with file, line and record, for a
    record that is wrong: an id that is taken, an unknown vendor, parent, family or predecessor, a cycle, a bad expression.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self.vendors: dict[str, VendorRecord] = {}
        self.chips: dict[str, ChipRecord] = {}
        self._homes: dict[str, tuple[Path, str, int]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._houses: dict[str | None, str | None] = {None: None}
        for source in sources:
            if isinstance(source.data, dict):
                self._read(source)
        records: list[VendorRecord | ChipRecord] = [*self.vendors.values(), *self.chips.values()]
        for record in records:
            if wrong := check_references(record, self.vendors, self.chips):
                raise self.error(record, wrong)
        self._generations = Generations(self.chips)

    def predecessor(self, name: str) -> str | None:
        """Return the canonical name of the generation before the chip of this canonical name, None where unknown."""
        return self._generations.predecessor(name)

    def words(self, name: str) -> frozenset[str]:
        """Return the words of the macro `name`, in lower case; none if no file defines it."""
        return self._words.get(name, frozenset())

    def vendor_name(self, vendor: str | None) -> str | None:
        """Return the usual short name of the vendor with this id."""
        return self.vendors[vendor].name if vendor else None

    def house(self, vendor: str | None) -> str | None:
        """Return the id of the topmost parent."""
        if vendor not in self._houses:
            assert vendor
            parent = self.vendors[vendor].parent
            self._houses[vendor] = self.house(parent) if parent else vendor
        return self._houses[vendor]

    def same_house(self, one: str | None, other: str | None) -> bool:
        """Are the vendors the same, or units of the same parent?"""
        return one is not None and self.house(one) == self.house(other)

    def error(self, record: VendorRecord | ChipRecord, message: str) -> PatternError:
        """Return an error that names file, line and record."""
        path, key, index = self._homes[record.id]
        return PatternError(message, Place(path, line_of(path, (key, index))), record.id)

    def _read(self, source: Source) -> None:
        data = source.data
        for name, macro in _mapping(data.get("macros")).items():
            words = _mapping(macro).get("words")
            if words:
                self._words[name] = frozenset(
                    str(w).lower() for w in (words.split() if isinstance(words, str) else words)
                )
        for identity in data.get("off") or ():
            self.vendors.pop(identity, None)
            self.chips.pop(identity, None)
            self._homes.pop(identity, None)
        if "vendors" in data:
            for index, vendor in enumerate(check(source, VendorFile).vendors):
                self._add(vendor, source.path, "vendors", index)
                self.vendors[vendor.id] = vendor
        if "chips" in data:
            file = check(source, ChipFile)
            for index, chip in enumerate(file.chips):
                self._add(chip, source.path, "chips", index)
                self.chips[chip.id] = chip if chip.vendor else chip.model_copy(update={"vendor": file.vendor})

    def _add(self, record: VendorRecord | ChipRecord, path: Path, key: str, index: int) -> None:
        taken = self._homes.get(record.id)
        if taken and taken[1] == key:
            where = Place(path, line_of(path, (key, index)))
            raise PatternError(f"the id is taken by a record in {taken[0]}; ids are unique", where, record.id)
        self._homes[record.id] = path, key, index
        if wrong := check_record(record):
            raise self.error(record, wrong)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
