"""Files as streams of bytes, packed or not, with errors that say what is wrong with them."""

from __future__ import annotations

import contextlib
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from extractor.documents.needs import needs
from extractor.errors import ReadError

_BLOCK_BYTES = 128 * 1024


@contextlib.contextmanager
def open_bytes(path: Path | str) -> Iterator[BinaryIO]:
    """Open a file, unpacking .gz and .zst; `-` is standard input, a string a URL.

    Raises `ReadError` for all that goes wrong in it.
    """
    with reading(), contextlib.ExitStack() as stack:
        if str(path) == "-":
            yield sys.stdin.buffer
            return
        opened = needs("fsspec", "ray").open(path, "rb") if isinstance(path, str) else path.open("rb")
        yield _unpacked(stack.enter_context(opened), Path(path).suffix.lower())


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Turn what the system and the unpackers raise into `ReadError`."""
    try:
        yield
    except IsADirectoryError as error:
        raise ReadError("the folder can't be listed; may you read it?") from error
    except OSError as error:
        raise ReadError(error.strerror or f"it is damaged: {error}") from error
    except (EOFError, zlib.error) as error:
        raise ReadError(f"it is damaged: {error}") from error


def _unpacked(stream: BinaryIO, suffix: str) -> BinaryIO:
    if suffix == ".gz":
        return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]
    if suffix == ".zst":
        return io.BufferedReader(_Zstandard(stream), _BLOCK_BYTES)
    return stream


class _Zstandard(io.RawIOBase):
    """A stream of zstd frames. The package's own reader takes a file cut short for a whole one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpacker: Any = None
        self._packed = b""
        self._plain = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._plain and self._unpack():
            pass
        size = min(len(buffer), len(self._plain))
        buffer[:size] = self._plain[:size]
        self._plain = self._plain[size:]
        return size

    def _unpack(self) -> bool:
        zstandard = needs("zstandard", "zstd")
        self._packed = self._packed or self._stream.read(_BLOCK_BYTES // 8)
        if not self._packed:
            if self._unpacker is not None:
                raise EOFError("it ends in the middle of a frame")
            return False
        self._unpacker = self._unpacker or zstandard.ZstdDecompressor().decompressobj()
        try:
            self._plain = self._unpacker.decompress(self._packed)
        except zstandard.ZstdError as error:
            raise EOFError(str(error)) from error
        self._packed = self._unpacker.unused_data
        if self._unpacker.eof:
            self._unpacker = None
        return True


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream; for one longer than `limit` bytes, `None`, without ever holding it whole.

    >>> list(bounded_lines(io.BytesIO(b"one\\n" + b"x" * 50 + b"\\ntwo"), 10))
    [b'one\\n', None, b'two']
    """
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_BLOCK_BYTES)
        yield None
