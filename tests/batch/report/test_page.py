import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from extractor.batch.report.gather import gather
from extractor.batch.report.page import chips_by_vendor, render, write_report
from extractor.documents.records import Record
from extractor.schema import ArticleInfo, Chip, ChipFacts, Event, Failure, Problem, Ratio, Result
from tests.browser import chromium

HOSTILE = '</script></style><script>alert(1)</script><img src=x onerror=alert(2)>" onclick="alert(3)\' {{ 7777*7 }}'


def record(
    id: str, month: int = 1, factor: float = 2, subject: str = "A2", source: str = "Acme", title: str = "News"
) -> Record:
    text = f"{id}: {subject} is twice as fast as A1. Then {' '.join(f'{id}{word}' for word in range(50))}"
    start = text.index("twice")
    ratio = Ratio(start=start, end=start + 13, text="twice as fast", factor=factor, metric="speed", subject=subject,
                  baseline="A1", source=source, rule="r")  # fmt: skip
    chip = Chip(
        start=len(id) + 2,
        end=len(id) + 2 + len(subject),
        text=subject,
        name=subject,
        vendor="Acme",
        kind="cpu",
        rule="c",
    )
    result = Result(
        article=ArticleInfo(id=id, title=title, published=dt.date(2024, month, 1), words=60, text=text),
        entities=[chip, ratio],
        chips=[ChipFacts(name=subject, vendor="Acme", kind="cpu", entities=[0], claims=[1])],
        events=[Event(chip=subject, event="announced", date=f"2024-0{month}-01")],
        rules_version="1",
    )
    return result.model_dump(mode="json")


FAILED = Failure(article=ArticleInfo(id="x"), error=Problem(type="unreadable", title="", detail="")).model_dump(
    mode="json"
)
RECORDS = [
    record("one"),
    record("two", month=3),
    record("three", month=4, factor=5),
    record("four", month=5, subject="A3"),
    FAILED,
]


def test_what_is_gathered() -> None:
    gathered = gather(RECORDS)
    assert (len(gathered.sources), gathered.independent, len(gathered.claims), gathered.failed) == (4, 4, 4, 1)
    assert gathered.claims[0].sentence == "one: A2 is twice as fast as A1."


def test_chips_by_vendor() -> None:
    [(vendor, rows)] = chips_by_vendor(gather(RECORDS).mentions)
    assert (vendor, [(row.name, row.kind, row.articles, row.mentions) for row in rows]) == (
        "Acme",
        [("A2", "cpu", 3, 3), ("A3", "cpu", 1, 1)],
    )


def test_the_page_says_it_all() -> None:
    page = re.sub(r"(?:<[^>]+>|\s)+", " ", render(gather(RECORDS)))
    for piece in (
        "2024-01-01 to 2024-05-01",
        "1 more could not be read",
        "one: A2 is twice as fast as A1.",
        "2 sources",
        "5×",
    ):
        assert piece in page


def test_an_output_of_nothing() -> None:
    page = render(gather([]))
    for piece in ("No chips were found.", "No claims were found.", "No dated events were found."):
        assert piece in page


def test_hostile_text_stays_text() -> None:
    hostile = record(HOSTILE, title=HOSTILE, subject=HOSTILE, source=HOSTILE)
    addresses = [record(id, month=2) for id in ("javascript:alert(4)", 'https://x.example/"onmouseover="alert(5)')]
    page = render(gather([hostile, *addresses]))
    assert page.count("<script") == page.count("<style") == 1
    assert "<img" not in page
    assert "{{ 7777*7 }}" in page
    assert "54439" not in page
    links = set(re.findall(r'href="(?!#)([^"]*)"', page))
    assert links == {"https://x.example/&#34;onmouseover=&#34;alert(5)"}


def test_nothing_is_loaded_from_anywhere() -> None:
    page = render(gather(RECORDS))
    assert not re.findall(r"(?:src|srcset|action)=|@import|url\(|<link|<iframe", page)
    assert "default-src &#39;none&#39;" in page


@pytest.fixture
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as started:
        yield started.chromium.launch(executable_path=path, args=["--no-sandbox"])


def test_in_a_browser_the_table_is_sorted_and_searched_and_nothing_runs(browser: Browser, tmp_path: Path) -> None:
    write_report(
        [*RECORDS, record(HOSTILE, title=HOSTILE, subject=HOSTILE, source=HOSTILE, factor=9)], tmp_path / "page.html"
    )
    page, told, asked = browser.new_page(), [], []
    for event in ("dialog", "pageerror", "console"):
        page.on(event, lambda happened: told.append(str(happened)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "page.html").as_uri())
    figures = page.locator("#claims-table td.figure")
    heads = page.locator("#claims-table th")
    heads.nth(3).get_by_role("button").click()
    assert [figure.split()[0] for figure in figures.all_inner_texts()] == ["2×", "2×", "5×", "9×"]
    heads.nth(3).get_by_role("button").click()
    assert [figure.split()[0] for figure in figures.all_inner_texts()] == ["9×", "5×", "2×", "2×"]
    page.fill("#filter", "four fast")
    assert page.locator("#claims-table tbody tr:visible").count() == 1
    assert (told, asked) == ([], [(tmp_path / "page.html").as_uri()])
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#claims-table tbody tr:visible").count() == 1
    assert page.locator("#claims-table tbody tr:visible td.said").bounding_box()["width"] < 390
