"""A page's coded sentences in, its events as records out."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language import document
from onrecord.language.events.actuality import actuality_of
from onrecord.language.events.coding import Coded, code_sentence
from onrecord.language.events.domain import domains_of
from onrecord.language.events.parties import PRONOUNS, Side
from onrecord.language.events.places import countries_of, locate, place_of, words_of
from onrecord.record import Event, Party, Place, Span, make_id


@dataclass(frozen=True, slots=True)
class _Page:
    """What is looked up once for a page."""

    doc: Doc
    mentions: tuple[tuple[int, int, str], ...]
    countries: frozenset[str]


def find_events(doc: Doc) -> tuple[Event, ...]:
    """The events of the page, by sentence; a sentence's main event comes first."""
    if not doc.has_annotation("DEP"):
        return ()
    page = _Page(doc, _mentions(doc), countries_of(doc))
    found: dict[str, Event] = {}
    domains = domains_of(doc)
    for sentence in doc.sents:
        for coded in code_sentence(sentence, page=domains):
            event = _event(page, sentence, coded)
            found.setdefault(event.id, event)
    return tuple(found.values())


def _mentions(doc: Doc) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        sorted((m.start, m.end, actor.id) for actor in doc._.actors or () for m in actor.mentions)
    )


def _event(page: _Page, sentence: TokenSpan, coded: Coded) -> Event:
    doc = page.doc
    trigger = _trigger(doc, coded)
    where, place = _where(page, coded)
    return Event(
        id=make_id("event", doc._.page, coded.type, trigger[0].start, trigger[-1].end),
        page=doc._.page,
        type=coded.type,
        mode=coded.mode,
        actors=_parties(page, coded.actors),
        recipients=_parties(page, coded.recipients),
        trigger=trigger,
        sentence=document.span_of(sentence),
        where=where,
        place=place,
        actuality=actuality_of(coded.trigger),
        according_to=_according_to(doc, trigger[0]),
    )


def _trigger(doc: Doc, coded: Coded) -> tuple[Span, ...]:
    places = sorted({coded.trigger.i, *coded.beside})
    return tuple(document.span_of(doc[i]) for i in places)


def _parties(page: _Page, sides: tuple[Side, ...]) -> tuple[Party, ...]:
    return tuple(_party(page, side) for side in sides)


def _party(page: _Page, side: Side) -> Party:
    words = page.doc[side.start : side.end]
    span = document.span_of(words)
    head = page.doc[side.head]
    actor = _actor_at(page, head.idx, head.idx + len(head.text))
    if actor and head.lower_ in PRONOUNS:
        return Party(actor, _named_here(page, actor, span))
    return Party(actor, span)


def _actor_at(page: _Page, start: int, end: int) -> str | None:
    """The actor of the shortest mention over the head word."""
    over = [m for m in page.mentions if m[0] <= start and end <= m[1]]
    return min(over, key=lambda m: (m[1] - m[0], m))[2] if over else None


def _named_here(page: _Page, actor: str, pronoun: Span) -> Span:
    """The actor's name in the pronoun's own sentence, if it stands before the pronoun."""
    sentence = page.doc.char_span(pronoun.start, pronoun.end).sent
    named = [
        (start, end)
        for start, end, who in page.mentions
        if who == actor and sentence.start_char <= start and end <= pronoun.start
    ]
    names = [m for m in named if page.doc.text[m[0] : m[1]].lower() not in PRONOUNS]
    return document.chars(page.doc, *names[-1]) if names else pronoun


def _where(page: _Page, coded: Coded) -> tuple[Span | None, Place | None]:
    token = place_of(coded.trigger)
    if token is None:
        return None, None
    start, end = words_of(token)
    words = document.span_of(page.doc[start:end])
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
