"""The object of a word of comparison around a ratio: than, over, versus, compared with, as, of and their like."""

from __future__ import annotations

import re
from typing import Final

from extractor.linking.clauses import LONGEST_PHRASE, Clauses, Span
from extractor.linking.leads import lead_of
from extractor.linking.outdone import BEATS, REACH
from extractor.linking.phrases import is_company
from extractor.linking.regions import RegionFinder
from extractor.linking.rivals import Rivals
from extractor.linking.sharing import STOPS, Sharing
from extractor.reading import Candidate

_COMPARED: Final = frozenset(["compared", "comparing", "relative", "comparison", "relation", "contrast"])
_TO: Final = frozenset(["to", "with", "against", "from"])  # what things are compared to, or with
_BESIDE: Final = (["directly"], ["side", "by", "side"], ["head", "to", "head"], ["head", "-", "to", "-", "head"])
_VERSUS: Final = frozenset(["than", "over", "versus", "vs", "vs.", "against"])
_TRIGGERS: Final = _COMPARED | _VERSUS | {"up", "same", "as", "unlike"}
_BEFORE: Final = frozenset(["unlike", "against", "versus"])
_SEEN: Final = frozenset(["seen", "found", "offered", "available", "achieved", "possible"])
_SKIPPED: Final = frozenset(["on", "in", "with", "using", "for", "from", "at", "inside", "to", "by"])
_BETTERED: Final = frozenset(["improvement", "improvements", "advance", "increase"])
_ADVANCES: Final = frozenset(
    """
    advance advances advancements improvement improvements enhancements gain gains upgrade upgrades leap leaps progress step
    """.split()
)
_LEFT_BEHIND: Final = _BETTERED | {"reduction", "jump", "leap", "drop", "boost"}  # from something
_PROCESS: Final = re.compile(r"n\d{1,2}[a-z]?|\d+nm")
_BUILDS: Final = ("improve", "improving", "build", "built")  # … on what came before
_OTHERS: Final = frozenset(["current", "closest", "nearest"])
_POSSESSIVE: Final = frozenset(["your", "our", "my"])
REACH_FRONTED: Final = 5  # words of a sentence in which "compared with" opens it
_OWNERS: Final = frozenset(["twice", "double", "triple", "half", "quadruple", "the", "times", "one"])


