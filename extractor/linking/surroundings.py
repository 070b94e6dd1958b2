"""What the words around a name show it to be: a chip, a company, a person, or another thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractor.catalog.load import Catalog
from extractor.catalog.records import Evidence
from extractor.reading import Candidate, Reading
from extractor.tokens import Word

REACH: Final = 5  # words on either side in which something may speak against a name
FAR: Final = 25  # words on either side in which a sentence may show that it speaks of chips
MOST_DESCRIBING: Final = 4  # words between a name and the noun that tells what it is: "Efficeon series of CPUs"
MOST_LISTED: Final = 12  # other names of a list between a name and that noun
FEWEST_CAPITALS: Final = 3  # words in capitals around a name that make its own say nothing
_STOPS: Final = frozenset([",", ".", ";", ":", ")", "!", "?", ""])
_CLOSING: Final = frozenset(['"', "”", "’", "'", "''", "»"])
_OPENING: Final = frozenset(
    [",", "(", ":", '"', "“", "‘", "called", "named", "dubbed", "known", "as", "-", "—", "–", "the"]
)
_NO_CHIP: Final = frozenset(["codename", "codenamed", "code-named"])  # what has a code name need be no chip
_LIKE: Final = frozenset(["like", "including"])
_QUOTES: Final = frozenset(['"', "“", "‘", "'", "''", "«"])
_BRIDGES: Final = frozenset(
    [",", ":", "(", '"', "“", "‘", "called", "named", "dubbed", "like", "of", "by", "-", "the", "and"]
)


class Surroundings:
    """The words around the candidates of one article."""

    def __init__(self, reading: Reading, catalog: Catalog) -> None:
        self._reading, self._words, self._lists = reading, reading.tokens.words, catalog.words

    def is_person_or_ticker(self, start: int) -> str | None:
        """Return why the name that starts here is none of a company or chip: a given name or an exchange stands before it."""
        words = self._words
        before = words[start - 1] if start else None
        if before and before.text[0].isupper() and before.lower in self._lists("given-name"):
            return "it is somebody's surname"
        if start > 1 and words[start - 1].text == ":" and words[start - 2].lower in self._lists("exchange"):
            return "it is a ticker"
        return None

    def is_other_name(self, candidate: Candidate) -> bool:
        """Does what stands behind make a name part of another: "Dell Technologies Capital", "HP-UX", "Skylake Road", or
        the name of a town: "Tualatin, Oregon"?
        """
        words, end = self._words, candidate.end
        if end >= len(words):
            return False
        if words[end].text == ",":
            return candidate.label == "CHIP" and self._is_state(end + 1)
        if words[end].text == "-" and end + 1 < len(words):
            end += 1
        if not words[end].text[0].isupper():
            return False
        return words[end].lower in self._lists(
            "no-company-behind" if candidate.label == "VENDOR" else "no-chip-behind-it"
        )

    def _is_state(self, at: int) -> bool:
        """Does a state stand here, and no company as in "Skylake, Texas Instruments" or maker as in "Oregon-made"?"""
        words = self._words
        if at >= len(words) or words[at].lower not in self._lists("state"):
            return False
        behind = words[at + 1].text if at + 1 < len(words) else "."
        return behind != "-" and not behind[0].isupper()

    def speak_against(self, candidate: Candidate, asked: Evidence) -> bool:
        """Does a word near it show another meaning?"""
        words, start, end = self._words, candidate.start, candidate.end
        if candidate.label == "VENDOR" and start and words[start - 1].lower == "the" and self._is_no_noun(end):
            return True
        first, last = max(0, start - REACH), end + REACH
        if asked.against.isdisjoint(self._reading.lower[first:last]):
            return False
        begins, ends = self._reading.tokens.sentence(start)
        around = words[max(first, begins) : start] + words[end : min(last, ends)]
        return not asked.against.isdisjoint([word.lower for word in around])

    def _is_no_noun(self, at: int) -> bool:
        """Is the word no noun that a company's name could describe? "The Amazon" alone is a river, "the Amazon Echo" is not."""
        word = self._words[at] if at < len(self._words) else None
        return word is None or word.text in _STOPS or word.lower in self._lists("no-noun")

    def is_compared(self, candidate: Candidate) -> bool:
        """Does it stand for its kind: "the Apple of cars"? That the word has another meaning it does not show."""
        words, end = self._words, candidate.end
        return end < len(words) and words[end].lower == "of"

    def are_capitals(self, candidate: Candidate) -> bool:
        """Is all that stands around it in capitals, so that its own tell nothing: "POLICE ACT ON INTEL"?"""
        start, end = candidate.start, candidate.end
        first, last = self._reading.tokens.sentence(start)
        around = self._words[max(first, start - REACH) : start] + self._words[end : min(last, end + REACH)]
        spelled = [word.text for word in around if word.text.isalpha() and len(word.text) > 1]
        return len(spelled) >= FEWEST_CAPITALS and all(map(str.isupper, spelled))

    def tell_chip(self, candidate: Candidate, listed: Mapping[int, int]) -> bool:
        """Does a noun for chips stand behind it or, in apposition, before it? `listed` maps the first words of other
        candidates to the word behind them: in "Crusoe and Efficeon CPUs" the noun is that of both.
        """
        words, heads, end = self._words, self._lists("chip-head"), candidate.end
        if self.head_behind(end, listed):
            return True
        if end + 1 < len(words) and words[end].lower == "-" and words[end + 1].lower in self._lists("chip-joined"):
            return True
        if self._is_naming(candidate.start) and self.tell_of_chips(candidate):
            return True
        before = candidate.start - 1
        while before > candidate.start - 4 and before >= 0 and words[before].lower in _OPENING:
            before -= 1
        if before >= 0 and words[before].lower in heads:
            return end >= len(words) or words[end].lower not in self._lists("speaks")
        return self.is_example(candidate.start, heads)

    def is_example(self, at: int, of: frozenset[str]) -> bool:
        """Does it stand in a list of examples: "chips such as Hobbit, Alpha and Itanium"?"""
        words, first = self._words, max(2, at - FAR)
        while at > first and (
            words[at - 1].text[0].isupper()
            or words[at - 1].lower in self._lists("list-joint")
            or words[at - 1].text == "-"
        ):
            at -= 1
        like = at > 1 and (
            words[at - 1].lower in _LIKE or (words[at - 1].lower == "as" and words[at - 2].lower == "such")
        )
        head = words[at - 2 - (words[at - 1].lower == "as")].lower if like and at > 2 else ""
        return head.endswith("s") and head in of

    def _is_naming(self, start: int) -> bool:
        words = self._words
        if start and words[start - 1].text in _QUOTES:
            start -= 1
        if start > 1 and words[start - 1].lower == "of":
            return words[start - 2].lower == "name"
        return start > 0 and words[start - 1].lower in self._lists("naming-word")

    def head_behind(self, end: int, listed: Mapping[int, int]) -> bool:
        """Does a noun for chips stand here, behind nothing but what describes it and other names of a list?"""
        words, count = self._words, len(self._words)
        heads, describing, joints = self._lists("chip-head"), self._lists("chip-describing"), self._lists("list-joint")
        for _ in range(MOST_LISTED):
            if end + 1 >= count or words[end].lower not in joints or end + 1 not in listed:
                break
            end = listed[end + 1]
        if end < count and words[end].text in _CLOSING:
            end += 1
        for at in range(end, min(count, end + MOST_DESCRIBING + 1)):
            if words[at].lower in heads:
                return True
            if words[at].lower not in describing:
                return False
        return False

    def tell_of_chips(self, candidate: Candidate) -> bool:
        """Does the sentence speak of chips?"""
        first, last = self._reading.tokens.sentence(candidate.start)
        return self._speak_of_chips(max(first, candidate.start - FAR), min(last, candidate.end + FAR))

    def _speak_of_chips(self, first: int, last: int) -> bool:
        heads = self._lists("chip-head")
        return any(word.lower in heads and word.lower not in _NO_CHIP for word in self._words[first:last])

    def tell_company(self, start: int, end: int) -> bool:
        """Do words that only companies take stand beside the name?"""
        words = self._words
        if end < len(words) and words[end].lower in self._lists("company-behind"):
            return True
        before, bridged = self._lists("company-before"), start > 1 and words[start - 1].lower in _BRIDGES
        if start and (words[start - 1].lower in before or (bridged and words[start - 2].lower in before)):
            return True
        if self.is_example(start, before):
            return True
        made = start > 1 and words[start - 1].lower in ("from", "by")
        return made and words[start - 2].lower in self._lists("chip-head")

    def is_product(self, candidate: Candidate, vendors_end: Mapping[int, str | None]) -> bool:
        """Does a capitalised word stand before a name such as A16 that is no headline's ("ZenBook A16"), or a vendor of
        another house ("Arm A9", "Qualcomm's S4")? `vendors_end` maps the words behind vendors to their house.
        """
        start, words = candidate.start, self._words
        single = candidate.end == start + 1 and words[start].text[-1].isdigit()
        series = words[start].text.isdigit() and words[candidate.end - 1].lower == "series"  # "RTX 50-series"
        if start == 0 or not (single or series):
            return False
        owner = start - 1 if words[start - 1].lower == "'s" and start - 1 in vendors_end else start
        if owner in vendors_end:
            return bool(vendors_end[owner] != candidate.value.house)
        before: Word = words[start - 1]
        if not before.text.isalpha() or before.lower in self._lists("headline-word") | self._lists("chip-head"):
            return False
        brand = before.text.isupper() and len(before.text) > 1 and not self.are_capitals(candidate)
        return before.text.istitle() or brand
