"""Messages on a pipe between the service and a worker: a small head (JSON) and a payload that is passed on as it is.

A frame is two lengths (4 bytes each, big-endian), the head, the payload.
"""

from __future__ import annotations

import asyncio
import struct
from typing import Any, BinaryIO

import orjson

_LENGTHS = struct.Struct(">II")
Head = dict[str, Any]


def pack(head: Head, payload: bytes = b"") -> tuple[bytes, bytes]:
    """Return the bytes to write, in two parts so that the payload is not copied.

    >>> pack({"do": "extract"}, b"{}")
    (b'\\x00\\x00\\x00\\x10\\x00\\x00\\x00\\x02{"do":"extract"}', b'{}')
    """
    written = orjson.dumps(head)
    return _LENGTHS.pack(len(written), len(payload)) + written, payload


def read(source: BinaryIO) -> tuple[Head, bytes] | None:
    """Return the next frame, or None at the end of the stream."""
    lengths = source.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, payload = _LENGTHS.unpack(lengths)
    return orjson.loads(source.read(head)), source.read(payload)


async def read_async(source: asyncio.StreamReader) -> tuple[Head, bytes]:
    """Return the next frame. Raises `asyncio.IncompleteReadError` if the other side has gone."""
    head, payload = _LENGTHS.unpack(await source.readexactly(_LENGTHS.size))
    return orjson.loads(await source.readexactly(head)), await source.readexactly(payload)