class Comparisons:
    """Finds what the comparisons of one article compare with."""

    def __init__(self, clauses: Clauses, rivals: Rivals, regions: RegionFinder, sharing: Sharing) -> None:
        self._clauses, self._rivals, self._regions, self._sharing = clauses, rivals, regions, sharing

    def in_lead(self, ratio: Candidate) -> str | None:
        """What the line that leads the list in compares with."""
        lead = lead_of(self._clauses, ratio)
        if lead is None:
            return None
        for at in range(*lead):
            if (
                self._clauses.words[at] in _TRIGGERS
                and (span := self._object(at, lead[1]))
                and (name := self._rivals.name(*span, lead[1]))
            ):
                return name
        return None

    def fronted(self, ratio: Candidate) -> str | None:
        """ "Compared with the X, it is twice as fast and draws 20% less than the Z": what the sentence opens with."""
        clauses, words = self._clauses, self._clauses.words
        first = clauses.sentence_start(ratio.start)
        for at in range(first, min(first + REACH_FRONTED, ratio.start - 2)):
            if words[at] in _COMPARED and (span := self._object(at, ratio.start)):
                return self._rivals.name(*span, ratio.start) if words[span[1]] == "," else None
        return None

    def ahead(self, ratio: Candidate, near: bool = False) -> str | None:
        """The object of a word of comparison behind the ratio; `near`, before the next ratio."""
        clauses = self._clauses
        limit = min(clauses.tokens.sentence(ratio.start)[1], ratio.end + REACH)
        if name := self._right_behind(ratio, limit):
            return name
        for at in range(ratio.end, limit):
            if clauses.words[at] in STOPS:
                break
            if at in clauses.in_ratio:
                if at - 1 not in clauses.in_ratio and (near or self._sharing.parted(ratio.end, at)):
                    break
            elif (
                clauses.words[at] in _TRIGGERS
                and (span := self._object(at, limit))
                and (name := self._rivals.name(*span, limit))
            ):
                return name
        return None

    def _right_behind(self, ratio: Candidate, limit: int) -> str | None:
        """ "Twice the bandwidth of X", "double what X has", "twice the previous chip", "twice as fast as X"."""
        words, at = self._clauses.words, ratio.end
        if at >= limit:
            return None
        inside = words[ratio.start : at]
        if ratio.rule in ("ratios.what", "ratios.than-its"):
            at += words[at] == "what"
            at += words[at] == "'s"
            at += words[at] in _SKIPPED
            return self._owner(at, limit) if ratio.rule == "ratios.than-its" else self._rivals.phrase(at, limit)
        if owner := next((step for step in range(ratio.start + 2, at) if self._clauses.owns(step)), None):
            return self._rivals.name(
                *self._clauses.phrase_to(owner, ratio.start + 1), limit
            )  # "twice its rival's speed"
        if ratio.rule in ("ratios.share-of", "ratios.equal-to"):
            return self._owner(at + 1, limit)
        if inside[-1] in ("above", "below", "beyond", "behind"):
            return self._rivals.phrase(at, limit)
        if inside[-1] == "ahead" and words[at] == "of":
            return self._rivals.phrase(at + 1, limit)
        if not _BETTERED.isdisjoint(inside) and words[at] in ("on", "upon", "above"):
            return self._bettered(at + 1, limit)
        if words[at] == "on" and ratio.rule == "ratios.up":
            return self._bettered(at + 1, limit)
        if words[at] == "from" and (ratio.rule == "ratios.up" or not _LEFT_BEHIND.isdisjoint(inside)):
            return self._bettered(at + 1, limit)
        at += words[at : at + 3] in (["to", "that", "of"], ["to", "those", "of"])
        if words[at] in ("that", "those") and words[at + 1 : at + 2] == ["of"]:
            return self._rivals.phrase(at + 2, limit)
        if words[at] == "of" and not _OWNERS.isdisjoint(inside) and "faster" not in inside:
            own = words[at + 1] in _POSSESSIVE and not self._are_others(words[at + 1 : at + 5])
            return None if own or self._is_of_company(ratio) else self._rivals.phrase(at + 1, limit)
        if words[at] in ("offered", "provided", "delivered") and words[at + 1 : at + 2] == ["by"]:
            return self._rivals.phrase(at + 2, limit)
        return self._as(at, limit) if "as" in inside else None

    def _owner(self, at: int, limit: int) -> str | None:
        """ "60% of the X1's power": the X1."""
        start, end = self._clauses.phrase_from(at, limit)
        owned = next((step for step in range(end - 1, start, -1) if self._clauses.owns(step)), end)
        chips = self._clauses.chips_in(owned, end)
        return self._rivals.name(start, end if chips else owned, limit)

    def _bettered(self, at: int, limit: int) -> str | None:
        """ "A 40% improvement on the X": a chip, or what came before; else it is where the improvement shows."""
        start, end = self._clauses.phrase_from(at, limit)
        before = self._are_others(self._clauses.words[start:end])
        known = before or self._clauses.chips_in(start, end) or _is_process(self._clauses.words[start:end])
        return self._rivals.name(start, end, limit) if known else None

    def _is_of_company(self, ratio: Candidate) -> bool:
        """ "Acme doubled the speed of the X": a company does it to a chip, and compares it with nothing else."""
        if ratio.start not in self._clauses.opening_verbs:
            return False
        region = self._regions.find(ratio, max(self._clauses.sentence_start(ratio.start), ratio.start - REACH))
        return region is not None and is_company(self._clauses, self._clauses.phrase_from(*region)[1])

    def _as(self, at: int, limit: int) -> str | None:
        words = self._clauses.words
        for step in range(at, min(limit - 1, at + 14)):
            if words[step] == ",":
                break
            if words[step] == "as" and step not in self._clauses.in_ratio and words[step + 1] != "well":
                inner = next(
                    (i for i in range(step + 1, min(limit, step + 8)) if words[i] in ("using", "on", "with")), None
                )
                if words[step + 1] in ("was", "is", "what", "were") and inner:
                    return self._rivals.phrase(inner + 1, limit)
                if words[step + 1] == "before":
                    return "before"
                return self._rivals.phrase(step + 1 + (words[step + 1] in _SKIPPED), limit)
        return None

    def _object(self, at: int, limit: int) -> Span | None:
        """The phrase behind a word of comparison at `at`."""
        words = self._clauses.words
        word = words[at]
        behind = at + 1
        if word == "than" and words[at - 1] in ("rather", "other"):
            return None
        if (word == "over" and words[at - 1 : at] == words[behind : behind + 1]) or self._clauses.compound(at):
            return None  # "gen over gen", "year-over-year"
        if word == "comparing" and words[behind : behind + 1] not in (["to"], ["with"], ["against"]):
            behind = self._clauses.phrase_from(behind, limit)[1]  # "comparing the X with the Y"
        if word in _COMPARED or (word == "up" and words[at + 1 : at + 2] == ["from"]):
            behind += next((len(manner) for manner in _BESIDE if words[behind : behind + len(manner)] == manner), 0)
            if _TO.isdisjoint(words[behind : behind + 1]):
                return None
            behind += 1
        elif word == "same":
            behind = next((i + 1 for i in range(at, min(at + 5, limit)) if words[i] == "as"), limit)
        elif word == "as" and words[at - 1] == "same":
            behind = at + 1
        elif word not in _VERSUS and word != "unlike":
            return None
        if behind < limit and (words[behind] in _SKIPPED or words[behind] in ("slower", "faster")):
            behind += 1
        if words[behind : behind + 2] in (["that", "of"], ["those", "of"]):
            behind += 2
        seen = behind + (words[behind : behind + 1] in (["that"], ["those"], ["what"]))
        if seen + 2 < limit and words[seen] in _SEEN and words[seen + 1] in _SKIPPED:
            behind = seen + 2  # "than seen on the X"
        if behind >= limit or behind in self._clauses.in_ratio or behind + 1 in self._clauses.in_ratio:
            return None
        if words[behind] == "before":
            return behind, behind + 1
        if words[behind] == "currently":
            return behind, self._clauses.phrase_from(behind + 1, limit)[1]  # "currently available chips"
        return self._clauses.phrase_from(behind + (words[behind] == "either"), limit)

    def back(self, ratio: Candidate) -> str | None:
        """ "Compared with the old one, it is twice as fast"; "unlike the old one, …"; "a step up from …"."""
        words = self._clauses.words
        first = self._clauses.sentence_start(ratio.start)
        for at in range(ratio.start - 2, max(first, ratio.start - REACH) - 1, -1):
            if at in self._clauses.in_ratio:
                break
            up = words[at] in ("up", "upgraded") and words[at + 1] == "from"
            fronted = words[at] == "over" and (at == first or words[at - 1] in (",", ":"))
            if words[at].startswith(BEATS) and (beaten := self._outdone(at, ratio)):
                return beaten
            if (
                words[at] in ("on", "upon")
                and words[at - 1].startswith(_BUILDS)
                and (based := self._bettered(at + 1, ratio.start))
            ):
                return based
            better = words[at] == "over" and not _ADVANCES.isdisjoint(words[max(first, at - 4) : at])
            told = (better and self._goes_on(at, ratio)) or (
                words[at] == "than" and (ratio.rule == "ratios.beat-by" or self._goes_on(at, ratio))
            )
            if up or fronted or told or words[at] in _COMPARED or words[at] in _BEFORE:
                span = self._clauses.phrase_from(at + 2, ratio.start) if up else self._object(at, ratio.start)
                if span and (name := self._rivals.name(*span, ratio.start)):
                    return name
        return None

    def _outdone(self, verb: int, ratio: Candidate) -> str | None:
        """ "It outperforms the X, delivering twice the speed": the X."""
        words, (start, end) = self._clauses.words, self._clauses.phrase_from(verb + 1, ratio.start)
        told = start < end < ratio.start - 1 and words[end] == "," and self._goes_with(end + 1)
        return self._rivals.name(start, end, ratio.start) if told else None

    def _goes_on(self, than: int, ratio: Candidate) -> bool:
        """ "Higher throughput than the X, achieving 3x": is the figure given in a phrase that goes on with the comparison?"""
        words, clauses = self._clauses.words, self._clauses
        comma = next((at for at in range(than + 2, ratio.start) if words[at] == ","), None)
        if comma is None or words[than - 1] in ("rather", "other"):
            return False
        apposed = ratio.start - comma <= 4 and words[comma + 1] in ("a", "an", "or")  # "than the X, a 20% jump"
        apposed = apposed or (words[comma + 1] == "but" and self._sharing.turns(ratio))
        return apposed or (self._goes_with(comma + 1) and not any(map(clauses.is_verb, range(comma + 2, ratio.start))))

    def _goes_with(self, at: int) -> bool:
        """Is it a word that goes on with what was said: "…, delivering", "…, with"?"""
        return (
            self._clauses.words[at] in ("including", "with")
            or self._clauses.words[at] in self._clauses.sets.giving_word
        )

    def _are_others(self, words: list[str]) -> bool:
        """Do the words speak of what was before, or of what competes?"""
        sets = self._clauses.sets
        return not (
            _OTHERS.isdisjoint(words) and sets.former_word.isdisjoint(words) and sets.rank_word.isdisjoint(words)
        )

    def by_so_much(self, ratio: Candidate) -> str | None:
        """ "It is more efficient than the X by a factor of 10"."""
        words = self._clauses.words
        first = max(self._clauses.sentence_start(ratio.start), ratio.start - LONGEST_PHRASE - 4)
        if "by" not in words[max(first, ratio.start - 3) : ratio.start]:
            return None
        than = next((at for at in range(ratio.start - 2, first, -1) if words[at] == "than"), None)
        return self._rivals.phrase(than + 1, ratio.start) if than and words[than - 1] not in ("more", "less") else None


def _is_process(words: list[str]) -> bool:
    return any(map(_PROCESS.fullmatch, words))
