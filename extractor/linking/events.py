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
from extractor.linking.roadmap import dated_chips, is_model_year, is_owner
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.schema import Event, EventKind

REACH_DATE: Final = 30  # words from the verb to its date
REACH_NEGATION: Final = 4
OPENING: Final = 4  # words that a date may open a sentence with
REACH_DEVICES: Final = 80  # words from a chip to the sentence on the machines with it
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been"])
_AFTER_AVAILABLE: Final = frozenset(["in", "on", "from", "later", "starting", "now", "this", "next"])


class EventLinker:
    """Ties chips to events and their dates."""

    def __init__(self, catalog: Catalog) -> None:
        self._sets, self._words = WordSets.load(catalog), EventWords.load(catalog)

    def link(self, reading: Reading) -> list[Event]:
        """Return each event once, in order of its first telling; of its dates the first that is told."""
        if not any(entity.label == "CHIP" for entity in reading.entities):
            return []
        return _Article(clauses_of(reading, self._sets), self._words, reading.cues.of("event")).events()


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
        self._shown: dict[tuple[str, EventKind], set[int]] = {}
        self._told: list[Candidate] = []
        self._events: dict[tuple[str, EventKind], Event] = {}
        self._sentences: dict[tuple[str, EventKind], int] = {}  # where the sentence starts that tells it first

    def events(self) -> list[Event]:
        """Return what the cues tell."""
        for index, cue in enumerate(self._cues):
            if self._happens(cue):
                self._tell(index, cue)
        for chip, date in dated_chips(self._clauses, self._dates):
            self._add(chip, "available", date)
        for key, event in self._events.items():
            event.entities = sorted(self._shown[key])
        return list(self._events.values())

    def _tell(self, index: int, cue: Match) -> None:
        first, last = self._clauses.tokens.sentence(cue.start)
        behind = min(last, self._cues[index + 1].start if index + 1 < len(self._cues) else last)
        chips = self._participants.find((cue.start, cue.end), first, behind)
        if chips and self._shares_subject(index, chips[-1], first):
            chips = self._told
        date = self._date(index, first, behind, chips)
        if self._is_weak(cue) and date is None:
            return
        kind = self._kind(cue, first, last)
        chips = chips or self._in_devices(cue, first, date, kind)
        ahead = kind == "announced" and date is not None and self._is_ahead(cue, date)
        for chip in chips:
            self._take_back(chip, kind, first)
            self._add(chip, kind, None if ahead else date)
            self._sentences.setdefault((str(chip.value.name), kind), first)
            if ahead:
                self._add(chip, "available", date)
        self._told = chips or self._told

    def _take_back(self, chip: Candidate, kind: EventKind, first: int) -> None:
        """A launch that the same sentence says is delayed or cancelled has not happened."""
        for other in ("available", "production") if kind in ("delayed", "cancelled") else ():
            key: tuple[str, EventKind] = (str(chip.value.name), other)
            if self._sentences.get(key) == first:
                self._events.pop(key, None)

    def _is_ahead(self, cue: Match, date: Candidate) -> bool:
        """Was it announced, and is the day yet to come? Then that is when the chip will be had."""
        anchor, first_day = self._clauses.reading.anchor, date.value.first_day
        past = self._clauses.words[cue.end - 1].endswith(("ed", "brought"))
        told = past and self._clauses.words[self._participants.before(cue.start)] != "be"
        return told and anchor is not None and first_day is not None and str(first_day) > str(anchor)

    def _shares_subject(self, index: int, chip: Candidate, first: int) -> bool:
        """ "The X, which replaces the Y, is in production and will ship in May": the subject of the verb before."""
        cue, words = self._cues[index], self._clauses.words
        before = self._cues[index - 1] if index else cue
        joined = words[self._participants.before(cue.start)] in ("and", "but") or words[cue.start - 2] in ("and", "but")
        return bool(
            joined
            and self._told
            and first <= before.start
            and chip.end <= before.start < cue.start
            and self._told[0].start >= first
        )

    def _is_weak(self, cue: Match) -> bool:
        """Does the cue need a date to tell of an event: "showed", "follows"?"""
        return self._clauses.words[cue.start] in self._sets.weak

    def _in_devices(self, cue: Match, first: int, date: Candidate | None, kind: EventKind) -> list[Candidate]:
        """ "Laptops arrive in May": those with the chip last told of, in the sentences behind it."""
        words = self._clauses.words[max(first, cue.start - REACH_DATE) : cue.start]
        if date is None or kind != "available" or self._sets.device.isdisjoint(words):
            return []
        paragraph = self._clauses.tokens.paragraph(cue.start)[0]
        return [chip for chip in self._told if max(paragraph, first - REACH_DEVICES) <= chip.start < first]

    def _add(self, chip: Candidate, kind: EventKind, date: Candidate | None) -> None:
        name = str(chip.value.name)
        event = self._events.setdefault((name, kind), Event(chip=name, event=kind))
        shown = [self._indexes[id(chip)]]
        if date is not None and event.date is None and "X" not in date.value.value:
            event.date = date.value.value
            shown.append(self._indexes[id(date)])
        self._shown.setdefault((name, kind), set()).update(shown)

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
            verb = last == "ship" and words[before] not in self._clauses.sets.before_noun
            return (
                verb or headline or words[before] in self._sets.modal or (last == "shipping" and words[before] in _BE)
            )
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

    def _date(self, index: int, first: int, behind: int, chips: list[Candidate]) -> Candidate | None:
        """The date behind the verb in its clause, else the one before it, else the one that the sentence opens with."""
        cue = self._cues[index]
        if later := self._between(cue.start, min(behind, cue.end + REACH_DATE)):
            return self._new(later)
        since = max(first, self._cues[index - 1].end if index else 0, cue.start - REACH_DATE)
        earlier = self._between(since, cue.start)
        if earlier and not (chips and self._is_of_another_clause(earlier[-1], chips[0], first)):
            return earlier[-1]
        opening = next(
            other.start for other in self._cues[max(0, index - REACH_DATE) : index + 1] if other.start >= first
        )
        opened = self._between(first, min(first + REACH_DATE, opening))
        return opened[0] if opened and opened[0] not in earlier else None

    def _new(self, dates: list[Candidate]) -> Candidate:
        """Of "from June to the autumn" the second."""
        words = self._clauses.words
        if (
            len(dates) > 1
            and words[dates[0].start - 1] in ("from", "the")
            and "from" in words[dates[0].start - 2 : dates[0].start]
        ):
            between = words[dates[0].end : dates[1].start]
            if between and between[0] in ("to", "until", "into") and len(between) <= 2:
                return dates[1]
        return dates[0]

    def _is_of_another_clause(self, date: Candidate, chip: Candidate, first: int) -> bool:
        """Does a clause with a verb of its own end between the date and the chip: "began in May, and the X will ship"?"""
        words = self._clauses.words
        if (
            chip.start < date.end
            or words[date.end : date.end + 1] not in ([","], [";"], ["and"], ["but"])
            or date.start - first < 4
        ):
            return False
        return any(map(self._clauses.is_verb, range(first + 1, date.start)))

    def _between(self, start: int, end: int) -> list[Candidate]:
        """The dates that start between two words; not those of another chip, "the X of 2023", or of a thing, "last year's X"."""
        words = self._clauses.words
        found = self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]
        return [date for date in found if not is_owner(date, words) and not is_model_year(date, self._clauses)]


def _longest(cues: list[Match]) -> list[Match]:
    """Of cues that overlap keep the longest."""
    kept: list[Match] = []
    for cue in sorted(cues, key=lambda match: (match.start, -match.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept
