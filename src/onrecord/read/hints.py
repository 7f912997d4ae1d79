"""What is known of a page from outside its words: markup, capture records, feeds, a manifest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that metadata gives for the publication: its ISO value, and where it stood."""

    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Hints:
    """Metadata of a page; what is not known is `None`. `stamps` are in order of trust."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    captured: str | None = None
    authors: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()


NO_HINTS = Hints()
