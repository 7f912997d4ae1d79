"""Arrangements in, what a reader is told of each out: its course, its terms and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Arrangement, Change, Deadline, Position, Span, Statement, Term, When
from onrecord.show.dates import sort_key
from onrecord.show.index import Index, statement_around


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One step of an arrangement's course: a change of status, or a deadline set."""

    when: When
    span: Span
    change: Change | None = None
    deadline: Deadline | None = None
    moved_to: Deadline | None = None
    moved_from: tuple[Deadline, ...] = ()


def arrangements(index: Index) -> tuple[Arrangement, ...]:
    """All arrangements, those that most pages speak of first."""
    return tuple(sorted(index.record.arrangements, key=_rank))


def pages_of(arrangement: Arrangement) -> tuple[str, ...]:
    """The ids of the pages that speak of it."""
    spans = [
        *arrangement.mentions,
        *(term.span for term in arrangement.terms),
        *(change.span for change in arrangement.history),
        *(deadline.span for deadline in arrangement.deadlines),
        *(position.span for position in arrangement.positions),
    ]
    return tuple(sorted({span.page for span in spans}))


def course(arrangement: Arrangement) -> tuple[CourseStep, ...]:
    """Changes of status and deadlines in time order; the undated come last."""
    by_id = {deadline.id: deadline for deadline in arrangement.deadlines}
    steps = [CourseStep(change.when, change.span, change=change) for change in arrangement.history]
    for deadline in arrangement.deadlines:
        earlier = tuple(one for one in arrangement.deadlines if one.superseded_by == deadline.id)
        later = by_id.get(deadline.superseded_by or "")
        steps.append(
            CourseStep(
                deadline.when, deadline.span, None, deadline, moved_to=later, moved_from=earlier
            )
        )
    return tuple(sorted(steps, key=_step_order))


def latest_status(arrangement: Arrangement) -> Change | None:
    """The last change of status that has a date, else the last one named."""
    dated = [one for one in arrangement.history if one.when.earliest or one.when.latest]
    order = sorted(dated or arrangement.history, key=lambda one: (*sort_key(one.when), one.span))
    return order[-1] if order else None


def according_to(index: Index, term: Term) -> Statement | None:
    """The statement in which the term stands; None where the page itself says so."""
    return statement_around(index, term.span)


def positions(arrangement: Arrangement) -> dict[str | None, tuple[Position, ...]]:
    """Positions in time order, under whose they are."""
    order = sorted(arrangement.positions, key=lambda one: (*sort_key(one.when), one.span))
    holders = dict.fromkeys(one.actor for one in order)
    return {actor: tuple(one for one in order if one.actor == actor) for actor in holders}


def _step_order(step: CourseStep) -> tuple[tuple[str, str], bool, Span]:
    """Time order; of one day, the change before the deadline."""
    return (sort_key(step.when), step.deadline is not None, step.span)


def _rank(arrangement: Arrangement) -> tuple[int, int, str, str]:
    """Most pages first, then most mentions."""
    spread = -len(pages_of(arrangement))
    return (spread, -len(arrangement.mentions), arrangement.name, arrangement.id)
