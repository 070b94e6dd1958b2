"""An extractor that loads at once and does what the text says: for tests of the processes around it."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from extractor.catalog.records import ChipRecord, VendorRecord
from extractor.errors import ArticleError, PatternError
from extractor.rules.schema import Rule
from extractor.schema import ArticleInfo, Chip, Result

RULE = Rule(
    id="stub.twice",
    label="RATIO",
    description="Twice as fast.",
    pattern="twice as fast",
    examples=("It is ⟦twice as fast|RATIO factor=2⟧.",),
    counterexamples=("It was fast twice.",),
)
INTEL = VendorRecord(id="intel", name="Intel", former=("NM Electronics",), roles=("designer",))
CHIPS = [ChipRecord(id=f"xeon-{n}", name=f"Xeon {n}", kind="cpu", level="model", vendor="intel") for n in range(1, 121)]


class StubExtractor:
    """Finds "Xeon"; "die", "hang", "break" and "wait for FILE" make it do so; "refuse" is an article that can't be processed."""

    def __init__(self, rules_version: str) -> None:
        self.rules_version = rules_version

    rules = SimpleNamespace(rules={RULE.id: SimpleNamespace(rule=RULE, path=Path("/somewhere/stub.yaml"))})
    catalog = SimpleNamespace(chips={chip.id: chip for chip in CHIPS}, vendors={INTEL.id: INTEL})

    def extract(self, text: str, **given: Any) -> Result:
        _obey(text)
        chips = [
            Chip(start=m.start(), end=m.end(), text=m[0], name="Xeon", rule="stub") for m in re.finditer("Xeon", text)
        ]
        info = ArticleInfo(**given, words=len(text.split()))
        return Result(article=info, entities=chips, rules_version=self.rules_version, elapsed_ms=0.0)


def load(rules: Any = ()) -> StubExtractor:
    """`rules` is a file with the version in it; a version "bad" does not load."""
    version = Path(rules).read_text(encoding="utf-8").strip() if rules else "stub-1"
    if version == "bad":
        raise PatternError("unknown key 'lable'")
    return StubExtractor(version)


def _obey(text: str) -> None:
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "hang":
        signal.pause()
    if text.startswith("wait for "):
        while not Path(text.removeprefix("wait for ")).exists():
            pass
    if text.startswith("break"):
        raise RuntimeError(text)
    if text == "refuse":
        raise ArticleError("it can't")
