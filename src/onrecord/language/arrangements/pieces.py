"""A parsed page in, its word pieces out, in the windows in which the encoder reads them.

Training and run time share this module, so that both see the same input.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

SIZE = 446
"""Pieces in a window, its two end marks not counted."""

OVERLAP = 96
"""So many pieces, or a few more, stand in two windows that follow one another."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A page's word pieces: their ids, each token's first piece, and the windows (half-open)."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    windows: tuple[tuple[int, int], ...]

    def window_of(self, *tokens: int) -> int | None:
        """The window in which all the tokens stand, farthest from its edges; None if none has."""
        places = [self.firsts[token] for token in tokens]
        low, high = min(places), max(places)
        last = len(self.windows) - 1
        fitting = [
            (min(low - start if start else SIZE, stop - 1 - high if n < last else SIZE), -n)
            for n, (start, stop) in enumerate(self.windows)
            if start <= low and high < stop
        ]
        return -max(fitting)[1] if fitting else None


def cut_pieces(doc: Doc, tokenizer: Any) -> Pieces:
    """The pieces of a page; windows begin where a sentence does, if one does near by."""
    found = tokenizer.encode(doc.text, add_special_tokens=False)
    starts = [start for start, _ in found.offsets]
    firsts = tuple(_first_piece(starts, token.idx, token.idx + len(token)) for token in doc)
    openings = sorted({firsts[sentence.start] for sentence in doc.sents})
    return Pieces(tuple(found.ids), firsts, tuple(_windows(len(starts), openings)))


def _first_piece(starts: list[int], start: int, end: int) -> int:
    """The first piece that begins inside a token, else the one before it."""
    at = bisect_left(starts, start)
    return at if at < len(starts) and starts[at] < end else max(0, at - 1)


def _windows(size: int, openings: list[int]) -> list[tuple[int, int]]:
    windows, start = [], 0
    while True:
        stop = min(size, start + SIZE)
        windows.append((start, stop))
        if stop >= size:
            return windows
        wanted = stop - OVERLAP
        opening = openings[bisect_right(openings, wanted) - 1]
        start = opening if opening > start + SIZE // 2 else wanted
