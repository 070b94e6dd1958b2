import datetime as dt

import pytest

from extractor.documents.parse import Parsed, parse
from extractor.documents.raw import USUAL_FIELDS, Fields, Form, Raw
from extractor.errors import ReadError
from extractor.schema import Article

DAY = dt.date(2024, 6, 3)
PAGE = """<!doctype html><html><head><title>Intel ships Xeon 6</title>
<meta property="article:published_time" content="2024-06-03T08:00:00Z"></head><body><article><h1>Intel ships Xeon 6</h1>
<p>Intel began to ship the first of its Xeon 6 processors on Monday, saying that they do twice the work for each watt.</p>
<p>The company named eight makers of servers that will sell machines with the new parts later in the summer.</p>
</article></body></html>"""


def case(form: Form, data: object, expected: Parsed, id: str, name: str = "a", fields: Fields = USUAL_FIELDS) -> object:
    data = data.encode() if isinstance(data, str) else data
    return pytest.param(Raw(name, form, data), fields, expected, id=id)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "fields", "expected"),
    [
        case("text", "One.\r\n", Parsed(Article(id="a", text="One.\r\n")), "text"),
        case(
            "text",
            "One.",
            Parsed(Article(id="2024-06-03", text="One.", published=DAY), "name"),
            "day-in-name",
            "2024-06-03",
        ),
        case(
            "text",
            "Ä".encode("utf-16"),
            Parsed(Article(id="a", text="Ä"), None, ("read as utf-16",)),
            "encoding-is-said",
        ),
        case(
            "markdown",
            "---\ntitle: Xeon 6\ndate: 2024-06-03\n---\n# One\n",
            Parsed(Article(id="a", title="Xeon 6", text="# One\n", published=DAY), "front matter"),
            "front-matter",
        ),
        case("markdown", "---\n\nOne.", Parsed(Article(id="a", text="---\n\nOne.")), "a-line-is-no-front-matter"),
        case(
            "markdown",
            "---\nOne.\n---\nTwo.",
            Parsed(Article(id="a", text="---\nOne.\n---\nTwo.")),
            "nor-is-a-paragraph",
        ),
        case(
            "markdown",
            "---\ntitle: 5090\n---\nOne.",
            Parsed(Article(id="a", title="5090", text="One.")),
            "numeric-title",
        ),
        case(
            "json",
            '{"id": "x", "title": "T", "text": "One.", "published": "2024-06-03", "more": 1}',
            Parsed(Article(id="a", title="T", text="One.", published=DAY), "record"),
            "json",
        ),
        case(
            "record",
            {"body": "One.", "day": DAY},
            Parsed(Article(id="a", text="One.", published=DAY), "record"),
            "mapped-fields",
            fields=Fields.named(text="body", published="day"),
        ),
        case("record", {"text": "One.", "published": "2024"}, Parsed(Article(id="a", text="One.")), "a-year-is-no-day"),
        case("record", {"text": "", "title": "One"}, Parsed(Article(id="a", title="One", text="")), "title-alone"),
    ],
)
def test_articles(raw: Raw, fields: Fields, expected: Parsed) -> None:
    assert parse(raw, fields) == expected


def test_html() -> None:
    parsed = parse(Raw("a.html", "html", PAGE.encode()))
    assert (parsed.article.title, parsed.article.published, parsed.published_from) == (
        "Intel ships Xeon 6",
        DAY,
        "html",
    )
    assert "twice the work for each watt.\n" in parsed.article.text


@pytest.mark.parametrize(
    ("form", "data", "detail"),
    [
        pytest.param("text", b" \n", "there is no text in it", id="blank"),
        pytest.param("text", b"\0\1\2" * 9, "binary data", id="binary"),
        pytest.param("markdown", b"---\ntitle: [\n---\nOne.", "front matter is not YAML", id="front-matter"),
        pytest.param("html", b"", "no article was found", id="empty-page"),
        pytest.param("html", b"<html><body></body></html>", "no article was found", id="page-without-article"),
        pytest.param("json", b'{"text": ', "it is not JSON", id="json-cut-short"),
        pytest.param("json", b'{"text": "\\ud800"}', "it is not JSON", id="lone-surrogate"),
        pytest.param("json", b"3", "one JSON object with field 'text'", id="json-number"),
        pytest.param("record", {"body": "One."}, "no field 'text'; its fields are 'body'", id="no-text"),
        pytest.param("record", {"text": ["One."]}, "its text must be a string, and is list", id="text-is-list"),
        pytest.param("record", {"text": "One.", "date": "soon"}, "'soon' is no date", id="no-date"),
    ],
)
def test_what_can_not_be_read(form: Form, data: object, detail: str) -> None:
    with pytest.raises(ReadError, match=detail):
        parse(Raw("a", form, data))  # type: ignore[arg-type]


def test_front_matter_has_the_usual_fields_beside_those_given() -> None:
    raw = Raw("a", "markdown", b"---\ntitle: Xeon 6\ndate: 2024-06-03\nheadline: Six\n---\nOne.")
    fields = Fields.named(text="body", title="headline", published="day")
    assert parse(raw, fields).article == Article(id="a", title="Six", text="One.", published=DAY)
