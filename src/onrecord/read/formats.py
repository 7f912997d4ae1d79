"""The bytes of one file in, its pages out: plain text, HTML, web archive or feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from onrecord.errors import PageError
from onrecord.read.archives import GZIP, Document, archived, is_packed_archive, unpack
from onrecord.read.decode import MAX_BYTES, check_text, decode_text
from onrecord.read.feeds import entries
from onrecord.read.hints import Hints, Stamp
from onrecord.read.html import read_html
from onrecord.read.pages import build_page
from onrecord.record import Page, Problem, make_id

_PROLOGUE = (
    rb"(?:<\?xml[^>]{0,500}>|<!--.{0,2000}?-->|\s"
    rb"|<!doctype (?!html)[^\[>]{0,500}(?:\[.{0,2000}?\]\s*)?>)*"
)
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:rdf)\b", re.S)
_HTML = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.S)
_HTML_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".html.gz", ".htm.gz")

Item = Page | Problem


def find_format(name: str, data: bytes) -> str:
    """`text`, `html`, `warc` or `feed`, by the content and then by the name's ending."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"warc/") or (data.startswith(GZIP) and is_packed_archive(data)):
        return "warc"
    if _FEED.match(start):
        return "feed"
    plain = re.sub(r"[@#][^/.]*$", "", name.lower())
    if _HTML.match(start) or plain.endswith(_HTML_ENDINGS):
        return "html"
    return "text"


def read_format(kind: str | None, name: str, data: bytes, sha256: str) -> Iterator[Item]:
    """The pages in `data`, of the format `kind` where that is known.

    Raises PageError where nothing can be read.
    """
    kind = kind or find_format(name, data)
    if kind != "warc" and data.startswith(GZIP):
        data = unpack(name, data)
        kind = find_format(name, data) if kind == "text" else kind
    reader = READERS.get(kind)
    if reader is None:
        raise PageError(name, f"no format is called {kind}; there are {', '.join(sorted(READERS))}")
    return reader(name, data, sha256)


def page_bytes(page: Page, data: bytes) -> bytes:
    """The document that the page's `source_map` leads to, from the bytes of the page's file.

    That is the file itself, unpacked; of an archive or feed, the one document that is the page.
    """
    if page.format in ("warc", "feed"):
        for document in _DOCUMENTS[page.format](page.name, data):
            if isinstance(document, Problem):
                continue
            if make_id("page", page.sha256, document.index) == page.id:
                return document.data
        raise PageError(page.name, "its document is not in the file")
    return unpack(page.name, data) if data.startswith(GZIP) else data


def _read_text(
    name: str, data: bytes, sha256: str, *, format: str = "text", index: int = 0
) -> Page:
    if len(data) > MAX_BYTES:
        raise PageError(name, f"too large for a page: over {MAX_BYTES // 1_000_000} MB")
    text = decode_text(name, data)
    check_text(name, text)
    return build_page(name, sha256, text, format=format, index=index)


def _read_text_file(name: str, data: bytes, sha256: str) -> Iterator[Item]:
    yield _read_text(name, data, sha256)


def _read_html_file(name: str, data: bytes, sha256: str) -> Iterator[Item]:
    yield read_html(name, data, sha256)


def _read_many(kind: str) -> Callable[[str, bytes, str], Iterator[Item]]:
    """A reader of all documents in a file of the format `kind`; each fails by itself."""

    def read(name: str, data: bytes, sha256: str) -> Iterator[Item]:
        empty = True
        for document in _DOCUMENTS[kind](name, data):
            empty = False
            if isinstance(document, Problem):
                yield document
                continue
            try:
                yield _read_document(kind, name, document, sha256)
            except PageError as error:
                yield Problem(error.name, error.reason)
        if empty:
            raise PageError(name, "no page in the archive")

    return read


def _read_document(kind: str, name: str, document: Document, sha256: str) -> Page:
    part = f"{name}#{document.index}"
    if not document.data.strip():
        raise PageError(part, "empty: there is nothing in it")
    if document.format == "text":
        page = _read_text(part, document.data, sha256, format=kind, index=document.index)
        return replace(page, url=document.url, captured=document.captured)
    return read_html(
        part,
        document.data,
        sha256,
        index=document.index,
        format=kind,
        declared=document.charset,
        known=_hints(document),
        fragment=kind == "feed",
    )


def _hints(document: Document) -> Hints:
    stamps = (Stamp(document.published, "date in the feed"),) if document.published else ()
    return Hints(
        url=document.url,
        captured=document.captured,
        outlet=document.outlet,
        language=document.language,
        authors=(document.author,) if document.author else (),
        stamps=stamps,
    )


_DOCUMENTS: Mapping[str, Callable[[str, bytes], Iterator[Document | Problem]]] = {
    "warc": archived,
    "feed": entries,
}
READERS: Mapping[str, Callable[[str, bytes, str], Iterator[Item]]] = {
    "text": _read_text_file,
    "html": _read_html_file,
    "warc": _read_many("warc"),
    "feed": _read_many("feed"),
}
