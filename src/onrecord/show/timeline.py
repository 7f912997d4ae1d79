"""Happenings in, the lines of the timeline out, in time order."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import UNKNOWN_WHEN, Event, Happening, Page, Relation, Span, Statement, When
from onrecord.show.dates import is_known, sort_key
from onrecord.show.index import Index, disputes_of, in_order, origins
from onrecord.show.labels import DISPUTES, say_dispute

TOOK_PLACE = {"happened", "ongoing"}


@dataclass(frozen=True, slots=True)
class Line:
    """What one sentence of the timeline tells: most often one happening, with what goes with it.

    `actuality` is empty where an account has it that the thing took place; `reported` is when
    its first page was published, told where the thing itself has no date; `disputes` are
    relations with what they do to this line.
    """

    ids: tuple[str, ...]
    headline: Span
    when: When
    reported: When
    where: Span | None
    pages: tuple[Page, ...]
    origins: int
    actors: tuple[str, ...]
    events: tuple[Event, ...]
    statements: tuple[str, ...]
    storyline: str | None
    actuality: tuple[str, ...]
    disputes: tuple[tuple[Relation, str], ...]


def timeline(index: Index) -> tuple[Line, ...]:
    """All happenings in time order; those without a date come last, in the order of the pages.

    Happenings of one time that one sentence tells best are one line: it would be read twice.
    """
    together: dict[tuple[Span, str | None, str | None], list[Happening]] = {}
    for happening in sorted(index.record.happenings, key=lambda one: one.id):
        key = (happening.headline, happening.when.earliest, happening.when.latest)
        together.setdefault(key, []).append(happening)
    disputes = disputes_of(index, DISPUTES)
    lines = [_line(index, tuple(group), disputes) for group in together.values()]
    return tuple(sorted(lines, key=lambda line: _order(index, line)))


def _line(
    index: Index, group: tuple[Happening, ...], disputes: dict[str, tuple[Relation, ...]]
) -> Line:
    """One line of what its happenings hold together."""
    pages = tuple(in_order(index, tuple(page for one in group for page in one.pages)))
    events = tuple(
        index.events[event]
        for event in dict.fromkeys(event for one in group for event in one.events)
        if event in index.events
    )
    kinds = {event.actuality for event in events}
    return Line(
        ids=tuple(one.id for one in group),
        headline=group[0].headline,
        when=group[0].when,
        reported=pages[0].published if pages else UNKNOWN_WHEN,
        where=next((one.where for one in group if one.where), None),
        pages=pages,
        origins=_origins(index, group, pages),
        actors=_actors(index, group),
        events=events,
        statements=_statements(index, group),
        storyline=group[0].storyline,
        actuality=() if kinds & TOOK_PLACE else tuple(sorted(kinds)),
        disputes=_disputes(group, disputes),
    )


def _actors(index: Index, group: tuple[Happening, ...]) -> tuple[str, ...]:
    """The actors of the record in the line; of several that have one name, the first."""
    by_name: dict[str, str] = {}
    for happening in group:
        for actor in happening.actors:
            if actor in index.actors:
                by_name.setdefault(index.actors[actor].name, actor)
    return tuple(by_name.values())


def _statements(index: Index, group: tuple[Happening, ...]) -> tuple[str, ...]:
    """The statements of the record in the line, in the order in which they are read."""
    held = {said for one in group for said in one.statements if said in index.statements}
    return tuple(sorted(held, key=lambda said: _place(index, index.statements[said])))


def _place(index: Index, statement: Statement) -> tuple[int, int, str]:
    """Where a statement stands: its page in order of publication, then its first words."""
    start = min((span.start for span in statement.content), default=0)
    return (index.order.get(statement.page, 0), start, statement.id)


def _origins(index: Index, group: tuple[Happening, ...], pages: tuple[Page, ...]) -> int:
    """How many independent texts tell it: as the record counts, or counted for several."""
    if len(group) == 1:
        return group[0].origins
    return origins(index, tuple(page.id for page in pages))


def _disputes(
    group: tuple[Happening, ...], disputes: dict[str, tuple[Relation, ...]]
) -> tuple[tuple[Relation, str], ...]:
    """Relations that dispute any part of the line, each once, with what they do to it."""
    parts = {part for one in group for part in (one.id, *one.events, *one.statements)}
    found = {one.id: one for part in sorted(parts) for one in disputes.get(part, ())}
    return tuple(
        (found[key], say_dispute(found[key].kind, is_first=found[key].a in parts))
        for key in sorted(found)
    )


def _order(index: Index, line: Line) -> tuple[tuple[str, str], int, int, tuple[str, ...]]:
    """Time, then where it stands in the pages."""
    page = 0 if is_known(line.when) else index.order.get(line.headline.page, 0)
    return (sort_key(line.when), page, line.headline.start, line.ids)
