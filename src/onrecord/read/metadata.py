"""The head of an HTML page in, what it says of the page out: title, address, outlet, dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from onrecord.read.dates import iso_stamp
from onrecord.read.hints import NO_HINTS, Hints, Stamp
from onrecord.read.markup import Markup

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date.published",
    "publishdate", "publish-date", "publish_date", "pubdate", "sailthru.date", "parsely-pub-date",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "cxenseparse:recs:publishtime",
    "article_date_original", "dc.date.created", "originalpublicationdate", "displaydate",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "cre", "publisher")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_ARTICLE = re.compile(r"Article|Report|BlogPosting|WebPage|LiveBlog|Review|VideoObject")
_DEPTH = 12


def find_hints(markup: Markup, known: Hints = NO_HINTS) -> Hints:
    """What `markup` says of its page; what is `known` from its capture comes first."""
    metas: dict[str, str] = {}
    for key, value in markup.metas:
        metas.setdefault(key, value)
    facts = [fact for block in markup.json_blocks for fact in _facts(block)]
    return Hints(
        title=_first(metas, _TITLES) or _text(facts, "headline") or markup.title or None,
        url=_address(known.url, markup.canonical, metas.get("og:url", "")),
        outlet=known.outlet
        or _first(metas, _OUTLETS[:1])
        or _publisher(facts)
        or _first(metas, _OUTLETS[1:]),
        language=_language(known.language or markup.language or metas.get("content-language", "")),
        captured=known.captured,
        authors=known.authors or tuple(_authors(metas, facts)),
        stamps=known.stamps + tuple(_stamps(markup, metas, facts)),
    )


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((" ".join(metas[key].split()) for key in keys if metas.get(key, "").strip()), None)


def _address(*candidates: str | None) -> str | None:
    return next((url for url in candidates if url and _is_address(url)), None)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return len(url) < 4000 and parts.scheme in ("http", "https") and bool(parts.netloc)


def _language(value: str) -> str | None:
    match = _LANGUAGE.match(value.strip())
    return match[0].replace("_", "-") if match else None


def _facts(block: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block that describe an article, outermost first."""
    try:
        found = json.loads(block.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    level: list[Any] = [found]
    for _ in range(_DEPTH):
        below: list[Any] = []
        for item in level:
            if isinstance(item, list):
                below.extend(item)
            elif isinstance(item, dict):
                if _ARTICLE.search(str(item.get("@type", ""))):
                    yield item
                below.extend(item.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
        level = below


def _text(facts: list[dict[str, Any]], key: str) -> str | None:
    values = (fact.get(key) for fact in facts)
    return next((" ".join(v.split()) for v in values if isinstance(v, str) and v.strip()), None)


def _publisher(facts: list[dict[str, Any]]) -> str | None:
    houses = [fact["publisher"] for fact in facts if isinstance(fact.get("publisher"), dict)]
    return _text(houses, "name")


def _authors(metas: dict[str, str], facts: list[dict[str, Any]]) -> Iterator[str]:
    seen = set()
    for name in [*_named_authors(facts), _first(metas, _AUTHORS)]:
        if name and name not in seen and not name.startswith("http"):
            seen.add(name)
            yield name


def _named_authors(facts: list[dict[str, Any]]) -> Iterator[str]:
    for fact in facts:
        authors = fact.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                yield " ".join(name.split())


def _stamps(markup: Markup, metas: dict[str, str], facts: list[dict[str, Any]]) -> Iterator[Stamp]:
    """Dates of publication, the most explicit source first, each value once."""
    seen: set[str] = set()
    for value, rule in _dated(markup, metas, facts):
        stamp = iso_stamp(value)
        if stamp and stamp not in seen:
            seen.add(stamp)
            yield Stamp(stamp, rule)


def _dated(
    markup: Markup, metas: dict[str, str], facts: list[dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    for fact in facts:
        if isinstance(fact.get("datePublished"), str):
            yield fact["datePublished"], "JSON-LD datePublished"
    for key in _PUBLISHED:
        if key in metas:
            yield metas[key], f"meta {key}"
