"""What an article has established once holds for the rest of it: "the 980" after "Kirin 980", "4090" after "RTX 4080",
"Etched" after "start-up Etched", "Libre" after "Libre Wireless Technologies", an abbreviation after "Name (ABC)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from extractor.catalog.load import Catalog
from extractor.catalog.records import ChipRecord
from extractor.components.chips.grammar import Behind, Family
from extractor.components.chips.normalise import ChipValue
from extractor.components.vendors.normalise import VendorValue
from extractor.reading import Candidate, Reading
from extractor.tokens import MODEL, Tokens, Word

RULE: Final = {"CHIP": "chips.memory", "VENDOR": "vendors.memory"}
LONGEST_YEAR: Final = 4
MOST_FORMS: Final = 20  # short forms with the same first word
SHORTEST: Final = 2  # digits; a number with no more of them needs letters
_NUMBER = re.compile(r"(?:(?<![A-Za-z])([A-Z]{1,3}))?(\d+)")
_CODE = re.compile(r"([A-Z]{1,5})(\d{1,5})[A-Z]{0,4}\d?\+?s?")
_LONG_CODE = re.compile(r"[A-Z]{2,}\d{3,}")
_FREQUENCY = re.compile(r"\d[\d.]*[mg]hz")  # before a model: "the 275MHz 21064A"
_VERSION = re.compile(r"\bv\d{1,2}[a-z]?$")
_BEFORE_VERSION = frozenset(["on", "in", "with", "of", "for", "using", "from", "uses", "use"])
_POSSESSIVES = frozenset(["'s", "'"])
_CURRENCIES = frozenset(["$", "us$", "€", "£", "¥", "₹", "#"])


class Short(NamedTuple):
    """A short form of a name, by its words, and the name that it stands for. With a `number`, one more word has to follow
    that looks like it: "Heron-2" after "Heron-1".
    """

    words: tuple[str, ...]
    name: Candidate
    number: str | None = None


class Memory:
    """Finds the short forms of names that an article has established."""

    def __init__(self, catalog: Catalog, families_of: Callable[[ChipRecord], Iterable[Family]]) -> None:
        self._families_of = families_of
        self._words = catalog.words
        self._known = frozenset(record.name for record in catalog.chips.values())

    def recall(self, reading: Reading) -> list[Candidate]:
        """Return the short forms of the names among the reading's entities, in order."""
        families = self._established(reading)
        self._adopt(reading, families)
        shorts, codes = self._shorts(reading), _codes(reading)
        if not shorts and not families and not codes:
            return []
        tokens, taken, found = reading.tokens, bytearray(reading.taken), []
        for at in self._places(tokens, shorts, bool(families or codes)):
            if not taken[at]:
                one = self._recall_at(tokens, at, shorts, families, at > 1 and taken[at - 2] > 0)
                one = one or self._alike(tokens, at, codes)
                if one and taken.find(1, one.start, one.end) < 0:
                    taken[one.start : one.end] = b"\x01" * (one.end - one.start)
                    found.append(one)
        _rename(reading, found)
        return found

    def _places(self, tokens: Tokens, shorts: dict[str, list[Short]], numbers: bool) -> list[int]:
        words = tokens.words
        models = tokens.where(MODEL) if numbers else []
        if shorts.keys() <= {words[at].text for at in models}:
            return models
        return sorted({*models, *(at for at, word in enumerate(words) if word.text in shorts)})

    def _recall_at(
        self,
        tokens: Tokens,
        at: int,
        shorts: dict[str, list[Short]],
        families: dict[str, list[Family]],
        listed: bool,
    ) -> Candidate | None:
        short = self._short_at(tokens, at, shorts)
        number = self._number_at(tokens, at, families, listed)
        if short and number and number.end > short.end and number.value.name in self._known:
            return number  # "1660 Super" after "GTX 1660"
        return short or number

    def _short_at(self, tokens: Tokens, at: int, shorts: dict[str, list[Short]]) -> Candidate | None:
        words = tokens.words
        for short in shorts.get(words[at].text, ()):
            end = at + len(short.words)
            same = all(word.text == text for word, text in zip(words[at:end], short.words, strict=False))
            if not same or end > len(words):
                continue
            if short.number:
                if sibling := self._sibling(tokens, at, end, short):
                    return sibling
            elif self._stands(tokens, at, end, known=True):
                return Candidate(short.name.label, at, end, RULE[short.name.label], short.name.value)
        return None

    def _number_at(self, tokens: Tokens, at: int, families: dict[str, list[Family]], listed: bool) -> Candidate | None:
        words = tokens.words
        is_short = len(re.findall(r"\d", words[at].text)) <= SHORTEST and words[at].text[0] != "v"
        grown = [one for one in self._grown(tokens, at, families) if not is_short or one[1].name in self._known]
        grown = [one for one in grown if self._stands(tokens, at, one[0], known=False, listed=listed)]
        if not grown:
            return None
        # "4090" is a GeForce and no Radeon, because the catalog knows one of them.
        end, value = max(grown, key=lambda one: (one[1].name in self._known, one[0]))
        return Candidate("CHIP", at, end, RULE["CHIP"], value)

    def _alike(self, tokens: Tokens, at: int, codes: frozenset[str]) -> Candidate | None:
        """A chip that nobody has listed, and that is called like another: "the RP2040" where there is an RP2350 chip."""
        text = tokens.words[at].text
        shape = _shape_of_code(text)
        if shape not in codes or not (_LONG_CODE.match(text) or self._stands(tokens, at, at + 1, known=False)):
            return None
        return Candidate("CHIP", at, at + 1, RULE["CHIP"], ChipValue(text.removesuffix("s")))

    def _grown(self, tokens: Tokens, at: int, families: dict[str, list[Family]]) -> list[tuple[int, ChipValue]]:
        """The chips of the article's families whose model number stands here."""
        shape = _shape(tokens.words[at].text)
        return [one for family in families.get(shape, ()) if (one := family.read(Behind(tokens, at)))]

    def _adopt(self, reading: Reading, families: dict[str, list[Family]]) -> None:
        """What a rule took for a chip of its own may be one of a family: "the M70 modem" after "Helio M70"."""
        for entity in reading.entities if families else ():
            if entity.label == "CHIP" and entity.value.record is None:
                for end, value in self._grown(reading.tokens, entity.start, families):
                    if end == entity.end:
                        entity.value = value

    def _sibling(self, tokens: Tokens, at: int, end: int, short: Short) -> Candidate | None:
        """A chip with another number behind the same name."""
        assert short.number
        alike = re.fullmatch(re.sub(r"\d+", r"\\d{1,4}", re.escape(short.number)) + "(s?)", _text(tokens, end))
        if not alike:
            return None
        begin = tokens.starts[at]
        name = tokens.text[begin : tokens.end_of(end) - len(alike[1])]
        known = name == short.name.value.name
        return Candidate("CHIP", at, end + 1, RULE["CHIP"], short.name.value if known else ChipValue(name))

    def _stands(self, tokens: Tokens, at: int, end: int, known: bool, listed: bool = False) -> bool:
        """Is it the short form here, and no year, price or count?"""
        words, text = tokens.words, tokens.words[at].text
        before = words[at - 1].lower if at else ""
        behind = words[end].lower if end < len(words) else ""
        if before in _CURRENCIES:
            return False
        joined = behind == "-" and end + 1 < len(words)
        if behind in self._words("unit-behind") or (joined and words[end + 1].lower in self._words("unit-behind")):
            return False
        if (known and not text.isdigit()) or end > at + 1:
            return True
        if known and joined and words[end + 1].lower in self._words("chip-joined"):
            return True
        version = text[0] == "v" and text[-1].isalpha()
        if _FREQUENCY.fullmatch(before):
            return True
        if before not in self._words("model-before") and not (version and before in _BEFORE_VERSION):
            return False
        year = len(text.removesuffix("s")) == LONGEST_YEAR and text[:2] in ("19", "20")
        if known or not text.isdigit():
            return not year
        one = before in self._words("one-before") or (listed and before in self._words("list-joint"))
        return one and not year and not self._is_plural(before, behind)

    def _is_plural(self, before: str, behind: str) -> bool:
        """Is the word behind a number what it counts: "the 980 shops"?"""
        if not behind.endswith("s") or before in ("a", "an", "this", "that"):
            return False
        return behind not in self._words("chip-head") and behind not in self._words("third-person")

    def _established(self, reading: Reading) -> dict[str, list[Family]]:
        """The families of the article's chips, by the shape of their model numbers."""
        values = {e.value.name: e.value for e in reading.entities if e.label == "CHIP" and e.value.record}
        families: dict[str, dict[Family, None]] = {}
        for value in values.values():
            if shape := _shape(value.model or value.name):
                families.setdefault(shape, {}).update(dict.fromkeys(self._families_of(value.record)))
        return {shape: list(found) for shape, found in families.items()}

    def _shorts(self, reading: Reading) -> dict[str, list[Short]]:
        words = reading.tokens.words
        names: dict[tuple[int, int], Candidate] = {}
        for name in reading.entities:
            if name.end - name.start > 1 or name.value.record is None:
                names.setdefault((id(name.value), name.end - name.start), name)
        shorts: dict[str, list[Short]] = {}
        for name in reading.entities:
            if name.label in RULE and (abbreviation := _abbreviation(words, name)):
                shorts.setdefault(abbreviation, []).append(Short((abbreviation,), name))
        for name in names.values():
            for form in self._forms(words, name):
                shorts.setdefault(form[0], []).append(Short(form, name))
            last = words[name.end - 1].text
            if name.label == "CHIP" and name.value.record is None and name.end - name.start > 1 and _is_model(last):
                stem = tuple(word.text for word in words[name.start : name.end - 1])
                shorts.setdefault(stem[0], []).append(Short(stem, name, last))
        return {
            first: sorted(forms[:MOST_FORMS], key=lambda short: -len(short.words)) for first, forms in shorts.items()
        }

    def _forms(self, words: list[Word], name: Candidate) -> Iterable[tuple[str, ...]]:
        """The ways in which the name may be written from now on."""
        texts = tuple(word.text for word in words[name.start : name.end])
        if name.value.record is None:
            yield texts
        if isinstance(name.value, ChipValue):
            for at in range(1, len(texts)):
                if _is_tail(texts[at:], name.value):
                    yield texts[at:]
        elif isinstance(name.value, VendorValue):
            yield from self._vendor_forms(texts)

    def _vendor_forms(self, texts: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        company, end = self._words("company-word") | self._words("legal-form") | {","}, len(texts)
        while end > 1 and texts[end - 1].lower() in company:
            end -= 1
        if end == len(texts) or texts[0].lower() in self._words("common-first"):
            return
        yield texts[:end]
        if end > 1 and texts[1].isalpha():
            yield texts[:1]


def _rename(reading: Reading, found: list[Candidate]) -> None:
    """A company that nobody has listed is called what the article calls it for short."""
    short = {one.value.name: one for one in found if one.label == "VENDOR" and one.value.record is None}
    values = {name: VendorValue(reading.surface(one.start, one.end)) for name, one in short.items()}
    for entity in (*reading.entities, *found) if values else ():
        if entity.label == "VENDOR" and entity.value.record is None:
            entity.value = values.get(entity.value.name, entity.value)


def _codes(reading: Reading) -> frozenset[str]:
    """What the names look like of those of the article's chips that nobody has listed and that are letters and digits."""
    unknown = [e for e in reading.entities if e.label == "CHIP" and e.value.record is None and e.end - e.start == 1]
    return frozenset(shape for e in unknown if (shape := _shape_of_code(reading.tokens.words[e.start].text)))


def _shape_of_code(word: str) -> str:
    """The letters that it starts with, and how many digits follow.

    >>> [_shape_of_code(word) for word in ("RP2350", "RP2040s", "M4", "Zephyr", "2350")]
    ['RP4', 'RP4', 'M1', '', '']
    """
    code = _CODE.fullmatch(word)
    return f"{code[1]}{len(code[2])}" if code else ""


def _text(tokens: Tokens, at: int) -> str:
    return tokens.words[at].text if at < len(tokens.words) else ""


@lru_cache(maxsize=20_000)
def _shape(model: str) -> str:
    """The letters before the longest number in it and its number of digits, which short ones need letters to tell
    something by.

    >>> [_shape(model) for model in ("RTX 4090", "A720", "A76s", "G4", "v5e", "Gen 3")]
    ['4', 'A3', 'A', 'G', 'v', '']
    """
    if _VERSION.search(model):
        return "v"
    letters, digits = max(_NUMBER.findall(model), key=lambda one: len(one[1]), default=("", ""))
    return f"{letters}{len(digits)}" if len(digits) > SHORTEST else letters if len(letters) in (1, 2) else ""


def _is_model(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _is_tail(texts: tuple[str, ...], value: ChipValue) -> bool:
    """May the end of a chip's name stand for it: "980", "4100+", "Elite Extreme"?"""
    if not texts[0][0].isalnum() or texts[0] in ("Gen", "Series"):
        return False
    digits = sum(character.isdigit() for character in texts[0])
    if digits:
        return digits >= 3 or texts[1:2] == ("Gen",) or (value.record is None and texts[0][0].isalpha())
    of_model = value.model or (value.name if value.record and value.record.level == "model" else "")
    return len(texts) > 1 and " ".join(texts) in of_model and _is_model(of_model) and all(t[0].isalnum() for t in texts)


def _abbreviation(words: list[Word], name: Candidate) -> str:
    """Return the abbreviation that follows in brackets: "Acme Neural Engine (ANE)", "Acme Silicon's (AS)"."""
    end = name.end + (name.end < len(words) and words[name.end].lower in _POSSESSIVES)
    if end + 2 >= len(words) or words[end].text != "(" or words[end + 2].text != ")":
        return ""
    short = words[end + 1].text
    if name.label == "VENDOR" and name.value.record and short in name.value.record.tickers:
        return ""
    if not 2 <= len(short) <= 6 or not short.isupper() or short[0] != words[name.start].text[0].upper():
        return ""
    capitals = iter("".join(word.text[0].upper() + word.text[1:] for word in words[name.start : name.end]))
    # in this order, which those of a ticker are often not
    return short if all(letter in capitals for letter in short) else ""
