"""What a noun phrase is called in an answer: the chip in it, its proper name, or the phrase without its trimmings."""

from __future__ import annotations

import re
from typing import Final

from extractor.linking.clauses import QUOTES, Clauses

_GENERATION: Final = re.compile(r"^(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)))$")
_MODEL: Final = re.compile(r"^[^a-z]*[A-Z]|^\d+\D*[A-Za-z]")
_PREPOSITIONS: Final = frozenset(["on", "in", "of", "inside", "for", "with", "using", "by"])
_WEAK: Final = frozenset(["new", "latest", "upcoming", "current", "recent", "forthcoming", "own", "previous", "original", "existing"])


def name_phrase(clauses: Clauses, start: int, end: int) -> str | None:
    """Return what the phrase is called; None for one that says nothing.

    A chip in it gives its canonical name, with its generation where that is all that tells two apart ("third-generation
    TPU"); else the run of capitalised words, without maker and generic noun; else the words themselves.
    """
    if start >= end:
        return None
    chips = clauses.chips_in(start, end)
    if chips:
        chip = chips[-1]
        generation = _generation(clauses, start, chip.start)
        return f"{generation} {chip.value.name}" if generation else str(chip.value.name)
    start = _behind_owner(clauses, start, end)
    proper = _proper(clauses, start, end)
    if proper:
        return clauses.reading.surface(*proper)
    start = _past_maker(clauses, start, end)
    return clauses.reading.surface(start, end) if start < end else None


def is_proper(clauses: Clauses, start: int, end: int) -> bool:
    """Does the phrase hold a capitalised name other than a company's?"""
    return _proper(clauses, _behind_owner(clauses, start, end), end) is not None


def _generation(clauses: Clauses, start: int, chip: int) -> str | None:
    words = clauses.words
    if chip - start >= 3 and words[chip - 1] in ("generation", "gen") and words[chip - 2] in "-‐‑–":
        ordinal = words[chip - 3]
        return f"{ordinal}-{words[chip - 1]}" if _GENERATION.match(ordinal) else None
    if chip - start >= 2 and words[chip - 1] in ("generation", "gen") and _GENERATION.match(words[chip - 2]):
        return f"{words[chip - 2]}-{words[chip - 1]}"
    return None


def _behind_owner(clauses: Clauses, start: int, end: int) -> int:
    """Drop "Nvidia's", "last year's" and "today's"."""
    for at in range(end - 2, start - 1, -1):
        if clauses.words[at] == "'s":
            return at + 1
    return start


def _past_maker(clauses: Clauses, start: int, end: int) -> int:
    at = start
    while at < end and (entity := clauses.names.get(at)) is not None and entity.label == "VENDOR":
        at = entity.end
    return at if at < end else start


def _proper(clauses: Clauses, start: int, end: int) -> tuple[int, int] | None:
    """The run of capitalised words and model numbers, generic nouns behind it left out."""
    start = _past_maker(clauses, start, end)
    first = next((at for at in range(start, end) if _is_name_word(clauses, at, start)), None)
    if first is None:
        return None
    last = max(at for at in range(first, end) if _is_name_word(clauses, at, start))
    while last > first and clauses.words[last] in clauses.sets.generic_head:
        last -= 1
    while last > first and not _is_name_word(clauses, last, start):
        last -= 1
    if last == first and clauses.words[first] in clauses.sets.generic_head:
        return None
    return first, last + 1


def _is_name_word(clauses: Clauses, at: int, start: int) -> bool:
    text = clauses.text(at)
    if text in QUOTES or not _MODEL.match(text):
        return False
    if clauses.words[at] in ("cpu", "gpu", "cpus", "gpus", "soc", "ai", "x86", "i", "isp", "npu", "npus", "pc", "pcs", "hdd", "ssd", "ssds"):
        return False
    if re.match(r"^\d+(?:nm|gb|mb|mm|w|bit|k|d|x|hz)$", clauses.words[at]):
        return False
    tokens = clauses.reading.tokens
    opens = at == tokens.sentence(at)[0]
    return not (opens and text[1:].islower() and (clauses.words[at] in clauses.sets.generic_head or at + 1 < len(clauses.words) and at == start and _common(clauses, at)))


def _common(clauses: Clauses, at: int) -> bool:
    """A capitalised word that opens a sentence before a lower-case noun is no name: "Existing chips"."""
    following = clauses.text(at + 1) if at + 1 < len(clauses.words) else ""
    return following.islower() and not clauses.is_verb(at + 1) and following.isalpha()
