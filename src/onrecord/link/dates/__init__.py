"""Annotated pages of a story in, the same dated out: by all the evidence there is, step by step.

Each page's `published` becomes the interval that its constraints allow; what stands against it is
shown among the steps. Then every fact's `when` is worked out again from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.link.dates.constraints import Constraint, Solution, days_named, season_named, solve
from onrecord.link.dates.links import find_links
from onrecord.link.dates.others import link_constraints, written
from onrecord.link.dates.own import capture_steps, own_constraints
from onrecord.link.dates.refresh import refresh
from onrecord.record import Annotation, Basis, Page, Relation, Step, When

__all__ = ["date_pages", "published_from"]

ROUNDS = 3
"""So often pages that were dated by others may date others in turn."""


def date_pages(
    annotations: tuple[Annotation, ...], relations: tuple[Relation, ...]
) -> tuple[Annotation, ...]:
    """The annotations, in order, their pages dated and their facts' times resolved."""
    dates = _dates(annotations, relations)
    return tuple(refresh(replace(note, page=_dated(note.page, dates))) for note in annotations)


def _dated(page: Page, dates: Mapping[str, When]) -> Page:
    """The page with its date; where that is not a day, with what its furniture tells as well."""
    when = dates[page.id]
    if not _is_day(when):
        when = replace(when, because=_once((*when.because, *capture_steps(page))))
    return replace(page, published=when)


def _dates(annotations: Iterable[Annotation], relations: Iterable[Relation]) -> dict[str, When]:
    """The date of each page: from its own words first, then round by round from the others."""
    notes = {note.page.id: note for note in annotations}
    own = {key: own_constraints(note) for key, note in notes.items()}
    read = {key: note.page.published for key, note in notes.items()}
    dates = {key: published_from(read[key], solve(own[key])) for key in notes}
    undated = frozenset(key for key, when in dates.items() if not _is_day(when))
    if not undated:
        return dates
    links = find_links(notes.values(), relations, undated)
    for _ in range(ROUNDS):
        more = link_constraints(links, notes, dates)
        after = {key: _date(key, read, own, more) for key in notes}
        if after == dates:
            break
        dates = after
    return dates


def _date(
    page: str,
    read: Mapping[str, When],
    own: Mapping[str, tuple[Constraint, ...]],
    more: Mapping[str, list[Constraint]],
) -> When:
    """A page's date by its own and the others' evidence; the others cannot move a day it states."""
    others = () if _is_day(read[page]) else tuple(more.get(page, ()))
    return published_from(read[page], solve((*own[page], *others)))


def published_from(read: When, solution: Solution) -> When:
    """The page's date: as it was read where that is a day, else what the solution allows."""
    against = tuple(
        Step(f"does not fit, so left out: {step.rule}", step.span)
        for constraint in solution.against
        for step in constraint.because
    )
    if _is_day(read):
        return replace(read, because=_once((*read.because, *against)))
    steps = tuple(step for constraint in solution.used for step in constraint.because)
    first, last = solution.earliest, solution.latest
    basis: Basis = "unknown" if first is None and last is None else "inferred"
    if [constraint.kind for constraint in solution.used] == ["stated"]:
        basis = read.basis
    return When(
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        basis,
        read.span,
        _once((*steps, *_conclusion(solution), *against)),
    )


def _is_day(when: When) -> bool:
    return (
        bool(when.earliest and when.latest)
        and (when.earliest or "")[:10] == (when.latest or "")[:10]
    )


def _once(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(dict.fromkeys(steps))


def _conclusion(solution: Solution) -> tuple[Step, ...]:
    """The days that are left, named where they are few, or where only the year is not known."""
    days = days_named(solution.windows)
    if days:
        return (Step("so " + " or ".join(map(written, days))),)
    season = season_named(solution)
    if season:
        first, last = (written(day).rpartition(" ")[0] for day in season)
        return (Step(f"so between {first} and {last}, of a year that is not known"),)
    return ()
