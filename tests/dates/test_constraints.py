"""Constraints are solved together: what is left is what all of them allow."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.dates import published_from
from onrecord.link.dates.constraints import (
    Constraint,
    between,
    days_named,
    meet,
    season_named,
    solve,
    union,
)
from onrecord.record import UNKNOWN_WHEN, Step, When

JULY = date(2016, 7, 1)


def says(rule, *windows, kind="text"):
    return Constraint("page", kind, union(windows), (Step(rule),))


def july(first, last=None):
    return JULY.replace(day=first), JULY.replace(day=last or first)


def test_no_evidence_leaves_a_page_unknown():
    """Nothing is assumed."""
    when = published_from(UNKNOWN_WHEN, solve(()))
    assert (when.earliest, when.latest, when.basis, when.because) == (None, None, "unknown", ())


def test_constraints_are_taken_together():
    """Two windows leave what lies in both, with the steps of both."""
    when = published_from(UNKNOWN_WHEN, solve([says("a", july(3, 20)), says("b", july(10, 30))]))
    assert (when.earliest, when.latest, when.basis) == ("2016-07-10", "2016-07-20", "inferred")
    assert [step.rule for step in when.because] == ["a", "b"]


def test_what_contradicts_is_shown_and_widens_nothing():
    """The surer evidence stands; the other is left out, and a step says so."""
    found = solve([says("sure", july(3, 5), kind="text"), says("soft", july(9), kind="same_news")])
    when = published_from(UNKNOWN_WHEN, found)
    assert (when.earliest, when.latest) == ("2016-07-03", "2016-07-05")
    assert when.because[-1].rule == "does not fit, so left out: soft"


def test_a_day_that_the_page_states_stays():
    """A page's own day is never moved, only doubted aloud."""
    stated = When("2016-07-15T11:28", "2016-07-15T11:28", "stated")
    own = Constraint("page", "stated", between(date(2016, 7, 15), date(2016, 7, 15)), ())
    when = published_from(stated, solve([own, says("later", (date(2017, 1, 1), date.max))]))
    assert (when.earliest, when.latest, when.basis) == (stated.earliest, stated.latest, "stated")
    assert "later" in when.because[0].rule


def test_few_days_that_are_left_are_named():
    """Two Tuesdays: so one or the other."""
    found = solve([says("a Tuesday", july(19), july(26)), says("soon", july(10, 31))])
    assert days_named(found.windows) == (date(2016, 7, 19), date(2016, 7, 26))
    steps = [step.rule for step in published_from(UNKNOWN_WHEN, found).because]
    assert steps[-1] == "so 19 July 2016 or 26 July 2016"


def test_a_part_of_an_unknown_year_is_named():
    """Evidence that fits every year leaves the year unknown, and says what part it is."""
    years = range(1901, 2100)
    yearly = says("autumn", *((date(year, 11, 24), date(year + 1, 1, 1)) for year in years))
    found = solve([yearly])
    when = published_from(UNKNOWN_WHEN, found)
    assert when.basis == "unknown"
    assert season_named(found) is not None
    assert when.because[-1].rule == (
        "so between 24 November and 1 January, of a year that is not known"
    )


DAYS = st.dates(date(2000, 1, 1), date(2020, 1, 1))
WINDOWS = st.lists(
    st.tuples(DAYS, st.integers(0, 900)).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1]))),
    max_size=6,
).map(union)


@settings(deadline=None)
@given(WINDOWS, WINDOWS, DAYS)
def test_meeting_is_being_in_both(one, other, day):
    """A day lies in what two sets share exactly if it lies in each."""

    def holds(windows):
        return any(first <= day <= last for first, last in windows)

    assert holds(meet(one, other)) == (holds(one) and holds(other))


KINDS = st.sampled_from(["stated", "captured", "text", "copy", "same_day", "quote", "same_news"])
CONSTRAINTS = st.lists(st.tuples(WINDOWS.filter(bool), KINDS), max_size=6)


@settings(deadline=None)
@given(CONSTRAINTS, st.randoms())
def test_order_does_not_matter(rows, random):
    """The same evidence in any order leads to the same answer; each piece is used or shown."""
    constraints = [says(str(i), *windows, kind=kind) for i, (windows, kind) in enumerate(rows)]
    found = solve(constraints)
    shuffled = list(constraints)
    random.shuffle(shuffled)
    assert solve(shuffled) == found
    assert found.windows
    for constraint in found.against:
        assert not meet(solve(found.used).windows, constraint.windows)
