"""What the thing compared with is called: "the old iPad", "ones made by hand", the chip in "its rival, the X1"."""

from __future__ import annotations

import re
from typing import Final

from extractor.linking.clauses import PREPOSITIONS, Clauses
from extractor.linking.naming import is_proper, name_with_rest
from extractor.linking.pairs import one_of_two, points_at_pair

_NOTHING: Final = frozenset(
    """
    time times years year months month weeks days expected ever course past usual normal it they we you he she that this is
    was are were possible what period span all them us those half them thought anticipated planned
    """.split()
)
_SUPERLATIVES: Final = frozenset(["best", "fastest", "highest", "lowest", "largest", "biggest", "most", "next"])
_DETERMINERS: Final = frozenset(["the", "a", "an", "its", "their", "this", "these"])
_NOUNS: Final = frozenset(
    "processing rendering computing training learning gaming networking packaging cooling programming imaging".split()
)
_ADVERBS: Final = frozenset("primarily currently typically commonly usually mainly mostly recently previously".split())
_MADE: Final = frozenset(["ones", "those", "systems", "machines", "servers", "designs"])
_MADE_BY: Final = frozenset(["built", "designed", "made", "created", "developed", "produced", "equipped"])
_CLOSING: Final = frozenset([",", ".", ";", ")", "\n", "and", "but"])
_NODE: Final = re.compile(r"\d+nm")
_REPLACES: Final = frozenset(["replaces", "replace", "replaced", "succeeds", "succeed", "succeeded"])


