"""The record in the story's tables: written as a whole, read back as a whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from onrecord.record import (
    Actor,
    Arrangement,
    Event,
    Happening,
    Page,
    Problem,
    Record,
    Relation,
    Span,
    Statement,
    as_json,
    from_json,
)
from onrecord.store.database import Database

T = TypeVar("T")
LABEL_LENGTH = 300  # characters of a label; the whole words stand in `span` and `json`

# Children before the parents that they refer to.
FACT_TABLES = (
    "span",
    "problem",
    "relation",
    "arrangement_party",
    "arrangement",
    "happening_page",
    "happening",
    "event_party",
    "event",
    "statement",
    "actor",
    "page",
    "page_search",
    "statement_search",
)


def write_record(database: Database, record: Record) -> None:
    """Replace the record in the story by `record`, in one transaction."""
    with database.transaction() as db:
        for table in FACT_TABLES:
            db.execute(f"DELETE FROM {table}")
        _insert(db, "page", map(_page_row, record.pages))
        _insert(db, "actor", map(_actor_row, record.actors))
        _insert(db, "statement", map(_statement_row, record.statements))
        _insert(db, "event", map(_event_row, record.events))
        _insert(db, "event_party", _event_parties(record.events))
        _insert(db, "happening", map(_happening_row, record.happenings))
        _insert(db, "happening_page", _pairs(record.happenings, "pages"))
        _insert(db, "arrangement", map(_arrangement_row, record.arrangements))
        _insert(db, "arrangement_party", _pairs(record.arrangements, "parties"))
        _insert(db, "relation", map(_relation_row, record.relations))
        _insert(db, "problem", ((p.name, p.reason, _clean(p.name)) for p in record.problems))
        _insert(db, "span", _span_rows(record))
        _insert(db, "page_search", ((_title(p), _clean(p.text), p.id) for p in record.pages))
        _insert(db, "statement_search", map(_statement_words, record.statements))


def read_record(database: Database) -> Record:
    """The record as it was last written."""
    return Record(
        pages=_facts(database, "page", Page),
        actors=_facts(database, "actor", Actor),
        statements=_facts(database, "statement", Statement),
        events=_facts(database, "event", Event),
        happenings=_facts(database, "happening", Happening),
        arrangements=_facts(database, "arrangement", Arrangement),
        relations=_facts(database, "relation", Relation),
        problems=tuple(
            Problem(*row)
            for row in database.connection.execute(
                "SELECT name, reason FROM problem ORDER BY rowid"
            )
        ),
    )


def spans_of(fact: Any) -> Iterator[tuple[str, Span]]:
    """Every span inside a fact, with the path of fields that leads to it."""
    yield from _walk("", fact)


def _walk(path: str, value: Any) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(f"{path}[{number}]", item)
    elif is_dataclass(value):
        for field in fields(value):
            inner = f"{path}.{field.name}" if path else field.name
            yield from _walk(inner, getattr(value, field.name))


def _facts(database: Database, table: str, kind: type[T]) -> tuple[T, ...]:
    rows = database.connection.execute(f"SELECT json FROM {table} ORDER BY rowid")
    return tuple(from_json(kind, json.loads(row[0])) for row in rows)


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _page_row(page: Page) -> tuple[object, ...]:
    when = page.published
    head = (page.id, _title(page), _clean(page.name), page.outlet, page.agency, page.url)
    dates = (when.earliest, when.latest, when.basis)
    return (*head, *dates, page.origin, _clean(page.text), _json(page))


def _actor_row(actor: Actor) -> tuple[object, ...]:
    facts = (actor.id, _label(actor.name), actor.kind, actor.country, actor.unnamed)
    return (*facts, _json(actor))


def _statement_row(statement: Statement) -> tuple[object, ...]:
    source, cue, content = (
        _words(spans) for spans in (statement.source, statement.cue, statement.content)
    )
    return (
        statement.id,
        _label(content),
        statement.page,
        statement.speaker,
        source,
        cue,
        content,
        statement.form,
        statement.anonymous,
        statement.within,
        statement.quote,
        _json(statement),
    )


def _event_row(event: Event) -> tuple[object, ...]:
    return (
        event.id,
        _label(event.sentence.text),
        event.page,
        event.type,
        event.mode,
        event.when.earliest,
        event.when.latest,
        event.actuality,
        event.background,
        event.according_to,
        _json(event),
    )


def _event_parties(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    for event in events:
        for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for number, party in enumerate(parties):
                yield event.id, side, number, party.actor, _label(party.span.text)


def _happening_row(happening: Happening) -> tuple[object, ...]:
    return (
        happening.id,
        _label(happening.headline.text),
        happening.when.earliest,
        happening.when.latest,
        happening.origins,
        happening.storyline,
        _json(happening),
    )


def _arrangement_row(arrangement: Arrangement) -> tuple[object, ...]:
    return arrangement.id, _label(arrangement.name), arrangement.kind, _json(arrangement)


def _relation_row(relation: Relation) -> tuple[object, ...]:
    ends = (relation.a, relation.b)
    return relation.id, _label(relation.because), relation.kind, *ends, _json(relation)


def _pairs(facts: Iterable[Any], field: str) -> Iterator[tuple[object, ...]]:
    for fact in facts:
        for other in sorted(set(getattr(fact, field))):
            yield fact.id, other


def _span_rows(record: Record) -> Iterator[tuple[object, ...]]:
    for layer in fields(record):
        for fact in getattr(record, layer.name):
            for path, span in spans_of(fact):
                label = _clean(span.text)
                yield fact.id, path, span.page, span.start, span.end, label


def _statement_words(statement: Statement) -> tuple[object, ...]:
    return _words(statement.source), _words(statement.content), statement.id


def _title(page: Page) -> str:
    return _label(page.headline.text if page.headline else page.name)


def _words(spans: Iterable[Span]) -> str:
    return _clean(" … ".join(span.text for span in spans))


def _label(text: str) -> str:
    return _clean(text)[:LABEL_LENGTH]


def _clean(text: str) -> str:
    """Text that SQLite's UTF-8 can hold: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _json(fact: Any) -> str:
    return json.dumps(as_json(fact), ensure_ascii=True, separators=(",", ":"))
