"""Paths in, pages to annotate out: as `read_source` gives them, and from JSON Lines of texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.read.pages import page_from_text
from onrecord.read.sources import Source, find_pages, read_source
from onrecord.record import Page, Problem

SUFFIXES = frozenset({".jsonl", ".ndjson"})


def read_for_annotation(paths: Iterable[Path], *, plain: bool = False) -> Iterator[Page | Problem]:
    """Each page of `paths`, or the problem with it; `plain` says that texts are article alone.

    A JSON Lines file holds one object a line with `name`, `text` and perhaps `published`.
    """
    for source in find_pages(paths):
        if source.path.suffix.lower() in SUFFIXES and not source.trouble:
            yield from _read_lines(source, plain=plain)
            continue
        for item in read_source(source):
            is_text = isinstance(item, Page) and item.format == "text"
            yield _as_plain(item) if plain and is_text else item


def _as_plain(page: Page | Problem) -> Page | Problem:
    return page_from_text(page.name, page.text, plain=True) if isinstance(page, Page) else page


def _read_lines(source: Source, *, plain: bool) -> Iterator[Page | Problem]:
    try:
        with source.path.open(encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read_line(f"{source.name}:{number}", line, plain=plain)
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(source.name, f"cannot be read as JSON Lines: {error}")


def _read_line(place: str, line: str, *, plain: bool) -> Page | Problem:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem(place, f"is not JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Problem(place, 'needs an object with "name" and "text", both strings')
    name, published = row.get("name"), row.get("published")
    if not isinstance(name, str) or not isinstance(published, str | None):
        return Problem(place, '"name" must be a string, and "published" an ISO date or null')
    if not row["text"].strip():
        return Problem(name, "empty: there is nothing in its text")
    return page_from_text(name, row["text"], published=published, plain=plain)
