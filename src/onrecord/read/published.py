"""When a page was published: the date printed in its heading, or what its metadata says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read.dates import PrintedDate, find_dates, iso_stamp
from onrecord.read.hints import Stamp
from onrecord.record import UNKNOWN_WHEN, Span, Step, When

_UPDATED = re.compile(r"\b(?:updated?|modified|last\s+(?:changed|edited|reviewed))\b", re.I)
_PUBLISHED = re.compile(r"\b(?:published|posted|first\s+published|created)\b", re.I)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?:[/_.-]|$)")
_URL_WORD_DATE = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/([0-3]?\d)/", re.I
)


def find_published(
    page: str, text: str, lines: Sequence[tuple[int, int]], stamps: Sequence[Stamp]
) -> When:
    """When the page was published; where print and metadata differ, a step says so."""
    printed = _printed(page, text, lines)
    stated = [Stamp(s.value, s.rule) for s in stamps]
    if printed.basis == "unknown":
        return _of_stamps(stated)
    if not stated:
        return printed
    return _agreed(printed, stated)


def url_stamp(url: str) -> Stamp | None:
    """The day that a page's address carries, as in `/2016/07/15/`."""
    match = _URL_DATE.search(url)
    value = iso_stamp("-".join(match.groups())) if match else None
    if value is None:
        match = _URL_WORD_DATE.search(url)
        value = iso_stamp(f"{match[3]} {match[2]} {match[1]}") if match else None
    return Stamp(value, "the address carries this date") if value else None


def _printed(page: str, text: str, lines: Sequence[tuple[int, int]]) -> When:
    """The date of publication among the heading's date lines; one of an update only bounds it."""
    readings = [reading for line in lines for reading in _readings(text, *line)]
    if not readings:
        return UNKNOWN_WHEN
    rank, start, printed = min(readings, key=lambda reading: (reading[0], reading[1]))
    span = Span(
        page,
        start,
        start + printed.end - printed.start,
        text[start : start + printed.end - printed.start],
    )
    if rank == 2:
        step = Step("date of the last update in the heading: published then or before", span)
        return When(None, printed.latest, "stated", span, (step,))
    rule = "date line in the heading"
    if printed.ambiguous:
        rule += "; day and month could be either way round"
    return When(printed.earliest, printed.latest, "stated", span, (Step(rule, span),))


def _readings(text: str, start: int, end: int) -> list[tuple[int, int, PrintedDate]]:
    """Each date of a line with its rank: 0 labelled as published, 1 not labelled, 2 an update."""
    line = text[start:end]
    found, at = [], 0
    for printed in find_dates(line):
        label = line[at : printed.start]
        rank = 0 if _PUBLISHED.search(label) else 2 if _UPDATED.search(label) else 1
        found.append((rank, start + printed.start, printed))
        at = printed.end
    return found


def _of_stamps(stamps: Sequence[Stamp]) -> When:
    if not stamps:
        return UNKNOWN_WHEN
    best = _finest(stamps)
    steps = [Step(best.rule)]
    steps += [_conflict(s) for s in stamps if s.value[:10] != best.value[:10]]
    return When(best.value, best.value, "metadata", None, tuple(steps))


def _finest(stamps: Sequence[Stamp]) -> Stamp:
    """The first stamp, or a later one that gives the time of the same day."""
    first = stamps[0]
    return next(
        (s for s in stamps if s.value.startswith(first.value[:10]) and len(s.value) > 10), first
    )


def _conflict(stamp: Stamp) -> Step:
    return Step(f"{stamp.rule}, but differs: {stamp.value}")


def _agreed(printed: When, stamps: Sequence[Stamp]) -> When:
    """The printed date, settled by metadata where it is open or could be read two ways."""
    fits = [
        s
        for s in stamps
        if s.value[:10] in {(printed.earliest or "")[:10], (printed.latest or "")[:10]}
    ]
    others = [_conflict(s) for s in stamps if s not in fits]
    if printed.earliest != printed.latest and fits:
        steps = (*printed.because, Step(fits[0].rule), *others)
        settled = fits[0].value
        return When(settled, settled, "stated", printed.span, steps)
    if printed.earliest is None:
        before = [s for s in stamps if s.value[:10] <= (printed.latest or "")[:10]]
        if before:
            return _of_stamps([before[0], *(s for s in stamps if s is not before[0])])
    notes = [Step(s.rule) for s in fits[:1]]
    return When(
        printed.earliest,
        printed.latest,
        "stated",
        printed.span,
        (*printed.because, *notes, *others),
    )
