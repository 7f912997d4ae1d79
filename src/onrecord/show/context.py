"""A span in, the sentence around it out: words like "agreed" say little without their sentence."""

from __future__ import annotations

import re

from onrecord.record import Page, Span, span_in

LONGEST = 420
"""A sentence longer than this is a paragraph that could not be parted: it is not shown."""

ENOUGH = 0.6
"""Words that are more of their sentence than this need no more of it."""

_END = re.compile(r"(?P<before>\S*?)[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:^|\W)(?:[A-Z][a-z]{0,3}|(?:[A-Za-z]\.)+[A-Za-z])$")


def sentence_around(page: Page, span: Span) -> Span | None:
    """The sentence that holds the span; None where the span says enough, or it is too long."""
    low, high = _block(page, span)
    first, last = max(low, span.start - LONGEST), min(high, span.end + LONGEST)
    cuts = [first, *_ends(page.text, first, last), last]
    start = max(cut for cut in cuts if cut <= span.start)
    end = min(cut for cut in cuts if cut >= span.end)
    if (start == first > low) or (end == last < high):
        return None
    text = page.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    if end - start > LONGEST or span.end - span.start > ENOUGH * (end - start):
        return None
    return span_in(page.id, page.text, start, end)


def _block(page: Page, span: Span) -> tuple[int, int]:
    """The block that holds the span, or its line where no block does."""
    for block in page.blocks:
        if block.start <= span.start and span.end <= block.end:
            return block.start, block.end
    start = page.text.rfind("\n", 0, span.start) + 1
    end = page.text.find("\n", span.end)
    return start, len(page.text) if end < 0 else end


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end; a short capitalised word before a full stop is an abbreviation."""
    return [
        found.end()
        for found in _END.finditer(text, start, end)
        if text[found.end() - 1] != "." or not _ABBREVIATION.search(found["before"])
    ]
