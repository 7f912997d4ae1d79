"""Text in, its lines out: one `Line` for each paragraph, hard-wrapped lines joined into one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WRAP_WIDTHS = range(48, 101)
"""Column widths at which mail, wire and terminal texts are wrapped; wider lines are paragraphs."""
_MIN_WRAPPED = 3
"""Fewer lines than this that run up to the margin are chance."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph `[start, end)` of a text, without the space around it.

    `gap` says that a blank line, or the start of the text, stands before it.
    """

    start: int
    end: int
    text: str
    gap: bool = False


def find_lines(text: str) -> list[Line]:
    """The paragraphs of `text` in order; together they cover every character that is not space."""
    printed = list(_printed_lines(text))
    width = _wrap_width(printed)
    return list(_unwrapped(text, printed, width)) if width else printed


def _printed_lines(text: str) -> Iterator[Line]:
    end = -1
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            gap = end < 0 or _breaks(text, end, match.start()) > 1
            end = start + len(words)
            yield Line(start, end, words, gap)


def _breaks(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return between.count("\n") or len(between.strip(" \t"))


def _wrap_width(lines: list[Line]) -> int | None:
    """The column at which the text is wrapped, or `None` where each line is its own paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    lengths = sorted(len(a.text) for a, _ in pairs)
    if len(lengths) < _MIN_WRAPPED:
        return None
    width = lengths[max(0, len(lengths) * 19 // 20 - 1)]
    if width not in _WRAP_WIDTHS:
        return None
    full = sum(_runs_on(a, b, width) for a, b in pairs)
    return width if full >= _MIN_WRAPPED and full * 2 > len(pairs) else None


def _runs_on(line: Line, after: Line, width: int) -> bool:
    """Whether the first word of `after` had no room left on `line`."""
    first = after.text.split(None, 1)[0]
    return not after.gap and len(line.text) >= width // 2 and len(line.text) + len(first) >= width


def _unwrapped(text: str, lines: list[Line], width: int) -> Iterator[Line]:
    joined: list[Line] = []
    for line in lines:
        if joined and not _runs_on(joined[-1], line, width):
            yield _one(text, joined)
            joined = []
        joined.append(line)
    if joined:
        yield _one(text, joined)


def _one(text: str, lines: list[Line]) -> Line:
    start, end = lines[0].start, lines[-1].end
    return Line(start, end, text[start:end], lines[0].gap)
