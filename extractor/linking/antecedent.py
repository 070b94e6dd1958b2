"""What a pronoun, a description or a company's claim stands for: the chip or thing last spoken of."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from extractor.linking.central import CentralChips, is_core, made_by
from extractor.linking.clauses import Clauses
from extractor.linking.naming import is_proper, name_phrase
from extractor.linking.spoken import SpokenOf
from extractor.linking.topic import titled_name
from extractor.reading import Candidate

REACH_TOPIC: Final = 150  # words before the sentence in which a pronoun's chip is sought
REACH_TURN: Final = 4  # words of a sentence in which what it turns to is named
MOST_PARAGRAPHS: Final = 4
LONGEST_HEADING: Final = 14
MOST_SETTLED: Final = 8  # claims looked back at
_COMPONENTS: Final = frozenset("cpu gpu npu graphics memory cache core cores display battery screen nvme ssd".split())
_TURNING: Final = frozenset(["turning", "going", "coming", "returning", "getting"])


class Antecedents:
    """Looks back over one article, a bounded number of words."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._settled: list[tuple[int, str]] = []
        self.central = CentralChips(clauses)
        self.spoken = SpokenOf(clauses, self.central)

    def settle(self, place: int, name: str | None) -> None:
        """Remember what the ratio at `place` is claimed of: "it" in the next sentence is most often the same."""
        last = name.lower().rpartition(" ")[2] if name else ""
        if name is None or last in _COMPONENTS or last in self._clauses.sets.never_subject:
            return
        if name not in self.central.cores or self.central.topic is None or is_core(self.central.topic):
            self._settled.append((place, name))

    def find(self, at: int, floor: int, place: int, company: Candidate | None = None, chips: bool = True) -> str | None:
        """What was last spoken of: earlier in this sentence, in the paragraph, or the article's topic.

        `at` is where the pronoun stands, `floor` where its sentence starts, `place` where the ratio does. Without `chips`
        the thing need be none, and only what was the subject will do.
        """
        clauses = self._clauses
        if company:
            near = [chip for chip in clauses.chips_in(floor, at) if not self.central.is_apart(chip)]
            if near:
                return str(near[-1].value.name)
        if topic := self._as_for(floor, at):
            return topic
        inside = floor if not self._clauses.words[floor].endswith("ing") else at
        if not company and (name := self.spoken.find(inside, at, inside=True)):
            return name
        paragraph = clauses.tokens.paragraph(place)[0]
        if chips and (name := self._heading(paragraph, company)):
            return name
        begin = max(paragraph, place - REACH_TOPIC)
        sentence = clauses.sentence_start(place)
        while sentence > begin:
            before = max(clauses.sentence_start(sentence - 1), begin)
            if not company and (name := self._settled_in(before, sentence)):
                return name
            if name := self.spoken.find(before, sentence, company=company, chips_too=chips):
                return name
            sentence = before
        if not chips or company:
            return self._article_topic(company, place) if chips else None
        return (
            self._article_topic(None, place)
            or self._titled
            or self.spoken.device(inside, at)
            or self._device_before(begin, floor)
        )

    def _device_before(self, begin: int, sentence: int) -> str | None:
        """The device that a sentence right before speaks of."""
        before = max(self._clauses.sentence_start(sentence - 1), begin) if sentence > begin else sentence
        return self.spoken.device(before, sentence)

    @cached_property
    def _titled(self) -> str | None:
        """What an article with no chip is about."""
        return None if self.central.topic else titled_name(self._clauses)

    def _as_for(self, floor: int, at: int) -> str | None:
        """ "As for the X, the chip offers …", "comparing the X with the Y, it is …": the X."""
        words = self._clauses.words
        comparing = words[floor] == "comparing"
        to = next((step for step in range(floor + 1, min(floor + REACH_TURN, at)) if words[step] == "to"), None)
        if words[floor] in _TURNING and to is not None:
            start, stop = self._clauses.phrase_from(to + 1, at)  # "turning to the X, speed is …"
            return name_phrase(self._clauses, start, stop) if is_proper(self._clauses, start, stop) else None
        if not comparing and words[floor : floor + 2] != ["as", "for"]:
            return None
        start, stop = self._clauses.phrase_from(floor + (1 if comparing else 2), at)
        return name_phrase(self._clauses, start, stop) if is_proper(self._clauses, start, stop) else None

    def chip(self, at: int, floor: int, place: int) -> str | None:
        """The same where only a chip will do."""
        name = self.find(at, floor, place)
        return name if self.central.is_chip(name) else self._article_topic(None, place)

    def near(self, floor: int, place: int) -> str | None:
        """The first chip of the sentence before `place` that nothing is compared with."""
        chips = self.central.in_words(floor, place)
        return str(chips[0].value.name) if chips else None

    def latest(self, floor: int, cores: bool = False) -> str | None:
        """What "this chip" or "these cores" at the head of a sentence is: the last that the sentence before names."""
        first = max(self._clauses.sentence_start(floor - 1) if floor else 0, floor - REACH_TOPIC)
        chips = self._clauses.chips_in(first, floor) if cores else self.central.in_words(first, floor)
        if cores:
            chips = [chip for chip in chips if is_core(chip) and not self.central.is_apart(chip)]
        return str(chips[-1].value.name) if chips else None

    def of_family(self, family: Candidate, stop: int) -> str | None:
        """ "The Acme chip", whose phrase ends at `stop`: the Acme X1, where Acme is a family and the X1 was spoken of."""
        words, name = self._clauses.words, str(family.value.name)
        described = words[family.start - 1] == "the" and words[stop - 1] in self._clauses.sets.chip_word
        if not described or words[stop - 1].endswith("s") or any(map(str.isdigit, name)):
            return None
        chips = self.central.in_words(max(0, family.start - REACH_TOPIC), family.start)
        return next((str(chip.value.name) for chip in reversed(chips) if chip.value.name.startswith(name + " ")), None)

    def _heading(self, paragraph: int, company: Candidate | None) -> str | None:
        """The chip of the line above, where that is a label and a name: "Best value: Acme X1"."""
        clauses = self._clauses
        for _ in range(MOST_PARAGRAPHS):
            if paragraph == 0:
                return None
            end, paragraph = paragraph, clauses.tokens.paragraph(paragraph - 1)[0]
            if end - paragraph > LONGEST_HEADING:
                continue
            while end > paragraph and clauses.words[end - 1] == "\n":
                end -= 1
            chip = clauses.chip_at(end - 1)
            if chip is not None and paragraph and self._is_label(paragraph, chip.start):
                return None if company and not made_by(chip, company) else str(chip.value.name)
        return None

    def _is_label(self, first: int, last: int) -> bool:
        """Nothing before the name but its maker, or a label: "Best value:", "Pros of"."""
        colon = next((at for at in range(first, last) if self._clauses.words[at] in (":", "of")), first - 1)
        plain = self._clauses.sets.before_noun
        words = enumerate(self._clauses.words[colon + 1 : last], colon + 1)
        return all(at in self._clauses.names or word[0].isdigit() or word in plain for at, word in words)

    def _settled_in(self, first: int, last: int) -> str | None:
        """What the last claim in the words is of; the ratios come in order, so that few are behind `last`."""
        for place, name in reversed(self._settled[-MOST_SETTLED:]):
            if place < last and name not in self.central.barred:
                return name if place >= first else None
        return None

    def _article_topic(self, company: Candidate | None, place: int) -> str | None:
        """The topic, where it was named before `place`: what comes behind is more often what is compared with."""
        topic = self.central.topic
        if topic is None or topic.start > place or (company and not made_by(topic, company)):
            return None
        name = str(topic.value.name)
        return None if name in self.central.barred else name

    def is_spoken_of(self, start: int, stop: int, place: int) -> bool:
        """Is the phrase a chip's name, or one that the words before `place` hold too?"""
        if self._clauses.chips_in(start, stop):
            return True
        before = self._clauses.words[max(0, place - REACH_TOPIC) : place]
        return is_proper(self._clauses, start, stop) and self._clauses.words[start] in before
