import random

import pytest

from extractor.documents.decode import decode
from extractor.errors import ReadError

TEXT = "Der Prozessor für Köln ist größer als früher, sagt der Händler. "


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"", "", "utf-8", id="empty"),
        pytest.param(TEXT.encode(), TEXT, "utf-8", id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), TEXT, "utf-8-sig", id="utf-8-mark"),
        pytest.param(TEXT.encode("utf-16"), TEXT, "utf-16", id="utf-16"),
        pytest.param(TEXT.encode("utf-32"), TEXT, "utf-32", id="utf-32"),
        pytest.param(TEXT.encode() + b"\xff", TEXT + "\ufffd", "utf-8", id="utf-8-with-a-broken-byte"),
        pytest.param(TEXT.encode() + "ß".encode()[:1], TEXT + "\ufffd", "utf-8", id="utf-8-cut-short"),
        pytest.param(b"a\r\nb\n", "a\r\nb\n", "utf-8", id="line-ends-stay"),
    ],
)
def test_text_and_encoding(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


def test_old_encodings_are_detected() -> None:
    assert decode((TEXT * 4).encode("cp1252"))[0] == TEXT * 4


def test_a_page_declares_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Чип</body></html>'
    assert decode(page.encode("cp1251"), html=True) == (page, "cp1251")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x7fELF\x02\x01\x01\0\0\0\0" * 50, id="program"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, id="picture"),
        pytest.param(b"abc\0def", id="nul"),
        pytest.param(bytes(range(1, 9)) * 20, id="controls"),
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="not text"):
        decode(data)


def test_any_bytes_are_text_or_refused() -> None:
    for size in (1, 10, 1_000, 20_000):
        try:
            text, _ = decode(random.Random(size).randbytes(size))  # noqa: S311
        except ReadError:
            continue
        assert isinstance(text, str)
