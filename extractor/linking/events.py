"""Find what happened to a chip, and when.

An event is a cue of `patterns/cues/events.yaml` with the chips that it takes as its object ("Intel launched the X") or as its
subject ("the X ships in June"), and the date that its clause ties to it. Each pair of chip and kind is told once an article.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.clauses import Clauses, WordSets, clauses_of
from extractor.linking.participants import EventWords, Participants
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.schema import Event, EventKind

REACH_DATE: Final = 30  # words from the verb to its date
REACH_NEGATION: Final = 4
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been"])
_AFTER_AVAILABLE: Final = frozenset(["in", "on", "from", "later", "starting", "now", "this", "next"])


class EventLinker:
    """Ties chips to events and their dates."""

    def __init__(self, catalog: Catalog) -> None:
        self._sets, self._words = WordSets.load(catalog), EventWords.load(catalog)

    def link(self, reading: Reading) -> list[Event]:
        """Return each event once, in order of its first telling; of its dates the first that is told."""
        cues = reading.cues.of("event")
        if not cues or not any(entity.label == "CHIP" for entity in reading.entities):
            return []
        return _Article(clauses_of(reading, self._sets), self._words, cues).events()


class _Article:
    """Reads the events of one article."""

    def __init__(self, clauses: Clauses, sets: EventWords, cues: list[Match]) -> None:
        self._clauses, self._sets = clauses, sets
        self._cues = _longest(cues)
        self._participants = Participants(clauses, sets)
        entities = clauses.reading.entities
        self._indexes = {id(entity): index for index, entity in enumerate(entities)}
        self._dates = [entity for entity in entities if entity.label == "DATE"]
        self._date_starts = [date.start for date in self._dates]
        self._events: dict[tuple[str, EventKind], Event] = {}
        self._sentences: dict[tuple[str, EventKind], int] = {}  # where the sentence starts that tells it first

    def events(self) -> list[Event]:
        """Return what the cues tell."""
        for index, cue in enumerate(self._cues):
            if self._happens(cue):
                self._tell(index, cue)
        return list(self._events.values())

    def _tell(self, index: int, cue: Match) -> None:
        first, last = self._clauses.tokens.sentence(cue.start)
        behind = min(last, self._cues[index + 1].start if index + 1 < len(self._cues) else last)
        chips = self._participants.find((cue.start, cue.end), first, behind)
        if chips:
            date = self._date(index, first, behind)
            kind = self._kind(cue, first, last)
            for chip in chips:
                self._take_back(chip, kind, first)
                self._add(chip, kind, date)
                self._sentences.setdefault((str(chip.value.name), kind), first)

    def _take_back(self, chip: Candidate, kind: EventKind, first: int) -> None:
        """A launch that the same sentence says is delayed or cancelled has not happened."""
        for other in ("available", "production") if kind in ("delayed", "cancelled") else ():
            key: tuple[str, EventKind] = (str(chip.value.name), other)
            if self._sentences.get(key) == first:
                self._events.pop(key, None)

    def _add(self, chip: Candidate, kind: EventKind, date: Candidate | None) -> None:
        name = str(chip.value.name)
        event = self._events.setdefault((name, kind), Event(chip=name, event=kind))
        shown = [self._indexes[id(chip)]]
        if date is not None and event.date is None and "X" not in date.value.value:
            event.date = date.value.value
            shown.append(self._indexes[id(date)])
        event.entities = sorted({*event.entities, *shown})

    def _happens(self, cue: Match) -> bool:
        """Is the cue a verb, and not denied? "The release" is none, "will release" is one."""
        words = self._clauses.words
        if not self._sets.negation.isdisjoint(words[max(0, cue.start - REACH_NEGATION) : cue.start]):
            return False
        last = words[cue.end - 1]
        if cue.end - cue.start == 1 and last in self._sets.noun:
            before = cue.start - 1
            maker = self._clauses.names.get(before)
            headline = last.endswith("s") and maker is not None and maker.label == "VENDOR"
            return headline or words[before] in self._sets.modal
        behind = words[cue.end] if cue.end < len(words) else "."
        if last == "available":
            made = words[self._participants.before(cue.start)]
            return made in _BE or made in self._sets.making or behind in _AFTER_AVAILABLE
        return (
            last != "production" or behind in self._clauses.sets.phrase_end or bool(self._between(cue.end, cue.end + 1))
        )

    def _kind(self, cue: Match, first: int, last: int) -> EventKind:
        """What is launched at a show is announced there."""
        kind: EventKind = cue.rule.rule.value  # type: ignore[assignment]
        launched = self._clauses.words[cue.start].startswith(("launch", "releas"))
        around = self._clauses.words[max(first, cue.start - REACH_DATE) : min(last, cue.end + REACH_DATE)]
        return "announced" if launched and not self._sets.show.isdisjoint(around) else kind

    def _date(self, index: int, first: int, behind: int) -> Candidate | None:
        """The date behind the verb in its clause, else the one before it, else the one that the sentence opens with."""
        cue = self._cues[index]
        if later := self._between(cue.start, min(behind, cue.end + REACH_DATE)):
            return later[0]
        since = max(first, self._cues[index - 1].end if index else 0, cue.start - REACH_DATE)
        if earlier := self._between(since, cue.start):
            return earlier[-1]
        opening = next(other.start for other in self._cues[: index + 1][-REACH_DATE:] if other.start >= first)
        opened = self._between(first, min(first + REACH_DATE, opening))
        return opened[0] if opened else None

    def _between(self, start: int, end: int) -> list[Candidate]:
        """The dates that start between two words."""
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]


def _longest(cues: list[Match]) -> list[Match]:
    """Of cues that overlap keep the longest."""
    kept: list[Match] = []
    for cue in sorted(cues, key=lambda match: (match.start, -match.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept
