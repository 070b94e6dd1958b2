"""One worker process: loads the rules once, then answers requests from standard input on standard output.

Run as `python -m extractor.serving.worker SETUP` by the pool; it ends when its standard input ends.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import signal
import sys
from functools import cache
from typing import Any, BinaryIO

import orjson

from extractor.errors import ChipwireError
from extractor.serving import frames
from extractor.serving.requests import Limits

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_NICENESS = 5  # the event loop comes first, so that health is answered under full load


def main(setup: dict[str, Any]) -> None:
    """Answer requests until the service closes the pipe."""
    source, sink = sys.stdin.buffer, _take_stdout()
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)  # they reach the whole group; the service decides when a worker ends
    os.nice(_NICENESS)
    from extractor.serving.desk import Desk  # half of the start is imports: they too come after the event loop

    try:
        desk = Desk(_load(setup), Limits(**setup["limits"]))
    except ChipwireError as error:
        _write(sink, {"refused": str(error)})
        return
    desk.warm_up()
    gc.collect()
    gc.freeze()
    _write(sink, {"memory_mb": _memory_mb(), "rules_version": desk.rules_version})
    while (job := frames.read(source)) is not None:
        answer = desk.answer(job[0]["do"], job[1])
        head = {"status": answer.status, "articles": answer.articles, "entities": answer.entities}
        _write(sink, head | {"memory_mb": _memory_mb()}, answer.body)


def _load(setup: dict[str, Any]) -> Any:
    module, _, function = setup["load"].partition(":")
    return getattr(importlib.import_module(module), function)(rules=setup["rules"] or ())


def _take_stdout() -> BinaryIO:
    """Return standard output for frames, and send what anything prints to standard error."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sink


def _write(sink: BinaryIO, head: frames.Head, payload: bytes = b"") -> None:
    sink.writelines(frames.pack(head, payload))
    sink.flush()


def _memory_mb() -> int:
    """Return resident memory; 0 where the system does not tell."""
    statm = _open_statm()
    return 0 if statm is None else int(os.pread(statm, 200, 0).split()[1]) * _PAGE_BYTES // 1_000_000


@cache
def _open_statm() -> int | None:
    """Open the file once: it is read at each answer."""
    try:
        return os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return None


if __name__ == "__main__":
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it quotes pages
    main(orjson.loads(sys.argv[1]))
