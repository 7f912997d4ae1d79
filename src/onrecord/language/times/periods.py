"""Stretches of the calendar: a period has a unit and a first day; all arithmetic is here.

Nothing here knows of pages or words. Whatever falls out of the years 1 to 9999 is None.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

Unit = Literal[
    "day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"
]
UNITS: tuple[str, ...] = get_args(Unit)
MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
YEARS_IN = {"decade": 10, "century": 100}
SEASONS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
"""The month in which each season starts; a winter counts to the year in which it starts."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The `unit` that starts on `first`."""

    first: date
    unit: Unit


def period_at(unit: Unit, day: date) -> Period | None:
    """The period of `unit` that `day` lies in; a weekend is that of the week of `day`."""
    try:
        return Period(_first(unit, day), unit)
    except (ValueError, OverflowError):
        return None


def _first(unit: Unit, day: date) -> date:
    if unit == "day":
        return day
    if unit in ("week", "weekend"):
        return day - timedelta(days=day.weekday() - (5 if unit == "weekend" else 0))
    if unit == "season":
        back = day.month % 3
        return _add_months(day.replace(day=1), -back)
    if unit in MONTHS_IN:
        size = MONTHS_IN[unit]
        return date(day.year, (day.month - 1) // size * size + 1, 1)
    return date(max(day.year // YEARS_IN[unit] * YEARS_IN[unit], 1), 1, 1)


def _add_months(first: date, count: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, 1)


def shift(period: Period, count: int) -> Period | None:
    """The period `count` of its own units later, or earlier where `count` is negative."""
    try:
        return replace(period, first=_shifted(period, count))
    except (ValueError, OverflowError):
        return None


def _shifted(period: Period, count: int) -> date:
    if period.unit == "day":
        return period.first + timedelta(days=count)
    if period.unit in ("week", "weekend"):
        return period.first + timedelta(weeks=count)
    if period.unit in MONTHS_IN:
        return _add_months(period.first, count * MONTHS_IN[period.unit])
    size = YEARS_IN[period.unit]
    return date(max(period.first.year // size * size + count * size, 1), 1, 1)


def last_day(period: Period) -> date:
    """The last day of the period."""
    if period.unit == "day":
        return period.first
    if period.unit == "weekend":
        return _clamped(period.first, 1)
    following = shift(period, 1)
    return following.first - timedelta(days=1) if following else date.max


def _clamped(day: date, count: int) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max


def iso(period: Period) -> str:
    """The period as TimeML writes it: `2016-07-15`, `2016-W28`, `2016-Q3`, `201`, `20`."""
    day = period.first
    year = f"{day.year:04d}"
    iso_year, week, _ = day.isocalendar()
    season = {month: name for name, month in SEASONS.items()}.get(day.month)
    written: dict[Unit, str] = {
        "day": day.isoformat(),
        "week": f"{iso_year:04d}-W{week:02d}",
        "weekend": f"{iso_year:04d}-W{week:02d}-WE",
        "month": f"{year}-{day.month:02d}",
        "season": f"{year}-{season}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "half": f"{year}-H{(day.month + 5) // 6}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }
    return written[period.unit]


def parse_iso(text: str) -> Period | None:
    """The period that `iso` writes as `text`; None where it is no date of the calendar."""
    try:
        return _parsed(text)
    except (ValueError, OverflowError, KeyError, IndexError):
        return None


def _parsed(text: str) -> Period:
    year, _, rest = text.partition("-")
    if not year.isdecimal() or not year.isascii():
        raise ValueError(text)
    if not rest:
        units: dict[int, Unit] = {2: "century", 3: "decade", 4: "year"}
        return Period(date(max(int(year.ljust(4, "0")), 1), 1, 1), units[len(year)])
    if rest[0] == "W" and rest not in SEASONS:
        monday = date.fromisocalendar(int(year), int(rest[1:3]), 1)
        saturday = monday + timedelta(days=5)
        return Period(saturday, "weekend") if rest.endswith("-WE") else Period(monday, "week")
    return _part_of_year(int(year), rest) or Period(date.fromisoformat(text), "day")


def _part_of_year(year: int, part: str) -> Period | None:
    """The season, quarter, half or month of `year`; None for a day of a month."""
    if part in SEASONS:
        return Period(date(year, SEASONS[part], 1), "season")
    if part[0] == "Q":
        return Period(date(year, int(part[1]) * 3 - 2, 1), "quarter")
    if part[0] == "H":
        return Period(date(year, int(part[1]) * 6 - 5, 1), "half")
    return Period(date(year, int(part), 1), "month") if len(part) == 2 else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (30 February)."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
