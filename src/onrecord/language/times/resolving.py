"""A time and its page's date in, the interval it comes to out, with the steps that led there.

The page's date may be a day, an interval, or open at either end; the answer is as wide as that.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.language.times.readings import find, interval_of, needs_page
from onrecord.record import Step, Time, When

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SIDES = {
    "<=": "the latest {} up to then",
    ">=": "the first {} from then on",
    "<": "the latest {} before then",
    ">": "the first {} after then",
    "=": "the {} of that time",
    "~": "the {} nearest to then",
    "~<": "the {} behind, or near at hand",
    "~>": "the {} ahead, or near at hand",
}
_SEEK = re.compile(r"(<=|>=|~<|~>|<|>|=|~)(\D*)(.*)$")
_SHIFT = re.compile(r"([a-z]+)([+-])(\d+)$")
_EDGES = {"start": "the early part", "mid": "the middle part", "end": "the late part"}
_KINDS = {"m": "month named", "md": "day of the year named", "q": "quarter", "h": "half-year"}
_KINDS |= {"WE": "weekend", "SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def resolve(time: Time, published: When) -> When:
    """The interval of `time` on a page published at `published`; unknown where it cannot be told.

    A length of time and a time that recurs have no place on the calendar: they stay unknown.
    """
    reading = time.reading
    if not reading:
        return When(span=time.span)
    if not needs_page(reading):
        return _stated(time, reading)
    if not published.earliest and not published.latest:
        step = Step("counts from the page's date, which is not known", time.span)
        return When(span=time.span, because=(step,))
    return _relative(time, reading, published)


def _stated(time: Time, reading: str) -> When:
    interval = interval_of(reading, date.min)
    if not interval:
        label = "recurs" if time.type == "SET" else "a length of time"
        return When(
            span=time.span, because=(Step(f"{label}: no place on the calendar", time.span),)
        )
    first, last = _written(reading, date.min, interval)
    return When(first, last, "stated", time.span, (Step("a date in the text", time.span),))


def _written(reading: str, anchor: date, interval: tuple[date, date]) -> tuple[str, str]:
    """ISO 8601; to the minute where the words are."""
    found = find(reading, anchor)
    first, last = interval
    if found and found.part[1:2].isdigit() and found.part != "T24:00":
        return first.isoformat() + found.part, last.isoformat() + found.part
    return first.isoformat(), last.isoformat()


def _relative(time: Time, reading: str, published: When) -> When:
    low, high = _ends(reading, published)
    known = low or high
    return When(
        low,
        high,
        "relative" if known else "unknown",
        time.span,
        (Step(_from(published)), *(Step(label, time.span) for label in explain(reading))),
    )


def _ends(reading: str, published: When) -> tuple[str | None, str | None]:
    """Every reading moves forward as the page does: its ends come from the ends of the date."""
    if reading == "PAST_REF" or reading.startswith("past PX"):
        return None, published.latest
    if reading == "FUTURE_REF" or reading.startswith("next PX"):
        return published.earliest, None
    first, last = _end(reading, published.earliest), _end(reading, published.latest)
    return (first[0] if first else None), (last[1] if last else None)


def _end(reading: str, anchor: str | None) -> tuple[str, str] | None:
    day = day_in(anchor)
    interval = interval_of(reading, day) if day else None
    return _written(reading, day, interval) if day and interval else None


def day_in(text: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it has none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _from(published: When) -> str:
    first, last = (published.earliest or "")[:10], (published.latest or "")[:10]
    if first == last:
        return f"counted from the page's date, {first}"
    if first and last:
        return f"counted from the page's date, between {first} and {last}"
    side = f"not before {first}" if first else f"not after {last}"
    return f"counted from the page's date, {side}"


def explain(reading: str) -> list[str]:
    """What each step of `reading` does, in words."""
    base, *steps = reading.split()
    if base in ("past", "next"):
        label = "the stretch up to then" if base == "past" else "the stretch from then on"
        return [f"{label}, {steps[0]}"]
    if base in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"):
        return [{"PA": "before then", "PR": "about then", "FU": "after then"}[base[:2]]]
    return [label for label in map(_explained, steps) if label] or ["that day"]


def _explained(step: str) -> str | None:
    shift = _SHIFT.match(step)
    if shift:
        unit, sign, count = shift.groups()
        way = "before" if sign == "-" else "after"
        return f"{count} {unit}(s) {way}" if count != "0" else f"that {unit}"
    if step in _EDGES:
        return _EDGES[step]
    seek = _SEEK.match(step)
    if not seek:
        return None
    side, kind, rest = seek.groups()
    if kind == "d":
        return _SIDES[side].format(_WEEKDAYS[int(rest) - 1])
    return _SIDES[side].format(_KINDS.get(kind, "day named"))
