"""What a pronoun, a description or a company's claim stands for: the chip or thing last spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from extractor.linking.clauses import PREPOSITIONS, QUOTES, Clauses, Span
from extractor.linking.naming import is_proper, name_phrase
from extractor.linking.phrases import (
    behind_dateline,
    behind_opening,
    is_company,
    is_description,
    is_fragment,
    is_part,
    is_quantity,
    reports,
    subject_phrase,
)
from extractor.reading import Candidate

REACH_TOPIC: Final = 150  # words before the sentence in which a pronoun's chip is sought
REACH_APART: Final = 7  # words before a chip in which something may set it apart
REACH_REPORT: Final = 10  # words of a sentence in which who speaks is named
REACH_TURN: Final = 4  # words of a sentence in which what it turns to is named
REACH_LISTED: Final = 8  # words between two chips of a list
_APART: Final = frozenset(
    ["than", "versus", "vs", "vs.", "over", "compared", "comparing", "unlike", "from", "against", "alongside"]
)
_FRONTED: Final = frozenset([",", ";", "(", "\n"])
_COMPONENTS: Final = frozenset("cpu gpu npu graphics memory cache core cores display battery screen nvme ssd".split())
_BEFORE_PARTICIPLE: Final = frozenset("been just now already also recently today shown begun".split())
_NAMING: Final = frozenset(["called", "named", "dubbed"])
_TURNING: Final = frozenset(["turning", "going", "coming", "returning", "getting"])
_PUBLISHES: Final = frozenset(["revealed", "tested", "measured", "reviewed", "benchmarked", "published"])
_CARRIED: Final = frozenset(["it", "its", "they"])
MOST_PARAGRAPHS: Final = 4
LONGEST_HEADING: Final = 14
MOST_TOPICS: Final = 3  # names that may be the topic
MOST_LOOKS: Final = 20  # occurrences of a name that are looked at
MOST_SETTLED: Final = 8  # claims looked back at
_CARRIES: Final = frozenset(["it", "they", "we", "i", "you", "it's", "they're", "we're"])

_ANNOUNCES: Final = ("launch", "announc", "introduc", "unveil", "releas", "show", "reveal", "debut", "rolled")
_GIVING: Final = frozenset("offering delivering providing promising bringing boasting aiming featuring with".split())
_LICENSORS: Final = frozenset(["Arm", "Imagination Technologies"])
_ASIDE: Final = frozenset([("together", "with"), ("along", "with"), ("we", "used"), ("such", "as")])
_RIVALLED: Final = (
    "replac", "match", "rival", "beat", "succeed", "outperform", "follows", "surpass", "blows",
    "compet", "contend",
)  # fmt: skip


class Antecedents:
    """Looks back over one article, a bounded number of words."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._settled: list[tuple[int, str]] = []
        self._chip_names = frozenset(chip.value.name for chip in clauses.chips)
        self._cores = frozenset(chip.value.name for chip in clauses.chips if _is_core(chip))
        self.barred: frozenset[str | None] = frozenset()  # what the claims of the sentence compare with

    @cached_property
    def _topic(self) -> Candidate | None:
        """The chip that the title names first, else the one that the article names most, and not only to compare with."""
        clauses = self._clauses
        if not clauses.chips:
            return None
        paragraphs = clauses.tokens.paragraphs
        titled = clauses.chips_in(0, paragraphs[1])[:MOST_LOOKS] if len(paragraphs) > 1 else []
        if titled and (first := next((chip for chip in titled if not self._reads_apart(chip)), None)):
            return first
        counts = Counter(chip.value.name for chip in clauses.chips)
        for name, _ in counts.most_common(MOST_TOPICS):
            chips = (chip for chip in clauses.chips if chip.value.name == name)
            central = next((chip for chip in islice(chips, MOST_LOOKS) if not self._reads_apart(chip)), None)
            if central is not None:
                return central
        return None

    def settle(self, place: int, name: str | None) -> None:
        """Remember what the ratio at `place` is claimed of: "it" in the next sentence is most often the same."""
        last = name.lower().rpartition(" ")[2] if name else ""
        if name is None or last in _COMPONENTS or last in self._clauses.sets.never_subject:
            return
        if name not in self._cores or self._topic is None or _is_core(self._topic):
            self._settled.append((place, name))

    def find(self, at: int, floor: int, place: int, company: Candidate | None = None, chips: bool = True) -> str | None:
        """What was last spoken of: earlier in this sentence, in the paragraph, or the article's topic.

        `at` is where the pronoun stands, `floor` where its sentence starts, `place` where the ratio does. Without `chips`
        the thing need be none, and only what was the subject will do.
        """
        clauses = self._clauses
        if company:
            near = [chip for chip in clauses.chips_in(floor, at) if not self.is_apart(chip)]
            if near:
                return str(near[-1].value.name)
        inside = floor if not self._clauses.words[floor].endswith("ing") else at
        if not company and (name := self.spoken_of(inside, at, inside=True)):
            return name
        paragraph = clauses.tokens.paragraph(place)[0]
        if chips and (name := self._heading(paragraph, company)):
            return name
        if topic := self._as_for(floor, at):
            return topic
        begin = max(paragraph, place - REACH_TOPIC)
        sentence = clauses.sentence_start(place)
        while sentence > begin:
            before = max(clauses.sentence_start(sentence - 1), begin)
            if not company and (name := self._settled_in(before, sentence)):
                return name
            if name := self.spoken_of(before, sentence, company=company, chips_too=chips):
                return name
            sentence = before
        return self._article_topic(company, place) if chips else None

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
        return name if name in self._chip_names else self._article_topic(None, place)

    def is_chip(self, name: str | None) -> bool:
        """Is it what a chip of the article is called?"""
        return name in self._chip_names

    def unless_itself(self, name: str) -> str | None:
        """The name, unless it is a chip's of one model: such is not compared with itself."""
        return None if name in self._chip_names and any(map(str.isdigit, name)) else name

    def near(self, floor: int, place: int) -> str | None:
        """The first chip of the sentence before `place` that nothing is compared with."""
        chips = [chip for chip in self._clauses.chips_in(floor, place) if self.is_central(chip)]
        return str(chips[0].value.name) if chips else None

    def latest(self, floor: int) -> str | None:
        """What "this chip" at the head of a sentence is: the last chip that the sentence before names."""
        first = self._clauses.sentence_start(floor - 1) if floor else 0
        chips = [chip for chip in self._clauses.chips_in(first, floor) if self.is_central(chip)]
        return str(chips[-1].value.name) if chips and floor - first <= REACH_TOPIC else None

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
                return None if company and not _made_by(chip, company) else str(chip.value.name)
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
            if place < last and name not in self.barred:
                return name if place >= first else None
        return None

    def spoken_of(
        self, first: int, last: int, inside: bool = False, company: Candidate | None = None, chips_too: bool = True
    ) -> str | None:
        """The subject of the words' first clause, or what a company does something with there.

        `inside` the ratio's own sentence a plain noun will do; elsewhere it takes a name, and of a company its own chip.
        """
        clauses = self._clauses
        first = self._behind_report(behind_dateline(clauses, first, last), last)
        chips = [chip for chip in clauses.chips_in(first, last) if self.is_central(chip)]
        if company:
            chips = [chip for chip in chips if _made_by(chip, company)]
            return str(chips[0].value.name) if chips else None
        if last - first < 2:
            return None
        verb = clauses.verb(first, last)
        head = behind_opening(self._clauses, first, verb)
        if not company and (name := self._called(chips)):
            return name
        carried = _CARRIED if inside else _CARRIES
        if clauses.words[head] in carried and not clauses.words[head + 1].startswith(_ANNOUNCES):
            return None
        start, stop = subject_phrase(self._clauses, head, verb)
        told = verb < last and (reports(clauses, verb) or clauses.words[verb] in _PUBLISHES)
        reported = told and inside and chips  # "tests revealed the speed of the X"
        if reported and not clauses.chips_in(start, stop):
            return str(chips[0].value.name)
        if (
            verb < last
            and start < stop
            and not (inside and clauses.words[first + (clauses.words[first] in QUOTES)] in PREPOSITIONS)
            and stop - 1 not in clauses.dated
            and clauses.words[head] not in clauses.sets.pronoun
            and not is_company(self._clauses, stop)
        ):
            plain = inside and not is_description(clauses, head, start, stop)
            plain = plain and not is_fragment(clauses, start, stop) and not is_part(clauses, start, stop)
            if not is_quantity(self._clauses, stop) and (plain or self._is_certain_name(start, stop)):
                name = name_phrase(clauses, start, stop)
                return None if self.is_barred(name) else name
            if name := self._made_of(stop, verb):
                return name
        carries = clauses.words[first : chips[0].start] if chips and not inside else ()
        if clauses.words[head] not in _CARRIES and not _CARRIED.isdisjoint(carries):
            return None
        if chips and chips_too:
            return str(chips[0].value.name)
        if verb < last and is_company(self._clauses, stop):
            inner = self._object_of(verb, last)
            if self._is_certain_name(*inner) and not is_company(self._clauses, inner[1]):
                return name_phrase(clauses, *inner)
        return None

    def _made_of(self, stop: int, verb: int) -> str | None:
        """ "A cluster of X systems has reached …": the X."""
        clauses = self._clauses
        if clauses.words[stop] != "of" or clauses.words[stop - 1] not in clauses.sets.generic_head:
            return None
        inner = clauses.phrase_from(stop + 1, verb)
        named = self._is_certain_name(*inner) and not is_company(clauses, inner[1])
        return name_phrase(clauses, *inner) if named else None

    def introduced(self, verb: int, last: int) -> str | None:
        """What is launched by its name in "launched X, offering …", "plans to launch a node called X, aiming at …"; no chip."""
        clauses, words = self._clauses, self._clauses.words
        act = verb + 2 if words[verb + 1] == "to" else verb
        if not words[act].startswith(_ANNOUNCES) or not _GIVING.intersection(words[act:last]):
            return None
        start, stop = self._object_of(act, last)
        if words[stop] in _NAMING:
            start, stop = clauses.phrase_from(stop + 1, last)
        plain = start < stop and not clauses.chips_in(act, last) and not any(map(clauses.is_verb, range(stop, last)))
        return name_phrase(clauses, start, stop) if plain and is_proper(clauses, start, stop) else None

    def _object_of(self, verb: int, last: int) -> Span:
        """What a company does something with: "has just shown its X", "detailed the speed of its X"."""
        clauses = self._clauses
        at = verb + 1
        while at < last - 1 and (
            clauses.is_verb(at) or clauses.words[at].endswith("ed") or clauses.words[at] in _BEFORE_PARTICIPLE
        ):
            at += 1
        start, stop = clauses.phrase_from(at, last)
        if stop + 2 < last and clauses.words[stop] == "," and clauses.words[stop + 1] == "the":
            named = clauses.phrase_from(stop + 2, last)  # "has shown its new controller, the X"
            if is_proper(clauses, *named) and clauses.words[named[1] : named[1] + 1] in ([","], ["."]):
                return named
        of = stop < last and clauses.words[stop] == "of" and not is_proper(clauses, start, stop)
        return clauses.phrase_from(stop + 1, last) if of else (start, stop)

    def _called(self, chips: list[Candidate]) -> str | None:
        """ "It's called the X, and it offers …": the X."""
        words = self._clauses.words
        named = (chip for chip in chips if not _NAMING.isdisjoint(words[max(0, chip.start - 3) : chip.start]))
        return next((str(chip.value.name) for chip in named), None)

    def _behind_report(self, first: int, last: int) -> int:
        """Behind "Intel says that", so that who speaks is not taken for what is spoken of."""
        at = next((at for at in range(first, min(first + REACH_REPORT, last)) if reports(self._clauses, at)), None)
        if at is None:
            return first
        return at + 1 + (at + 1 < last and self._clauses.words[at + 1] == "that")

    def _is_certain_name(self, start: int, stop: int) -> bool:
        """A name that is more than one capitalised word at the head of a sentence."""
        clauses = self._clauses
        if any(clauses.owns(at) for at in range(start, stop)) and clauses.text(start)[:1].isupper():
            return True
        if not is_proper(clauses, start, stop):
            return False
        if clauses.chips_in(start, stop) or stop - start > 1 or start != clauses.sentence_start(start):
            return True
        return not clauses.text(start)[1:].islower()

    def _article_topic(self, company: Candidate | None, place: int) -> str | None:
        """The topic, where it was named before `place`: what comes behind is more often what is compared with."""
        if self._topic is None or self._topic.start > place or (company and not _made_by(self._topic, company)):
            return None
        if self._topic.value.name in self.barred:
            return None
        return str(self._topic.value.name)

    def is_central(self, chip: Candidate) -> bool:
        """May a claim beside the chip be of it, as far as the words before the chip tell?"""
        if self.is_apart(chip) or _is_part_of(self._clauses, chip):
            return False
        return not self.is_inner(chip)

    def is_inner(self, chip: Candidate) -> bool:
        """Is it a core, in an article about a chip that has such cores?"""
        return _is_core(chip) and self._topic is not None and not _is_core(self._topic)

    def is_spoken_of(self, start: int, stop: int, place: int) -> bool:
        """Is the phrase a chip's name, or one that the words before `place` hold too?"""
        if self._clauses.chips_in(start, stop):
            return True
        before = self._clauses.words[max(0, place - REACH_TOPIC) : place]
        return is_proper(self._clauses, start, stop) and self._clauses.words[start] in before

    def core_owner(self, chips: list[Candidate]) -> str | None:
        """ "The X1's Acme Z cores": the X1."""
        owned = len(chips) > 1 and _is_core(chips[-1]) and self._clauses.owns(chips[-2].end)
        return str(chips[-2].value.name) if owned else None

    def is_barred(self, name: str | None) -> bool:
        """Is the name a chip's that the sentence compares something with?"""
        return name in self._chip_names and name in self.barred

    def is_apart(self, chip: Candidate) -> bool:
        """Is the chip spoken of as what something else is compared with, or comes from?"""
        return chip.value.name in self.barred or self._reads_apart(chip)

    def _reads_apart(self, chip: Candidate) -> bool:
        words = self._clauses.words
        before = words[max(0, chip.start - 6) : chip.start]
        if any(pair in _ASIDE for pair in pairwise(before)) or any(word.startswith(_RIVALLED) for word in before[-4:]):
            return True
        if (
            "on" in before[-4:]
            and not {"a", "an"}.isdisjoint(before[-3:])
            and words[chip.end : chip.end + 1] in (["it"], ["they"])
        ):
            return True  # "on an old X1 it lost …"
        relative = "what" in before[-3:] and before[-1] not in ("is", "was")
        return relative or self._is_set_apart(chip) or self._is_listed_apart(chip)

    def _is_set_apart(self, chip: Candidate) -> bool:
        """Does a word of comparison stand before? One that opens the clause ends with a comma: "Over the X, the Y …"."""
        words, first = self._clauses.words, self._clauses.sentence_start(chip.start)
        for at in range(chip.start - 1, max(first, chip.start - REACH_APART) - 1, -1):
            if words[at] in _APART:
                fronted = (at == first or words[at - 1] in _FRONTED) and "," in words[at : chip.start]
                return not fronted or (
                    words[chip.end : chip.end + 1] == [","] and not self._clauses.chips_in(at, chip.start)
                )
        return False

    def _is_listed_apart(self, chip: Candidate) -> bool:
        """ "Than the X's two and the Y's three": the second of a list."""
        start = chip.start
        at = bisect_left(self._clauses.chip_starts, start) - 1
        if at < 0:
            return False
        end = self._clauses.chips[at].end
        between = self._clauses.words[end:start]
        joined = len(between) <= REACH_LISTED and bool({"and", "or"} & set(between)) and "," not in between
        if not joined or any(map(self._clauses.is_verb, range(end, start))):
            return False
        return self._is_set_apart(self._clauses.chips[at])


def _made_by(chip: Candidate, company: Candidate) -> bool:
    maker, name = str(chip.value.vendor or ""), str(company.value.name)
    return maker.startswith(name) or name.startswith(maker)


def _is_core(chip: Candidate) -> bool:
    """Is it a part that chips are made of: a core, or a licensed graphics unit?"""
    return chip.value.kind == "core" or (chip.value.kind == "gpu" and chip.value.vendor in _LICENSORS)


def _is_part_of(clauses: Clauses, chip: Candidate) -> bool:
    """A core that something has so many of, or is built with, is a part of what is spoken of."""
    before = clauses.words[max(0, chip.start - 4) : chip.start]
    return _is_core(chip) and any(word[0].isdigit() or word in clauses.sets.holds_word for word in before)
