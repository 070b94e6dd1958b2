"""What is to do and what is done, in the order of the output, as chunks small enough to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.batch.answer import Answer, Orders
from extractor.batch.finished import Finished
from extractor.documents.raw import Raw
from extractor.failures import failure_line
from extractor.schema import Failure

CHUNK_ARTICLES = 32
CHUNK_ITEMS = 256
CHUNK_BYTES = 256 * 1024


@dataclass(slots=True)
class Chunk:
    """Some articles in a row: those known are answers already, and the others raw."""

    items: list[Raw | Answer] = field(default_factory=list)
    raws: list[Raw] = field(default_factory=list)
    size_bytes: int = 0

    def add(self, item: Raw | Answer) -> None:
        self.items.append(item)
        if isinstance(item, Raw):
            self.raws.append(item)
            self.size_bytes += item.size_bytes
        else:
            self.size_bytes += len(item.line)

    @property
    def is_full(self) -> bool:
        too_many = len(self.raws) >= CHUNK_ARTICLES or len(self.items) >= CHUNK_ITEMS
        return too_many or self.size_bytes >= CHUNK_BYTES

    def merged(self, answers: list[Answer]) -> list[Answer]:
        """Return an answer for each item, in order, given those to the raw ones."""
        given = iter(answers)
        return [item if isinstance(item, Answer) else next(given) for item in self.items]


def plan(raws: Iterable[Raw | Failure], finished: Finished, orders: Orders) -> Iterator[Chunk]:
    """Yield chunks of what was read: errors and finished articles with their answers, all else to do."""
    chunk = Chunk()
    for raw in raws:
        chunk.add(_known(raw, finished, orders))
        if chunk.is_full:
            yield chunk
            chunk = Chunk()
    if chunk.items:
        yield chunk


def _known(raw: Raw | Failure, finished: Finished, orders: Orders) -> Raw | Answer:
    if isinstance(raw, Failure):
        return Answer(failure_line(raw), failed=True)
    line = finished.line(orders.fingerprint(raw))
    return raw if line is None else Answer(line, failed=False, reused=True)
