"""What a reader of statements gives out: where source, cue and content stand, and no more yet."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Half-open code-point places of one attribution's parts in a text; `score` is 0 to 1."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    score: float = 1.0
