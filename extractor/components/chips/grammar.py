"""The grammar of chip names: the model numbers that may follow a family's name, and words that are names by their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from extractor.catalog.index import HYPHENS, MOST_WORDS_KNOWN
from extractor.catalog.records import ChipRecord, Evidence
from extractor.components.chips.normalise import ChipValue
from extractor.tokens import Tokens

LONGEST_MODEL: Final = 8  # words
MOST_MODELS_KNOWN: Final = 20_000
_HYPHENED = re.compile(r"[A-Z]-\d")
_LETTER = re.compile(r"[A-Z]\.")  # a model's letter at a sentence's end, or an initial
_PLUS = re.compile(r" plus(?= gen)", re.IGNORECASE)
_LOWER_MODEL = re.compile(r"(?<![A-Za-z])\d{4,5}(?:x3d2?|xt?|k[fs]?|h[xsk]?|ge?|u|f)(?![a-z])")
_SUFFIX_TI = re.compile(r"(?<=\d)Ti$")
_ENDS = frozenset(',.;:!?()[]"“”') | {""}


class Family:
    """A record with its grammar. `named` tells the record of a model by its name."""

    __slots__ = ("_known", "_models", "_named", "_values", "grows", "house", "plain", "record", "vendor")

    def __init__(
        self,
        record: ChipRecord,
        vendor: str | None,
        house: str | None,
        named: Callable[[str], ChipRecord | None] = lambda _: None,
    ) -> None:
        self.record, self.vendor, self.house, self._named = record, vendor, house, named
        asked = None if record.short else record.evidence
        self.plain = ChipValue(record.name, vendor, record.kind, record, "", asked, house)
        self._models: list[re.Pattern[str]] = []
        self._values: dict[str, ChipValue] = {}
        self._known: dict[str, tuple[int, ChipValue | None]] = {}
        self.grows = bool(record.models)

    def read(self, behind: Behind) -> tuple[int, ChipValue] | None:
        """Return the word behind the longest model number that follows, and the value with it."""
        length, value = self._known[behind.text] if behind.text in self._known else self._read(behind)
        end = behind.ends.get(length)
        return (end, value) if value and end else None

    def _read(self, behind: Behind) -> tuple[int, ChipValue | None]:
        if not self._models:  # compiling all at start-up would take longer than reading an article
            self._models = [re.compile(rf"({m})(s?)(?![\w+])(?!\.\d)", re.IGNORECASE) for m in self.record.models]
        best, model = 0, ""
        for pattern in self._models:
            match = pattern.match(behind.text)
            if match and match.end() > best and match.end() in behind.ends:
                best, model = match.end(), match[1]
        if len(self._known) > MOST_MODELS_KNOWN:
            self._known.clear()
        answer = self._known[behind.text] = best, self.value(model) if best else None
        return answer

    def value(self, model: str) -> ChipValue:
        """Return the value of the family's chip with this model number."""
        value = self._values.get(model)
        if value is None:
            record = self.record
            name = record.canonical.format(name=record.name, model=self._spelled(model))
            asked = record.evidence if record.evidence and "model" not in record.evidence.needs else None
            known = self._named(name)
            if not known and _HYPHENED.match(model):  # "Cortex A-8"
                known = self._named(record.canonical.format(name=record.name, model=model.replace("-", "", 1)))
            if known and known.vendor != record.vendor:
                known = None
            if known:
                name = known.name
            value = ChipValue(name, self.vendor, record.kind, record, model, asked, self.house, known)
            self._values[model] = value
        return value

    def _spelled(self, model: str) -> str:
        """The model as the maker writes it: "8+ Gen 1" for "8 Plus Gen 1", "7800X3D" for "7800x3d"."""
        own = self.record.name if self.record.canonical.startswith("{name}{") else ""
        bare = model[len(own) :] if own and model.startswith(own) else model
        return _LOWER_MODEL.sub(lambda found: found[0].upper(), _PLUS.sub("+", bare))


def may_grow(tokens: Tokens, first: int, end: int) -> bool:
    """Can a model number follow, to judge by the next word? Most names stand before a plain word or a full stop."""
    words = tokens.words
    if end < len(words) and (words[end].text in HYPHENS or words[end].text == "/"):
        end += 1
    if end >= len(words):
        return False
    following = words[end].text
    if following.isalpha():
        return not following.islower() or words[first].text.islower()
    return following[:1].isalnum()


