"""What quotation marks and layout decide about attributions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.statements.attribution import Attribution
from onrecord.language.statements.layout import find_signed, find_turns, settle
from onrecord.language.statements.quotes import find_quotes


def place(text, words):
    """Where `words` stand in `text`."""
    start = text.index(words)
    return start, start + len(words)


def contents(text, found):
    """The contents of attributions, as texts."""
    return [[text[s:e] for s, e in a.content] for a in found]


def test_a_signed_quotation_names_its_speaker():
    """A line that is a quotation, a dash and a name is that person's statement."""
    text = "Readers wrote.\n“Close the old bridge now, please.” ― Ann Holt, Dolna\nMore soon."
    (found,) = find_signed(text, find_quotes(text))
    assert text[slice(*found.source[0])] == "Ann Holt, Dolna"
    assert contents(text, [found]) == [["“Close the old bridge now, please.”"]]


def test_a_dash_in_a_sentence_signs_nothing():
    """A dash after a quotation inside running text is no signature."""
    text = "“Close the old bridge now, please.” — that was all that they wrote. Then they left."
    assert find_signed(text, find_quotes(text)) == []


def test_a_transcript_names_each_speaker():
    """Lines that open with a name in capitals and a colon are turns, if there are several."""
    text = "HOLT: Is it safe?\nDR. REED: It is.\nHOLT: Then open it."
    found = find_turns(text)
    assert [text[slice(*a.source[0])] for a in found] == ["HOLT", "DR. REED", "HOLT"]
    assert contents(text, found)[1] == ["It is."]
    assert find_turns("NOTE: one label makes no transcript.") == []


def test_a_quotation_is_taken_in_whole():
    """A content that holds a good part of a quotation gets all of it."""
    text = "“The bridge is old but safe,” Holt said."
    part = Attribution(
        (place(text, "Holt"),), (place(text, "said"),), (place(text, "old but safe"),)
    )
    assert contents(text, settle(text, [part])) == [["“The bridge is old but safe,”"]]


def test_a_quotation_goes_on_after_its_cue():
    """A free quotation later in the paragraph belongs to the statement before it."""
    text = "“It is safe,” Holt said in Dolna. “We tested it.” Rain fell."
    one = Attribution(
        (place(text, "Holt"),), (place(text, "said"),), (place(text, "“It is safe,”"),)
    )
    assert contents(text, settle(text, [one])) == [["“It is safe,”", "“We tested it.”"]]


def test_a_quotation_of_the_next_paragraph_does_not_go_on():
    """The next paragraph's quotation is left for its own cue."""
    text = "“It is safe,” Holt said.\n\n“It is not,” Reed said."
    one = Attribution(
        (place(text, "Holt"),), (place(text, "said"),), (place(text, "“It is safe,”"),)
    )
    assert contents(text, settle(text, [one])) == [["“It is safe,”"]]


WORDS = st.lists(
    st.sampled_from(["“", "”", '"', "Holt", "said", ":", "\n", "― A", ". "]), max_size=30
)


@given(WORDS, st.data())
def test_any_text_keeps_places_inside(words, data):
    """For any text and attributions the result's places are half-open and inside the text."""
    text = " ".join(words) + " end"
    spot = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
        lambda p: (p[0], min(len(text), p[0] + p[1]))
    )
    given_ones = data.draw(
        st.lists(st.builds(lambda c, q: Attribution((), (q,), (c,)), spot, spot), max_size=4)
    )
    for a in settle(text, given_ones):
        assert all(0 <= s < e <= len(text) for s, e in (*a.source, *a.cue, *a.content))
