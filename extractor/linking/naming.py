"""What a noun phrase is called in an answer: the chip in it, its proper name, or the phrase without its trimmings."""

from __future__ import annotations

import re
from typing import Final

from extractor.linking.clauses import BULLETS, QUOTES, Clauses, Span

_ORDINAL: Final = re.compile(
    r"^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))$"
)
_NAME: Final = re.compile(r"^[^a-z]*[A-Z]|^[a-z]+[A-Z]|^\d+\D*[A-Za-z]")
_MODEL: Final = re.compile(r"\d{3}")
_MEASURE: Final = re.compile(r"^\d[\d.,]*(?:nm|[kmgt]b|mm|w|bit|[kmt]|x|[mgk]?hz)$")
_NO_NAMES: Final = frozenset(
    "cpu gpu cpus gpus soc socs ai i isp npu npus pc pcs hdd ssd ssds led lcd vp ceo cto mhz ghz ipc tdp fps nm finfet".split()
)
_NO_NAMES_ALONE: Final = frozenset(["2d", "3d"])  # but a part of names
_ATTRIBUTIVE: Final = re.compile(r"^(?:[A-Z]{2,4}|L[1-4])$")  # "SD card", "L2 cache": no name without its noun
_KINDS: Final = frozenset("ethernet bluetooth android windows linux java python".split())
STANDING_ON: Final = frozenset(
    [("based", "on"), ("powered", "by"), ("equipped", "with"), ("built", "on"), ("built", "around")]
)
_GENERIC: Final = frozenset(
    "update version shift move switch use server system model chip processor service combination".split()
)
_OWNED_BY: Final = frozenset(
    ["on", "in", "inside", "of", "using", "with", "like", "to", "called", "named", "from", "for"]
)


def name_phrase(clauses: Clauses, start: int, end: int) -> str | None:
    """Return what the phrase is called; None for one that says nothing.

    A chip in it gives its canonical name, with its generation where that is all that tells two apart ("third-generation
    TPU"); else the run of capitalised words, without maker and generic noun; else the words themselves.
    """
    if start >= end:
        return None
    chips = clauses.chips_in(start, end)
    if chips:
        names = [str(chip.value.name) for chip in chips]
        name = next(
            (name for name in reversed(names) if _MODEL.search(name)), names[-1]
        )  # "the X 9755 Turin processor"
        generation = None if any(map(str.isdigit, name)) else _generation(clauses, start, chips[-1].start)
        return f"{generation} {name}" if generation else name
    behind = _behind_owner(clauses, start, end)
    if behind - start == 2 and clauses.words[behind:end] == ["law"]:
        return clauses.reading.surface(start, end)  # "Moore's law"
    proper = _proper(clauses, behind, end)
    if proper and proper[1] - proper[0] == 1 and _is_attributive(clauses, proper[0], end):
        return clauses.reading.surface(behind + (clauses.words[behind] == "new"), end)
    if proper is None and behind - start >= 2:
        if end - behind == 1 and (owned := _owner(clauses, behind - 2)) is not None:
            return clauses.reading.surface(max(start, owned), end)  # "Acme's chip", "last year's part"
        if (owner := _proper(clauses, start, behind - 1)) and not _is_maker(clauses, owner):
            return clauses.reading.surface(*owner)  # "Acme Cloud's computing"
    if proper is None and end - behind > 4 and clauses.words[behind][0].isdigit() and clauses.joined(behind + 1):
        behind += 3
    return clauses.reading.surface(*(proper or (behind, end)))


def _owner(clauses: Clauses, last: int) -> int | None:
    """Where the maker or the date that ends with the word `last` starts: without it, what it owns says nothing."""
    if maker := clauses.names.get(last):
        return maker.start
    first = last
    while first in clauses.dated:
        first -= 1
    return first + 1 if first < last else None


def _is_attributive(clauses: Clauses, at: int, end: int) -> bool:
    """Is the word an abbreviation that only tells what kind of thing the noun behind it is?"""
    noun = at + 1 < end and clauses.text(at + 1).islower() and clauses.text(at + 1).isalpha()
    kind = _ATTRIBUTIVE.match(clauses.text(at)) is not None or clauses.words[at] in _KINDS
    return noun and kind and at not in clauses.names


