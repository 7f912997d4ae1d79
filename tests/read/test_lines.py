"""Text in, paragraphs out."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.lines import find_lines

WRAPPED = (
    "The council met for six hours on Monday and agreed to little\n"
    "beyond the date of its next meeting, two members of it told\n"
    "this paper on their way out of the hall late in the evening.\n"
    "\n"
    "The mayor said that he was content with what was done and\n"
    "that the rest could wait until the harbour was free of ice.\n"
    "Short end.\n"
)


def test_a_line_is_a_paragraph():
    """Where nothing shows a margin, each line is a paragraph of its own."""
    assert [line.text for line in find_lines("One\r\n\r\nTwo words \n\tThree")] == [
        "One",
        "Two words",
        "Three",
    ]


def test_hard_wrapped_lines_are_one_paragraph():
    """Lines that run up to a margin join; a blank line and a short line end a paragraph."""
    assert [line.text.count("\n") for line in find_lines(WRAPPED)] == [2, 2]


def test_a_blank_line_is_remembered():
    """`gap` tells a line after a blank one, or at the start, from a line right below another."""
    assert [line.gap for line in find_lines("a\nb\n\nc\r\nd\r\n\r\ne")] == [
        True,
        False,
        True,
        False,
        True,
    ]


@given(st.text(alphabet=st.characters(), max_size=300))
def test_lines_hold_every_printed_character(text):
    """Whatever the text, lines are in order, do not overlap, and leave nothing but space out."""
    at, outside = 0, ""
    for line in find_lines(text):
        assert line.start >= at
        assert text[line.start : line.end] == line.text == line.text.strip() != ""
        outside += text[at : line.start]
        at = line.end
    assert not (outside + text[at:]).strip()
