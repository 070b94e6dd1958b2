import contextlib
import datetime as dt
import gzip
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pytest
import zstandard
from pyarrow import parquet

from extractor.documents.raw import MAX_ARTICLE_BYTES, Fields
from extractor.documents.read import read_articles
from extractor.errors import ReadError
from extractor.schema import Article, Failure
from tests.documents.test_parse import PAGE


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


TWO = lines({"text": "One."}, {"text": "Two.", "id": "b"})


def read(*inputs: Path | str, fields: Fields | None = None) -> list[tuple[str | None, str]]:
    """What was read: each article's id and text, each failure's id and detail."""
    found = read_articles(*inputs, fields=fields or Fields())
    return [
        (item.id, item.text) if isinstance(item, Article) else (item.article.id, item.error.detail) for item in found
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jsonl", TWO, id="jsonl"),
        pytest.param("a.jsonl", b"\xef\xbb\xbf" + TWO.rstrip(), id="byte-order-mark-and-no-last-line-end"),
        pytest.param("a.ndjson", TWO.replace(b"\n", b"\r\n"), id="ndjson"),
        pytest.param("a.jsonl.gz", gzip.compress(TWO), id="gzip"),
        pytest.param("a.jsonl.gz", gzip.compress(TWO[:20]) + gzip.compress(TWO[20:]), id="gzip-members"),
        pytest.param("a.jsonl.zst", zstandard.compress(TWO), id="zstd"),
        pytest.param("a.jsonl.zst", zstandard.compress(TWO[:20]) + zstandard.compress(TWO[20:]), id="zstd-frames"),
        pytest.param("a.json", b'[{"text": "One."}, {"text": "Two.", "id": "b"}]', id="json-list"),
        pytest.param("a.csv", b"id,text\n,One.\nb,Two.\n", id="csv"),
        pytest.param("a.tsv", b"id\ttext\n\tOne.\nb\tTwo.\n", id="tsv"),
    ],
)
def test_files_of_many_articles(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert read(tmp_path) == [(f"{name}#1", "One."), ("b", "Two.")]


def test_parquet(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"body": ["One.", "Two."], "key": [7, None]}), tmp_path / "a.parquet")
    assert read(tmp_path, fields=Fields.named(text="body", id="key")) == [("7", "One."), ("a.parquet#2", "Two.")]


