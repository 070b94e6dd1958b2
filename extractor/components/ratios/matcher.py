"""Find ratios."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.components.ratios.lists import head_of
from extractor.components.ratios.metrics import Hit, Metrics
from extractor.components.ratios.normalise import RatioValue, goes_down, read_factors
from extractor.overlaps import resolve
from extractor.reading import Candidate, Reading
from extractor.rules.load import Match
from extractor.rules.schema import CueKind
from extractor.rules.source import Source
from extractor.schema import Hedge

# How far the readers look, in words: nothing here depends on the length of a sentence.
CLAUSE_BEFORE = 25
BEHIND = 6
PARAGRAPH_BEFORE = 50
VERB_BEFORE = 12
REACH_UNIT = 6
VERB_FAR = 16
NAMES_AROUND = 40
REACH_RANGE = 4
_BLOCKS = frozenset([".", ";", "?", "!", "\n"])
_CLAUSE_STARTS = frozenset(["while", "whereas", "but", "which", ";", "although", "though"])
_BETWEEN = frozenset(
    ["a", "an", "the", '"', "“", "”", "another", "by", "to", "anywhere", "between", "additional", "further", "of"]
)
_COMPARATIVES = frozenset(
    ["faster", "slower", "better", "higher", "lower", "more", "less", "quicker", "larger", "smaller"]
)
_BOOSTS = frozenset("boost boosts uplift uplifts improvement improvements bump speedup speedups leap leaps".split())
_AROUND = {
    "share": "{} of the",
    "changed": "by {}",
    "gained": "by {}",
}  # how a figure alone is read: with the words that stand by it
_PERCENT = frozenset(["%", "percent", "cent", "pct"])
_OPEN = frozenset(["ratios.more", "ratios.as", "ratios.gain"])  # rules whose ratios may be about anything
_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "our", "your", "it", "them", "us", "you"])
_SPEAKERS = frozenset(["you", "we", "they", "i", "to", "players", "who", "can", "will"])
_SCALES = frozenset(["million", "billion", "trillion"])  # money, where a currency stands by them
_CURRENCIES = frozenset(["$", "€", "£", "¥", "₹", "us$", "dollars", "euros", "euro", "yuan", "yen", "won", "pounds"])
_DIMENSIONS = frozenset(["width", "length", "height", "weight", "volume", "space"])  # of rivers and bags as well
_NODE = re.compile(r"n\d{1,2}[a-z]?|\d+nm|nm|\d{2}a|hbm\d?\w?|(?:lp|g)?ddr\d\w?|pcie")  # how technologies are called
_FIGURE = re.compile(r"\d[\d.,]*x?|[%x×]|percent|pct|cent")
_PERIODS = frozenset(["quarter", "week", "month"])  # nobody compares chips of last week
_LASTING = frozenset(
    ["take", "takes", "took", "taking", "wait", "waits", "waited", "need", "needs", "needed", "required"]
)
_VERBAL_BEHIND = frozenset(["much", "less", "more", "far", "only", "about", "$", "significantly"])
_UNIT = re.compile(r"(?:[kmgt]b|[mgt]b/s|[mg]hz|fps|watts)$")
_UNITS_OF_DATA = frozenset(["kb", "mb", "gb", "tb"])
_UNITS = dict.fromkeys(["kb", "mb", "gb", "tb"], "capacity") | dict.fromkeys(["mb/s", "gb/s", "tb/s"], "bandwidth")
_UNITS |= {"mhz": "speed", "ghz": "speed", "fps": "performance", "watts": "power"}
_PERFORMING = frozenset(["perform", "performs", "performed", "performing"])
_TECHNICAL = ("speed", "energy_efficiency", "compute")
_PLAIN = ("performance", "speed", "throughput", "latency", "bandwidth", "memory_bandwidth", "compute", "energy_efficiency",
          "power", "price_performance", "density", "battery_life", "capacity", "size")  # fmt: skip


class RatioFinder:
    """Finds ratios by the rules with label RATIO and reads factor, metric and hedge."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._metrics = Metrics(sources)

    def find(self, reading: Reading) -> list[Candidate]:
        """Return the ratios, in order, with factor, metric and hedge."""
        matches = reading.matches.get("RATIO", [])
        if not matches:
            return []
        reader = _Reader(reading, self._metrics)
        return reader.with_lists(resolve(reading, matches, reader.read))


