"""Find what happened to a chip, and when.

An event is a cue of `patterns/cues/events.yaml` with the chips that it takes as its object ("Intel launched the X") or as its
subject ("the X ships in June"), and the date that its clause ties to it. Each pair of chip and kind is told once an article.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from extractor.catalog.load import Catalog
from extractor.linking.account import PUT_OFF, Account, Telling, Told
from extractor.linking.clauses import Clauses, WordSets, clauses_of
from extractor.linking.descriptions import Descriptions
from extractor.linking.event_cues import event_cues, in_one_clause
from extractor.linking.grammar import EventWords, Grammar
from extractor.linking.happening import Happening
from extractor.linking.meant import Meant
from extractor.linking.objects import Objects
from extractor.linking.participants import Participants
from extractor.linking.plans import Plans
from extractor.linking.roadmap import dated_chips, followers, roadmap_openings
from extractor.linking.when import When
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.schema import Event, EventKind

REACH: Final = 30  # words before the verb in which a device may be its subject
REACH_DEVICES: Final = 80  # words from a chip to the sentence on the machines with it
REACH_LINEUP: Final = 120  # words from an announcement to what it includes
_ORDERED: Final = frozenset(["order", "orders", "ordered", "preorder", "preorders"])


class EventLinker:
    """Ties chips to events and their dates."""

    def __init__(self, catalog: Catalog) -> None:
        self._sets, self._words = WordSets.load(catalog), EventWords.load(catalog)

    def link(self, reading: Reading) -> list[Event]:
        """Return each event once, in order of its first telling; of its dates the first that is told."""
        if not any(entity.label == "CHIP" for entity in reading.entities):
            return []
        return _Article(clauses_of(reading, self._sets), self._words).events()


class _Article:
    """Reads the events of one article."""

    def __init__(self, clauses: Clauses, sets: EventWords) -> None:
        self._clauses, self._sets = clauses, sets
        self._grammar = Grammar(clauses, sets)
        self._meant = Meant(clauses, sets, self._grammar)
        self._descriptions = Descriptions(clauses, sets)
        self._objects = Objects(clauses, sets, self._grammar, self._meant)
        self._participants = Participants(clauses, sets, self._grammar, self._meant, self._objects)
        self._happening = Happening(clauses, sets, self._grammar)
        self._plans = Plans(clauses, self._grammar, self._participants)
        verbs = [cue for cue in event_cues(clauses) if self._happening.is_verb(cue)]
        self._cues = [cue for cue in verbs if not self._happening.is_denied(cue)]
        self._bounds = [cue.start for cue in verbs]  # a verb that is denied keeps its date, too
        self._when = When(clauses)
        self._account = Account(clauses, self._when)
        self._lineup: tuple[Told | None, int] = (None, 0)  # what was announced last, and where
        self._kind: EventKind = "available"  # of the event told last
        self._given_up = -1  # the sentence that tells of a plan no longer held

    def events(self) -> list[Event]:
        """Return what the cues tell, and the dates that stand beside chips with none."""
        for index, cue in enumerate(self._cues):
            self._tell(index, cue)
        for chips, kind, date in self._plans.find(self._when.dates):
            for chip in chips:
                self._add(chip, kind, date)
        kinds = self._account.kinds()
        for before, chip, date in followers(self._clauses, self._when.dates):
            if same := kinds.get(id(before)):
                self._add(chip, same, date)
                kinds[id(date)] = same
        for chip, date in roadmap_openings(self._clauses, self._when.dates, self._sets.bringing):
            if self._when.is_ahead(date):
                self._add(chip, "available", date)
        for chip, date in dated_chips(self._clauses, self._when.dates):
            self._add(chip, kinds.get(id(date), "available"), date)
        return self._account.events()

    def _add(self, chip: Candidate, kind: EventKind, date: Candidate) -> None:
        self._account.add(chip, kind, date, self._clauses.sentence_start(chip.start))

    def _tell(self, index: int, cue: Match) -> None:
        first, last = self._clauses.tokens.sentence(cue.start)
        bound = bisect_right(self._bounds, cue.start)
        behind = min(last, self._bounds[bound] if bound < len(self._bounds) else last)
        if self._happening.is_list(cue):
            self._include(cue, first, behind)
            return
        chips = self._spoken_of(index, first, behind)
        kind = self._kind_of(index, first, last)
        if self._is_of_production(index, first):
            kind, chips = "production", self._meant.told or chips
        elif kind == "available" and self._grammar.is_of_samples((cue.start, cue.end), chips):
            kind = "production"
        date = self._date(index, first, (behind, last), chips)
        if not self._happening.has_its_date(cue, first, date):
            return
        if self._clauses.words[cue.start] == "introduction" and self._when.is_to_come(date):
            kind = "available"
        if kind not in PUT_OFF:
            if self._is_given_up(cue, first, date, chips):
                self._given_up = first
                self._meant.remember(chips, cue.end)
                return
            if self._given_up == first and kind == "available" and date is not None:
                kind = "delayed"
        if kind in ("announced", "available") and (sold := self._objects.in_first_device((cue.start, cue.end), behind)):
            chips, kind = sold, "available"
        chips = chips or self._elsewhere(cue, (first, last), date, kind)
        self._keep(chips, kind, date, cue, (first, last))

    def _keep(
        self, chips: list[Candidate], kind: EventKind, date: Candidate | None, cue: Match, sentence: tuple[int, int]
    ) -> None:
        each = self._when.each(cue, sentence[1], len(chips))
        for index, chip in enumerate(chips):
            own = each[index] if each else date
            self._account.tell(chip, self._telling(kind, own, cue, sentence[0]))
        self._meant.remember(chips, cue.end)
        self._kind = kind
        if chips and kind == "announced":
            self._lineup = (self._account.find(chips[0], kind), cue.end)

    def _spoken_of(self, index: int, first: int, behind: int) -> list[Candidate]:
        """The chips that the verb of the cue takes, or those of the verb before it."""
        cue = self._cues[index]
        chips = self._participants.find((cue.start, cue.end), first, behind)
        if not chips and self._goes_with_opening(index, first):
            return self._meant.told
        return self._meant.told if chips and self._shares_subject(index, chips[-1], first) else chips

    def _elsewhere(
        self, cue: Match, sentence: tuple[int, int], date: Candidate | None, kind: EventKind
    ) -> list[Candidate]:
        """The chips of a verb whose own sentence names none."""
        return (
            self._in_devices(cue, sentence[0], date, kind)
            or self._objects.items((cue.start, cue.end))
            or self._named_later(cue, sentence[1], kind)
        )

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
        return planned and in_one_clause(self._clauses, before, cue)

    def _include(self, cue: Match, first: int, behind: int) -> None:
        """ "The family includes the X and the Y": they were announced with it."""
        whole, at = self._lineup
        words = self._clauses.words[max(first, cue.start - REACH_LINEUP) : cue.start]
        if whole is None or cue.start - at > REACH_LINEUP or self._sets.lineup.isdisjoint(words):
            return
        for chip in self._objects.object((cue.start, cue.end), min(behind, cue.end + REACH), behind):
            told = self._account.add(chip, "announced", whole.date, first)
            told.news = told.news or whole.news

    def _telling(self, kind: EventKind, date: Candidate | None, cue: Match, first: int) -> Telling:
        words = self._clauses.words
        return Telling(
            kind,
            date,
            first,
            ahead=kind == "announced" and date is not None and self._is_announced_for(cue, date),
            news=date is None and self._happening.is_news(cue, first),
            launch=kind == "available" and self._happening.is_launch(cue) and words[cue.end - 1] != "of",
            named=words[cue.end - 1] == "of",
            order=kind == "available" and not _ORDERED.isdisjoint(words[cue.start : cue.end]),
        )

    def _date(self, index: int, first: int, end: tuple[int, int], chips: list[Candidate]) -> Candidate | None:
        cue = self._cues[index]
        if cue.rule.rule.value == "delayed":
            return self._when.put_off(cue, end[1])
        if self._happening.is_negated(cue) and (until := self._happening.until(cue)):
            return self._when.first_behind(until)
        behind = self._grammar.clause_end((cue.start, cue.end), end[0])
        return self._when.find(self._cues, index, first, behind, chips[0] if chips else None)

    def _is_given_up(self, cue: Match, first: int, date: Candidate | None, chips: list[Candidate]) -> bool:
        """Is it a plan that was not kept, or one for what the same sentence says is cancelled?"""
        past = self._happening.is_past_plan(cue, first)
        over = past and date is not None and self._when.is_over(date)
        return over or self._happening.is_given_up(cue, first) or (past and self._is_cancelled_here(chips, first))

    def _is_cancelled_here(self, chips: list[Candidate], first: int) -> bool:
        """ "It called off the X, which was expected in May"."""
        told = [self._account.find(chip, "cancelled") for chip in chips]
        return any(event is not None and event.sentence == first for event in told)

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
        if kind in PUT_OFF or self._happening.is_sequel(cue):
            return []
        return self._descriptions.named_later((cue.start, cue.end), last)
