"""Every format, from the same two results and one failure."""

import csv
import datetime as dt
import json
from pathlib import Path

import pytest
from pyarrow import parquet

import extractor.documents.writers
from extractor.documents.records import Record, read_records
from extractor.documents.writers import FORMATS, write_results
from extractor.documents.writers.brat import LONGEST_NAME, file_name
from extractor.documents.writers.tables import TABLES
from extractor.errors import ReadError
from extractor.schema import ArticleInfo, Chip, ChipFacts, Event, Failure, Problem, Ratio, Result, Vendor

TEXT = "Acme says Hopper\n2 is twice as fast as its first chip. “It ships.”"
RESULT = Result(
    article=ArticleInfo(id="../a b.txt", title="Acme talks", published=dt.date(2024, 6, 3), words=12, text=TEXT),
    entities=[
        Vendor(start=0, end=4, text="Acme", field="title", name="Acme", rule="vendors.catalog"),
        Chip(
            start=10,
            end=18,
            text="Hopper\n2",
            id="hopper2",
            name="Hopper2",
            vendor="Acme",
            kind="gpu",
            rule="chips.catalog",
        ),
        Ratio(start=22, end=35, text="twice as fast", factor=2, metric="speed", subject="Hopper2", rule="ratios.twice"),
    ],
    chips=[ChipFacts(id="hopper2", name="Hopper2", vendor="Acme", kind="gpu", entities=[1], claims=[2])],
    events=[Event(chip="Hopper2", event="available", date="2024-06-03", entities=[1])],
    rules_version="1",
    elapsed_ms=None,
)
FAILURE = Failure(article=ArticleInfo(id="b"), error=Problem(type="unreadable", title="No", detail="binary"))
BLANK = Result(article=ArticleInfo(id="c", text='Nothing, "nothing".'), rules_version="1")
ALL = [RESULT, FAILURE, BLANK]
SENTENCE = "2 is twice as fast as its first chip."


def only(table: str, **values: object) -> Record:
    return {**dict.fromkeys(TABLES[table]), **values}


CLAIM = only(
    "claims",
    article_id="../a b.txt",
    published=dt.date(2024, 6, 3),
    entity=2,
    subject="Hopper2",
    factor=2.0,
    metric="speed",
    status="stated",
    text="twice as fast",
    sentence=SENTENCE,
    rule="ratios.twice",
)
CHIP = only(
    "chips",
    article_id="../a b.txt",
    published=dt.date(2024, 6, 3),
    chip_id="hopper2",
    name="Hopper2",
    vendor="Acme",
    kind="gpu",
    mentions=1,
    claims=1,
    compared=0,
)


