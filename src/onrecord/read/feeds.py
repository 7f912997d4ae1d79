"""An RSS or Atom feed in, its entries out, each as a small HTML document."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from onrecord.errors import PageError
from onrecord.read.archives import Document
from onrecord.read.dates import iso_stamp

MAX_FEED = 50_000_000
"""Feeds hold tens of entries; a larger file is something else."""
_ENTITY = re.compile(rb"<!ENTITY", re.I)


def entries(name: str, data: bytes) -> Iterator[Document]:
    """The entries of a feed, in its order. Raises PageError where it is no feed or not safe."""
    if len(data) > MAX_FEED:
        raise PageError(name, f"too large for a feed: over {MAX_FEED // 10**6} MB")
    if _ENTITY.search(data):
        raise PageError(name, "not read: it declares entities of its own, which feeds do not need")
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise PageError(name, f"no entries in the feed{_why(feed)}")
    for index, entry in enumerate(feed.entries, 1):
        yield _document(feed.feed, entry, index)


def _why(feed: Any) -> str:
    error = feed.get("bozo_exception")
    return f": {error}" if error else ""


def _document(feed: Any, entry: Any, index: int) -> Document:
    title = html.escape(_unmarked(entry.get("title", "")), quote=False)
    page = f"<h1>{title}</h1>\n{_content(entry)}"
    return Document(
        index,
        "html",
        page.encode("utf-8", "replace"),
        url=entry.get("link"),
        charset="utf-8",
        published=_published(entry),
        author=entry.get("author"),
        outlet=_unmarked(feed.get("title", "")) or None,
        language=feed.get("language"),
    )


def _unmarked(value: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]{0,500}>", " ", value)).split())


def _content(entry: Any) -> str:
    """The fullest form of the entry's text."""
    forms = [content.get("value", "") for content in entry.get("content", ())]
    return str(max([*forms, entry.get("summary", "")], key=len))


def _published(entry: Any) -> str | None:
    for key in ("published", "updated"):
        stamp = iso_stamp(entry.get(key, "")) if entry.get(key) else None
        if stamp:
            return stamp
        parsed = entry.get(f"{key}_parsed")
        if parsed:
            year, month, day, hour, minute, second = parsed[:6]
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
    return None
