"""What took place, however many pages report it. Annotations in, `Happening`s out.

Each page tells one main thing: pages that tell the same are grouped by how alike they are. Events
that took place and are not a page's main thing make further happenings, merged across pages where
type, parties, time and place agree. What is only planned or claimed never becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.link.alike import news_likeness, pile_of, topic_likeness
from onrecord.link.clusters import average_groups
from onrecord.link.groups import Groups
from onrecord.link.headlines import Telling, best_telling, tellings_of
from onrecord.link.intervals import apart, known, narrow
from onrecord.record import (
    UNKNOWN_WHEN,
    Annotation,
    Event,
    Happening,
    Span,
    Statement,
    Step,
    When,
    make_id,
)

SAME_HAPPENING = 0.35
"""Pages this alike, on the whole, tell one thing (benchmarks/stories.md)."""
SAME_STORYLINE = 0.15
"""Pages this alike are about one affair."""


@dataclass(frozen=True, slots=True)
class _Story:
    """What the steps below look up."""

    notes: Mapping[str, Annotation]
    origins: Mapping[str, str]


def find_happenings(annotations: Iterable[Annotation]) -> tuple[Happening, ...]:
    """All happenings: the main ones of the pages, then further ones, in the order of time."""
    notes = {each.page.id: each for each in sorted(annotations, key=lambda each: each.page.id)}
    story = _Story(notes, {key: each.page.origin or key for key, each in notes.items()})
    pile = pile_of(each.page for each in notes.values())
    groups = average_groups(notes, news_likeness(pile), least=SAME_HAPPENING)
    main = [happening for group in groups if (happening := _main(group, story))]
    further = _further(main, story)
    lines = _storylines(notes, topic_likeness(pile), groups)
    named = [replace(each, storyline=lines.get(each.pages[0])) for each in (*main, *further)]
    return tuple(sorted(named, key=_in_time))


def _in_time(happening: Happening) -> tuple[str, str, str]:
    when = happening.when
    return when.earliest or when.latest or "9", when.latest or "9", happening.id


def _storylines(
    notes: Mapping[str, Annotation],
    likeness: Mapping[tuple[str, str], float],
    groups: Sequence[Sequence[str]],
) -> dict[str, str]:
    """A storyline id for each page; pages of one happening are never parted."""
    joined = Groups(notes)
    for group in (*groups, *average_groups(notes, likeness, least=SAME_STORYLINE)):
        for other in group[1:]:
            joined.join(group[0], other)
    return {key: make_id("storyline", *members) for members in joined.members() for key in members}


def _main(pages: Sequence[str], story: _Story) -> Happening | None:
    """What the pages of one group tell; None where none of them has a sentence to tell it with."""
    tellings = {page: tellings_of(story.notes[page]) for page in pages}
    best = best_telling([telling for page in pages for telling in tellings[page]])
    if best is None:
        return None
    leads = [telling for page in pages if (telling := best_telling(tellings[page]))]
    events = _told_in(leads, story)
    where = best.where or next((each.where for each in leads if each.where), None)
    statements = [each.id for page in pages for each in story.notes[page].statements]
    return Happening(
        id=make_id("happening", *pages),
        headline=best.span,
        when=_when_told(leads, events, story),
        where=where,
        actors=tuple(sorted({actor for each in leads for actor in each.actors})),
        events=tuple(sorted(event.id for event in events)),
        statements=tuple(sorted(statements)),
        pages=tuple(sorted(pages)),
        origins=len({story.origins[page] for page in pages}),
    )


def _told_in(leads: Iterable[Telling], story: _Story) -> list[Event]:
    """Events that took place and stand in the sentences that tell the main thing."""
    return [
        event
        for lead in leads
        for event in story.notes[lead.span.page].events
        if _took_place(event) and _inside(event.sentence, lead.span)
    ]


def _inside(inner: Span, outer: Span) -> bool:
    return inner.start < outer.end and outer.start < inner.end


def _when_told(leads: Iterable[Telling], events: Iterable[Event], story: _Story) -> When:
    """From the events told, or else: not later than the pages that tell it."""
    found = narrow(event.when for event in events)
    if known(found):
        return found
    dated = [story.notes[lead.span.page].page.published for lead in leads]
    latest = min((when.latest for when in dated if when.latest), default=None)
    if latest is None:
        return UNKNOWN_WHEN
    span = next(when.span for when in dated if when.latest == latest)
    return When(
        None, latest, "inferred", None, (Step("not later than the page that tells it", span),)
    )


def _took_place(event: Event) -> bool:
    return event.actuality in {"happened", "ongoing"}


def _further(main: Sequence[Happening], story: _Story) -> list[Happening]:
    """Happenings from events that are nobody's main thing."""
    used = {event for happening in main for event in happening.events}
    events = {
        event.id: event
        for note in story.notes.values()
        for event in note.events
        if event.id not in used and _stands_alone(event)
    }
    groups = Groups(events)
    ordered = [events[key] for key in sorted(events)]
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if _same_event(one, other):
                groups.join(one.id, other.id)
    return [_from_events([events[key] for key in keys], story) for keys in groups.members()]


