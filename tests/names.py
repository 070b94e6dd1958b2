"""Names that chipwire finds in a sentence, marked in it: `⟨chip⟩` and `[vendor]`."""

from __future__ import annotations

import re
from functools import cache

import extractor
from extractor.pipeline import Extractor

BRACKETS = {"CHIP": "⟨⟩", "VENDOR": "[]"}


@cache
def chipwire() -> Extractor:
    return extractor.load()


def bare(marked: str) -> str:
    return re.sub(r"[⟨⟩\[\]]", "", marked)


def mark(text: str) -> str:
    """The text with every chip and vendor marked."""
    for entity in sorted(chipwire().extract(text).entities, key=lambda entity: -entity.start):
        if brackets := BRACKETS.get(entity.label):
            text = f"{text[: entity.start]}{brackets[0]}{entity.text}{brackets[1]}{text[entity.end :]}"
    return text


def values(text: str, label: str = "CHIP") -> list[tuple[str, ...]]:
    """Surface, name and (of a chip) vendor of each entity with the label."""
    found = [entity for entity in chipwire().extract(text).entities if entity.label == label]
    return [(e.text, e.name, e.vendor) if label == "CHIP" else (e.text, e.name) for e in found]
