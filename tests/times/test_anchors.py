"""What counts from another time of the page, and what stands by itself."""

from __future__ import annotations

import pytest

from onrecord.language.times.tagger import find_times
from onrecord.record import When

PAGE = When("2016-07-15", "2016-07-15", "stated")  # a Friday


@pytest.fixture(scope="module")
def values(nlp):
    """What each expression of a text comes to."""

    def read(text):
        doc = nlp(text)
        doc._.published = PAGE
        return {time.span.text.lower(): time.value for time in find_times(doc)}

    return read


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He was held on 3 May 2016. Two days later, he was freed.", "two days later",
         "2016-05-05"),
        ("He was held on 3 May 2016. A year later, he was freed.", "a year later", "2017"),
        ("He was held on 3 May 2016. He had left the day before.", "the day before",
         "2016-05-02"),
        ("He was held on 3 May 2016. The following week he was freed.", "the following week",
         "2016-W19"),
        ("He was held on Monday. At 3 p.m. he was freed.", "3 p.m.", "2016-07-11T15:00"),
        ("He said on Wednesday that prices would rise on Thursday.", "thursday", "2016-07-14"),
        ("He said on Wednesday that prices rose on Monday.", "monday", "2016-07-11"),
        ("The strike was called off late Thursday.", "late thursday", "2016-07-14"),
        ("It was in court later on Wednesday.", "later on wednesday", "2016-07-13"),
        ("It burned early on Sunday morning.", "early on sunday morning", "2016-07-10TMO"),
        ("It burned overnight on Thursday.", "overnight on thursday", "2016-07-14TNI"),
        ("It burned on Saturday, 23 March.", "saturday, 23 march", "2013-03-23"),
        ("The house is of the 18th-century sort.", "18th-century", "17"),
    ],
)  # fmt: skip
def test_anchored(values, text, words, value):
    """The last date of the page, or the day of the saying, is what such words count from."""
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He was ordered Thursday to pay.", "thursday", "2016-07-14"),
        ("The record high set on Aug. 6 was broken.", "aug. 6", "2015-08-06"),
        ("The hearing is set for Aug. 6.", "aug. 6", "2016-08-06"),
        ("They had left by Wednesday.", "wednesday", "2016-07-13"),
        ("They must leave by Wednesday.", "wednesday", "2016-07-20"),
        ("He is expected in Rome on Tuesday.", "tuesday", "2016-07-19"),
    ],
)
def test_what_was_done_and_what_is_planned(values, text, words, value):
    """The verb tells the side; one that plans is told from one that only looks ahead."""
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A week later, they met in Rome.", "a week later"),
        ("They met that day in Rome.", "that day"),
    ],
)
def test_nothing_to_count_from(values, text, words):
    """Where no date tells what they count from, there is no value, and the page's is not taken."""
    assert values(text)[words] is None


@pytest.mark.parametrize("text", ["It came two days later than planned.", "A morning session."])
def test_lengths_stay_lengths(values, text):
    """The words "later than" compare; what names a session is no time."""
    assert not any((value or "").startswith("2") for value in values(text).values())
