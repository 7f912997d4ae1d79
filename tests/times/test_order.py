"""Dates in digits: the page's other words tell whether the month or the day comes first."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from onrecord.data import load_json
from onrecord.language.times.order import in_order, order_of
from onrecord.language.times.tagger import find_times
from onrecord.record import When

BLANK = spacy.blank("en")
WORDS = load_json("times/words.json")


def value(text, published=None):
    """The value of the first time in `text`."""
    doc = BLANK(text)
    if published:
        doc._.published = When(published, published, "stated")
    return next(find_times(doc)).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Filed on 3/4/2016 in court.", "2016"),
        ("Filed on 3/4/2016 and heard on 26/4/2016 there.", "2016-04-03"),
        ("Filed on 3/4/2016 and heard on 4/26/2016 there.", "2016-03-04"),
        ("Filed on 3/4/2016 and heard on 4/26/2016, not 26/4/2016.", "2016"),
        ("Filed on 3/4/2016 and heard on 26 May there.", "2016-04-03"),
        ("Filed on 3/4/2016 and heard on May 26 there.", "2016-03-04"),
        ("Filed on 3/4/2016 by the defence.", "2016-04-03"),
        ("Filed on 3/4/2016 by the defense.", "2016-03-04"),
        ("Filed on 3.4.2016 in court.", "2016-04-03"),
        ("Filed on 4.26.2016 in court.", "2016-04-26"),
        ("Filed on 26/07/2016 in court.", "2016-07-26"),
        ("Filed on 26.7.2016 in court.", "2016-07-26"),
        ("Filed on 5/5/2016 in court.", "2016-05-05"),
        ("Filed at 3/4/2016 10:30 a.m. EDT, sent May 26.", "2016-03-04T10:30"),
        ("Filed at 3/4/2016 10:30 a.m. EDT there.", "2016"),
    ],
)
def test_dates_in_digits(text, expected):
    """Evidence on the page gives the order; without it, or against itself, the year is sure."""
    assert value(text) == expected


def test_own_day():
    """A date that is the page's own day in one order is that day."""
    assert value("Posted 3/4/2016 by the desk.", "2016-04-03") == "2016-04-03"
    assert value("Posted 3/4/2016 by the desk.", "2016-03-04") == "2016-03-04"
    assert value("Posted 3/4/2016 by the desk.", "2016-05-09") == "2016"


def test_in_order():
    """Steps that follow the date stay with it."""
    assert in_order("2016-03-04 T10:30", "day") == "2016-04-03 T10:30"
    assert in_order("2016-03-04 T10:30", None) == "2016"


@pytest.mark.parametrize("order", ["month", "day"])
def test_spellings(order):
    """Each spelling tells by itself, in small letters only."""
    for word in WORDS[f"{order}_first"]:
        assert order_of(f"They saw the {word} there.", None, "2016-03-04") == order
        assert order_of(f"They saw the {word.title()} there.", None, "2016-03-04") is None


def test_names_are_no_evidence_with_a_year_alone():
    """A month and a year tell of no order."""
    assert order_of("In May 2016 it fell.", date(2016, 7, 1), "2016-03-04") is None
