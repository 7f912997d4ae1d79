"""A text in, its quotations out: curly, straight or single marks, over paragraphs or unclosed."""

from __future__ import annotations

import re

from onrecord.language.statements.attribution import Place

# A paragraph ends at a blank line.
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\r]*\n))+")
_DOUBLE = re.compile(r"[“„«]|[”»]|\"|''|``")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[A-Z])")
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…])[’'](?!\w)")
_LEFT = frozenset("“„«")
_RIGHT = frozenset("”»")


def find_quotes(text: str) -> list[Place]:
    """Quotations in order, their marks included; one that is never closed ends its paragraph.

    Single marks count only in a text that has no double ones, where they are the house style.
    """
    if _DOUBLE.search(text):
        return [place for para in PARAGRAPH.finditer(text) for place in _double(text, para)]
    return [place for para in PARAGRAPH.finditer(text) for place in _single(text, para)]


def _double(text: str, paragraph: re.Match[str]) -> list[Place]:
    found: list[Place] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, paragraph.start(), paragraph.end()):
        if opened is None:
            if _opens(text, mark, paragraph.end()):
                opened = mark.start()
        elif mark[0] in _LEFT and text[mark.start() - 1] == "\n":
            # A quotation over paragraphs opens each of them, and closes only the last.
            found.append((opened, _trimmed(text, opened, mark.start())))
            opened = mark.start()
        elif mark[0] not in _LEFT and mark[0] != "``":
            found.append((opened, mark.end()))
            opened = None
    if opened is not None:
        found.append((opened, _trimmed(text, opened, paragraph.end())))
    return found


def _opens(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark outside a quotation opens one.

    A straight mark before a blank or a stop does not (7' 11", a slip); a closing mark does at the
    start of a line, where it is a slip of the typesetter.
    """
    after = text[mark.end() : mark.end() + 1]
    if mark[0] in _RIGHT:
        return after.isalpha() and (not mark.start() or text[mark.start() - 1] == "\n")
    return mark[0] in _LEFT or (mark.end() < end and not after.isspace() and after not in ".,;:)")


def _single(text: str, paragraph: re.Match[str]) -> list[Place]:
    found: list[Place] = []
    at = paragraph.start()
    while opening := _SINGLE_OPEN.search(text, at, paragraph.end()):
        closing = _SINGLE_CLOSE.search(text, opening.end(), paragraph.end())
        if not closing:
            break
        found.append((opening.start(), closing.end()))
        at = closing.end()
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end