def name_with_rest(clauses: Clauses, start: int, end: int, limit: int) -> str | None:
    """The same, where a phrase that names nothing may go on to what it is of: "an update to X", "laptops using the Y"."""
    if start < end < limit and not is_proper(clauses, start, end) and clauses.words[end] in _OWNED_BY:
        inner = clauses.phrase_from(end + 1, limit)
        generic = clauses.words[end - 1] in _GENERIC or clauses.words[end - 1] in clauses.sets.chip_word
        named = clauses.words[end] in ("called", "named") and is_proper(clauses, *inner)
        if (
            (clauses.chips_in(*inner) and clauses.words[end - 1] != "generation")
            or named
            or (generic and is_proper(clauses, *inner))
        ):
            return name_phrase(clauses, *inner)
    if end + 2 < limit and tuple(clauses.words[end : end + 2]) in STANDING_ON:
        inner = clauses.phrase_from(end + 2, limit)
        if clauses.words[end - 1] in clauses.sets.generic_head and clauses.chips_in(*inner):
            return name_phrase(clauses, *inner)  # "systems based on the X"
    return name_phrase(clauses, start, end)


def is_proper(clauses: Clauses, start: int, end: int) -> bool:
    """Does the phrase hold a chip, or a capitalised name other than a company's?"""
    return bool(clauses.chips_in(start, end)) or _proper(clauses, _behind_owner(clauses, start, end), end) is not None


def _generation(clauses: Clauses, start: int, chip: int) -> str | None:
    words = clauses.words
    at = chip - 1
    if at <= start or words[at] not in ("generation", "gen"):
        return None
    before = at - 2 if words[at - 1] in "-‐‑–" else at - 1
    return f"{words[before]}-{words[at]}" if before >= start and _ORDINAL.match(words[before]) else None


def _behind_owner(clauses: Clauses, start: int, end: int) -> int:
    """Drop "Nvidia's", "last year's" and "today's"."""
    return next((at + 1 for at in range(end - 2, start, -1) if clauses.owns(at)), start)


def _is_maker(clauses: Clauses, owner: Span) -> bool:
    return any(at in clauses.names for at in range(*owner))


def _proper(clauses: Clauses, start: int, end: int) -> Span | None:
    """The run of capitalised words and model numbers, with maker and generic nouns left out."""
    names = [at for at in range(start, end) if is_name_word(clauses, at) and not _makes(clauses, at, end)]
    if not names or (len(names) == 1 and clauses.words[names[0]] in _NO_NAMES_ALONE):
        return None
    first, last = names[0], names[-1] + 1
    while last < end and (
        clauses.words[last].replace(".", "").isdigit()
        or (clauses.joined(last) and clauses.words[last + 1][:1].isdigit())
        or (last + 1 < end and clauses.words[last] in _NO_NAMES and clauses.words[last + 1][:1].isdigit())
    ):
        last += 1
    return first, last


def _makes(clauses: Clauses, at: int, end: int) -> bool:
    """Is the word a maker's name before what it makes: "the standard Acme instances"?"""
    maker = clauses.names.get(at)
    if maker is None or maker.label != "VENDOR" or maker.end >= end:
        return False
    return not clauses.words[maker.end].isdigit()  # "Intel 7" is a name


def is_name_word(clauses: Clauses, at: int) -> bool:
    text, word = clauses.text(at), clauses.words[at]
    if (
        text in QUOTES
        or not _NAME.match(text)
        or word in _NO_NAMES
        or _MEASURE.match(word)
        or (word in clauses.sets.before_noun and text != "One")
        or at in clauses.dated
    ):
        return False
    entity = clauses.names.get(at)
    behind = entity.end if entity is not None else at + 1
    if (
        behind + 1 < len(clauses.words)
        and clauses.joined(behind)
        and clauses.text(behind + 1).isalpha()
        and clauses.text(behind + 1).islower()
    ):
        return False  # "Intel-based", "4G-capable"
    opens = at == clauses.sentence_start(at) or (clauses.words[at - 1] in BULLETS and not clauses.joined(at - 1))
    if not opens or not text[1:].islower() or any(map(str.isdigit, text)):
        return True
    if word in clauses.sets.pointing_word or word in clauses.sets.generic_head:
        return False  # "New AI engines", "Memory"
    following = clauses.text(at + 1) if at + 1 < len(clauses.words) else ""
    return not (following.islower() and following.isalpha() and not clauses.is_verb(at + 1)) and not _is_hyphened(
        clauses, at
    )


def _is_hyphened(clauses: Clauses, at: int) -> bool:
    """ "End-to-end", but not "Wi-Fi"."""
    return at + 2 < len(clauses.words) and clauses.joined(at + 1) and clauses.text(at + 2).islower()
