"""Where quotations stand in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.statements.quotes import find_quotes


def quoted(text: str) -> list[str]:
    """The quotations found, as texts."""
    return [text[start:end] for start, end in find_quotes(text)]


def test_curly_and_straight_marks():
    """Curly and straight double marks both delimit, and stand inside the place."""
    assert quoted("“One,” he said. “Two.”") == ["“One,”", "“Two.”"]
    assert quoted('"One," he said. "Two."') == ['"One,"', '"Two."']


def test_a_quotation_that_reopens_without_closing_ends_with_its_paragraph():
    """In a quotation over paragraphs each paragraph is a piece, though only the last closes."""
    assert quoted("“One.\n\n“Two.” Then.") == ["“One.", "“Two.”"]


def test_single_marks_count_where_there_are_no_double_ones():
    """British single marks delimit; an apostrophe does not."""
    assert quoted("‘It’s Holt’s bridge,’ she said.") == ["‘It’s Holt’s bridge,’"]
    assert quoted("It's Holt's bridge.") == []


def test_an_inch_mark_does_not_open():
    """A straight mark after a number, before a space, opens nothing."""
    assert quoted('The plank is 7" wide and old.') == []


@given(st.text(alphabet="ab. \n“”\"'‘’«»", max_size=80))
def test_places_are_ordered_and_inside(text):
    """For any text the places are half-open, inside it, and do not overlap."""
    at = 0
    for start, end in find_quotes(text):
        assert at <= start < end <= len(text)
        at = end
