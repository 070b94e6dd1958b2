"""Packages that only some need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extractor.errors import ReadError


def needs(module: str, extra: str) -> Any:
    """Return an optional module. Raises `ReadError` that says how to get it.

    >>> needs("no_such_module", "parquet")
    Traceback (most recent call last):
    extractor.errors.ReadError: this needs no_such_module, which is not installed: pip install 'chipwire[parquet]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ReadError(f"this needs {name}, which is not installed: pip install 'chipwire[{extra}]'") from error
