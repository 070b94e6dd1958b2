"""The pool with real processes: workers die, hang, grow old, and read their rules again."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from extractor.serving.pool import Bounds, OverloadedError, Pool
from extractor.serving.process import Setup, WorkerLostError, WorkerRefusedError
from extractor.serving.reload import Reloader
from extractor.serving.requests import Limits

BOUNDS = Bounds(
    workers=2, max_waiting_requests=6, request_timeout_s=20, recycle_articles=1_000_000, recycle_memory_mb=1_000_000
)


@asynccontextmanager
async def running(bounds: Bounds = BOUNDS, rules: Path | None = None) -> AsyncIterator[Pool]:
    own = str(rules) if rules else None
    pool = Pool(Setup(own, Limits(max_text_chars=1_000, max_batch_articles=10), load="tests.serving.stub:load"), bounds)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


async def ask(pool: Pool, text: str) -> int:
    answer = await pool.ask("extract", orjson.dumps({"text": text, "id": text}))
    if answer.status == 200:
        assert orjson.loads(answer.body)["article"]["id"] == text
    return answer.status


async def until(pool: Pool, pids: set[int]) -> None:
    """Wait until none of these workers is left and there are two again."""
    async with asyncio.timeout(20):
        while pids & set(pool.pids) or len(pool.pids) < BOUNDS.workers:
            await asyncio.sleep(0.01)


def test_each_request_gets_its_own_answer() -> None:
    async def scene() -> None:
        async with running() as pool:
            statuses = await asyncio.gather(*(ask(pool, f"article {n}") for n in range(50)))
            assert statuses == [200] * 50

    asyncio.run(scene())


def test_a_worker_that_dies_fails_its_own_request_and_is_replaced() -> None:
    async def scene() -> None:
        async with running() as pool:
            before = set(pool.pids)
            outcomes = await asyncio.gather(*(ask(pool, t) for t in ["a", "die", "b", "c"]), return_exceptions=True)
            assert [outcome if isinstance(outcome, int) else type(outcome) for outcome in outcomes] == [
                *(200, WorkerLostError, 200, 200)
            ]
            await until(pool, before - set(pool.pids))
            assert len(before & set(pool.pids)) == 1
            assert pool.replaced == {"died": 1}

    asyncio.run(scene())


def test_idle_workers_that_die_are_replaced() -> None:
    async def scene() -> None:
        async with running() as pool:
            before = set(pool.pids)
            for pid in before:
                os.kill(pid, signal.SIGKILL)
            await until(pool, before)
            assert await ask(pool, "a") == 200

    asyncio.run(scene())


def test_a_worker_that_hangs_is_killed() -> None:
    async def scene() -> None:
        async with running(replace(BOUNDS, workers=1, request_timeout_s=0.5)) as pool:
            with pytest.raises(TimeoutError):
                await ask(pool, "hang")
            async with asyncio.timeout(20):
                while not pool.ready or pool.replaced != {"timed-out": 1}:
                    await asyncio.sleep(0.01)
            assert await ask(pool, "a") == 200

    asyncio.run(scene())


def test_an_old_worker_is_replaced_and_every_request_answered() -> None:
    async def scene() -> None:
        async with running(replace(BOUNDS, recycle_articles=5)) as pool:
            before = set(pool.pids)
            while before & set(pool.pids):
                assert await asyncio.gather(*(ask(pool, str(n)) for n in range(6))) == [200] * 6
            assert set(pool.replaced) == {"recycled"}

    asyncio.run(scene())


def test_too_many_requests_are_refused() -> None:
    async def scene() -> None:
        pool = Pool(Setup(None, Limits(1_000, 10)), BOUNDS)
        allowed = BOUNDS.workers + BOUNDS.max_waiting_requests
        with ExitStack() as under_way:
            for _ in range(allowed):
                under_way.enter_context(pool.admit())
            with pytest.raises(OverloadedError, match="8 requests are under way"), pool.admit():
                pass
        assert pool.admitted == 0

    asyncio.run(scene())


def test_rules_that_are_wrong_at_the_start(tmp_path: Path) -> None:
    rules = tmp_path / "version.txt"
    rules.write_text("bad")

    async def scene() -> None:
        async with running(rules=rules):
            pass

    with pytest.raises(WorkerRefusedError, match="unknown key 'lable'"):
        asyncio.run(scene())


def test_rules_are_read_again_and_bad_ones_are_not_taken(tmp_path: Path) -> None:
    rules = tmp_path / "version.txt"

    async def scene() -> None:
        rules.write_text("v1")
        async with running(rules=rules) as pool:
            reloader = Reloader(pool)
            rules.write_text("bad")
            await reloader.reload()
            assert (pool.rules_version, reloader.error) == ("v1", "unknown key 'lable'")
            rules.write_text("v2")
            asked = [asyncio.create_task(ask(pool, str(n))) for n in range(20)]
            await reloader.reload()
            assert await asyncio.gather(*asked) == [200] * 20
            assert (pool.rules_version, reloader.error) == ("v2", None)
            assert len(pool.pids) == BOUNDS.workers

    asyncio.run(scene())


def test_a_changed_file_is_seen(tmp_path: Path) -> None:
    rules = tmp_path / "version.yaml"

    async def scene() -> None:
        rules.write_text("v1")
        async with running(rules=rules) as pool, Reloader(pool).running([tmp_path]):
            async with asyncio.timeout(30):
                while pool.rules_version != "v2":
                    rules.write_text("v2")
                    await asyncio.sleep(0.1)

    asyncio.run(scene())
