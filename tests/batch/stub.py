"""An extractor that finds nothing, quickly, and does what its article's text says."""

from __future__ import annotations

import datetime as dt
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from extractor.schema import ArticleInfo, Result, Vendor


@dataclass
class Stub:
    rules_version: str = "1"

    def extract(
        self, text: str, *, published: dt.date | None = None, title: str | None = None, id: str | None = None
    ) -> Result:
        if text.startswith("fail"):
            raise ValueError("no luck")
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        for words, victim in (("die once ", os.getpid()), ("orphan once ", os.getppid())):
            if text.startswith(words) and not (mark := Path(text.removeprefix(words))).exists():
                mark.touch()
                os.kill(victim, signal.SIGKILL)
        if text.startswith("hang"):
            deaf = text.startswith("hang deaf")
            while True:
                if deaf:
                    signal.setitimer(signal.ITIMER_REAL, 0)
        entities = [Vendor(start=0, end=5, text="Intel", name="Intel", rule="stub")] if text.startswith("Intel") else []
        info = ArticleInfo(id=id, title=title, published=published, words=len(text.split()))
        return Result(article=info, entities=entities, rules_version=self.rules_version, elapsed_ms=1.0)
