"""What our components keep on a spaCy `Doc`, and how words of a `Doc` become spans of a page.

A page's `Doc` is made from the page's text with everything that is not article blanked out by
spaces of the same length (`article_text`), so a character offset in the `Doc` is an offset in the
page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.record import ARTICLE_KINDS, UNKNOWN_WHEN, Block, Page, Span

_NOT_NEWLINE = re.compile(r"[^\n]")

for _name, _default in {
    "page": "",  # id of the page
    "published": UNKNOWN_WHEN,  # When the page was published, as far as it is known by itself
    "blocks": (),  # Blocks of the page; empty means that all of it is body
    "times": (),  # Time, by place in the text
    "actors": None,  # Actors of this page; None until a component has looked
    "statements": (),  # Statements, by place
    "events": (),  # Events, by place
    "arrangements": (),  # Arrangements of this page
}.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def article_text(page: Page) -> str:
    """The page's text, its length unchanged, with all that is not article blanked by spaces."""
    return blanked(page.text, page.blocks)


def blanked(text: str, blocks: tuple[Block, ...]) -> str:
    """The text, its length unchanged, with all but its article blocks blanked by spaces."""
    if not blocks:
        return text
    parts: list[str] = []
    at = 0
    for block in blocks:
        if block.kind in ARTICLE_KINDS:
            parts.append(_blank(text[at : block.start]))
            parts.append(text[block.start : block.end])
            at = block.end
    parts.append(_blank(text[at:]))
    return "".join(parts)


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once: spaCy does it anew each time it is asked."""
    text: str | None = doc.user_data.get("onrecord_text")
    if text is None:
        text = doc.user_data["onrecord_text"] = doc.text
    return text


def _blank(text: str) -> str:
    return _NOT_NEWLINE.sub(" ", text)


def span_of(words: TokenSpan | Token) -> Span:
    """The page span of a spaCy span or token, without white space at its ends."""
    start = words.idx if isinstance(words, Token) else words.start_char
    return chars(words.doc, start, start + len(words.text))


def chars(doc: Doc, start: int, end: int) -> Span:
    """The page span of `doc.text[start:end]`, without white space at its ends.

    Raises ValueError where nothing but white space is left.
    """
    text = text_of(doc)[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Span(doc._.page, start, start + len(text), text)


def block_pieces(doc: Doc, start: int, end: int) -> tuple[Span, ...]:
    """`doc.text[start:end]` as spans that do not run over blanked-out furniture."""
    if not doc._.blocks:
        return (chars(doc, start, end),) if text_of(doc)[start:end].strip() else ()
    return tuple(
        chars(doc, low, high)
        for low, high in _joined(doc._.blocks, start, end)
        if text_of(doc)[low:high].strip()
    )


def _joined(blocks: Iterable[Block], start: int, end: int) -> list[tuple[int, int]]:
    """Overlaps of `[start, end)` with article blocks; neighbours with no furniture between join."""
    pieces: list[tuple[int, int]] = []
    broken = True
    for block in blocks:
        if block.end <= start or block.start >= end:
            continue
        if block.kind not in ARTICLE_KINDS:
            broken = True
            continue
        low, high = max(start, block.start), min(end, block.end)
        if broken or not pieces:
            pieces.append((low, high))
        else:
            pieces[-1] = (pieces[-1][0], high)
        broken = False
    return pieces
