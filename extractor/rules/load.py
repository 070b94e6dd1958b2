"""Load the rules of one or more folders and compile them: `RuleSet` finds all their matches in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from spacy.tokenizer import Tokenizer

from extractor.errors import PatternError
from extractor.rules.automaton import Automaton
from extractor.rules.classes import Classes
from extractor.rules.context import FARTHEST_BACK, Context
from extractor.rules.layers import Layers
from extractor.rules.patterns import Node, PatternReader, Sequence
from extractor.rules.schema import CueKind, Macro, Rule, RuleFile
from extractor.rules.source import Source, check
from extractor.tokenizer import create_splitter
from extractor.tokens import FIRST_CUE_START, RULE_START, Tokens, Word

CUE = "CUE"
CUE_START: Final = {kind: FIRST_CUE_START << number for number, kind in enumerate(get_args(CueKind))}


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
    cue: CueKind | None


@dataclass(slots=True)
class Match:
    """Where a rule matched: words `start` to `end`, half-open."""

    start: int
    end: int
    rule: LoadedRule


class RuleSet:
    """All rules, compiled. Words are classified by `classes`, matches found by `scan`.

    Cues are by far the most matches, and few are ever asked for: so each kind of them has an automaton of its own.
    """

    def __init__(self, sources: Iterable[Source], tokenizer: Tokenizer) -> None:
        files = [(source, check(source, RuleFile)) for source in sources]
        self.classes = Classes()
        self.reader = PatternReader(_macros(files), create_splitter(tokenizer))
        self.rules: dict[str, LoadedRule] = {}
        patterns: defaultdict[CueKind | None, list[tuple[Node, LoadedRule]]] = defaultdict(list)
        layers = _rules(files)
        for id, (source, rule) in layers.entries.items():
            try:
                rank = -rule.priority, len(self.rules)
                self.rules[id], wholes = compile_rule(rule, source.path, rank, self.reader, self.classes)
            except ValueError as error:
                raise PatternError(str(error), layers.place(id), id) from error
            patterns[rule.cue] += [(whole, self.rules[id]) for whole in wholes]
        self._automaton = Automaton(self.classes, patterns.pop(None, []))
        self._cues = {kind: Automaton(self.classes, of_kind) for kind, of_kind in patterns.items() if kind}
        self._starting: defaultdict[int, int] = defaultdict(int)  # the flags of words that fulfil a predicate
        for flag, automaton in [(RULE_START, self._automaton), *((CUE_START[k], a) for k, a in self._cues.items())]:
            for asked in automaton.start.leads:
                self._starting[asked] |= flag

    def trees(self, rule: Rule, around: bool = True) -> list[Node]:
        """Return the rule's alternatives as trees, with what is to stand before and after where `around`."""
        ends = (rule.before, rule.after) if around else (None, None)
        wholes = [(ends[0], alternative, ends[1]) for alternative in rule.alternatives]
        return [Sequence(tuple(self.reader.read(part) for part in whole if part)) for whole in wholes]

    def flags(self, word_class: int) -> int:
        """RULE_START if a match may start with a word of the class, and a cue's flag for each kind of cue that may."""
        flags = 0
        for asked in self.classes.fulfilled[word_class]:
            flags |= self._starting.get(asked, 0)
        return flags

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return all matches but those of cues by their rules' label, in order of their start, then of their end."""
        matches: defaultdict[str, list[Match]] = defaultdict(list)
        for match in find(self._automaton, tokens.words, tokens.where(RULE_START)):
            matches[match.rule.label].append(match)
        return dict(matches)

    def cues(self, tokens: Tokens) -> Cues:
        """Return a view of the article's cues; they are found once they are asked for."""
        return Cues(self._cues, tokens)


class Cues:
    """The cues of one article."""

    def __init__(self, automata: dict[CueKind, Automaton[LoadedRule]], tokens: Tokens) -> None:
        self._automata, self._tokens = automata, tokens
        self._places: dict[CueKind, list[int]] = {}
        self._found: dict[CueKind, list[Match]] = {}

    def all(self) -> list[Match]:
        """The cues of all kinds."""
        return [match for kind in self._automata for match in self.of(kind)]

    def of(self, kind: CueKind) -> list[Match]:
        """All cues of a kind, in order."""
        if kind not in self._found:
            self._found[kind] = self._find(kind, 0, len(self._tokens.words))
        return self._found[kind]

    def between(self, kind: CueKind, first: int, last: int) -> list[Match]:
        """The cues of a kind that begin at one of the words `first` to `last`, half-open."""
        if kind in self._found:
            found = self._found[kind]
            return found[bisect_left(found, first, key=_start) : bisect_left(found, last, key=_start)]
        found = self._find(kind, first - FARTHEST_BACK, last)  # what a cue asks for before it is found with it
        return [match for match in found if first <= match.start < last]

    def _find(self, kind: CueKind, first: int, last: int) -> list[Match]:
        automaton = self._automata.get(kind)
        if automaton is None:
            return []
        places = self._places.get(kind)
        if places is None:
            places = self._places[kind] = self._tokens.where(CUE_START[kind])
        found = find(automaton, self._tokens.words, places[bisect_left(places, first) : bisect_left(places, last)])
        found.sort(key=_start)  # what a cue asks for before it shifts its start
        return found


def _start(match: Match) -> int:
    return match.start


def find(automaton: Automaton[LoadedRule], words: list[Word], firsts: list[int]) -> list[Match]:
    """Return the matches that start at one of the words, in order of their start, then of their end."""
    found = []
    for start, end, rules in automaton.find(words, firsts):
        for rule in rules:
            if rule.context is None:
                found.append(Match(start, end, rule))
            elif inside := rule.context.locate(words, start, end):
                found.append(Match(*inside, rule))
    return found


def compile_rule(
    rule: Rule, path: Path, rank: tuple[int, int], reader: PatternReader, classes: Classes
) -> tuple[LoadedRule, list[Node]]:
    """Return the rule, and the patterns that its matches are found by; ValueError says what is wrong."""
    nodes = [reader.read(alternative) for alternative in rule.alternatives]
    context = None
    if rule.before or rule.after:
        before, after = (reader.read(part) if part else None for part in (rule.before, rule.after))
        context = Context(classes, before, nodes, after)
    loaded = LoadedRule(rule, path, rank, rule.id, rule.label, rule.silent, context, rule.cue)
    return loaded, [context.whole(node) if context else node for node in nodes]


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
