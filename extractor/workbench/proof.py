"""Rules carry their proof: run their examples and counterexamples.

An example holds if the rule matches one of the spans marked with its label, and every marked entity is answered, with the
attributes that its mark writes. A rule that yields no entity (silent, or label CUE) only has to match. A counterexample
holds if the rule yields nothing in it; that of a silent rule, if nothing of its label is found.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.errors import ChipwireError
from extractor.evaluation.marks import LABELS, GoldEntity, MarkError, read_marks
from extractor.evaluation.score import same
from extractor.pipeline import Extractor
from extractor.rules.load import LoadedRule
from extractor.rules.schema import Example
from extractor.schema import Entity

Kind = Literal["example", "counterexample"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One example or counterexample of a rule; `number` counts from 1."""

    rule: LoadedRule
    kind: Kind
    number: int
    example: Example

    @property
    def id(self) -> str:
        return f"{self.rule.id}-{self.kind}-{self.number}"

    def read(self) -> tuple[str, list[GoldEntity]]:
        """Return the bare text and what is marked in it; raise MarkError."""
        return read_marks(self.example.text, labels={*LABELS, "CUE", self.rule.rule.label}, as_written=True)

    @property
    def location(self) -> tuple[str, int]:
        """The key and the index in the rule's entry of its file."""
        return f"{self.kind}s", self.number - 1


def proofs(rules: Sequence[LoadedRule]) -> list[Proof]:
    """Return every example and counterexample of the rules, in their order.

    >>> import extractor
    >>> rules = extractor.load().rules.rules
    >>> proofs([rules["dates.month-year"]])[0].id
    'dates.month-year-example-1'
    """
    kinds: tuple[Kind, Kind] = ("example", "counterexample")
    return [
        Proof(loaded, kind, number, example)
        for loaded in rules
        for kind in kinds
        for number, example in enumerate(getattr(loaded.rule, f"{kind}s"), start=1)
    ]


def bare_texts(rules: Iterable[LoadedRule]) -> Iterator[str]:
    """Yield the texts of all examples and counterexamples, without their marks; those that are marked wrongly are left out."""
    for proof in proofs(list(rules)):
        with contextlib.suppress(MarkError):  # which is a fault of its own
            yield proof.read()[0]


def faults(chipwire: Extractor, proof: Proof) -> list[str]:
    """Return what does not hold, in words; nothing if the proof holds."""
    try:
        text, marked = proof.read()
        found = _found(chipwire, text, proof)
    except (MarkError, ChipwireError) as error:
        return [str(error)]
    return list(_wrongs_of_example(found, marked, proof) if proof.kind == "example" else _wrongs_of_none(found, proof))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is found in a proof's text: the spans that the rule matches, and the entities."""

    text: str
    spans: list[tuple[int, int]]
    entities: Sequence[Entity]


def _found(chipwire: Extractor, text: str, proof: Proof) -> _Found:
    result = chipwire.extract(text, proof.example.published)
    reading = chipwire.read(text, result.article.published)
    matches = [m for m in reading.matches_of(proof.rule.rule.label) if m.rule.id == proof.rule.id]
    tokens = reading.tokens
    return _Found(text, [(tokens.starts[m.start], tokens.end_of(m.end - 1)) for m in matches], result.entities)


def _wrongs_of_example(found: _Found, marked: list[GoldEntity], proof: Proof) -> Iterator[str]:
    rule = proof.rule.rule
    own = [mark for mark in marked if mark.label == rule.label]
    if not own:
        yield f"nothing is marked with the rule's label: write ⟦what it finds|{rule.label}⟧ in the example"
    elif not any((mark.start, mark.end) in found.spans for mark in own):
        matched = ", ".join(repr(found.text[start:end]) for start, end in found.spans)
        yield f"the rule does not match {' or '.join(repr(mark.text) for mark in own)}; it matches {matched or 'nothing'}"
    for mark in marked:
        if mark.label != "CUE" and not (rule.silent and mark.label == rule.label):
            yield from _wrongs_of_mark(found, mark)


def _wrongs_of_mark(found: _Found, mark: GoldEntity) -> Iterator[str]:
    at_place = [e for e in found.entities if e.label == mark.label and (e.start, e.end) == (mark.start, mark.end)]
    if not at_place:
        near = [e for e in found.entities if e.start < mark.end and e.end > mark.start]
        instead = ", ".join(f"{e.label} {e.text!r} ({e.rule})" for e in near)
        yield f"{mark.label} {mark.text!r} is not found; there is {instead or 'nothing'}"
        return
    for key, wanted in mark.attributes.items():
        got = getattr(at_place[0], key, None)
        if not same(key, wanted, got):
            yield f"{mark.label} {mark.text!r}: {key} is {got!r}, not {wanted!r}; {at_place[0].rule} read it"


def _wrongs_of_none(found: _Found, proof: Proof) -> Iterator[str]:
    rule = proof.rule.rule
    if rule.label == "CUE":
        for start, end in found.spans:
            yield f"the rule matches {found.text[start:end]!r}"
    for entity in found.entities:
        if entity.rule == rule.id or (rule.silent and entity.label == rule.label):
            yield f"{entity.label} {entity.text!r} is found, by {entity.rule}"
