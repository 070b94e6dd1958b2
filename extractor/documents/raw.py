"""An article as it lies in a file: found, not yet decoded or checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson

Form = Literal["text", "markdown", "html", "json", "record"]
Record = Mapping[str, Any]

MAX_ARTICLE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of a record, or of front matter, holds what. Of several names the first that is there counts.

    >>> Fields.named(text="body").text
    ('body',)
    """

    text: tuple[str, ...] = ("text",)
    title: tuple[str, ...] = ("title",)
    published: tuple[str, ...] = ("published", "date")
    id: tuple[str, ...] = ("id",)

    @classmethod
    def named(cls, **names: str | None) -> Fields:
        """Return the fields, with those given by name in place of the usual ones."""
        return cls(**{field: (name,) for field, name in names.items() if name is not None})

    @staticmethod
    def value(record: Record, names: tuple[str, ...]) -> Any:
        """Return what the first of the names holds in the record, `None` if none is there."""
        return next((record[name] for name in names if record.get(name) is not None), None)


USUAL_FIELDS = Fields()


@dataclass(frozen=True, slots=True)
class Raw:
    """One article before parsing: the bytes of a file, or the record of a file that holds many."""

    id: str
    form: Form
    data: bytes | Record
    url: str | None = None

    @property
    def size_bytes(self) -> int:
        """About how much memory it takes."""
        if isinstance(self.data, bytes):
            return len(self.data)
        return sum(len(value) for value in self.data.values() if isinstance(value, str))

    def fingerprint(self, salt: str = "") -> str:
        """Return 32 hexadecimal digits that change when anything read from the article changes.

        >>> Raw("a.txt", "text", b"one").fingerprint() == Raw("a.txt", "text", b"two").fingerprint()
        False
        """
        digest = hashlib.blake2b(f"{self.id}\0{self.form}\0{salt}\0".encode(), digest_size=16)
        digest.update(self.data if isinstance(self.data, bytes) else orjson.dumps(self.data, default=repr))
        return digest.hexdigest()
