"""Chromium, for the tests of what a browser shows."""

import os
import shutil

import pytest


def chromium() -> str:
    """Return the path of Chromium. Where there is none the test is skipped, and fails in CI, where there must be one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium here: apt-get install chromium")
    assert path is not None
    return path
