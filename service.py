"""The HTTP service: routes, limits, errors. `uvicorn service:app`, `chipwire serve` or `make serve` start it.

Requests are read here and answered by worker processes (`extractor.serving`): nothing here costs CPU.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, Depends, FastAPI, Request, Response, Security
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from fastapi.security import APIKeyHeader
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect

from extractor.schema import Result
from extractor.serving import contract, logs
from extractor.serving.access import Keys, Rates
from extractor.serving.bodies import read_body
from extractor.serving.metrics import Metrics
from extractor.serving.observe import Observe
from extractor.serving.pool import Bounds, OverloadedError, Pool
from extractor.serving.problems import MEDIA_TYPE, ProblemType, RefusedError, field_errors, problem
from extractor.serving.process import Setup, WorkerLostError
from extractor.serving.reload import Reloader
from extractor.serving.requests import BatchAnswer, BatchBody, ExtractBody, LabelsAnswer
from extractor.settings import patterns_dir, web_dir
from extractor.settings.service import Settings, read_settings

JSON_TYPES = ("", "application/json")
RETRY = {"Retry-After": "1"}
log = logging.getLogger("chipwire.service")


class Service:
    """What the routes share: settings, workers, counters, and a request's way through them."""

    def __init__(self, settings: Settings, load: str) -> None:
        self.settings, self.metrics = settings, Metrics()
        self.keys, self.rates = Keys(settings.api_keys), Rates(settings.rate_limit)
        setup = Setup(settings.rules, settings.max_text_chars, settings.max_batch_articles, load)
        self.pool = Pool(setup, Bounds(**settings.model_dump(include=set(Bounds.__annotations__))))
        self.reloader = Reloader(self.pool)
        self.metrics.watch(self.pool)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the workers."""
        own = [Path(self.settings.rules)] if self.settings.rules else []
        await self.pool.start()
        try:
            async with self.reloader.running([patterns_dir(), *own] if self.settings.reload else []):
                yield
        finally:
            await self.pool.stop()

    async def answer(self, do: str, request: Request) -> Response:
        """Read the body and return a worker's answer to it. Raises `RefusedError`."""
        try:
            with self.pool.admit():
                return await self._ask(do, await self._read(request))
        except OverloadedError as error:
            raise RefusedError(ProblemType.BUSY, str(error), headers=RETRY) from None

    async def _read(self, request: Request) -> bytes:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in JSON_TYPES:
            raise RefusedError(ProblemType.MEDIA, f"{media!r} is not read; send application/json")
        limits = self.settings
        declared = request.headers.get("content-length")
        return await read_body(request.stream(), declared, limits.max_body_bytes, limits.request_timeout_s)

    async def _ask(self, do: str, body: bytes) -> Response:
        try:
            answer = await self.pool.ask(do, body)
        except WorkerLostError:
            raise RefusedError(
                ProblemType.LOST, "it is being replaced; send the request again", headers=RETRY
            ) from None
        except TimeoutError:
            detail = f"it was not answered within {self.settings.request_timeout_s:g} s; send less at once"
            raise RefusedError(ProblemType.TIMEOUT, detail, headers=RETRY) from None
        self.metrics.answered(answer)
        media = "application/json" if answer.status < 400 else MEDIA_TYPE
        return Response(answer.body, answer.status, {"X-Rules-Version": answer.rules_version}, media)


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


The = Annotated[Service, Depends(_service)]
Key = Annotated[str | None, Security(APIKeyHeader(name="X-API-Key", auto_error=False))]


async def _allow(request: Request, service: The, key: Key) -> None:
    """Refuse a request without a key, where keys are set, and one too many."""
    client = request.client.host if request.client else "unknown"
    if service.keys:
        owner = service.keys.owner(key or "")
        if owner is None:
            said = "this key is not known" if key else "send one in the header X-API-Key"
            raise RefusedError(ProblemType.NO_KEY, said, headers={"WWW-Authenticate": "ApiKey"})
        client = request.state.client = owner
    if wait_s := service.rates.wait_s(client):
        detail = f"at most {service.settings.rate_limit} are answered; wait {wait_s} s"
        raise RefusedError(ProblemType.RATE, detail, headers={"Retry-After": str(wait_s)})


_COMMON = contract.problems(
    ProblemType.NO_KEY, ProblemType.BUSY, ProblemType.RATE, ProblemType.LOST, ProblemType.TIMEOUT
)
_POSTED = contract.problems(
    ProblemType.NOT_JSON,
    ProblemType.SLOW_BODY,
    ProblemType.TOO_LARGE,
    ProblemType.MEDIA,
    ProblemType.INVALID,
    ProblemType.ARTICLE,
)
api = APIRouter(prefix="/v1", dependencies=[Depends(_allow)], responses=_COMMON)
site = APIRouter(include_in_schema=False)
state = APIRouter(tags=["operations"])


def _takes(body: type[BaseModel], answer: type[BaseModel]) -> dict[str, Any]:
    """Return what a route that a worker answers says of itself: its body and answer pass through unread."""
    responses: dict[int | str, dict[str, Any]] = {200: {"model": answer}, **_POSTED}
    return {"response_model": None, "responses": responses, "openapi_extra": contract.body(body)}


