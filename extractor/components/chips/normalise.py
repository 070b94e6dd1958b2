"""The value of a CHIP: which chip a name is, as the catalog or its grammar knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.catalog.records import ChipRecord, Evidence
from extractor.schema import Kind


@dataclass(frozen=True, slots=True, eq=False)
class ChipValue:
    """A chip by its canonical name.

    `record` is the catalog's, `model` what the grammar read behind the record's name, and `known` the record of that
    model, if there is one; `evidence` is what this way of writing it needs, None for nothing; `house` the id of the
    vendor's topmost parent.
    """

    name: str
    vendor: str | None = None
    kind: Kind | None = None
    record: ChipRecord | None = None
    model: str = ""
    evidence: Evidence | None = None
    house: str | None = None
    known: ChipRecord | None = None

    @property
    def id(self) -> str | None:
        record = self.known or self.record
        return record.id if record else None

    def fields(self) -> dict[str, Any]:
        """The attributes of the public model."""
        return {"id": self.id, "name": self.name, "vendor": self.vendor, "kind": self.kind}
