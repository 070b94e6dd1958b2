"""The chips that an event's verb takes as its object: "Intel launched the X and the Y", "launched two chips, the X and the Y"."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import BULLETS, QUOTES, Clauses, Span
from extractor.linking.grammar import (
    BE_OR_GET,
    JOINTS,
    REACH_OBJECT,
    STOPS,
    TRANSITIVE,
    WIDEST_GAP,
    WITHOUT_OBJECT,
    EventWords,
    Grammar,
)
from extractor.linking.leads import MOST_ITEMS
from extractor.linking.meant import Meant
from extractor.reading import Candidate

REACH_NEXT: Final = 8  # words from one chip of a list to the next
REACH_DATE: Final = 4  # words from a chip to its date
_BUILT_ON: Final = frozenset(["architecture", "microarchitecture", "core", "cores", "generation"])
REACH_MAKER: Final = 5  # words from "the first" to "to debut"
LONGEST_PLACE: Final = 5  # words of "at its annual conference"
LONGEST_LIST: Final = 8  # chips
OPENING_ITEM: Final = 4  # words of a line's beginning
LONGEST_ROW: Final = 14  # words of a line that holds nothing but names
MOST_BREAKS: Final = 4  # line ends in a row
LONGEST_BRACKETS: Final = 8  # words
_VERSIONS: Final = frozenset(["version", "variant", "model", "member", "part"])
_LIST_OPENS: Final = frozenset([":", ",", "–", "—", "--", "(", "including", "namely"])
_JOINING: Final = frozenset("and plus with alongside as well together along".split())
_EXTENDING: Final = ("expan", "exten", "refresh", "updat")
_BUILT: Final = frozenset(["based", "powered", "using", "with", "running"])
_FINITE: Final = (["is"], ["are"], ["was"], ["were"], ["will"], ["has"], ["have"], ["had"], ["would"], ["should"])
_SPEAKERS: Final = frozenset(["we", "i"])
_ADDING: Final = frozenset([",", "together", "along", "well", ")"])


class Objects:
    """Finds the objects of one article's events. A cue is the span of its words."""

    def __init__(self, clauses: Clauses, sets: EventWords, grammar: Grammar, meant: Meant) -> None:
        self._clauses, self._sets, self._grammar, self._meant = clauses, sets, grammar, meant

    def object(self, cue: Span, last: int, behind: int) -> list[Candidate]:
        """The chips right behind the verb, a list of them taken together."""
        words = self._clauses.words
        if self._has_none(cue):
            return []
        at = self._behind_adverbials(cue[1], last) + (words[cue[1] : cue[1] + 1] == [":"])
        extends = words[cue[0]].startswith(_EXTENDING)
        if extends:
            at = next((behind + 1 for behind in range(at, last) if words[behind] == "with"), at)
        found, at = self._walk(cue, at, last, behind)
        if not found:
            found = self._meant.object_meant(cue, last)
            return found + self._added(cue[1], behind) if found else self._listed(at, cue[1], behind)
        if extends and "with" not in words[cue[1] : found[0].start]:
            return []
        return self._named_twice(found) + self._added(found[-1].end, behind)

    def _has_none(self, cue: Span) -> bool:
        """Is it passive, or a verb with no object, or the end of what was quoted?"""
        words = self._clauses.words
        if self._grammar.is_passive(cue) or words[cue[0]] in WITHOUT_OBJECT or self._grammar.ends_with_place(cue):
            return True
        return words[cue[1] : cue[1] + 1] == [","] and not QUOTES.isdisjoint(words[cue[1] + 1 : cue[1] + 2])

    def _walk(self, cue: Span, at: int, last: int, behind: int) -> tuple[list[Candidate], int]:
        """The chips of the object that begins at word `at`, and where it ends."""
        words, found = self._clauses.words, list[Candidate]()
        while at < last:
            if chip := self._clauses.chip_at(at):
                same = found and (self._grammar.is_whole(found[-1], chip) or self._grammar.head(chip) is not chip)
                if found and not same and words[cue[1] - 1] != "of" and self._is_next_subject(chip):
                    break
                if not same and not self._is_only_part(cue, chip):
                    found.append(chip)
                at, last = chip.end, min(behind, chip.end + WIDEST_GAP)
            elif found and at == found[-1].end and (over := self._over(at)):
                if words[at] == "(":
                    last = min(behind, over + WIDEST_GAP)
                else:
                    found.pop()
                at = over
            elif self._ends_walk(at, found[-1] if found else None, behind):
                break
            else:
                at += 1
        return found, at

    def _is_only_part(self, cue: Span, chip: Candidate) -> bool:
        """Is what is announced no chip: "the first X phone", "X drivers"?"""
        machine = self._clauses.words[cue[0]].startswith(TRANSITIVE) and self._grammar.is_of_machine(chip.end)
        return machine or self._grammar.is_part(chip)

    def _over(self, at: int) -> int:
        """Where it goes on right behind a chip: "X ($500), Y", and what the chip only describes: "the X architecture Y"."""
        words = self._clauses.words
        if words[at] == "(":
            return self._closed(at)
        built = words[at] == "based" or (words[at] in _BUILT_ON and self._clauses.chip_at(at + 1) is not None)
        return at + 1 if built else 0

    def _ends_walk(self, at: int, chip: Candidate | None, behind: int) -> bool:
        if chip is not None and at in self._clauses.dated and self._is_dated_list(at, behind):
            return True
        if chip is not None and self._clauses.words[at] in self._clauses.sets.naming_word:
            return True
        return at not in self._clauses.names and self._ends_object(at, chip.end if chip is not None else None)

    def _behind_adverbials(self, at: int, last: int) -> int:
        """ "Announced on Monday at its conference the X": where the object begins; `at` where none follows."""
        words, start = self._clauses.words, at
        while at < last and (at in self._clauses.dated or at + 1 in self._clauses.dated or words[at] == "at"):
            show = next((to for to in range(at, min(last, at + LONGEST_PLACE)) if words[to] in self._sets.show), None)
            if words[at] == "at" and show is None:
                return start
            at = show + 1 if words[at] == "at" and show is not None else at + 1
        return at if at < last and (words[at] in self._clauses.sets.before_noun or at in self._clauses.names) else start

    def _is_dated_list(self, at: int, behind: int) -> bool:
        """ "The X in 2019, the Y in 2022": has the next chip a date of its own?"""
        while at in self._clauses.dated:
            at += 1
        chips = self._clauses.chips_in(at, min(behind, at + WIDEST_GAP))[:1]
        return bool(chips) and not self._clauses.dated.isdisjoint(range(chips[0].end, chips[0].end + REACH_DATE))

    def _is_next_subject(self, chip: Candidate) -> bool:
        """ "It launched the X, and the Y is due": the second opens a clause of its own."""
        words, at = self._clauses.words, chip.end
        while (
            at < len(words)
            and at < chip.end + REACH_NEXT
            and (at in self._clauses.names or words[at] in self._sets.kinds)
        ):
            at += 1
        before = words[max(0, chip.start - WIDEST_GAP) : chip.start]
        return words[at : at + 1] in _FINITE and ("and" in before or "while" in before or "but" in before)

    def _closed(self, at: int) -> int:
        """Where the brackets that open at word `at` are closed, if they hold little: "the X ($500), the Y"; else 0."""
        words = self._clauses.words
        end = min(len(words), at + LONGEST_BRACKETS)
        return next((behind + 1 for behind in range(at + 1, end) if words[behind] == ")"), 0)

    def _named_twice(self, found: list[Candidate]) -> list[Candidate]:
        """Of "a version of the X, the X 200" and "an X-based chip, the Y" only the second."""
        words = self._clauses.words
        if len(found) == 2 and words[found[0].end + 1] == "based":
            return found[1:]
        if len(found) == 2 and JOINTS.isdisjoint(set(words[found[0].end : found[1].start]) - {","}):
            before = words[max(0, found[0].start - 4) : found[0].start]
            return found[1:] if "of" in before and not _VERSIONS.isdisjoint(before) else found
        return found

    def _next(self, at: int, behind: int) -> Candidate | None:
        """The next chip of a list: "the X for servers and the Y for desktops"."""
        words = self._clauses.words
        for joint in range(at, min(behind, at + REACH_NEXT)):
            if words[joint] in STOPS or self._clauses.is_verb(joint):
                return None
            if words[joint] in JOINTS and (chip := self._grammar.chip_behind(joint + 1, min(behind, joint + 5))):
                return chip
        return None

    def _list_from(self, chip: Candidate, behind: int) -> list[Candidate]:
        """The chip and those that follow it in its list."""
        listed = [chip]
        while len(listed) < LONGEST_LIST and (more := self._next(listed[-1].end, behind)):
            listed.append(more)
        return listed

    def _listed(self, at: int, start: int, behind: int) -> list[Candidate]:
        """ "Two chips for phones, the X and the Y": the list behind a description that ends before word `at`."""
        words = self._clauses.words
        kind = next((behind for behind in range(start, at) if words[behind] in self._sets.kinds), None)
        if kind is None:
            return []
        for joint in range(kind + 1, min(behind, at + REACH_OBJECT)):
            dash = words[joint] == "-" and not self._clauses.joined(joint)
            opens = words[joint] in _LIST_OPENS or dash
            if opens and (chip := self._grammar.chip_behind(joint + 1, min(behind, joint + 6))):
                return self._list_from(chip, behind)
            if words[joint] in STOPS:
                break
        return self._added(at + 1, behind)

    def items(self, cue: Span) -> list[Candidate]:
        """The chips that the lines below open with, where the sentence leads in a list: "It retires these chips:"."""
        words = self._clauses.words
        end, at = self._line(cue[0])
        if words[end - 1] != ":" or end - cue[1] > REACH_OBJECT or self._sets.kinds.isdisjoint(words[cue[1] : end]):
            return []
        found: list[Candidate] = []
        for _ in range(MOST_ITEMS):
            start, (end, at) = at, self._line(at) if at < len(words) else (at, at)
            named = self._clauses.chips_in(start, min(end, start + OPENING_ITEM))
            if not named or (words[end - 1] == "." and words[start] not in BULLETS):
                break
            found += self._clauses.chips_in(start, end) if end - start <= LONGEST_ROW else named[:1]
        return found

    def _line(self, at: int) -> Span:
        """Where the words of the line end, and where the next one begins."""
        following = end = self._clauses.tokens.paragraph(at)[1]
        while end > max(at + 1, following - MOST_BREAKS) and self._clauses.words[end - 1] == "\n":
            end -= 1
        return end, following

    def _added(self, at: int, behind: int) -> list[Candidate]:
        """Chips joined on behind a phrase set off by commas: "the X, a chip for phones, and the Y"; "together with the Y"."""
        words = self._clauses.words
        for joint in range(at, min(behind, at + REACH_OBJECT)):
            if words[joint] in STOPS or self._clauses.is_verb(joint) or self._clauses.chip_at(joint):
                return []
            adds = words[joint] in _JOINING and (
                words[joint] not in ("and", "with", "as") or words[joint - 1] in _ADDING
            )
            if adds:
                chip = self._grammar.chip_behind(joint + 1, behind)
                if chip is not None and not self._grammar.is_part(chip) and not self._is_next_subject(chip):
                    return self._list_from(chip, behind)
        return []

    def opened_with(self, cue: Span, first: int, behind: int) -> list[Candidate]:
        """ "Launched in March at $249, the X": the chip behind the comma."""
        words = self._clauses.words
        opens = cue[0] - first <= 1 and set(words[first : cue[0]]) <= self._sets.adverb
        if not opens or not self._grammar.closes(cue):
            return []
        if words[behind - 1] == "and":
            behind = self._clauses.tokens.sentence(cue[0])[1]  # "announced in May and launched in June, the X"
        end = min(behind, cue[1] + REACH_OBJECT)
        if words[cue[1] : end].count(",") and _SPEAKERS.intersection(words[cue[1] : end]):
            return self._clauses.chips_in(cue[1], behind)[:1]  # "unveiled last week, we can show you the X"
        pronoun = next((at for at in range(cue[1], end) if words[at - 1 : at + 1] == [",", "it"]), end)
        if pronoun < end and not self._clauses.any_chip(cue[1], pronoun):
            return self._meant.last_named((first, first))  # "announced in May, it has 8 cores"
        undated = (at for at in range(cue[1], end) if at not in self._clauses.dated)
        comma = next((at for at in undated if words[at] == "," or words[at] in BE_OR_GET), end)
        chips = self._clauses.chips_in(comma, min(behind, comma + WIDEST_GAP))[:1] if comma < end else []
        return (
            [] if any(map(self._clauses.is_verb, range(comma + 1, chips[0].start if chips else comma + 1))) else chips
        )

    def _ends_object(self, at: int, chip_end: int | None) -> bool:
        """Does the word at `at` end the object? Behind a first chip only a list goes on."""
        words = self._clauses.words
        whole = words[at - 1] in self._sets.whole or words[at - 1] in self._clauses.sets.chip_word
        if words[at - 1 : at + 1] in (["known", "as"], ["system", "on"], ["systems", "on"]):
            return False
        ends = words[at] in self._sets.object_end and not self._clauses.compound(at)  # "an X-based chip"
        if words[at] in STOPS or ends or (words[at] == "of" and not whole):
            return True
        if self._clauses.is_verb(at) or (chip_end is not None and words[at] in self._clauses.sets.naming_word):
            return True
        return chip_end is not None and at > chip_end + 3 and JOINTS.isdisjoint(words[chip_end : at + 1])

    def in_first_device(self, cue: Span, behind: int) -> list[Candidate]:
        """ "The first watch based on the X", "the first maker to debut the X": what a product on sale is built on."""
        words = self._clauses.words
        if words[cue[0] - 1] == "to" and words[cue[0]] == "debut" and "first" in words[cue[0] - REACH_MAKER : cue[0]]:
            return self.object(cue, min(behind, cue[1] + REACH_OBJECT), behind)
        for at in range(cue[1], min(behind, cue[1] + REACH_OBJECT)):
            if words[at] in _BUILT and "first" in words[cue[1] : at]:
                chip = self._grammar.chip_behind(at + 1 + (words[at + 1 : at + 2] in (["on"], ["by"])), behind)
                return [chip] if chip is not None else []
        return []
