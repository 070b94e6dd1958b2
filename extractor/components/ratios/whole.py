"""Is a match a ratio as a whole, or a piece of something else?"""

from __future__ import annotations

import re
from typing import Final

from extractor.components.ratios.surroundings import DETERMINERS
from extractor.reading import Reading

REACH_RANGE: Final = 4
HYPHENS: Final = frozenset("-‐‑")
_COMPARATIVES: Final = frozenset(
    ["faster", "slower", "better", "higher", "lower", "more", "less", "quicker", "larger", "smaller"]
)
_PERCENT: Final = frozenset(["%", "percent", "cent", "pct"])
_SPEAKERS: Final = frozenset(["you", "we", "they", "i", "to", "players", "who", "can", "will"])
_FIGURE: Final = re.compile(r"\d[\d.,]*x?|[%x×]|percent|pct|cent")
_VERBAL_BEHIND: Final = frozenset(["much", "less", "more", "far", "only", "about", "$", "significantly"])


def is_cut_short(reading: Reading, start: int, end: int) -> bool:
    """Is the match a part of something else: a share ("grew 30% of"), "v6e-1 and 2x", "beat it by 3x faster"?"""
    words = reading.lower
    behind = words[end] if end < len(words) else ""
    if words[start] == "speed" and words[start - 1] in DETERMINERS and words[end - 1] in _PERCENT:
        return "by" in words[start:end]  # "trumps the speed of the old one by 5%": no verb
    if words[end - 1] in ("cost", "costs") and (behind in _VERBAL_BEHIND or behind[:1].isdigit()):
        return True  # "25% more performance and cost much less"
    if words[end - 1] == "current" and (behind[:1].isdigit() or bool(reading.between(end, end + 2))):
        return True  # "half the current X1"
    if words[end - 1].endswith("ing") and behind in DETERMINERS:
        return True  # "30% more performance taking the lead"
    if end - start > 2 and words[end - 1].isalpha() and _goes_on(reading, end):
        return True  # "10% improvement in memory-intensive tasks"
    if _is_pair(words, start, end):
        return True
    if end - start > 1 and words[start - 1] in _SPEAKERS and words[end - 1] in ("double", "triple", "halve"):
        return True  # "you score double"
    if (
        words[start + 1 : start + 2] == ["and"]
        and words[start + 2 : start + 3] != ["a"]
        and words[start - 1] != "between"
        and start + 2 < end
    ):
        return True
    if not (words[end - 1] in _PERCENT or words[end - 1] == "times" or words[end - 1][:1].isdigit()):
        return False
    return (behind == "of" and words[end - 1] in _PERCENT) or behind in _COMPARATIVES


def _goes_on(reading: Reading, end: int) -> bool:
    """Does a hyphen tie the next word to the last one?"""
    tokens, words = reading.tokens, reading.lower
    if end + 1 >= len(words) or words[end] not in HYPHENS or not words[end + 1].isalpha():
        return False
    return tokens.starts[end] == tokens.end_of(end - 1) and tokens.starts[end + 1] == tokens.end_of(end)


def _is_pair(words: list[str], start: int, end: int) -> bool:
    """ "By 15% and 30%, respectively": two figures, and no range from one to the other."""
    joints = (at for at in range(start + 1, end - 1) if words[at] == "and" and words[at + 1][0].isdigit())
    joint = next((at for at in joints if _FIGURE.fullmatch(words[at - 1])), None)
    return joint is not None and {"between", "from"}.isdisjoint(words[max(0, joint - REACH_RANGE) : joint])
