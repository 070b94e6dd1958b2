"""What an article with no chip in it is about: the name in its title that the text takes up."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Clauses, Span
from extractor.linking.naming import is_name_word

LONGEST_TITLE: Final = 30
LONGEST_NAME: Final = 4
REACH_TAKEN_UP: Final = 400  # words of the text in which the title's name is looked for


def titled_name(clauses: Clauses) -> str | None:
    """The longest run of capitalised words and figures that title and text share; None where the title names nothing."""
    paragraphs = clauses.tokens.paragraphs
    if len(paragraphs) < 2 or paragraphs[1] > LONGEST_TITLE:
        return None
    end = paragraphs[1]
    texts = [word.text for word in clauses.tokens.words[: end + REACH_TAKEN_UP]]
    opening = set(texts[:end])
    taken_up = [at for at in range(end, len(texts)) if texts[at] in opening and _opens_name(clauses, at)]
    shared: list[Span] = [
        (at, at + _shared(clauses, texts, start, at))
        for at in taken_up
        for start in range(end)
        if texts[start] == texts[at]
    ]
    longest = max(shared, key=lambda span: span[1] - span[0], default=None)
    return clauses.reading.surface(*longest) if longest else None


def _shared(clauses: Clauses, texts: list[str], start: int, at: int) -> int:
    """How many words the name at `at` shares with what starts at `start`."""
    length = 1
    while length < LONGEST_NAME and at + length < len(texts) and texts[start + length] == texts[at + length]:
        if not (texts[at + length].isdigit() or _opens_name(clauses, at + length)):
            break
        length += 1
    return length


def _opens_name(clauses: Clauses, at: int) -> bool:
    if at in clauses.names or clauses.words[at] in clauses.sets.never_subject:
        return False
    return is_name_word(clauses, at) and clauses.text(at)[0].isalpha()
