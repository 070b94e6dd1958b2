"""ASGI middleware that refuses requests beyond capacity before anything else is done for them.

A refusal must cost much less than an answer: else those refused take the time of those accepted.
"""

from __future__ import annotations

import asyncio
import itertools

from extractor.serving.metrics import Metrics
from extractor.serving.observe import App, Receive, Scope, Send
from extractor.serving.pool import Pool
from extractor.serving.problems import MEDIA_TYPE, RETRY, ProblemType, problem

# For clients that ask again at once, whatever Retry-After says: refusals are spread, so that between them there is room
# for health and for requests that are answered.
_PAUSES_S = itertools.cycle(0.5 + (37 * step % 100) / 100 for step in range(100))
_BODY = problem(ProblemType.BUSY, "as many requests as may wait are waiting; try again")
_HEADERS = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(_BODY)).encode())]
_HEADERS += [(name.lower().encode(), value.encode()) for name, value in RETRY.items()]


class Shed:
    """Wraps an application whose POST requests are answered by the pool."""

    def __init__(self, app: App, pool: Pool, metrics: Metrics) -> None:
        self._app, self._pool, self._metrics = app, pool, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or not self._pool.full:
            await self._app(scope, receive, send)
            return
        self._metrics.rejected(ProblemType.BUSY.type)
        await asyncio.sleep(next(_PAUSES_S))
        await send({"type": "http.response.start", "status": ProblemType.BUSY.status, "headers": list(_HEADERS)})
        await send({"type": "http.response.body", "body": _BODY})
