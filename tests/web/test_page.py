"""What a person does on the page, done by a browser."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

if not os.environ.get("CI"):  # there it must be installed
    pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, Route, expect

TEXT = "On Tuesday AWS said that Trainium2 is 4 times faster."


def paste(page: Page, text: str, published: str = "2023-11-29") -> None:
    page.get_by_label("Text").fill(text)
    page.get_by_label("Published").fill(published)
    page.get_by_role("button", name="Extract").click()


def entities(page: Page) -> list[str]:
    """The entities highlighted, as a screen reader hears them."""
    page.locator("#rendered .text").wait_for()
    return [str(node.get_attribute("aria-label")) for node in page.locator("[data-entity]").all()]


FOUND = ["Tuesday, date", "AWS, vendor", "Trainium2, chip", "4 times faster, ratio"]


def test_paste_and_extract(page: Page) -> None:
    paste(page, TEXT)
    assert entities(page) == FOUND
    assert page.locator("#rendered .text").inner_text() == TEXT
    assert page.locator("#legend").inner_text().split("\n") == ["1 chip", "1 vendor", "1 ratio", "1 date"]


def test_click_tells_value_and_rule(page: Page) -> None:
    paste(page, TEXT)
    page.get_by_role("button", name="4 times faster, ratio").click()
    detail = page.locator("#detail")
    expect(detail).to_contain_text("ratios.stub")
    told = dict(zip(detail.locator("dt").all_inner_texts(), detail.locator("dd").all_inner_texts(), strict=True))
    assert {key: told[key] for key in ("factor", "hedge", "subject")} == {
        "factor": "4",
        "hedge": "up to",
        "subject": "Trainium2",
    }


def test_the_keyboard_is_enough(page: Page) -> None:
    page.get_by_label("Text").focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Tuesday, date").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#detail h3")).to_have_text("Trainium2")
    page.get_by_role("tab", name="Chips").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Claims")).to_contain_text("up to ×4")


def test_tables_timeline_and_json(page: Page) -> None:
    paste(page, TEXT)
    expect(page.get_by_role("tabpanel", name="Chips")).to_contain_text("announced 2023-11-28")
    page.get_by_role("tab", name="Timeline").click()
    expect(page.get_by_role("tabpanel", name="Timeline")).to_contain_text("2023-11-28")
    page.get_by_role("tab", name="JSON").click()
    shown = json.loads(page.get_by_role("tabpanel", name="JSON").locator("pre").inner_text())
    assert [entity["text"] for entity in shown["entities"]] == ["Tuesday", "AWS", "Trainium2", "4 times faster"]


def test_on_a_phone_the_tables_are_one_tap_away(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    paste(page, TEXT + "\n\nMore is said of it." * 60)
    expect(page.get_by_role("tab", name="Chips")).not_to_be_in_viewport()
    page.get_by_role("button", name="Tables").click()
    expect(page.get_by_role("tab", name="Chips")).to_be_in_viewport()


def test_copy_as_csv(page: Page) -> None:
    paste(page, TEXT)
    page.get_by_role("tab", name="Entities").click()
    page.get_by_role("tabpanel", name="Entities").get_by_role("button", name="Copy as CSV").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").split("\r\n")
    assert lines[:2] == ["Label,Text,Value,Field,Start,End,Rule", "DATE,Tuesday,2023-11-28,text,3,10,dates.stub"]


def test_csv_runs_no_formula(page: Page) -> None:
    script = """async () => (await import("/web/csv.js")).toCsv([["=a", (r) => r]], ["=1+1", 'say "x"', "a,b", -5])"""
    assert page.evaluate(script) == '\'=a\r\n\'=1+1\r\n"say ""x"""\r\n"a,b"\r\n-5\r\n'


def test_labels_can_be_hidden(page: Page) -> None:
    paste(page, TEXT)
    page.get_by_role("button", name="1 chip").click()
    expect(page.locator("[data-entity].off")).to_have_text("Trainium2")


def test_a_reload_keeps_what_was_written(page: Page) -> None:
    paste(page, TEXT)
    entities(page)
    page.reload()
    expect(page.get_by_label("Text")).to_have_value(TEXT)
    expect(page.get_by_label("Published")).to_have_value("2023-11-29")


def test_examples_have_addresses(page: Page) -> None:
    page.get_by_role("link", name="a launch").click()
    assert "Graviton4, chip" in entities(page)
    page.reload()
    assert "Graviton4, chip" in entities(page)
    assert page.url.endswith("#example=launch")


def test_a_link_holds_the_article(page: Page) -> None:
    paste(page, TEXT + " 😀 ünïcode")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = page.context.new_page()
    other.goto(link)
    assert entities(other) == FOUND
    assert other.locator("#rendered .text").inner_text() == TEXT + " 😀 ünïcode"


