"""What a clause's subject phrase speaks of: a quantity, a company, a chip described but not named."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import PREPOSITIONS, QUOTES, Clauses, Span
from extractor.linking.naming import is_proper

QUANTITIES: Final = frozenset(
    """
    performance latency throughput bandwidth efficiency power speed speeds energy cost costs count density gains gain improvement
    improvements benefits results consumption price yield capacity size area change increase speedup time rendering number
    inference training savings productivity difference advantage advantages rate rates boost life die requirements levels
    """.split()
)
_OPENINGS: Final = frozenset(
    """
    together likewise similarly nevertheless elsewhere specifically notably furthermore thus therefore accordingly recently
    later next separately others but and so yet meanwhile however additionally also instead moreover internally overall
    finally today still now here then even
    """.split()
)


def is_quantity(clauses: Clauses, stop: int) -> bool:
    return clauses.words[stop - 1] in QUANTITIES


def subject_phrase(clauses: Clauses, head: int, end: int) -> Span:
    """The phrase at `head`; a name set off by commas right before the verb ("One service, Acme, offers") goes first."""
    words = clauses.words
    start, stop = clauses.phrase_from(head, end)
    if end > head + 3 and words[end - 1] == ",":
        inner = clauses.phrase_to(end - 1, head)
        set_off = "," in words[inner[0] - 2 : inner[0]] and words[inner[0] - 1] not in ("a", "an")
        if inner[0] > stop and set_off and is_proper(clauses, *inner):
            return inner
    if stop < end - 1 and words[stop] in ("the", "its", "this"):
        return clauses.phrase_from(stop, end)  # a caption or heading ran into the sentence
    return start, stop


def behind_opening(clauses: Clauses, begin: int, end: int) -> int:
    """Behind an opening such as "In tests," or "Compared with the old one,"."""
    words = clauses.words
    while begin < end - 1 and (words[begin] in QUOTES or words[begin] in _OPENINGS or words[begin] in (",", ":")):
        begin += 1
    colon = next((at for at in range(end - 1, begin, -1) if words[at] in (":", ";")), None)
    if colon is not None and colon < end - 1:
        begin = colon + 1  # a caption's or heading's label
    commas = [at for at in range(begin, end - 1) if words[at] == ","]
    if not commas:
        return begin
    word = words[begin]
    opens = (
        word in PREPOSITIONS
        or word in _OPENINGS
        or word in clauses.sets.phrase_end - {"the", "a", "an", "this", "these"}
    )
    return commas[-1] + 1 if opens or word.endswith(("ly", "ing", "ed")) else begin


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
    ):
        return False
    return all(word in clauses.sets.pointing_word or word[0].isdigit() for word in words[start : stop - 1])


def reports(clauses: Clauses, at: int) -> bool:
    return clauses.words[at] in clauses.sets.report_verb and at not in clauses.names
