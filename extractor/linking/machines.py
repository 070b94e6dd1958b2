"""Is a chip only what a machine is built on: "the laptop with the X goes on sale", "the Acme 9, which uses the X,"?"""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import BE, Clauses
from extractor.linking.grammar import EventWords, Grammar
from extractor.linking.meant import Meant
from extractor.reading import Candidate

REACH_JOINT: Final = 6  # words from "with" to the chip
REACH_FIRST: Final = 5  # words from "first" to the machine
_JOINTS: Final = frozenset(["with", "using", "featuring", "packing", "sporting", "containing", "carrying"])
_DRIVEN: Final = frozenset(["powered", "driven", "based", "built", "running", "runs", "run"])
_HAVING: Final = frozenset(
    ["has", "have", "uses", "use", "packs", "features", "carries", "gets", "contains", "had", "used"]
)
_SKIPPED: Final = frozenset([",", "which", "that", "(", "–", "—"])
_SYSTEMS: Final = frozenset(["dgx", "hgx", "mgx"])
_SINGULAR: Final = frozenset(
    "laptop notebook phone smartphone handset tablet workstation server computer machine desktop console watch motherboard "
    "board supercomputer device system netbook".split()
)


class Machines:
    """Asks it of the chips of one article."""

    def __init__(self, clauses: Clauses, sets: EventWords, grammar: Grammar, meant: Meant) -> None:
        self._clauses, self._sets, self._grammar, self._meant = clauses, sets, grammar, meant

    def is_inside(self, chip: Candidate) -> bool:
        """Is the chip inside a machine, or a product by its name?

        The first machine with a chip brings it to market, and so do those that an article on the chip tells of.
        """
        words = self._clauses.words
        if words[chip.start - 1] in _SYSTEMS or words[chip.end : chip.end + 1][:1] in [[word] for word in _SINGULAR]:
            return True
        joint = self._joint(chip)
        if joint is None:
            return False
        head = self._head(joint)
        of_chip = (
            words[joint] in _HAVING and self._grammar.chip_before(head + 1) is not None
        )  # "the X uses the Y and ships"
        if words[head] in self._sets.machine and words[head].endswith("s"):
            return not self._is_first(head) and not self._meant.is_told(chip)
        return of_chip or self._is_machine(head)

    def _is_first(self, at: int) -> bool:
        return "first" in self._clauses.words[max(0, at - REACH_FIRST) : at]

    def _joint(self, chip: Candidate) -> int | None:
        """Where "with", "powered by" or "has" stands before the chip."""
        words = self._clauses.words
        for at in range(chip.start - 1, max(0, chip.start - REACH_JOINT) - 1, -1):
            if words[at] in _JOINTS or words[at] in _HAVING:
                return at
            if words[at] in ("by", "on") and words[at - 1] in _DRIVEN:
                return at - 1
            if words[at] in self._clauses.sets.phrase_end and not self._opens_phrase(at):
                return None
        return None

    def _opens_phrase(self, at: int) -> bool:
        return self._clauses.words[at] in self._clauses.sets.before_noun or self._clauses.owns(at)

    def _head(self, joint: int) -> int:
        """The last word of what has the chip."""
        at, words = joint - 1, self._clauses.words
        while at > 0 and (words[at] in _SKIPPED or words[at] in BE or words[at] in self._sets.adverb):
            at -= 1
        return at

    def _is_machine(self, at: int) -> bool:
        words = self._clauses.words
        if self._is_first(at) or self._grammar.chip_before(at + 1) is not None:
            return False
        if words[at] in _SINGULAR:
            return True
        known = at in self._clauses.names or words[at] in self._sets.whole or words[at] in self._sets.kinds
        name = self._clauses.text(at)[:1].isupper() or words[at][:1].isdigit()
        return name and not known and at > self._clauses.sentence_start(at)
