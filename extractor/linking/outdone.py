"""What a verb says is beaten, matched, changed or left behind, where a ratio says by how much."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import LONGEST_PHRASE, Clauses
from extractor.linking.doings import MOVES, REACH_OPENING
from extractor.linking.phrases import is_quantity
from extractor.linking.regions import RegionFinder
from extractor.linking.rivals import Rivals
from extractor.linking.sharing import STOPS
from extractor.reading import Candidate

REACH: Final = 45  # words on either side that are searched
BEATS: Final = (
    "outperform", "beats", "beat", "beating", "bested", "bests", "surpass", "exceed", "outpac", "outstrip", "edges",
    "outscor", "outrun", "outran", "trump", "eclips", "trounc", "trail", "lag", "behind", "ahead",
)  # fmt: skip
_MOVE: Final = frozenset(["move", "switch", "shift", "upgrade"])
_REPLACES: Final = frozenset(["replace", "replaces", "replacing", "replaced", "swap", "swaps", "swapping", "swapped"])
REACH_BEATEN: Final = 18  # words from a verb such as outperform to its figure
REACH_BY: Final = 7  # words from "by" to a figure: "by a factor of up to 20x"
REACH_MOVE: Final = 14  # words behind a ratio in which a move from one thing to another is told


class Outdone:
    """Reads the verbs around the ratios of one article."""

    def __init__(self, clauses: Clauses, rivals: Rivals, regions: RegionFinder) -> None:
        self._clauses, self._rivals, self._regions = clauses, rivals, regions

    def beaten(self, ratio: Candidate) -> str | None:
        """The object of a verb such as outperform, inside the ratio or before the figure."""
        words = self._clauses.words
        if ratio.rule == "ratios.listed" and words[ratio.start - 1] == "by" and (and_by := self._and_by(ratio)):
            return and_by
        first = max(self._clauses.sentence_start(ratio.start), ratio.start - REACH_BEATEN)
        for at in range(ratio.end - 1, first - 1, -1):
            if self._beats(at) and "by" in words[at : ratio.end]:
                of = words[at + 1 : at + 2] in (["of"], ["behind"], ["out"])
                start, end = self._clauses.phrase_from(at + 1 + of, ratio.end)
                if start < end < ratio.end and is_quantity(self._clauses, end) and words[end] == "of":
                    return self._rivals.phrase(end + 1, ratio.end)  # "beats the speed of the X by"
                return self._rivals.name(start, end, ratio.end)
        return None

    def _beats(self, at: int) -> bool:
        words = self._clauses.words
        return words[at].startswith(BEATS) or (words[at].startswith("perform") and words[at - 2 : at] == ["out", "-"])

    def _and_by(self, ratio: Candidate) -> str | None:
        """ "Beats the X by 12% and the Y by 5%": the Y."""
        start, stop = self._clauses.phrase_to(ratio.start - 1, max(0, ratio.start - LONGEST_PHRASE))
        if start < stop and is_quantity(self._clauses, stop):
            return None  # "speed is up by 10% and efficiency by 20%"
        return self._rivals.name(start, stop, ratio.start)

    def matched(self, ratio: Candidate) -> str | None:
        """ "The X matches the peak of the Y at half the power"."""
        clauses, words = self._clauses, self._clauses.words
        first = max(clauses.sentence_start(ratio.start), ratio.start - 14)
        for at in range(ratio.start - 2, first - 1, -1):
            if at in clauses.in_ratio or words[at] in STOPS:
                return None
            if words[at] in ("match", "matches", "matching", "matched"):
                start, end = clauses.phrase_from(at + 1, ratio.start)
                if words[end] == "of":
                    start, end = clauses.phrase_from(end + 1, ratio.start)
                return self._rivals.name(start, end, ratio.start)
        return None

    def changed(self, ratio: Candidate) -> str | None:
        """ "The X cuts the power of the Y by 20%": what a chip changes is another's; what a company does may be its own."""
        clauses, words = self._clauses, self._clauses.words
        first = clauses.sentence_start(ratio.start)
        by = next((at for at in range(ratio.end - 1, max(first, ratio.start - REACH_BY), -1) if words[at] == "by"), 0)
        of = next((at for at in range(by - 1, max(first, by - LONGEST_PHRASE), -1) if words[at] == "of"), 0)
        chips = clauses.chips_in(of, by) if of else []
        if not chips:
            return None
        region = self._regions.find(ratio, max(first, ratio.start - REACH))
        if region is None:
            return None
        start, stop = clauses.phrase_from(*region)
        by_chip = start < stop and (clauses.chips_in(start, stop) or words[stop - 1] in clauses.sets.chip_word)
        return str(chips[-1].value.name) if by_chip else None

    def left(self, ratio: Candidate) -> str | None:
        """ "… by switching to the X from the Y", "… when they move from the Y to the X"."""
        words, at = self._clauses.words, ratio.end
        first, last = self._clauses.tokens.sentence(ratio.start)
        if words[at : at + 1] in (["by"], ["when"], ["after"]):
            return self._origin(at + 1, min(last, at + REACH_MOVE))
        moving = (
            at
            for at in range(first, min(first + REACH_OPENING, ratio.start))
            if words[at].endswith("ing") or words[at] in _MOVE
        )
        start = next((at for at in moving if words[at].startswith(MOVES)), None)
        if start is None:
            return self._replaced(first, ratio.start)
        return self._origin(start, min(start + REACH_MOVE, ratio.start))

    def _replaced(self, first: int, last: int) -> str | None:
        """ "Replacing the X with the Y cuts …", "swap the X for the Y": the X."""
        words = self._clauses.words
        for at in range(first, min(last, first + REACH_OPENING)):
            if words[at] in _REPLACES:
                start, end = self._clauses.phrase_from(at + 1, last)
                if words[end : end + 1] == ["of"]:
                    end = self._clauses.phrase_from(end + 1, last)[1]  # "a rack of 17 X servers"
                by = any(word in ("with", "for", "by") for word in words[end : min(end + 3, last)])
                return self._rivals.name(start, end, end) if by and start < end else None
        return None

    def _origin(self, first: int, last: int) -> str | None:
        """What something moves from, in the words."""
        words = self._clauses.words
        moves = next((step for step in range(first, last) if words[step].startswith(MOVES)), last)
        origin = next((step for step in range(moves, last) if words[step] == "from"), last)
        return self._rivals.phrase(origin + 1, last) if origin < last else None
