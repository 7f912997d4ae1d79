"""Each pattern finds its own example, and the words that it needs are all there."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.data import load_json
from onrecord.language.times.patterns import lowered, scan
from onrecord.language.times.tagger import find_times
from onrecord.record import When

BLANK = spacy.blank("en")
DATA = load_json("times/patterns.json")
ANCHOR = When(DATA["anchor"], DATA["anchor"], "stated")


def times_in(text, published=ANCHOR):
    doc = BLANK(text)
    doc._.published = published
    return {time.span.text: time for time in find_times(doc)}


@pytest.mark.parametrize("entry", DATA["patterns"], ids=lambda entry: entry["name"])
def test_pattern_finds_its_example(entry):
    """The words that an entry names are found in its example, with its value."""
    found = times_in(entry["example"])
    assert entry["finds"] in found
    assert found[entry["finds"]].value == entry["value"]


def test_names_are_unique():
    """No two patterns share a name."""
    names = [entry["name"] for entry in DATA["patterns"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "words", "value", "kind"),
    [
        ("The pact of 29 February 2016 held.", "29 February 2016", "2016-02-29", "DATE"),
        ("It opens at 5 p.m. EST on Friday, July 22.", None, "2016-07-22T17:00", "TIME"),
        ("They spoke late last Monday in Bern.", "late last Monday", "2016-07-11", "DATE"),
        ("It fell in June last year by half.", "June last year", "2015-06", "DATE"),
        ("Output rose in the third quarter of 2015 again.", None, "2015-Q3", "DATE"),
        ("The two-day summit was calm.", "two-day", "P2D", "DURATION"),
        ("They met on Friday, March 13 in Bern.", "Friday, March 13", "2015-03-13", "DATE"),
        ("It closed on the night of July 4 in Bern.", None, "2016-07-04TNI", "TIME"),
        ("He left early this week for Bern.", "early this week", "2016-W28", "DATE"),
        ("It is due by the end of 2017 at last.", "the end of 2017", "2017", "DATE"),
    ],
)  # fmt: skip
def test_neighbours_become_one(text, words, value, kind):
    """Words that belong together are one expression with one value."""
    found = times_in(text)
    assert len(found) == 1
    ((span, time),) = found.items()
    assert words in (None, span)
    assert (time.value, time.type) == (value, kind)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "A second man sat down.",
        "It cost $1990 to mend.",
        "Gate 2016B opened for 1,999 men.",
        "A quarter of them left.",
        "",
        "   \n\n  ",
    ],
)
def test_what_is_no_time(text):
    """Words that only look like a time are left alone."""
    assert times_in(text) == {}


def test_without_a_page_date_values_keep_what_is_sure():
    """On an undated page a weekday has no day, a full date stays whole, and today is unknown."""
    found = times_in(
        "On Tuesday he said that Aug. 1 and 3 May 2014 were, as of today, off.", When()
    )
    assert found["Tuesday"].value == "XXXX-WXX-2"
    assert found["Aug. 1"].value == "XXXX-08-01"
    assert found["3 May 2014"].value == "2014-05-03"
    assert found["today"].value is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_spans_inside_it(text):
    """Candidates of any text are half-open, in order, not overlapping, and inside the text."""
    at = 0
    for candidate in scan(text):
        assert at <= candidate.start < candidate.end <= len(text)
        at = candidate.end


SOME = """the last next this past a two 31 30 02 2016 99 Feb. June Tuesday week year day quarter of
at p.m. 5 5:30 ago later early end 's - , half few centuries 9999 0 1/2 seconds spring 500000"""
WORDS = st.sampled_from(SOME.split())


@settings(deadline=None)
@given(st.lists(WORDS, max_size=14), st.dates())
def test_any_words_of_time_on_any_day(words, day):
    """However words of time are strung together and whatever the page's day: spans, no crash."""
    text = " ".join(words)
    published = When(day.isoformat(), day.isoformat(), "stated")
    for words_found, time in times_in(text, published).items():
        assert text[time.span.start : time.span.end] == words_found
        assert time.type in ("DATE", "TIME", "DURATION", "SET")


@settings(deadline=None)
@given(st.text(max_size=100))
def test_lowering_keeps_places(text):
    """The lower-case text is as long as the text."""
    assert len(lowered(text)) == len(text)


def test_anchor_is_a_friday():
    """The examples are read against a Friday."""
    assert date.fromisoformat(DATA["anchor"]).isoweekday() == 5
