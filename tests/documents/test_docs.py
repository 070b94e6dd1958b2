"""What docs/batch.md promises."""

import re
from pathlib import Path

import duckdb
import pytest

from extractor.documents.records import read_records
from extractor.documents.sources import FORMS
from extractor.documents.writers import FORMATS, write_results
from extractor.documents.writers.tables import TABLES
from extractor.schema import ArticleInfo, Ratio, Result

DOCS = (Path(__file__).parents[2] / "docs" / "batch.md").read_text()


def test_the_tables_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", DOCS, re.MULTILINE)
    documented = {
        table: dict(column.split(" ") for column in columns.split(", "))
        for table, columns in rows
        if "article_id" in columns
    }
    assert documented == TABLES


def test_every_form_and_format_is_named() -> None:
    for name in {*FORMS, *FORMATS} - {".markdown", ".htm", "jsonl"}:
        assert f"`{name}`" in DOCS, name


def ratio(subject: str, factor: float) -> Ratio:
    return Ratio(
        start=0,
        end=2,
        text="4x",
        factor=factor,
        metric="speed",
        subject=subject,
        baseline="Hopper",
        source="Nvidia",
        rule="r",
    )


def test_the_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = [
        Result(
            article=ArticleInfo(id=id, title=f"Title {id}", published="2024-03-18", text="4x the Hopper."),
            entities=[ratio("Blackwell", 4), ratio("Rubin", 9)],
            rules_version="1",
        )
        for id in ("a", "b")
    ]
    write_results(results, Path("OUT"), "parquet")
    query = re.search(r"```sql\n(.*?)```", DOCS, re.DOTALL)
    assert query is not None
    rows = duckdb.sql(query[1]).fetchall()
    assert sorted(row[4] for row in rows) == ["Title a", "Title b"]
    assert {(row[:4], row[6]) for row in rows} == {(("speed", 4.0, None, "Nvidia"), "4x the Hopper.")}


def test_the_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Intel ships Xeon 6.")
    code = re.search(r"```python\n(.*?)```", DOCS, re.DOTALL)
    assert code is not None
    exec(code[1], {})  # noqa: S102 our own documentation
    assert [record["article"]["id"] for record in read_records(tmp_path / "out.jsonl")] == ["a.txt"]
    assert len((tmp_path / "tables" / "articles.csv").read_text().splitlines()) == 2
