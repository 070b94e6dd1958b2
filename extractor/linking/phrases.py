"""What a clause's subject phrase speaks of: a quantity, a company, a chip described but not named."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import BULLETS, PREPOSITIONS, QUOTES, Clauses, Span
from extractor.linking.naming import is_proper

LONGEST_DATELINE: Final = 16
_DASHES: Final = frozenset(["-", "–", "—", "--"])
_OPENINGS: Final = frozenset(
    """
    together likewise similarly nevertheless elsewhere specifically notably furthermore thus therefore accordingly recently
    later next separately others but and so yet meanwhile however additionally also instead moreover internally overall
    finally today still now here then even
    """.split()
)


def is_of_task(clauses: Clauses, start: int, stop: int) -> bool:
    """Is it how well one task is done: "Vulkan rendering performance"?"""
    return stop - start > 1 and clauses.words[stop - 2] in clauses.sets.task_word


def is_quantity(clauses: Clauses, stop: int) -> bool:
    return clauses.words[stop - 1] in clauses.sets.quantity_word


def subject_phrase(clauses: Clauses, head: int, end: int) -> Span:
    """The phrase at `head`; a name set off by commas right before the verb ("One service, Acme, offers") goes first."""
    words = clauses.words
    start, stop = clauses.phrase_from(head, end)
    while stop - start > 1 and words[stop - 1] in clauses.sets.aside_adverb:
        stop -= 1  # "performance far exceeds"
    if end > head + 3 and words[end - 1] == ",":
        inner = clauses.phrase_to(end - 1, head)
        set_off = "," in words[inner[0] - 2 : inner[0]] and words[inner[0] - 1] not in ("a", "an")
        if inner[0] > stop and set_off and (is_proper(clauses, *inner) or words[inner[1] - 1].endswith("nm")):
            return inner
    if words[stop] == "(" and words[end - 1] == ")" and not clauses.chips_in(start, stop):
        inner = clauses.phrase_from(stop + 1, end)
        if inner[1] == end - 1 and clauses.chips_in(*inner):
            return inner  # "the top model (X)"
    if stop < end - 1 and words[stop] in ("the", "its", "this"):
        return clauses.phrase_from(stop, end)  # a caption or heading ran into the sentence
    return start, stop


def behind_opening(clauses: Clauses, begin: int, end: int) -> int:
    """Behind an opening such as "In tests," or "Compared with the old one,"."""
    words = clauses.words
    while begin < end - 1 and (words[begin] in QUOTES or words[begin] in _OPENINGS or words[begin] in (",", ":")):
        begin += 1
    if words[begin + 1 : begin + 3] == ["for", words[begin]] and begin + 3 < end:
        begin += 3  # "clock for clock the X …"
    colon = next((at for at in range(end - 1, begin, -1) if words[at] in (":", ";")), None)
    if colon is not None and colon < end - 1:
        begin = colon + 1  # a caption's or heading's label
    commas = [at for at in range(begin, end - 1) if words[at] == ","]
    if not commas:
        behind = clauses.phrase_from(begin + 1, end)[1] if words[begin] in PREPOSITIONS else end
        return behind if behind < end and words[behind] in ("the", "this", "its") else begin  # "on paper the X is"
    word = words[begin]
    opens = (
        word in PREPOSITIONS
        or word in _OPENINGS
        or word in clauses.sets.phrase_end - {"the", "a", "an", "this", "these"}
    )
    participle = word.endswith("ed") and (words[begin + 1] in clauses.sets.phrase_end or begin + 1 in clauses.dated)
    return commas[-1] + 1 if opens or participle or word.endswith(("ly", "ing")) else begin


def is_company(clauses: Clauses, stop: int) -> bool:
    entity = clauses.names.get(stop - 1)
    if entity is not None:
        return entity.label == "VENDOR"
    return clauses.words[stop - 1] in clauses.sets.vendor_like


def is_description(clauses: Clauses, head: int, start: int, stop: int) -> bool:
    words = clauses.words
    if (
        words[head] not in ("the", "this", "these", "its", "that", "both")
        or words[stop - 1] not in clauses.sets.chip_word
        or words[stop : stop + 1] == ["of"]  # "the fifth generation of Acme Link"
    ):
        return False
    return all(word in clauses.sets.pointing_word or word[0].isdigit() for word in words[start : stop - 1])


def reports(clauses: Clauses, at: int) -> bool:
    return clauses.words[at] in clauses.sets.report_verb and at not in clauses.names


def behind_dateline(clauses: Clauses, first: int, limit: int) -> int:
    """Behind "AUSTIN, Texas, June 3 —" at a paragraph's start, or a list's bullet."""
    words = clauses.words
    while first < limit and words[first] in BULLETS:
        first += 1
    begin = clauses.tokens.paragraph(first)[0]
    for at in range(begin, min(begin + LONGEST_DATELINE, limit)):
        if words[at] in _DASHES and not clauses.joined(at):
            return max(first, at + 1) if at > begin + 1 and _is_dateline(clauses, begin, at) else first
    return first


def _is_dateline(clauses: Clauses, begin: int, end: int) -> bool:
    """Is it a place, perhaps with a date: nothing but capitalised words, commas, brackets and figures?"""
    texts = [clauses.text(at) for at in range(begin, end)]
    named = all(
        not text[0].isalpha() or text[0].isupper() or at in clauses.dated for at, text in enumerate(texts, begin)
    )
    return named and ("," in texts or "(" in texts or texts[0].isupper()) and not clauses.chips_in(begin, end)


def is_fragment(clauses: Clauses, start: int, stop: int) -> bool:
    """Is it no noun phrase: a verb, an adjective, a figure, a date, people?"""
    words, last = clauses.words, stop - 1
    if start >= stop or last in clauses.dated:
        return True
    if last in clauses.names:
        return False
    word = words[last]
    if word[0].isdigit() or word in "%$€£":
        return not is_proper(clauses, start, stop)
    if word in clauses.sets.never_subject or word in clauses.sets.report_verb:
        return stop - start == 1 or not (clauses.text(last).istitle() and is_proper(clauses, start, last))  # "Xbox One"
    return stop - start == 1 and word.endswith(("ing", "ly")) and not clauses.text(last).isupper()


def is_part(clauses: Clauses, start: int, stop: int) -> bool:
    """Does the phrase name but a part of a chip, or what it sits in: "the rack", "memory", "desktop parts"?"""
    words = clauses.words
    if words[stop - 1] not in clauses.sets.part_word or is_proper(clauses, start, stop):
        return False
    known = clauses.sets.pointing_word | clauses.sets.part_word
    return all(word in known or word[0].isdigit() for word in words[start : stop - 1])
