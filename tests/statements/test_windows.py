"""How a text is cut into pieces with features, and into windows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.statements import windows


@dataclass
class Encoded:
    """What a tokenizer gives back."""

    ids: list[int] = field(default_factory=list)
    offsets: list[tuple[int, int]] = field(default_factory=list)
    word_ids: list[int] = field(default_factory=list)


class Words:
    """A tokenizer of words and marks, in place of the model's."""

    def encode(self, text: str, *, add_special_tokens: bool) -> Encoded:
        """One piece a word or mark."""
        assert not add_special_tokens
        spans = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
        return Encoded([1] * len(spans), spans, list(range(len(spans))))


def column(text: str, name: str) -> list[int]:
    """One feature of every piece of a text."""
    at = list(windows.TEXT_FEATURES).index(name)
    return windows.read_pieces(text, Words()).features[:, at].tolist()


def test_case():
    """Each word's casing is read from the text itself."""
    assert column("he Said NATO iPhone 7", "case") == [
        windows.LOWER,
        windows.TITLE,
        windows.UPPER,
        windows.MIXED,
        windows.NO_LETTERS,
    ]


@pytest.mark.parametrize("gap", ["\n\n", " " * 40, "\n"])
def test_paragraphs(gap):
    """A blank line, a newline after a sentence and wide blanks end a paragraph."""
    assert column(f"One.{gap}Two", "place") == [0, 0, 1]


def test_wrapped_lines_are_one_paragraph():
    """A newline within a sentence ends nothing."""
    assert column("One\ntwo", "gap") == [windows.BREAK, windows.SPACE]


def test_quotes_end_with_their_paragraph():
    """Straight marks open and close by the blanks around them; no quote outlives a paragraph."""
    assert column('"No," he said. "Yes\n\nThen', "quote") == [2, 1, 1, 3, 0, 0, 0, 2, 1, 0]


@given(st.lists(st.sampled_from(["a", "b.", "\n\n", "c"]), max_size=80), st.integers(8, 40))
def test_cores_cover_the_text_once(words, size):
    """Whatever the text, cores follow one another without gaps, each inside a window that fits."""
    pieces = windows.read_pieces(" ".join(words), Words())
    found = windows.cut_windows(pieces, size, 3) if len(pieces) else []
    at = 0
    for one in found:
        assert one.core_start == at
        assert one.start <= one.core_start < one.core_stop <= one.stop
        assert one.stop - one.start <= size
        at = one.core_stop
    assert at == len(pieces)


@pytest.mark.parametrize("text", ["", " \n ", "a" * 5000, "\u200b\x00", "…" * 3000])
def test_odd_texts(text):
    """Empty, blank, endless and lettersless texts are read without complaint."""
    pieces = windows.read_pieces(text, Words())
    assert len(pieces.features) == len(pieces)
