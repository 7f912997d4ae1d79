"""Candidates that stand side by side become one: "5 p.m." and "Friday", "late" and "June".

Each rule names the kinds it joins, what may stand between them, and makes the reading of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.language.times.patterns import Candidate

_DAYS = frozenset({"day", "weekday", "md", "context_day", "slashed"})
_YEARS = frozenset({"year", "bareyear", "rel_year"})
_WITH_EDGE = (
    _DAYS | _YEARS | {"month", "quarter", "half", "season", "rel", "decade", "century", "the_unit"}
    | {"part", "time", "latest", "context", "loose_season", "loose_day"}
)  # fmt: skip
_SPACE = re.compile(r"\s{1,4}")
_HYPHEN = re.compile(r"\s{1,4}|-")
_COMMA = re.compile(r"\s{0,3},?\s{1,4}")
_ON = re.compile(
    r"\s{0,3},?\s{1,4}(?:on\s{1,4}|of\s{1,4}|on\s{1,4}the\s{1,4}|in\s{1,4}the\s{1,4})?"
)
_AT = re.compile(r"\s{0,3},?\s{1,4}(?:at\s{1,4})?|\s{0,3}/\s{0,3}")
_OF = re.compile(r"\s{0,3},?\s{1,4}(?:of\s{1,4}|in\s{1,4})?")
_ONLY_OF = re.compile(r"\s{1,4}of\s{1,4}")
_OF_OR_ON = re.compile(r"\s{1,4}(?:(?:of|on)\s{1,4})?")
_LATE_ON = re.compile(r"\s{1,4}on\s{1,4}")
_POSSESSIVE = re.compile(r"(?:\s?['’]s)?\s{1,4}")
_PART_STEP = re.compile(r" T(?:MO|AF|EV|NI|DT|MI)$")
_EDGE_STEP = re.compile(r" (?:start|mid|end)$")


@dataclass(frozen=True, slots=True)
class _Rule:
    left: frozenset[str]
    gap: re.Pattern[str]
    right: frozenset[str]
    join: Callable[[Candidate, Candidate], Candidate | None]


def combine(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """`found`, in order, with neighbours joined until no rule fits."""
    joined: list[Candidate] = []
    for candidate in reversed(found):
        at: Candidate | None = candidate
        while joined and at:
            both = _joined(text, at, joined[-1])
            if not both:
                break
            joined.pop()
            at = both
        if at:
            joined.append(at)
    return joined[::-1]


def _joined(text: str, left: Candidate, right: Candidate) -> Candidate | None:
    if right.start - left.end > 20:
        return None
    between = text[left.end : right.start]
    if "\n\n" in between:
        return None
    for rule in _RULES:
        if (
            kind_of(left) in rule.left
            and kind_of(right) in rule.right
            and rule.gap.fullmatch(between)
        ):
            both = rule.join(left, right)
            if both:
                return both
    return None


def kind_of(candidate: Candidate) -> str:
    """The candidate's kind; years and days seen from the page are told from other units."""
    if candidate.kind in ("rel", "context", "the_unit", "yearago") and " year" in candidate.reading:
        return "rel_year"
    if candidate.kind == "context" and " day" in candidate.reading:
        return "context_day"
    return candidate.kind


def _late(left: Candidate, right: Candidate) -> Candidate | None:
    """As "late", "the end of" before a date: the same date, and which part of it."""
    loose = {"loose_season": "season", "loose_day": "context_day"}
    right = replace(right, kind=loose.get(right.kind, right.kind))
    reading = right.reading if right.type == "TIME" else f"{right.reading} {left.reading}"
    return replace(right, start=left.start, reading=reading)


def _dated_weekday(left: Candidate, right: Candidate) -> Candidate:
    """As "Friday, Oct. 13": the weekday says which year it may be."""
    weekday = left.reading[-1]
    month_day = re.sub(r"\{dir\}(md\d\d-\d\d)$", rf"{{dir}}\1d{weekday}", right.reading)
    return replace(right, start=left.start, reading=month_day, kind="day")


def _day_part(left: Candidate, right: Candidate) -> Candidate:
    """As "Friday" and "evening" or "5 p.m.": the time of that day."""
    step = right.reading.split()[-1]
    base = _EDGE_STEP.sub("", _PART_STEP.sub("", left.reading))
    return replace(left, end=right.end, type="TIME", kind="time", reading=f"{base} {step}")


def _part_day(left: Candidate, right: Candidate) -> Candidate:
    """As "5 p.m. EST" and "Nov. 6": the time of that day."""
    step = left.reading.split()[-1]
    part = _PART_STEP.search(right.reading)
    if part and part[0].strip() in ("TAF", "TEV", "TNI"):
        step = _after_noon(step)
    base = _EDGE_STEP.sub("", _PART_STEP.sub("", right.reading))
    return replace(
        right, start=left.start, type="TIME", kind="time", reading=f"{base} {step}"
    )  # fmt: skip


def _after_noon(step: str) -> str:
    """The clock time of an afternoon or evening: "3:15" is 15:15 then."""
    hour = int(step[1:3])
    return f"T{hour + 12:02d}{step[3:]}" if 0 < hour < 12 else step


def _in_year(left: Candidate, right: Candidate) -> Candidate:
    """As "June" and "last year", "the third quarter of" and "1990": that part of that year."""
    edge = _EDGE_STEP.search(right.reading)
    base = right.reading[: edge.start()] if edge else right.reading
    step = re.sub(r"^.*?(?:\{dir\}|[<>=~]=?)", "=", left.reading)
    return replace(left, end=right.end, reading=f"{base} {step}", kind=f"{left.kind}_in_year")


def _year_first(left: Candidate, right: Candidate) -> Candidate:
    """As "this year's" and "third quarter"."""
    return replace(_in_year(right, left), start=left.start, end=right.end)


_PARTS = frozenset({"clock", "part"})
_MONTHS = frozenset({"month", "md", "quarter", "half", "season", "loose_season"})
_RULES = (
    _Rule(
        frozenset({"weekday", "short_weekday"}), _COMMA, frozenset({"md", "day"}), _dated_weekday
    ),
    _Rule(_MONTHS, _OF, frozenset({"rel_year"}), _in_year),
    _Rule(_MONTHS - {"month", "md"}, _OF, _YEARS, _in_year),
    _Rule(_YEARS, _POSSESSIVE, _MONTHS - {"month", "md"}, _year_first),
    _Rule(_DAYS, _SPACE, frozenset({"part", "overnight"}), _day_part),
    _Rule(_DAYS, _AT, frozenset({"clock"}), _day_part),
    _Rule(frozenset({"clock"}), _ON, _DAYS | {"time"}, _part_day),
    _Rule(frozenset({"part", "in_part", "overnight"}), _OF_OR_ON, _DAYS, _part_day),
    _Rule(frozenset({"edge"}), _HYPHEN, _WITH_EDGE, _late),
    _Rule(frozenset({"edge"}), _LATE_ON, frozenset({"weekday", "time"}), _late),
)
