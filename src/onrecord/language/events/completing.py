"""Actors and events of a page in; the same out, with what the parties' own words tell of them.

An actor's country and sectors are only ever added where it has none. A party that no actor fits
becomes an actor where its words tell a country or a sector.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language.events.codes import Codes, codes_of, is_seat, names_of_lands, sole_country
from onrecord.language.events.lexicon import word_set
from onrecord.language.events.parties import PRONOUNS
from onrecord.record import Actor, ActorKind, Event, Party, Span, make_id

NATIONAL = frozenset(["GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "SPY", "PRM", "EDU", "LAB"])
"""Sectors that belong to a country: where the page names only one, it is theirs."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A party and what its words tell."""

    party: Party
    words: TokenSpan
    codes: Codes


def complete(
    doc: Doc, actors: tuple[Actor, ...], events: tuple[Event, ...]
) -> tuple[tuple[Actor, ...], tuple[Event, ...]]:
    """The actors and events, completed."""
    told = {one.party: one for one in _all_told(doc, events)}
    known = {actor.id: actor for actor in actors}
    fitting = {party: found for party in told if (found := _fitting(told[party], actors))}
    made = _made([one for party, one in told.items() if not party.actor and party not in fitting])
    ids = {party: actor.id for party, actor in fitting.items()} | {
        party: actor.id for actor, parties in made for party in parties
    }
    sole = sole_country([doc[:]]) if told else None
    known |= {actor.id: actor for actor, _ in made}
    for party, one in told.items():
        actor = known.get(ids.get(party, party.actor or ""))
        if actor is not None:
            known[actor.id] = _filled(actor, one, sole)
    ordered = sorted(known.values(), key=lambda actor: (actor.mentions[0], actor.id))
    return tuple(ordered), tuple(_linked(event, ids) for event in events)


def _all_told(doc: Doc, events: tuple[Event, ...]) -> Iterator[_Told]:
    for event in events:
        for party in (*event.actors, *event.recipients):
            words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
            if words is not None and words.text.lower() not in PRONOUNS:
                yield _Told(party, words, codes_of(words))


def _fitting(told: _Told, actors: tuple[Actor, ...]) -> Actor | None:
    """For a bare "Israeli" or a nation's name: the country itself, where the page has it."""
    text = told.words.text.casefold()
    if told.party.actor or text not in names_of_lands():
        return None
    country = names_of_lands()[text]
    held = [
        one for one in actors if one.country == country and one.name.casefold() in names_of_lands()
    ]
    held = [one for one in held if one.kind in {"government", "place"}]
    return held[0] if held else None


def _made(told: list[_Told]) -> list[tuple[Actor, list[Party]]]:
    """New actors for parties that have a code, the same words being the same actor."""
    groups: dict[str, list[_Told]] = {}
    for one in told:
        if one.codes != Codes() and one.words.root.pos_ in {"NOUN", "PROPN", "ADJ"}:
            groups.setdefault(" ".join(one.words.text.casefold().split()), []).append(one)
    return [(_new(group), [one.party for one in group]) for group in groups.values()]


def _new(group: list[_Told]) -> Actor:
    spans = tuple(sorted({one.party.span for one in group}))
    first: Span = spans[0]
    words = group[0].words
    return Actor(
        id=make_id("actor", first.page, first.start, first.end, first.text),
        name=first.text,
        kind=_kind(words),
        mentions=spans,
        unnamed=words.root.pos_ == "NOUN",
    )


def _kind(words: TokenSpan) -> ActorKind:
    root = words.root
    if root.ent_type_ in {"GPE", "LOC", "FAC"} or root.lower_ in word_set("place"):
        return "place"
    if root.ent_type_ == "ORG" or root.lower_ in _BODIES:
        return "government" if root.lower_ in {"government", "ministry"} else "organization"
    plural = "Plur" in root.morph.get("Number", []) or root.lower_ in word_set("plurals")
    if plural or root.ent_type_ == "NORP":
        return "people"
    return "person" if root.ent_type_ == "PERSON" or root.pos_ == "NOUN" else "organization"


_BODIES = frozenset(["government", "ministry", "party", "group", "commission", "agency", "court"])


def _filled(actor: Actor, told: _Told, sole: str | None) -> Actor:
    """The actor with a country and sectors where it had none."""
    sectors = actor.sectors or told.codes.sectors or _of_seat(actor)
    country = actor.country or told.codes.country
    if country is None and sole and set(sectors) & NATIONAL and not set(sectors) & {"IGO", "NGO"}:
        country = sole if sole_country([told.words.sent]) == sole else None
    return replace(actor, country=country, sectors=sectors)


def _of_seat(actor: Actor) -> tuple[str, ...]:
    """A capital that acts is its government."""
    return ("GOV",) if actor.kind == "government" and is_seat(actor.name) else ()


def _linked(event: Event, ids: dict[Party, str]) -> Event:
    actors, recipients = (
        tuple(Party(ids.get(party, party.actor), party.span) for party in parties)
        for parties in (event.actors, event.recipients)
    )
    return replace(event, actors=actors, recipients=recipients)
