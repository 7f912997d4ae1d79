"""A text in, word pieces with their features out, and the windows in which a model reads them.

Training and run time share this module, so that both see the same input.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

# The features that the text itself gives, and how many values each has.
TEXT_FEATURES = {"case": 5, "gap": 3, "place": 2, "quote": 4}
# The features that a parsed text adds; value 0 means "not known".
PARSE_FEATURES = ("pos", "dep", "ent")

LOWER, TITLE, UPPER, MIXED, NO_LETTERS = range(5)
GLUED, SPACE, BREAK = range(3)
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)

# A run of blanks this wide stands for page furniture that was blanked out.
WIDE_GAP = 20
CHUNK = 200_000  # characters that the tokenizer reads at once, to bound memory
SENTENCE_END = frozenset(".!?")
CLOSERS = frozenset("\"'\u2019\u201d)]")
OPEN_MARKS = frozenset("\u201c\u201e\u201f\u00ab")
CLOSE_MARKS = frozenset("\u201d\u00bb")
TOGGLE_MARKS = frozenset('"\uff02')
LINE_END = frozenset('.!?:;"\u201d\u2019)')
CUT_HERE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's word pieces, in order; every array has one row a piece."""

    ids: Ints
    starts: Ints
    ends: Ints
    words: Ints  # number of the word a piece belongs to
    paragraphs: Ints  # number of the paragraph it stands in
    features: Ints  # one column a feature
    opens: NDArray[np.bool_]  # a sentence may start here

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Parse:
    """What a parser found: where each token starts, and one row of feature values a token."""

    starts: Ints
    rows: Ints

    def at(self, places: Ints) -> Ints:
        """The rows of the tokens that stand at these places."""
        if not len(self.starts):
            return np.zeros((len(places), self.rows.shape[1]), np.int64)
        at = np.searchsorted(self.starts, places, side="right") - 1
        return self.rows[np.maximum(at, 0)]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that a model reads together, and the core whose cues it decides."""

    start: int
    stop: int
    core_start: int
    core_stop: int


def read_pieces(text: str, tokenizer: Any, parse: Parse | None = None) -> Pieces:
    """Cut a text into pieces with the features of its words."""
    ids, spans, words = tokenize(text, tokenizer)
    starts, ends = spans[:, 0], spans[:, 1]
    gaps = find_gaps(text, starts, ends)
    paragraphs = np.cumsum(gaps == BREAK) if len(ids) else np.zeros(0, np.int64)
    columns = [
        read_cases(text, starts, ends, words),
        gaps,
        (paragraphs > 1).astype(np.int64),
        read_quotes(text, starts, ends, gaps),
    ]
    if parse is not None:
        columns.extend(parse.at(starts).T)
    features = np.stack(columns, axis=1)
    opens = find_openings(text, starts, ends, gaps)
    return Pieces(ids, starts, ends, words, paragraphs, features, opens)


def tokenize(text: str, tokenizer: Any) -> tuple[Ints, Ints, Ints]:
    """Piece ids, their offsets in the text, and the number of each one's word."""
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    words: list[int] = []
    for start, stop in chunk(text):
        found = tokenizer.encode(text[start:stop], add_special_tokens=False)
        first = words[-1] + 1 if words else 0
        ids.extend(found.ids)
        spans.extend((s + start, e + start) for s, e in found.offsets)
        words.extend(first + word for word in found.word_ids)
    table = np.array(spans, np.int64).reshape(-1, 2)
    return np.array(ids, np.int64), table, np.array(words, np.int64)


