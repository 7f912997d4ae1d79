"""Happenings in, the lines of the timeline out, in time order."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Event, Happening, Page, Relation
from onrecord.show.dates import sort_key
from onrecord.show.index import Index, disputes_of, in_order
from onrecord.show.labels import DISPUTES, say_dispute

TOOK_PLACE = {"happened", "ongoing"}


@dataclass(frozen=True, slots=True)
class Line:
    """A happening with what a reader is told beside it; `disputes` carry their labels."""

    happening: Happening
    pages: tuple[Page, ...]
    events: tuple[Event, ...]
    actuality: tuple[str, ...]
    disputes: tuple[tuple[Relation, str], ...]


def timeline(index: Index) -> tuple[Line, ...]:
    """All happenings in time order; those without a date come last."""
    disputes = disputes_of(index, DISPUTES)
    happenings = sorted(index.record.happenings, key=_order)
    return tuple(_line(index, happening, disputes) for happening in happenings)


def _line(index: Index, happening: Happening, disputes: dict[str, tuple[Relation, ...]]) -> Line:
    """One line; `actuality` is empty where an account has it that the thing took place."""
    events = tuple(index.events[event] for event in happening.events if event in index.events)
    kinds = {event.actuality for event in events}
    return Line(
        happening,
        tuple(in_order(index, happening.pages)),
        events,
        () if kinds & TOOK_PLACE else tuple(sorted(kinds)),
        _disputes(happening, disputes),
    )


def _disputes(
    happening: Happening, disputes: dict[str, tuple[Relation, ...]]
) -> tuple[tuple[Relation, str], ...]:
    """Relations that dispute any part of the happening, each once, with what they do to it."""
    parts = {happening.id, *happening.events, *happening.statements}
    found = {one.id: one for part in sorted(parts) for one in disputes.get(part, ())}
    return tuple(
        (found[key], say_dispute(found[key].kind, is_first=found[key].a in parts))
        for key in sorted(found)
    )


def _order(happening: Happening) -> tuple[tuple[str, str], str, str]:
    """Time, then words, then id."""
    return (sort_key(happening.when), happening.headline.text, happening.id)