class Rivals:
    """Names the phrases that one article's ratios compare with."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses

    def phrase(self, at: int, limit: int) -> str | None:
        return self.name(*self._clauses.phrase_from(at, limit), limit)

    def name(self, start: int, end: int, limit: int) -> str | None:
        words = self._clauses.words
        owned = any(self._clauses.owns(at) for at in range(start, end))
        if start >= end or (words[start] in _NOTHING and not owned and not self._clauses.compound(start)):
            return None
        if points_at_pair(self._clauses, start, end):
            return one_of_two(self._clauses, start)
        if self._is_doing(start, end) or (end - start == 1 and words[start] in _SUPERLATIVES):
            return None
        if words[start][0].isdigit() and not self._clauses.compound(start) and not self._is_thing(start, end):
            return None  # "3200 against 2800 MHz"
        if words[end - 1] == "generation" and not self._clauses.sets.former_word.isdisjoint(words[start:end]):
            return self._clauses.reading.surface(start, end)  # "the previous Acme generation"
        if words[end - 1] in ("time", "years", "year", "months", "decade", "generations") or (
            end - start == 1 and words[start].replace(".", "").isdigit() and start not in self._clauses.names
        ):
            return None if words[end - 1] != "generations" else self._clauses.reading.surface(start, end)
        if words[start : start + 4] == ["state", "of", "the", "art"]:
            return self._clauses.reading.surface(start, start + 4)
        if (replaced := self._replaced(end)) and not self._clauses.chips_in(start, end):
            return self._clauses.reading.surface(start, replaced)
        end = self._without_trailers(start, end)
        if (
            words[start] in self._clauses.sets.former_word
            and words[end : end + 1] == ["in"]
            and not self._clauses.chips_in(start, end)
        ):
            return self._clauses.reading.surface(start, end)  # "the previous chip in the Acme series"
        if whole := self._whole(start, end, limit):
            return whole
        name = name_with_rest(self._clauses, start, end, limit)
        plain = name and not any(map(str.isdigit, name))
        if (
            name
            and plain
            and words[start] in self._clauses.sets.former_word
            and not owned
            and not self._clauses.chips_in(start, end)
        ):
            phrase = self._clauses.reading.surface(start, end)
            return phrase[: phrase.find(name) + len(name)] if name in phrase else name  # "the old iPad"
        return name

    def _replaced(self, end: int) -> int | None:
        """ "The part it replaces": where the words behind a phrase end that tell that it comes before."""
        words = self._clauses.words
        at = end + (words[end : end + 1] in (["that"], ["which"]))
        told = words[at : at + 1] in (["it"], ["they"]) and words[at + 1 : at + 2] and words[at + 1] in _REPLACES
        return at + 2 if told else None

    def _is_doing(self, start: int, end: int) -> bool:
        """ "Sending it across the die": what is done, and no thing."""
        words = self._clauses.words
        behind = words[end] if end < len(words) else ""
        return (
            end - start == 1 and words[start].endswith("ing") and (behind in ("it", "them") or behind in _DETERMINERS)
        )

    def _is_thing(self, start: int, end: int) -> bool:
        """ "7nm chips", "4870 cards": a name or a thing that opens with a figure."""
        words, sets = self._clauses.words, self._clauses.sets
        if _NODE.fullmatch("".join(words[start : start + 2])) or _NODE.fullmatch(words[start]):
            return True
        if end - start > 1 and (words[end - 1] in sets.chip_word or words[end - 1] in sets.generic_head):
            return True
        return any(at in self._clauses.names or self._clauses.text(at).istitle() for at in range(start, end))

    def _without_trailers(self, start: int, end: int) -> int:
        """Leave out what only leads on: "GPUs primarily based on …", "systems embedded in …"."""
        words = self._clauses.words
        end = next((at for at in range(start + 1, end) if self._is_participle(at)), end)
        while end - start > 1 and end - 1 not in self._clauses.names:
            leads = words[end - 1].endswith("ed") and end < len(words) and words[end] in PREPOSITIONS
            if not (leads or words[end - 1] in ("along", "alone", "available") or words[end - 1] in _ADVERBS):
                break
            end -= 1
        return end

    def _is_participle(self, at: int) -> bool:
        """ "A supercomputer executing similar code": where what the thing does begins."""
        words, sets = self._clauses.words, self._clauses.sets
        known = words[at - 1] in sets.generic_head or words[at - 1] in sets.chip_word or words[at - 1] in _MADE
        return (
            words[at].endswith("ing")
            and words[at] not in _NOUNS
            and known
            and self._clauses.text(at).islower()
            and not self._clauses.compound(at)
        )

    def _whole(self, start: int, end: int, limit: int) -> str | None:
        """A phrase that is not said with its head: "its best, the X1", "ones made by hand", "Intel and AMD machines"."""
        clauses, words = self._clauses, self._clauses.words
        if end + 1 >= limit:
            return None
        company = clauses.names.get(end - 1)
        if words[end] == "," and not clauses.chips_in(start, end):
            inner = clauses.phrase_from(end + 1, limit)
            closed = inner[1] >= len(words) or words[inner[1]] in _CLOSING
            ranked = words[end - 1] in clauses.sets.rank_word and is_proper(
                clauses, *inner
            )  # "its predecessor, Acme Link 2,"
            chips = clauses.chips_in(*inner)
            adjective = clauses.compound(end - 1) and words[end - 1] in ("generation", "gen")
            named = (closed and (ranked or chips)) or (chips and adjective)
            return name_with_rest(clauses, *inner, limit) if named else None
        if words[end] in ("and", "or") and company is not None and company.label == "VENDOR":
            inner = clauses.phrase_from(end + 1, limit)
            named = inner[0] == end + 1 < inner[1] and end + 1 in clauses.names
            return clauses.reading.surface(start, inner[1]) if named else None
        if words[end - 1] in _MADE and words[end] in _MADE_BY and words[end + 1] in ("by", "with", "using", "for"):
            inner = clauses.phrase_from(end + 2, limit)
            if words[inner[1] - 1] == "number" and words[inner[1] : inner[1] + 1] == ["of"]:
                inner = clauses.phrase_from(inner[1] + 1, limit)
            if inner[0] < inner[1] and not clauses.chips_in(*inner):
                return clauses.reading.surface(start, inner[1])
        return None