def chunk(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text of about CHUNK characters, cut at white space where there is any."""
    start = 0
    while start < len(text):
        stop = min(len(text), start + CHUNK)
        if stop < len(text) and (blank := CUT_HERE.search(text, stop, stop + 1000)):
            stop = blank.end()
        yield start, stop
        start = stop


def find_gaps(text: str, starts: Ints, ends: Ints) -> Ints:
    """What stands before each piece: nothing, a space, or the end of a paragraph."""
    out = np.zeros(len(starts), np.int64)
    if not len(out):
        return out
    out[0] = BREAK
    for i in np.flatnonzero(starts[1:] > ends[:-1]) + 1:
        out[i] = gap_kind(text, int(ends[i - 1]), int(starts[i]))
    return out


def gap_kind(text: str, end: int, start: int) -> int:
    """Whether the blanks between two pieces end a paragraph.

    A single newline ends one only after a sentence, since plain text may be wrapped.
    """
    gap = text[end:start]
    if start - end >= WIDE_GAP or gap.count("\n") > 1:
        return BREAK
    if "\n" in gap and text[end - 1] in LINE_END:
        return BREAK
    return SPACE


def read_cases(text: str, starts: Ints, ends: Ints, words: Ints) -> Ints:
    """How each piece's word is written: lower, Title, UPPER, mIxed, no letters."""
    out = np.zeros(len(starts), np.int64)
    if not len(out):
        return out
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    lasts = np.append(firsts[1:], len(words)) - 1
    kinds = [case_of(text[s:e]) for s, e in zip(starts[firsts], ends[lasts], strict=True)]
    out[:] = np.repeat(kinds, lasts - firsts + 1)
    return out


def case_of(word: str) -> int:
    """The case of one word."""
    if not any(map(str.isalpha, word)):
        return NO_LETTERS
    if word.islower():
        return LOWER
    if word.istitle():
        return TITLE
    return UPPER if word.isupper() else MIXED


def read_quotes(text: str, starts: Ints, ends: Ints, gaps: Ints) -> Ints:
    """Whether each piece is outside or inside double quotes, or opens or closes them."""
    out = np.zeros(len(starts), np.int64)
    inside = False
    for i, (s, e, gap) in enumerate(
        zip(starts.tolist(), ends.tolist(), gaps.tolist(), strict=True)
    ):
        if gap == BREAK:
            inside = False  # a quote ends at its paragraph; one that goes on is opened again
        kind = mark_kind(text, s, e, inside=inside)
        out[i] = kind if kind is not None else (INSIDE if inside else OUTSIDE)
        if kind is not None:
            inside = kind == OPENING
    return out


def mark_kind(text: str, start: int, end: int, *, inside: bool) -> int | None:
    """OPENING or CLOSING if the piece is a double quotation mark, else None."""
    if end - start != 1:
        return None
    mark = text[start]
    if mark in OPEN_MARKS:
        return OPENING
    if mark in CLOSE_MARKS:
        return CLOSING
    if mark in TOGGLE_MARKS:
        return toggle_kind(text, start, inside=inside)
    return None


def toggle_kind(text: str, at: int, *, inside: bool) -> int:
    """Which way a straight mark faces: by the blanks around it, else by turns."""
    after_blank = at == 0 or text[at - 1].isspace()
    before_blank = at + 1 == len(text) or text[at + 1].isspace()
    if after_blank != before_blank:
        return OPENING if after_blank else CLOSING
    return CLOSING if inside else OPENING


def find_openings(text: str, starts: Ints, ends: Ints, gaps: Ints) -> NDArray[np.bool_]:
    """Where a sentence may start: after a paragraph's end, or a full stop and a space."""
    out: NDArray[np.bool_] = gaps == BREAK
    for i in np.flatnonzero(gaps == SPACE):
        at = int(ends[i - 1]) - 1
        while at > 0 and text[at] in CLOSERS:
            at -= 1
        out[i] = text[at] in SENTENCE_END
    return out


def cut_windows(pieces: Pieces, size: int, margin: int, first: int | None = None) -> list[Window]:
    """Windows of at most `size` pieces whose cores, side by side, cover the text.

    Cores hold whole paragraphs where they fit, else sentences, and at most `size - margin`
    pieces (the first at most `first`); what is left is filled with the text around them.
    """
    units = find_units(pieces, size - margin)
    cores: list[list[int]] = []
    limit = min(first or size, size - margin)
    for start, stop in units:
        if cores and stop - cores[-1][0] <= limit:
            cores[-1][1] = stop
            continue
        if cores:
            limit = size - margin
        cores.append([start, stop])
    starts = [start for start, _ in units]
    return [widen(core, units, starts, size) for core in cores]


def find_units(pieces: Pieces, limit: int) -> list[tuple[int, int]]:
    """Paragraphs; those longer than `limit` as sentences, and longer sentences as slices."""
    bounds = [*np.flatnonzero(pieces.features[:, 1] == BREAK).tolist(), len(pieces)]
    units: list[tuple[int, int]] = []
    for start, stop in pairwise(bounds):
        if stop - start <= limit:
            units.append((start, stop))
            continue
        ends = [*(np.flatnonzero(pieces.opens[start + 1 : stop]) + start + 1).tolist(), stop]
        for s, e in zip([start, *ends], ends, strict=False):
            units.extend((at, min(at + limit, e)) for at in range(s, e, limit))
    return units


def widen(
    core: Sequence[int], units: list[tuple[int, int]], starts: list[int], size: int
) -> Window:
    """A window around a core: earlier units first, then later ones, while they fit."""
    start, stop = core
    left = bisect_left(starts, start) - 1
    right = bisect_left(starts, stop)
    while left >= 0 and stop - units[left][0] <= size:
        start = units[left][0]
        left -= 1
    while right < len(units) and units[right][1] - start <= size:
        stop = units[right][1]
        right += 1
    return Window(start, stop, core[0], core[1])
