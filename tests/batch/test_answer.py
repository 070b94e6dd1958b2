from pathlib import Path

import orjson
import pytest

import extractor
from extractor.batch.answer import Orders, answer
from extractor.documents.parse import parse
from extractor.documents.raw import Raw
from extractor.evaluation.gold import read_folder
from extractor.schema import Result


@pytest.mark.parametrize("keep_text", [True, False], ids=["text", "no-text"])
def test_a_line_says_what_pydantic_would_write(chipwire: extractor.Extractor, keep_text: bool) -> None:
    orders = Orders(keep_text=keep_text)
    for gold in read_folder(Path(__file__).parents[2] / "corpus"):
        record = {"text": gold.article.text, "title": gold.article.title, "published": gold.article.published}
        line = answer(chipwire, Raw("a", "record", record), orders).line
        result = Result.model_validate(orjson.loads(line))
        assert orjson.loads(line) == orjson.loads(result.model_dump_json())
        assert result.article.text == (gold.article.text if keep_text else None)


def test_what_was_read_is_told(chipwire: extractor.Extractor) -> None:
    raw = Raw("2024-06-03.txt", "text", "Señor Muñoz sells the H100 in great numbers.".encode("cp1252"))
    record = orjson.loads(answer(chipwire, raw, Orders()).line)
    about = record["article"]
    assert (about["published_from"], about["published"], about["text"]) == (
        "name",
        "2024-06-03",
        parse(raw).article.text,
    )
    assert record["warnings"] == ["read as cp1252"]