class _Reader:
    """Reads the matches of one article."""

    def __init__(self, reading: Reading, metrics: Metrics) -> None:
        self._reading, self._metrics = reading, metrics
        self._words = reading.lower
        self._hedges: dict[int, Hedge] = {}
        for match in reading.cues.of("hedge"):
            self._hedges.setdefault(match.end, match.rule.rule.value)  # type: ignore[arg-type]
        self._vetoes, self._people = self._marks("veto"), self._marks("people")
        self._listed: set[int] = set()

    def _marks(self, kind: CueKind) -> bytearray:
        """Mark the words of the cues of a kind."""
        marks = bytearray(len(self._words))
        for match in self._reading.cues.of(kind):
            marks[match.start : match.end] = b"\x01" * (match.end - match.start)
        return marks

    def read(self, match: Match) -> RatioValue | None:
        """Return the value of a match, or None where it is no technical ratio."""
        start, end, how = match.start, match.end, match.rule.rule.value
        hits = self._metrics.find(self._words[start:end])
        if how != "share" and self._is_cut_short(start, end):
            return None
        if how == "listed":
            self._listed.add(start)
            return RatioValue(1.0)
        if self._is_vetoed(start, end, hits) or (
            how == "changed" and self._reading.taken.find(1, max(0, start - 12), start) < 0
        ):
            return None
        if match.rule.id in _OPEN and not self._is_technical(start, end, hits):
            return None
        sized = match.rule.id == "ratios.times-the" and self._words[end - 1] in _DIMENSIONS
        if sized and not self._is_near_name(start, end):
            return None  # "the river has lost half its width"
        context = (
            (self._verb_metric(start) if how == "changed" else None) or self._context(start, end)
            if not any(hit.named for hit in hits)
            else None
        )
        vague = how in ("bare", "share", "changed", "beat", "change") and not hits and not context
        if vague and not self._names_near(start) and not self._is_boost(start, end):
            return None
        less = (
            goes_down(" ".join(self._clause(start)[-VERB_FAR:]))
            if how in ("changed", "gained") or self._is_by(how, start)
            else None
        )
        surface = self._reading.surface(start, end)
        factors = read_factors(_AROUND.get(str(how), "{}").format(surface), less)
        if factors is None:
            return None
        return RatioValue(*factors, metric=self._metric(start, end, hits, context), hedge=self._hedge(start, end))

    def _is_by(self, how: object, start: int) -> bool:
        """ "Cut the power of the old one by a factor of 10": a figure alone behind "by"."""
        return how == "bare" and "by" in self._words[max(0, start - 3) : start]

    def _is_technical(self, start: int, end: int, hits: list[Hit]) -> bool:
        """ "Twice as many" and "30% more" say of what only near a technical word or name."""
        if any(hit.named or hit.metric not in ("battery_life", "time", "cost") for hit in hits):
            return True
        around = self._clause(start) + self._behind(end)
        if any(hit.named and hit.metric in _PLAIN for hit in self._metrics.find(around)):
            return True
        return self._is_near_name(start, end) or self._is_of_node(start)

    def _is_near_name(self, start: int, end: int) -> bool:
        first, last = start - NAMES_AROUND, end + NAMES_AROUND
        return any(e.label in ("CHIP", "VENDOR") for e in self._reading.between(first, last))

    def _is_cut_short(self, start: int, end: int) -> bool:
        """Is the match a part of something else: a share ("grew 30% of"), "v6e-1 and 2x", "beat it by 3x faster"?"""
        words = self._words
        behind = words[end] if end < len(words) else ""
        if words[start] == "speed" and words[start - 1] in _DETERMINERS and words[end - 1] in _PERCENT:
            return "by" in words[start:end]  # "trumps the speed of the old one by 5%": no verb
        if words[end - 1] in ("cost", "costs") and (behind in _VERBAL_BEHIND or behind[:1].isdigit()):
            return True  # "25% more performance and cost much less"
        if words[end - 1] == "current" and (behind[:1].isdigit() or bool(self._reading.between(end, end + 2))):
            return True  # "half the current X1"
        if words[end - 1].endswith("ing") and behind in _DETERMINERS:
            return True  # "30% more performance taking the lead"
        if self._is_pair(start, end):
            return True
        if end - start > 1 and words[start - 1] in _SPEAKERS and words[end - 1] in ("double", "triple", "halve"):
            return True  # "you score double"
        if (
            words[start + 1 : start + 2] == ["and"]
            and words[start + 2 : start + 3] != ["a"]
            and words[start - 1] != "between"
            and start + 2 < end
        ):
            return True
        if not (words[end - 1] in _PERCENT or words[end - 1] == "times" or words[end - 1][:1].isdigit()):
            return False
        return (behind == "of" and words[end - 1] in _PERCENT) or behind in _COMPARATIVES

    def _is_pair(self, start: int, end: int) -> bool:
        """ "By 15% and 30%, respectively": two figures, and no range from one to the other."""
        words = self._words
        joints = (at for at in range(start + 1, end - 1) if words[at] == "and" and words[at + 1][0].isdigit())
        joint = next((at for at in joints if _FIGURE.fullmatch(words[at - 1])), None)
        return joint is not None and {"between", "from"}.isdisjoint(words[max(0, joint - REACH_RANGE) : joint])

    def _clause(self, start: int) -> list[str]:
        first = max(self._reading.tokens.sentence(start)[0], start - CLAUSE_BEFORE)
        words = self._words[first:start]
        for at in range(len(words) - 1, -1, -1):
            if words[at] in _CLAUSE_STARTS:
                return words[at + 1 :]
        return words

    def _behind(self, end: int) -> list[str]:
        """The words of "in …", "of …" or "for …" right behind."""
        words = self._words
        if end >= len(words) or words[end] not in ("in", "of", "for", "on", "across", "to"):
            return []
        found = []
        for word in words[end + 1 : end + BEHIND]:
            if word in _BLOCKS or word in (",", "and", "compared", "over", "than"):
                break
            found.append(word)
        return found

    def _is_vetoed(self, start: int, end: int, hits: list[Hit]) -> bool:
        """Is it about money, markets or people? What stands in the ratio decides, then behind it, then before it."""
        vetoes = self._vetoes
        if end < len(self._words) and vetoes[end] and not any(hit.named for hit in hits):
            return True  # "20% lower price"
        named = {
            at for hit in hits if hit.metric in _PLAIN and hit.named for at in range(start + hit.start, start + hit.end)
        }
        if any(
            (vetoes[at] or self._people[at]) and at not in named and self._words[at] not in _SCALES
            for at in range(start, end)
        ):
            return True
        if self._is_of_period(end):
            return True
        stop = end + 1 + len(self._behind(end))
        if not any(h.named for h in hits) and (vetoes.find(1, end, stop) >= 0 or self._people.find(1, end, stop) >= 0):
            return True
        before = len(self._clause(start))
        if {hit.metric for hit in hits if hit.named} == {"size"} and self._people.find(1, start - before, start) >= 0:
            return True  # "its new shop is twice the size"
        if any(hit.metric in (_PLAIN if hit.named else _TECHNICAL) for hit in hits):
            return False
        veto = self._last_veto(start - before, start)
        if veto < 0:
            return False
        closer = [hit for hit in self._metrics.find(self._words[start - before : start]) if hit.named]
        return not closer or closer[-1].end + start - before <= veto

    def _last_veto(self, first: int, last: int) -> int:
        """The last word of money; "28 billion transistors" are none."""
        veto = self._vetoes.rfind(1, first, last)
        while veto >= 0 and self._words[veto] in _SCALES:
            if not _CURRENCIES.isdisjoint(self._words[max(0, veto - 2) : veto + 2]):
                break
            veto = self._vetoes.rfind(1, first, veto)
        return veto

    def _is_of_period(self, end: int) -> bool:
        """ "Shipped 8% more than in the same quarter", "as the week before": what a business compares."""
        behind = self._words[end : end + BEHIND + 3]
        compared = next((at for at, word in enumerate(behind) if word in ("than", "as", "from")), len(behind))
        return any(
            word in _PERIODS and (behind[at - 1], behind[at + 1 : at + 2]) not in (("a", ["of"]), ("one", ["of"]))
            for at, word in enumerate(behind[: compared + 6])
            if at >= compared
        )

    def _context(self, start: int, end: int) -> str | None:
        """The metric that the words before tell, else those behind."""
        if not _PERFORMING.isdisjoint(self._words[max(0, start - 4) : start]):
            return "performance"  # "performs some 50% better"
        places = ((self._owned(end), 0), (self._behind(end), 0), (self._clause(start), -1), (self._earlier(start), -1))
        for words, nearest in places:
            named = [hit for hit in self._metrics.find(words) if hit.named and hit.metric != "other"]
            named = [hit for hit in named if not _is_adjective(words, hit)]
            if named:
                return named[nearest].metric
            if nearest and (measured := self._measured(start)):
                return measured
        return self._verb_metric(start) if self._is_by("bare", start) else None

    def _measured(self, start: int) -> str | None:
        """ "With 256GB of memory, 1.8x more": what the unit of the figure right before tells."""
        first = max(self._reading.tokens.sentence(start)[0], start - REACH_UNIT)
        for at in range(start - 1, first - 1, -1):
            word, behind = self._words[at], self._words[at + 1]
            alone = behind in ("of", "to") or not behind.isalpha()
            if alone and (unit := _UNIT.search(word)) and (word[0].isdigit() or unit.start() == 0):
                return "bandwidth" if behind == "/" and unit[0] in _UNITS_OF_DATA else _UNITS[unit[0]]
        return None

    def _owned(self, end: int) -> list[str]:
        """ "Double the rival's throughput": what stands behind the possessive."""
        behind = self._words[end : end + BEHIND]
        return behind[behind.index("'s") + 1 :] if behind[:1] == ["the"] and "'s" in behind else []

    def _verb_metric(self, start: int) -> str | None:
        """ "Speeds up the old part by": what the verb before a figure alone implies."""
        hits = self._metrics.find(self._clause(start)[-VERB_BEFORE:])
        return hits[-1].metric if hits else None

    def _earlier(self, start: int) -> list[str]:
        """The words before in the paragraph, as far as they don't speak of money."""
        first = max(self._reading.tokens.paragraph(start)[0], start - PARAGRAPH_BEFORE)
        return self._words[max(first, self._last_veto(first, start) + 1) : start]

    def _names_near(self, start: int) -> bool:
        first = self._reading.tokens.sentence(start)[0]
        return self._chip_between(first, start + CLAUSE_BEFORE) or self._is_of_node(start)

    def _is_of_node(self, start: int) -> bool:
        """ "A 1.7x improvement over N5": does a process, or a kind of memory, stand near?"""
        first = max(self._reading.tokens.sentence(start)[0], start - CLAUSE_BEFORE)
        return any(map(_NODE.fullmatch, self._words[first : start + CLAUSE_BEFORE]))

    def _chip_between(self, first: int, last: int) -> bool:
        return any(entity.label == "CHIP" for entity in self._reading.between(first, last))

    def _is_boost(self, start: int, end: int) -> bool:
        """ "A 30 percent uplift", where a chip was named shortly before and no money since."""
        first = max(0, start - PARAGRAPH_BEFORE)
        named = not _BOOSTS.isdisjoint(self._words[start:end]) and self._chip_between(first, start)
        return named and self._vetoes.find(1, first, end) < 0

    def _metric(self, start: int, end: int, hits: list[Hit], context: str | None) -> str:
        words = self._words[start:end]
        named = [hit for hit in hits if hit.named]
        if named:
            stop = words.index("per") if "per" in words else len(words)
            for at in range(named[0].end, stop):
                if words[at] in ("of", "in") and words[at - 1] not in ("number", "count"):
                    stop = at
                    break
            told = [hit for hit in named if hit.start < stop or hit is named[0]]
            return next((hit for hit in reversed(told) if hit.metric != "other"), told[-1]).metric
        if hits:
            return self._implied(start, end, hits[-1].metric)
        if any(word in words for word in ("fewer", "many")) or (
            words[-1].endswith("s") and {"more", "less"} & set(words)
        ):
            return "count" if words[-1] not in ("more", "less") or not context else context
        if context:
            return context
        return "other" if words[-1] not in ("more", "less") and {"more", "less", "much"} & set(words) else "performance"

    def _implied(self, start: int, end: int, metric: str) -> str:
        """ "Beats it by 30% in efficiency", "takes twice longer": what is said around tells more than the word alone."""
        if metric == "performance":
            behind = [hit for hit in self._metrics.find(self._behind(end)) if hit.named and hit.metric != "other"]
            return behind[0].metric if behind else metric
        if metric == "battery_life" and not _LASTING.isdisjoint(self._clause(start)[-4:]):
            return "time"
        return metric

    def _hedge(self, start: int, end: int) -> Hedge | None:
        for at in range(end - 1, start, -1):
            if at in self._hedges and self._words[at] != "-":
                return self._hedges[at]
        at = start
        while at > start - 5 and at > 0:
            if at in self._hedges:
                return self._hedges[at]
            if self._words[at - 1] not in _BETWEEN:
                break
            at -= 1
        return self._hedges.get(end + 2) if self._words[end : end + 1] == ["or"] else None

    def with_lists(self, found: list[Candidate]) -> list[Candidate]:
        """Keep a figure of a list only next to a ratio of its sentence, and read it as that one."""
        kept: list[Candidate] = []
        for index, ratio in enumerate(found):
            if ratio.start not in self._listed or ratio.rule != "ratios.listed":
                kept.append(ratio)
                continue
            head = head_of(self._words, ratio, kept[-1:], found[index + 1 : index + 9])
            if head is None:
                continue
            less = goes_down(self._reading.surface(head.start, head.end))
            factors = read_factors(self._reading.surface(ratio.start, ratio.end), less)
            if factors:
                metric = self._respective(head, ratio) or head.value.metric
                ratio.value = RatioValue(*factors, metric=metric, hedge=self._hedge(ratio.start, ratio.end))
                kept.append(ratio)
        return kept

    def _respective(self, head: Candidate, ratio: Candidate) -> str | None:
        """ "Improves speed and efficiency by 15% and 30%, respectively": the metric of the second figure; the head gets
        that of the first."""
        named = [hit.metric for hit in self._metrics.find(self._words[head.start : head.end]) if hit.named]
        if "respectively" not in self._words[ratio.end : ratio.end + BEHIND] or len(named) != 2:
            return None
        head.value.metric = named[0]
        return named[1]


def _is_adjective(words: list[str], hit: Hit) -> bool:
    """ "The current chip" draws none."""
    return words[hit.start : hit.end] == ["current"] and hit.start > 0 and words[hit.start - 1] in _DETERMINERS
