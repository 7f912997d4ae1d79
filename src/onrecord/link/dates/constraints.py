"""Constraints on the day of one page in, the interval that they allow together out.

A constraint is a set of days, written as windows: the page's day lies in one of them. Solving
takes the surest first; one that leaves no day is set aside, and a step shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.record import Step

Window = tuple[date, date]
Kind = Literal["stated", "captured", "text", "copy", "quote", "same_day", "same_plan", "same_news"]
SUREST: tuple[Kind, ...] = (
    "stated", "captured", "text", "copy", "same_day", "quote", "same_news", "same_plan",
)  # fmt: skip
"""Kinds of evidence, the surest first."""
ALWAYS: tuple[Window, ...] = ((date.min, date.max),)
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Evidence that comes back every year is written out for these; outside it says nothing."""
EDGE = 12
"""Within so many years of those, a side is open: a weekday and a day meet again in 11 at most."""
FEW = 4
"""So many single days are named one by one."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one piece of evidence says of the day on which `page` was published."""

    page: str
    kind: Kind
    windows: tuple[Window, ...]
    because: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """The windows that are left, the constraints that narrowed them, and those set aside."""

    windows: tuple[Window, ...]
    used: tuple[Constraint, ...]
    against: tuple[Constraint, ...]

    @property
    def earliest(self) -> date | None:
        """The first day, None where that side is open."""
        first = self.windows[0][0]
        return None if first.year <= FIRST_YEAR + EDGE else first

    @property
    def latest(self) -> date | None:
        """The last day, None where that side is open."""
        last = self.windows[-1][1]
        return None if last.year >= LAST_YEAR - EDGE else last


def between(earliest: date | None, latest: date | None) -> tuple[Window, ...]:
    """One window, open where a side is None."""
    return ((earliest or date.min, latest or date.max),)


def solve(constraints: Iterable[Constraint]) -> Solution:
    """What the constraints on one page allow together; their order does not matter."""
    windows: tuple[Window, ...] = ALWAYS
    used: list[Constraint] = []
    against: list[Constraint] = []
    for constraint in sorted(constraints, key=_order):
        narrowed = meet(windows, constraint.windows)
        if not narrowed:
            against.append(constraint)
        elif narrowed != windows:
            windows = narrowed
            used.append(constraint)
    return Solution(windows, tuple(used), tuple(against))


def _order(constraint: Constraint) -> tuple[int, int, tuple[Window, ...], str]:
    size = sum((last - first).days for first, last in constraint.windows)
    rules = "|".join(step.rule for step in constraint.because)
    return SUREST.index(constraint.kind), size, constraint.windows, rules


def meet(one: Sequence[Window], other: Sequence[Window]) -> tuple[Window, ...]:
    """The days that lie in a window of both; windows are sorted and do not overlap."""
    found: list[Window] = []
    i = j = 0
    while i < len(one) and j < len(other):
        first, last = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if first <= last:
            found.append((first, last))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def union(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same days as sorted windows that do not overlap."""
    joined: list[Window] = []
    for first, last in sorted(windows):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def days_named(windows: Sequence[Window]) -> tuple[date, ...]:
    """The days, if they are few and lie apart; else none."""
    days = [first for first, last in windows if first == last]
    return tuple(days) if len(days) == len(windows) and 1 < len(days) <= FEW else ()


def season_named(solution: Solution) -> Window | None:
    """The part of the year that is left, where it is the same in years that are not known."""
    middle = solution.windows[len(solution.windows) // 2]
    if solution.earliest or solution.latest or middle[1].year - middle[0].year > 1:
        return None
    return middle
