"""Calendar arithmetic agrees with `datetime`, leap years and the ends of months included."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times.periods import (
    UNITS,
    Period,
    day_of,
    iso,
    last_day,
    parse_iso,
    period_at,
    shift,
)
from onrecord.language.times.readings import find, holiday_in, interval_of, plus

DAYS = st.dates(date(100, 1, 1), date(9800, 12, 31))
COUNTS = st.integers(-1000, 1000)


@settings(deadline=None)
@given(DAYS, COUNTS)
def test_days_and_weeks_shift_as_timedelta(day, count):
    """So many days or weeks on is what `timedelta` says."""
    assert shift(Period(day, "day"), count).first == day + timedelta(days=count)
    week = period_at("week", day)
    assert week.first.isoweekday() == 1
    assert shift(week, count).first == week.first + timedelta(weeks=count)


@settings(deadline=None)
@given(DAYS, COUNTS)
def test_months_shift_by_twelves_to_years(day, count):
    """Months count through the year's end, and twelve make a year."""
    month = shift(period_at("month", day), count).first
    assert (month.year * 12 + month.month) - (day.year * 12 + day.month) == count
    assert month.day == 1
    year = shift(period_at("year", day), count // 12)
    assert year.first == date(day.year + count // 12, 1, 1)


@settings(deadline=None)
@given(DAYS, st.sampled_from(UNITS))
def test_a_period_holds_its_day(day, unit):
    """A day lies in its period, and the next period starts the day after; weekends apart."""
    period = period_at(unit, day)
    if unit == "weekend":
        assert period.first.isoweekday() == 6
        assert last_day(period) - period.first == timedelta(days=1)
        return
    assert period.first <= day <= last_day(period)
    assert shift(period, 1).first == last_day(period) + timedelta(days=1)


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1), date(9800, 12, 31)), st.sampled_from(UNITS))
def test_iso_reads_back(day, unit):
    """What a period is written as is read as that period."""
    period = period_at(unit, day)
    assert parse_iso(iso(period)) == period


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(1, 12))
def test_last_day_of_a_month_as_calendar_says(year, month):
    """Months end on the day that `calendar` gives, 29 February included."""
    assert (
        last_day(Period(date(year, month, 1), "month")).day == calendar.monthrange(year, month)[1]
    )


@settings(deadline=None)
@given(st.integers(-5, 12000), st.integers(-1, 14), st.integers(-1, 40))
def test_day_of_is_none_where_date_raises(year, month, day):
    """A day that the calendar does not have is None."""
    try:
        expected = date(year, month, day)
    except ValueError:
        expected = None
    assert day_of(year, month, day) == expected


@settings(deadline=None)
@given(DAYS, st.integers(1, 7), st.sampled_from(["<", "<=", ">", ">=", "~", "~<", "~>"]))
def test_weekdays_are_found_on_the_side_told(day, number, side):
    """The weekday found is that weekday, on the side told, and no more than a week away."""
    found = find(f"page {side}d{number}", day).period.first
    away = (found - day).days
    assert found.isoweekday() == number
    low, high = {"<": (-7, -1), "<=": (-6, 0), ">": (1, 7), ">=": (0, 6)}.get(side, (-6, 6))
    assert low <= away <= high
    if side == "~":
        assert abs(away) <= 3


READINGS = [
    "page <=d2", "page >=md02-29", "page ~md08-01", "page week-1", "page <m03", "page >SU",
    "page <=WE", "page year-1 =m06", "page ~<md11-24", "page ~>m01", "page day+1 week+0",
]  # fmt: skip


@settings(deadline=None)
@given(DAYS, DAYS, st.sampled_from(READINGS))
def test_readings_move_forward_with_the_page(one, other, reading):
    """On a later page a reading is never earlier: the ends of an interval come from its ends."""
    early, late = sorted((one, other))
    first, last = interval_of(reading, early), interval_of(reading, late)
    assert first[0] <= last[0]
    assert first[1] <= last[1]


@settings(deadline=None)
@given(st.dates(), st.sampled_from(["day", "week", "month", "year"]), st.integers(-20000, 20000))
def test_plus_stays_on_the_calendar(day, unit, count):
    """Moving a day by units gives a day of the calendar, or None where there is none."""
    there = plus(day, unit, count)
    if there and unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        assert (there.year - day.year) * 12 + there.month - day.month == months
        assert there.day in (day.day, calendar.monthrange(there.year, there.month)[1])


def test_leap_years():
    """29 February is found in the leap years around."""
    assert find("page <=md02-29", date(2017, 3, 1)).period.first == date(2016, 2, 29)
    assert find("page >=md02-29", date(1897, 1, 1)).period.first == date(1904, 2, 29)
    assert plus(date(2016, 2, 29), "year", 1) == date(2017, 2, 28)


def test_holidays_that_move():
    """Easter and the holidays of the nth weekday fall where the calendar of 2016 has them."""
    assert holiday_in("easter", 2016) == date(2016, 3, 27)
    assert holiday_in("good_friday", 2016) == date(2016, 3, 25)
    assert holiday_in("thanksgiving", 2016) == date(2016, 11, 24)
    assert holiday_in("memorial_day", 2016) == date(2016, 5, 30)
    assert holiday_in("no such day", 2016) is None
