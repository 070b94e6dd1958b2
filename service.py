"""The HTTP service: routes, limits, errors. `uvicorn service:app`, `chipwire serve` or `make serve` start it.

Requests are read here and answered by worker processes (`extractor.serving`): nothing here costs CPU.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect

from extractor.catalog.records import ChipRecord, VendorRecord
from extractor.schema import Result
from extractor.serving import contract, logs, lookups
from extractor.serving.answers import BatchAnswer, Health, LabelsAnswer, LimitsAnswer, Readiness
from extractor.serving.desk import Answer
from extractor.serving.observe import Observe
from extractor.serving.pool import OverloadedError
from extractor.serving.problems import MEDIA_TYPE, RETRY, ProblemType, RefusedError, field_errors, problem
from extractor.serving.requests import BatchBody, ExplainBody, ExtractBody
from extractor.serving.service import Service
from extractor.serving.shed import Shed
from extractor.settings import web_dir
from extractor.settings.service import Settings, read_settings
from extractor.workbench.explained import Explanation

JSON_TYPES = ("", "application/json")
LINE_TYPES = ("", "application/x-ndjson", "application/jsonl")
LINES = LINE_TYPES[1]
log = logging.getLogger("chipwire.service")


async def _answered(do: str, request: Request, service: Service) -> Response:
    """Have a worker answer the request's body."""
    check_media(request, JSON_TYPES)
    return _respond(await service.answer(do, request.stream(), request.headers.get("content-length")))


def _respond(answer: Answer) -> Response:
    media = "application/json" if answer.status < 400 else MEDIA_TYPE
    return Response(answer.body, answer.status, {"X-Rules-Version": answer.rules_version}, media)


def check_media(request: Request, known: Sequence[str]) -> None:
    """Raise `RefusedError` for a body of another media type than those known."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in known:
        raise RefusedError(ProblemType.MEDIA, f"{media!r} is not read; send {known[1]}")


class LinesResponse(Response):
    """Sends parts as they come. Starlette's own would read the request's body to learn of a disconnect."""

    def __init__(self, parts: AsyncIterator[bytes]) -> None:
        super().__init__(media_type=LINES)
        del self.headers["content-length"]
        self._parts = parts

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with suppress(ClientDisconnect):
            async for part in self._parts:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


The = Annotated[Service, Depends(_service)]
Asked = Annotated[lookups.Query, Query()]


async def _allow(request: Request, service: The) -> None:
    """Refuse a request without a key, where keys are set, and one too many."""
    address = request.client.host if request.client else "unknown"
    request.state.client = service.admit_client(address, request.headers.get(contract.KEY_HEADER))


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


def _takes(body: type[BaseModel], answer: type[BaseModel], *kinds: ProblemType) -> dict[str, Any]:
    """Return what a route that a worker answers says of itself: its body and answer pass through unread."""
    responses: dict[int | str, dict[str, Any]] = {200: {"model": answer}, **_POSTED, **contract.problems(*kinds)}
    return {"response_model": None, "responses": responses, "openapi_extra": contract.body(body)}


def _gives(answer: type[BaseModel], *kinds: ProblemType) -> dict[str, Any]:
    """Return what a route that a worker answers says of itself, where there is no body."""
    problems = contract.problems(ProblemType.INVALID, *kinds)
    return {"response_model": None, "responses": {200: {"model": answer}, **problems}}


@api.post("/extract", tags=["extract"], summary="Read one article", **_takes(ExtractBody, Result))
async def extract(request: Request, service: The) -> Response:
    """Return the chips, vendors, ratios and dates of an article, with their values, and a fact sheet a chip."""
    return await _answered("extract", request, service)


@api.post("/extract/batch", tags=["extract"], summary="Read many articles", **_takes(BatchBody, BatchAnswer))
async def extract_batch(request: Request, service: The) -> Response:
    """Return a result for each article, in order; a failure in place of one that can't be processed."""
    return await _answered("batch", request, service)


