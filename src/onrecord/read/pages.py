"""Text and hints in, a `Page` out: blocks, heading, date, outlet and language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from onrecord.data import load_json
from onrecord.read.hints import NO_HINTS, Hints
from onrecord.read.layout import Layout, all_body, find_layout
from onrecord.read.lines import Line
from onrecord.read.manifest import apply_manifest
from onrecord.read.published import find_published, url_stamp
from onrecord.record import Page, When, make_id, span_in

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(load_json("read/words.json")["function_words"])
_ENGLISH_SHARE = 0.3
"""Running English text has more of its words among the commonest than this; no other tongue has."""
_FEWEST_WORDS = 30
"""Of fewer words, the language cannot be told."""
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|\bCopyright\b)[\s©]*(?:\([cC]\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d))?,?\s+)?"
    r"(?:by\s+)?(?P<name>[A-ZÀ-Þ][\w&.'’-]*(?:\s+(?:[A-ZÀ-Þ&][\w&.'’-]*|of|the|and|for|de)){0,6})"
)
_NOT_OUTLETS = re.compile(
    r"^(?:copyright|all rights|the content|image|photo|getty|reuters|afp|ap|associated press|"
    r"agence|by|inc|this|terms|privacy|site|reserved)\b",
    re.I,
)


def page_from_text(
    name: str, text: str, *, published: str | None = None, plain: bool = False
) -> Page:
    """The page of a text that came without a file; `plain` says that all of it is article.

    `published` is its date from outside, as an ISO date, and comes before any date printed.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    page = build_page(name, digest, text, plain=plain)
    return apply_manifest(page, {"published": published}, origin="input") if published else page


def build_page(  # noqa: PLR0913  (each is one thing known of the page)
    name: str,
    sha256: str,
    text: str,
    *,
    index: int = 0,
    format: str = "text",
    hints: Hints = NO_HINTS,
    source_map: tuple[tuple[int, int, int, int], ...] | None = None,
    lines: Sequence[Line] | None = None,
    body: Sequence[bool] | None = None,
    headline: int | None = None,
    plain: bool = False,
) -> Page:
    """The page of `text`; `index` is its place in the file, where that holds several."""
    page_id = make_id("page", sha256, index)
    layout = (
        all_body(text)
        if plain
        else find_layout(text, title=hints.title, lines=lines, body=body, headline=headline)
    )
    return Page(
        id=page_id,
        name=name,
        sha256=sha256,
        format=format,
        text=text,
        url=hints.url,
        captured=hints.captured,
        language=hints.language or find_language(text, layout),
        source_map=source_map,
        outlet=hints.outlet or find_outlet(text, layout),
        agency=layout.agency,
        headline=span_in(page_id, text, *layout.headline) if layout.headline else None,
        byline=tuple(span_in(page_id, text, *pair) for pair in layout.byline),
        dateline=span_in(page_id, text, *layout.dateline) if layout.dateline else None,
        published=_published(page_id, text, layout, hints),
        blocks=layout.blocks,
    )


def _published(page: str, text: str, layout: Layout, hints: Hints) -> When:
    from_url = url_stamp(hints.url) if hints.url else None
    stamps = (*hints.stamps, *([from_url] if from_url else ()))
    headline = layout.headline[0] if layout.headline else 0
    return find_published(page, text, layout.dates, stamps, headline=headline)


def find_language(text: str, layout: Layout) -> str | None:
    """`en` where the article reads as English, else `None`."""
    article = " ".join(text[b.start : b.end] for b in layout.blocks if b.kind == "body")
    words = _WORD.findall((article or text)[:5000].lower())
    if len(words) < _FEWEST_WORDS:
        return None
    return "en" if sum(w in _ENGLISH for w in words) > _ENGLISH_SHARE * len(words) else None


def find_outlet(text: str, layout: Layout) -> str | None:
    """The name in the page's copyright line, if it prints one."""
    for block in layout.blocks:
        if block.kind == "boilerplate":
            for match in _COPYRIGHT.finditer(text[block.start : block.end][:300]):
                found = re.sub(
                    r"\s*\b(?:All|Inc|Ltd|LLC|Rights)\b.*$|[\s.,&-]+$", "", match["name"]
                )
                if len(found) > 2 and not _NOT_OUTLETS.match(found):
                    return found
    return None
