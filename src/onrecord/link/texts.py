"""Pages as sentences of plain words: what comparing pages works on.

Takes a page; gives its article's sentences with offsets in the page, each word folded to a plain
form, and whether it stands inside quotation marks. Needs no model, so that it works on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.data import load_json
from onrecord.language.document import blanked
from onrecord.record import Block, Page, Span, span_in

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_BLANK_LINE = re.compile(r"\s*\n[ \t\r\f\v]*\n\s*")
_WRAPPED = re.compile(r"(?<=[a-z,;]) *\n *(?=[a-z])")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word at `[start, end)` of the page; `plain` is lower case without a possessive."""

    start: int
    end: int
    plain: str
    name: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at `[start, end)` of the page, with its words."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def own(self) -> tuple[Word, ...]:
        """The words that stand outside quotation marks."""
        return tuple(word for word in self.words if not word.quoted)


def sentences_of(page: Page, *, anything: bool = False) -> tuple[Sentence, ...]:
    """The sentences of the page's article, in order; a headline or caption is one too.

    With `anything`, a page in which no article was found is read as a whole.
    """
    return _sentences(page.text, page.blocks, anything)


@lru_cache(maxsize=1024)  # several steps of the linking ask for the same pages
def _sentences(page: str, blocks: tuple[Block, ...], anything: bool) -> tuple[Sentence, ...]:
    text = blanked(page, blocks)
    if anything and not text.strip():
        text = page
    found = []
    for start, end in _stretches(blocks, text):
        marks = quoted_ranges(text, start, end)
        for low, high in _cut(text, start, end):
            words = tuple(_words(text, low, high, marks))
            if words:
                found.append(Sentence(low, high, words))
    return tuple(found)


def sentence_span(page: Page, sentence: Sentence) -> Span:
    """The page's own words of the sentence."""
    return span_in(page.id, page.text, sentence.start, sentence.end)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of any text in their plain form."""
    return tuple(plain(match.group()) for match in WORD.finditer(text))


def plain(word: str) -> str:
    """A word in lower case, straight apostrophes, no possessive, no separators in numbers."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    return word.replace(",", "") if word[:1].isdigit() else word


def quoted_ranges(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Ranges of `text[start:end]` between double quotation marks; an unclosed one runs on."""
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark == "“" or (mark == '"' and opened is None):
            opened = at if opened is None else opened
        elif mark in '”"' and opened is not None:
            ranges.append((opened, at + 1))
            opened = None
    if opened is not None:
        ranges.append((opened, end))
    return tuple(ranges)


def _stretches(blocks: tuple[Block, ...], text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs: a block or a blank line ends one, and so does a line that is not just wrapped."""
    edges = {block.start for block in blocks} | {block.end for block in blocks} | {0}
    bounds = sorted(edges | {len(text)})
    for low, high in pairwise(bounds):
        if text[low:high].strip():
            yield from _paragraphs(text, low, high)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    wrapped = {match.start() for match in _WRAPPED.finditer(text, start, end)}
    at = start
    for match in _LINE_END.finditer(text, start, end):
        if match.start() in wrapped and not _BLANK_LINE.match(text, match.start(), match.end()):
            continue
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one paragraph."""
    at = start
    for match in _STOP.finditer(text, start, end):
        if _is_abbreviation(text[max(at, match.start() - 20) : match.start() + 1]):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _is_abbreviation(before: str) -> bool:
    """Whether the full stop at the end of `before` belongs to a short form or an initial."""
    match = _LAST_WORD.search(before)
    if not match:
        return False
    word = match.group(1)
    return word.lower() in _abbreviations() or (len(word.split(".")[-1]) == 1 and word[-1] != "I")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_json("link/words.json")["abbreviations"]["entries"])


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start, start + len(piece.strip())


def _words(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...]) -> Iterator[Word]:
    for match in WORD.finditer(text, start, end):
        low, high = match.span()
        quoted = any(first <= low < last for first, last in marks)
        initial = text[low].isupper() and low > start
        yield Word(low, high, plain(match.group()), initial, quoted)