@api.post("/extract", tags=["extract"], summary="Read one article", **_takes(ExtractBody, Result))
async def extract(request: Request, service: The) -> Response:
    """Return the chips, vendors, ratios and dates of an article, with their values, and a fact sheet a chip."""
    return await service.answer("extract", request)


@api.post("/extract/batch", tags=["extract"], summary="Read many articles", **_takes(BatchBody, BatchAnswer))
async def extract_batch(request: Request, service: The) -> Response:
    """Return a result for each article, in order; a failure in place of one that can't be processed."""
    return await service.answer("batch", request)


@api.get("/labels", tags=["rules"], response_model=None, responses={200: {"model": LabelsAnswer}})
async def labels(request: Request, service: The) -> Response:
    """Return the labels that entities may have, with what each says."""
    return await service.answer("labels", request)


class LimitsAnswer(BaseModel):
    """What a request may hold, and how many may come."""

    max_body_bytes: int
    max_text_chars: int
    max_batch_articles: int
    request_timeout_s: float
    max_requests_under_way: int
    rate_limit: str | None


@api.get("/limits", tags=["operations"])
async def limits(service: The) -> LimitsAnswer:
    """Return the limits; above one of them the answer is 413, 422 or 429, and says which."""
    settings = service.settings
    under_way = settings.workers + settings.max_waiting_requests
    own = settings.model_dump(include=set(LimitsAnswer.model_fields))
    return LimitsAnswer(**own, max_requests_under_way=under_way)


class Health(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Workers are there, and which rules they have; `reload_error` says why newer ones were not taken."""

    status: str = "ready"
    workers: int
    rules_version: str
    reload_error: str | None


@state.get("/healthz")
async def healthz() -> Health:
    """Tell that the process answers."""
    return Health()


@state.get("/readyz", responses=contract.problems(ProblemType.NOT_READY))
async def readyz(service: The) -> Readiness:
    """Tell whether there are workers."""
    pool = service.pool
    if not pool.ready:
        raise RefusedError(ProblemType.NOT_READY, "no worker is there yet", headers=RETRY)
    return Readiness(workers=len(pool.pids), rules_version=pool.rules_version, reload_error=service.reloader.error)


@site.get("/metrics")
async def metrics(service: The) -> Response:
    """Return the counters in Prometheus' text format."""
    return Response(service.metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")


@site.get("/")
async def page() -> FileResponse:
    """The page."""
    return FileResponse(web_dir() / "index.html")


@site.get("/docs")
async def docs() -> FileResponse:
    """The API's documentation, which needs no network."""
    return FileResponse(web_dir() / "docs.html")


def _answer(request: Request, refusal: RefusedError) -> Response:
    request.app.state.service.metrics.rejected(refusal.kind.type)
    body = problem(refusal.kind, refusal.detail, refusal.errors)
    return Response(body, refusal.kind.status, refusal.headers, MEDIA_TYPE)


async def _refused(request: Request, error: RefusedError) -> Response:
    return _answer(request, error)


async def _not_routed(request: Request, error: HTTPException) -> Response:
    kinds = {404: ProblemType.NOT_FOUND, 405: ProblemType.METHOD}
    kind = kinds.get(error.status_code, ProblemType.INVALID)
    return _answer(request, RefusedError(kind, f"{request.method} {request.url.path}", headers=error.headers))


async def _bad_query(request: Request, error: RequestValidationError) -> Response:
    errors = field_errors(error.errors())
    said = "; ".join(f"{each.field}: {each.detail}" for each in errors)
    return _answer(request, RefusedError(ProblemType.INVALID, said, errors))


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=ProblemType.SLOW_BODY.status)


async def _failed(request: Request, _error: Exception) -> Response:
    return _answer(request, RefusedError(ProblemType.INTERNAL, "the service's log has the place"))


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Any]] = {
    RefusedError: _refused,
    HTTPException: _not_routed,
    RequestValidationError: _bad_query,
    ClientDisconnect: _gone,
    Exception: _failed,
}


def create_app(settings: Settings | None = None, load: str = "extractor:load") -> FastAPI:
    """Return the application. `load` names the function with which each worker makes its extractor.

    Raises `SettingsError` for an environment variable with a value that is not allowed.
    """
    service = Service(settings or read_settings(), load)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        logs.configure(service.settings.log_format, service.settings.log_level)
        async with service.running():
            yield

    app = FastAPI(
        title="chipwire",
        summary="Chips, vendors, ratios and dates in technology news.",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        exception_handlers=HANDLERS,
    )
    app.state.service = service
    for router in (api, state, site):
        app.include_router(router)
    app.mount("/web", StaticFiles(directory=web_dir()), name="web")
    _describe(app)
    _wrap(app, service)
    return app


def _describe(app: FastAPI) -> None:
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = contract.complete(generate())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _wrap(app: FastAPI, service: Service) -> None:
    """Put the middleware around the routes, the innermost first."""
    if service.settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=service.settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "X-API-Key"],
            expose_headers=["X-Request-ID", "X-Rules-Version", "Retry-After"],
        )
    app.add_middleware(Observe, metrics=service.metrics)
    app.add_middleware(CorrelationIdMiddleware, validator=logs.is_request_id)


app = create_app()
