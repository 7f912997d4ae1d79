"""The story's SQLite file."""

from __future__ import annotations

import pytest

from onrecord.errors import StoryError
from onrecord.record import (
    Annotation,
    Block,
    Page,
    Problem,
    Record,
    Statement,
    as_json,
    from_json,
    make_id,
    span_in,
)
from onrecord.store.database import Database
from onrecord.store.facts import read_record, spans_of, write_record

TEXT = "Holt said the bridge \U0001f309 was safe."


def make_page(name="one.txt", sha256="a" * 64):
    """A page of one line."""
    return Page(
        id=make_id("page", sha256, 0),
        name=name,
        sha256=sha256,
        format="text",
        text=TEXT,
        source_map=((0, 4, 0, 4),),
        blocks=(Block(0, len(TEXT), "body"),),
    )


def make_statement(page):
    """Holt's statement on that page."""
    span = span_in(page.id, page.text, 10, len(TEXT))
    source = span_in(page.id, page.text, 0, 4)
    return Statement("statement-1", page.id, (source,), (), (span,), "indirect")


def test_json_round_trip():
    """`from_json` undoes `as_json`, for nested and optional fields alike."""
    annotation = Annotation(make_page(), statements=(make_statement(make_page()),))
    assert from_json(Annotation, as_json(annotation)) == annotation


def test_record_round_trip(tmp_path):
    """What was written is read back equal, and writing again replaces it."""
    page = make_page()
    record = Record(
        pages=(page,), statements=(make_statement(page),), problems=(Problem("x", "is empty"),)
    )
    with Database(tmp_path, create=True) as database:
        write_record(database, Record(pages=(page,)))
        write_record(database, record)
        assert read_record(database) == record


def test_every_span_has_a_row(tmp_path):
    """The span table holds each span of the record with the path that leads to it."""
    page = make_page()
    with Database(tmp_path, create=True) as database:
        write_record(database, Record(pages=(page,), statements=(make_statement(page),)))
        rows = database.connection.execute(
            "SELECT field, label FROM span ORDER BY field"
        ).fetchall()
    assert rows == [("content[0]", TEXT[10:]), ("source[0]", "Holt")]
    assert [path for path, _ in spans_of(make_statement(page))] == ["source[0]", "content[0]"]


def test_full_text_search(tmp_path):
    """A word of a statement is found through FTS5."""
    page = make_page()
    with Database(tmp_path, create=True) as database:
        write_record(database, Record(pages=(page,), statements=(make_statement(page),)))
        found = database.connection.execute(
            "SELECT statement FROM statement_search WHERE statement_search MATCH 'bridge'"
        ).fetchall()
    assert found == [("statement-1",)]


def test_same_bytes_are_read_once(tmp_path):
    """Of two names for the same bytes the first in order names the page; the other is listed."""
    with Database(tmp_path, create=True) as database:
        database.add_source("b.txt", "a" * 64, b"x", [make_page("b.txt")])
        database.name_source("a.txt", "a" * 64)
        assert [page.name for page in database.pages()] == ["a.txt"]
        assert database.problems() == [Problem("b.txt", "same bytes as a.txt: read once, as a.txt")]
        assert database.bytes_of("a" * 64) == b"x"


def test_a_failed_write_leaves_the_story_as_it_was(tmp_path):
    """A transaction that is interrupted leaves nothing behind."""
    with Database(tmp_path, create=True) as database:
        with pytest.raises(KeyboardInterrupt), database.transaction() as db:
            db.execute("INSERT INTO story VALUES ('a', 'b')")
            raise KeyboardInterrupt
        assert database.connection.execute("SELECT * FROM story").fetchall() == []


def test_no_story(tmp_path):
    """A folder without a story gives one clear message."""
    with pytest.raises(StoryError, match="no story here"):
        Database(tmp_path / "nothing")


def test_damaged_story(tmp_path):
    """A file that is no database gives one clear message."""
    (tmp_path / "record.sqlite").write_bytes(b"not a database at all, but long enough" * 50)
    with pytest.raises(StoryError, match="cannot be opened"):
        Database(tmp_path)
