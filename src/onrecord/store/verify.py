"""Checks a story against itself: every span of the record, from the stored bytes of its page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields

from onrecord.read import read_bytes
from onrecord.record import Page, Record, Span
from onrecord.store.database import Database
from onrecord.store.facts import read_record, spans_of


def verify_story(database: Database) -> tuple[int, list[str]]:
    """How many spans were checked, and a line for each thing that does not hold."""
    record = read_record(database)
    texts = _texts_from_bytes(database, record)
    wrong = [
        f"{page.name}: its stored bytes no longer give its text"
        for page in record.pages
        if texts.get(page.id) != page.text
    ]
    names = {page.id: page.name for page in record.pages}
    checked = 0
    for owner, path, span in _all_spans(record):
        checked += 1
        text = texts.get(span.page)
        if text is None or text[span.start : span.end] != span.text:
            place = f"[{span.start}, {span.end})"
            wrong.append(f"{names.get(span.page, span.page)}: {owner} {path} {place} does not hold")
    return checked, wrong


def _texts_from_bytes(database: Database, record: Record) -> dict[str, str]:
    """The text of each page by id, read again from the bytes of each source once."""
    sources = {page.sha256: page.name.partition("#")[0] for page in record.pages}
    found: dict[str, str] = {}
    for sha256, name in sorted(sources.items()):
        with suppress(KeyError):
            for item in read_bytes(name, database.bytes_of(sha256)):
                if isinstance(item, Page):
                    found[item.id] = item.text
    return found


def _all_spans(record: Record) -> Iterator[tuple[str, str, Span]]:
    for layer in fields(record):
        for fact in getattr(record, layer.name):
            for path, span in spans_of(fact):
                yield getattr(fact, "id", ""), path, span
