"""Annotated pages in, one `Record` out: the comparing steps in the order they rest on each other.

Actors, copies and origins, quotes, dates, happenings, arrangements, corroboration, disagreements.
The same pages give the same record in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.link.actors import merge_actors
from onrecord.link.arrangements import merge_arrangements
from onrecord.link.copies import copy_relations, find_matches, find_origins
from onrecord.link.corroboration import find_corroboration
from onrecord.link.dates import date_pages
from onrecord.link.disagreements import find_disagreements
from onrecord.link.happenings import find_happenings
from onrecord.link.quotes import find_quotes, quote_relations
from onrecord.link.remap import remap_annotation
from onrecord.record import Annotation, Problem, Record, Relation, Statement

Notes = tuple[Annotation, ...]


def link_story(annotations: Iterable[Annotation], problems: Iterable[Problem] = ()) -> Record:
    """The record of all that the pages tell together."""
    notes = tuple(sorted(annotations, key=lambda note: (note.page.id, note.page.name)))
    actors, ids = merge_actors(notes)
    notes = tuple(remap_annotation(note, ids) for note in notes)
    notes, copies = _trace_copies(notes)
    notes, quotes = _trace_quotes(notes)
    notes = tuple(date_pages(notes, (*copies, *quotes)))
    happenings = find_happenings(notes)
    arrangements = merge_arrangements(notes, ids)
    origins = {note.page.id: note.page.origin or note.page.id for note in notes}
    corroboration = find_corroboration(notes, happenings, origins)
    disagreements = find_disagreements(notes, happenings, arrangements)
    return Record(
        pages=tuple(note.page for note in notes),
        actors=tuple(sorted(actors, key=lambda actor: (actor.name, actor.id))),
        statements=tuple(
            sorted((each for note in notes for each in note.statements), key=_place_of_statement)
        ),
        events=tuple(
            sorted(
                (each for note in notes for each in note.events), key=lambda e: (e.sentence, e.id)
            )
        ),
        happenings=happenings,
        arrangements=tuple(sorted(arrangements, key=lambda each: (each.name, each.id))),
        relations=_in_order((*copies, *quotes, *corroboration, *disagreements)),
        problems=tuple(sorted(problems, key=lambda problem: (problem.name, problem.reason))),
    )


def _trace_copies(notes: Notes) -> tuple[Notes, tuple[Relation, ...]]:
    """The pages with their origins, and what copies or rewrites what."""
    pages = [note.page for note in notes]
    matches = find_matches(pages)
    origins = find_origins(pages, matches)
    named = tuple(
        replace(note, page=replace(note.page, origin=origins[note.page.id])) for note in notes
    )
    return named, copy_relations(matches, origins)


def _trace_quotes(notes: Notes) -> tuple[Notes, tuple[Relation, ...]]:
    """The statements with the quotes that they share, and which share one."""
    found = find_quotes(each for note in notes for each in note.statements)
    quotes = {each.id: each.quote for each in found}
    named = tuple(
        replace(
            note,
            statements=tuple(replace(each, quote=quotes[each.id]) for each in note.statements),
        )
        for note in notes
    )
    return named, quote_relations(found)


def _place_of_statement(statement: Statement) -> tuple[str, int, str]:
    spans = (*statement.content, *statement.cue, *statement.source)
    return statement.page, min((span.start for span in spans), default=0), statement.id


def _in_order(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    unique = {relation.id: relation for relation in relations}
    return tuple(sorted(unique.values(), key=lambda each: (each.kind, each.a, each.b, each.id)))
