"""What holds for any page: exact spans, the same actors every time, no crash."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.actors import actor_at, find_actors

PIECES = ("Karl Weber", "he", "said", "“", "”", "\n\n", ",", "the Russian leader", "😀", "  ", ".")
PIECES += ("NATO", "A senior official", "’s", "Mr.", "who", "According to", "US", "-", "told")


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "😀", "“", "a", "." * 50, " " * 3000 + "x"])
def test_odd_text_is_read(reader, text):
    """Text with nothing in it gives actors all the same: none, or few."""
    assert reader(text)._.actors is not None


def test_a_pipeline_without_a_parse_is_no_error():
    """Words alone, without tags, heads or entities, do not stop the step."""
    doc = find_actors(spacy.blank("en")("Karl Weber said he was NATO's friend."))
    assert isinstance(doc._.actors, tuple)


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_spans_are_the_page_and_runs_agree(reader, pieces):
    """Every span is the page's own words, and reading twice gives the same."""
    text = " ".join(pieces)
    doc = reader(text)
    for actor in doc._.actors:
        spans = [*actor.mentions, *(role.span for role in actor.roles)]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert list(actor.mentions) == sorted(set(actor.mentions))
        assert actor.name in text
    assert reader(text)._.actors == doc._.actors


@settings(max_examples=40, deadline=None)
@given(start=st.integers(-5, 60), end=st.integers(-5, 60))
def test_any_range_may_be_asked_for(reader, start, end):
    """Asking for odd ranges gives an actor or None."""
    doc = reader("Karl Weber said he would sign. A senior official agreed.")
    assert actor_at(doc, start, end) is None or actor_at(doc, start, end) in doc._.actors


def test_long_sources_are_known_by_their_head(who):
    """A source with its whole apposition is still the person."""
    text = "Hugh Arden, a doctor at the clinic in Leeds, said the road was closed."
    assert who(text, "Hugh Arden, a doctor at the clinic in Leeds").name == "Hugh Arden"
