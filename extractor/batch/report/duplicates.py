"""Which articles are nearly the same: syndicated, reprinted, lightly edited."""

from __future__ import annotations

import re
from typing import Any

from extractor.documents.needs import needs

HASHES = 64
LIKENESS = 0.7  # of the sets of three words in a row
SHINGLE_WORDS = 3
FEWEST_WORDS = 20  # less is too little to tell
_WORD = re.compile(r"\w+")


class Duplicates:
    """Puts articles in groups, by MinHash. Raises `ReadError` if datasketch is not installed."""

    def __init__(self) -> None:
        self._datasketch = needs("datasketch", "report")
        self._index = self._datasketch.MinHashLSH(threshold=LIKENESS - 0.1, num_perm=HASHES)
        self._known: dict[int, tuple[Any, int]] = {}

    def group(self, text: str, number: int) -> int:
        """Return the group of article `number`: that of the first one that is like it, else a new one."""
        words = _WORD.findall(text.lower())
        if len(words) < FEWEST_WORDS:
            return number
        shingles = {" ".join(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)}
        signature = self._datasketch.MinHash(num_perm=HASHES)
        signature.update_batch([shingle.encode(errors="replace") for shingle in shingles])
        like = [key for key in self._index.query(signature) if self._known[key][0].jaccard(signature) >= LIKENESS]
        group = self._known[min(like)][1] if like else number
        self._index.insert(number, signature)
        self._known[number] = (signature, group)
        return group
