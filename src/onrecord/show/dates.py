"""An interval in time in, the words for it out: "14–15 July 2016", "19 or 26 July 2016"."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.record import Span, When

NOT_KNOWN = "date not known"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_of(value: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, or None where it is open or cannot be read."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def is_known(when: When) -> bool:
    """Whether either end of the interval is known."""
    return bool(day_of(when.earliest) or day_of(when.latest))


def say_reported(when: When, reported: When) -> str:
    """The interval in words or, where it is not known, when it was reported."""
    if is_known(when) or not is_known(reported):
        return say_when(when)
    return f"reported {say_when(reported)}"


def say_when(when: When) -> str:
    """The interval in words; "date not known" where neither end is."""
    first, last = day_of(when.earliest), day_of(when.latest)
    if first and last:
        return _say_days(first, last, when) + _clock(when)
    if first:
        return f"no earlier than {say_day(first)}"
    return f"no later than {say_day(last)}" if last else NOT_KNOWN


def say_day(day: date) -> str:
    """`14 July 2016`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_short(when: When) -> str:
    """The interval without its year, for a column under a heading that names it."""
    first = day_of(when.earliest) or day_of(when.latest)
    text = say_when(when)
    return text.replace(f" {first.year}", "") if first else text


def month_of(when: When) -> str:
    """The month under which a timeline lists the interval: that of the end that is known."""
    first = day_of(when.earliest) or day_of(when.latest)
    return f"{MONTHS[first.month - 1]} {first.year}" if first else "Date not known"


def sort_key(when: When) -> tuple[str, str]:
    """Time order by the first day it can have been, then by the last; the unknown comes last."""
    first = when.earliest or when.latest or "9999"
    return (first, when.latest or first)


def _say_days(first: date, last: date, when: When) -> str:
    """Both ends in words, as short as stays exact."""
    if first >= last:
        return say_day(first)
    whole = _whole(first, last)
    if whole:
        return whole
    weekday = _weekday(when)
    if weekday is not None and first.weekday() == last.weekday() == weekday:
        return _say_weekdays(first, last)
    return _join(first, last, "–", " – ")


def _whole(first: date, last: date) -> str | None:
    """A calendar month or year, if the interval is just that."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    month_ends = first.day == 1 and (last + timedelta(days=1)).day == 1
    if month_ends and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return None


def _say_weekdays(first: date, last: date) -> str:
    """Days a week or more apart, the words naming the weekday: one of them, none between."""
    if (last - first).days == 7:
        return _join(first, last, " or ", " or ")
    name = WEEKDAYS[first.weekday()].capitalize()
    return f"a {name}, {_join(first, last, '–', ' – ')}"


def _join(first: date, last: date, near: str, far: str) -> str:
    """Two days, sharing the month and the year where they can."""
    if first.year != last.year:
        return f"{say_day(first)}{far}{say_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]}{far}{say_day(last)}"
    return f"{first.day}{near}{say_day(last)}"


def _weekday(when: When) -> int | None:
    """The weekday that the words name, if they name just one."""
    named = {
        number
        for number, name in enumerate(WEEKDAYS)
        if any(name in span.text.lower() for span in _spans(when))
    }
    return named.pop() if len(named) == 1 else None


def _spans(when: When) -> tuple[Span, ...]:
    """The words of the interval itself; those of the steps to it may speak of other days."""
    return (when.span,) if when.span else ()


def _clock(when: When) -> str:
    """The time of day, where both ends are one."""
    first, last = (when.earliest or "")[11:16], (when.latest or "")[11:16]
    return (
        f", {first}" if len(first) == 5 and when.earliest == when.latest and first == last else ""
    )
