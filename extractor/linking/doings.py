"""What is done, moved to or used, and so what a claim is of: "moving to the X doubles …", "with the X, teams can …"."""

from __future__ import annotations

from typing import Final

from extractor.linking.antecedent import Antecedents
from extractor.linking.clauses import QUOTES, Clauses
from extractor.linking.naming import name_phrase, name_with_rest
from extractor.linking.phrases import is_company, is_description, is_quantity
from extractor.reading import Candidate

REACH_OPENING: Final = 8  # words of a sentence in which "when moving to" begins
REACH_TASK: Final = 4  # words from a ratio, over what is done, to "with"
REACH_SYSTEM: Final = 8  # words behind "on" in which a system is named
_RUN: Final = frozenset(
    ["model", "models", "software", "application", "app", "framework", "library"]
)  # on something else
MOVES: Final = ("switch", "mov", "migrat", "upgrad", "going", "chang", "shift", "stepp")
_USES: Final = ("using", "add", "adopt", "deploy", "enabl", "employ", "choos", "pairing")
_REPLACES: Final = ("replac", "swap", "exchang")
_CODES: Final = frozenset(["code", "codes", "project", "app", "application", "simulation"])  # run on a system
_RAN: Final = ("ran", "run", "train", "test")
_WHEN: Final = frozenset(["by", "when", "after"])
_BEHIND_DOING: Final = frozenset(["to", "from", "on", "up", "with"])


class Doings:
    """Reads what is done in the clauses of one article."""

    def __init__(self, clauses: Clauses, antecedents: Antecedents) -> None:
        self._clauses, self._antecedents = clauses, antecedents
        self._central = antecedents.central

    def is_doing(self, head: int, end: int) -> bool:
        """Is the subject something done: "moving to the X", "sending a bit", but not "gaming performance"?"""
        words = self._clauses.words
        if head + 2 > end or not words[head].endswith("ing") or head in self._clauses.names:
            return False
        if words[head + 1] in _BEHIND_DOING:
            return words[head].startswith(MOVES)
        return words[head + 1] in self._clauses.sets.before_noun or head + 1 in self._clauses.names

    def done(self, head: int, end: int, floor: int, ratio: Candidate) -> str | None:
        """What is moved to, or used; what a task runs on; None where doing something else takes more or less."""
        clauses, words = self._clauses, self._clauses.words
        if words[head].startswith(MOVES):
            to = next((at for at in range(head + 1, end) if words[at] == "to"), None)
            return self.named_from(to + 1, end) if to is not None else None
        if words[head].startswith(_REPLACES):
            by = next((at for at in range(end - 1, head, -1) if words[at] in ("with", "by", "for")), None)
            return self.named_from(by + 1, end) if by is not None else None
        if words[head].startswith(_USES):
            return self.named_from(head + 1, end)
        on = next((at for at in range(head + 1, end) if words[at] in ("on", "with", "using")), None)
        if on is not None and clauses.chips_in(*clauses.phrase_from(on + 1, end)):
            return self.named_from(on + 1, end)
        return self._antecedents.find(head, floor, ratio.start) if words[head] in self._clauses.sets.task_word else None

    def moved_from_to(self, verb: int, end: int) -> str | None:
        """ "Acme has upgraded from the X to the Y": the Y."""
        words = self._clauses.words
        moves = next((at for at in range(verb, min(verb + 3, end)) if words[at].startswith(MOVES)), end)
        origin = moves + 1 if words[moves + 1 : moves + 2] == ["from"] else end
        to = next((at for at in range(origin, end) if words[at] == "to"), end)
        inner = self._clauses.phrase_from(to + 1, end)
        parts = [chip for chip in self._clauses.chips_in(*inner) if self._central.is_inner(chip)]
        return None if parts or inner[0] >= inner[1] else name_phrase(self._clauses, *inner)

    def moved_to(self, ratio: Candidate, floor: int) -> str | None:
        """ "… by switching to the new servers", "when going from the X to the Y, customers get …"."""
        clauses, words = self._clauses, self._clauses.words
        doing = ratio.end + 1 if words[ratio.end : ratio.end + 1] and words[ratio.end] in _WHEN else None
        if doing is None:
            openings = range(floor, min(floor + REACH_OPENING, ratio.start))
            doing = next((at + 1 for at in openings if words[at] in _WHEN and words[at + 1].startswith(MOVES)), None)
        if doing is None or doing >= len(words) or not words[doing].endswith("ing"):
            return None
        to = next((step for step in range(doing + 1, min(doing + 6, len(words) - 1)) if words[step] == "to"), None)
        if to is None:
            return None
        start, stop = clauses.phrase_from(to + 1, to + 9)
        return name_with_rest(clauses, start, stop, to + 12) if start < stop else None

    def named_from(self, at: int, end: int) -> str | None:
        start, stop = self._clauses.phrase_from(at, end)
        return name_with_rest(self._clauses, start, stop, end) if start < stop else None

    def used(self, at: int, limit: int) -> str | None:
        """ "With the new tool, teams can …", "… on the Acme system"."""
        clauses, words = self._clauses, self._clauses.words
        while at < len(words) - 2 and words[at] in QUOTES:
            at += 1
        if at >= len(words) - 2 or words[at] not in ("with", "using", "by", "on"):
            return None
        start, stop = clauses.phrase_from(at + 1 + (words[at + 1] == "using"), limit)
        if (
            start >= stop
            or words[start].endswith("ing")
            or words[start] in clauses.sets.holds_word
            or (words[stop - 1].endswith("ed") and stop - 1 not in clauses.names)
            or is_quantity(self._clauses, stop)
            or is_company(self._clauses, stop)
        ):
            return None
        head = words[stop - 1]
        device = head in clauses.sets.generic_head and head not in _RUN
        if words[at] == "on" and not device and not clauses.chips_in(start, stop):
            return None
        if words[start - 1] == "the" and is_description(clauses, start - 1, start, stop):
            return self._antecedents.find(at, clauses.sentence_start(at), at) or name_phrase(clauses, start, stop)
        name = name_with_rest(clauses, start, stop, limit)
        return None if self._central.is_barred(name) else name

    def run_on(self, verb: int, stop: int, ratio: Candidate) -> str | None:
        """What a code, whose phrase ends at `stop`, runs on: "code Z sees a 5x speedup on the X"; "… ran Z on the X, gaining"."""
        clauses, words = self._clauses, self._clauses.words
        if words[stop - 1] not in _CODES or stop - 1 in clauses.names:
            return None
        ran = next((at for at in range(verb, ratio.start) if words[at].startswith(_RAN)), ratio.start)
        for at in (*range(ran, ratio.start), *range(ratio.end, min(ratio.end + REACH_TASK, len(words)))):
            if words[at] in ("on", "with"):
                inner = clauses.phrase_from(at + 1, at + REACH_SYSTEM)
                if self._antecedents.is_spoken_of(*inner, ratio.start):
                    return name_phrase(clauses, *inner)
        return None

    def used_behind(self, ratio: Candidate) -> str | None:
        """ "5x faster with its new chip", "5x faster inference with its new chip"."""
        words = self._clauses.words
        for at in range(ratio.end, min(ratio.end + REACH_TASK, len(words))):
            if words[at] in ("with", "using", "by", "on"):
                return self.used(at, at + 8)
            if words[at] == "for" and (chips := self._clauses.chips_in(*self._clauses.phrase_from(at + 1, at + 8))):
                return str(chips[-1].value.name)
            if words[at] in self._clauses.sets.phrase_end or self._clauses.is_verb(at):
                break
        return None
