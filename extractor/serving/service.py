"""A request's way through the service, without HTTP: who may ask, how its body is read, which worker answers."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from extractor.serving.access import Keys, Rates
from extractor.serving.bodies import read_body, too_large
from extractor.serving.desk import Answer, failure_line
from extractor.serving.metrics import Metrics
from extractor.serving.pool import Bounds, Pool
from extractor.serving.problems import RETRY, ProblemType, RefusedError
from extractor.serving.process import Setup, WorkerLostError
from extractor.serving.reload import Reloader
from extractor.serving.requests import Limits
from extractor.serving.stream import answer_lines, split_lines
from extractor.settings import patterns_dir
from extractor.settings.service import Settings


class Service:
    """Settings, workers and counters. What it refuses it raises as `RefusedError`, or `OverloadedError`."""

    def __init__(self, settings: Settings, load: str = "extractor:load") -> None:
        self.settings, self.metrics = settings, Metrics()
        self._keys, self._rates = Keys(settings.api_keys), Rates(settings.rate_limit)
        self.limits = Limits(**settings.model_dump(include=set(Limits.__annotations__)))
        setup = Setup(settings.rules, self.limits, load)
        self.pool = Pool(setup, Bounds(**settings.model_dump(include=set(Bounds.__annotations__))))
        self.reloader = Reloader(self.pool)
        self.metrics.watch(self.pool)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the workers. Raises `WorkerRefusedError` if the rules are wrong."""
        own = [Path(self.settings.rules)] if self.settings.rules else []
        await self.pool.start()
        try:
            async with self.reloader.running([patterns_dir(), *own] if self.settings.reload else []):
                yield
        finally:
            await self.pool.stop()

    @property
    def needs_key(self) -> bool:
        return bool(self._keys)

    def admit_client(self, address: str, key: str | None) -> str:
        """Return who asks: the key's owner where keys are set, else the address."""
        client = address
        if self._keys:
            owner = self._keys.owner(key or "")
            if owner is None:
                said = "this key is not known" if key else "send one in the header X-API-Key"
                raise RefusedError(ProblemType.NO_KEY, said, headers={"WWW-Authenticate": "ApiKey"})
            client = owner
        if wait_s := self._rates.wait_s(client):
            detail = f"at most {self.settings.rate_limit} are answered; wait {wait_s} s"
            raise RefusedError(ProblemType.RATE, detail, headers={"Retry-After": str(wait_s)})
        return client

    async def answer(self, do: str, chunks: AsyncIterable[bytes], declared: str | None) -> Answer:
        """Return a worker's answer to a body; `declared` is the length that its header gives."""
        limits = self.settings
        with self.pool.admit():
            body = await read_body(chunks, declared, limits.max_body_bytes, limits.request_timeout_s)
            return await self._ask(do, body)

    async def look_up(self, do: str, asked: Any) -> Answer:
        """Return a worker's answer to a question that has no body."""
        with self.pool.admit():
            return await self._ask(do, to_json(asked))

    async def answer_lines(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Yield an answer to each line, in order; what a line gets that is refused is a failure in its place."""
        limits = self.settings
        lines = split_lines(chunks, limits.max_body_bytes, limits.request_timeout_s)
        with self.pool.count():
            try:
                async for answer in answer_lines(lines, self._answer_line, 2 * limits.workers):
                    yield answer + b"\n"
            except RefusedError as error:
                yield failure_line(error) + b"\n"

    async def _answer_line(self, line: bytes | None) -> bytes:
        try:
            if line is None:
                raise too_large(self.settings.max_body_bytes, "this line is longer")
            return (await self._ask("line", line)).body
        except RefusedError as error:
            return failure_line(error)

    async def _ask(self, do: str, body: bytes) -> Answer:
        try:
            answer = await self.pool.ask(do, body)
        except WorkerLostError:
            said = "it is being replaced; send the request again"
            raise RefusedError(ProblemType.LOST, said, headers=RETRY) from None
        except TimeoutError:
            said = f"it was not answered within {self.settings.request_timeout_s:g} s; send less at once"
            raise RefusedError(ProblemType.TIMEOUT, said, headers=RETRY) from None
        self.metrics.answered(answer)
        return answer