def test_a_damaged_link_is_said_to_be(page: Page) -> None:
    page.goto("/#article=%%%")
    expect(page.locator("#status")).to_have_text("The address holds no article that can be read.")


HOSTILE = [
    "<script>document.title = 'owned'</script> Trainium2",
    "<img src=x onerror=\"document.title='owned'\"> Trainium2 </div></article>",
    "😀😀 \u202eTrainium2\u202c \ud83d Trainium2 &amp; &#x3c;b>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "handler", "emoji, bidi and half a pair"])
def test_a_hostile_article_is_only_text(page: Page, text: str) -> None:
    page.evaluate(
        "text => { document.getElementById('text').value = text }",
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    )
    page.get_by_role("button", name="Extract").click()
    assert {"Trainium2, chip"} == set(entities(page))
    assert "Trainium2" in page.locator("#rendered .text").inner_text()
    assert page.locator("#rendered script, #rendered img").count() == 0
    assert page.title() == "chipwire"


def test_half_a_surrogate_pair(page: Page) -> None:
    page.evaluate("() => { document.getElementById('text').value = 'a \\ud83d Trainium2' }")
    page.get_by_role("button", name="Extract").click()
    assert entities(page) == ["Trainium2, chip"]


def test_a_slow_server(page: Page) -> None:
    held: list[Route] = []
    page.route("**/v1/extract", lambda route: held.append(route))
    paste(page, TEXT)
    expect(page.locator("#status")).to_have_text("Still reading …")
    expect(page.get_by_role("button", name="Extract")).to_be_disabled()
    held[0].continue_()
    assert entities(page) == FOUND
    expect(page.locator("#status")).to_have_text("")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 500, "body": "<html>proxy</html>"}, "The service answered 500"),
        (
            {"status": 429, "body": json.dumps({"title": "Too many", "detail": "wait 3 s"})},
            "Too many wait 3 s",
        ),
        (None, "The service can't be reached Is it still running? Then try again."),
    ],
    ids=["no problem document", "problem document", "no answer"],
)
def test_an_error_is_told_and_the_text_stays(page: Page, answer: dict[str, Any] | None, said: str) -> None:
    page.route("**/v1/extract", lambda route: route.fulfill(**answer) if answer else route.abort("failed"))
    paste(page, TEXT)
    expect(page.get_by_role("alert")).to_be_visible()
    assert " ".join(page.get_by_role("alert").inner_text().split()) == said
    expect(page.get_by_label("Text")).to_have_value(TEXT)
    expect(page.get_by_role("button", name="Extract")).to_be_enabled()


def test_a_bad_field_is_named(page: Page) -> None:
    page.evaluate("() => { document.getElementById('published').type = 'text' }")
    paste(page, TEXT, published="soon")
    expect(page.get_by_role("alert")).to_contain_text("published: not a date")


def test_a_blank_article(page: Page) -> None:
    paste(page, "  \n ")
    expect(page.locator("#status")).to_have_text("Nothing to read yet: paste an article first.")


def test_an_article_with_nothing_in_it(page: Page) -> None:
    paste(page, "They rowed down the river.")
    expect(page.locator("#detail")).to_have_text("Nothing was found.")
    expect(page.get_by_role("tabpanel", name="Chips")).to_contain_text("No chip is named.")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", TEXT, FOUND),
        (
            "a.json",
            json.dumps({"title": "AWS", "text": "Trainium2", "published": "2024-01-01"}),
            ["AWS, vendor", "Trainium2, chip"],
        ),
    ],
)
def test_a_file_is_opened(page: Page, tmp_path: Path, name: str, content: str, found: list[str]) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    page.locator("#file").set_input_files(tmp_path / name)
    assert entities(page) == found


def test_a_page_of_html_is_opened(page: Page, tmp_path: Path) -> None:
    told = "<p>The Graviton4 was on sale from the first day, and it sold very well indeed, says the shop.</p>"
    html = f"<html><head><title>AWS news</title></head><body><article>{told}{told}</article></body></html>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    page.locator("#file").set_input_files(tmp_path / "a.html")
    assert "Graviton4, chip" in entities(page)
    page.get_by_role("button", name="Edit").click()
    assert page.get_by_label("Text").input_value().startswith("The Graviton4 was on sale")


def test_no_other_host_is_asked(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/docs")
    page.wait_for_load_state("networkidle")
    page.goto("/")
    paste(page, TEXT)
    entities(page)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert f"{address}/v1/extract" in asked


def test_docs_list_every_route(page: Page) -> None:
    page.goto("/docs")
    for path in ("/v1/extract", "/v1/extract/batch", "/v1/labels", "/v1/limits", "/healthz", "/readyz"):
        expect(page.get_by_role("heading", name=path, exact=False).first).to_be_visible()
