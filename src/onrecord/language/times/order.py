"""A page's text and day in, the order of its dates in digits out: 3/4/2016, March or April.

Other dates of the page tell: one that can be read one way only, month names before or after their
days, British or American spelling, the page's own day. Where they do not agree nothing is told.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Literal

from onrecord.data import load_json

Order = Literal["month", "day"]
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH_FIRST = re.compile(rf"(?<!\d )\b{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}(?! \d{{1,2}}\b)", re.IGNORECASE)


def order_of(text: str, day: datetime.date | None, written: str) -> Order | None:
    """What comes first in the page's dates in digits; `written` is the date in month order."""
    told = (_by_numbers(text), _by_names(text), _by_spelling(text), _by_day(day, written))
    return next((order for order in told if order), None)


def in_order(written: str, order: Order | None) -> str:
    """`2016-03-04`, written so month first, in the page's order; the year where that is unknown.

    Steps that follow stay, but for those that a year cannot take.
    """
    day, *steps = written.split()
    year, first, second = day.split("-")
    if not order:
        return year
    return " ".join((day if order == "month" else f"{year}-{second}-{first}", *steps))


def _by_numbers(text: str) -> Order | None:
    pairs = [(int(first), int(second)) for first, second in _SLASHED.findall(text)]
    month = any(first <= 12 < second <= 31 for first, second in pairs)
    return _one(month, any(second <= 12 < first <= 31 for first, second in pairs))


def _by_names(text: str) -> Order | None:
    return _one(bool(_MONTH_FIRST.search(text)), bool(_DAY_FIRST.search(text)))


def _by_spelling(text: str) -> Order | None:
    month, day = (bool(_spelled(name).search(text)) for name in ("month_first", "day_first"))
    return _one(month, day)


@cache
def _spelled(name: str) -> re.Pattern[str]:
    """Small letters alone: names keep their own spelling."""
    return re.compile(rf"\b(?:{'|'.join(load_json('times/words.json')[name])})\b")


def _by_day(day: datetime.date | None, written: str) -> Order | None:
    """The page's own day, if the date is that in one of the orders."""
    if not day:
        return None
    dated = written.split(maxsplit=1)[0]
    return _one(day.isoformat() == dated, day.isoformat() == in_order(dated, "day"))


def _one(month: bool, day: bool) -> Order | None:
    """The order for which there is evidence, if there is none for the other."""
    if month == day:
        return None
    return "month" if month else "day"
