"""What a ratio is claimed of: the subject of its clause, read where the verb before the ratio says that it stands.

Pronouns and descriptions such as "the new chip" lead to what was last spoken of.
"""

from __future__ import annotations

from typing import Final

from extractor.linking.antecedent import Antecedents
from extractor.linking.clauses import PREPOSITIONS, Clauses
from extractor.linking.doings import Doings
from extractor.linking.leads import lead_of
from extractor.linking.naming import is_proper, name_phrase, name_with_rest
from extractor.linking.pairs import one_of_two, points_at_pair
from extractor.linking.phrases import (
    behind_dateline,
    behind_opening,
    is_company,
    is_description,
    is_fragment,
    is_of_task,
    is_part,
    is_quantity,
    reports,
    subject_phrase,
)
from extractor.linking.regions import RegionFinder
from extractor.reading import Candidate

REACH_BACK: Final = 60  # words of a sentence that are searched for the subject
REACH_OWNER: Final = 10  # words behind "that" in which the owner of a lead is named
REACH_AHEAD: Final = 25  # words behind an opening phrase in which the subject follows
REACH_COPULA: Final = 5  # words from "is" to what a company is
MOST_BARRED: Final = 8  # baselines of one sentence that are remembered
_ATTRIBUTIVE: Final = frozenset(["ratios.faster", "ratios.more"])
_CHIPS: Final = frozenset(["chip", "processor", "silicon", "soc", "cpu", "gpu", "accelerator", "part"])
_DRIVEN: Final = frozenset(["powered", "driven", "based", "built", "running", "equipped"])
_IDEAS: Final = frozenset(
    "algorithms algorithm technologies techniques technique methods method optimizations improvements changes tools".split()
)  # no chips, nor what was last spoken of
_KINDS_OF_MANY: Final = frozenset(
    ["crop", "batch", "breed", "wave", "lineup", "pair", "trio"]
)  # of chips spoken of before
_NODES: Final = frozenset(["node", "process", "controller", "interface"])
_NEWNESS: Final = frozenset(["new", "latest", "original", "old"])
_POINTING: Final = frozenset(["it", "they", "which", "who", "that's", "there"])


