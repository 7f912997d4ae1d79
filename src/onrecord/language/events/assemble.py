"""A page's coded sentences in, its events as records out."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.language import document
from onrecord.language.actors.lookup import actor_at
from onrecord.language.events.actuality import actuality_of, by_date, is_claimed, settle
from onrecord.language.events.background import is_background
from onrecord.language.events.clauses import lemma
from onrecord.language.events.coded import Coded
from onrecord.language.events.coding import code_sentence
from onrecord.language.events.contexts import contexts_of
from onrecord.language.events.domain import Domain, domains_of
from onrecord.language.events.headlines import Reader, read_again
from onrecord.language.events.lexicon import word_set
from onrecord.language.events.parties import PRONOUNS, Side, is_party, sides_of
from onrecord.language.events.places import countries_of, locate, place_of, words_of
from onrecord.language.times.clauses import when_of
from onrecord.record import Actor, Event, Party, Place, Span, make_id


@dataclass(frozen=True, slots=True)
class _Page:
    """What is looked up once for a page."""

    doc: Doc
    countries: frozenset[str]


def find_events(doc: Doc, *, read: Reader | None = None) -> tuple[Event, ...]:
    """The events of the page, by sentence; a sentence's main event comes first.

    `read` parses headlines a second time, as prose; without it they are taken as parsed.
    """
    if not doc.has_annotation("DEP"):
        return ()
    page = _Page(doc, countries_of(doc))
    found: dict[str, Event] = {}
    domains = domains_of(doc)
    for sentence in doc.sents:
        for placed in _coded(sentence, domains, read):
            event = _event(page, sentence, placed)
            if event:
                found.setdefault(event.id, event)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Placed:
    """A coded event, and where on the page each word of the sentence it was read in stands."""

    coded: Coded
    places: tuple[int, ...] | None = None

    def at(self, i: int) -> int:
        """Where word `i` stands on the page."""
        return i if self.places is None else self.places[i]


def _coded(sentence: TokenSpan, domains: frozenset[Domain], read: Reader | None) -> list[_Placed]:
    reading = read_again(sentence, read) if read else None
    if reading:
        again = code_sentence(reading.sentence, page=domains)
        if again:
            return [_Placed(coded, reading.places) for coded in again]
    return [_Placed(coded) for coded in code_sentence(sentence, page=domains)]


def _event(page: _Page, sentence: TokenSpan, placed: _Placed) -> Event | None:
    doc, coded = page.doc, placed.coded
    trigger = _trigger(doc, placed)
    where, place = _where(page, placed)
    actors = _parties(page, placed, coded.actors)
    recipients = _parties(page, placed, coded.recipients)
    doers = {party.actor for party in actors if party.actor}
    recipients = tuple(party for party in recipients if party.actor not in doers)
    if not actors and (coded.actors or not recipients):
        return None
    when = when_of(doc, doc[placed.at(coded.trigger.i)])
    actuality = by_date(actuality_of(coded.trigger), when, doc._.published)
    kind, actuality = settle(coded, actuality)
    source = _according_to(doc, trigger[0])
    if source is None and actuality in {"happened", "ongoing"} and is_claimed(coded.trigger):
        actuality = "possible"
    return Event(
        id=make_id("event", doc._.page, kind, trigger[0].start, trigger[-1].end),
        page=doc._.page,
        type=kind,
        mode=coded.mode if kind == coded.type else None,
        actors=actors,
        recipients=recipients,
        trigger=trigger,
        sentence=document.span_of(sentence),
        where=where,
        place=place,
        when=when,
        actuality=actuality,
        according_to=source,
        background=is_background(coded.trigger, when, doc._.published),
        contexts=contexts_of(sentence),
    )


def _trigger(doc: Doc, placed: _Placed) -> tuple[Span, ...]:
    words = {placed.coded.trigger.i, *placed.coded.beside}
    return tuple(document.span_of(doc[i]) for i in sorted({placed.at(word) for word in words}))


def _parties(page: _Page, placed: _Placed, sides: tuple[Side, ...]) -> tuple[Party, ...]:
    found = (_party(page, placed, side) for side in sides)
    return tuple(party for party in found if party)


def _party(page: _Page, placed: _Placed, side: Side) -> Party | None:
    """The side as a party; "it" only where it is known whom it stands for."""
    words = page.doc[placed.at(side.start) : placed.at(side.end - 1) + 1]
    span = document.span_of(words)
    head = page.doc[placed.at(side.head)]
    actor = actor_at(page.doc, span.start, span.end)
    if head.lower_ == "it" and (actor is None or not _is_here(head, actor)):
        return _nearest(page.doc, head)
    if actor is None:
        return Party(None, span)
    if head.lower_ in PRONOUNS:
        span = _named_here(page.doc, actor, span)
    return Party(actor.id, span)


def _is_here(pronoun: Token, actor: Actor) -> bool:
    start = pronoun.sent.start_char
    return any(start <= m.start < pronoun.idx for m in actor.mentions)


def _nearest(doc: Doc, pronoun: Token) -> Party | None:
    """What "it" stands for by the nearest body or country before it in the sentence."""
    for token in reversed(doc[pronoun.sent.start : pronoun.i]):
        plural = "Plur" in token.morph.get("Number", [])
        if token.pos_ in {"NOUN", "PROPN"} and is_party(token) and not plural:
            stands = token.ent_type_ in {"GPE", "ORG"} or lemma(token) in word_set("power")
            if not stands or token.dep_ in {"compound", "poss", "nmod"}:
                continue
            side = sides_of([token])[0]
            span = document.span_of(doc[side.start : side.end])
            actor = actor_at(doc, span.start, span.end)
            return Party(actor.id if actor else None, span)
    return None


def _named_here(doc: Doc, actor: Actor, pronoun: Span) -> Span:
    """The actor's name in the pronoun's own sentence, if it stands before the pronoun."""
    words = doc.char_span(pronoun.start, pronoun.end, alignment_mode="expand")
    start = words.sent.start_char if words is not None else pronoun.start
    before = [m for m in actor.mentions if start <= m.start and m.end <= pronoun.start]
    named = [m for m in before if m.text.lower() not in PRONOUNS]
    return named[-1] if named else pronoun


def _where(page: _Page, placed: _Placed) -> tuple[Span | None, Place | None]:
    token = place_of(placed.coded.trigger)
    if token is None:
        return None, None
    start, end = words_of(token)
    words = document.span_of(page.doc[placed.at(start) : placed.at(end - 1) + 1])
    return words, locate(words.text, countries=page.countries)


def _according_to(doc: Doc, trigger: Span) -> str | None:
    """The innermost statement whose content holds the trigger."""
    over = [
        (sum(span.end - span.start for span in statement.content), statement.id)
        for statement in doc._.statements
        for span in statement.content
        if span.start <= trigger.start and trigger.end <= span.end
    ]
    return min(over)[1] if over else None