def _stands_alone(event: Event) -> bool:
    """Whether the event can be told by itself: it took place, not by a claim, and someone did it."""
    named = any(party.actor for party in (*event.actors, *event.recipients))
    return _took_place(event) and event.according_to is None and named


def _same_event(one: Event, other: Event) -> bool:
    """Type, parties, place and time agree, and two parties at least or place or time say so."""
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    days = apart(one.when, other.when)
    if days or (one.place and other.place and one.place.name != other.place.name):
        return False
    doers = _actors(one.actors) & _actors(other.actors)
    done_to = _actors(one.recipients) & _actors(other.recipients)
    if not _agree(one, other, doers, done_to):
        return False
    placed = bool(one.place and other.place)
    return bool(doers and done_to) or (bool(doers or done_to) and (days == 0 or placed))


def _agree(one: Event, other: Event, doers: set[str], done_to: set[str]) -> bool:
    """No side is filled in both with nobody in common."""
    actors_differ = bool(_actors(one.actors) and _actors(other.actors) and not doers)
    return not actors_differ and not (
        _actors(one.recipients) and _actors(other.recipients) and not done_to
    )


def _actors(parties: Iterable[object]) -> set[str]:
    return {party.actor for party in parties if party.actor}  # type: ignore[attr-defined]


def _from_events(events: Sequence[Event], story: _Story) -> Happening:
    best = min(events, key=lambda event: (*_fullness(event), event.page, event.sentence))
    pages = sorted({event.page for event in events})
    ids = sorted(event.id for event in events)
    return Happening(
        id=make_id("happening", *ids),
        headline=best.sentence,
        when=narrow(event.when for event in events),
        where=best.where or next((event.where for event in events if event.where), None),
        actors=tuple(sorted(_all_actors(events))),
        events=tuple(ids),
        statements=tuple(sorted(_statements_in(events, story))),
        pages=tuple(pages),
        origins=len({story.origins[page] for page in pages}),
    )


def _fullness(event: Event) -> tuple[bool, bool, bool, bool]:
    """What is missing of actor, recipient, time and place: less sorts first."""
    return not event.actors, not event.recipients, not known(event.when), event.where is None


def _all_actors(events: Iterable[Event]) -> set[str]:
    parties = [party for event in events for party in (*event.actors, *event.recipients)]
    return _actors(parties)


def _statements_in(events: Iterable[Event], story: _Story) -> set[str]:
    """Statements that stand in the sentences of the events."""
    found: dict[str, Statement] = {}
    for event in events:
        for statement in story.notes[event.page].statements:
            if any(_inside(span, event.sentence) for span in statement.content):
                found[statement.id] = statement
    return set(found)
