"""Which words of a page tell its news best. An annotation in, `Telling`s out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.data import load_json
from onrecord.link.intervals import apart
from onrecord.link.profiles import LEAD
from onrecord.link.texts import Sentence, quoted_ranges, sentence_span, sentences_of
from onrecord.record import Actor, Annotation, Event, Page, Span, span_in

_IN = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
LONGEST = 60
"""A sentence of more words is no headline."""
HEADLINE = 2
"""A headline tells the news in short: it ranks with the third sentence."""
RECENT = 2
"""What lies more days before its page is no news there."""
SHORTEST = 4
"""A sentence of fewer words tells nothing."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence near the beginning of a page, and what it has of who, what, where and when."""

    span: Span
    rank: int
    actors: tuple[str, ...]
    where: Span | None
    score: float


def tellings_of(note: Annotation) -> list[Telling]:
    """The headline and the first sentences of the article that are not mainly a quote."""
    long = [each for each in sentences_of(note.page) if len(each.words) >= SHORTEST]
    title = note.page.headline
    heads = [each for each in long if title and title.start <= each.start < title.end]
    body = [each for each in long if each not in heads][:LEAD]
    return [
        _telling(note, sentence, rank)
        for rank, sentence in [(HEADLINE, each) for each in heads] + list(enumerate(body))
        if len(sentence.own) * 2 > len(sentence.words)
    ]


def best_telling(tellings: Iterable[Telling]) -> Telling | None:
    """The one with most of who, what, where and when, told earliest."""
    return min(tellings, key=lambda each: (-each.score, each.rank, each.span), default=None)


def took_place(event: Event) -> bool:
    """Whether the event is over or under way, as far as the page says."""
    return event.actuality in {"happened", "ongoing"}


def is_news(event: Event, note: Annotation) -> bool:
    """Whether the event took place, and lately, as far as the page says."""
    if event.background or not took_place(event):
        return False
    days = apart(event.when, note.page.published)
    return days is None or days <= RECENT


def within(inner: Span, outer: Span) -> bool:
    """Whether `inner` starts in `outer`."""
    return inner.page == outer.page and outer.start <= inner.start < outer.end


def own_words(page: Page, sentence: Span, trigger: Span) -> Span:
    """The stretch of the sentence around the trigger that is no quote; all of it if it is short.

    A quote that the sentence takes in without a comma ("discussed a "final step" in Oslo") is the
    sentence's own.
    """
    marks = [
        mark for mark in quoted_ranges(page.text, sentence.start, sentence.end)
        if not page.text[sentence.start : mark[0]].rstrip()[-1:].isalnum()
    ]  # fmt: skip
    start = max((last for _, last in marks if last <= trigger.start), default=sentence.start)
    end = min((first for first, _ in marks if first >= trigger.end), default=sentence.end)
    text = page.text[start:end]
    kept = text.strip(" \t\r\n,;:—–-")
    if len(kept.split()) < SHORTEST:
        return sentence
    start += text.index(kept)
    return span_in(page.id, page.text, start, start + len(kept))


def _telling(note: Annotation, sentence: Sentence, rank: int) -> Telling:
    span = sentence_span(note.page, sentence)
    actors = [actor for actor in note.actors if _mentioned(actor, span)]
    happened = [each for each in note.events if is_news(each, note) and within(each.sentence, span)]
    where = _where(note, happened, span)
    who = tuple(sorted({actor.id for actor in actors if actor.kind != "place"}))
    timed = any(time.type in {"DATE", "TIME"} and within(time.span, span) for time in note.times)
    parts = (
        min(len(who), 2),
        1.5 if any(event.according_to is None for event in happened) else 0,
        0.5 if happened else 0,
        1 if where else 0,
        1 if timed else 0,
        -1.0 * rank,
        -2 if _lies_ahead(sentence) and not happened else 0,
        -1 if len(sentence.words) > LONGEST or not _is_whole(span) else 0,
    )
    return Telling(span, rank, who, where, sum(parts))


def _where(note: Annotation, events: Iterable[Event], span: Span) -> Span | None:
    """The place that an event names, or else the first place that the sentence puts things in."""
    told = next((event.where for event in events if event.where), None)
    places = [
        mention
        for actor in note.actors
        if actor.kind == "place"
        for mention in actor.mentions
        if within(mention, span) and _IN.search(note.page.text[: mention.start][-12:])
    ]
    return told or min(places, default=None)


def _is_whole(span: Span) -> bool:
    """Whether it is a whole sentence rather than a title."""
    return span.text.rstrip("\"'”’)")[-1:] in {".", "!", "?"}


def _mentioned(actor: Actor, span: Span) -> bool:
    return any(within(mention, span) for mention in actor.mentions)


def _lies_ahead(sentence: Sentence) -> bool:
    return any(word.plain in _ahead() for word in sentence.own)


@cache
def _ahead() -> frozenset[str]:
    return frozenset(load_json("link/words.json")["ahead"]["entries"])
