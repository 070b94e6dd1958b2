"""Articles in files of each kind, made from the corpus with variations; the same ones each time."""

from __future__ import annotations

import gzip
import html
import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from benchmarks.articles import corpus_texts, variations

FILES = 16
FOLDER_FILES = 1_000
_SYLLABLES = "ba do fen gri hal jo ka lum mir no pel qui ros sta tev ul vor wex yan zi".split()


def articles(count: int) -> Iterator[str]:
    """Yield articles. Each has a line of its own with three names that hardly any other has: real text has new words
    without end, and whatever keeps words grows by them.
    """
    choice = random.Random(0)
    for text in itertools.islice(variations(corpus_texts()), count):
        first, last, place = ("".join(choice.choices(_SYLLABLES, k=4)).title() for _ in range(3))
        yield f"By {first} {last}, {place}\n\n{text}"


def write_lines(folder: Path, count: int) -> None:
    """Write articles into some files of JSON lines."""
    folder.mkdir()
    days = itertools.cycle(f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))
    dated = zip(articles(count), days, strict=False)
    for number in range(FILES):
        with (folder / f"{number:02}.jsonl").open("wb") as stream:
            for text, day in itertools.islice(dated, -(-count // FILES)):
                stream.write(orjson.dumps({"text": text, "published": day}) + b"\n")


def write_poisoned(folder: Path, count: int) -> list[str]:
    """Write articles as a file each, and in place of one in a hundred what can't be read. Return the names of those."""
    poisons, poisoned = itertools.cycle(POISONS), []
    first_of_kind: dict[str, Path] = {}
    for number, text in enumerate(articles(count)):
        place = folder / f"{number // FOLDER_FILES:04}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 100 != 50:
            (place / f"{number:07}.txt").write_text(text)
            continue
        kind = next(poisons)
        path = place / f"{number:07}-{kind}"
        _put(path, kind, first_of_kind)
        poisoned.append(path.relative_to(folder).as_posix())
    return poisoned


def _put(path: Path, kind: str, first_of_kind: dict[str, Path]) -> None:
    if kind in first_of_kind and not first_of_kind[kind].is_symlink():
        path.hardlink_to(first_of_kind[kind])  # 50 MB only once
    else:
        POISONS[kind](path)
        first_of_kind[kind] = path


def _deny(path: Path) -> None:
    path.write_text("Nobody may read this.")
    path.chmod(0)


POISONS: dict[str, Callable[[Path], object]] = {
    "binary.txt": lambda path: path.write_bytes(random.Random(0).randbytes(50_000)),
    "cut.jsonl.gz": lambda path: path.write_bytes(
        gzip.compress(random.Random(0).randbytes(5_000).hex().encode())[:-100]
    ),
    "schema.json": lambda path: path.write_text('{"title": ["no text"]}'),
    "line.jsonl": lambda path: path.write_bytes(b'{"text": "' + b"x" * 50_000_000 + b'"}\n'),
    "denied.txt": _deny,
    "gone.txt": lambda path: path.symlink_to(path.with_name("nowhere")),
    "empty.html": lambda path: path.write_text("<html><body></body></html>"),
    "cut.json": lambda path: path.write_text('{"text": "cut sho'),
}


def write_archive(path: Path, count: int) -> None:
    """Write a web archive of news pages: an article amid 150 links, a script and a style sheet, about 60 KB each."""
    links = "".join(
        f'<li><a href="/section/{number}/story.html">Another story, number {number}</a></li>' for number in range(150)
    )
    head = f"<script>{'var a = [1, 2, 3];' * 1500}</script><style>{'.a { color: red }' * 700}</style>"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for number, text in enumerate(articles(count)):
            body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
            page = f"<html><head><title>News</title>{head}</head><body><ul>{links}</ul><article>{body}</article></body></html>"
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
            address = f"https://news.example/2024/06/03/{number}"
            fields = f"WARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(http)}"
            kind = "WARC-Date: 2024-06-04T00:00:00Z\r\nContent-Type: application/http; msgtype=response"
            stream.write(f"WARC/1.0\r\n{fields}\r\n{kind}\r\n\r\n".encode() + http + b"\r\n\r\n")