def test_jsonl_comes_back_as_it_was(tmp_path: Path) -> None:
    write_results(ALL, tmp_path / "out.jsonl")
    write_results(read_records(tmp_path / "out.jsonl"), tmp_path / "again.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "again.jsonl").read_bytes()
    assert Result.model_validate(next(read_records(tmp_path / "out.jsonl"))) == RESULT


def test_parquet(tmp_path: Path) -> None:
    write_results(ALL, tmp_path, "parquet")
    tables = {table: parquet.read_table(tmp_path / f"{table}.parquet").to_pylist() for table in TABLES}
    assert (tables["claims"], tables["chips"]) == ([CLAIM], [CHIP])
    assert [row["label"] for row in tables["entities"]] == ["VENDOR", "CHIP", "RATIO"]
    assert [(row["article_id"], row["error_detail"]) for row in tables["articles"]] == [
        ("../a b.txt", None),
        ("b", "binary"),
        ("c", None),
    ]
    assert [(row["chip"], row["event"], row["date"]) for row in tables["events"]] == [
        ("Hopper2", "available", "2024-06-03")
    ]


def test_columns_and_types_of_parquet_are_a_promise(tmp_path: Path) -> None:
    write_results([], tmp_path, "parquet")
    names = {"string": "string", "int64": "int64", "double": "float64", "date32[day]": "date"}
    for table, columns in TABLES.items():
        schema = parquet.read_schema(tmp_path / f"{table}.parquet")
        assert {field.name: names[str(field.type)] for field in schema} == columns


def test_csv(tmp_path: Path) -> None:
    write_results(ALL, tmp_path, "csv")
    rows = {table: list(csv.DictReader((tmp_path / f"{table}.csv").open(newline=""))) for table in TABLES}
    assert rows["claims"] == [{name: "" if value is None else str(value) for name, value in CLAIM.items()}]
    assert [row["text"] for row in rows["entities"]] == ["Acme", "Hopper\n2", "twice as fast"]


def test_docbin(tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    write_results(ALL, tmp_path / "docs", "docbin")
    first, second = DocBin().from_disk(tmp_path / "docs" / "000000.spacy").get_docs(Vocab())
    assert (first.text, second.text) == (f"Acme talks\n\n{TEXT}", 'Nothing, "nothing".')
    assert [(span.text, span.label_, span.id_, span.kb_id_) for span in first.ents] == [
        ("Acme", "VENDOR", "vendors.catalog", ""),
        ("Hopper\n2", "CHIP", "chips.catalog", "hopper2"),
        ("twice as fast", "RATIO", "ratios.twice", ""),
    ]
    assert first.user_data["article"] == {"id": "../a b.txt", "published": "2024-06-03"}


def test_brat(tmp_path: Path) -> None:
    write_results(ALL, tmp_path / "brat", "brat")
    assert sorted(path.name for path in (tmp_path / "brat").iterdir()) == [
        "%2E.%2Fa%20b.txt.ann",
        "%2E.%2Fa%20b.txt.txt",
        "annotation.conf",
        "c.ann",
        "c.txt",
    ]
    text = (tmp_path / "brat" / "%2E.%2Fa%20b.txt.txt").read_text()
    marks = (tmp_path / "brat" / "%2E.%2Fa%20b.txt.ann").read_text().splitlines()
    assert marks == [
        "T1\tVENDOR 0 4\tAcme",
        "#1\tAnnotatorNotes T1\tname=Acme",
        "T2\tCHIP 22 28;29 30\tHopper 2",
        "#2\tAnnotatorNotes T2\tname=Hopper2 vendor=Acme kind=gpu",
        "T3\tRATIO 34 47\ttwice as fast",
        "#3\tAnnotatorNotes T3\tfactor=2.0 metric=speed subject=Hopper2 status=stated",
    ]
    assert (text[22:28], text[29:30], text[34:47]) == ("Hopper", "2", "twice as fast")


def test_label_studio(tmp_path: Path) -> None:
    write_results(ALL, tmp_path / "tasks.json", "labelstudio")
    first, second = json.loads((tmp_path / "tasks.json").read_text())
    regions = first["predictions"][0]["result"]
    assert second["predictions"] == [{"model_version": "chipwire 1", "result": []}]
    for region in regions:
        assert first["data"]["text"][region["value"]["start"] : region["value"]["end"]] == region["value"]["text"]
    assert [region["value"]["labels"] for region in regions] == [["VENDOR"], ["CHIP"], ["RATIO"]]
    write_results([], tmp_path / "none.json", "labelstudio")
    assert json.loads((tmp_path / "none.json").read_text()) == []


def test_brat_gives_long_ids_names_of_their_own() -> None:
    names = {file_name(f"https://news.example/{'a' * 300}/{number}") for number in range(9)}
    assert (len(names), {len(name) for name in names}) == (9, {LONGEST_NAME})


@pytest.mark.parametrize("format", ["docbin", "brat", "labelstudio"])
def test_formats_that_need_the_text_say_so_and_leave_nothing(tmp_path: Path, format: str) -> None:
    without = RESULT.model_copy(update={"article": ArticleInfo(id="a")})
    with pytest.raises(ReadError, match="a: its record holds no text; run chipwire batch without --no-text"):
        write_results([without], tmp_path / "out", format)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_writing_again_replaces(tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    for results in ([RESULT], ALL, ALL):
        write_results(results, target, format)
    assert not list(tmp_path.rglob(".*"))


def test_a_format_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="format: 'xml' is none; there are jsonl, parquet"):
        extractor.documents.writers.write_results([], tmp_path, "xml")


def test_a_file_that_is_no_output(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n')
    with pytest.raises(ReadError, match=r"a\.jsonl:1: this is no record of chipwire batch"):
        list(read_records(tmp_path / "a.jsonl"))
