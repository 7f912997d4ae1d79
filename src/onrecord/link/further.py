"""Happenings that are no page's main thing: events told beside it, merged across pages.

Annotations and the events already told in, `Happening`s out. Each must have taken place, not only
be claimed, and stand somewhere in time: a line of a timeline without any is of no use.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from onrecord.data import load_json
from onrecord.link.groups import Groups
from onrecord.link.headlines import own_words, within
from onrecord.link.intervals import apart, bounds, known, narrow
from onrecord.record import Annotation, Event, Happening, Party, make_id

REACH = 90
"""So many characters may stand between "after" and the event that it takes as a fact."""

Notes = Mapping[str, Annotation]


def find_further(notes: Notes, used: Collection[str]) -> list[Happening]:
    """Happenings from events that are not among `used`."""
    events = {
        event.id: event
        for key in sorted(notes)
        for event in notes[key].events
        if event.id not in used and _stands_alone(event) and not _lies_ahead(event, notes[key])
    }
    groups = Groups(events)
    ordered = [events[key] for key in sorted(events)]
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if same_event(one, other):
                groups.join(one.id, other.id)
    return [_told([events[key] for key in keys], notes) for keys in groups.members()]


def parties_of(event: Event) -> frozenset[str]:
    """The actors on either side of the event."""
    return _ids(event.actors) | _ids(event.recipients)


def same_event(one: Event, other: Event) -> bool:
    """Whether two events are one: type, parties, place and time agree, and enough of them do.

    Two words for one type in one sentence ("killed in an attack") tell one event.
    """
    if one.type == other.type and one.sentence == other.sentence:
        return True
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    days = apart(one.when, other.when)
    if days or (one.place and other.place and one.place.name != other.place.name):
        return False
    doers, done_to = (
        _in_common(one.actors, other.actors),
        _in_common(one.recipients, other.recipients),
    )
    if doers is False or done_to is False:
        return False
    settled = days == 0 or bool(one.place and other.place)
    return bool(doers and done_to) or (bool(doers or done_to) and settled)


def _in_common(one: Iterable[Party], other: Iterable[Party]) -> bool | None:
    """Whether two sides have an actor in common; None where one of them names none."""
    here, there = _ids(one), _ids(other)
    return bool(here & there) if here and there else None


def _ids(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.actor for party in parties if party.actor)


def _stands_alone(event: Event) -> bool:
    """Whether it took place, by more than a claim, with parties and at some time."""
    if event.actuality != "happened" or event.type not in _entries("bodily_types"):
        return False
    if not event.trigger or not (event.actors or event.recipients):
        return False
    if event.according_to is None and known(event.when):
        return True
    sides = len(event.actors) + len(event.recipients)
    return _is_presupposed(event) and (sides > 1 or event.type == "ASSAULT")


def _lies_ahead(event: Event, note: Annotation) -> bool:
    """Whether its date is later than its page's, whatever the words say."""
    if not known(event.when) or not known(note.page.published):
        return False
    return bounds(event.when)[0] > bounds(note.page.published)[1]


def _is_presupposed(event: Event) -> bool:
    """Whether the words before it ("after", "since") take the event as a fact."""
    before = event.sentence.text[: max(event.trigger[0].start - event.sentence.start, 0)]
    match = _presupposing().search(before[-REACH:])
    return match is not None


@cache
def _presupposing() -> re.Pattern[str]:
    words = "|".join(sorted(_entries("presupposing")))
    return re.compile(rf"\b(?:{words})\b[^.,;:\"“”]*$", re.IGNORECASE)


@cache
def _entries(name: str) -> frozenset[str]:
    return frozenset(load_json("link/words.json")[name]["entries"])


def _told(events: Sequence[Event], notes: Notes) -> Happening:
    best = min(events, key=lambda event: (*_lacks(event), event.page, event.sentence, event.id))
    pages = sorted({event.page for event in events})
    ids = sorted(event.id for event in events)
    return Happening(
        id=make_id("happening", *ids),
        headline=own_words(notes[best.page].page, best.sentence, best.trigger[0]),
        when=narrow(event.when for event in events),
        where=best.where or next((event.where for event in events if event.where), None),
        actors=tuple(sorted(set().union(*map(parties_of, events)))),
        events=tuple(ids),
        statements=tuple(sorted(_said_with(events, notes))),
        pages=tuple(pages),
        origins=len({notes[page].page.origin or page for page in pages}),
    )


def _lacks(event: Event) -> tuple[bool, bool, bool, bool]:
    """What is missing of actor, recipient, time and place: the fuller event sorts first."""
    return not event.actors, not event.recipients, not known(event.when), event.where is None


def _said_with(events: Iterable[Event], notes: Notes) -> set[str]:
    """Statements that stand in the sentences of the events."""
    return {
        said.id
        for event in events
        for said in notes[event.page].statements
        if any(within(span, event.sentence) for span in said.content)
    }
