"""Intervals are said in words, as short as stays exact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span, When
from onrecord.show.dates import MONTHS, month_of, say_short, say_when, sort_key


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2016-07-14", "2016-07-14", "14 July 2016"),
        ("2016-07-14", "2016-07-15", "14–15 July 2016"),
        ("2016-07-28", "2016-08-03", "28 July – 3 August 2016"),
        ("2015-12-30", "2016-01-02", "30 December 2015 – 2 January 2016"),
        ("2016-07-01", "2016-07-31", "July 2016"),
        ("2016-02-01", "2016-02-29", "February 2016"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2015-01-01", "2016-12-31", "2015–2016"),
        ("2016-07-14", None, "no earlier than 14 July 2016"),
        (None, "2016-07-14", "no later than 14 July 2016"),
        (None, None, "date not known"),
        ("soon", "later", "date not known"),
        ("2016-07-15T11:28:00", "2016-07-15T11:28:00", "15 July 2016, 11:28"),
        ("2016-07-15T09:00", "2016-07-15T11:28", "15 July 2016"),
    ],
)
def test_interval_in_words(first, last, words):
    """Months and years that the ends share are said once; what is open is said to be."""
    assert say_when(When(first, last)) == words


def test_a_weekday_a_week_apart_is_one_of_two_days():
    """Where the words name the weekday of both ends, no day between them is meant."""
    span = Span("p", 0, 7, "Tuesday")
    two = When("2016-07-19", "2016-07-26", "relative", span)
    three = When("2016-07-12", "2016-07-26", "relative", span)
    assert say_when(two) == "19 or 26 July 2016"
    assert say_when(three) == "a Tuesday, 12–26 July 2016"


def test_a_weekday_that_does_not_fit_says_nothing_of_the_ends():
    """The words name a Monday, the ends are Tuesdays: the interval stays an interval."""
    when = When("2016-07-19", "2016-07-26", "relative", Span("p", 0, 6, "Monday"))
    assert say_when(when) == "19–26 July 2016"


def test_short_form_leaves_the_year_to_the_heading():
    """Under the heading that names the year, the year is not said again."""
    when = When("2016-07-14", "2016-07-15")
    assert (month_of(when), say_short(when)) == ("July 2016", "14–15 July")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_words_name_both_ends(first, days):
    """Whatever the interval, its words hold the year of each end, and never fail."""
    last = first + timedelta(days=days)
    words = say_when(When(first.isoformat(), last.isoformat()))
    assert str(first.year) in words
    assert str(last.year) in words


def test_order_is_by_first_day_and_the_unknown_last():
    """Time order: by the first day it can have been, then by the last, then the unknown."""
    whens = [When(), When("2016-07-14", "2016-07-20"), When("2016-07-14", "2016-07-15")]
    assert sorted(whens, key=sort_key) == whens[::-1]
    assert len(MONTHS) == 12
