"""Arrangements in, what a reader is told of each out: its course, its terms and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.record import Arrangement, Change, Deadline, Position, Span, Statement, Term, When
from onrecord.show.dates import is_known, sort_key
from onrecord.show.index import Index, statement_around


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One step of an arrangement's course: a change of status, or a deadline set.

    `reported` is the step's own time or, where that is not known, its page's.
    """

    when: When
    reported: When
    span: Span
    change: Change | None = None
    deadline: Deadline | None = None
    moved_to: Deadline | None = None
    moved_from: tuple[Deadline, ...] = ()
    also: tuple[Span, ...] = ()
    """Other words that tell the same status at the same time."""


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


def course(index: Index, arrangement: Arrangement) -> tuple[CourseStep, ...]:
    """Changes of status and deadlines in time order; the undated stand where they are reported.

    One status told at one time by several pages, or often by one, is one step.
    """
    by_id = {deadline.id: deadline for deadline in arrangement.deadlines}
    steps = [
        CourseStep(one.when, reported(index, one.when, one.span), one.span, change=one)
        for one in arrangement.history
    ]
    for one in arrangement.deadlines:
        steps.append(
            CourseStep(
                one.when,
                reported(index, one.when, one.span),
                one.span,
                deadline=one,
                moved_to=by_id.get(one.superseded_by or ""),
                moved_from=tuple(by_id[key] for key in by_id if by_id[key].superseded_by == one.id),
            )
        )
    return tuple(_told_once(sorted(steps, key=_step_order)))


def _told_once(steps: list[CourseStep]) -> Iterator[CourseStep]:
    """The steps in their order, those that tell one status of one time joined to the first."""
    groups: dict[object, list[CourseStep]] = {}
    for number, step in enumerate(steps):
        time = (step.reported.earliest, step.reported.latest, is_known(step.when))
        groups.setdefault((step.change.status, time) if step.change else number, []).append(step)
    for first, *others in groups.values():
        yield replace(first, also=tuple(one.span for one in others))


def reported(index: Index, when: When, span: Span) -> When:
    """The time itself or, where it is not known, that of the page which tells it."""
    page = index.pages.get(span.page)
    return when if page is None or is_known(when) else page.published


def latest_status(index: Index, arrangement: Arrangement) -> Change | None:
    """The last change of status, by its own time or its page's."""
    changes = [step.change for step in course(index, arrangement) if step.change]
    dated = [one for one in changes if is_known(reported(index, one.when, one.span))]
    last = dated or changes
    return last[-1] if last else None


def according_to(index: Index, term: Term) -> Statement | None:
    """The statement in which the term stands; None where the page itself says so."""
    return statement_around(index, term.span)


def positions(index: Index, arrangement: Arrangement) -> dict[str | None, tuple[Position, ...]]:
    """Positions in time order, under whose they are."""
    order = sorted(
        arrangement.positions,
        key=lambda one: (*sort_key(reported(index, one.when, one.span)), one.span),
    )
    holders = dict.fromkeys(one.actor for one in order)
    return {actor: tuple(one for one in order if one.actor == actor) for actor in holders}


def _step_order(step: CourseStep) -> tuple[tuple[str, str], bool, Span]:
    """Time order; of one day, the change before the deadline."""
    return (sort_key(step.reported), step.deadline is not None, step.span)


def _rank(arrangement: Arrangement) -> tuple[int, int, int, str, str]:
    """Most pages first, then what most is known of, then most mentions."""
    known = len(arrangement.terms) + len(arrangement.history) + len(arrangement.positions)
    spread = len(pages_of(arrangement))
    return (-spread, -known, -len(arrangement.mentions), arrangement.name, arrangement.id)
