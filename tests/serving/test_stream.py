"""Lines out of chunks, answers in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from extractor.serving.problems import RefusedError
from extractor.serving.stream import answer_lines, split_lines


async def given(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


CASES = [
    ("none", [], []),
    ("one without end", [b"a"], [b"a"]),
    ("two", [b"a\nb\n"], [b"a", b"b"]),
    ("over chunks", [b"a", b"b\nc", b"", b"d"], [b"ab", b"cd"]),
    ("blank ones", [b"\n \r\na\r\n"], [b"a\r"]),
    ("too long", [b"123456\na\n"], [None, b"a"]),
    ("too long over chunks", [b"123", b"456", b"789\na"], [None, b"a"]),
    ("too long at the end", [b"a\n12", b"3456"], [b"a", None]),
    ("as long as allowed", [b"12345\n"], [b"12345"]),
]


@pytest.mark.parametrize(("chunks", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_lines(chunks: list[bytes], lines: list[bytes | None]) -> None:
    async def scene() -> list[bytes | None]:
        return [line async for line in split_lines(given(*chunks), 5, 10)]

    assert asyncio.run(scene()) == lines


def test_answers_come_in_order_and_a_few_are_under_way() -> None:
    under_way = most = 0

    async def ask(line: bytes | None) -> bytes:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        for _ in range(5 - int(line or b"") % 5):
            await asyncio.sleep(0)
        under_way -= 1
        return b"<%b>" % (line or b"")

    async def scene() -> list[bytes]:
        lines = split_lines(given(b"\n".join(b"%d" % n for n in range(40))), 5, 10)
        return [answer async for answer in answer_lines(lines, ask, 3)]

    assert asyncio.run(scene()) == [b"<%d>" % n for n in range(40)]
    assert 1 < most <= 5


def test_each_answer_comes_before_the_next_line() -> None:
    async def scene() -> list[str]:
        told: list[str] = []
        answered = asyncio.Event()

        async def talk() -> AsyncIterator[bytes]:
            yield b"a\n"
            await answered.wait()
            told.append("b is sent")
            yield b"b\n"

        async def ask(line: bytes | None) -> bytes:
            return line or b""

        async for answer in answer_lines(split_lines(talk(), 5, 10), ask, 3):
            told.append(f"{answer.decode()} is answered")
            answered.set()
        return told

    assert asyncio.run(scene()) == ["a is answered", "b is sent", "b is answered"]


def test_nothing_comes() -> None:
    async def silence() -> AsyncIterator[bytes]:
        await asyncio.Event().wait()
        yield b""

    async def scene() -> None:
        async for _ in split_lines(silence(), 5, 0.01):
            pass

    with pytest.raises(RefusedError, match=r"nothing came for 0\.01 s"):
        asyncio.run(scene())
