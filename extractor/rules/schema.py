"""The shape of a rules file: macros and rules, unknown keys refused.

A pattern is a list of items, or a string of items with blanks between. An item is

- a token in spaCy's form, `{LOWER: {IN: [faster, slower]}, OP: "?"}`;
- a macro, `$number`, `$number?`, `$adjective{0,2}`;
- a word to match whatever its case: `times`, `the?`, `times|x`; several words in it are several tokens.

Repeats are bounded: `?`, `{n}` and `{n,m}`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Item = str | dict[str, Any]
# What a cue may tell of: each kind is asked for by one of the stages.
CueKind = Literal["direction", "compared", "results", "game", "hedge", "veto", "people", "status", "event"]


def _items(pattern: Any) -> Any:
    return pattern.split() if isinstance(pattern, str) else pattern


def _words(words: Any) -> Any:
    if isinstance(words, str):
        return words.split()
    return (
        [str(word) if isinstance(word, int | float) else word for word in words] if isinstance(words, list) else words
    )


Pattern = Annotated[
    tuple[Item, ...], BeforeValidator(_items, json_schema_input_type=str | tuple[Item, ...]), Field(min_length=1)
]
Words = Annotated[tuple[str, ...], BeforeValidator(_words), Field(min_length=1)]


def _written(pattern: str, how: str) -> BeforeValidator:
    """Say of a name that is written otherwise how it is written, rather than the expression."""

    def check(name: Any) -> Any:
        if isinstance(name, str) and not re.fullmatch(pattern, name):
            raise ValueError(how)
        return name

    return BeforeValidator(check, json_schema_input_type=Annotated[str, Field(pattern=pattern)])


RuleId = Annotated[
    str, _written(r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", "an id is written in small letters, such as prices.in-dollars")
]
Label = Annotated[str, _written(r"^[A-Z][A-Z0-9_]*$", "a label is written in capitals, such as PRICE")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Macro(Strict):
    """One of: `words` (a set of words or phrases, matched whatever their case), `token` (one token), `any` (patterns)."""

    words: Words | None = None
    token: dict[str, Any] | None = None
    any: tuple[Pattern, ...] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Macro:
        if sum(part is not None for part in (self.words, self.token, self.any)) != 1:
            raise ValueError("a macro has exactly one of 'words', 'token', 'any'")
        return self


class Example(Strict):
    """A sentence with what the rule finds marked in place, ⟦surface|LABEL key=value⟧, and the day it was published."""

    text: str
    published: str | None = None


def _example(example: Any) -> Any:
    return {"text": example} if isinstance(example, str) else example


Examples = tuple[Annotated[Example, BeforeValidator(_example, json_schema_input_type=str | Example)], ...]


class Rule(Strict):
    """What to find: a `pattern` (or several `patterns`), perhaps only `before` or `after` something else.

    `label` is CHIP, VENDOR, RATIO, DATE, a label of your own, or CUE for words that tell something of the entities
    around them (`cue` says what kind, `value` what it tells). A `silent` rule holds its place, so that no other rule of
    its label takes it, and yields nothing. `value` names the reader that turns the surface into a value.
    """

    id: RuleId
    label: Label
    description: str = ""
    pattern: Pattern | None = None
    patterns: tuple[Pattern, ...] = ()
    before: Pattern | None = None
    after: Pattern | None = None
    value: str | None = None
    cue: CueKind | None = None
    priority: int = 0
    silent: bool = False
    examples: Examples = ()
    counterexamples: Examples = ()

    @model_validator(mode="after")
    def _has_pattern(self) -> Rule:
        if (self.pattern is None) == (not self.patterns):
            raise ValueError("a rule has either 'pattern' or 'patterns'")
        if (self.cue is not None) != (self.label == "CUE"):
            raise ValueError("a rule with label CUE says in 'cue' what kind, and no other rule does")
        return self

    @property
    def alternatives(self) -> tuple[Pattern, ...]:
        return self.patterns if self.pattern is None else (self.pattern,)


class RuleFile(Strict):
    """A file of rules. `off` lists ids of rules, chips or vendors of earlier folders to leave out."""

    macros: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")], Macro] = {}
    rules: tuple[Rule, ...] = ()
    off: tuple[str, ...] = ()
