"""A line of the log says what happened, once."""

from __future__ import annotations

import json
import logging

import pytest

from extractor.serving import logs

TRACE = "Traceback (most recent call last):\n  File ...\n{}\n"


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("Started", "Started"),
        (TRACE.format("extractor.errors.PatternError: a.yaml:3: unknown key"), "a.yaml:3: unknown key"),
        (TRACE.format("KeyError: 5"), TRACE.format("KeyError: 5")),
    ],
    ids=["a message", "an error raised on purpose", "a fault of ours"],
)
def test_what_is_logged(capsys: pytest.CaptureFixture[str], said: str, logged: str) -> None:
    logs.configure("json", "info")
    logging.getLogger("uvicorn.error").error(said, extra={"color_message": "x"})
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["logger"]) == (logged, "error", "uvicorn.error")
    assert "color_message" not in line
