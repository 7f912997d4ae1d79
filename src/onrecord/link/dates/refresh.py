"""A dated page in, its facts out with every `when` worked out again from the page's date."""

from __future__ import annotations

from dataclasses import replace

from onrecord.language.times.resolving import resolve
from onrecord.record import Annotation, Arrangement, Statement, Time, When

_Times = dict[tuple[int, int], Time]


def refresh(note: Annotation) -> Annotation:
    """The annotation with the times of its facts resolved against its page's `published`."""
    times = {(time.span.start, time.span.end): time for time in note.times}
    published = note.page.published
    return replace(
        note,
        statements=tuple(_statement(each, times, published) for each in note.statements),
        events=tuple(
            replace(each, when=_again(each.when, times, published)) for each in note.events
        ),
        arrangements=tuple(_arrangement(each, times, published) for each in note.arrangements),
    )


def _again(when: When, times: _Times, published: When) -> When:
    """`when` resolved against `published`; one that has no words of its own stays."""
    time = times.get((when.span.start, when.span.end)) if when.span else None
    return resolve(time, published) if time else when


def _statement(statement: Statement, times: _Times, published: When) -> Statement:
    """A statement without a time of its own was made when the page came out, as far as is known."""
    own = statement.made.span is not None
    made = _again(statement.made, times, published) if own else published
    return replace(statement, made=made)


def _arrangement(arrangement: Arrangement, times: _Times, published: When) -> Arrangement:
    def again(when: When) -> When:
        return _again(when, times, published)

    return replace(
        arrangement,
        terms=tuple(replace(each, deadline=again(each.deadline)) for each in arrangement.terms),
        history=tuple(replace(each, when=again(each.when)) for each in arrangement.history),
        deadlines=tuple(replace(each, when=again(each.when)) for each in arrangement.deadlines),
        positions=tuple(replace(each, when=again(each.when)) for each in arrangement.positions),
    )
