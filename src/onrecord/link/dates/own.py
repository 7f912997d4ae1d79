"""What a page says of its own day: its date as read, its capture, and the times in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from onrecord.language.times.combine import combine
from onrecord.language.times.patterns import lowered, scan
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
from onrecord.record import Annotation, Page, Step, Time, span_in

_MONTH_DAY = re.compile(
    r"page (?:~[<>]?|<=|>=)md(\d\d)-(\d\d)(?:d([1-7]))?(?: T\S+)?(?: (behind|ahead))?$"
)
_CHANGED = re.compile(r"(?i)\b(?:amended|updated|corrected|modified|edited|changed)\b")
"""What a page says of its own later versions tells nothing of the first."""
_REACH: Mapping[str | None, tuple[int, int]] = {
    "behind": (0, 250),
    "ahead": (120, 0),
    None: (120, 250),
}
"""The page is of so many days before and after a day of the year that it names without the year."""
DATELINE = (0, 2)
"""The same for the day in its own date line or dateline."""
SHOWN = 2
"""So many signs of capture are shown."""
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,60}?\b((?:19|20)\d\d)\b(?![-–]\d)", re.I)


def own_constraints(note: Annotation) -> tuple[Constraint, ...]:
    """The page's constraints on its own day."""
    found = [*_published(note.page), *_captured(note.page), *_date_lines(note.page)]
    for time in note.times:
        found.extend(_of_time(note.page, time))
    return tuple(found)


def capture_steps(page: Page) -> tuple[Step, ...]:
    """Years in a page's furniture tell when it was captured, not when it came out: shown only."""
    steps = []
    for block in page.blocks:
        if block.kind == "boilerplate":
            for match in _COPYRIGHT.finditer(page.text, block.start, block.end):
                span = span_in(page.id, page.text, match.start(), match.end())
                rule = f"captured in {match[1]} or after, by its furniture: not its own day"
                steps.append(Step(rule, span))
    return tuple(steps[:SHOWN])


def _date_lines(page: Page) -> Iterator[Constraint]:
    """A day without its year in a date line or a dateline: the page is of that day of some year."""
    for block in page.blocks:
        if block.kind in ("date", "dateline"):
            text = page.text[block.start : block.end]
            for candidate in combine(lowered(text), list(scan(text))):
                match = _MONTH_DAY.match(candidate.reading.replace("{dir}", "~"))
                if match:
                    windows = _yearly(int(match[1]), int(match[2]), match[3], DATELINE)
                    low, high = block.start + candidate.start, block.start + candidate.end
                    step = Step(
                        f"its {block.kind} line carries this day",
                        span_in(page.id, page.text, low, high),
                    )
                    yield Constraint(page.id, "text", windows, (step,))


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
        windows = _yearly(int(match[1]), int(match[2]), match[3], _REACH[match[4]])
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


def _yearly(
    month: int, dom: int, weekday: str | None, reach: tuple[int, int]
) -> tuple[Window, ...]:
    """The days of any year so far before and after a day of the year."""
    windows = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        day = day_of(year, month, dom)
        if day and (not weekday or day.isoweekday() == int(weekday)):
            windows.append((day - timedelta(days=reach[0]), day + timedelta(days=reach[1])))
    return union(windows)
