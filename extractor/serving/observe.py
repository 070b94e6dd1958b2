"""ASGI middleware around everything: counts and logs each request, and sets the headers that keep a browser safe."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog

from extractor.serving.metrics import Metrics

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_NO_ROUTE, _SHED = "none", 429  # what is shed is counted, and not logged: there would be too many lines
_FILES = "/web"
_QUIET = frozenset({"/healthz", "/readyz", "/metrics", _FILES})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SAFE_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
log = structlog.stdlib.get_logger("chipwire.access")


class Observe:
    """Wraps an application; what it needs to know of a request stands in `scope["state"]`."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        start_s, status = time.perf_counter(), 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_SAFE_HEADERS]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            self._note(scope, status, time.perf_counter() - start_s)

    def _note(self, scope: Scope, status: int, elapsed_s: float) -> None:
        route = _route(scope)
        self._metrics.request(scope["method"], route, status, elapsed_s)
        if (route in _QUIET and status < 400) or (status == _SHED and route == _NO_ROUTE):
            return
        fields = {"method": scope["method"], "route": route, "status": status, "elapsed_ms": round(1e3 * elapsed_s, 2)}
        log.info("request", **fields, client=scope.get("state", {}).get("client"))


def _route(scope: Scope) -> str:
    """Return the route's template, so that what is counted by it stays few."""
    if scope["path"].startswith(_FILES + "/"):
        return _FILES
    return getattr(scope.get("route"), "path", _NO_ROUTE)
