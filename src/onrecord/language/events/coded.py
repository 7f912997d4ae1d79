"""An event as read from the parse, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.language.events.parties import Side


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as coded: its trigger words, the sides, and how far down the sentence it stands."""

    type: str
    mode: str | None
    trigger: Token
    beside: tuple[int, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    depth: float
