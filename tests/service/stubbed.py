"""The application with a stub in its workers, for `uvicorn tests.service.stubbed:app`."""

from __future__ import annotations

from extractor.settings.service import read_settings
from service import create_app

app = create_app(read_settings(), "tests.serving.stub:load")
