"""A `Doc` in, its times out: candidates found, joined, chosen, and read against the page's day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language import document
from onrecord.language.times.choose import choose
from onrecord.language.times.combine import combine
from onrecord.language.times.direction import (
    FUTURE,
    PAST,
    direction_of,
    is_done,
    sure_side,
    told_then,
)
from onrecord.language.times.order import in_order, order_of
from onrecord.language.times.patterns import Candidate, lowered, scan
from onrecord.language.times.periods import UNITS
from onrecord.language.times.readings import find, value_of
from onrecord.record import Time, When

_CALENDAR = re.compile(r"page|\d")
_DATED = re.compile(r"\d\d|page (?:<=|>=|~[<>]?)(?:d|m|md)\d")
_SOME_DAY = datetime.date(2000, 1, 1)
_ONE_SIDED = re.compile(r"\{dir\}(?:d|m|md)\d")
_YEAR_BACK = re.compile(r" year-1$")
_PART = re.compile(r" T[\w:]+$")
_BEHIND = re.compile(r"page <=d[1-7]$")
_NEAR = 150
"""A clock time is of the day that was named so many characters before."""


def set_times(doc: Doc) -> Doc:
    """The component's work: `doc._.times`."""
    doc._.times = tuple(find_times(doc))
    return doc


def find_times(doc: Doc) -> Iterator[Time]:
    """The times of `doc`, by place; values are resolved where the page's day is known."""
    anchor = single_day(doc._.published)
    past = _Past()
    text = document.text_of(doc)
    for candidate in combine(lowered(text), list(scan(text))):
        chosen = choose(doc, candidate)
        if chosen:
            span = document.chars(doc, chosen.start, chosen.end)
            if _is_untold(doc, chosen, past):
                yield Time(span, chosen.type, None)
                continue
            reading = _closed(doc, chosen, past)
            past.note(chosen, reading)
            reading = _sided(doc, chosen, reading)
            yield Time(span, chosen.type, value_of(reading, anchor), reading)


def _is_untold(doc: Doc, candidate: Candidate, past: _Past) -> bool:
    """Whether it counts from something that no date tells, as "two days later" at the start."""
    if candidate.kind == "later":
        return past.date == "page" and direction_of(_words(doc, candidate)) != FUTURE
    if candidate.name not in ("that_unit", "that_part"):
        return False
    return _context(past.date, candidate.reading) == "page"


class _Past:
    """The dates of the page so far: what "the next day" and "a year earlier" count from."""

    __slots__ = ("at", "date", "quarter")

    def __init__(self) -> None:
        self.date = "page"
        self.at = 0
        self.quarter: str | None = None

    def note(self, candidate: Candidate, reading: str) -> None:
        """Remember a date; a year-ago figure is only an aside."""
        if candidate.type not in ("DATE", "TIME") or not _CALENDAR.match(reading):
            return
        if candidate.kind.startswith("quarter"):
            self.quarter = reading
        if not _YEAR_BACK.search(reading) and candidate.kind not in ("latest", "the_unit"):
            self.date, self.at = _PART.sub("", reading), candidate.end


def _closed(doc: Doc, candidate: Candidate, past: _Past) -> str:
    """The candidate's reading with its direction and its context filled in."""
    reading = candidate.reading
    if _YEAR_BACK.search(reading) and candidate.kind != "rel":
        reading = _year_back(reading, past)
    elif reading.endswith("{context} quarter+0"):
        reading = past.quarter or "page quarter-1"
    if reading.startswith("{order}"):
        reading = _ordered(doc, reading.removeprefix("{order}"))
    if candidate.kind == "clock" and candidate.start - past.at < _NEAR:
        reading = reading.replace("page T", f"{_context(past.date, 'page day+0')} T", 1)
    if "{context}" in reading:
        reading = reading.replace("{context}", _context(past.date, reading))
    if "{dir}" not in reading:
        return reading
    if candidate.kind in ("weekday", "time") and _said_before(doc, candidate, past):
        return reading.replace("page {dir}", f"{past.date} >")
    return reading.replace("{dir}", _direction(_words(doc, candidate), reading))


def _said_before(doc: Doc, candidate: Candidate, past: _Past) -> bool:
    """Whether "would" and the day on which it was said tell of which weekday the words are."""
    if not _BEHIND.match(past.date) or not 0 <= candidate.start - past.at < _NEAR:
        return False
    words = _words(doc, candidate)
    return told_then(words) and words.sent.start_char < past.at


def _ordered(doc: Doc, written: str) -> str:
    order = order_of(document.text_of(doc), single_day(doc._.published), written)
    return in_order(written, order)


def _sided(doc: Doc, candidate: Candidate, reading: str) -> str:
    """The reading with the side of the page's day on which the time surely lies."""
    if candidate.type not in ("DATE", "TIME") or not _DATED.match(reading):
        return reading
    side = sure_side(_words(doc, candidate))
    return f"{reading} {side}" if side else reading


def _words(doc: Doc, candidate: Candidate) -> TokenSpan:
    """The tokens of a candidate; `choose` has let none pass that has no tokens."""
    words = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
    return words if words is not None else doc[0:1]


def _context(date: str, reading: str) -> str:
    """The date to count from; the page's own where the last one is no finer than needed."""
    unit = reading.split()[1].rstrip("+-0123456789")
    period = find(date, _SOME_DAY)
    coarse = period and unit in UNITS and UNITS.index(period.period.unit) > UNITS.index(unit)
    return "page" if coarse or not period else date


def _year_back(reading: str, past: _Past) -> str:
    """A year before the quarter whose figures the page reports, or before its last date."""
    if reading.startswith("page year-1 ="):
        return reading
    if past.quarter:
        return f"{past.quarter} quarter-4"
    if past.date.startswith("page quarter"):
        return f"{past.date} quarter-4"
    return reading


def _direction(words: TokenSpan, reading: str) -> str:
    """The side on which to look: one side alone for weekdays, and where the words are sure."""
    side = sure_side(words) if _ONE_SIDED.search(reading) else None
    if side:
        return PAST if side == "behind" else FUTURE
    if _ONE_SIDED.search(reading) and is_done(words):
        return PAST
    told = direction_of(words)
    if "{dir}d" in reading or "{dir}WE" in reading:
        return told or PAST
    return {PAST: "~<", FUTURE: "~>"}.get(told or "", "~")


def single_day(published: When) -> datetime.date | None:
    """The page's day where it is known to the day."""
    first, latest = published.earliest, published.latest
    if not first or not latest or first[:10] != latest[:10]:
        return None
    return date_of(first)


def date_of(text: str) -> datetime.date | None:
    """The day of an ISO 8601 date or date-time; None where it has none."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
