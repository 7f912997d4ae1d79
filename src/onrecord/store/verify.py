"""Checks a story against itself: every span of the record, from the stored bytes of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from onrecord.read import read_bytes
from onrecord.record import Page, Record, Span
from onrecord.store.database import Database
from onrecord.store.facts import read_record, spans_of


def verify_story(database: Database) -> tuple[int, list[str]]:
    """How many spans were checked, and a line for each thing that does not hold."""
    record = read_record(database)
    texts = {page.id: _text_from_bytes(database, page) for page in record.pages}
    wrong = [
        f"{page.name}: its stored bytes no longer give its text"
        for page in record.pages
        if texts[page.id] != page.text
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


def _text_from_bytes(database: Database, page: Page) -> str | None:
    try:
        data = database.bytes_of(page.sha256)
    except KeyError:
        return None
    for item in read_bytes(page.name, data):
        if isinstance(item, Page) and item.id == page.id:
            return item.text
    return None


def _all_spans(record: Record) -> Iterator[tuple[str, str, Span]]:
    for layer in fields(record):
        for fact in getattr(record, layer.name):
            for path, span in spans_of(fact):
                yield getattr(fact, "id", ""), path, span
