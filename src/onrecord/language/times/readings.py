"""The anchor-free reading of a time expression, and what it comes to on a given anchor day.

A reading is words apart by spaces: a base (`page`, an ISO date, `P3D`, `PAST_REF`) and then steps,
each taken from where the last one led: `page week-1`, `page <=d2 TNI`, `2016-07-15 year-1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from onrecord.language.times.periods import (
    SEASONS,
    UNITS,
    Period,
    Unit,
    day_of,
    iso,
    last_day,
    parse_iso,
    period_at,
    shift,
)

_SHIFT = re.compile(r"([a-z]+)([+-]\d+)$")
_SEEK = re.compile(r"(<=|>=|~<|~>|<|>|=|~)(?:d([1-7])|md(\d\d)-(\d\d)(?:d([1-7]))?|m(\d\d)|q([1-4])"
                   r"|h([12])|(SP|SU|FA|WI)|(WE)|holiday:([a-z_]+))$")  # fmt: skip
_PART = re.compile(r"T(?:MO|AF|EV|NI|DT|MI|\d\d(?::\d\d){0,2})$")
_ABSOLUTE = re.compile(r"\d\d")
_DURATION = re.compile(r"P(T?)(\d+)([YMWDH])$")
REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
EDGES = ("start", "mid", "end")
"""Steps that keep a part of a period: the value stays, the interval narrows."""
SIDES = ("behind", "ahead")
"""Steps that only tell on which side of the page's day the time surely lies."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading comes to: a period, the part of the day, the edge of the period."""

    period: Period
    part: str = ""
    edge: str = ""


def needs_page(reading: str) -> bool:
    """Whether the reading depends on the day on which the page was published."""
    return reading.split(maxsplit=1)[0] in ("page", "past", "next", *REFERENCES)


def find(reading: str, anchor: date | None) -> Found | None:
    """The place on the calendar of a reading that names one, seen from the day `anchor`."""
    base, *steps = reading.split()
    period = _base(base, anchor)
    found = Found(period) if period else None
    for step in steps:
        found = found and _take(found, step)
    return found


def _base(base: str, anchor: date | None) -> Period | None:
    if base == "page":
        return period_at("day", anchor) if anchor else None
    return parse_iso(base) if _ABSOLUTE.match(base) else None


def _take(found: Found, step: str) -> Found | None:
    if _PART.match(step):
        return replace(found, part=step)
    if step in EDGES:
        return replace(found, edge=step)
    if step in SIDES:
        return found
    period = _shifted(found.period, step) or _sought(found.period, step)
    return Found(period) if period else None


def _shifted(period: Period, step: str) -> Period | None:
    parts = _SHIFT.match(step)
    if not parts or parts[1] not in UNITS:
        return None
    inside = period_at(cast(Unit, parts[1]), period.first)
    return shift(inside, int(parts[2])) if inside else None


def _sought(period: Period, step: str) -> Period | None:
    """The period that `step` looks for before, after, in or near `period`."""
    parts = _SEEK.match(step)
    if not parts:
        return None
    here = period.first
    options = sorted(option for option in _candidates(parts, period))
    before = [option for option in options if last_day(option) < here]
    around = [option for option in options if option.first <= here <= last_day(option)]
    after = [option for option in options if option.first > here]
    match parts[1]:
        case "<=":
            return (before + around)[-1] if before or around else None
        case ">=":
            return (around + after)[0] if around or after else None
        case "<":
            return before[-1] if before else None
        case ">":
            return after[0] if after else None
    return min(options, key=lambda option: _distance(option, here, parts[1]), default=None)


LEAN = 5
"""`~<` and `~>` take a time on the other side only if it is this many times nearer."""


def _distance(option: Period, here: date, side: str) -> tuple[int, date]:
    """How far `option` is from `here`; days on the side that is not meant count for more."""
    behind, ahead = (here - last_day(option)).days, (option.first - here).days
    against = behind if side == "~>" else ahead if side == "~<" else 0
    return max(behind, ahead, 0) * (LEAN if against > 0 else 1), option.first


def _candidates(parts: re.Match[str], period: Period) -> Iterator[Period]:
    """Everything that `parts` may mean around `period`: in it only, where the step says `=`."""
    inside = parts[1] == "="
    if parts[2]:
        yield from _weekdays(int(parts[2]), period, inside=inside)
    elif parts[10]:
        yield from _weekends(period.first, inside=inside)
    else:
        year = period.first.year
        for near in (year,) if inside else _years(year, rare=bool(parts[5] or parts[3] == "02")):
            option = _in_year(parts, near)
            if option:
                yield option


def _years(year: int, *, rare: bool) -> range:
    reach = 12 if rare else 1
    return range(max(year - reach, 1), min(year + reach, 9999) + 1)


def _weekdays(number: int, period: Period, *, inside: bool) -> Iterator[Period]:
    if inside:
        start = period.first - timedelta(days=period.first.weekday())
        yield Period(start + timedelta(days=number - 1), "day")
        return
    for away in range(-7, 8):
        day = _moved(period.first, away)
        if day and day.isoweekday() == number:
            yield Period(day, "day")


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _weekends(day: date, *, inside: bool) -> Iterator[Period]:
    this = period_at("weekend", day)
    for count in (0,) if inside else (-1, 0, 1):
        option = shift(this, count) if this else None
        if option:
            yield option


