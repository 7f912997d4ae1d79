"""Intervals in time compared and combined. `When`s in, one `When` or a yes or no out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.record import UNKNOWN_WHEN, Basis, Step, When

_SURE: tuple[Basis, ...] = ("stated", "metadata", "relative", "inferred", "unknown")


def known(when: When) -> bool:
    """Whether anything is known of the time."""
    return when.earliest is not None or when.latest is not None


def bounds(when: When) -> tuple[date, date]:
    """First and last day that the time allows; an open side reaches to the end of the calendar."""
    return day(when.earliest) or date.min, day(when.latest, last=True) or date.max


def day(iso: str | None, *, last: bool = False) -> date | None:
    """The day of an ISO date or date-time; of "2016-07" the first, or the `last`. None if odd."""
    if iso is None:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return _partial(iso, last=last)


def _partial(iso: str, *, last: bool) -> date | None:
    """The first or last day of a year or month."""
    parts = iso.split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else (12 if last else 1)
        start = date(year, month, 1)
    except ValueError:
        return None
    if not last:
        return start
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def apart(one: When, other: When) -> int | None:
    """Days that surely lie between two times; 0 where they meet, None where one is not known."""
    if not known(one) or not known(other):
        return None
    (low, high), (first, last) = bounds(one), bounds(other)
    if low > last:
        return (low - last).days
    return (first - high).days if first > high else 0


def narrow(whens: Iterable[When]) -> When:
    """The interval that the times allow together, the surest and narrowest first.

    One that does not fit the others is left out, and a step says so.
    """
    usable = sorted((when for when in whens if known(when)), key=_order)
    if not usable:
        return UNKNOWN_WHEN
    best = usable[0]
    steps = list(best.because)
    for other in usable[1:]:
        if apart(best, other) == 0:
            best = _meet(best, other)
        else:
            steps.append(Step("left out: it does not fit the other pages", other.span))
    return When(best.earliest, best.latest, best.basis, best.span, tuple(dict.fromkeys(steps)))


def _order(when: When) -> tuple[int, int, str, str, int]:
    low, high = bounds(when)
    start = when.span.start if when.span else -1
    return ((high - low).days, _SURE.index(when.basis), low.isoformat(), _page(when), start)


def _page(when: When) -> str:
    return when.span.page if when.span else ""


def _meet(one: When, other: When) -> When:
    """`one`, narrowed by `other`; its basis and words stay."""
    (low, high), (first, last) = bounds(one), bounds(other)
    earliest = one.earliest if low >= first else other.earliest
    latest = one.latest if high <= last else other.latest
    return When(earliest, latest, one.basis, one.span, one.because)
