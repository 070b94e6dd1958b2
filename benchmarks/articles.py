"""Articles to measure on: the corpus, or any folder, and variations of it without end."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.evaluation.gold import read_folder

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_NUMBER = re.compile(r"(?<![\w.,$])\d{2,3}(?![\w.,])")


def corpus_texts() -> list[str]:
    """Return the texts of the annotated corpus, without their marks."""
    return [gold.article.text for gold in read_folder(CORPUS)]


def folder_texts(folder: Path) -> list[str]:
    """Return the texts of the folder's .txt and .md files."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")]


def variations(texts: list[str], seed: int = 0) -> Iterator[str]:
    """Yield articles made of the texts, without end: paragraphs in another order, other numbers in them.

    The same seed gives the same articles.
    """
    choice = random.Random(seed)
    cut = [[_NUMBER.split(paragraph) for paragraph in text.split("\n\n")] for text in texts]
    for paragraphs in itertools.cycle(cut):
        order = choice.sample(paragraphs, len(paragraphs))
        yield "\n\n".join(_numbered(pieces, choice) for pieces in order)


def _numbered(pieces: list[str], choice: random.Random) -> str:
    first, *others = pieces
    return first + "".join(f"{int(choice.random() * 990) + 10}{piece}" for piece in others)
