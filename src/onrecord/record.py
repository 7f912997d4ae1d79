"""The record's own classes: what a story on record holds.

Every step takes these in and gives these out; they are frozen, and every fact holds the words it
was read from. `as_json` turns them into the interchange form of `docs/record.md`.
"""

from __future__ import annotations

import hashlib
import types
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

FORMAT_VERSION = "1"

Basis = Literal["stated", "metadata", "relative", "inferred", "unknown"]
BlockKind = Literal["headline", "byline", "dateline", "date", "body", "caption", "boilerplate"]
ActorKind = Literal[
    "person", "organization", "government", "armed_group", "media", "place", "people"
]
StatementForm = Literal["direct", "indirect", "mixed"]
Actuality = Literal[
    "happened", "ongoing", "planned", "proposed", "demanded", "possible", "denied", "failed"
]
ArrangementKind = Literal[
    "proposal", "agreement", "ceasefire", "talks", "commitment", "institution"
]
Status = Literal[
    "proposed",
    "offered",
    "under_negotiation",
    "progress",
    "agreed",
    "in_force",
    "postponed",
    "rejected",
    "violated",
    "failed",
    "dropped",
]
StanceKind = Literal["supports", "opposes", "doubts", "conditional", "undecided"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
RelationKind = Literal[
    "copy", "rewrite", "same_quote", "corroborates", "contradicts", "denies", "revises"
]

ARTICLE_KINDS: frozenset[str] = frozenset({"headline", "body", "caption"})
"""Block kinds that are read by the language steps: they hold sentences of the article."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Exact words of a page: `text` stands at code points `[start, end)` of the page's text."""

    page: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span that cannot be true; the text itself is checked where it is made."""
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise ValueError(f"span [{self.start}, {self.end}) does not fit {self.text!r}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how something was worked out: a rule in plain words, and the words it used."""

    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """An interval in time: ISO 8601 dates or date-times, `None` where it is open."""

    earliest: str | None = None
    latest: str | None = None
    basis: Basis = "unknown"
    span: Span | None = None
    because: tuple[Step, ...] = ()


UNKNOWN_WHEN = When()


@dataclass(frozen=True, slots=True)
class Party:
    """A side in something: the actor if known, and the words that name it here."""

    actor: str | None
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch `[start, end)` of a page's text that is of one kind."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Page:
    """One captured page. `source_map` runs are `(text start, text end, byte start, byte end)`."""

    id: str
    name: str
    sha256: str
    format: str
    text: str
    url: str | None = None
    captured: str | None = None
    language: str | None = None
    source_map: tuple[tuple[int, int, int, int], ...] | None = None
    outlet: str | None = None
    agency: str | None = None
    headline: Span | None = None
    byline: tuple[Span, ...] = ()
    dateline: Span | None = None
    published: When = UNKNOWN_WHEN
    blocks: tuple[Block, ...] = ()
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3) and its ISO value against the page's date, if that is known.

    `reading` is the anchor-free reading from which `onrecord.language.times.resolve` works out
    the interval once the page's date is known, exactly or as an interval.
    """

    span: Span
    type: TimeType
    value: str | None
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A title as written beside an actor's name."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts or speaks; `mentions` hold pronouns and descriptions too."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    country: str | None = None
    roles: tuple[Role, ...] = ()
    unnamed: bool = False
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: what a source other than the page's author said, thinks, hopes or knows.

    `speaker` is `None` where the source is unnamed; `source_actor` then names the unnamed actor
    ("a senior official", later "the official") so that two mentions of one can be told together.
    """

    id: str
    page: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: StatementForm
    speaker: str | None = None
    source_actor: str | None = None
    anonymous: bool = False
    to: tuple[Party, ...] = ()
    within: str | None = None
    made: When = UNKNOWN_WHEN
    quote: str | None = None
    read_by: str = "rules"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, from an offline gazetteer; `country` is ISO 3166 alpha-3."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, coded in PLOVER."""

    id: str
    page: str
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: tuple[Span, ...]
    sentence: Span
    contexts: tuple[str, ...] = ()
    where: Span | None = None
    place: Place | None = None
    when: When = UNKNOWN_WHEN
    actuality: Actuality = "happened"
    according_to: str | None = None
    background: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that took place, however many pages report it."""

    id: str
    headline: Span
    when: When
    where: Span | None
    actors: tuple[str, ...]
    events: tuple[str, ...]
    statements: tuple[str, ...]
    pages: tuple[str, ...]
    origins: int
    storyline: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a party to an arrangement is to do or not to do."""

    party: Party | None
    does: Span
    to: Party | None
    condition: Span | None
    deadline: When
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """A step in the course of an arrangement."""

    status: Status
    when: When
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is due, and the deadline that took its place, if one did."""

    id: str
    when: When
    span: Span
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an arrangement, and the words that show it."""

    actor: str | None
    stance: StanceKind
    when: When
    span: Span
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plan, proposal, agreement, truce, round of talks, deadline or promise."""

    id: str
    name: str
    kind: ArrangementKind
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    terms: tuple[Term, ...] = ()
    history: tuple[Change, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How two things on record, named by their ids, compare."""

    id: str
    kind: RelationKind
    a: str
    b: str
    because: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A page, or part of one, that could not be read, and what to do about it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the language steps found on one page, before any comparing."""

    page: Page
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A whole story: the contract's top level, in its order."""

    pages: tuple[Page, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    happenings: tuple[Happening, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()


def make_id(kind: str, *parts: object) -> str:
    """A short id that depends on content alone: `kind-` and 12 hex digits of a SHA-256."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"))
    return f"{kind}-{digest.hexdigest()[:12]}"


def span_in(page: str, text: str, start: int, end: int) -> Span:
    """The span of `text[start:end]`; `page` is its page's id. Raises ValueError out of range."""
    return Span(page, start, end, text[start:end])


def as_json(value: Any) -> Any:
    """`value` as plain dicts, lists and scalars, fields in the order of the contract."""
    if isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    kind: Any = type(value)
    names = _field_names(kind)
    return {name: as_json(getattr(value, name)) for name in names} if names else value


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass in order, none of what is not one."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def from_json(kind: type[T], data: Any) -> T:
    """The `kind` that `as_json` turned into `data`; the two are each other's inverse.

    Raises KeyError or TypeError where `data` is not of that shape.
    """
    return _read(kind, data)  # type: ignore[no-any-return]


def _read(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    if is_dataclass(kind):
        return _read_fields(kind, data)
    outer, inner = get_origin(kind), get_args(kind)
    if outer in (Union, types.UnionType):
        return _read(next(part for part in inner if part is not type(None)), data)
    if outer is tuple and inner[-1] is Ellipsis:
        return tuple(_read(inner[0], item) for item in data)
    if outer is tuple:
        return tuple(_read(part, item) for part, item in zip(inner, data, strict=True))
    return data


def _read_fields(kind: Any, data: Any) -> Any:
    return kind(**{name: _read(hint, data[name]) for name, hint in _hints(kind).items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