class SubjectFinder:
    """Finds the subjects of one article's ratios, in order."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._regions = RegionFinder(clauses)
        self._antecedents = Antecedents(clauses)
        self._central = self._antecedents.central
        self._doings = Doings(clauses, self._antecedents)
        self._last: tuple[Candidate, str | None] | None = None

    def find(self, ratio: Candidate, baseline: str | None) -> str | None:
        """Return the name or phrase of what the ratio is claimed of; None where the article does not say."""
        first = behind_dateline(self._clauses, self._clauses.sentence_start(ratio.start), ratio.start)
        floor = max(first, ratio.start - REACH_BACK)
        self._bar(ratio, baseline)
        name = self._described(ratio) or self._enjoying(ratio)
        if name is None:
            region = self._regions.find(ratio, floor)
            name = self._read(*region, ratio, floor) if region else self._without_subject(ratio, floor)
        if name is not None and name == baseline:
            name = self._other_than(name, floor) or self._central.unless_itself(name)
        if not baseline and self._last and self._last[0].start >= floor and self._central.is_barred(name):
            name = self._last[1]  # "6x that of the X1, which came in May, with 4x the bandwidth"
        name = self._central.in_full(name)
        self._antecedents.settle(ratio.start, name)
        self._last = ratio, name
        return name

    def _other_than(self, baseline: str, floor: int) -> str | None:
        """Nothing is compared with itself: what the sentence's last claim is of, where that is another."""
        same = self._last and self._last[0].start >= floor and self._last[1] != baseline
        return self._last[1] if same and self._last else None

    def _bar(self, ratio: Candidate, baseline: str | None) -> None:
        """What the sentence's claims so far compare with is not what this one is of."""
        same = self._last and self._last[0].start >= self._clauses.sentence_start(ratio.start)
        before = self._central.barred
        self._central.barred = (before if same and len(before) < MOST_BARRED else frozenset()) | {baseline}

    def _described(self, ratio: Candidate) -> str | None:
        """ "A 15% more efficient X": the chip right behind."""
        chip = self._clauses.chip_at(ratio.end) if ratio.end < len(self._clauses.words) else None
        attributive = ratio.rule in _ATTRIBUTIVE and self._clauses.words[ratio.start - 1] in ("a", "an")
        return str(chip.value.name) if chip is not None and attributive else None

    def _enjoying(self, ratio: Candidate) -> str | None:
        """ "The 20% lead that X has over Y": who has it."""
        clauses, at = self._clauses, ratio.end
        if not ratio.rule.startswith("ratios.gain") or clauses.words[at : at + 1] not in (["that"], ["which"]):
            return None
        start, stop = clauses.phrase_from(at + 1, at + REACH_OWNER)
        if start >= stop or not clauses.is_verb(stop):
            return None
        if not is_proper(clauses, start, stop):
            return clauses.reading.surface(start, stop) if start in clauses.names and stop - start > 1 else None
        return name_phrase(clauses, start, stop)

    def _read(self, begin: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """Read the subject's words."""
        clauses = self._clauses
        words = clauses.words
        head = behind_opening(self._clauses, begin, end)
        start, stop = subject_phrase(self._clauses, head, end)
        if points_at_pair(clauses, start, stop) and (one := one_of_two(clauses, start)):
            return one
        if system := self._doings.run_on(end, stop, ratio) or self._antecedents.spoken.introduced(end, ratio.start):
            return system
        if self._doings.is_doing(head, end):
            return self._doings.done(head, end, floor, ratio)
        if words[head - 1] == "that" and (head - 1 == floor or words[head - 2] == ",") and words[head] in _NODES:
            head -= 1  # "that node offers"
        word = words[head].split("'")[0]
        if word in ("it", "its") and reports(clauses, head - 1) and (speaking := self._speaking(head - 1, floor)):
            return speaking
        if word == "there" and (near := self._antecedents.near(floor, ratio.start)):
            return near
        if word in _POINTING or (start >= stop and word in ("this", "that", "these")) or words[head].endswith("ing"):
            used = self._compared(ratio) or self._doings.used(ratio.end, ratio.end + 8)
            return used or self._same(word, floor) or self._antecedents.find(head, floor, ratio.start)
        if word == "either":
            return None
        if words[head] in ("its", "their") and not is_proper(clauses, start, stop):
            owner = self._same("it", floor) or self._antecedents.find(head, floor, ratio.start)
            return owner or (None if is_quantity(clauses, stop) else name_with_rest(clauses, start, stop, end))
        if word in ("we", "i", "you", "he", "she") or start >= stop:
            return self._of_people(begin, end, ratio, floor)
        if chips := clauses.chips_in(start, stop):
            specific = self._antecedents.of_family(chips[-1], stop)
            return specific or self._central.core_owner(chips) or name_phrase(clauses, start, stop)
        if is_company(self._clauses, stop):
            maker = clauses.names.get(stop - 1)
            if maker is not None and maker.start == start + 1 and words[start] in _NEWNESS:
                return str(maker.value.name)  # "the new Raspberry Pi": what is called like its maker
            return self._of_people(begin, end, ratio, floor, clauses.names.get(stop - 1))
        if is_quantity(self._clauses, stop):
            return self._beside_quantity(begin, start, stop, end, ratio, floor)
        if words[stop - 1] in clauses.sets.workload_word and stop - 1 not in clauses.names:
            return self._of_workload(begin, stop, end, ratio, floor) or name_with_rest(clauses, start, stop, end)
        if one := self._one_of_many(stop, ratio):
            return one
        if word in ("this", "these", "that", "the") and words[stop - 1] in _KINDS_OF_MANY and words[stop] == "of":
            return self._antecedents.find(head, floor, ratio.start) or name_with_rest(clauses, start, stop, end)
        if word in ("this", "these", "that") and not is_proper(clauses, start, stop):
            chip_like = words[stop - 1] in clauses.sets.chip_word
            if words[stop - 1] in _IDEAS and stop > start:
                return name_phrase(clauses, start, stop)
            cores = words[stop - 1] in ("core", "cores")
            latest = self._antecedents.latest(floor, cores) if cores or (word == "this" and chip_like) else None
            pointed = latest or self._antecedents.find(head, floor, ratio.start, chips=chip_like)
            return pointed or name_phrase(clauses, start, stop)
        if is_description(clauses, head, start, stop) or (
            start > head and is_description(clauses, start - 1, start, stop)
        ):
            if words[stop] in ("in", "inside") and (inside := self._doings.named_from(stop + 1, end)) and stop < end:
                return inside  # "the processor in the X"
            return self._antecedents.find(head, floor, ratio.start) or name_phrase(clauses, start, stop)
        return self._plain(start, stop, end, ratio, floor)

    def _one_of_many(self, stop: int, ratio: Candidate) -> str | None:
        """ "The new chips bring 20% more in the X1 and 30% in the X2": which of them the figure is of."""
        clauses = self._clauses
        many = clauses.words[stop - 1].endswith("s") and clauses.words[stop - 1] in clauses.sets.generic_head
        if not many or clauses.words[ratio.end : ratio.end + 1] != ["in"]:
            return None
        inner = clauses.phrase_from(ratio.end + 1, ratio.end + REACH_OWNER)
        return name_phrase(clauses, *inner) if self._antecedents.is_spoken_of(*inner, ratio.start) else None

    def _speaking(self, verb: int, floor: int) -> str | None:
        """ "The X claims its speed is …": the X, which is no company."""
        start, stop = self._clauses.phrase_to(verb, floor)
        named = start < stop and is_proper(self._clauses, start, stop) and not is_company(self._clauses, stop)
        thing = named and any(map(str.isdigit, self._clauses.reading.surface(start, stop)))  # and no person
        return name_phrase(self._clauses, start, stop) if thing else None

    def _same(self, pronoun: str, floor: int) -> str | None:
        """ "The X is twice as fast as the Y, and it has …": of what the sentence's last claim is."""
        same = pronoun in ("it", "they") and self._last and self._last[0].start >= floor
        return self._last[1] if same and self._last else None

    def _plain(self, start: int, stop: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """A phrase with no chip in it: a name, a thing, a part of the chip spoken of, or no phrase at all."""
        clauses = self._clauses
        maker = clauses.names.get(start)
        if maker is not None and maker.end == stop - 1 and clauses.words[stop - 1] in _CHIPS:
            found = self._antecedents.find(start, floor, ratio.start, maker)  # "the Acme chip"
            return found or name_with_rest(clauses, start, stop, end)
        if driven := self._driven_by(stop, end, floor, ratio):
            return driven
        if stop - start == 1 and not is_proper(clauses, start, stop) and (chip := self._run_on(ratio)):
            return chip
        fragment = is_fragment(clauses, start, stop)
        if fragment or is_part(clauses, start, stop):
            chip = (
                self._doings.used(floor, end)
                or self._antecedents.near(floor, ratio.start)
                or self._antecedents.chip(start, floor, ratio.start)
            )
            if chip or fragment:
                return chip
        return name_with_rest(clauses, start, stop, end)

    def _run_on(self, ratio: Candidate) -> str | None:
        """ "Models train 4x faster with the X": the chip."""
        name = self._doings.used_behind(ratio)
        return name if self._central.is_chip(name) else None

    def _driven_by(self, at: int, limit: int, floor: int, ratio: Candidate) -> str | None:
        """ "A network powered by the new chip": the chip."""
        clauses, words = self._clauses, self._clauses.words
        if at + 1 >= limit or words[at] not in _DRIVEN or words[at + 1] not in ("by", "on", "with"):
            return None
        start, stop = clauses.phrase_from(at + 2, limit)
        if start >= stop:
            return None
        if clauses.chips_in(start, stop):
            return name_phrase(clauses, start, stop)
        pointed = is_description(clauses, at + 2, start, stop)
        return self._antecedents.find(at + 2, floor, ratio.start) if pointed else None

    def _beside_quantity(self, begin: int, start: int, stop: int, end: int, ratio: Candidate, floor: int) -> str | None:
        """ "Latency in photonic designs is …", "With Helium, performance is …", "its performance": what the quantity is of."""
        clauses = self._clauses
        words = clauses.words
        owned = any(clauses.owns(at) and not is_company(clauses, at) for at in range(start + 1, stop))
        if stop < end and words[stop] in PREPOSITIONS and not owned:
            inner = clauses.phrase_from(stop + 1, end)
            if inner[0] < inner[1]:
                return (
                    name_phrase(clauses, *inner)
                    if is_proper(clauses, *inner)
                    else self._plain(*inner, end, ratio, floor)
                )
        if begin < start and words[begin] in PREPOSITIONS:
            inner = clauses.phrase_from(begin + 1, end)
            if is_proper(clauses, *inner):
                return name_phrase(clauses, *inner)
        if owner := next((at for at in range(stop - 1, start, -1) if clauses.owns(at)), None):
            described = words[start - 1] == "the" and is_description(clauses, start - 1, start, owner)
            pointed = self._antecedents.find(start, floor, ratio.start) if described else None
            return pointed or name_phrase(clauses, start, owner)
        if is_proper(clauses, start, stop - 1):
            of_task = is_of_task(clauses, start, stop)
            pointed = self._antecedents.find(start, floor, ratio.start) if of_task else None
            return pointed or name_phrase(clauses, start, stop - 1)
        maker = clauses.names.get(start)
        if maker is not None and maker.label == "VENDOR" and maker.end == stop - 1:
            return self._antecedents.find(start, floor, ratio.start, maker) or str(maker.value.name)
        moved = self._doings.moved_from_to(floor, ratio.start)  # "with the move from the X to the Y, speed …"
        return moved or self._antecedents.find(start, floor, ratio.start)

    def _of_people(
        self, begin: int, verb: int, ratio: Candidate, floor: int, company: Candidate | None = None
    ) -> str | None:
        """The clause is about a company or people: what they use, or the chip they speak of, or what was last spoken of."""
        clauses = self._clauses
        used = self._doings.used(floor, verb) or self._doings.used(begin, verb) or self._doings.used_behind(ratio)
        name = used or self._doings.moved_to(ratio, floor) or self._compared(ratio)
        if name:
            return name
        if ratio.start in clauses.opening_verbs and clauses.words[ratio.end : ratio.end + 1] == ["of"]:
            done_to = clauses.phrase_from(ratio.end + 1, ratio.end + REACH_AHEAD)
            if clauses.chips_in(*done_to):
                return name_phrase(clauses, *done_to)  # "Acme doubled the speed of the X"
        if moved := self._doings.moved_from_to(verb, ratio.start):
            return moved
        behind = verb if "from" not in clauses.words[verb : ratio.start] else ratio.start
        chips = [chip for chip in clauses.chips_in(behind, ratio.start) if not self._central.is_apart(chip)]
        if chips:
            return str(chips[-1].value.name)
        found = self._antecedents.find(begin, floor, ratio.start, company)
        itself = (
            company is not None and clauses.words[verb] in ("is", "was", "are") and ratio.start - verb < REACH_COPULA
        )
        return str(company.value.name) if company is not None and found is None and itself else found

    def _of_workload(self, begin: int, stop: int, verb: int, ratio: Candidate, floor: int) -> str | None:
        """ "Games run …", "models on the X train …": what it runs on."""
        clauses = self._clauses
        if clauses.words[stop] in ("on", "with", "using") and stop < verb:
            start, end = clauses.phrase_from(stop + 1, verb)
            if start < end and not is_company(clauses, end):
                return name_phrase(clauses, start, end)
        return self._same("it", floor) or self._of_people(begin, verb, ratio, floor)

    def _compared(self, ratio: Candidate) -> str | None:
        """ "… with software X on the new chip vs. the old": the chip right before the word of comparison."""
        clauses = self._clauses
        for at in range(ratio.end, min(ratio.end + 8, len(clauses.words))):
            if clauses.words[at] in ("vs", "vs.", "versus", "over"):
                chip = clauses.chip_at(at - 1)
                return str(chip.value.name) if chip else None
        return None

    def _without_subject(self, ratio: Candidate, floor: int) -> str | None:
        """A headline or a fragment."""
        if self._last and self._last[0].start >= floor:
            return self._last[1]
        return (
            self._ahead(ratio)
            or self._doings.moved_from_to(floor, ratio.start)
            or self._titled(ratio, floor)
            or self._antecedents.near(floor, ratio.start)
            or self._doings.used(floor, ratio.start)
            or self._compared(ratio)
            or self._from_lead(ratio)
            or self._antecedents.find(floor, floor, ratio.start)
        )

    def _titled(self, ratio: Candidate, floor: int) -> str | None:
        """ "PS4 graphics 7.5x more powerful than …": a name that is all that stands before the figure."""
        start, stop = self._clauses.phrase_to(ratio.start, floor)
        whole = start == floor and start < stop and is_proper(self._clauses, start, stop)
        return name_phrase(self._clauses, start, stop) if whole and not is_company(self._clauses, stop) else None

    def _from_lead(self, ratio: Candidate) -> str | None:
        """What the line that leads the list in speaks of."""
        lead = lead_of(self._clauses, ratio)
        return self._antecedents.spoken.find(*lead) if lead else None

    def _ahead(self, ratio: Candidate) -> str | None:
        """ "At half the power, the X delivers …": the subject of the clause behind."""
        clauses = self._clauses
        last = min(clauses.tokens.sentence(ratio.start)[1], ratio.end + REACH_AHEAD)
        for at in range(ratio.end, last):
            if clauses.words[at] == "," and clauses.starts_clause(at + 1, last):
                start, stop = clauses.phrase_from(at + 1, last)
                return name_phrase(clauses, start, stop) if is_proper(clauses, start, stop) else None
        return None
