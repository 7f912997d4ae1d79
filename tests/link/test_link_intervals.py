"""Intervals in time compared and combined."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.intervals import apart, bounds, known, narrow
from onrecord.record import UNKNOWN_WHEN, When

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def when(first, last, basis="relative"):
    """An interval of ISO dates."""
    return When(first, last, basis)


def test_days_between():
    """Days that surely lie between; 0 where the times may meet; None where one is unknown."""
    march = when("2020-03-01", "2020-03-03")
    assert apart(march, when("2020-03-06", None)) == 3
    assert apart(when("2020-03-06T10:00", None), march) == 3
    assert apart(march, when("2020-03-03T23:00:00+01:00", "2020-03-09")) == 0
    assert apart(march, UNKNOWN_WHEN) is None


def test_a_month_reaches_to_its_last_day():
    """A month or a year stands for all of its days, leap days included."""
    assert bounds(when("2020-02", "2020-02")) == (date(2020, 2, 1), date(2020, 2, 29))
    assert bounds(when("2019", "2019")) == (date(2019, 1, 1), date(2019, 12, 31))


def test_intervals_narrow_one_another():
    """Times that fit give their common part; what does not fit is left out and named."""
    found = narrow([when("2020-03-01", "2020-03-09"), when("2020-03-04", "2020-03-20")])
    assert (found.earliest, found.latest) == ("2020-03-04", "2020-03-09")
    found = narrow([when("2020-03-04", "2020-03-04"), when("2020-05-01", "2020-05-09")])
    assert (found.earliest, found.latest) == ("2020-03-04", "2020-03-04")
    assert len(found.because) == 1
    assert not known(narrow([UNKNOWN_WHEN]))


@given(st.lists(st.tuples(DAYS, st.integers(0, 90)), min_size=1, max_size=6))
def test_narrowing_keeps_to_its_parts(pairs):
    """The result lies inside one of the intervals, whatever the order they come in."""
    whens = [when(str(first), str(first + timedelta(days))) for first, days in pairs]
    found = narrow(whens)
    low, high = bounds(found)
    assert low <= high
    assert any(first <= low and high <= last for first, last in map(bounds, whens))
    assert narrow(whens[::-1]) == found
