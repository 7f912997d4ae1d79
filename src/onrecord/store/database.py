"""The story's SQLite file: what was read and what was found on each page, kept between runs.

Each method is one transaction, so a run that is interrupted leaves a whole story behind.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.errors import StoryError
from onrecord.record import Annotation, Page, Problem, as_json, from_json

FILE_NAME = "record.sqlite"
SCHEMA_VERSION = 1


class Database:
    """An open story. Use it as a context manager; it is safe to close twice."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the story in `folder`. Raises StoryError where there is none or it is damaged."""
        path = folder / FILE_NAME
        if not create and not path.is_file():
            raise StoryError(f"{folder}: no story here ({FILE_NAME} is missing); build one first")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path, isolation_level=None)
            self._prepare()
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoryError(f"{path}: cannot be opened as a story: {error}") from error

    def _prepare(self) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoryError(f"made by a newer onrecord (story version {version}); upgrade first")
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: whole after a crash
        self.connection.execute("PRAGMA foreign_keys = ON")
        if version == 0:
            schema = resources.files("onrecord.store").joinpath("schema.sql").read_text("utf-8")
            self.connection.executescript(schema)
            self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def __enter__(self) -> Database:
        """The open story itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the story."""
        self.close()

    def close(self) -> None:
        """Fold the write-ahead log into the one file and close it."""
        self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: what happens inside is stored as a whole, or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def has_source(self, sha256: str) -> bool:
        """Whether these bytes have been read already."""
        return bool(self._rows("SELECT 1 FROM source WHERE sha256 = ?", sha256))

    def has_name(self, name: str) -> bool:
        """Whether bytes have been read under this name."""
        return bool(self._rows("SELECT 1 FROM source_name WHERE name = ?", name))

    def add_source(
        self, name: str, sha256: str, data: bytes, read: Iterable[Page | Problem]
    ) -> None:
        """Keep bytes, the name they came under, and what the reader made of them."""
        with self.transaction() as db:
            db.execute(
                "INSERT INTO source VALUES (?, ?, ?)", (sha256, len(data), zlib.compress(data))
            )
            db.executemany(
                "INSERT INTO reading VALUES (?, ?, ?, ?)",
                [
                    (sha256, number, _dump(as_json(item)), isinstance(item, Page))
                    for number, item in enumerate(read)
                ],
            )
            _name_source(db, name, sha256)

    def name_source(self, name: str, sha256: str) -> None:
        """Note that bytes already on record were given under `name`, if no others were."""
        if not self.has_name(name):
            with self.transaction() as db:
                _name_source(db, name, sha256)

    def add_problem(self, name: str, reason: str) -> None:
        """Note that what was given as `name` could not be read, in place of an earlier note."""
        with self.transaction() as db:
            db.execute("DELETE FROM source_problem WHERE name = ?", (name,))
            db.execute("INSERT INTO source_problem VALUES (?, ?)", (name, reason))

    def set_manifest(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Keep what is known of pages from outside; a later row for a page replaces an earlier."""
        with self.transaction() as db:
            db.executemany(
                "INSERT OR REPLACE INTO manifest VALUES (?, ?)",
                [(name, _dump(dict(row))) for name, row in rows.items()],
            )

    def manifest(self) -> dict[str, dict[str, str]]:
        """What is known of pages from outside, by page name."""
        return {name: json.loads(row) for name, row in self._rows("SELECT * FROM manifest")}

    def bytes_of(self, sha256: str) -> bytes:
        """The stored bytes of a source. Raises KeyError where there are none."""
        rows = self._rows("SELECT bytes FROM source WHERE sha256 = ?", sha256)
        if not rows:
            raise KeyError(sha256)
        return zlib.decompress(rows[0][0])

    def pages(self) -> list[Page]:
        """All pages read so far, by name and id; of several names for the same bytes, the first."""
        pages = [
            _renamed(from_json(Page, json.loads(data)), name)
            for data, name in self._rows(
                "SELECT r.json, (SELECT min(name) FROM source_name AS n "
                "WHERE n.sha256 = r.sha256) FROM reading AS r WHERE r.is_page"
            )
        ]
        return sorted(pages, key=lambda page: (page.name, page.id))

    def problems(self) -> list[Problem]:
        """All that could not be read, or was not read a second time, by name."""
        found = [
            from_json(Problem, json.loads(data))
            for (data,) in self._rows("SELECT json FROM reading WHERE NOT is_page")
        ]
        found += [Problem(*row) for row in self._rows("SELECT name, reason FROM source_problem")]
        found += [
            Problem(name, f"same bytes as {first}: read once, as {first}")
            for name, first in self._rows(
                "SELECT n.name, (SELECT min(name) FROM source_name AS m "
                "WHERE m.sha256 = n.sha256) AS first FROM source_name AS n WHERE n.name > first"
            )
        ]
        return sorted(set(found), key=lambda problem: (problem.name, problem.reason))

    def annotation(self, page: str, key: str) -> Annotation | None:
        """What was found on a page, if it was found by the same readers of the same page."""
        rows = self._rows("SELECT json FROM annotation WHERE page = ? AND key = ?", page, key)
        return from_json(Annotation, json.loads(rows[0][0])) if rows else None

    def has_annotation(self, page: str, key: str) -> bool:
        """Whether `annotation` would find one."""
        return bool(self._rows("SELECT 1 FROM annotation WHERE page = ? AND key = ?", page, key))

    def add_annotation(self, annotation: Annotation, key: str) -> None:
        """Keep what was found on a page, in place of what was found before."""
        row = (annotation.page.id, key, _dump(as_json(annotation)))
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO annotation VALUES (?, ?, ?)", row)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()


def _name_source(db: sqlite3.Connection, name: str, sha256: str) -> None:
    db.execute("INSERT OR REPLACE INTO source_name VALUES (?, ?)", (name, sha256))
    db.execute("DELETE FROM source_problem WHERE name = ?", (name,))


def _renamed(page: Page, name: str) -> Page:
    """The page under `name`; a page inside an archive keeps what follows the archive's name."""
    if page.name == name or page.name.startswith(f"{name}#"):
        return page
    _, mark, inner = page.name.partition("#")
    return replace(page, name=name + mark + inner)


def _dump(value: Any) -> str:
    # Escapes keep lone surrogates, which SQLite's UTF-8 could not hold.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
