"""A time comes to the interval that its page's date allows, and says how."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times.readings import value_of
from onrecord.language.times.resolving import explain, resolve
from onrecord.record import UNKNOWN_WHEN, Span, Time, When

FRIDAY = When("2016-07-15T11:28", "2016-07-15T11:28", "stated")
FORTNIGHT = When("2016-07-19", "2016-08-01", "inferred")


def time_of(reading, kind="DATE"):
    return Time(Span("page", 0, 3, "abc"), kind, None, reading)


def ends(reading, published, kind="DATE"):
    when = resolve(time_of(reading, kind), published)
    return when.earliest, when.latest, when.basis


def test_a_full_date_needs_no_page_date():
    """A date with its year is stated, whatever is known of the page."""
    assert ends("2014-05-03", UNKNOWN_WHEN) == ("2014-05-03", "2014-05-03", "stated")
    assert ends("2014-Q2", FRIDAY) == ("2014-04-01", "2014-06-30", "stated")


def test_a_clock_time_is_kept():
    """Words that name an hour give a date-time."""
    assert ends("2014-05-03 T17:30", FRIDAY)[0] == "2014-05-03T17:30"


def test_a_relative_time_on_a_known_day():
    """Counted from the page's day."""
    assert ends("page <=d2", FRIDAY) == ("2016-07-12", "2016-07-12", "relative")
    assert ends("page >=d2 ahead", FRIDAY) == ("2016-07-19", "2016-07-19", "relative")
    assert ends("page month-1", FRIDAY) == ("2016-06-01", "2016-06-30", "relative")


def test_an_interval_in_gives_an_interval_out():
    """A page of one fortnight has two Tuesdays behind it at most."""
    assert ends("page <=d2", FORTNIGHT) == ("2016-07-19", "2016-07-26", "relative")


def test_an_open_side_stays_open():
    """Of a page that is only known not to be later, a day behind it is not later either."""
    published = When(None, "2016-07-15", "inferred")
    assert ends("page day-1", published) == (None, "2016-07-14", "relative")
    assert ends("FUTURE_REF", FRIDAY) == (FRIDAY.earliest, None, "relative")
    assert ends("PAST_REF", FRIDAY) == (None, FRIDAY.latest, "relative")


def test_unknown_stays_unknown_and_keeps_its_words():
    """Without a page date nothing is guessed, and a length of time is no place on the calendar."""
    undated = resolve(time_of("page <=d2"), UNKNOWN_WHEN)
    assert (undated.earliest, undated.latest, undated.basis) == (None, None, "unknown")
    assert undated.span is not None
    assert undated.because
    assert ends("P3D", FRIDAY, "DURATION") == (None, None, "unknown")
    assert ends("XXXX-WXX-2", FRIDAY, "SET") == (None, None, "unknown")
    assert resolve(Time(Span("p", 0, 1, "a"), "DATE", None), FRIDAY).basis == "unknown"


def test_stretches_up_to_and_from_the_page():
    """As the past five weeks end with the page, the next two days begin with it."""
    assert ends("past P5W", FRIDAY, "DURATION")[:2] == ("2016-06-10", "2016-07-15")
    assert ends("next P2D", FRIDAY, "DURATION")[:2] == ("2016-07-15", "2016-07-17")
    assert ends("next PXD", FRIDAY, "DURATION")[:2] == (FRIDAY.earliest, None)


def test_steps_tell_how():
    """Each step of a reading has its words."""
    assert explain("page week-1 =d3") == ["1 week(s) before", "the Wednesday of that time"]
    steps = [step.rule for step in resolve(time_of("page <=d2"), FORTNIGHT).because]
    assert "between 2016-07-19 and 2016-08-01" in steps[0]
    assert steps[1] == "the latest Tuesday up to then"


READINGS = st.sampled_from(
    ["page <=d2", "page >=d7 behind", "page ~<md02-29", "page year-1 =q3", "page week+1 =WE",
     "past P18M", "next P4W", "2014-02-30", "page month-3 end", "page <=holiday:easter",
     "page year-5000", "19", "page <=d5 TNI", "nonsense", "page nonsense", "PRESENT_REF",
     "page day+0 T24:00", "past P999999Y", "next PXQ", "page decade-2"]
)  # fmt: skip


@settings(deadline=None)
@given(READINGS, st.dates(), st.integers(0, 400), st.booleans(), st.booleans())
def test_any_reading_against_any_date(reading, day, width, first_known, last_known):
    """Ends are in order, an exact page date gives what the interval around it holds; no crash."""
    last = min(day.toordinal() + width, date.max.toordinal())
    published = When(
        day.isoformat() if first_known else None,
        date.fromordinal(last).isoformat() if last_known else None,
        "inferred",
    )
    when = resolve(time_of(reading), published)
    if when.earliest and when.latest:
        assert when.earliest[:10] <= when.latest[:10]
    exact = resolve(time_of(reading), When(day.isoformat(), day.isoformat(), "stated"))
    if first_known and when.earliest and exact.earliest:
        assert when.earliest[:10] <= exact.earliest[:10]
    value_of(reading, day)


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)))
def test_a_year_ago_of_a_leap_day(day):
    """The stretch of the past year ends on the day and is a year long, leap days and all."""
    when = resolve(time_of("past P1Y"), When(day.isoformat(), day.isoformat(), "stated"))
    assert when.latest == day.isoformat()
    length = day - date.fromisoformat(when.earliest)
    assert timedelta(days=365) <= length <= timedelta(days=366)
