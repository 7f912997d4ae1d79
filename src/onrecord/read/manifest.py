"""A CSV file of what is known of pages from outside in; pages with it applied out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from onrecord.errors import PageError
from onrecord.read.dates import iso_stamp
from onrecord.record import Block, Page, Span, Step, When

COLUMNS = ("published", "outlet", "agency", "url", "captured", "headline")
"""What a manifest may say of a page beside its `name`."""


def load_manifest(path: Path) -> dict[str, dict[str, str]]:
    """The rows of the manifest at `path` by the pages' names, empty cells left out.

    Raises PageError where it cannot be read or has no `name` column.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise PageError(str(path), f"the manifest cannot be read: {error}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "name" not in (rows.fieldnames or ()):
        raise PageError(
            str(path),
            f"the manifest's first line must name its columns: name, {', '.join(COLUMNS)}",
        )
    try:
        return {(row["name"] or "").strip(): _filled(row) for row in rows if row["name"]}
    except csv.Error as error:
        raise PageError(str(path), f"the manifest is no CSV file: {error}") from error


def _filled(row: Mapping[str, str | None]) -> dict[str, str]:
    return {
        column: (row[column] or "").strip() for column in COLUMNS if (row.get(column) or "").strip()
    }


def apply_manifest(page: Page, row: Mapping[str, str], *, origin: str = "manifest") -> Page:
    """`page` with what a manifest's row says of it, which comes before what was read.

    `origin` is what the steps of a date call the row.
    """
    page = _with_headline(page, row["headline"]) if "headline" in row else page
    return replace(
        page,
        outlet=row.get("outlet", page.outlet),
        agency=row.get("agency", page.agency),
        url=row.get("url", page.url),
        captured=row.get("captured", page.captured),
        published=_published(page.published, row.get("published"), origin),
    )


def _published(read: When, value: str | None, origin: str) -> When:
    if not value:
        return read
    stamp = iso_stamp(value)
    if stamp is None:
        step = Step(f"the {origin} gives a date that cannot be read: {value}")
        return replace(read, because=(*read.because, step))
    steps = [Step(f"the {origin} gives this date")]
    if read.span and read.latest and read.latest[:10] != stamp[:10]:
        steps.append(Step("the page prints another date", read.span))
    return When(stamp, stamp, "metadata", None, tuple(steps))


def _with_headline(page: Page, words: str) -> Page:
    """The page with `words` as its headline, if they stand in its text; white space is all one."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, page.text) if pattern else None
    if not match:
        return page
    span = Span(page.id, match.start(), match.end(), match[0])
    blocks = tuple(_as_headline(block, span) for block in page.blocks)
    return replace(page, headline=span, blocks=blocks)


def _as_headline(block: Block, span: Span) -> Block:
    if block.start <= span.start and span.end <= block.end and block.kind != "body":
        return Block(block.start, block.end, "headline")
    return Block(block.start, block.end, "boilerplate") if block.kind == "headline" else block
