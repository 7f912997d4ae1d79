"""The terminal shows the whole story, and nothing in a page can steer the terminal."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from onrecord.record import Happening, Page, Problem, Record, When, span_in
from onrecord.show.clean import clean
from onrecord.show.terminal import show_story


def printed(record, width=100):
    """What `show_story` prints, as plain text."""
    out = io.StringIO()
    show_story(record, Console(file=out, width=width, color_system=None))
    return out.getvalue()


def test_all_parts_are_printed_in_order(story):
    """Timeline, who said what, what is arranged, how pages compare, what was not read."""
    text = printed(story)
    places = [
        text.index(heading)
        for heading in (
            "Timeline",
            "Who said what",
            "What is arranged",
            "How the pages compare",
            "Not read",
        )
    ]
    assert places == sorted(places)


def test_lines_say_date_sources_and_status(story):
    """Dates, origins, unnamed sources, conditions and moved deadlines are there."""
    text = printed(story)
    for words in (
        "19 or 26 March",
        "3 pages, 1 origin: Norvale Courier, Harbor Gazette, Daily Ledger Online",
        "A senior Estrian official (unnamed)",
        "deadline, moved: 30 April 2031",
        "planned",
        "accounts differ",
        "captures/empty.html",
    ):
        assert words in text


def test_a_quote_of_three_pages_is_printed_once(story):
    """The same quote stands once under its speaker, with all its pages."""
    said = printed(story).split("Who said what")[1].split("What is arranged")[0]
    assert said.count("We have water") == 1
    assert "Norvale Courier, Harbor Gazette, Daily Ledger Online" in said


@pytest.mark.parametrize(
    "attack", ["\x1b[2J", "\x1b]0;owned\x07", "\x9b31m", "\r", "\x08", "\u202e", "[red]x[/red]"]
)
def test_page_text_cannot_steer_the_terminal(attack):
    """Escape sequences, carriage returns, direction overrides and Rich markup are inert."""
    words = f"a{attack}b"
    page = Page("p", words, "", "text/plain", words, outlet=words)
    line = Happening("h", span_in("p", words, 0, len(words)), When(), None, (), (), (), ("p",), 1)
    text = printed(Record(pages=(page,), happenings=(line,), problems=(Problem(words, words),)))
    assert not set(text) & set("\x1b\x9b\x07\x08\r\u202e")
    assert "[red]" in text or "[red]" not in attack


@given(st.text())
def test_cleaned_text_has_no_control_characters(text):
    """Whatever comes in, what goes out is one printable line."""
    assert all(char.isprintable() or ord(char) > 159 for char in clean(text))
    assert clean(clean(text)) == clean(text)


def test_an_empty_record_prints(story):
    """With nothing on record there is still a line that says so."""
    assert "0 pages" in printed(Record())
    assert printed(replace(story, pages=()), width=40)
