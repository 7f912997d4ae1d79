"""Paths in, pages out, one file at a time; every trouble is a `Problem`, none stops the rest."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import PageError
from onrecord.read.formats import read_format
from onrecord.record import Page, Problem

MAX_FILE = 500_000_000
"""A larger file does not fit in memory beside a language model; split the archive."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, under the name it goes by; `trouble` says why it cannot be."""

    name: str
    path: Path
    trouble: str | None = None


def find_pages(paths: Iterable[Path]) -> Iterator[Source]:
    """Every file among `paths` and below them, in order of the names, each once.

    A file is named by its path as given, a file in a folder by its path from that folder. Where
    two folders hold the same name, the later is named by its path as given.
    """
    seen: set[str] = set()
    files: set[Path] = set()
    for path in sorted({Path(path) for path in paths}, key=lambda p: p.as_posix()):
        for source in _walk(path) if path.is_dir() else [Source(path.as_posix(), path)]:
            real = source.path.absolute() if source.trouble else source.path.resolve()
            if real in files:
                continue
            files.add(real)
            name = source.name if source.name not in seen else source.path.as_posix()
            seen.add(name)
            yield Source(name, source.path, source.trouble)


def _walk(folder: Path) -> Iterator[Source]:
    home = folder.resolve()
    troubles: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=troubles.append):
        yield from _troubled(folder, troubles)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and _stays_in(path, home):
                yield Source(path.relative_to(folder).as_posix(), path)
    yield from _troubled(folder, troubles)


def _troubled(folder: Path, troubles: list[OSError]) -> Iterator[Source]:
    while troubles:
        error = troubles.pop(0)
        path = Path(error.filename or folder)
        name = path.relative_to(folder).as_posix() if path != folder else folder.as_posix()
        yield Source(name, path, f"the folder cannot be read: {error.strerror}")


def _stays_in(path: Path, home: Path) -> bool:
    """Whether a link leads to a file inside the folder; a link out of it may lead anywhere."""
    return not path.is_symlink() or path.resolve().is_relative_to(home)


def read_source(source: Source) -> list[Page | Problem]:
    """The pages in a file, or the problems with it; no file raises."""
    data = load_bytes(source)
    return [data] if isinstance(data, Problem) else read_bytes(source.name, data)


def load_bytes(source: Source) -> bytes | Problem:
    """The bytes of a file, or the problem with it; no file raises."""
    if source.trouble:
        return Problem(source.name, source.trouble)
    try:
        return _read_file(source.name, source.path)
    except OSError as error:
        return Problem(source.name, f"cannot be read: {error.strerror or error}")
    except PageError as error:
        return Problem(error.name, error.reason)


def _read_file(name: str, path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise PageError(name, "cannot be read: not a regular file")
    if status.st_size > MAX_FILE:
        raise PageError(name, f"too large: over {MAX_FILE // 1_000_000} MB; split it")
    return path.read_bytes()


def read_bytes(name: str, data: bytes, *, kind: str | None = None) -> list[Page | Problem]:
    """The pages in the bytes of a file; `kind` is its format, told from its content where `None`.

    The same bytes always give the same pages.
    """
    if not data.strip():
        return [Problem(name, "empty: there is nothing in it")]
    digest = hashlib.sha256(data).hexdigest()
    try:
        return list(read_format(kind, name, data, digest))
    except PageError as error:
        return [Problem(error.name, error.reason)]


def drop_duplicates(
    read: Iterable[Page | Problem], seen: dict[str, str]
) -> Iterator[Page | Problem]:
    """What was read, a page whose bytes were read before turned into a problem.

    `seen` maps ids of pages on record to their names; new pages are added to it.
    """
    for item in read:
        if isinstance(item, Problem):
            yield item
        elif item.id in seen:
            yield Problem(item.name, f"same bytes as {seen[item.id]}")
        else:
            seen[item.id] = item.name
            yield item
