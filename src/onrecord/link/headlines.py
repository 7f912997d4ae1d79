"""Which sentence of a page tells its news best. An annotation in, `Telling`s out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.data import load_json
from onrecord.link.profiles import LEAD
from onrecord.link.texts import Sentence, sentence_span, sentences_of
from onrecord.record import Actor, Annotation, Span

LONGEST = 60
"""A sentence of more words is no headline."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence near the beginning of a page, and what it has of who, what, where and when."""

    span: Span
    rank: int
    actors: tuple[str, ...]
    where: Span | None
    score: float


def tellings_of(note: Annotation) -> list[Telling]:
    """The first sentences of the article that are not mainly a quote."""
    sentences = [each for each in sentences_of(note.page) if len(each.words) >= 4][:LEAD]
    return [
        _telling(note, sentence, rank)
        for rank, sentence in enumerate(sentences)
        if len(sentence.own) * 2 > len(sentence.words)
    ]


def best_telling(tellings: Iterable[Telling]) -> Telling | None:
    """The one with most of who, what, where and when, told earliest."""
    return min(tellings, key=lambda each: (-each.score, each.rank, each.span), default=None)


def _telling(note: Annotation, sentence: Sentence, rank: int) -> Telling:
    span = sentence_span(note.page, sentence)
    actors = [actor for actor in note.actors if _mentioned(actor, span)]
    places = [mention for actor in actors if actor.kind == "place" for mention in actor.mentions]
    where = min((place for place in places if _within(place, span)), default=None)
    who = sorted({actor.id for actor in actors if actor.kind != "place"})
    happened = [
        event
        for event in note.events
        if event.actuality in {"happened", "ongoing"} and _within(event.sentence, span)
    ]
    where = next((event.where for event in happened if event.where), None) or where
    timed = any(_within(time.span, span) for time in note.times)
    score = (
        min(len(who), 2)
        + (1.5 if happened else 0)
        + (1 if where else 0)
        + (1 if timed else 0)
        - 0.5 * rank
        - (2 if _lies_ahead(sentence) else 0)
        - (1 if len(sentence.words) > LONGEST or not _ends(span) else 0)
    )
    return Telling(span, rank, tuple(who), where, score)


def _ends(span: Span) -> bool:
    """Whether it is a whole sentence rather than a title."""
    return span.text.rstrip("\"'”’)")[-1:] in {".", "!", "?"}


def _mentioned(actor: Actor, span: Span) -> bool:
    return any(_within(mention, span) for mention in actor.mentions)


def _within(inner: Span, outer: Span) -> bool:
    return inner.page == outer.page and outer.start <= inner.start < outer.end


def _lies_ahead(sentence: Sentence) -> bool:
    return any(word.plain in _ahead() for word in sentence.own)


@cache
def _ahead() -> frozenset[str]:
    return frozenset(load_json("link/words.json")["ahead"]["entries"])
