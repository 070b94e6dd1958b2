"""Annotated articles are read, refused with file and line, and written back as they were."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold, GoldEvent, KnownMiss, parse, read, read_folder, render
from extractor.evaluation.marks import GoldEntity, read_marks, write_marks
from extractor.schema import Article

FRONT = "---\npublished: 2024-06-03\ngenre: launch\n---\n"
LAUNCH = """---
title: "⟦AMD|VENDOR⟧: “⟦Zen 5|CHIP vendor=AMD⟧”"
published: 2024-06-03
genre: launch
events:
  - {chip: Zen 5, event: announced, date: 2024-06-03}
  - {chip: Zen 5|Granite Ridge, event: available, date: 2024-07|null, optional: true}
known_misses:
  - {label: CHIP, surface: Zen 5, attribute: vendor, reason: so far no catalog record}
---
Out in ⟦July|DATE value=2024-07⟧,
⟦16% better|RATIO factor=1.16; metric=performance; subject=Zen 5⟧. ⟦Tensor core|CHIP optional⟧
"""


def test_an_article_is_read_whole():
    assert parse(LAUNCH, Path("a/zen.txt")) == Gold(
        article=Article(
            id="zen",
            title="AMD: “Zen 5”",
            text="Out in July,\n16% better. Tensor core",
            published=dt.date(2024, 6, 3),
        ),
        genre="launch",
        entities=[
            GoldEntity("VENDOR", 0, 3, "AMD", "title", {"name": "AMD"}),
            GoldEntity("CHIP", 6, 11, "Zen 5", "title", {"name": "Zen 5", "vendor": "AMD"}),
            GoldEntity(
                "DATE", 7, 11, "July", "text",
                {"value": "2024-07", "first_day": "2024-07-01", "last_day": "2024-07-31"},
            ),
            GoldEntity(
                "RATIO", 13, 23, "16% better", "text",
                {
                    "factor": 1.16, "metric": "performance", "hedge": "none", "subject": "Zen 5", "baseline": None,
                    "status": "stated", "source": "author",
                },
            ),
            GoldEntity("CHIP", 25, 36, "Tensor core", "text", {"name": "Tensor core"}, optional=True),
        ],
        events=[
            GoldEvent(chip="Zen 5", event="announced", date="2024-06-03"),
            GoldEvent(chip="Zen 5|Granite Ridge", event="available", date="2024-07|null", optional=True),
        ],
        known_misses=(KnownMiss(label="CHIP", surface="Zen 5", attribute="vendor", reason="so far no catalog record"),),
    )  # fmt: skip


def test_an_offset_has_its_line_in_the_file():
    gold = parse(LAUNCH, Path("zen.txt"))
    assert [gold.line_of(e.field, e.start) for e in gold.entities] == [2, 2, 11, 12, 12]


def test_written_back_it_reads_the_same():
    gold = parse(LAUNCH, Path("zen.txt"))
    assert parse(render(gold), Path("zen.txt")) == gold


def test_only_what_differs_from_the_defaults_is_written():
    marked = "⟦AMD|VENDOR⟧ ⟦Epyc|CHIP name=EPYC⟧ ⟦3x|RATIO factor=3; metric=speed; subject=null⟧ ⟦2024|DATE value=2024⟧"
    assert write_marks(*read_marks(marked)) == marked


@pytest.mark.parametrize(
    ("surface", "given_days", "days"),
    [
        ("2026", "", ("2026-01-01", "2026-12-31")),
        ("2026", "; first_day=2026-03-01", ("2026-03-01", "2026-12-31")),
        ("early 2026", "", (None, None)),
        ("end of 2026", "; first_day=2026-09-01; last_day=2026-12-31", ("2026-09-01", "2026-12-31")),
        ("mid-2026", "", (None, None)),
    ],
)
def test_days_follow_from_the_value_of_a_whole_stretch(surface, given_days, days):
    _, [entity] = read_marks(f"⟦{surface}|DATE value=2026{given_days}⟧")
    assert (entity.attributes.get("first_day"), entity.attributes.get("last_day")) == days


def test_labels_of_ones_own_are_read_when_the_article_names_them():
    own = FRONT.replace("genre", "labels: [CHIP, PRICE]\ngenre") + "⟦$599|PRICE value=599 USD⟧"
    assert parse(own, Path("x.txt")).entities == [GoldEntity("PRICE", 0, 4, "$599", "text", {"value": "599 USD"})]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        pytest.param("no front matter", "x.txt:1: no front matter", id="no-front-matter"),
        pytest.param("---\n- a\n---\n", "x.txt:2: the front matter has no keys", id="a-list"),
        pytest.param("---\npublished: null\n---\n", "x.txt:2: front matter, genre: Field required", id="no-genre"),
        pytest.param("---\ngenre: launch\n---\n", "x.txt:2: front matter, published: Field required", id="no-day"),
        pytest.param("---\ngenre: a\npublished: 2024\n---\n", "x.txt:3: front matter, published", id="only-a-year"),
        pytest.param("---\ngenre: a\npublished: 2024-02-31\n---\n", "x.txt:1: the front matter is no", id="bad-day"),
        pytest.param("---\ngenre: [\npublished: null\n---\n", "x.txt:4: the front matter is no YAML", id="bad-yaml"),
        pytest.param(FRONT.replace("genre", "gerne: x\ngenre"), "x.txt:3: front matter, gerne: Extra", id="typo"),
        pytest.param(
            FRONT.replace("genre", "events:\n  - {chip: a, event: born, date: null}\ngenre"),
            "x.txt:4: front matter, events.0.event", id="unknown-event",
        ),
        pytest.param(
            FRONT.replace("genre", "events:\n  - {chip: a, event: announced, date: May}\ngenre"),
            "x.txt:4: front matter, events.0.date: Value error, 'May' is no date value", id="event-date",
        ),
        pytest.param(FRONT.replace("genre", 'title: "⟦a|CHP⟧"\ngenre'), "x.txt:3: ⟦a|CHP", id="bad-title"),
        pytest.param(FRONT + "x\n⟦a|CHP⟧", "x.txt:6: ⟦a|CHP: unknown label 'CHP'; labels", id="unknown-label"),
        pytest.param(FRONT + "⟦a|CHIP nme=b⟧", "x.txt:5: ⟦a|CHIP: unknown key 'nme'; keys of CHIP: name", id="key"),
        pytest.param(FRONT + "⟦a|CHIP name⟧", "unknown key 'name'", id="key-without-value"),
        pytest.param(FRONT + "⟦a|CHIP name=⟧", "'name' has no value; write name=null", id="empty-value"),
        pytest.param(FRONT + "⟦a|CHIP name=b; name=c⟧", "'name' is given twice", id="key-twice"),
        pytest.param(FRONT + "⟦a|DATE value=2025-02-30⟧", "x.txt:5: ⟦a|DATE: day is out of range", id="bad-date"),
        pytest.param(FRONT + "⟦2x|RATIO factor=2⟧", "⟦2x|RATIO: metric, subject missing", id="half-a-ratio"),
        pytest.param(
            FRONT + "⟦2x|RATIO factor=two; metric=speed; subject=null⟧", "could not convert", id="factor-is-no-number"
        ),
        pytest.param(
            FRONT + "⟦2x|RATIO factor=2; metric=speed; subject=a; hedge=upto⟧", "hedge 'upto' is not one of none, up_to",
            id="unknown-hedge",
        ),
        pytest.param(FRONT + "a\n\n⟦a ⟦b|CHIP⟧|CHIP⟧", "x.txt:7: a mark that does not parse", id="mark-in-mark"),
        pytest.param(FRONT + "⟦a|CHIP⟧ b⟧", "a mark that does not parse near '⟧'", id="stray-bracket"),
        pytest.param(FRONT + "⟦a\nb|CHIP⟧", "a mark that does not parse", id="mark-over-two-lines"),
        pytest.param(FRONT + "⟦a |CHIP⟧", "the surface 'a ' begins or ends with a blank", id="blank-in-surface"),
        pytest.param(FRONT + "⟦a⟧", "a mark that does not parse", id="mark-without-label"),
    ],
)  # fmt: skip
def test_a_faulty_article_is_refused_with_file_and_line(marked, message):
    with pytest.raises(GoldError) as refused:
        parse(marked, Path("x.txt"))
    assert message in str(refused.value)
    assert str(refused.value).startswith("x.txt:")


def test_a_folder_is_read_in_order_with_ids_of_paths(tmp_path):
    for name in ("b.txt", "a.txt", "old/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FRONT, encoding="utf-8")
    (tmp_path / "README.md").write_text("no article", encoding="utf-8")
    assert [gold.article.id for gold in read_folder(tmp_path)] == ["a", "b", "old/a"]


def test_a_folder_without_articles_is_an_error(tmp_path):
    with pytest.raises(GoldError, match="no annotated article"):
        read_folder(tmp_path)


@pytest.mark.parametrize("content", [None, b"---\ngenre: a\xff"], ids=["missing", "not-utf-8"])
def test_a_file_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "x.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GoldError, match=r"x\.txt: can't be read"):
        read(path)


@pytest.mark.parametrize(
    "gold",
    [
        pytest.param(Gold(Article(id="x", text="a ⟦ b"), "a", []), id="bracket"),
        pytest.param(
            Gold(Article(id="x", text="abc"), "a", [GoldEntity("CHIP", 0, 2, "ab"), GoldEntity("CHIP", 1, 3, "bc")]),
            id="overlap",
        ),
        pytest.param(Gold(Article(id="x", text="abc"), "a", [GoldEntity("CHIP", 0, 2, "xy")]), id="other-text"),
    ],
)
def test_what_cannot_be_written(gold):
    with pytest.raises(GoldError):
        render(gold)


WORDS = st.text(st.characters(exclude_characters="⟦⟧|;\n\r", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)
SURFACES = WORDS.filter(lambda word: word == word.strip())


@st.composite
def golds(draw: st.DrawFn) -> Gold:
    """Articles whose entities are the even ones of a row of pieces."""
    pieces = draw(st.lists(SURFACES, max_size=8))
    entities, at = [], 0
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            attributes = {"name": draw(st.sampled_from(["A|B", piece]))}
            entities.append(GoldEntity("VENDOR", at, at + len(piece), piece, "text", attributes, draw(st.booleans())))
        at += len(piece)
    title = draw(st.none() | WORDS)
    return Gold(
        Article(id="x", title=title, text="".join(pieces), published=draw(st.none() | st.dates())), "a", entities
    )


@given(golds())
def test_any_article_is_written_and_read_back(gold):
    assert parse(render(gold), Path("x.txt")) == gold
