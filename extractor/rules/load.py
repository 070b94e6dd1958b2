"""Load the rules of one or more folders and compile them: `RuleSet` finds all their matches in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.tokenizer import Tokenizer

from extractor.errors import PatternError
from extractor.rules.automaton import Automaton
from extractor.rules.classes import Classes
from extractor.rules.context import Context
from extractor.rules.layers import Layers
from extractor.rules.patterns import Node, PatternReader, Sequence
from extractor.rules.schema import Macro, Rule, RuleFile
from extractor.rules.source import Source, check
from extractor.tokenizer import create_splitter
from extractor.tokens import RULE_START, Tokens


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
    context: Context | None


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
        reader = self._reader = PatternReader(_macros(files), create_splitter(tokenizer))
        self.rules: dict[str, LoadedRule] = {}
        patterns: list[tuple[Node, LoadedRule]] = []
        layers = _rules(files)
        for id, (source, rule) in layers.entries.items():
            try:
                nodes = [reader.read(alternative) for alternative in rule.alternatives]
                context = self._context(rule, nodes, reader)
                rank = -rule.priority, len(self.rules)
                loaded = LoadedRule(rule, source.path, rank, id, rule.label, rule.silent, context)
            except ValueError as error:
                raise PatternError(str(error), layers.place(id), id) from error
            self.rules[id] = loaded
            patterns += [(context.whole(node) if context else node, loaded) for node in nodes]
        self._automaton = Automaton(self.classes, patterns)

    def _context(self, rule: Rule, nodes: list[Node], reader: PatternReader) -> Context | None:
        if not rule.before and not rule.after:
            return None
        before, after = (reader.read(part) if part else None for part in (rule.before, rule.after))
        return Context(self.classes, before, nodes, after)

    def trees(self, rule: Rule, around: bool = True) -> list[Node]:
        """Return the rule's alternatives as trees, with what is to stand before and after where `around`."""
        ends = (rule.before, rule.after) if around else (None, None)
        wholes = [(ends[0], alternative, ends[1]) for alternative in rule.alternatives]
        return [Sequence(tuple(self._reader.read(part) for part in whole if part)) for whole in wholes]

    def flags(self, word_class: int) -> int:
        """RULE_START if a match may start with a word of the class."""
        return RULE_START if self._automaton.starts(word_class) else 0

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return all matches by their rules' label, in order of their start, then of their end."""
        self._automaton.forget()
        matches: defaultdict[str, list[Match]] = defaultdict(list)
        for start, end, rules in self._automaton.find(tokens.words, tokens.where(RULE_START)):
            for rule in rules:
                if rule.context is None:
                    matches[rule.label].append(Match(start, end, rule))
                elif inside := rule.context.locate(tokens.words, start, end):
                    matches[rule.label].append(Match(*inside, rule))
        return dict(matches)


def _rules(files: list[tuple[Source, RuleFile]]) -> Layers[tuple[Source, Rule]]:
    layers: Layers[tuple[Source, Rule]] = Layers("rule")
    for source, file in files:
        layers.switch_off(source)
        for index, rule in enumerate(file.rules):
            layers.add(rule.id, (source, rule), source, ("rules", index))
    return layers


def _macros(files: list[tuple[Source, RuleFile]]) -> dict[str, Macro]:
    layers: Layers[Macro] = Layers("macro")
    for source, file in files:
        for name, macro in file.macros.items():
            layers.add(name, macro, source, ("macros", name))
    return layers.entries
