"""Chips that a date stands beside with no verb: "the X of 2021", "the X in 2026 and the Y in 2027", "The X, in 2027, should",
"the X (2026)", "we expect the X in 2026"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from extractor.linking.clauses import Clauses
from extractor.reading import Candidate

REACH_START: Final = 5  # words before the first chip of a clause
REACH_NEXT: Final = 4  # words from one pair to the next
REACH_AWAITED: Final = 6  # words from "expect" to the chip
_IN: Final = frozenset(", : – — - ( | in on for by the around about sometime later".split())
_AWAITING: Final = frozenset(["expect", "expects", "expecting", "awaiting", "promises", "anticipate", "anticipates"])
_WAITED: Final = (["wait", "for"], ["look", "for"])
_OPENING: Final = frozenset(
    ["the", "a", "an", "its", "'s", "’s", "first", "new", "next", "and", "-", "–", "•", "new", "by", "|"]
)
_AHEAD: Final = frozenset(["should", "will", "would", "is", "are", "joined", "brought", "brings", "|"])
_NO_PLACE: Final = frozenset([",", "(", ":", "-", "–", "—"])  # before a date that is no adverb
Pair = tuple[Candidate, Candidate]


def dated_chips(clauses: Clauses, dates: list[Candidate]) -> Iterator[Pair]:
    """Yield the chips and the dates on which they come, or came, to market."""
    before: Pair | None = None
    told = False
    for date in dates:
        chip, joint = _chip_before(clauses, date)
        if chip is None:
            continue
        pair = (chip, date)
        if joint == "of":
            if clauses.words[date.end - 1].isdigit():
                yield pair
        elif _in_brackets(clauses, date):
            yield pair
        elif before is not None and 0 < chip.start - before[1].end <= REACH_NEXT and _is_list(clauses, before[1], chip):
            if not told:
                yield before
            yield pair
            told, before = True, pair
            continue
        elif (joint and _opens(clauses, pair)) or _is_awaited(clauses, pair):
            yield pair
        before, told = pair, False


def followers(clauses: Clauses, dates: list[Candidate]) -> Iterator[tuple[Candidate, Candidate, Candidate]]:
    """Yield a date, and the chip and date that follow it with the same verb: "the X ships in May, and the Y in June"."""
    for before, date in pairwise(dates):
        chip, joint = _chip_before(clauses, date)
        if chip is None or joint == "of" or not 0 < chip.start - before.end <= REACH_NEXT:
            continue
        if _is_list(clauses, before, chip):
            yield before, chip, date


def roadmap_openings(clauses: Clauses, dates: list[Candidate], bringing: frozenset[str]) -> Iterator[Pair]:
    """Yield the chips and dates of "In 2027, the X will replace the Y": `bringing` are what only a chip that is out does."""
    words = clauses.words
    for date in dates:
        first = clauses.sentence_start(date.start)
        if date.start - first > REACH_START or not all(words[at] in _IN for at in range(first, date.start)):
            continue
        at = date.end + (words[date.end : date.end + 1] == [","])
        chips = clauses.chips_in(at, at + REACH_START)[:1]
        named = chips and all(at in clauses.names or words[at] in _OPENING for at in range(at, chips[0].start))
        if not named:
            continue
        verb = chips[0].end
        while verb < len(words) and words[verb] in clauses.sets.chip_word:
            verb += 1
        if words[verb : verb + 1] in (["will"], ["would"]) and not bringing.isdisjoint(words[verb + 1 : verb + 2]):
            yield chips[0], date


def is_owner(date: Candidate, words: list[str]) -> bool:
    """ "Last year's chips"."""
    return date.end < len(words) and words[date.end] in ("'s", "’s")


def is_model_year(date: Candidate, clauses: Clauses) -> bool:
    """ "The X of 2023"."""
    return clauses.words[date.start - 1] == "of" and clauses.chip_at(date.start - 2) is not None


def _chip_before(clauses: Clauses, date: Candidate) -> tuple[Candidate | None, str]:
    """The chip right before the date, but for "in the" or "series of", and the word that joins them, if any."""
    words, at = clauses.words, date.start - 1
    joint = words[at]
    while at > 0 and at not in clauses.names and (words[at] in _IN or words[at] == joint == "of"):
        at -= 1
    if at == date.start - 1:
        joint = ""
    while (
        at > 0
        and at not in clauses.names
        and (words[at] in clauses.sets.chip_word or words[at] in ("series", "server", "family"))
    ):
        at -= 1
    return clauses.chip_at(at), joint


def _is_list(clauses: Clauses, date: Candidate, chip: Candidate) -> bool:
    between = clauses.words[date.end : chip.start]
    return between[0] in (",", "and", ";", "then") and not any(map(clauses.is_verb, range(date.end, chip.start)))


def _in_brackets(clauses: Clauses, date: Candidate) -> bool:
    """ "The X (2026)"."""
    return clauses.words[date.start - 1] == "(" and clauses.words[date.end : date.end + 1] == [")"]


def _is_awaited(clauses: Clauses, pair: Pair) -> bool:
    """ "We expect the X in June", and nothing more of it: not "we expect the X in June to be fast"."""
    chip, date = pair
    words, start = clauses.words, chip.start
    if words[date.end : date.end + 1] == ["to"] or words[date.start - 1] in _NO_PLACE:
        return False
    for at in range(start - 1, max(clauses.sentence_start(start), start - REACH_AWAITED) - 1, -1):
        if words[at] in _AWAITING or words[at : at + 2] in _WAITED:
            return True
        if at not in clauses.names and words[at] in clauses.sets.phrase_end and words[at] not in _OPENING | {"for"}:
            return False
    return False


def _opens(clauses: Clauses, pair: Pair) -> bool:
    """Is the pair the subject of a sentence on what it will do, or a sentence of its own?"""
    chip, date = pair
    first, last = clauses.tokens.sentence(chip.start)
    before = range(first, chip.start)
    if len(before) > REACH_START or not all(at in clauses.names or clauses.words[at] in _OPENING for at in before):
        return False
    behind = date.end + (clauses.words[date.end : date.end + 1] == [","])
    return behind >= last - 1 or clauses.words[behind] in _AHEAD
