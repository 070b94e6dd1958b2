"""The whole batch on one machine: read, plan, answer, write."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from extractor.batch.answer import Answer, Load, Orders
from extractor.batch.journal import Journal
from extractor.batch.output import made_by_us
from extractor.batch.plan import Chunk, plan
from extractor.batch.pool import FORKS, Pool
from extractor.documents.raw import Raw
from extractor.documents.read import read_raw
from extractor.documents.sources import find_sources

LABELS = ("CHIP", "VENDOR", "RATIO", "DATE")
SHOWN_FAILURES = 20


@dataclass(slots=True)
class Summary:
    """What a run has done so far. `entities` counts those of the whole output by label."""

    articles: int = 0
    failed: int = 0
    reused: int = 0
    elapsed_s: float = 0.0
    entities: collections.Counter[str] = field(default_factory=collections.Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def exit_status(self) -> int:
        """0: all good; 1: some articles failed; 2: nothing worked."""
        if self.failed == self.articles:
            return 2
        return 1 if self.failed else 0

    def add(self, other: Summary) -> None:
        """Take another summary in."""
        self.articles += other.articles
        self.failed += other.failed
        self.reused += other.reused
        self.entities.update(other.entities)
        self.failures = [*self.failures, *other.failures][:SHOWN_FAILURES]

    def count(self, answer: Answer) -> None:
        """Take one answer in."""
        self.articles += 1
        self.failed += answer.failed
        self.reused += answer.reused
        if not answer.failed:
            for label in LABELS:
                self.entities[label] += answer.line.count(b'"label":"%s"' % label.encode())
        elif len(self.failures) < SHOWN_FAILURES:
            record = orjson.loads(answer.line)
            self.failures.append((record["article"]["id"], record["error"]["detail"]))


def run(
    inputs: Sequence[str | Path],
    output: Path,
    load: Load,
    orders: Orders,
    processes: int,
    force: bool = False,
    watch: Callable[[Summary], None] | None = None,
) -> Summary:
    """Extract from all articles of the inputs into one JSONL file, a record an article, in order.

    What an interrupted or earlier run has finished is taken over, unless `force`. `watch` is called now and then.
    Raises `ReadError` for an input that is not there, `ArticleError` if another run writes the same output.
    """
    begun_s = time.monotonic()
    summary = Summary()
    raws = read_raw(find_sources(inputs, leave_out=made_by_us(output)), orders.fields)
    chipwire = load()
    with (
        Journal(output, chipwire.rules_version, force) as journal,
        Pool((lambda: chipwire) if FORKS else load, orders, processes) as pool,
    ):
        for answers in in_order(plan(raws, journal.finished, orders), pool):
            journal.write([answer.line for answer in answers])
            for answer in answers:
                summary.count(answer)
            summary.elapsed_s = time.monotonic() - begun_s
            if watch:
                watch(summary)
        journal.finish()
    return summary


def in_order(chunks: Iterator[Chunk], pool: Pool) -> Iterator[list[Answer]]:
    """Yield the answers to each chunk's items, in order."""
    drawn: collections.deque[Chunk] = collections.deque()

    def draw() -> Iterator[list[Raw]]:
        for chunk in chunks:
            drawn.append(chunk)
            yield chunk.raws

    for answers in pool.answers(draw()):
        yield drawn.popleft().merged(answers)
