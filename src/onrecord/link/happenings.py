"""What took place, however many pages report it. Annotations in, `Happening`s out.

Each page tells one main thing: pages that tell the same are grouped by how alike they are. Events
that took place and are not a page's main thing make further happenings (`further.py`). What is
only planned or claimed never becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.link.alike import news_likeness, pile_of, topic_likeness
from onrecord.link.clusters import average_groups
from onrecord.link.further import find_further, parties_of
from onrecord.link.groups import Groups
from onrecord.link.headlines import Telling, best_telling, is_news, tellings_of, took_place, within
from onrecord.link.intervals import bounds, day, known, narrow
from onrecord.record import (
    UNKNOWN_WHEN,
    Annotation,
    Event,
    Happening,
    Span,
    Step,
    When,
    make_id,
)

SAME_HAPPENING = 0.5
"""Pages this likely, on the whole, to tell one thing do (benchmarks/stories.md)."""
SAME_STORYLINE = 0.15
"""Pages whose words meet this far, on the whole, are about one affair."""

Notes = Mapping[str, Annotation]


@dataclass(frozen=True, slots=True)
class _Main:
    """What one page tells: its best sentence and the events in it."""

    note: Annotation
    lead: Telling
    events: tuple[Event, ...]


def find_happenings(annotations: Iterable[Annotation]) -> tuple[Happening, ...]:
    """All happenings: the main ones of the pages, then further ones, in the order of time."""
    notes = {each.page.id: each for each in sorted(annotations, key=lambda each: each.page.id)}
    pile = pile_of(each.page for each in notes.values())
    groups = average_groups(notes, news_likeness(pile), least=SAME_HAPPENING)
    main = [told for group in groups if (told := _main(group, notes))]
    used = {event for happening in main for event in happening.events}
    further = find_further(notes, used)
    lines = _storylines(notes, topic_likeness(pile), groups)
    named = [replace(each, storyline=lines.get(each.pages[0])) for each in (*main, *further)]
    return tuple(sorted(named, key=_in_time))


def _in_time(happening: Happening) -> tuple[str, str, str]:
    when = happening.when
    return when.earliest or when.latest or "9", when.latest or "9", happening.id


def _storylines(
    notes: Notes, likeness: Mapping[tuple[str, str], float], groups: Sequence[Sequence[str]]
) -> dict[str, str]:
    """A storyline id for each page; pages of one happening are never parted."""
    joined = Groups(notes)
    for group in (*groups, *average_groups(notes, likeness, least=SAME_STORYLINE)):
        for other in group[1:]:
            joined.join(group[0], other)
    return {key: make_id("storyline", *members) for members in joined.members() for key in members}


def _main(pages: Sequence[str], notes: Notes) -> Happening | None:
    """What the pages of one group tell; None where none of them has a sentence to tell it with."""
    found = [told for page in pages if (told := _told_by(notes[page]))]
    best = best_telling(each.lead for each in found)
    if best is None:
        return None
    in_leads = [event for each in found for event in each.events]
    events = {event.id for page in pages for event in _of_main(notes[page], in_leads)}
    return Happening(
        id=make_id("happening", *pages),
        headline=best.span,
        when=_when_told(found),
        where=best.where or next((each.lead.where for each in found if each.lead.where), None),
        actors=tuple(sorted({actor for each in found for actor in each.lead.actors})),
        events=tuple(sorted(events)),
        statements=tuple(sorted(said.id for page in pages for said in notes[page].statements)),
        pages=tuple(sorted(pages)),
        origins=len({notes[page].page.origin or page for page in pages}),
    )


def _told_by(note: Annotation) -> _Main | None:
    """The page's best sentence and the events in it."""
    lead = best_telling(tellings_of(note))
    if lead is None:
        return None
    told = [each for each in note.events if took_place(each) and within(each.sentence, lead.span)]
    return _Main(note, lead, tuple(told))


def _of_main(note: Annotation, told: Sequence[Event]) -> list[Event]:
    """The events of the page that are among the told, or only tell one of them again."""
    happened = [event for event in note.events if took_place(event)]
    return [each for each in happened if any(_tells_again(each, event) for event in told)]


def _tells_again(event: Event, told: Event) -> bool:
    """Whether an event may be the one told: all its parties are in that, at no other time."""
    if event.id == told.id:
        return True
    parties = parties_of(event)
    same = event.type == told.type and bool(parties) and parties <= parties_of(told)
    return same and (not known(event.when) or not known(told.when) or _meet(event.when, told.when))


def _meet(one: When, other: When) -> bool:
    (low, high), (first, last) = bounds(one), bounds(other)
    return low <= last and first <= high


def _when_told(found: Sequence[_Main]) -> When:
    """From the events told, else the days their sentences name, else: before the pages came out."""
    events = narrow(
        event.when for each in found for event in each.events if is_news(event, each.note)
    )
    if known(events):
        return events
    named = narrow(when for each in found for when in _days_in(each.note, each.lead.span))
    return named if known(named) else _before(found)


def _days_in(note: Annotation, span: Span) -> list[When]:
    """The first full date that the sentence names, unless it is after the page came out."""
    latest = day(note.page.published.latest, last=True) or date.max
    return [
        When(
            time.value,
            time.value,
            "relative",
            time.span,
            (Step("the day named with it", time.span),),
        )
        for time in note.times
        if time.type == "DATE" and within(time.span, span) and _full(time.value, latest)
    ][:1]


def _full(value: str | None, latest: date) -> bool:
    """Whether a time's value is one day, not after `latest`."""
    named = day(value) if value and len(value) == 10 else None
    return named is not None and named <= latest


def _before(found: Sequence[_Main]) -> When:
    """Not later than the first of the pages that tell it."""
    dated = [each.note.page.published for each in found if each.note.page.published.latest]
    if not dated:
        return UNKNOWN_WHEN
    first = min(dated, key=lambda when: (bounds(when)[1], when.latest or ""))
    step = Step("not later than the page that tells it", first.span)
    return When(None, first.latest, "inferred", None, (step,))
