"""The HTTP service: routes, limits, errors. `uvicorn service:app`, `chipwire serve` or `make serve` start it.

Requests are read here and answered by worker processes (`extractor.serving`): nothing here costs CPU.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.security import APIKeyHeader
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from extractor.schema import Result
from extractor.serving import logs
from extractor.serving.access import Keys, Rates
from extractor.serving.bodies import read_body
from extractor.serving.metrics import Metrics
from extractor.serving.observe import Observe
from extractor.serving.pool import Bounds, Overloaded, Pool
from extractor.serving.problems import MEDIA_TYPE, ProblemDocument, ProblemType, Refusal, field_errors, problem
from extractor.serving.process import Setup, WorkerLost
from extractor.serving.requests import BatchAnswer, BatchBody, ExtractBody
from extractor.settings import web_dir
from extractor.settings.service import Settings, read_settings
