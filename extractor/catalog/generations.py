"""Which chip came before which: "the previous generation" of Trainium2 is Trainium, of M5 Max M4 Max."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from extractor.catalog.records import ChipRecord

# The number that counts generations: at the end ("Zen 5", "Trainium3"), behind a letter ("TPU v5e", "Cortex-X4"), after Gen.
_GENERATION: Final = re.compile(r"(?:(?<=\D)|(?<=Gen ))(\d{1,2})(?=[a-z]?(?: (?:Pro|Max|Ultra|Elite|Bionic))?$)")


class Generations:
    """Looks up the predecessor of a chip by its canonical name.

    >>> m4 = ChipRecord(id="m4", name="M4", kind="soc", level="model", family="m")
    >>> m5 = ChipRecord(id="m5", name="M5", kind="soc", level="model", family="m", predecessor="m4", models=("Pro", "Max"))
    >>> generations = Generations({"m4": m4, "m5": m5})
    >>> generations.predecessor("M5"), generations.predecessor("M5 Max"), generations.predecessor("M4")
    ('M4', 'M4 Max', None)
    """

    def __init__(self, chips: Mapping[str, ChipRecord]) -> None:
        self._chips = chips
        self._records: dict[str, ChipRecord] = {}
        for record in chips.values():
            self._records.setdefault(record.name.casefold(), record)

    def predecessor(self, name: str) -> str | None:
        """Return the canonical name of the generation before, or None where it is not known."""
        record = self._records.get(name.casefold())
        if record and record.predecessor:
            return self._chips[record.predecessor].name
        return self._of_variant(name) or (self._by_number(name) if self._is_of_family(name) else None)

    def _of_variant(self, name: str) -> str | None:
        """A model of a record that has a predecessor: the same model of that."""
        stem, _, model = name.rpartition(" ")
        while stem:
            record = self._records.get(stem.casefold())
            if record and record.predecessor and not any(character.isdigit() for character in model):
                return f"{self._chips[record.predecessor].name} {model}"
            stem, _, word = stem.rpartition(" ")
            model = f"{word} {model}"
        return None

    def _by_number(self, name: str) -> str | None:
        """The generation number less one."""
        match = _GENERATION.search(name)
        if not match or int(match[1]) < 2:
            return None
        before = f"{name[: match.start()]}{int(match[1]) - 1}{name[match.end() :]}"
        first = self._records.get(name[: match.start()].strip(" -").casefold())
        unnumbered = int(match[1]) == 2 and before.casefold() not in self._records and first is not None
        return first.name if unnumbered and first else before

    def _is_of_family(self, name: str) -> bool:
        """Does a record's name start it? A number in a name that nobody knows may count anything."""
        bare = re.split(r"[\s-]*\d", name)[0]
        words = bare.split(" ")
        stems = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
        return any(stem.casefold() in self._records for stem in stems if stem)
