"""Find what happened to a chip, and when.

An event is a cue of `patterns/cues/events.yaml` with the chips that it takes as its object ("Intel launched the X") or as its
subject ("the X ships in June"), and the date that its clause ties to it. Each pair of chip and kind is told once an article.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.clauses import BE, Clauses, WordSets, clauses_of
from extractor.linking.grammar import EventWords, Grammar
from extractor.linking.happening import Happening
from extractor.linking.meant import Meant
from extractor.linking.objects import Objects
from extractor.linking.participants import Participants
from extractor.linking.plans import Plans
from extractor.linking.roadmap import dated_chips, followers
from extractor.linking.when import When
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.schema import Event, EventKind, create

REACH: Final = 30  # words before the verb in which a device may be its subject
REACH_DEVICES: Final = 80  # words from a chip to the sentence on the machines with it
REACH_LINEUP: Final = 120  # words from an announcement to what it includes
REACH_NOUN: Final = 4  # words from "delays" to "the launch of"
_STOPS: Final = frozenset([".", ";", "\n", '"', "”"])
_ORDERED: Final = frozenset(["order", "orders", "ordered", "preorder", "preorders"])
_PUT_OFF: Final = ("delayed", "cancelled")
Key = tuple[str, EventKind]


class EventLinker:
    """Ties chips to events and their dates."""

    def __init__(self, catalog: Catalog) -> None:
        self._sets, self._words = WordSets.load(catalog), EventWords.load(catalog)

    def link(self, reading: Reading) -> list[Event]:
        """Return each event once, in order of its first telling; of its dates the first that is told."""
        if not any(entity.label == "CHIP" for entity in reading.entities):
            return []
        return _Article(clauses_of(reading, self._sets), self._words, reading.cues.of("event")).events()


@dataclass(slots=True)
class _Told:
    """An event as it has been told so far: its date, the entities that show it, where its first sentence starts."""

    sentence: int
    date: Candidate | None = None
    shown: set[int] = field(default_factory=set)
    launch: bool = False
    news: bool = False
    order: bool = False


class _Article:
    """Reads the events of one article."""

    def __init__(self, clauses: Clauses, sets: EventWords, cues: list[Match]) -> None:
        self._clauses, self._sets = clauses, sets
        self._grammar = Grammar(clauses, sets)
        self._meant = Meant(clauses, sets, self._grammar)
        self._objects = Objects(clauses, sets, self._grammar, self._meant)
        self._participants = Participants(clauses, sets, self._grammar, self._meant, self._objects)
        self._happening = Happening(clauses, sets, self._grammar)
        self._plans = Plans(clauses, self._grammar, self._participants)
        joined = [cue for cue in _joined(_longest(cues), clauses) if self._happening.is_verb(cue)]
        self._cues = [cue for cue in joined if not self._happening.is_denied(cue)]
        self._bounds = [cue.start for cue in joined]  # a verb that is denied keeps its date, too
        self._when = When(clauses)
        self._indexes = {id(entity): index for index, entity in enumerate(clauses.reading.entities)}
        self._told: dict[Key, _Told] = {}
        self._lineup: tuple[_Told | None, int] = (None, 0)  # what was announced last, and where
        self._kind: EventKind = "available"  # of the event told last
        self._given_up = -1  # the sentence that tells of a plan no longer held

    def events(self) -> list[Event]:
        """Return what the cues tell."""
        for index, cue in enumerate(self._cues):
            self._tell(index, cue)
        for chips, kind, date in self._plans.find(self._when.dates):
            for chip in chips:
                self._add(chip, kind, date, self._clauses.sentence_start(chip.start))
        kinds = {id(told.date): key[1] for key, told in self._told.items()}
        for before, chip, date in followers(self._clauses, self._when.dates):
            if same := kinds.get(id(before)):
                self._add(chip, same, date, self._clauses.sentence_start(chip.start))
                kinds[id(date)] = same
        for chip, date in dated_chips(self._clauses, self._when.dates):
            self._add(chip, kinds.get(id(date), "available"), date, self._clauses.sentence_start(chip.start))
        return [self._event(key, told) for key, told in self._told.items()]

    def _event(self, key: Key, told: _Told) -> Event:
        """News that is told with no day of its own is of the day that the article opens with."""
        date = told.date or (self._when.lead if told.news else None)
        shown = told.shown if date is None else told.shown | {self._indexes[id(date)]}
        when = date and date.value.value
        return create(Event, {"chip": key[0], "event": key[1], "date": when, "entities": sorted(shown)})

    def _tell(self, index: int, cue: Match) -> None:
        first, last = self._clauses.tokens.sentence(cue.start)
        bound = bisect_right(self._bounds, cue.start)
        behind = min(last, self._bounds[bound] if bound < len(self._bounds) else last)
        if self._happening.is_list(cue):
            self._include(cue, first, behind)
            return
        chips = self._participants.find((cue.start, cue.end), first, behind)
        if not chips and self._goes_with_opening(index, first):
            chips = self._meant.told
        if chips and self._shares_subject(index, chips[-1], first):
            chips = self._meant.told
        kind = self._kind_of(index, first, last)
        if self._is_of_production(index, first):
            kind, chips = "production", self._meant.told or chips
        elif kind == "available" and self._grammar.is_of_samples((cue.start, cue.end), chips):
            kind = "production"
        date = self._date(index, first, (behind, last), chips)
        if not self._happening.has_its_date(cue, first, date):
            return
        if self._clauses.words[cue.start] == "introduction" and self._is_ahead(date):
            kind = "available"
        if kind not in _PUT_OFF:
            if self._is_given_up(cue, first, date) or (
                self._is_cancelled_here(chips, first) and self._happening.is_past_plan(cue, first)
            ):
                self._given_up = first
                self._meant.remember(chips, cue.end)
                return
            if self._given_up == first and kind == "available" and date is not None:
                kind = "delayed"
        if kind in ("announced", "available") and (sold := self._objects.in_first_device((cue.start, cue.end), behind)):
            chips, kind = sold, "available"
        chips = chips or self._in_devices(cue, first, date, kind) or self._objects.items((cue.start, cue.end))
        chips = chips or self._named_later(cue, last, kind)
        each = self._when.each(cue, last, len(chips))
        for part, own in zip([[chip] for chip in chips], each, strict=True) if each else [(chips, date)]:
            self._add_all(part, kind, own, cue, first)
        self._meant.remember(chips, cue.end)
        self._kind = kind
        if chips and kind == "announced":
            self._lineup = (self._told.get((str(chips[0].value.name), kind)), cue.end)

    def _goes_with_opening(self, index: int, first: int) -> bool:
        """ "Announced in May and launched in June, the X": the second verb."""
        cue, before = self._cues[index], self._cues[index - 1] if index else None
        if before is None or not first <= before.start <= first + 1 or self._clauses.words[cue.start - 1] != "and":
            return False
        return all(self._grammar.closes((verb.start, verb.end)) for verb in (before, cue))

    def _kind_of(self, index: int, first: int, last: int) -> EventKind:
        """What is "followed by" others was announced, or came out, as they were."""
        cue, before = self._cues[index], self._cues[index - 1] if index else None
        if self._happening.is_sequel(cue) and before is not None and before.start >= first:
            return self._kind if self._kind in ("announced", "available") else "available"
        return self._happening.kind(cue, first, last)

    def _is_of_production(self, index: int, first: int) -> bool:
        """ "Samples of the X are expected in May": samples, not the chip itself."""
        cue, before = self._cues[index], self._cues[index - 1] if index else None
        if before is None or before.start < first or before.rule.rule.value != "production":
            return False
        planned = self._clauses.words[cue.start] in ("expected", "planned", "due", "slated", "scheduled")
        between = self._clauses.words[before.end : min(cue.start, before.end + REACH)]
        return planned and _STOPS.isdisjoint(between) and "," not in between

    def _include(self, cue: Match, first: int, behind: int) -> None:
        """ "The family includes the X and the Y": they were announced with it."""
        whole, at = self._lineup
        words = self._clauses.words[max(first, cue.start - REACH_LINEUP) : cue.start]
        if whole is None or cue.start - at > REACH_LINEUP or self._sets.lineup.isdisjoint(words):
            return
        for chip in self._objects.object((cue.start, cue.end), min(behind, cue.end + REACH), behind):
            told = self._add(chip, "announced", whole.date, first)
            told.news = told.news or whole.news

    def _add_all(self, chips: list[Candidate], kind: EventKind, date: Candidate | None, cue: Match, first: int) -> None:
        ahead = kind == "announced" and date is not None and self._is_announced_for(cue, date)
        news = date is None and self._happening.is_news(cue, first)
        launch = kind == "available" and self._happening.is_launch(cue) and self._clauses.words[cue.end - 1] != "of"
        order = kind == "available" and not _ORDERED.isdisjoint(self._clauses.words[cue.start : cue.end])
        for chip in chips:
            self._pass_orders(chip, kind, date, order)
            if kind == "available" and date is not None and self._is_put_off_to(chip, date):
                continue
            self._take_back(chip, kind, first)
            told = self._add(chip, self._as_launched(chip, kind, date, launch), None if ahead else date, first)
            told.news = told.news or news or ahead
            told.launch = told.launch or launch
            told.order = told.order or (order and told.date is date)
            if ahead:
                self._add(chip, "available", date, first)

    def _as_launched(self, chip: Candidate, kind: EventKind, date: Candidate | None, launch: bool) -> EventKind:
        """What is launched and will be had on a later day was announced: "launched the X today; it ships in June"."""
        if launch and _is_built_in(chip) and date is not None and self._when.is_just_past(date):
            return "announced"
        key: Key = (str(chip.value.name), "available")
        earlier = self._told.get(key)
        if kind != "available" or earlier is None or launch == earlier.launch:
            return kind
        if launch:
            behind = date is not None and self._when.has_begun(date)
            return "announced" if behind and self._is_ahead(earlier.date) else kind
        if self._is_ahead(date) and (earlier.date is None or self._when.has_begun(earlier.date)):
            self._told.setdefault((key[0], "announced"), self._told.pop(key)).launch = False
        return kind

    def _is_ahead(self, date: Candidate | None) -> bool:
        return date is not None and self._when.is_ahead(date)

    def _date(self, index: int, first: int, end: tuple[int, int], chips: list[Candidate]) -> Candidate | None:
        cue = self._cues[index]
        if cue.rule.rule.value == "delayed":
            return self._when.put_off(cue, end[1])
        behind = self._grammar.clause_end((cue.start, cue.end), end[0])
        return self._when.find(self._cues, index, first, behind, chips[0] if chips else None)

    def _is_given_up(self, cue: Match, first: int, date: Candidate | None) -> bool:
        over = date is not None and self._when.is_over(date) and self._happening.is_past_plan(cue, first)
        return over or self._happening.is_given_up(cue, first)

    def _pass_orders(self, chip: Candidate, kind: EventKind, date: Candidate | None, order: bool) -> None:
        """What can be ordered from one day and is sold from another is available on the second."""
        told = self._told.get((str(chip.value.name), kind))
        if told is not None and told.order and not order and date is not None:
            told.date, told.order = None, False

    def _is_cancelled_here(self, chips: list[Candidate], first: int) -> bool:
        """ "It called off the X, which was expected in May"."""
        told = [self._told.get((str(chip.value.name), "cancelled")) for chip in chips]
        return any(event is not None and event.sentence == first for event in told)

    def _is_put_off_to(self, chip: Candidate, date: Candidate) -> bool:
        """Is the date the one that the chip was delayed to?"""
        told = self._told.get((str(chip.value.name), "delayed"))
        return told is not None and told.date is date

    def _take_back(self, chip: Candidate, kind: EventKind, first: int) -> None:
        """A launch that the same sentence says is delayed or cancelled has not happened."""
        for other in ("available", "production") if kind in _PUT_OFF else ():
            key: Key = (str(chip.value.name), other)
            if key in self._told and self._told[key].sentence == first:
                del self._told[key]

    def _is_announced_for(self, cue: Match, date: Candidate) -> bool:
        """Was it announced, and is the day yet to come? Then that is when the chip will be had."""
        past = self._clauses.words[cue.end - 1].endswith(("ed", "brought"))
        told = past and self._clauses.words[self._grammar.before(cue.start)] != "be"
        return told and self._when.is_ahead(date)

    def _shares_subject(self, index: int, chip: Candidate, first: int) -> bool:
        """ "The X, which replaces the Y, is in production and will ship in May": the subject of the verb before."""
        cue, words = self._cues[index], self._clauses.words
        before = self._cues[index - 1] if index else cue
        joined = words[self._grammar.before(cue.start)] in ("and", "but") or words[cue.start - 2] in ("and", "but")
        return bool(
            joined
            and self._meant.told
            and first <= before.start
            and chip.end <= before.start < cue.start
            and self._meant.told[0].start >= first
        )

    def _in_devices(self, cue: Match, first: int, date: Candidate | None, kind: EventKind) -> list[Candidate]:
        """ "Laptops arrive in May": those with the chip last told of, in the sentences behind it."""
        words = self._clauses.words[max(first, cue.start - REACH) : cue.start]
        if date is None or kind != "available" or self._sets.device.isdisjoint(words):
            return []
        paragraph = self._clauses.tokens.paragraph(cue.start)[0]
        return [chip for chip in self._meant.told if max(paragraph, first - REACH_DEVICES) <= chip.start < first]

    def _named_later(self, cue: Match, last: int, kind: EventKind) -> list[Candidate]:
        """ "It is sampling a switch chip. The X ...": not what is put off, or what another chip is followed by."""
        if kind in _PUT_OFF or self._happening.is_sequel(cue):
            return []
        return self._meant.named_later((cue.start, cue.end), last)

    def _add(self, chip: Candidate, kind: EventKind, date: Candidate | None, sentence: int) -> _Told:
        told = self._told.setdefault((str(chip.value.name), kind), _Told(sentence))
        told.shown.add(self._indexes[id(chip)])
        old = (
            told.news and date is not None and self._when.is_old(date)
        )  # "first detailed in June": what is news is not
        if date is not None and told.date is None and not old and "X" not in date.value.value:
            told.date = date
            told.shown.add(self._indexes[id(date)])
        return told


def _is_built_in(chip: Candidate) -> bool:
    """Is it a chip for phones or a core, which nobody can buy on the day that it is launched?"""
    return chip.value.record is not None and chip.value.record.kind in ("soc", "core")


def _longest(cues: list[Match]) -> list[Match]:
    """Of cues that overlap keep the longest."""
    kept: list[Match] = []
    for cue in sorted(cues, key=lambda match: (match.start, -match.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _is_put_off_itself(noun: Match, cue: Match, clauses: Clauses) -> bool:
    """ "The introduction of the X will be delayed": nothing was introduced."""
    between = clauses.words[noun.end : min(cue.start, noun.end + REACH)]
    late = cue.rule.rule.value in _PUT_OFF and cue.start - noun.end <= REACH
    passive = not BE.isdisjoint(between) or "been" in between
    return (
        late and clauses.words[noun.end - 1] == "of" and passive and _STOPS.isdisjoint(between) and "," not in between
    )


def _joined(cues: list[Match], clauses: Clauses) -> list[Match]:
    """ "Delays the launch of": what is delayed is no launch."""
    kept: list[Match] = []
    for cue in cues:
        before = kept[-1] if kept else None
        noun = clauses.words[cue.end - 1] == "of"
        near = before is not None and _STOPS.isdisjoint(clauses.words[before.end : before.end + REACH_NOUN + 1])
        if before and noun and near and before.rule.rule.value in _PUT_OFF and cue.start - before.end <= REACH_NOUN:
            kept[-1] = Match(before.start, cue.end, before.rule)
        elif before and _is_put_off_itself(before, cue, clauses):
            kept[-1] = cue
        else:
            kept.append(cue)
    return kept
