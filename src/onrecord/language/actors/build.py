"""Entities become the record's actors: the fullest name, aliases, roles, kind and country."""

from __future__ import annotations

from onrecord.language.actors.cluster import Entities, acts
from onrecord.language.actors.lexicon import role_sectors
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.nominals import country_inside
from onrecord.language.actors.speech import speaks
from onrecord.language.actors.tokens import Tokens
from onrecord.record import Actor, ActorKind, Role, Span, make_id

DEALINGS = frozenset(("with", "between", "by", "against", "to", "from", "on", "for", "among"))
BODIES = frozenset(("organization", "government"))
ARTICLES = frozenset(("the", "a", "an"))


def build_actors(tokens: Tokens, entities: Entities) -> tuple[Actor, ...]:
    """The actors of the page, by their first mention."""
    built = [_actor(tokens, entity) for entity in entities if _matters(tokens, entity)]
    return tuple(sorted(built, key=lambda actor: (actor.mentions[0], actor.id)))


def _matters(tokens: Tokens, entity: Entity) -> bool:
    """A description counts where it acts, speaks, is dealt with or comes back."""
    if any(m.form == "name" for m in entity.mentions) or len(entity.mentions) > 1:
        return True
    return any(_takes_part(tokens, m.head) for m in entity.mentions)


def _takes_part(tokens: Tokens, i: int) -> bool:
    while tokens.dep[i] == "conj" and tokens.head[i] < i:
        i = tokens.head[i]
    if tokens.dep[i] == "pobj":
        return tokens.lower[tokens.head[i]] in DEALINGS
    return tokens.dep[i] in ("nsubj", "nsubjpass", "agent", "dative", "dobj", "ROOT", "appos")


def _actor(tokens: Tokens, entity: Entity) -> Actor:
    fullest = _fullest(tokens, entity)
    name = _name(tokens, fullest)
    forms = {_name(tokens, m) for m in entity.mentions if m.form == "name" and m is not fullest} - {
        name
    }
    mentions = {tokens.span(m.start, m.end) for m in entity.mentions}
    return Actor(
        id=make_id("actor", tokens.doc._.page, *_place(tokens, fullest), name),
        name=name,
        kind=_kind(tokens, entity),
        aliases=tuple(sorted(forms)),
        mentions=tuple(sorted(mentions)),
        country=_country(tokens, entity),
        roles=_roles(tokens, entity),
        unnamed=entity.unnamed,
        sectors=_sectors(tokens, entity),
    )


def _place(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    return tokens.start[mention.start], tokens.end_of(mention.end - 1)


def _fullest(tokens: Tokens, entity: Entity) -> Mention:
    """The longest name, else the longest description; the earliest of equals."""
    for form in ("name", "nominal", "pronoun"):
        found = [m for m in entity.mentions if m.form == form]
        found = [m for m in found if m.entry is None or m.entry.sort != "seat"] or found
        if found:
            return max(found, key=lambda m: (_length(tokens, m), -m.start))
    return entity.mentions[0]


def _length(tokens: Tokens, mention: Mention) -> tuple[int, int, int]:
    """The common name of a country or body first; then words; a headline's capitals count less."""
    text = tokens.words(mention.start, mention.end)
    common = mention.entry is not None and mention.entry.name == text
    return (common, mention.size, 0 if mention.size > 1 and text.isupper() else len(text))


def _name(tokens: Tokens, mention: Mention) -> str:
    start = mention.start
    while start + 1 < mention.end and tokens.lower[start] in ARTICLES:
        start += 1
    return tokens.span(start, mention.end).text


def _kind(tokens: Tokens, entity: Entity) -> ActorKind:
    if entity.kind == "place" and entity.country:
        named = [m for m in entity.mentions if m.form == "name"]
        seats = any(m.entry is not None and m.entry.sort == "seat" for m in named)
        if seats or any(acts(tokens, m.head) for m in named):
            return "government"
    if entity.kind == "place" and any(speaks(tokens, m.head) for m in entity.mentions):
        return "government"
    return entity.kind


def _country(tokens: Tokens, entity: Entity) -> str | None:
    told = [m.country for m in entity.mentions if m.form == "name" and m.country]
    told += [entity.country] if entity.country else []
    if not told and entity.kind == "person":
        told = [c for role in entity.roles if (c := country_inside(tokens, *role))]
    return told[0] if told else None


def _roles(tokens: Tokens, entity: Entity) -> tuple[Role, ...]:
    spans = sorted({tokens.span(start, end) for start, end in entity.roles})
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.text, span)
    return tuple(Role(title, span) for title, span in first.items())


def _sectors(tokens: Tokens, entity: Entity) -> tuple[str, ...]:
    for mention in entity.mentions:
        if mention.entry and mention.entry.sort == "body":
            return mention.entry.sectors
    spans = list(entity.roles)
    spans += [(m.start, m.end) for m in entity.mentions if m.form == "nominal" and entity.unnamed]
    spans += [(m.start, m.end) for m in entity.mentions if entity.kind in BODIES]
    return tuple(sorted({sector for span in spans for sector in _sectors_of(tokens, *span)}))


CIVIL_GENERALS = frozenset(
    [
        *("attorney", "attorneys", "secretary", "director", "inspector"),
        *("solicitor", "surgeon", "governor", "consul", "auditor"),
    ]
)
"""Before "general" these make an office that is not military."""


def _sectors_of(tokens: Tokens, start: int, end: int) -> list[str]:
    """The sector of the last word that tells one: "army chief" is military by its first."""
    table = role_sectors()
    words = tokens.lower[start:end]
    told = [
        table[word]
        for before, word in zip(["", *words], words, strict=False)
        if word in table and not (word.startswith("general") and before in CIVIL_GENERALS)
    ]
    return told[-1:]
