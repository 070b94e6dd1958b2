"""What a record must be beyond its shape: expressions that run in linear time, references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.catalog.records import ChipRecord, VendorRecord

_ESCAPES_AND_SETS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")


def check_record(record: VendorRecord | ChipRecord) -> str | None:
    """Return what is wrong with the record in itself, or None."""
    for name in (record.name, *record.aliases, *record.short):
        if name != name.strip() or not any(character.isalnum() for character in name):
            return f"the name {name!r} can't match; a name holds a letter or digit and no blanks around it"
    if isinstance(record, ChipRecord):
        for expression in (*record.models, *record.forms, *record.short_forms):
            if wrong := _check_expression(expression):
                return f"{expression!r} {wrong}"
        for key, template in (("canonical", record.canonical), ("form_canonical", record.form_canonical)):
            try:
                template.format(name="", model="", form="")
            except (KeyError, IndexError, ValueError):
                return f"{key}: {template!r} has a field that is none of {{name}}, {{model}}, {{form}}"
    return None


@cache  # a family's expression stands at many of its records
def _check_expression(expression: str) -> str | None:
    try:
        compiled = re.compile(expression)
    except re.error as error:
        return f"is no regular expression: {error}"
    if _UNBOUNDED.search(_ESCAPES_AND_SETS.sub("x", expression)):
        return "repeats without bound; write a bound, such as {1,4}, and \\+ for the sign"
    return "matches the empty text" if compiled.fullmatch("") else None


def certain_names(record: VendorRecord | ChipRecord) -> list[str]:
    """Return the names that stand for the record without any evidence; no other record may have them."""
    former = record.former if isinstance(record, VendorRecord) else ()
    names = [name for name in (record.name, *record.aliases, *former) if name not in record.short]
    asked = record.evidence is not None and not record.short and "alone" not in record.evidence.needs
    return [] if asked else names


def solid(name: str) -> str:
    """Return the name as it is looked up: in lower case, without blanks and hyphens.

    >>> solid("Cortex-A76") == solid("CORTEX A76")
    True
    """
    return re.sub(r"[\s-]", "", name.lower())


def check_references(
    record: VendorRecord | ChipRecord, vendors: Mapping[str, VendorRecord], chips: Mapping[str, ChipRecord]
) -> str | None:
    """Return what is wrong with the records that this one names, or None."""
    if isinstance(record, VendorRecord):
        return _check_chain(record, "parent", vendors)
    if record.vendor not in vendors:
        return f"vendor {record.vendor!r} is unknown; add it to patterns/vendors/, or write the id of a vendor there"
    return _check_chain(record, "family", chips) or _check_chain(record, "predecessor", chips)


def _check_chain(record: object, key: str, records: Mapping[str, object]) -> str | None:
    seen: list[str] = [getattr(record, "id")]  # noqa: B009 - both kinds of record have it
    while (following := getattr(record, key)) is not None:
        if following not in records:
            return f"{key} {following!r} is unknown; write the id of a record"
        if following in seen:
            return f"{key}: a cycle: {' > '.join([*seen, following])}"
        seen.append(following)
        record = records[following]
    return None
