"""What an article has told of so far: each chip and kind of event once, with the date and the entities that show it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.linking.clauses import Clauses
from extractor.linking.when import When
from extractor.reading import Candidate
from extractor.schema import Event, EventKind, create

PUT_OFF: tuple[EventKind, EventKind] = ("delayed", "cancelled")
Key = tuple[str, EventKind]


@dataclass(slots=True)
class Told:
    """An event as it has been told so far: its date, the entities that show it, where its first sentence starts."""

    sentence: int
    vendor: str | None
    date: Candidate | None = None
    shown: set[int] = field(default_factory=set)
    launch: bool = False
    news: bool = False
    order: bool = False
    named: bool = True  # only by a noun: "the launch of the X"


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's word on an event: its kind and date, where the sentence starts, and how it is told."""

    kind: EventKind
    date: Candidate | None
    sentence: int
    ahead: bool = False  # announced, for a day that is yet to come
    news: bool = False
    launch: bool = False
    order: bool = False
    named: bool = False


class Account:
    """Keeps what one article tells."""

    def __init__(self, clauses: Clauses, when: When) -> None:
        self._when = when
        self._indexes = {id(entity): index for index, entity in enumerate(clauses.reading.entities)}
        self._told: dict[Key, Told] = {}

    def events(self) -> list[Event]:
        """Return each event once, in the order of its first telling."""
        return [self._event(key, told) for key, told in self._told.items() if not self._is_awaited(key, told)]

    def _is_awaited(self, key: Key, told: Told) -> bool:
        """Is "the launch of the X" named, with no date, of what is delayed or cancelled? It has not happened."""
        put_off = any((key[0], kind) in self._told for kind in PUT_OFF)
        return put_off and key[1] == "available" and told.named and told.date is None

    def find(self, chip: Candidate, kind: EventKind) -> Told | None:
        """What has been told of the chip."""
        return self._told.get((str(chip.value.name), kind))

    def kinds(self) -> dict[int, EventKind]:
        """The kinds of event, by the dates on which they fall."""
        return {id(told.date): key[1] for key, told in self._told.items()}

    def tell(self, chip: Candidate, telling: Telling) -> None:
        """Take in what a sentence tells of a chip, unless an earlier one has told it better."""
        kind, date = telling.kind, telling.date
        self._pass_orders(chip, telling)
        if kind == "available" and date is not None and self._is_put_off_to(chip, date):
            return
        self._take_back(chip, telling)
        told = self.add(chip, self._as_launched(chip, telling), None if telling.ahead else date, telling.sentence)
        told.news = told.news or telling.news or telling.ahead
        told.named = told.named and telling.named
        told.launch = told.launch or telling.launch
        told.order = told.order or (telling.order and told.date is date)
        if telling.ahead:
            self.add(chip, "available", date, telling.sentence)

    def add(self, chip: Candidate, kind: EventKind, date: Candidate | None, sentence: int) -> Told:
        """Keep an event; of its dates the first that is told."""
        told = self._told.setdefault((str(chip.value.name), kind), Told(sentence, chip.value.vendor))
        told.shown.add(self._indexes[id(chip)])
        old = told.news and date is not None and self._when.is_old(date)  # "first detailed in June": news is not
        if date is not None and told.date is None and not old and "X" not in date.value.value:
            told.date = date
            told.shown.add(self._indexes[id(date)])
        return told

    def _event(self, key: Key, told: Told) -> Event:
        """News that is told with no day of its own is of the day that the article opens with."""
        date = told.date or (self._when.lead_for(told.vendor) if told.news else None)
        shown = told.shown if date is None else told.shown | {self._indexes[id(date)]}
        when = date and date.value.value
        return create(Event, {"chip": key[0], "event": key[1], "date": when, "entities": sorted(shown)})

    def _as_launched(self, chip: Candidate, telling: Telling) -> EventKind:
        """What is launched and will be had on a later day was announced: "launched the X today; it ships in June"."""
        kind, date, launch = telling.kind, telling.date, telling.launch
        if launch and _is_built_in(chip) and date is not None and self._when.is_just_past(date):
            return "announced"
        key: Key = (str(chip.value.name), "available")
        earlier = self._told.get(key)
        if kind != "available" or earlier is None or launch == earlier.launch:
            return kind
        if launch:
            behind = date is not None and self._when.has_begun(date)
            return "announced" if behind and self._when.is_to_come(earlier.date) else kind
        if self._when.is_to_come(date) and (earlier.date is None or self._when.has_begun(earlier.date)):
            self._told.setdefault((key[0], "announced"), self._told.pop(key)).launch = False
        return kind

    def _pass_orders(self, chip: Candidate, telling: Telling) -> None:
        """What can be ordered from one day and is sold from another is available on the second."""
        told = self.find(chip, telling.kind)
        if told is not None and told.order and not telling.order and telling.date is not None:
            told.date, told.order = None, False

    def _is_put_off_to(self, chip: Candidate, date: Candidate) -> bool:
        """Is the date the one that the chip was delayed to?"""
        told = self.find(chip, "delayed")
        return told is not None and told.date is date

    def _take_back(self, chip: Candidate, telling: Telling) -> None:
        """A launch that the same sentence says is delayed or cancelled has not happened."""
        for other in ("available", "production") if telling.kind in PUT_OFF else ():
            key: Key = (str(chip.value.name), other)
            if key in self._told and self._told[key].sentence == telling.sentence:
                del self._told[key]


def _is_built_in(chip: Candidate) -> bool:
    """Is it a chip for phones or a core, which nobody can buy on the day that it is launched?"""
    return chip.value.record is not None and chip.value.record.kind in ("soc", "core")
