"""The application with a stub in its workers, and a client for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from extractor.settings.service import Settings
from service import create_app

STUB = "tests.serving.stub:load"
SETTINGS = Settings(workers=1, reload=False, max_body_bytes=20_000, max_text_chars=1_000, max_batch_articles=5)


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(SETTINGS, STUB), raise_server_exceptions=False) as client:
        yield client
