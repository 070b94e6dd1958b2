import gzip
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from extractor.documents.count import count_articles
from extractor.documents.sources import find_sources


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        pytest.param("a.txt", b"One.", 1, id="file"),
        pytest.param("a.jsonl", b"1\n2\n3", 3, id="lines"),
        pytest.param("a.jsonl", b"", 0, id="no-lines"),
        pytest.param("a.jsonl.gz", gzip.compress(b"1\n2\n"), 2, id="packed"),
        pytest.param("a.jsonl.gz", b"damaged", 1, id="damaged"),
        pytest.param("a.parquet", b"damaged", 1, id="damaged-parquet"),
        pytest.param("a.csv", b"text\n1\n", None, id="csv"),
    ],
)
def test_counts(tmp_path: Path, name: str, data: bytes, count: int | None) -> None:
    (tmp_path / "b.md").write_text("Two.")
    (tmp_path / name).write_bytes(data)
    assert count_articles(find_sources([tmp_path])) == (None if count is None else count + 1)


def test_parquet(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"text": ["One."] * 7}), tmp_path / "a.parquet")
    assert count_articles(find_sources([tmp_path])) == 7
