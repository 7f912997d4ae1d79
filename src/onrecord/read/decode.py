"""Bytes in, text out: what a file's encoding is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from onrecord.errors import PageError

MAX_BYTES = 20_000_000
"""A page larger than this is a dump or a bomb; the longest news pages are a few megabytes."""
MAX_TEXT = 1_000_000
"""The longest text that spaCy takes; more would cost it over a gigabyte of memory."""
MAX_LINE = 200_000
"""No paragraph of news is longer; a longer one is data, and would be parsed as one sentence."""
MAX_LINES = 20_000
"""A page with more lines is a list or a log; each line is weighed by itself."""
_GUESS_BYTES = 64_000
"""As much of a file as is shown to the guesser, which is slow."""
_MAX_CHAOS = 0.1
"""A guess with more mess than this reads as wrong letters to a person."""
_WESTERN = frozenset("áàâäãåçéèêëíìîïñóòôöõøúùûüßæœÁÀÂÄÃÅÇÉÈÊËÍÑÓÖØÚÜÆŒ‘’“”–—…•«»°€£©®§·¿¡ºª½™\xa0")
"""What Western languages print beside ASCII; other alphabets, misread, show other marks too."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"SQLite format",
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{2,40})", re.I)
_BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
}
"""Browsers read these labels as the larger encodings on the right, and pages rely on it."""


def decode_text(name: str, data: bytes) -> str:
    """The text of a plain-text file, unchanged but for a byte order mark.

    Raises PageError where it is binary, or where its encoding cannot be told.
    """
    text = _by_mark(data)
    if text is None:
        _refuse_binary(name, data)
        text = _strict(data, "utf-8")
    if text is None:
        text = _western(data) or _guessed(data)
    if text is None:
        raise PageError(name, "the encoding cannot be told; save it as UTF-8")
    return text


def decode_markup(name: str, data: bytes, declared: str | None = None) -> tuple[str, str, int]:
    """The characters of an HTML page, its encoding, and how many bytes of mark stand before them.

    Bytes that do not fit stay as lone surrogates, so that encoding again gives the same bytes.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _escaped(data[len(mark) :], encoding), encoding, len(mark)
    _refuse_binary(name, data)
    for label in (declared, "utf-8" if _strict(data, "utf-8") is not None else None, _label(data)):
        encoding_name = _known(label)
        if encoding_name and _round_trips(data, encoding_name):
            return _escaped(data, encoding_name), encoding_name, 0
    return _escaped(data, "utf-8"), "utf-8", 0


def check_text(name: str, text: str) -> None:
    """Raise PageError for a text that no page of news would be."""
    lines = text.splitlines()
    if not any(map(str.isalpha, text)):
        raise PageError(name, "no words in it")
    if len(text) > MAX_TEXT:
        raise PageError(name, f"too long for a page: over {MAX_TEXT:,} characters")
    if max(map(len, lines)) > MAX_LINE:
        raise PageError(name, f"not a page: a line in it is over {MAX_LINE:,} characters long")
    if len(lines) > MAX_LINES:
        raise PageError(name, f"not a page: it has over {MAX_LINES:,} lines")


def _label(data: bytes) -> str | None:
    match = _XML.search(data[:1024]) or _META.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _known(label: str | None) -> str | None:
    if not label:
        return None
    lowered = _BROWSER_NAMES.get(label.strip().lower(), label.strip().lower())
    try:
        info = codecs.lookup(lowered)
    except LookupError:
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _round_trips(data: bytes, encoding: str) -> bool:
    try:
        return data.decode(encoding, "surrogateescape").encode(encoding, "surrogateescape") == data
    except (UnicodeError, ValueError):
        return False


def _escaped(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "surrogateescape")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    return None


def _refuse_binary(name: str, data: bytes) -> None:
    if data.startswith(_BINARY) or b"\x00" in data[:8192]:
        raise PageError(name, "not text: the file is binary")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _western(data: bytes) -> str | None:
    """Western text in its old encoding, told by its few letters and marks that are not ASCII."""
    text = _strict(data, "cp1252")
    other = [c for c in text or "" if c > "\x7f"]
    if text and len(other) * 6 < len(text) and _WESTERN.issuperset(other):
        return text
    return None


def _guessed(data: bytes) -> str | None:
    """The text by the guesser's best encoding, or `None` where it is not sure."""
    best = charset_normalizer.from_bytes(data[:_GUESS_BYTES]).best()
    if best is None or best.percent_chaos > _MAX_CHAOS * 100:
        return None
    return _strict(data, best.encoding)
