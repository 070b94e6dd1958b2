"""The words of `patterns/metrics.yaml`: which quantity a ratio is about, and the macros that the ratio rules use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from extractor.rules.layers import Layers
from extractor.rules.predicates import fold
from extractor.rules.source import Source, check
from extractor.tokenizer import HYPHENS

_TOKEN = re.compile(r"[\w.]+|[^\w\s]")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MetricRecord(Strict):
    """A metric: `words` name the quantity; `implied` tell it where no word names one ("faster" tells speed)."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    words: tuple[str, ...]
    implied: tuple[str, ...] = ()


class MetricFile(Strict):
    """A file of metrics."""

    metrics: tuple[MetricRecord, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A metric's word or phrase among words: where it starts and ends (half-open), and whether it names the quantity."""

    start: int
    end: int
    metric: str
    named: bool


class Metrics:
    """Finds the metrics' words, the longest phrase first."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._phrases: dict[str, dict[tuple[str, ...], tuple[str, bool]]] = {}
        for record in _records(sources):
            for phrases, named in ((record.implied, False), (record.words, True)):
                for phrase in phrases:
                    words = tuple(_TOKEN.findall(fold(phrase)))
                    self._phrases.setdefault(words[0], {})[words[1:]] = record.id, named
        self._longest = {
            first: sorted({len(rest) for rest in phrases}, reverse=True) for first, phrases in self._phrases.items()
        }

    def find(self, words: Sequence[str]) -> list[Hit]:
        """Return the metrics' words among lower-case `words`, in order, without overlaps.

        >>> source = Source(Path("m.yaml"), {"metrics": [{"id": "power", "words": ["power", "power draw"]}]})
        >>> Metrics([source]).find("40 % less power draw".split())
        [Hit(start=3, end=5, metric='power', named=True)]
        """
        words = ["-" if word in HYPHENS else word for word in words]
        hits = []
        at = 0
        while at < len(words):
            hit = self._at(words, at) if words[at] in self._longest else None
            if hit:
                hits.append(hit)
            at = hit.end if hit else at + 1
        return hits

    def _at(self, words: Sequence[str], at: int) -> Hit | None:
        phrases = self._phrases.get(words[at])
        for length in self._longest[words[at]] if phrases else ():
            rest = tuple(words[at + 1 : at + 1 + length])
            if phrases and rest in phrases:
                return Hit(at, at + 1 + length, *phrases[rest])
        return None


def metric_macros(sources: Iterable[Source]) -> list[Source]:
    """Return the metrics' words as a rules file: the macro `metric` for all, and `metric-speed` and so on for each."""
    sources = list(sources)
    records = _records(sources)
    macros: dict[str, dict[str, list[str]]] = {"metric": {"words": [word for r in records for word in r.words]}}
    for record in records:
        macros.setdefault(f"metric-{record.id.replace('_', '-')}", {"words": []})["words"] += record.words
    path, folder = next(((s.path, s.folder) for s in sources if _is_metrics(s)), (Path("metrics.yaml"), Path()))
    return [Source(path, {"macros": macros}, folder)] if records else []


def _records(sources: Iterable[Source]) -> list[MetricRecord]:
    layers: Layers[MetricRecord] = Layers("metric")
    for source in sources:
        layers.switch_off(source)
        for index, record in enumerate(check(source, MetricFile).metrics if _is_metrics(source) else ()):
            layers.add(record.id, record, source, ("metrics", index))
    return list(layers.entries.values())


def _is_metrics(source: Source) -> bool:
    return isinstance(source.data, dict) and "metrics" in source.data
