"""What rules and catalog hold, a page at a time: for `/v1/rules` and `/v1/catalog`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, Field

from extractor.catalog.records import ChipRecord, VendorRecord
from extractor.rules.schema import Example, Rule

ItemT = TypeVar("ItemT", bound=BaseModel)


class Query(BaseModel):
    """What is looked for: `q` in ids, names, other names or descriptions, whatever its case."""

    q: Annotated[str, Field(max_length=200)] = ""
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Page(BaseModel, Generic[ItemT]):
    """Some of what was found, and how many there are in all."""

    total: int
    items: list[ItemT]
    rules_version: str


class RuleSummary(BaseModel):
    """A rule in a line."""

    id: str
    label: str
    description: str


class RuleDetail(RuleSummary):
    """A rule with its proof: sentences with what it finds marked in place, and sentences in which it finds nothing."""

    file: str | None = None
    patterns: list[Any] = []
    examples: list[Example] = []
    counterexamples: list[Example] = []
    rules_version: str


BUILT_IN = {
    rule.id: rule
    for rule in (
        RuleSummary(id="chips.catalog", label="CHIP", description="A name of the catalog, or another spelling of it."),
        RuleSummary(
            id="chips.grammar", label="CHIP", description="A name with a model number that its grammar allows."
        ),
        RuleSummary(
            id="chips.form", label="CHIP", description="A word that names a chip of a family by its form alone."
        ),
        RuleSummary(id="chips.list", label="CHIP", description="A model number in a list behind a full name."),
        RuleSummary(id="chips.maker-number", label="CHIP", description="A model number behind its maker's name."),
        RuleSummary(id="vendors.catalog", label="VENDOR", description="A name of the catalog, with its legal form."),
    )
}


class _Loaded(Protocol):
    rule: Rule

    @property
    def path(self) -> Any: ...


def find_rules(rules: Iterable[_Loaded], query: Query, rules_version: str) -> Page[RuleSummary]:
    """Return the rules that hold the query in id, label or description."""
    summaries = [*BUILT_IN.values(), *(_summary(loaded.rule) for loaded in rules)]
    return _page(
        summaries, query, lambda rule: (rule.id, rule.label, rule.description), rules_version, Page[RuleSummary]
    )


def find_chips(records: Iterable[ChipRecord], query: Query, rules_version: str) -> Page[ChipRecord]:
    """Return the chips that hold the query in a name or id, or are of the vendor of that id."""
    return _page(
        records, query, lambda chip: (chip.id, chip.name, chip.vendor, *chip.aliases), rules_version, Page[ChipRecord]
    )


def find_vendors(records: Iterable[VendorRecord], query: Query, rules_version: str) -> Page[VendorRecord]:
    """Return the vendors that hold the query in a name or id."""
    return _page(
        records, query, lambda one: (one.id, one.name, *one.aliases, *one.former), rules_version, Page[VendorRecord]
    )


def describe_rule(rules: Mapping[str, _Loaded], sought: str, rules_version: str) -> RuleDetail | None:
    """Return all that the rule with this id says of itself; None if there is none."""
    if built_in := BUILT_IN.get(sought):
        return RuleDetail(**built_in.model_dump(), rules_version=rules_version)
    if sought not in rules:
        return None
    rule = rules[sought].rule
    patterns = [list(pattern) for pattern in rule.alternatives]
    return RuleDetail(
        **_summary(rule).model_dump(),
        file=rules[sought].path.name,
        patterns=patterns,
        examples=list(rule.examples),
        counterexamples=list(rule.counterexamples),
        rules_version=rules_version,
    )


def _summary(rule: Rule) -> RuleSummary:
    return RuleSummary(id=rule.id, label=rule.label, description=rule.description)


def _page(
    items: Iterable[ItemT],
    query: Query,
    names: Callable[[ItemT], Sequence[str | None]],
    rules_version: str,
    form: type[Page[ItemT]],
) -> Page[ItemT]:
    sought = query.q.casefold()
    found = [item for item in items if any(sought in name.casefold() for name in names(item) if name is not None)]
    shown = found[query.offset : query.offset + query.limit]
    return form.model_construct(total=len(found), items=shown, rules_version=rules_version)
