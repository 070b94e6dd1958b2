"""What the names of an article that stand tell of those that need evidence."""

from __future__ import annotations

from extractor.reading import Candidate


class Known:
    """The records, houses and places of one article's names."""

    def __init__(self) -> None:
        self.hoped: dict[int, str | None] = {}  # the first words of chips that wait for evidence, with their house
        self.guessed: set[tuple[int, int]] = set()  # the words that a rule takes for a chip
        self.listed: dict[int, int] = {}  # the first words of chips, and the word behind them
        self.fallen: dict[int, str | None] = {}  # the first words of chips that don't stand, with their house
        self.records: dict[tuple[str, str], int] = {}  # label and id, and the first word that shows it
        self.houses: set[str | None] = set()  # those of chips
        self.families: set[str] = set()
        self.named: dict[str | None, list[int]] = {}  # a house, and where its vendors are named
        self.designers: set[int] = set()  # the words behind chip designers
        self.houses_at: dict[int, str | None] = {}  # the first words of names, with their house
        self.ends: dict[int, str | None] = {}  # the words behind vendors, with their house
        self.vendors_at: set[int] = set()  # the first words of vendors
        self.tails: dict[str, str | None] = {}  # what chips' names end with behind a hyphen, with their house

    def consider(self, candidates: list[Candidate], waiting: list[Candidate], standing: list[Candidate]) -> None:
        """Remember where chips may be named."""
        self.hoped = {one.start: one.value.house for one in waiting if one.label == "CHIP"}
        self.listed = {one.start: one.end for one in candidates if one.label == "CHIP"}
        self.guessed = {(one.start, one.end) for one in standing if one.label == "CHIP" and not one.value.record}

    def add(self, candidates: list[Candidate]) -> None:
        """Remember what the names that now stand tell of others."""
        for candidate in candidates:
            value = candidate.value
            if value.record is None:
                continue
            self.houses_at[candidate.start] = value.house
            key = candidate.label, value.record.id
            self.records[key] = min(candidate.start, self.records.get(key, candidate.start))
            if candidate.label == "VENDOR":
                self.vendors_at.add(candidate.start)
                self.ends[candidate.end] = value.house
                if value.record.roles[:1] == ("designer",):
                    self.designers.add(candidate.end)
                self.named.setdefault(value.house, []).append(candidate.start)
            else:
                self.houses.add(value.house)
                self.families.add(value.record.family or value.record.id)
                if "-" in value.name and candidate.end - candidate.start > 1:
                    self.tails[value.name.rpartition("-")[2]] = value.house
        for places in self.named.values():
            places.sort()  # names are established in several rounds