def warc(url: str, body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-04T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


WARC = [
    warc("https://a.example/1", PAGE.encode()),
    warc("https://a.example/1", PAGE.encode()),
    warc("https://a.example/picture.png", b"png", "image/png"),
    warc("https://a.example/2", b"<html></html>"),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.warc", b"".join(WARC)), ("a.warc.gz", b"".join(map(gzip.compress, WARC)))],
)
def test_web_archives(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    first, second, third = read_articles(tmp_path)
    assert isinstance(first, Article)
    assert (first.id, first.title, first.published) == (
        "https://a.example/1",
        "Intel ships Xeon 6",
        dt.date(2024, 6, 3),
    )
    assert second == first.model_copy(update={"id": f"{name}#2"})
    assert isinstance(third, Failure)
    assert (third.article.id, third.error.detail) == ("https://a.example/2", "no article was found in this HTML page")


@pytest.mark.parametrize(
    "data", [b"", b"no archive" * 50, gzip.compress(b"".join(WARC))[:-200]], ids=["empty", "no", "cut"]
)
def test_web_archives_that_can_not_be_read(tmp_path: Path, data: bytes) -> None:
    name = "a.warc.gz" if data.startswith(b"\x1f") else "a.warc"
    (tmp_path / name).write_bytes(data)
    *_, last = read_articles(tmp_path)
    assert isinstance(last, Failure)
    assert (last.article.id, last.error.type) == (name, "unreadable")


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.txt", ".git/c.txt", "a/picture.png", ".hidden.txt", "C.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [id for id, _ in read(tmp_path)] == ["C.TXT", "a/b.txt", "a/z.md", "b.txt"]


def test_ids_of_several_inputs_are_their_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Path(folder, "a.txt").write_text(folder)
    assert read("one", "two", "one/a.txt") == [("one/a.txt", "one"), ("two/a.txt", "two")]
    Path("deep").mkdir()
    Path("two").rename("deep/one")
    assert read("one", "deep/one/") == [("one/a.txt", "one"), ("deep/one/a.txt", "two")]
    Path("deep/one").rename("two")
    assert read("*/a.txt") == [("one/a.txt", "one"), ("two/a.txt", "two")]
    assert read("one/*.txt") == [("a.txt", "one")]
    assert read("one/a.txt") == [("a.txt", "one")]


def test_an_id_given_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(*({"id": id, "text": "One."} for id in ("x", "x", 3, "3", "", True))))
    assert [id for id, _ in read(tmp_path)] == ["x", "a.jsonl#2", "3", "a.jsonl#4", "a.jsonl#5", "a.jsonl#6"]


def test_a_name_on_disk_can_be_any_bytes(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("One.")
    assert read(tmp_path) == [("\\xff.txt", "One.")]


@pytest.mark.parametrize(
    ("name", "data", "id", "detail"),
    [
        pytest.param("a.jsonl.gz", gzip.compress(TWO * 99)[:-20], "a.jsonl.gz", "damaged", id="gzip-cut-short"),
        pytest.param("a.jsonl.gz", b"no gzip", "a.jsonl.gz", "damaged", id="no-gzip"),
        pytest.param(
            "a.jsonl.zst", zstandard.compress(TWO)[:-5], "a.jsonl.zst", "middle of a frame", id="zstd-cut-short"
        ),
        pytest.param("a.jsonl.zst", b"no zstd", "a.jsonl.zst", "damaged", id="no-zstd"),
        pytest.param("a.jsonl", b"{\n", "a.jsonl#1", "not JSON", id="line-no-json"),
        pytest.param("a.jsonl", b"[1]\n", "a.jsonl#1", "must hold a JSON object", id="line-no-object"),
        pytest.param("a.jsonl", b"\xff\xfe\xfa\n", "a.jsonl#1", "not JSON", id="line-no-text"),
        pytest.param("a.json", b'["One."]', "a.json#1", "is a JSON object", id="list-of-strings"),
        pytest.param("a.parquet", b"PAR1 no", "a.parquet", "not a Parquet file", id="no-parquet"),
        pytest.param("a.csv", b"\0\1\2\3" * 50, "a.csv", "binary", id="no-csv"),
        pytest.param("a.txt", b"x" * (MAX_ARTICLE_BYTES + 1), "a.txt", "longer than 16 MB", id="too-long"),
    ],
)
def test_what_can_not_be_read_is_a_failure(tmp_path: Path, name: str, data: bytes, id: str, detail: str) -> None:
    (tmp_path / name).write_bytes(data)
    failures = [item for item in read_articles(tmp_path) if isinstance(item, Failure)]
    assert [(item.article.id, item.error.type) for item in failures] == [(id, "unreadable")]
    assert detail in failures[0].error.detail


def test_a_line_that_is_too_long_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        TWO + b'{"text": "' + b"x" * MAX_ARTICLE_BYTES + b'"}\n' + lines({"text": "Three."})
    )
    assert [id for id, _ in read(tmp_path)] == ["a.jsonl#1", "b", "a.jsonl#3", "a.jsonl#4"]


@contextlib.contextmanager
def as_anybody() -> Iterator[None]:
    """Root may read everything, so for a while it is nobody."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


def test_permission_denied() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are for their owner alone
        folder, file = Path(name), Path(name, "a.txt")
        folder.chmod(0o755)
        file.write_text("One.")
        file.chmod(0)
        with as_anybody():
            assert read(folder) == [("a.txt", "Permission denied")]


def test_a_folder_that_can_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "denied").mkdir()
    (tmp_path / "e.txt").write_text("One.")
    scandir = os.scandir

    def deny(path: str) -> object:
        if path.endswith("denied"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    assert read(tmp_path) == [("denied", "the folder can't be listed; may you read it?"), ("e.txt", "One.")]


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert read(tmp_path) == [("a.txt", "No such file or directory")]


@pytest.mark.parametrize(
    ("name", "message"),
    [("gone", "no such file or folder"), ("*.gone", "no file matches"), ("a.doc", "articles are read from .txt, .md")],
)
def test_an_input_that_is_wrong(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "a.doc").write_text("One.")
    with pytest.raises(ReadError, match=message):
        list(read_articles(tmp_path / name))
