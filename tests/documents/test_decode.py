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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(TEXT * 4, "cp1252", id="german"),
        pytest.param("It costs £499 and is 2× as fast, the maker says.", "cp1252", id="english-with-a-few-signs"),
        pytest.param("Señor Muñoz leads the design of Acme’s fast new chips.", "cp1252", id="english-with-a-name"),
        pytest.param("Новый процессор быстрее старого в два раза. " * 4, "cp1251", id="russian"),
    ],
)
def test_old_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


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
