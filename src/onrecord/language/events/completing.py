"""Actors and events of a page in; the same out, with what the parties' own words tell of them.

An actor's country and sectors are only ever added where it has none. A party that no actor fits
becomes an actor where its words tell a country or a sector.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language.actors.lookup import actor_at
from onrecord.language.document import span_of
from onrecord.language.events.codes import (
    Codes,
    codes_of,
    is_country,
    is_land,
    is_people,
    is_seat,
    names_of_lands,
)
from onrecord.language.events.lexicon import word_set
from onrecord.language.events.parties import PRONOUNS
from onrecord.record import Actor, ActorKind, Event, Party, Span, make_id


@dataclass(frozen=True, slots=True)
class _Told:
    """A party and what its words tell; `whole` where the words go on to the noun it stands by."""

    party: Party
    words: TokenSpan
    codes: Codes
    whole: bool = False


def complete(
    doc: Doc, actors: tuple[Actor, ...], events: tuple[Event, ...]
) -> tuple[tuple[Actor, ...], tuple[Event, ...]]:
    """The actors and events, completed."""
    told: dict[Party, _Told] = {}
    for one in _all_told(doc, events):
        told.setdefault(one.party, one)
    ids = {party: id_ for party, one in told.items() if (id_ := _known(doc, one, actors))}
    made = _made([one for party, one in told.items() if party not in ids])
    ids |= {party: actor.id for actor, parties in made for party in parties}
    known = {actor.id: actor for actor in (*actors, *(actor for actor, _ in made))}
    for party, one in told.items():
        if party in ids:
            known[ids[party]] = _filled(known[ids[party]], one)
    ordered = sorted(known.values(), key=lambda actor: (actor.mentions[0], actor.id))
    return tuple(ordered), tuple(_linked(event, ids) for event in events)


def _all_told(doc: Doc, events: tuple[Event, ...]) -> Iterator[_Told]:
    for event in events:
        for party in (*event.actors, *event.recipients):
            words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
            if words is not None and words.text.lower() not in PRONOUNS:
                yield _told(event, party, words)


def _told(event: Event, party: Party, words: TokenSpan) -> _Told:
    longer = _with_noun(words)
    if longer is not None:
        return _Told(party, longer, codes_of(longer), whole=True)
    codes = codes_of(words)
    if not codes.sectors and _are_civilians(event, party, words):
        codes = replace(codes, sectors=("CVL",))
    return _Told(party, words, codes)


def _with_noun(words: TokenSpan) -> TokenSpan | None:
    """The noun with it, where that tells a sector: "US forces" for the "US" in it."""
    token = words.root
    head = token.head
    if token.dep_ not in {"amod", "compound", "nmod"} or not words.end <= head.i <= words.end + 2:
        return None
    longer = words.doc[words.start : head.i + 1]
    return longer if is_land(words.text) and codes_of(longer).sectors else None


def _are_civilians(event: Event, party: Party, words: TokenSpan) -> bool:
    """A people or a town that suffers, and a people that protests: the manual has them as CVL."""
    suffers = party in event.recipients and event.type in _SUFFERED
    protests = party in event.actors and event.type == "PROTEST"
    if words.root.pos_ in {"NOUN", "PROPN"} and words.root.tag_.endswith("S"):
        return (suffers or protests) and is_people(words.root.text)
    town = words.root.ent_type_ == "GPE" or words.root.lower_ in _TOWNS
    return suffers and town and not is_country(words.text)


_TOWNS = frozenset(
    ["town", "village", "city", "suburb", "neighbourhood", "neighborhood", "district"]
)
_SUFFERED = frozenset(["ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"])


def _known(doc: Doc, told: _Told, actors: tuple[Actor, ...]) -> str | None:
    """The actor that the party is: its own, or for a bare "Israeli" the country itself."""
    if told.whole:
        found = actor_at(doc, told.words.start_char, told.words.end_char)
        fits = found is not None and told.words.text.lower() in {
            m.text.lower() for m in found.mentions
        }
        return found.id if found and fits else None
    text = told.words.text.casefold()
    if told.party.actor or text not in names_of_lands():
        return told.party.actor
    lands = [one for one in actors if one.name.casefold() in names_of_lands()]
    held = [one for one in lands if one.country == names_of_lands()[text]]
    return next((one.id for one in held if one.kind in {"government", "place"}), None)


def _made(told: list[_Told]) -> list[tuple[Actor, list[Party]]]:
    """New actors for parties that have a code, the same words being the same actor."""
    groups: dict[str, list[_Told]] = {}
    for one in told:
        if one.codes != Codes() and one.words.root.pos_ in {"NOUN", "PROPN", "ADJ"}:
            groups.setdefault(" ".join(one.words.text.casefold().split()), []).append(one)
    return [(_new(group), [one.party for one in group]) for group in groups.values()]


def _new(group: list[_Told]) -> Actor:
    spans = tuple(sorted({span_of(one.words) for one in group}))
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


def _filled(actor: Actor, told: _Told) -> Actor:
    """The actor with a country and sectors where it had none."""
    sectors = actor.sectors or told.codes.sectors or _of_seat(actor)
    return replace(actor, country=actor.country or told.codes.country, sectors=sectors)


def _of_seat(actor: Actor) -> tuple[str, ...]:
    """A capital that acts is its government."""
    return ("GOV",) if actor.kind == "government" and is_seat(actor.name) else ()


def _linked(event: Event, ids: dict[Party, str]) -> Event:
    actors, recipients = (
        tuple(Party(ids.get(party, party.actor), party.span) for party in parties)
        for parties in (event.actors, event.recipients)
    )
    return replace(event, actors=actors, recipients=recipients)
