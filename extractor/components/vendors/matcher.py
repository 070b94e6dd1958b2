"""Propose vendors: those of the catalog, and those that a rule finds by their context."""

from __future__ import annotations

from spacy.tokenizer import Tokenizer

from extractor.catalog.index import HYPHENS, NameIndex
from extractor.catalog.load import Catalog
from extractor.catalog.records import ASKED_BY_RULE, Case, VendorRecord
from extractor.components.vendors.normalise import VendorValue
from extractor.overlaps import spoken
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.tokenizer import create_splitter
from extractor.tokens import VENDOR_START, Tokens, Word

CATALOG_RULE = "vendors.catalog"
MOST_WORDS = 3  # between a name and its legal form: "Semiconductor Technology"


class VendorFinder:
    """Finds names of companies, with the legal form that follows them."""

    def __init__(self, catalog: Catalog, tokenizer: Tokenizer) -> None:
        self._index: NameIndex[VendorValue] = NameIndex(create_splitter(tokenizer))
        self._legal = catalog.words("legal-form")
        self._words, self._ends = catalog.words("company-word"), catalog.words("legal-end")
        self._going_on = self._legal | self._words | {","}
        self._cities = catalog.words("company-city")
        self._common = catalog.words("common-first") | self._words
        self._certain: dict[str, VendorValue] = {}
        for record in catalog.vendors.values():
            try:
                self._add(record, catalog.house(record.id))
            except ValueError as error:
                raise catalog.error(record, str(error)) from error

    def flags(self, text: str) -> int:
        """VENDOR_START if a name may start with the word."""
        return VENDOR_START if self._index.starts(text) else 0

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the candidates, in order of their start, then of their end."""
        tokens = reading.tokens
        words, count = tokens.words, len(tokens.words)
        found = []
        for first, end, _, value in self._index.scan(tokens, VENDOR_START):
            if end < count and words[end].lower in self._going_on:
                name_end, end = end, self._legal_end(tokens, end)
                value = self._certain[value.name] if end > name_end else value
                if end > name_end and first and words[first - 1].lower in self._cities:
                    first -= 1
            found.append(Candidate("VENDOR", first, end, CATALOG_RULE, value))
        return found + [self._in_context(reading, match) for match in spoken(reading, "VENDOR")]

    def _in_context(self, reading: Reading, match: Match) -> Candidate:
        """A company that only a rule knows; its name goes without the legal form."""
        words, end = reading.tokens.words, match.end
        while end > match.start + 1 and (words[end - 1].lower in self._legal or words[end - 1].text == ","):
            end -= 1
        asked = ASKED_BY_RULE.get(match.rule.rule.value)
        value = VendorValue(reading.surface(match.start, end), evidence=asked)
        return Candidate("VENDOR", match.start, match.end, match.rule.id, value)

    def _add(self, record: VendorRecord, house: str | None) -> None:
        role = record.roles[0] if record.roles else None
        self._certain[record.name] = VendorValue(record.name, role, record, None, house)
        plain = VendorValue(record.name, role, record, None if record.short else record.evidence, house)
        for name in (record.name, *record.aliases, *record.former):
            if name not in record.short:
                self._index.add(name, plain, self._case(name, record))
        asked = VendorValue(record.name, role, record, record.evidence, house)
        for name in record.short:
            self._index.add(name, asked, self._case(name, record))

    def _case(self, name: str, record: VendorRecord) -> Case:
        """A name of common words, such as "Open AI", has capitals: in lower case it would be tried at every such word."""
        first, *others = name.lower().split()
        return (
            "capital" if others and record.case == "any" and (first in self._common or len(first) < 4) else record.case
        )

    def _is_joined(self, words: list[Word], at: int) -> bool:
        """Does a hyphen stand here: "Acme Co-Founder"?"""
        return at < len(words) and words[at].text in HYPHENS

    def _legal_end(self, tokens: Tokens, end: int) -> int:
        """Return where the name ends with its legal form: "Corp.", ", Inc.", "Technology Co., Ltd."."""
        words, at = tokens.words, end
        while at < min(len(words), end + MOST_WORDS) and words[at].lower in self._words and words[at].text[0].isupper():
            at += 1
        if at > end and not (at < len(words) and words[at].lower in self._ends and words[at].text[0].isupper()):
            return end
        while at < len(words):
            word = words[at]
            capital = word.text[0].isupper() or word.text == "plc"
            if word.lower in self._legal and capital and not self._is_joined(words, at + 1):
                end = at = at + 1
            elif word.text == "," and at == end:
                at += 1
            else:
                break
        return end
