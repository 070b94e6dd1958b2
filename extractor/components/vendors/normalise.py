"""The value of a VENDOR: which company a name is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.catalog.records import Evidence, VendorRecord


@dataclass(frozen=True, slots=True, eq=False)
class VendorValue:
    """A company by its usual short name; `evidence` is what this way of writing it needs, None for nothing; `house`
    the id of the topmost parent.
    """

    name: str
    role: str | None = None
    record: VendorRecord | None = None
    evidence: Evidence | None = None
    house: str | None = None

    @property
    def id(self) -> str | None:
        return self.record.id if self.record else None

    def fields(self) -> dict[str, Any]:
        """The attributes of the public model."""
        return {"id": self.id, "name": self.name, "role": self.role}
