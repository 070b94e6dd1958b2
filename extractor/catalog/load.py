"""The catalog: records of vendors and chips, checked as they load, and looked up by id, name and family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.catalog.check import certain_names, check_record, check_references, solid
from extractor.catalog.generations import Generations
from extractor.catalog.records import ChipFile, ChipRecord, VendorFile, VendorRecord
from extractor.errors import PatternError
from extractor.rules.layers import Layers
from extractor.rules.source import Source, check


class Catalog:
    """All records of the `vendors` and `chips` files among the sources, and the word lists (`macros` with `words`).

    A later folder adds records, overrides them by id and switches them off. A vendor that is switched off is no longer
    found, and its chips still name it. Raise PatternError, with file, line and record, for a record that is wrong: an id
    that is taken, an unknown vendor, parent, family or predecessor, a cycle, a bad expression.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._vendors: Layers[VendorRecord] = Layers("vendor")
        self._chips: Layers[ChipRecord] = Layers("chip")
        self._words: dict[str, frozenset[str]] = {}
        self._houses: dict[str | None, str | None] = {None: None}
        for source in sources:
            if isinstance(source.data, dict):
                self._read(source)
        records: list[VendorRecord | ChipRecord] = [*self._vendors.known.values(), *self._chips.known.values()]
        for record in records:
            if wrong := check_references(record, self._vendors.known, self._chips.known):
                raise self.error(record, wrong)
        self._chip_ids: dict[str, str] = {}
        for home, names in ((self._vendors, {}), (self._chips, self._chip_ids)):
            for record in home.entries.values():
                for name in certain_names(record):
                    if (other := names.setdefault(solid(name), record.id)) != record.id:
                        raise self.error(
                            record, f"{name!r} is the name of {other!r} too; one of them has to ask for evidence"
                        )
        self._generations = Generations(self.chips)

    def predecessor(self, name: str) -> str | None:
        """Return the canonical name of the generation before the chip of this canonical name, None where unknown."""
        return self._generations.predecessor(name)

    @property
    def vendors(self) -> Mapping[str, VendorRecord]:
        """The vendors that are looked for, by id."""
        return self._vendors.entries

    @property
    def chips(self) -> Mapping[str, ChipRecord]:
        """The chips that are looked for, by id."""
        return self._chips.entries

    def chip_named(self, name: str) -> ChipRecord | None:
        """Return the record whose name, however it is spaced, is sure to mean it."""
        known = self._chip_ids.get(solid(name))
        return self.chips[known] if known else None

    def words(self, name: str) -> frozenset[str]:
        """Return the words of the macro `name`, in lower case; none if no file defines it."""
        return self._words.get(name, frozenset())

    def vendor_name(self, vendor: str | None) -> str | None:
        """Return the usual short name of the vendor with this id."""
        return self._vendors.known[vendor].name if vendor else None

    def house(self, vendor: str | None) -> str | None:
        """Return the id of the topmost parent."""
        if vendor not in self._houses:
            assert vendor
            parent = self._vendors.known[vendor].parent
            self._houses[vendor] = self.house(parent) if parent else vendor
        return self._houses[vendor]

    def error(self, record: VendorRecord | ChipRecord, message: str) -> PatternError:
        """Return an error that names file, line and record."""
        home = self._vendors if isinstance(record, VendorRecord) else self._chips
        return PatternError(message, home.place(record.id), record.id)

    def _read(self, source: Source) -> None:
        data = source.data
        for name, macro in _mapping(data.get("macros")).items():
            words = _mapping(macro).get("words")
            if words:
                self._words[name] = frozenset(
                    str(w).lower() for w in (words.split() if isinstance(words, str) else words)
                )
        self._vendors.switch_off(source)
        self._chips.switch_off(source)
        for index, vendor in enumerate(check(source, VendorFile).vendors if "vendors" in data else ()):
            self._vendors.add(vendor.id, vendor, source, ("vendors", index))
            self._check(vendor)
        if "chips" in data:
            file = check(source, ChipFile)
            for index, chip in enumerate(file.chips):
                whole = chip if chip.vendor else chip.model_copy(update={"vendor": file.vendor})
                self._chips.add(chip.id, whole, source, ("chips", index))
                self._check(chip)

    def _check(self, record: VendorRecord | ChipRecord) -> None:
        if wrong := check_record(record):
            raise self.error(record, wrong)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
