"""When a page was published: the date printed in its heading, or what its metadata says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.read.dates import PrintedDate, find_dates, iso_stamp
from onrecord.read.hints import Stamp
from onrecord.record import UNKNOWN_WHEN, Span, Step, When

_UPDATED = re.compile(r"\b(?:updated?|modified|last\s+(?:changed|edited|reviewed))\b", re.I)
_PUBLISHED = re.compile(r"\b(?:published|posted|first\s+published|created)\b", re.I)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?:[/_.-]|$)")
_URL_WORD_DATE = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/([0-3]?\d)/", re.I
)
_SMALL_WORD = re.compile(r"\b[a-zà-ÿ]{3,}\b")

TOLD = 2
"""So many words in small letters before a date make it one that a sentence tells."""


def find_published(
    page: str,
    text: str,
    lines: Sequence[tuple[int, int]],
    stamps: Sequence[Stamp],
    *,
    headline: int = 0,
) -> When:
    """When the page was published; where print and metadata differ, a step says so.

    `lines` are those of the heading that print a date; one above the headline, which stands at
    `headline`, may be the day of the capture and counts less.
    """
    printed = _printed(page, text, lines, headline)
    if printed.basis == "unknown":
        return _of_stamps(stamps)
    return _agreed(printed, stamps) if stamps else printed


def url_stamp(url: str) -> Stamp | None:
    """The day that a page's address carries, as in `/2016/07/15/`."""
    match = _URL_DATE.search(url)
    value = iso_stamp("-".join(match.groups())) if match else None
    if value is None:
        match = _URL_WORD_DATE.search(url)
        value = iso_stamp(f"{match[3]} {match[2]} {match[1]}") if match else None
    return Stamp(value, "the address carries this date") if value else None


def _printed(page: str, text: str, lines: Sequence[tuple[int, int]], headline: int) -> When:
    """The date of publication among the heading's date lines; one of an update only bounds it."""
    readings = [reading for line in lines for reading in _readings(text, *line, headline)]
    if not readings:
        return UNKNOWN_WHEN
    rank, start, printed = min(readings, key=lambda reading: (reading[0], reading[1]))
    end = start + printed.end - printed.start
    span = Span(page, start, end, text[start:end])
    if rank == _UPDATE:
        step = Step("date of the last update in the heading: published then or before", span)
        return When(None, printed.latest, "stated", span, (step,))
    rule = "date line in the heading"
    if printed.ambiguous:
        rule += "; day and month could be either way round"
    return When(printed.earliest, printed.latest, "stated", span, (Step(rule, span),))


_LABELLED, _PLAIN, _ABOVE, _UPDATE = range(4)
"""How a printed date ranks: labelled as published, not labelled, above the headline, an update."""


def _readings(text: str, start: int, end: int, headline: int) -> list[tuple[int, int, PrintedDate]]:
    """Each date of a line with its rank and place; none that a sentence tells, as of a photo."""
    line = text[start:end]
    plain = _ABOVE if start < headline else _PLAIN
    found, at = [], 0
    for printed in find_dates(line):
        label = line[at : printed.start]
        published, updated = _PUBLISHED.search(label), _UPDATED.search(label)
        if not (published or updated) and len(_SMALL_WORD.findall(label)) > TOLD:
            break
        rank = _LABELLED if published else _UPDATE if updated else plain
        found.append((rank, start + printed.start, printed))
        at = printed.end
    return found


def _of_stamps(stamps: Sequence[Stamp]) -> When:
    if not stamps:
        return UNKNOWN_WHEN
    best = _finest(stamps)
    steps = (Step(best.rule), *_conflicts(stamps, best.value))
    return When(best.value, best.value, "metadata", None, steps)


def _finest(stamps: Sequence[Stamp]) -> Stamp:
    """The first stamp, or a later one that gives the time of the same day."""
    first = stamps[0]
    if len(first.value) > 10:
        return first
    finer = (s for s in stamps if s.value.startswith(first.value) and len(s.value) > 10)
    return next(finer, first)


def _conflicts(stamps: Sequence[Stamp], value: str) -> list[Step]:
    """A step for each stamp that is days away; a day is what time zones can make."""
    return [
        Step(f"{stamp.rule} says {stamp.value[:10]} instead")
        for stamp in stamps
        if _days_apart(stamp.value, value) > 1
    ]


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)


def _agreed(printed: When, stamps: Sequence[Stamp]) -> When:
    """The printed date, settled by metadata where it is open or could be read two ways."""
    latest = printed.latest or ""
    readings = {(printed.earliest or latest)[:10], latest[:10]}
    fits = [stamp for stamp in stamps if stamp.value[:10] in readings]
    if printed.earliest is None:
        before = [stamp for stamp in stamps if stamp.value[:10] <= latest[:10]]
        return _of_stamps([*before, *stamps]) if before else _noted(printed, stamps, latest)
    if printed.earliest != latest and fits:
        settled = fits[0].value
        steps = (*printed.because, Step(fits[0].rule), *_conflicts(stamps, settled))
        return When(settled, settled, "stated", printed.span, steps)
    return _noted(printed, stamps, latest)


def _noted(printed: When, stamps: Sequence[Stamp], value: str) -> When:
    """The printed date with a step for the metadata that bears it out or speaks against it."""
    agreeing = [Step(s.rule) for s in stamps if s.value[:10] == value[:10]][:1]
    return replace(printed, because=(*printed.because, *agreeing, *_conflicts(stamps, value)))
