"""Structured logs: one line an event, with the request's id; what an article says is never in them."""

from __future__ import annotations

import logging
import re
import sys
from typing import Literal

import structlog
from asgi_correlation_id import correlation_id
from structlog.typing import EventDict, Processor, WrappedLogger


def _in_plain(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event.pop("color_message", None)  # uvicorn says it twice
    said = str(event["event"])
    last = said.rstrip().rpartition("\n")[2]
    if said.startswith("Traceback") and last.startswith("extractor."):  # raised on purpose: the message says it all
        event["event"] = last.partition(": ")[2]
    return event


def _add_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if request_id := correlation_id.get():
        event["request_id"] = request_id
    return event


_SHARED: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _in_plain,
    _add_request_id,
)


_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def is_request_id(given: str) -> bool:
    """Tell whether a client's own request id is taken over into the logs.

    >>> is_request_id("run-7.42"), is_request_id("run 7")
    (True, False)
    """
    return _REQUEST_ID.fullmatch(given) is not None


def configure(form: Literal["json", "console"], level: str) -> None:
    """Send every log of this process, uvicorn's too, to standard error in one form."""
    renderer: Processor = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    for name in ("chipwire", "extractor", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level.upper())
    logging.getLogger("uvicorn.access").disabled = True  # the service writes its own, with the request's id
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
