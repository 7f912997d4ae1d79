"""What the other pages of the story, as far as they are dated, say of the day of each page.

Links and dates in, constraints out. The reach of each kind of evidence was measured: see
`benchmarks/dating.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from onrecord.language.times.readings import interval_of
from onrecord.language.times.resolving import day_in
from onrecord.link.dates.constraints import Constraint, Kind, Window, between
from onrecord.link.dates.links import Link, weekdays_of
from onrecord.record import Annotation, Step, When

REACH: Mapping[str, int] = {"copy": 6, "quote": 7, "same_news": 7, "same_plan": 30}
"""Days that may lie between a page and the pages that are so linked to it."""
FEW_REACH, FEW = 14, 3
"""The same for the same news where fewer pages than so many tell it: one may be misdated."""
FIRM_REACH = 1
"""The same for pages of the same news that name the same weekdays."""
FIRM_ALIKE, FIRM_SPREAD, FIRM_PAGES = 0.8, 2, 2
"""How alike, how near one another and how many such pages must be."""
NEAREST = 5
"""So many pages, those most alike, speak for the same news."""
NEWS_LASTS = 3
"""So many days a page may come after the day that its first sentences name; later ones, a week."""
LATE = timedelta(days=2)
"""A copy that comes out later than so after the first does not tell on which day a weekday fell."""
SURE_WIDTH: Mapping[str, int] = {"quote": 60}
SURE_WIDTH_ELSE = 6
"""A page whose own day is less sure than so many days dates no other."""
OWN_DAY = ("same_news", "same_plan")
"""Evidence that counts only where the other page itself tells its day."""
_RULES: Mapping[str, str] = {
    "copy": "carries the text of a page of {}",
    "quote": "carries a quote that a page of {} carries",
    "same_news": "tells the news that a page of {} tells",
    "same_plan": "tells of a plan that is still open on a page of {}",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def link_constraints(
    links: Collection[Link], notes: Mapping[str, Annotation], dates: Mapping[str, When]
) -> dict[str, list[Constraint]]:
    """The constraints that the pages as dated so far put on the pages linked to them."""
    copied = {link.a for link in links if link.kind == "copy"}
    late = {link.a for link in links if link.kind == "copy" and _is_late(link, dates)}
    grouped: dict[tuple[str, Kind], list[tuple[Link, Window]]] = defaultdict(list)
    for link in links:
        window = _days(dates[link.b], link.kind)
        if window and not (link.kind == "same_day" and link.b in late):
            grouped[link.a, link.kind].append((link, window))
    found: dict[str, list[Constraint]] = defaultdict(list)
    for (page, kind), members in grouped.items():
        if kind == "same_day":
            for link, window in members:
                found[page] += _from_day(link, window, copied=page in copied)
        else:
            found[page] += _near(kind, members, notes)
    return found


def _is_late(link: Link, dates: Mapping[str, When]) -> bool:
    """Whether page `a` came out days after its copy `b`: its weekdays may be those of `b`."""
    own, other = _days(dates[link.a], "copy"), _days(dates[link.b], "copy")
    return own is not None and other is not None and own[0] - other[1] > LATE


def _days(when: When, kind: Kind) -> Window | None:
    """The days of a page that may date others by evidence of this kind."""
    first, last = day_in(when.earliest), day_in(when.latest)
    if not first or not last or (last - first).days > SURE_WIDTH.get(kind, SURE_WIDTH_ELSE):
        return None
    own = when.basis in ("stated", "metadata")
    return None if kind in OWN_DAY and not own else (first, last)


def _near(
    kind: Kind, members: Sequence[tuple[Link, Window]], notes: Mapping[str, Annotation]
) -> list[Constraint]:
    """One constraint of all pages so linked: not long before the first, nor long after the last."""
    nearest = sorted(members, key=lambda each: (-each[0].alike, each[0].b))[:NEAREST]
    windows = [window for _, window in nearest]
    first, last = min(low for low, _ in windows), max(high for _, high in windows)
    firm = kind == "same_news" and _firm(nearest, (first, last), notes)
    few = kind == "same_news" and len(nearest) < FEW
    reach = timedelta(days=FIRM_REACH if firm else FEW_REACH if few else REACH[kind])
    steps = [_step(kind, link, window) for link, window in nearest]
    if firm:
        steps.append(Step("names the same days of the week as they do"))
    try:
        around = between(first - reach, last + reach)
    except OverflowError:
        return []
    return [Constraint(nearest[0][0].a, kind, around, tuple(dict.fromkeys(steps)))]


def _firm(
    members: Sequence[tuple[Link, Window]], days: Window, notes: Mapping[str, Annotation]
) -> bool:
    """Whether the pages agree so well that the page can only be of their days."""
    alike = [link for link, _ in members if link.alike >= FIRM_ALIKE]
    if len(alike) < FIRM_PAGES or (days[1] - days[0]).days > FIRM_SPREAD:
        return False
    named = weekdays_of(notes[members[0][0].a], lead=True)
    theirs = frozenset(day for link in alike for day in weekdays_of(notes[link.b]))
    return bool(named) and named <= theirs


def _step(kind: Kind, link: Link, days: Window) -> Step:
    span = link.spans[0] if link.spans and link.spans[0].page == link.a else None
    return Step(_RULES[kind].format(shown(*days)), span)


def _from_day(link: Link, days: Window, *, copied: bool) -> list[Constraint]:
    """As "Tuesday" here is the Tuesday there: the page is of the week on the side that it tells.

    A copy of any page may say so days late: its words are those of an earlier day.
    """
    start = interval_of(link.readings[1], days[0])
    end = interval_of(link.readings[1], days[1])
    if not start or not end:
        return []
    ahead = link.readings[0].endswith("ahead")
    week = timedelta(days=6)
    after = timedelta(days=NEWS_LASTS) if link.early[0] else week
    after += timedelta(days=REACH["copy"] if copied else 0)
    windows = between(start[0] - week, end[1]) if ahead else between(start[0], end[1] + after)
    weekday = _WEEKDAYS[start[0].weekday()]
    steps = (
        Step(f"{weekday} lies {'ahead' if ahead else 'behind'}", link.spans[0]),
        Step(
            f"{weekday} is {shown(start[0], end[1])} on a page of {shown(*days)} that tells of it",
            link.spans[1],
        ),
    )
    return [Constraint(link.a, "same_day", windows, steps)]


def shown(first: date, last: date) -> str:
    """As "15 July 2016", "19 July 2016 to 26 July 2016"."""
    return written(first) if first == last else f"{written(first)} to {written(last)}"


def written(day: date) -> str:
    """As "15 July 2016", whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
