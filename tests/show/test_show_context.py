"""The sentence around a span is found in its block, and is itself an exact span."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Block, Page, span_in
from onrecord.show.context import LONGEST, sentence_around

TEXT = 'Gen. Roza Mikel agreed. The U.S. Senate did not. "No deal," she said.'


def page_of(text, *blocks):
    """A page of this text."""
    return Page("p", "p.txt", "", "text/plain", text, blocks=blocks)


def around(text, words, *blocks):
    """The text of the sentence around these words."""
    start = text.index(words)
    found = sentence_around(page_of(text, *blocks), span_in("p", text, start, start + len(words)))
    return found and found.text


def test_sentence_of_a_word():
    """Abbreviations end no sentence; full stops before a capital or a quotation mark do."""
    assert around(TEXT, "agreed") == "Gen. Roza Mikel agreed."
    assert around(TEXT, "did not") == "The U.S. Senate did not."
    assert around(TEXT, "deal") == '"No deal," she said.'


def test_no_sentence_where_it_would_add_nothing():
    """A span that is its sentence has no context; nor has one in a text without end."""
    assert around("We agreed.", "We agreed.") is None
    assert around("so " * LONGEST, "so") is None


def test_a_page_of_one_endless_line_takes_no_time():
    """Only the neighbourhood of the span is looked at, however long the block is."""
    text = "x" * 2_000_000 + " agreed " + "y" * 2_000_000
    assert around(text, "agreed") is None


def test_sentence_stays_in_its_block():
    """A headline without a full stop does not run into what follows it."""
    text = "Deal struck\nThey agreed on it."
    assert around(text, "struck", Block(0, 11, "headline"), Block(12, 30, "body")) == "Deal struck"
    assert around(text, "struck") == "Deal struck"


@given(st.text(max_size=300), st.integers(0, 299), st.integers(1, 40))
def test_context_holds_the_span(text, start, length):
    """Whatever the text, the context is a span of it that holds the words."""
    end = min(start + length, len(text))
    if start < end and text[start:end].strip():
        found = sentence_around(page_of(text), span_in("p", text, start, end))
        assert found is None or found.text == text[found.start : found.end]
        assert found is None or text[start:end].strip() in found.text
