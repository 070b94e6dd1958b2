"""Why something was found or not: every candidate of a text with what became of it, and how far a rule's patterns got."""

from __future__ import annotations

import ast
import datetime as dt
import difflib
from collections.abc import Iterator
from itertools import chain
from typing import Any

from extractor.discards import discards, winner
from extractor.errors import PatternError
from extractor.pipeline import Extractor
from extractor.reading import Candidate, Discarded, Reading
from extractor.rules.automaton import Automaton
from extractor.rules.load import LoadedRule, Match
from extractor.rules.patterns import Choice, Node, Repeat, Token
from extractor.rules.predicates import Predicate
from extractor.rules.schema import Pattern
from extractor.tokenizer import HYPHENS
from extractor.workbench.explained import Explanation, Found, Trace

MOST_WORDS_NAMED = 8


def explain(
    chipwire: Extractor, text: str, rule_id: str | None = None, published: dt.date | None = None
) -> Explanation:
    """Return every candidate in the text, and for one rule how far its patterns got. Raise PatternError for no such rule.

    >>> import extractor
    >>> explanation = explain(extractor.load(), "It came in June 2022.", "dates.month-year")
    >>> [(found.rule, found.text) for found in explanation.candidates if found.won]
    [('dates.month-year', 'June 2022')]
    >>> explanation.traces[0].matched
    True
    """
    reading = chipwire.read(text, published, explain=True)
    found = sorted(_candidates(reading), key=lambda one: (one.start, -one.end, not one.won))
    if rule_id is None:
        return Explanation(text=text, words=[word.text for word in reading.tokens.words], candidates=found)
    loaded = find_rule(chipwire, rule_id)
    return Explanation(
        text=text,
        words=[word.text for word in reading.tokens.words],
        candidates=[one for one in found if rule_id in (one.rule, one.lost_to)],
        traces=tuple(_traces(chipwire, loaded, reading)),
    )


def find_rule(chipwire: Extractor, rule_id: str) -> LoadedRule:
    """Return the rule; raise PatternError, which names what is written nearly so, if there is none."""
    known = chipwire.rules.rules
    if rule_id in known:
        return known[rule_id]
    near = ", ".join(difflib.get_close_matches(rule_id, known))
    what = f"near it: {near}" if near else "`chipwire rules list` shows them"
    raise PatternError(f"there is no rule {rule_id!r}; {what}")


def _candidates(reading: Reading) -> Iterator[Found]:
    for entity in reading.entities:
        yield _found(reading, entity, won=True, value=_value(entity))
    for lost in discards(reading):
        yield _found(reading, lost, reason=lost.reason, lost_to=winner(reading, lost.start, lost.end))
    for match in chain(reading.cues.all(), *reading.matches.values()):
        if match.rule.silent or match.rule.label == "CUE":
            yield _of_match(reading, match)


def _of_match(reading: Reading, match: Match) -> Found:
    """What a match that can't become an entity is there for."""
    rule = match.rule.rule
    if rule.label == "CUE":
        reason = f"a cue ({rule.cue}): it tells of what stands around it"
    else:
        reason = "a silent rule: it keeps others off"
    return _found(reading, Discarded(rule.label, match.start, match.end, match.rule.id, reason), reason=reason)


def _found(reading: Reading, one: Candidate | Discarded, won: bool = False, **more: Any) -> Found:
    tokens = reading.tokens
    place = {"start": tokens.starts[one.start], "end": tokens.end_of(one.end - 1)}
    text = reading.surface(one.start, one.end)
    return Found(label=one.label, rule=one.rule, text=text, won=won, **place, **more)


def _value(entity: Candidate) -> Any:
    return entity.value if isinstance(entity.value, str) else entity.value.fields()


def _traces(chipwire: Extractor, loaded: LoadedRule, reading: Reading) -> Iterator[Trace]:
    rule = loaded.rule
    for pattern, tree in zip(rule.alternatives, chipwire.rules.trees(rule), strict=True):
        parts = [written(part) for part in (rule.before, pattern, rule.after) if part]
        yield _trace(chipwire, tree, " + ".join(parts), reading)


def _trace(chipwire: Extractor, tree: Node, pattern: str, reading: Reading) -> Trace:
    words, tokens = reading.tokens.words, reading.tokens
    classes = chipwire.rules.classes
    automaton = Automaton(classes, [(tree, True)])
    asked = {classes.add(predicate): predicate for predicate in _predicates(tree)}
    for first in range(len(words)):
        if ends := automaton.ends(words, first):
            return Trace(pattern=pattern, start=tokens.starts[first], end=tokens.end_of(ends[-1][0] - 1), matched=True)
    reached = [
        (at - first, first, at, wanted) for first in range(len(words)) for at, wanted in [automaton.trace(words, first)]
    ]
    length, first, at, wanted = max(reached, key=lambda one: (one[0], -one[1]), default=(0, 0, 0, frozenset()))
    start = tokens.starts[first] if words else 0
    return Trace(
        pattern=pattern,
        start=start,
        end=tokens.end_of(at - 1) if length else start,
        matched=False,
        failed_at=words[at].text if at < len(words) else None,
        wanted=tuple(describe(asked[number]) for number in sorted(wanted)),
    )


def _predicates(node: Node) -> Iterator[Predicate]:
    if isinstance(node, Token):
        yield node.predicate
    elif isinstance(node, Repeat):
        yield from _predicates(node.node)
    else:
        for part in node.options if isinstance(node, Choice) else node.items:
            yield from _predicates(part)


def describe(predicate: Predicate) -> str:
    """Say what a predicate asks of a word.

    >>> from extractor.rules.predicates import create_predicate
    >>> describe(create_predicate({"LOWER": {"IN": ["faster", "slower"]}})), describe(create_predicate({"IS_TITLE": True}))
    ('faster, slower', 'IS_TITLE')
    """
    return " and ".join(_asked(key, condition) for key, condition in ast.literal_eval(predicate.key)) or "any word"


def _asked(key: str, condition: Any) -> str:
    if isinstance(condition, bool):
        return key if condition else f"not {key}"
    if not isinstance(condition, dict):
        return str(condition)
    ((operator, value),) = condition.items()
    if operator in ("IN", "NOT_IN"):
        words = sorted(map(str, value))
        more = len(words) - MOST_WORDS_NAMED
        named = "-" if set(words) <= set(HYPHENS) else ", ".join(words[:MOST_WORDS_NAMED])
        named += f" and {more} more" if more > 0 and named != "-" else ""
        return named if operator == "IN" else f"none of {named}"
    return f"{key} {'like' if operator == 'REGEX' else operator} {value}"


def written(pattern: Pattern) -> str:
    """Return a pattern as it is written in a rules file, on one line."""
    return " ".join(item if isinstance(item, str) else str(item).replace("'", "") for item in pattern)
