"""A `Doc` in, its times out: candidates found, joined, chosen, and read against the page's day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from onrecord.language import document
from onrecord.language.times.choose import choose
from onrecord.language.times.combine import combine
from onrecord.language.times.direction import direction_of
from onrecord.language.times.patterns import Candidate, lowered, scan
from onrecord.language.times.readings import needs_page, value_of
from onrecord.record import Time, When

_CALENDAR = re.compile(r"(?:page|\d)")


def set_times(doc: Doc) -> Doc:
    """The component's work: `doc._.times`."""
    doc._.times = tuple(find_times(doc))
    return doc


def find_times(doc: Doc) -> Iterable[Time]:
    """The times of `doc`, by place; values are resolved where the page's day is known."""
    anchor = single_day(doc._.published)
    last: list[str] = []
    for candidate in combine(lowered(doc.text), list(scan(doc.text))):
        chosen = choose(doc, candidate)
        if chosen:
            reading = _closed(doc, chosen, last)
            if chosen.type in ("DATE", "TIME") and _CALENDAR.match(reading):
                last.append(reading)
            span = document.chars(doc, chosen.start, chosen.end)
            yield Time(span, chosen.type, value_of(reading, anchor), reading)


def _closed(doc: Doc, candidate: Candidate, last: list[str]) -> str:
    """The candidate's reading with its direction and its context filled in."""
    reading = candidate.reading
    if "{context}" in reading:
        reading = reading.replace("{context}", _context(last, candidate))
    if "{dir}" in reading:
        words = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
        reading = reading.replace("{dir}", _direction(doc, words, reading))
    return reading


def _direction(doc: Doc, words: object, reading: str) -> str:
    told = direction_of(doc, words)  # type: ignore[arg-type]
    if told == "~" and "{dir}md" not in reading:
        return "<="
    return told


def _context(last: list[str], candidate: Candidate) -> str:
    """The date before this one that it counts from, or the page's own day."""
    return last[-1] if last else "page"


def single_day(published: When) -> date | None:
    """The page's day where it is known to the day."""
    first, latest = published.earliest, published.latest
    if not first or not latest or first[:10] != latest[:10]:
        return None
    return date_of(first)


def date_of(text: str) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it has none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


__all__ = ["date_of", "find_times", "needs_page", "set_times", "single_day"]
