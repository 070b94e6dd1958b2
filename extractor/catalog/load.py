"""The catalog: records of vendors and chips, checked as they load, and looked up by id."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.catalog.records import ChipFile, ChipRecord, VendorFile, VendorRecord
from extractor.rules.source import Source, check


class Catalog:
    """All records of the `vendors` and `chips` files among the sources."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.vendors: dict[str, VendorRecord] = {}
        self.chips: dict[str, ChipRecord] = {}
        for source in sources:
            keys = source.data.keys() if isinstance(source.data, dict) else ()
            if "vendors" in keys:
                self.vendors.update({record.id: record for record in check(source, VendorFile).vendors})
            if "chips" in keys:
                self.chips.update({record.id: record for record in check(source, ChipFile).chips})
