"""A line of page furniture in, the full date printed in it out; `28 Nov` alone is no date here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from onrecord.data import load_table

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ZONES = {row["name"]: row["offset"] for row in load_table("read/zones.tsv")}
_FIRST_YEAR = 1800
"""A stamp before this is a mark for "no date"."""
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)\b"
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?"
_DATE = "|".join(
    pattern.replace("{n}", str(number))
    for number, pattern in enumerate(
        (
            rf"\b{_MONTH}\s*{_DAY}\b\s*,?\s*{_YEAR}",  # July 15, 2016
            rf"\b{_DAY}[\s/-]*(?:of\s+)?{_MONTH}[\s,/-]*{_YEAR}",  # 15 July 2016, 15-Jul-2016
            rf"\b{_YEAR}[-/.](?P<month{{n}}>[01]?\d)[-/.]{_DAY}(?=\b|T)",  # 2016-07-15
            rf"\b{_YEAR}\s+{_MONTH}\s+{_DAY}\b",  # 2016 July 15
            r"\b(?P<a{n}>[0-3]?\d)(?P<sep{n}>[/.-])(?P<b{n}>[0-3]?\d)(?P=sep{n})"
            r"(?P<year{n}>(?:19|20)\d\d|\d\d)\b",  # 11/19/19, 15.07.2016
        )
    )
)
_CLOCK = (
    r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?|\s*(?P<half2>[ap]\.?m\b\.?))"
)
_ZONE = (
    r"\s*\(?(?P<zone>[+-]\d\d:?\d\d|(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d\d)?|"
    r"(?:[ECMP][SD]?T|[A-Z]{3,4}|Z)\b)?"
)
_FULL_DATE = re.compile(_DATE, re.I)
_CLOCK_AFTER = re.compile(rf"\s*(?:T|[,|/•·–—@-]|at)?\s*(?i:{_CLOCK}){_ZONE}")
_CLOCK_BEFORE = re.compile(
    rf"\b(?i:{_CLOCK}){_ZONE}\s*(?:[,|/•·–—-]|on)?\s*(?:[A-Z][a-z]+day,?\s*)?$"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date at `[start, end)` of a line, as ISO 8601.

    `earliest` and `latest` differ, and `ambiguous` says so, where day and month could be either
    way round.
    """

    start: int
    end: int
    earliest: str
    latest: str
    ambiguous: bool = False


def find_dates(line: str) -> list[PrintedDate]:
    """Every full date printed in `line`, with its time of day and zone where they stand by it."""
    if not re.search(r"\d", line):
        return []
    found = (_read_date(line, match) for match in _FULL_DATE.finditer(line))
    return [printed for printed in found if printed]


def _read_date(line: str, match: re.Match[str]) -> PrintedDate | None:
    days = _days(match)
    if not days:
        return None
    start, end = match.span()
    weekday = _WEEKDAY.search(line, 0, start)
    start = weekday.start() if weekday else start
    clock, start, end = _clock_beside(line, start, end)
    stamps = [day.isoformat() + clock for day in days]
    return PrintedDate(start, end, stamps[0], stamps[-1], len(stamps) > 1)


def _days(match: re.Match[str]) -> list[date]:
    """The days the match can mean: one, or two where day and month could be either way round."""
    parts = {name.rstrip("01234"): value for name, value in match.groupdict().items() if value}
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        orders = {(b, a)} if parts["sep"] == "." else {(a, b), (b, a)}
    else:
        orders = {(_month(parts["month"]), int(parts["day"]))}
    return sorted(day for month, number in orders if (day := _day(year, month, number)))


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_beside(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The time of day after or before a date as an ISO suffix, and the stretch with it."""
    after = _CLOCK_AFTER.match(line, end)
    if after and (clock := _clock(after)):
        return clock, start, after.end() if after["zone"] else _clock_end(after)
    before = _CLOCK_BEFORE.search(line, 0, start)
    if before and (clock := _clock(before)):
        return clock, before.start(), end
    return "", start, end


def _clock_end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("hour", "minute", "second", "half", "half2"))


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["half2"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    second = f":{match['second']}" if match["second"] else ""
    return f"T{hour:02}:{minute:02}{second}{_offset(match['zone'])}"


def _offset(zone: str | None) -> str:
    """An ISO offset, or nothing where the zone is not named or does not fix one."""
    if not zone:
        return ""
    if zone in _ZONES and len(zone) != 3:
        return _ZONES[zone]
    signed = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d\d)?", zone)
    if signed:
        return f"{signed[1]}{int(signed[2]):02}:{signed[3] or '00'}"
    return _ZONES.get(zone, "")


def iso_stamp(value: str) -> str | None:
    """A machine-readable stamp (`datetime`, JSON-LD, RFC 822) as ISO 8601, or `None`."""
    value = value.strip()
    try:
        stamp = datetime.fromisoformat(value)
    except ValueError:
        stamp = None
    if stamp:
        return _tidy(stamp, value) if stamp.year >= _FIRST_YEAR else None
    printed = find_dates(value)
    return printed[0].earliest if len(printed) == 1 and not printed[0].ambiguous else None


def _tidy(stamp: datetime, value: str) -> str:
    if len(value) <= 10:
        return stamp.date().isoformat()
    return stamp.replace(microsecond=0).isoformat()
