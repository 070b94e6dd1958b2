"""Where in a page's HTML the words of its article stand.

Page and article are compared without white space, paragraph by paragraph, each sought behind the one before.
"""

from __future__ import annotations

import html
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate

_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_REACH = 100_000  # how far behind the last paragraph found the next is sought, in characters

Place = tuple[int, int]


class Places:
    """Leads from a place in an article to the place in the page that it was read from.

    >>> page = "<p>The <b>H100</b> &amp; more</p>"
    >>> places = Places(page, "The H100 & more")
    >>> [page[slice(*places.find(start, end))] for start, end in [(4, 8), (9, 10)]]
    ['H100', '&amp;']
    """

    def __init__(self, page: str, article: str) -> None:
        self._text = _Text(page)
        self._seen = array("L", (at for at, char in enumerate(article) if not char.isspace()))
        self._found = array("l", self._align(article))

    def find(self, start: int, end: int) -> Place | None:
        """Return the place in the page, None if the words are not found there in one piece."""
        first, last = bisect_left(self._seen, start), bisect_left(self._seen, end) - 1
        if last < first or self._found[first] < 0 or self._found[last] - self._found[first] != last - first:
            return None
        return self._text.starts[self._found[first]], self._text.ends[self._found[last]]

    def _align(self, article: str) -> Iterator[int]:
        """Yield for each character of the article, white space left out, its index in the page's text; -1 for none."""
        whole, cursor = "".join(self._text.chars), 0
        for paragraph in article.split("\n"):
            sought = "".join(paragraph.split())
            at = whole.find(sought, cursor, cursor + len(sought) + _REACH)
            if at < 0:
                yield from (-1 for _ in sought)
            else:
                cursor = at + len(sought)
                yield from range(at, cursor)


class _Text(HTMLParser):
    """The characters of a page that are no white space, and where each begins and ends in the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.chars: list[str] = []
        self.starts, self.ends = array("L"), array("L")
        self._source = source
        self._lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._unseen = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        for start, char in enumerate(data, self._at()):
            self._add(char, start, start + 1)

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, written: str) -> None:
        start = self._at()
        end = start + len(written)
        end += self._source.startswith(";", end)
        for char in html.unescape(self._source[start:end]):
            self._add(char, start, end)

    def _add(self, char: str, start: int, end: int) -> None:
        if not self._unseen and not char.isspace():
            self.chars.append(char)
            self.starts.append(start)
            self.ends.append(end)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
