"""Load the rules of one or more folders and compile them: `RuleSet` finds all their matches in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokenizer import Tokenizer

from extractor.errors import PatternError
from extractor.rules.automaton import Automaton, Classes
from extractor.rules.layers import Layers
from extractor.rules.patterns import Node, PatternReader
from extractor.rules.patterns import Sequence as NodeSequence
from extractor.rules.schema import Macro, Pattern, Rule, RuleFile
from extractor.rules.source import Source, check
from extractor.tokens import RULE_START, Tokens, Word


@dataclass(frozen=True, slots=True, eq=False)
class LoadedRule:
    """A rule with the file it comes from and its rank: of matches of equal length the lowest rank is taken.

    What is asked for at every match stands here too, out of the model.
    """

    rule: Rule
    path: Path
    rank: tuple[int, int]
    id: str
    label: str
    silent: bool
    parts: tuple[Automaton[bool] | None, Automaton[bool], Automaton[bool] | None] | None


@dataclass(slots=True)
class Match:
    """Where a rule matched: words `start` to `end`, half-open."""

    start: int
    end: int
    rule: LoadedRule


class RuleSet:
    """All rules, compiled. Words are classified by `classify`, matches found by `scan`."""

    def __init__(self, sources: Iterable[Source], tokenizer: Tokenizer) -> None:
        files = [(source, check(source, RuleFile)) for source in sources]
        self.classes = Classes()
        reader = PatternReader(_macros(files), lambda text: [token.text for token in tokenizer(text)])
        self.rules: dict[str, LoadedRule] = {}
        patterns: list[tuple[Node, LoadedRule]] = []
        layers = _rules(files)
        for id, (source, rule) in layers.entries.items():
            try:
                nodes = [_whole(rule, alternative, reader) for alternative in rule.alternatives]
                rank, parts = (-rule.priority, len(self.rules)), self._parts(rule, reader)
                loaded = LoadedRule(rule, source.path, rank, id, rule.label, rule.silent, parts)
            except ValueError as error:
                raise PatternError(str(error), layers.place(id), id) from error
            self.rules[id] = loaded
            patterns += [(node, loaded) for node in nodes]
        self._automaton = Automaton(self.classes, patterns)

    def _parts(
        self, rule: Rule, reader: PatternReader
    ) -> tuple[Automaton[bool] | None, Automaton[bool], Automaton[bool] | None] | None:
        if not rule.before and not rule.after:
            return None
        before, after = (_single(self.classes, (part,), reader) if part else None for part in (rule.before, rule.after))
        inside = _single(self.classes, rule.alternatives, reader)
        return before, inside, after

    def flags(self, word_class: int) -> int:
        """RULE_START if a match may start with a word of the class."""
        return RULE_START if self._automaton.starts(word_class) else 0

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return all matches by their rules' label, in order of their start, then of their end."""
        self._automaton.forget()
        matches: defaultdict[str, list[Match]] = defaultdict(list)
        for start, end, rules in self._automaton.find(tokens.words, tokens.flagged):
            for rule in rules:
                if rule.parts is None:
                    matches[rule.label].append(Match(start, end, rule))
                elif inner := _inside(tokens.words, start, end, rule):
                    matches[rule.label].append(inner)
        return dict(matches)


def _rules(files: Sequence[tuple[Source, RuleFile]]) -> Layers[tuple[Source, Rule]]:
    layers: Layers[tuple[Source, Rule]] = Layers("rule")
    for source, file in files:
        layers.switch_off(source)
        for index, rule in enumerate(file.rules):
            layers.add(rule.id, (source, rule), source, ("rules", index))
    return layers


def _macros(files: Sequence[tuple[Source, RuleFile]]) -> dict[str, Macro]:
    layers: Layers[Macro] = Layers("macro")
    for source, file in files:
        for name, macro in file.macros.items():
            layers.add(name, macro, source, ("macros", name))
    return layers.entries


def _whole(rule: Rule, pattern: Pattern, reader: PatternReader) -> Node:
    return NodeSequence(tuple(reader.read(part) for part in (rule.before, pattern, rule.after) if part))


def _single(classes: Classes, patterns: Sequence[Pattern], reader: PatternReader) -> Automaton[bool]:
    return Automaton(classes, [(reader.read(pattern), True) for pattern in patterns])


def _inside(words: list[Word], start: int, end: int, rule: LoadedRule) -> Match | None:
    """Find the part of a match that the rule's pattern covers, without the context before and after."""
    assert rule.parts
    before, inside, after = rule.parts
    begins = [at for at, _ in before.ends(words, start)] if before else [start]
    for begin in begins:
        if begin < end:
            for stop, _ in reversed(inside.ends(words, begin)):
                if stop == end if after is None else stop < end and any(at == end for at, _ in after.ends(words, stop)):
                    return Match(begin, stop, rule)
    return None