def _in_year(parts: re.Match[str], year: int) -> Period | None:
    _, _, month, dom, weekday, alone, quarter, half, season, _, holiday = parts.groups()
    if month:
        day = day_of(year, int(month), int(dom))
        fits = day and (not weekday or day.isoweekday() == int(weekday))
        return Period(day, "day") if day and fits else None
    if alone:
        return parse_iso(f"{year:04d}-{alone}")
    if season:
        return Period(date(year, SEASONS[season], 1), "season")
    if quarter or half:
        return parse_iso(f"{year:04d}-" + (f"Q{quarter}" if quarter else f"H{half}"))
    day = holiday_in(holiday, year)
    return Period(day, "day") if day else None


_NTH_WEEKDAY = {  # month, weekday, which one of the month; -1 is the last
    "thanksgiving": (11, 4, 4),
    "labor_day": (9, 1, 1),
    "memorial_day": (5, 1, -1),
    "mlk_day": (1, 1, 3),
    "presidents_day": (2, 1, 3),
    "columbus_day": (10, 1, 2),
}
_FROM_EASTER = {
    "easter": 0, "good_friday": -2, "easter_monday": 1, "palm_sunday": -7, "ash_wednesday": -46,
}  # fmt: skip


def holiday_in(name: str, year: int) -> date | None:
    """The day of a movable holiday in `year`."""
    if name in _FROM_EASTER:
        return _moved(_easter(year), _FROM_EASTER[name])
    if name == "black_friday":
        return _moved(_nth_weekday("thanksgiving", year), 1)
    return _nth_weekday(name, year) if name in _NTH_WEEKDAY else None


def _nth_weekday(name: str, year: int) -> date:
    month, weekday, which = _NTH_WEEKDAY[name]
    days = [day for n in range(1, 32) if (day := day_of(year, month, n))]
    return [day for day in days if day.isoweekday() == weekday][which - 1 if which > 0 else which]


def _easter(year: int) -> date:
    """Western Easter: the anonymous Gregorian algorithm (Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def value_of(reading: str, anchor: date | None) -> str | None:
    """The TIMEX3 value of the reading; on no anchor what can be said without it, or None."""
    base, *steps = reading.split()
    if base in ("past", "next"):
        return steps[0]
    if base != "page" and not _ABSOLUTE.match(base):
        return base
    found = find(reading, anchor)
    if found:
        return iso(found.period) + found.part
    return _open_value(steps) if anchor is None else None


def _open_value(steps: list[str]) -> str | None:
    """What the steps alone tell: `XXXX-WXX-2`, `XXXX-08-01`, `XXXX-SU`, `XXXX-XX-XXTMO`."""
    value = None
    part = ""
    for step in steps:
        parts = _SEEK.match(step)
        if parts:
            value = _shape(parts)
        elif _PART.match(step):
            part = step
        elif step not in EDGES and step not in SIDES:
            value = None
    return (value or "XXXX-XX-XX") + part if value or part else None


def _shape(parts: re.Match[str]) -> str | None:
    _, day, month, dom, _, alone, quarter, half, season, weekend, _ = parts.groups()
    if day:
        return f"XXXX-WXX-{day}"
    if month:
        return f"XXXX-{month}-{dom}"
    if weekend:
        return "XXXX-WXX-WE"
    rest = alone or season or (quarter and f"Q{quarter}") or (half and f"H{half}")
    return f"XXXX-{rest}" if rest else None


def interval_of(reading: str, anchor: date) -> tuple[date, date] | None:
    """First and last day of the reading on one anchor day; None where it names no place."""
    base, *steps = reading.split()
    if base in ("past", "next"):
        return _stretch(base, steps[0], anchor)
    if base == "PRESENT_REF":
        return anchor, anchor
    found = find(reading, anchor)
    return _narrowed(found) if found else None


def _stretch(side: str, duration: str, anchor: date) -> tuple[date, date] | None:
    parts = _DURATION.match(duration)
    if not parts:
        return None
    units: dict[str, Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "day"}
    count = int(parts[2]) if not parts[1] else int(parts[2]) // 24 + 1
    far = plus(anchor, units[parts[3]], count if side == "next" else -count)
    if far is None:
        return None
    return (anchor, far) if side == "next" else (far, anchor)


def plus(day: date, unit: Unit, count: int) -> date | None:
    """`day` moved by `count` units, to the end of the month where the month is too short."""
    if unit in ("day", "week"):
        return _moved(day, count * (7 if unit == "week" else 1)) if abs(count) < 10**7 else None
    there = shift(Period(day.replace(day=1), "month"), count * (12 if unit == "year" else 1))
    return min(day.replace(day=1), last_day(there)) and _same_dom(there, day) if there else None


def _same_dom(month: Period, day: date) -> date:
    return min(last_day(month), month.first + timedelta(days=day.day - 1))


def _narrowed(found: Found) -> tuple[date, date]:
    """The days of a period; an early, middle or late part of it is about half of it."""
    first, last = found.period.first, last_day(found.period)
    half = ((last - first).days + 1) // 2
    if not found.edge or half == 0:
        return first, last
    if found.edge == "start":
        return first, first + timedelta(days=half)
    if found.edge == "end":
        return last - timedelta(days=half), last
    return first + timedelta(days=half // 2), last - timedelta(days=half // 2)
