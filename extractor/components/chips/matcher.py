"""Propose chips: those of the catalog, their model numbers by grammar, lists of them, and those found by their context."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import numpy as np
from spacy.tokenizer import Tokenizer

from extractor.catalog.index import HYPHENS, NameIndex
from extractor.catalog.load import Catalog
from extractor.catalog.records import ASKED_BY_RULE, ChipRecord, Evidence
from extractor.components.chips.grammar import Behind, Family, Forms, may_grow
from extractor.components.chips.normalise import ChipValue
from extractor.overlaps import spoken
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.rules.predicates import fold
from extractor.tokenizer import create_splitter
from extractor.tokens import CHIP_START, FORM_START, MODEL, Tokens, Word

_MODEL = re.compile(r"v\d{1,2}[a-z]?|[A-Z]{0,4}\d{3,5}[A-Z]{0,3}\d?\+?s?|[A-Z]{1,4}\d{1,2}[A-Z]?s?")
MOST_LISTED = 12
LONGEST_LETTERS = 2  # of a series: "HX"
_SUFFIX = re.compile(r"[A-Z]{1,3}")
CATALOG_RULE, GRAMMAR_RULE, FORM_RULE, LIST_RULE = "chips.catalog", "chips.grammar", "chips.form", "chips.list"


class ChipFinder:
    """Finds names of chips."""

    def __init__(self, catalog: Catalog, tokenizer: Tokenizer) -> None:
        self._index: NameIndex[tuple[Family, ChipValue]] = NameIndex(create_splitter(tokenizer))
        self._units = catalog.words("unit-behind")
        self._tiers = catalog.words("chip-head") | catalog.words("tier-behind")
        self._joints = catalog.words("list-joint")
        self._tokenizer = tokenizer
        self._families: dict[str, Family] = {}
        self._makers: dict[str, tuple[Family, ...]] = {}
        for record in catalog.chips.values():
            vendor, house = catalog.vendor_name(record.vendor), catalog.house(record.vendor)
            family = Family(record, vendor, house, catalog.chip_named)
            self._families[record.id] = family
            try:
                self._add(record, family)
            except ValueError as error:
                raise catalog.error(record, str(error)) from error
        self._forms = Forms(self._families.values())

    def flags(self, text: str) -> int:
        """CHIP_START if a name may start with the word, FORM_START if it may be a name by its form, MODEL if a bare number."""
        start = (CHIP_START if self._index.starts(text) else 0) | (FORM_START if self._forms.starts(text) else 0)
        return start | (MODEL if _MODEL.fullmatch(text) else 0)

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the candidates, in order of their start."""
        found = self._of_catalog(reading.tokens)
        return found + [self._in_context(reading, match) for match in spoken(reading, "CHIP")]

    def families_of(self, record: ChipRecord) -> tuple[Family, ...]:
        """Return the families by whose grammar the record's name is made: for the GeForce RTX 4080, GeForce RTX."""
        families = self._makers.get(record.id)
        if families is None:
            own = self._families[record.id]
            found = self._of_catalog(self._read(record.name))
            grown = [self._families[c.value.record.id] for c in found if c.rule == GRAMMAR_RULE and c.start == 0]
            families = self._makers[record.id] = tuple(dict.fromkeys([own, *grown] if own.grows else grown))
        return families

    def _read(self, name: str) -> Tokens:
        doc = self._tokenizer(name)
        words = [Word(token.text, fold(token.text), 0, 0 if token.i else CHIP_START) for token in doc]
        return Tokens(name, words, [token.idx for token in doc], np.array([word.flags for word in words], np.uint32))

    def _in_context(self, reading: Reading, match: Match) -> Candidate:
        """A chip that only a rule knows."""
        asked = ASKED_BY_RULE.get(match.rule.rule.value)
        value = ChipValue(reading.surface(match.start, match.end), evidence=asked)
        return Candidate("CHIP", match.start, match.end, match.rule.id, value)

    def _add(self, record: ChipRecord, family: Family) -> None:
        plain = family.plain
        for name in (record.name, *record.aliases):
            if name not in record.short:
                self._index.add(name, (family, plain), record.case, family.grows, plural=True)
        asked = ChipValue(record.name, family.vendor, record.kind, record, "", record.evidence, family.house)
        for name in record.short:
            self._index.add(name, (family, asked), record.case, family.grows, plural=True)

    def _of_catalog(self, tokens: Tokens) -> list[Candidate]:
        words = tokens.words
        found: list[Candidate] = []
        for first, end, cut, (family, value) in self._index.scan(tokens, CHIP_START):
            if end - first > 1 and _is_series(words, end):
                continue
            grown = None
            if family.grows and (cut or may_grow(tokens, first, end)):
                grown = family.read(Behind(tokens, end, cut, words[first].text.islower()))
            if grown and not self._counts(tokens, grown[0], grown[1].model):
                if tokens.words[grown[0] - 1].text.endswith("."):
                    tokens.cut_stop(grown[0] - 1)
                found.append(Candidate("CHIP", first, grown[0], GRAMMAR_RULE, grown[1]))
                self._list_on(tokens, grown[0], family, found, grown[1].evidence)
                self._suffix_on(tokens, grown[0], grown[1], found)
                if grown[1].evidence is None:
                    continue
            if not cut:
                found.append(Candidate("CHIP", first, end, CATALOG_RULE, value))
                if end < len(words) and words[end].lower in self._joints and value.record:
                    for maker in self.families_of(value.record):
                        self._list_on(tokens, end, maker, found, value.evidence)
        brands = {one.end: one for one in found if one.rule == CATALOG_RULE and one.value.record.level == "family"}
        for first in tokens.where(FORM_START):
            if form := self._forms.find(tokens, first):
                brand = brands.get(first)
                start = brand.start if brand and _is_brand_of(brand.value.record, form[1].record) else first
                found.append(Candidate("CHIP", start, form[0], FORM_RULE, form[1]))
                self._suffix_on(tokens, form[0], form[1], found)
        return found

    def _list_on(
        self, tokens: Tokens, end: int, family: Family, found: list[Candidate], asked: Evidence | None
    ) -> None:
        """Read the other models of a list: "RTX 4080, 4070 Ti and 4070", "Core i5/i7"; they need what its first is `asked`."""
        words, count = tokens.words, len(tokens.words)
        for _ in range(MOST_LISTED):
            at = end
            while at < count and at - end < 3 and words[at].lower in self._joints:
                at += 1
            grown = family.read(Behind(tokens, at)) if end < at < count else None
            if not grown or self._counts(tokens, grown[0], grown[1].model, words[at - 1].text):
                return
            end, value = grown
            value = replace(value, evidence=asked) if asked else value
            found.append(Candidate("CHIP", at, end, LIST_RULE, value))

    def _suffix_on(self, tokens: Tokens, end: int, value: ChipValue, found: list[Candidate]) -> None:
        """Read "/KF" behind "i9-14900K"."""
        words = tokens.words
        if end + 1 < len(words) and words[end].text == "/" and _SUFFIX.fullmatch(words[end + 1].text):
            family = self._families[value.record.id] if value.record else None
            model = value.model.rstrip(string.ascii_letters) + words[end + 1].text
            if family and model != value.model:
                other = self._forms.value(model) or family.value(model)
                found.append(Candidate("CHIP", end + 1, end + 2, LIST_RULE, other))

    def _counts(self, tokens: Tokens, end: int, model: str, joint: str = "") -> bool:
        """Is the number behind a name, or behind the `joint` of a list, no model number but a count: "8 times", "8-core",
        "and 3 others"?
        """
        words = tokens.words
        if not model.isdigit() or end >= len(words):
            return False
        behind = words[end].lower
        if behind == "-" and end + 1 < len(words):
            behind = words[end + 1].lower
        if behind in self._units:
            return True
        if not joint or joint == "/" or len(model) > 2 or not behind.isalpha() or behind in self._tiers:
            return False
        goes_on = behind in self._joints and end + 1 < len(words) and len(words[end + 1].text) == len(model)
        return not (goes_on and words[end + 1].text.isdigit())


def _is_series(words: list[Word], end: int) -> bool:
    """Does the name end with the letter of a series: "Whiskey Lake U-series"?"""
    if end + 1 >= len(words) or words[end].text not in HYPHENS or words[end + 1].lower != "series":
        return False
    return (
        len(words[end - 1].text) <= LONGEST_LETTERS and words[end - 1].text.isalpha() and words[end - 2].text.isalpha()
    )


def _is_brand_of(brand: ChipRecord, model: ChipRecord | None) -> bool:
    """Are "Tegra" and "T239" one name? Brand and number are, an architecture and a chip are not."""
    return model is not None and brand.id in (model.id, model.family)
