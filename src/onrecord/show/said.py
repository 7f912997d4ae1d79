"""Statements in, who said what out: by speaker, the same quote of several pages once."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Statement
from onrecord.show.dates import sort_key
from onrecord.show.index import Index, actor_name, source_words

UNRESOLVED = "speaker not known"


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said: the statement shown, and those of other pages that carry the same quote."""

    lead: Statement
    others: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever said it: an actor, or an unnamed source in the page's words, or nobody known."""

    key: str
    name: str
    actor: str | None
    unnamed: bool
    sayings: tuple[Saying, ...]


def who_said_what(index: Index) -> tuple[Speaker, ...]:
    """All speakers, those who said most first; unnamed sources after those who are named."""
    groups: dict[str, list[Statement]] = {}
    for statement in index.record.statements:
        groups.setdefault(_speaker_key(statement), []).append(statement)
    speakers = [_speaker(index, key, statements) for key, statements in groups.items()]
    return tuple(sorted(speakers, key=_rank))


def said_by(speaker: Speaker) -> str:
    """How the speaker is shown: unnamed sources are marked."""
    return f"{speaker.name} (unnamed)" if speaker.unnamed else speaker.name


def _speaker_key(statement: Statement) -> str:
    """What the statements of one speaker share."""
    words = source_words(statement).casefold()
    if statement.speaker or statement.source_actor:
        return str(statement.speaker or statement.source_actor)
    return f"unnamed {words}" if statement.anonymous and words else "unknown"


def _speaker(index: Index, key: str, statements: list[Statement]) -> Speaker:
    """One speaker with all sayings, in time order."""
    lead = min(statements, key=lambda statement: _order(index, statement))
    actor = lead.speaker or lead.source_actor
    if key == "unknown":
        name = UNRESOLVED
    else:
        name = actor_name(index, actor) or source_words(lead) or UNRESOLVED
    return Speaker(
        key,
        name,
        actor if actor in index.actors else None,
        key != "unknown" and lead.speaker is None and any(one.anonymous for one in statements),
        _sayings(index, statements),
    )


def _sayings(index: Index, statements: list[Statement]) -> tuple[Saying, ...]:
    """Statements in time order, those of one quote together under the first of them."""
    quotes: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda one: _order(index, one)):
        quotes.setdefault(statement.quote or statement.id, []).append(statement)
    return tuple(Saying(same[0], tuple(same[1:])) for same in quotes.values())


def _order(index: Index, statement: Statement) -> tuple[tuple[str, str], int, int, str]:
    """When it was said; then where it stands."""
    start = min((span.start for span in statement.content), default=0)
    page = index.order.get(statement.page, len(index.order))
    return (sort_key(statement.made), page, start, statement.id)


def _rank(speaker: Speaker) -> tuple[bool, bool, int, str, str]:
    """Named before unnamed before unknown; then by how much they said."""
    unknown = speaker.key == "unknown"
    return (unknown, speaker.unnamed, -len(speaker.sayings), speaker.name, speaker.key)
