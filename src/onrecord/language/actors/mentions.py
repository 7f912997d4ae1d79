"""What the steps of this room pass on: a mention (words that stand for somebody) and an entity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.language.actors.lexicon import Entry
from onrecord.record import ActorKind

Form = Literal["name", "nominal", "pronoun"]


@dataclass(slots=True)
class Mention:
    """Tokens `[start, end)` that may stand for an actor; `head` is the token the parse hangs on."""

    start: int
    end: int
    head: int
    form: Form
    kind: ActorKind | None = None
    key: tuple[str, ...] = ()  # the name's words for comparing
    gender: str | None = None
    plural: bool = False
    country: str | None = None
    entry: Entry | None = None
    titles: list[tuple[int, int]] = field(default_factory=list)
    entity: int | None = None

    @property
    def size(self) -> int:
        """How many tokens it takes."""
        return self.end - self.start


@dataclass(slots=True)
class Entity:
    """An actor in the making: its mentions are those whose `entity` is its number."""

    number: int
    kind: ActorKind
    key: tuple[str, ...] = ()
    gender: str | None = None
    plural: bool = False
    unnamed: bool = False
    country: str | None = None
    sectors: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)

    def take(self, mention: Mention) -> None:
        """Count `mention` as one of this entity's."""
        mention.entity = self.number
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        self.country = self.country or mention.country
        self.roles += mention.titles
