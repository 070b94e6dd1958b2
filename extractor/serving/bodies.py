"""Reading a request's body, no further than allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable

from extractor.serving.problems import ProblemType, RefusedError


async def read_body(chunks: AsyncIterable[bytes], declared: str | None, max_bytes: int, timeout_s: float) -> bytes:
    """Return the body. Bytes are counted as they come, whatever length was declared, or none.

    Raises `RefusedError` (413) as soon as there are too many, and (408) if they do not come in time.
    """
    if declared is not None and declared.isdigit() and int(declared) > max_bytes:
        raise too_large(max_bytes, f"{int(declared):,} bytes are declared")
    read, parts = 0, []
    try:
        async with asyncio.timeout(timeout_s):
            async for chunk in chunks:
                read += len(chunk)
                if read > max_bytes:
                    raise too_large(max_bytes, "more are sent")
                parts.append(chunk)
    except TimeoutError:
        raise RefusedError(ProblemType.SLOW_BODY, f"the body was not here after {timeout_s:g} s") from None
    return b"".join(parts)


def too_large(max_bytes: int, got: str) -> RefusedError:
    """Return the refusal of a body, or a line, that is longer than allowed."""
    return RefusedError(ProblemType.TOO_LARGE, f"at most {max_bytes:,} bytes are read, {got}; split the request")
