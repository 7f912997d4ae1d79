"""Pages as sentences of plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_made import page

from onrecord.data import load_json
from onrecord.link.texts import plain_words, quoted_ranges, sentences_of
from onrecord.record import Block, Page


def texts(on):
    """The words of each sentence as written."""
    return [on.text[each.start : each.end] for each in sentences_of(on)]


def test_sentences_end_at_stops_and_lines():
    """A full stop before a capital ends a sentence, and so does a line that is not wrapped."""
    on = page("a", "Harbour talks fail\n\nThey met at noon. Nobody spoke.\nThe mayor left.")
    assert texts(on) == [
        "Harbour talks fail",
        "They met at noon.",
        "Nobody spoke.",
        "The mayor left.",
    ]


def test_wrapped_lines_are_one_sentence():
    """A line break between two words in lower case is only where the line was wrapped."""
    assert texts(page("a", "The mayor of the old\ntown left the hall.")) == [
        "The mayor of the old\ntown left the hall."
    ]


@pytest.mark.parametrize("entry", load_json("link/words.json")["abbreviations"]["entries"].items())
def test_a_short_form_ends_no_sentence(entry):
    """The example of each abbreviation is one sentence."""
    assert len(texts(page("a", entry[1]))) == 1


def test_furniture_is_left_out():
    """Words of a boilerplate block stand in no sentence, unless nothing else is there."""
    text = "Log in here now.\nThe mayor left."
    blocks = (Block(0, 16, "boilerplate"), Block(17, 32, "body"))
    on = Page("a", "a", "", "text", text, blocks=blocks)
    assert texts(on) == ["The mayor left."]
    bare = Page("b", "b", "", "text", text, blocks=(Block(0, 32, "boilerplate"),))
    assert sentences_of(bare) == ()
    assert len(sentences_of(bare, anything=True)) == 2


def test_words_in_quotes_are_known():
    """A word between quotation marks, straight or curly, is quoted; a possessive is cut off."""
    (sentence,) = sentences_of(page("a", "“Water is no weapon,” said Arden's aide."))
    assert [word.plain for word in sentence.own] == ["said", "arden", "aide"]


def test_an_open_quote_runs_to_the_end():
    """A quote that is not closed runs to the end of its paragraph."""
    assert quoted_ranges('He said: "No more', 0, 17) == ((9, 17),)


@given(st.text(max_size=300))
def test_sentences_stand_in_their_page(text):
    """For any text, sentences and words are in order, apart, and inside the page."""
    at = 0
    for sentence in sentences_of(page("a", text)):
        assert at <= sentence.start < sentence.end <= len(text)
        at = sentence.end
        for word in sentence.words:
            assert sentence.start <= word.start < word.end <= sentence.end


def test_numbers_lose_their_separators():
    """1,200 and 1200 are one number."""
    assert plain_words("1,200 men") == plain_words("1200 Men")