class Behind:
    """The text behind a name, with single spaces, plain hyphens and no trademark signs; `ends` maps the ends of words in
    it to the index of the word that follows in the article.
    """

    __slots__ = ("ends", "text")

    def __init__(self, tokens: Tokens, at: int, cut: int = 0, lower: bool = False) -> None:
        """Read on from word `at`; with a `cut`, from that character of the word before it. Plain words end it, unless the
        name is written in `lower` case.
        """
        words, starts, count = tokens.words, tokens.starts, len(tokens.words)
        text = words[at - 1].text[cut:] if cut else ""
        self.ends: dict[int, int] = {len(text): at} if cut else {}
        if not cut and at + 1 < count and words[at].text in HYPHENS and starts[at] + 1 == starts[at + 1]:
            at += 1
        for index in range(at, min(at + LONGEST_MODEL, count)):
            word = words[index].text
            if word in _ENDS or (not lower and word.isalpha() and word.islower()):
                break
            if text and starts[index] > tokens.end_of(index - 1):
                text += " "
            if _LETTER.fullmatch(word):
                text += word[0]
                self.ends[len(text)] = index + 1
                break
            text += "-" if word in HYPHENS else word
            self.ends[len(text)] = index + 1
        self.text = text


class Forms:
    """Words that name a chip by their form: "MI300X", "i9-14900K", and with evidence "H6"."""

    def __init__(self, families: Iterable[Family]) -> None:
        forms: list[str] = []
        heads: set[str] = set()
        self._asked: list[tuple[Family, Evidence | None]] = []  # of each form: its family, and what it asks for
        for family in families:
            record = family.record
            for form in (*record.forms, *record.short_forms):
                forms.append(_form(record, form))
                if head := _head(form):
                    heads.add(_form(record, head))
                self._asked.append((family, record.evidence if form in record.short_forms else None))
        self._whole = re.compile("|".join(f"({form})" for form in forms)) if forms else None
        self._head = re.compile("|".join(sorted(heads))) if heads else None
        self._values: dict[str, ChipValue | None] = {}

    def starts(self, word: str) -> bool:
        """May the word be a form, or the first word of one with hyphens?"""
        if not word[0].isalnum() or (word.isalpha() and len(word) > 4):
            return False
        return self.value(word) is not None or bool(self._head and self._head.fullmatch(word))

    def find(self, tokens: Tokens, first: int) -> tuple[int, ChipValue] | None:
        """Return the word behind the longest form that starts at word `first`, and its value."""
        words, count = tokens.words, len(tokens.words)
        text, end, best = words[first].text, first + 1, None
        if value := self.value(text):
            best = end, value
        while end + 1 < count and words[end].text in HYPHENS and end - first < LONGEST_MODEL:
            if tokens.starts[end] != tokens.end_of(end - 1) or tokens.starts[end + 1] != tokens.end_of(end):
                break
            text += "-" + words[end + 1].text
            end += 2
            if value := self.value(text):
                best = end, value
        return best

    def value(self, word: str) -> ChipValue | None:
        """Return the chip that the word names by its form."""
        if word not in self._values:
            if len(self._values) > MOST_WORDS_KNOWN:
                self._values.clear()
            self._values[word] = self._read(word)
        return self._values[word]

    def _read(self, word: str) -> ChipValue | None:
        match = self._whole.fullmatch(word) if self._whole else None
        if not match or match.lastindex is None:
            bare = word.removesuffix("s")
            return self.value(bare) if bare != word and bare else None
        family, asked = self._asked[match.lastindex - 1]
        record = family.record
        spelled = _SUFFIX_TI.sub(" Ti", _LOWER_MODEL.sub(lambda found: found[0].upper(), word))
        name = record.form_canonical.format(form=spelled, name=record.name, model=spelled)
        return ChipValue(name, family.vendor, record.kind, record, word, asked, family.house)


def _form(record: ChipRecord, form: str) -> str:
    """The form with its groups made anonymous, so that a match tells by its group which form it is."""
    bare = re.sub(r"(?<!\\)\((?!\?)", "(?:", form)
    return f"(?i:{bare})" if record.case == "any" else bare


def _head(form: str) -> str | None:
    """What stands before the form's first hyphen, as an expression; None if no hyphen stands outside a group."""
    depth = 0
    in_set = escaped = False
    for place, character in enumerate(form):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif in_set:
            in_set = character != "]"
        elif character == "[":
            in_set = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "-" and depth == 0:
            return form[:place]
    return None
