"""Page actors' ids made story actors' ids, in everything that a page's annotation holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.record import (
    Annotation,
    Arrangement,
    Event,
    Party,
    Position,
    Statement,
    Term,
)

Ids = Mapping[str, str]


def remap_annotation(note: Annotation, ids: Ids) -> Annotation:
    """The annotation with each actor id that `ids` knows put in place of the page's own."""
    return replace(
        note,
        actors=tuple(replace(actor, id=ids.get(actor.id, actor.id)) for actor in note.actors),
        statements=tuple(_statement(each, ids) for each in note.statements),
        events=tuple(_event(each, ids) for each in note.events),
        arrangements=tuple(_arrangement(each, ids) for each in note.arrangements),
    )


def _actor(actor: str | None, ids: Ids) -> str | None:
    return None if actor is None else ids.get(actor, actor)


def _party(party: Party, ids: Ids) -> Party:
    return replace(party, actor=_actor(party.actor, ids))


def _parties(parties: Iterable[Party], ids: Ids) -> tuple[Party, ...]:
    return tuple(_party(party, ids) for party in parties)


def _statement(statement: Statement, ids: Ids) -> Statement:
    return replace(
        statement,
        speaker=_actor(statement.speaker, ids),
        source_actor=_actor(statement.source_actor, ids),
        to=_parties(statement.to, ids),
    )


def _event(event: Event, ids: Ids) -> Event:
    return replace(
        event, actors=_parties(event.actors, ids), recipients=_parties(event.recipients, ids)
    )


def _arrangement(arrangement: Arrangement, ids: Ids) -> Arrangement:
    return replace(
        arrangement,
        parties=tuple(sorted({ids.get(party, party) for party in arrangement.parties})),
        terms=tuple(_term(term, ids) for term in arrangement.terms),
        positions=tuple(_position(each, ids) for each in arrangement.positions),
    )


def _term(term: Term, ids: Ids) -> Term:
    return replace(
        term,
        party=_party(term.party, ids) if term.party else None,
        to=_party(term.to, ids) if term.to else None,
    )


def _position(position: Position, ids: Ids) -> Position:
    return replace(position, actor=_actor(position.actor, ids))