@api.post(
    "/extract/stream",
    tags=["extract"],
    summary="Read articles as they come",
    response_model=None,
    responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}, **contract.problems(ProblemType.MEDIA)},
    openapi_extra={"requestBody": {"content": {LINES: {"schema": {"type": "string"}}}}},
)
async def extract_stream(request: Request, service: The) -> Response:
    """Take an article a line (as `/v1/extract` does), give a result a line, in order, as soon as each is there.

    A line that can't be answered gets a failure in its place. The stream may be of any length, a line as long as a body.
    """
    check_media(request, LINE_TYPES)
    return LinesResponse(service.answer_lines(request.stream()))


@api.get("/rules", tags=["rules"], **_gives(lookups.Page[lookups.RuleSummary]))
async def rules(query: Asked, service: The) -> Response:
    """Return the rules, a page at a time; `q` is looked for in ids, labels and descriptions."""
    return _respond(await service.look_up("rules", query))


@api.get("/rules/{id}", tags=["rules"], **_gives(lookups.RuleDetail, ProblemType.NOT_FOUND))
async def rule(id: Annotated[str, PathParameter(max_length=200)], service: The) -> Response:
    """Return a rule: its patterns, and the examples and counterexamples that prove it."""
    return _respond(await service.look_up("rule", id))


@api.post("/explain", tags=["rules"], summary="Ask why", **_takes(ExplainBody, Explanation, ProblemType.NOT_FOUND))
async def explain(request: Request, service: The) -> Response:
    """Return every candidate in a short text with what became of it, and for one rule how far its patterns got."""
    return await _answered("explain", request, service)


@api.get("/catalog/chips", tags=["catalog"], **_gives(lookups.Page[ChipRecord]))
async def chips(query: Asked, service: The) -> Response:
    """Return the chips that the catalog knows; `q` is looked for in ids, names and vendors."""
    return _respond(await service.look_up("chips", query))


@api.get("/catalog/vendors", tags=["catalog"], **_gives(lookups.Page[VendorRecord]))
async def vendors(query: Asked, service: The) -> Response:
    """Return the vendors that the catalog knows; `q` is looked for in ids, names and former names."""
    return _respond(await service.look_up("vendors", query))


@api.get("/labels", tags=["rules"], **_gives(LabelsAnswer))
async def labels(service: The) -> Response:
    """Return the labels that entities may have, with what each says."""
    return _respond(await service.look_up("labels", None))


@api.get("/limits", tags=["operations"])
async def limits(service: The) -> LimitsAnswer:
    """Return the limits; above one of them the answer is 413, 422 or 429, and says which."""
    settings = service.settings
    under_way = settings.workers + settings.max_waiting_requests
    own = settings.model_dump(include=set(LimitsAnswer.model_fields))
    return LimitsAnswer(**own, max_requests_under_way=under_way)


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


@site.api_route("/", methods=["GET", "HEAD"])
async def page() -> FileResponse:
    """The page."""
    return FileResponse(web_dir() / "index.html")


@site.api_route("/docs", methods=["GET", "HEAD"])
async def docs() -> FileResponse:
    """The API's documentation, which needs no network."""
    return FileResponse(web_dir() / "docs.html")


def _answer(request: Request, refusal: RefusedError) -> Response:
    request.app.state.service.metrics.rejected(refusal.kind.type)
    body = problem(refusal.kind, refusal.detail, refusal.errors)
    return Response(body, refusal.kind.status, refusal.headers, MEDIA_TYPE)


async def _refused(request: Request, error: RefusedError) -> Response:
    return _answer(request, error)


async def _overloaded(request: Request, error: OverloadedError) -> Response:
    return _answer(request, RefusedError(ProblemType.BUSY, str(error), headers=RETRY))


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
    OverloadedError: _overloaded,
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
        generate_unique_id_function=lambda route: route.name,
        exception_handlers=HANDLERS,
    )
    app.state.service = service
    for router in (api, state, site):
        app.include_router(router)
    app.mount("/web", StaticFiles(directory=web_dir()), name="web")
    _describe(app, service)
    _wrap(app, service)
    return app


def _describe(app: FastAPI, service: Service) -> None:
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = contract.complete(generate(), service.limits, service.needs_key)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _wrap(app: FastAPI, service: Service) -> None:
    """Put the middleware around the routes, the innermost first."""
    app.add_middleware(Shed, pool=service.pool, metrics=service.metrics)
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
