"""A web archive (WARC, packed or not) in, its captured documents out, one at a time."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from onrecord.errors import PageError
from onrecord.read.decode import MAX_BYTES
from onrecord.record import Problem

MAX_UNPACKED = 4_000_000_000
"""An archive that unpacks to more than this is a bomb, or has to be split."""
GZIP = b"\x1f\x8b"
_CHUNK = 65536
_MAX_HEAD = 65536
_MAX_LINES = 1000
"""No record's head has longer or more lines than these."""
_LENGTH = re.compile(rb"(?im)^content-length:\s*(\d{1,12})\s*$")
_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an archive or feed: its place there, format, bytes, and how it came."""

    index: int
    format: str
    data: bytes
    url: str | None = None
    captured: str | None = None
    charset: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    language: str | None = None


class _Stream(io.RawIOBase):
    """An archive's bytes, unpacked as they are asked for; `broken` says that they end too soon."""

    def __init__(self, name: str, data: bytes) -> None:
        self.label, self.given, self.broken = name, 0, False
        self.pieces = self._unpacked(data) if data.startswith(GZIP) else iter((data,))
        self.rest = memoryview(b"")

    def readable(self) -> bool:
        """As of any stream."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any stream; raises PageError past the limit."""
        self.rest = self.rest or memoryview(next(filter(None, self.pieces), b""))
        size = min(len(buffer), len(self.rest))
        buffer[:size] = self.rest[:size]
        self.rest = self.rest[size:]
        self.given += size
        if self.given > MAX_UNPACKED:
            raise PageError(self.label, f"unpacks to over {MAX_UNPACKED // 10**9} GB; split it")
        return size

    def _unpacked(self, data: bytes) -> Iterator[bytes]:
        """The members one after the other, until one is broken or has no end."""
        at = 0
        while not self.broken and data[at : at + 1].strip(b"\0"):
            member = zlib.decompressobj(31)
            while not member.eof and not self.broken:
                waiting = member.unconsumed_tail or data[at : at + _CHUNK]
                at += 0 if member.unconsumed_tail else len(waiting)
                try:
                    found = member.decompress(waiting, _CHUNK)
                except zlib.error:
                    found, waiting = b"", b""
                self.broken = not (found or waiting or member.eof)
                yield found
            at -= len(member.unused_data)


def unpack(name: str, data: bytes) -> bytes:
    """The bytes of a packed page. Raises PageError for a bomb or a broken file."""
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise PageError(name, f"cannot be unpacked: {error}") from error
    if len(found) > MAX_BYTES:
        raise PageError(name, f"too large for a page: unpacks to over {MAX_BYTES // 10**6} MB")
    return found


def is_packed_archive(data: bytes) -> bool:
    """Whether packed `data` is a web archive, by its first bytes."""
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(5) == b"WARC/"
    except (OSError, EOFError, zlib.error):
        return False


def archived(name: str, data: bytes) -> Iterator[Document | Problem]:
    """The pages that an archive captured, in its order; a broken end is a problem, not a loss."""
    stream = _Stream(name, data)
    reader = io.BufferedReader(stream, _CHUNK)
    index = 0
    try:
        for index, record in enumerate(_records(reader), 1):
            document = _read_record(f"{name}#{index}", record, index)
            if document:
                yield document
    except EOFError:
        stream.broken = True
    if stream.broken:
        yield Problem(name, f"the archive breaks off after {index} records")


def _records(reader: BinaryIO) -> Iterator[bytes]:
    """The records one by one, none larger than a page may be. Raises EOFError at a broken end."""
    while line := reader.readline(_MAX_HEAD):
        if not line.strip():
            continue
        head = [line]
        while head[-1].strip():
            head.append(reader.readline(_MAX_HEAD))
            if not head[-1] or len(head) > _MAX_LINES:
                raise EOFError
        size = _LENGTH.search(b"".join(head))
        if not line.startswith(b"WARC/") or not size:
            raise EOFError
        yield b"".join(head) + _content(reader, int(size[1]))


def _content(reader: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, or nothing but the first of them where they are too many."""
    found = reader.read(min(size, MAX_BYTES + _MAX_HEAD))
    size -= len(found)
    while size > 0:
        skipped = len(reader.read(min(size, _CHUNK)))
        if not skipped:
            raise EOFError
        size -= skipped
    return found


def _read_record(name: str, data: bytes, index: int) -> Document | Problem | None:
    """The page in a record; `None` for one that holds none: a request, an image, a redirect."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data), check_digests=False)), None)
        return _document(name, record, index) if record else None
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as error:
        return Problem(name, f"the capture cannot be read: {error}")


def _document(name: str, record: Any, index: int) -> Document | Problem | None:
    kind, charset = _content_type(record)
    if record.rec_type not in ("response", "resource") or kind is None:
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if not status.startswith("2"):
        failed = status.startswith(("4", "5"))
        return Problem(name, f"the capture of an error: HTTP {status}") if failed else None
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return Problem(name, f"too large for a page: over {MAX_BYTES // 10**6} MB")
    url = record.rec_headers.get_header("WARC-Target-URI")
    captured = record.rec_headers.get_header("WARC-Date")
    return Document(index, kind, data, url and url.strip("<>"), captured, charset)


def _content_type(record: Any) -> tuple[str | None, str | None]:
    headers = record.http_headers or record.rec_headers
    value = (headers.get_header("Content-Type") or "").lower()
    kind, _, rest = value.partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'")
    return _TYPES.get(kind.strip()), charset or None
