"""Many articles on one connection: lines in, an answer a line out, in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable

from extractor.serving.problems import ProblemType, RefusedError


async def split_lines(chunks: AsyncIterable[bytes], max_bytes: int, timeout_s: float) -> AsyncIterator[bytes | None]:
    """Yield the lines that are not blank; None in place of one that is longer than `max_bytes`, which is not kept.

    Raises `RefusedError` (408) if nothing comes for `timeout_s`.
    """
    line, too_long = bytearray(), False
    async for chunk in _timely(chunks, timeout_s):
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            line += part
            if too_long or len(line) > max_bytes:
                yield None
            elif line.strip():
                yield bytes(line)
            line, too_long = bytearray(), False
        line += rest
        if len(line) > max_bytes:
            line, too_long = bytearray(), True
    if too_long:
        yield None
    elif line.strip():
        yield bytes(line)


async def _timely(chunks: AsyncIterable[bytes], timeout_s: float) -> AsyncIterator[bytes]:
    iterator = aiter(chunks)
    while True:
        try:
            async with asyncio.timeout(timeout_s):
                chunk = await anext(iterator)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise RefusedError(ProblemType.SLOW_BODY, f"nothing came for {timeout_s:g} s") from None
        yield chunk


async def answer_lines(
    lines: AsyncIterable[bytes | None], ask: Callable[[bytes | None], Awaitable[bytes]], window: int
) -> AsyncIterator[bytes]:
    """Yield the answer to each line, in order, as soon as it is there; at most `window` lines are under way."""
    under_way: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(window)

    async def read() -> None:
        try:
            async for line in lines:
                await under_way.put(asyncio.ensure_future(ask(line)))
        finally:
            await under_way.put(None)

    reader = asyncio.create_task(read())
    try:
        while (answer := await under_way.get()) is not None:
            yield await answer
        await reader
    finally:
        reader.cancel()
        while not under_way.empty():
            if left := under_way.get_nowait():
                left.cancel()
