"""Bytes to text, whatever the encoding."""

from __future__ import annotations

import codecs
import contextlib
import re

from extractor.errors import ReadError

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE_BYTES = 64 * 1024
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_FEW = 15  # of so many bytes, one that is not ASCII: a quote, a pound sign, a name; too few to tell encodings by


def decode(data: bytes, html: bool = False) -> tuple[str, str]:
    """Return the text and the encoding it was in.

    A byte order mark counts first, then UTF-8 (a few broken bytes in it become U+FFFD), then what the page itself
    declares if it is HTML, then what the bytes look like. Raises `ReadError` for what is no text.

    >>> decode("Kö".encode("utf-16"))
    ('Kö', 'utf-16')
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _guess(data, html)
    text = data.decode(encoding, "replace")
    if len(_CONTROLS.findall(text[:_SAMPLE_BYTES])) > len(text[:_SAMPLE_BYTES]) // 20 or "\0" in text[:_SAMPLE_BYTES]:
        raise ReadError("this is binary data, not text; give .txt, .md, .html or .json")
    return text, encoding


def _guess(data: bytes, html: bool) -> str:
    if _is_mostly_utf8(data):
        return "utf-8"
    return (_declared(data) if html else None) or _detected(data)


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken == 0 or broken * 4 < len(data) - len(text)  # each well-formed sequence makes the text shorter


def _declared(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096])
    try:
        return codecs.lookup(found[1].decode()).name if found else None
    except LookupError:
        return None


def _detected(data: bytes) -> str:
    if len(_NOT_ASCII.findall(data)) * _FEW < len(data):
        with contextlib.suppress(UnicodeDecodeError):
            data.decode("cp1252")
            return "cp1252"
    from charset_normalizer import from_bytes  # 30 ms, and seldom needed

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        raise ReadError("this is not text in any known encoding; save it as UTF-8")
    return best.encoding
