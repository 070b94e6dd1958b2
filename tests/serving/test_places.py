"""From the article back to the page it was read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.serving.places import Places

CASES = [
    ("plain", "<p>the H100 is</p>", "the H100 is", "H100", "H100"),
    ("white space differs", "<p>the\n  RTX\n 5090</p>", "the RTX 5090", "RTX 5090", "RTX\n 5090"),
    ("markup inside", "<p>RTX <b>50</b>90</p>", "RTX 5090", "RTX 5090", "RTX <b>50</b>90"),
    ("named reference", "<p>R&amp;D at AT&T</p>", "R&D at AT&T", "R&D", "R&amp;D"),
    ("reference without end", "<p>R&ampD x</p>", "R&D x", "D x", "&ampD x"),
    ("number reference", "<p>H&#49;00</p>", "H100", "H100", "H&#49;00"),
    ("the second of two", "<p>one H100</p><p>two H100</p>", "two H100", "H100", "H100"),
    ("no script", "<script>H100</script><p>H100</p>", "H100", "H100", "H100"),
    ("an attribute", "<p title='H100'>H100</p>", "H100", "H100", "H100"),
    ("wide characters", "<p>😀 H100</p>", "😀 H100", "H100", "H100"),
    ("lines", "<p>a\r\n\r\nb</p>\n<p>H100</p>", "a b\nH100", "H100", "H100"),
]


@pytest.mark.parametrize(("page", "article", "sought", "found"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_found(page: str, article: str, sought: str, found: str) -> None:
    start = article.rindex(sought)
    place = Places(page, article).find(start, start + len(sought))
    assert place is not None
    assert page[slice(*place)] == found
    if "script" in page or "title=" in page:
        assert place[0] > page.index(">H100")


def test_words_that_are_not_in_the_page() -> None:
    assert Places("<p>the A100</p>", "the H100").find(4, 8) is None
    assert Places("", "").find(0, 0) is None


@given(st.text(), st.text())
def test_any_page_any_article(page: str, article: str) -> None:
    places = Places(page, article)
    for start in range(len(article)):
        place = places.find(start, start + 1)
        assert place is None or 0 <= place[0] < place[1] <= len(page)
