"""What the catalog knows: the shape of `patterns/vendors/*.yaml` and `patterns/chips/*.yaml`.

One record a vendor or chip. Unknown keys are refused, so that a typo is an error and not a silent gap.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.schema import Kind

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9+.-]*$")]
Role = Literal[
    "designer", "foundry", "ip", "eda", "equipment", "materials", "memory", "systems", "cloud", "ai-lab", "software",
    "networking", "packaging",
]  # fmt: skip
Case = Literal["any", "capital", "exact"]
Need = Literal["maker", "vendor", "head", "model", "kin", "legal", "company", "sentence", "others", "alone"]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Record):
    """What an ambiguous name needs around it; one of `needs` is enough, and any of `against` in reach forbids it.

    needs:
      vendor   the chip's vendor (or its parent or unit) is named in the sentence
      head     a head noun stands right behind it (chip, processor, GPU, CPU, cores, architecture, instances ...) or
               it is in apposition to one ("the chip, Maia,")
      model    a model number or a known suffix follows it ("Titan RTX", "M4 Max")
      kin      another chip of the same vendor or family is established in the article
      legal    (vendors) a legal form or a word such as Technologies follows
      company  (vendors) words that only companies take stand near: CEO, shares, chipmaker, start-up, "announced",
               possessive before a product, a chip of theirs
      sentence a head noun or another chip stands somewhere in the sentence
      others   another chip (of a vendor: or another vendor) is named in the article that needs no evidence
      maker    (chips) the name of a chip designer stands before it ("Acme's new Zephyr 3"), in a sentence about chips
      alone    no evidence is needed as long as nothing speaks against it
    `against` lists lower-case words that, within a few words of the name, show another meaning.
    Once a name was accepted in an article, its further occurrences need none.
    """

    needs: frozenset[Need] = frozenset(["alone"])
    against: frozenset[str] = frozenset()


# What weak rules ask of a name that nobody has listed, by their `value`.
ASKED_BY_RULE: dict[str | None, Evidence] = {
    "in-chip-sentence": Evidence(needs=frozenset(["sentence"])),
    "in-chip-article": Evidence(needs=frozenset(["sentence", "others"])),
    "by-maker": Evidence(needs=frozenset(["maker"])),
}


class VendorRecord(Record):
    """A company, or a business unit of one.

    `aliases` are other spellings and names in use (full names, abbreviations); `former` are names it had before.
    A legal form (Inc., Corp., Ltd, AG, Co., Ltd. ...) after any of them is taken by grammar: don't list it.
    `name` is the usual short name and is itself matched.
    `short` are names that are ambiguous where the others are not ("Ampere" for "Ampere Computing"), `name` itself perhaps
    among them: in a record that has them, `evidence` is asked of them alone; in a record without, of all its names.
    """

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    parent: Identifier | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    roles: tuple[Role, ...]
    fiscal_year_ends: Annotated[int, Field(ge=1, le=12)] | None = None
    case: Case = "capital"
    evidence: Evidence | None = None


class ChipRecord(Record):
    """A family, architecture, code name, model, or core.

    `name` is the maker's spelling without the vendor; `aliases` are other spellings and names that mean the same.
    Spaces, hyphens and case between words and digits need no aliases of their own: "Trainium 2" and "Trainium-2" are
    read as "Trainium2", "Cortex A76" as "Cortex-A76", "EPYC" also as "Epyc".

    `models` is the grammar of what may follow the name: regular expressions over the text behind it, without the space
    between. `canonical` says how name and model are written together, e.g. "{name} {model}" (the default), "{name}{model}",
    "GeForce RTX {model}". `forms` are regular expressions for a whole word that names a chip of this family by its form
    alone, without the family's name ("MI300X", "i9-14900K"); `form_canonical` says how such a word is written in full
    ("Instinct {form}"; default "{form}"). A form needs no evidence; one of `short_forms` needs the record's ("H6", "T618").

    `short` are further aliases that are ambiguous where the name is not ("A14" for "A14 Bionic", "i7" for "Core i7"):
    in a record that has them, `evidence` is asked of them alone; in a record without, of its name and aliases.
    """

    id: Identifier
    name: str
    kind: Kind
    level: Literal["family", "architecture", "codename", "model", "core", "block"]
    vendor: Identifier | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    family: Identifier | None = None
    predecessor: Identifier | None = None
    year: Annotated[int, Field(ge=1970, le=2035)] | None = None
    models: tuple[str, ...] = ()
    canonical: str = "{name} {model}"
    forms: tuple[str, ...] = ()
    short_forms: tuple[str, ...] = ()
    form_canonical: str = "{form}"
    case: Case = "capital"
    evidence: Evidence | None = None
    source: str | None = None


class VendorFile(Record):
    """`patterns/vendors/*.yaml`."""

    vendors: tuple[VendorRecord, ...]


class ChipFile(Record):
    """`patterns/chips/*.yaml`: the chips of one vendor; a record's own `vendor` overrides the file's (a unit's chip)."""

    vendor: Identifier
    chips: tuple[ChipRecord, ...]
