"""Happenings in, the lines of the timeline out, in time order."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Event, Happening, Page, Relation
from onrecord.show.dates import sort_key
from onrecord.show.index import Index, disputes_of, in_order
from onrecord.show.labels import DISPUTES

TOOK_PLACE = {"happened", "ongoing"}


@dataclass(frozen=True, slots=True)
class Line:
    """A happening with what a reader is told beside it."""

    happening: Happening
    pages: tuple[Page, ...]
    events: tuple[Event, ...]
    actuality: tuple[str, ...]
    disputes: tuple[Relation, ...]


def timeline(index: Index) -> tuple[Line, ...]:
    """All happenings in time order; those without a date come last."""
    disputes = disputes_of(index, DISPUTES)
    happenings = sorted(index.record.happenings, key=_order)
    return tuple(_line(index, happening, disputes) for happening in happenings)


def _line(index: Index, happening: Happening, disputes: dict[str, tuple[Relation, ...]]) -> Line:
    """One line; `actuality` is empty where an account has it that the thing took place."""
    events = tuple(index.events[event] for event in happening.events if event in index.events)
    kinds = {event.actuality for event in events}
    found = {
        relation.id: relation
        for part in (happening.id, *happening.events, *happening.statements)
        for relation in disputes.get(part, ())
    }
    return Line(
        happening,
        tuple(in_order(index, happening.pages)),
        events,
        () if kinds & TOOK_PLACE else tuple(sorted(kinds)),
        tuple(found[key] for key in sorted(found)),
    )


def _order(happening: Happening) -> tuple[tuple[str, str], str, str]:
    """Time, then words, then id."""
    return (sort_key(happening.when), happening.headline.text, happening.id)
