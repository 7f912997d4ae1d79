"""What a page says of its own day: its date as read, its capture, and the times in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.language.times.periods import day_of
from onrecord.language.times.readings import interval_of
from onrecord.language.times.resolving import day_in
from onrecord.link.dates.constraints import (
    FIRST_YEAR,
    LAST_YEAR,
    Constraint,
    Window,
    between,
    union,
)
from onrecord.record import Annotation, Page, Step, Time

_MONTH_DAY = re.compile(
    r"page (?:~[<>]?|<=|>=)md(\d\d)-(\d\d)(?:d([1-7]))?(?: T\S+)?(?: (behind|ahead))?$"
)
_CHANGED = re.compile(r"(?i)\b(?:amended|updated|corrected|modified|edited|changed)\b")
"""What a page says of its own later versions tells nothing of the first."""
BEHIND, AHEAD = 250, 120
"""A day of the year named without its year lies no more than so many days behind or ahead."""


def own_constraints(note: Annotation) -> tuple[Constraint, ...]:
    """The page's constraints on its own day."""
    found = [*_published(note.page), *_captured(note.page)]
    for time in note.times:
        found.extend(_of_time(note.page, time))
    return tuple(found)


def _published(page: Page) -> Iterator[Constraint]:
    first, last = day_in(page.published.earliest), day_in(page.published.latest)
    if first or last:
        yield Constraint(page.id, "stated", between(first, last), page.published.because)


def _captured(page: Page) -> Iterator[Constraint]:
    """Nothing is captured before it is published; a day is allowed for time zones."""
    day = day_in(page.captured)
    if day and day < date.max:
        step = Step(f"captured on {day.isoformat()}, so published by then")
        yield Constraint(page.id, "captured", between(None, day + timedelta(days=1)), (step,))


def _of_time(page: Page, time: Time) -> Iterator[Constraint]:
    reading = time.reading or ""
    side = reading.rpartition(" ")[2]
    if reading[:2].isdigit() and side in ("behind", "ahead"):
        yield from _full_date(page, time, side)
    match = _MONTH_DAY.match(reading)
    if match and (match[3] or match[4]):
        windows = _yearly(int(match[1]), int(match[2]), match[3], match[4])
        if windows:
            label = f"names a day of the year that lies {match[4] or 'near'}"
            label += ", with its weekday" if match[3] else ""
            yield Constraint(page.id, "text", windows, (Step(label, time.span),))


def _full_date(page: Page, time: Time, side: str) -> Iterator[Constraint]:
    interval = interval_of(time.reading or "", date.min)
    if interval and not _CHANGED.search(page.text, max(time.span.start - 40, 0), time.span.start):
        behind = side == "behind"
        windows = between(interval[0], None) if behind else between(None, interval[1])
        step = Step(f"names a date that lies {side}", time.span)
        yield Constraint(page.id, "text", windows, (step,))


def _yearly(month: int, dom: int, weekday: str | None, side: str | None) -> tuple[Window, ...]:
    """The days, of any year, from which a day of the year lies near on the side that is told."""
    windows = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        day = day_of(year, month, dom)
        if day and (not weekday or day.isoweekday() == int(weekday)):
            before = day if side == "behind" else day - timedelta(days=AHEAD)
            after = day if side == "ahead" else day + timedelta(days=BEHIND)
            windows.append((before, after))
    return union(windows)
