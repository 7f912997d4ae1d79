"""Pages and what stands on them, made by hand for the tests of this folder."""

from __future__ import annotations

from onrecord.record import (
    Actor,
    Annotation,
    Event,
    Page,
    Party,
    Span,
    Statement,
    When,
    make_id,
)


def page(name, text, published=None):
    """A page that is all article; `published` is an ISO date."""
    when = When(published, published, "stated") if published else When()
    return Page(name, f"{name}.txt", name, "text", text, published=when)


def span(on, words, nth=0):
    """The span of the nth place where `words` stand on the page."""
    at = -1
    for _ in range(nth + 1):
        at = on.text.index(words, at + 1)
    return Span(on.id, at, at + len(words), words)


def actor(on, name, kind="person"):
    """An actor with all its mentions on the page; its id is its name."""
    places = [i for i in range(len(on.text)) if on.text.startswith(name, i)]
    mentions = tuple(Span(on.id, i, i + len(name), name) for i in places)
    return Actor(name, name, kind, mentions=mentions)


def said(on, speaker, cue, *content, form="indirect", within=None):
    """A statement by `speaker`, whose name stands on the page."""
    return Statement(
        id=make_id("statement", on.id, cue, *content),
        page=on.id,
        source=(span(on, speaker),),
        cue=(span(on, cue),),
        content=tuple(span(on, words) for words in content),
        form=form,
        speaker=speaker,
        within=within,
    )


def event(on, kind, doer, trigger, done_to=None, *, sentence=None, **more):
    """An event of a PLOVER type; its sentence is the line of the page that holds the trigger."""
    mark = span(on, trigger)
    line = sentence or next(line for line in on.text.split("\n") if trigger in line)
    return Event(
        id=make_id("event", on.id, kind, mark.start),
        page=on.id,
        type=kind,
        mode=None,
        actors=(Party(doer, span(on, doer)),) if doer else (),
        recipients=(Party(done_to, span(on, done_to)),) if done_to else (),
        trigger=(mark,),
        sentence=span(on, line),
        **more,
    )


def note(on, *, actors=(), statements=(), events=()):
    """The page's annotation."""
    return Annotation(on, actors=tuple(actors), statements=tuple(statements), events=tuple(events))
