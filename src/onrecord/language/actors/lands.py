"""Lands that the data files do not know: told by their adjectives, and by whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.language.actors.lexicon import demonyms, plain, words
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.tokens import Tokens

if TYPE_CHECKING:
    from onrecord.language.actors.resolve import Reading

SHORTEST = 5
"""Shorter words end like adjectives of lands by chance."""
ENDINGS = ("an", "n", "ian", "ese", "i", "ish")


def adjectives(name: str) -> frozenset[str]:
    """What may be said of a land of this name: "Meridia" is "Meridian"."""
    word = plain(name)
    if len(word) < SHORTEST:
        return frozenset()
    stems = {word} | ({word[:-1]} if word[-1] in "aeiouy" else set())
    return frozenset(stem + ending for stem in stems for ending in ENDINGS)


def adjectives_seen(tokens: Tokens) -> frozenset[str]:
    """Capitalized words of the page that stand before another word, in lower case."""
    return frozenset(
        tokens.lower[i]
        for i in range(len(tokens) - 1)
        if tokens.text[i][0].isupper() and tokens.dep[i] in ("amod", "compound", "nmod", "poss")
    )


def owned(reading: Reading, mention: Mention) -> Entity | None:
    """The land that "his country" is: the one that the owner's title tells, if it is named."""
    tokens = reading.tokens
    if tokens.lower[mention.head] not in words("lands") or mention.head - mention.start > 1:
        return None
    number = reading.entity_at(mention.start)
    owner = reading.entities[number] if number is not None else None
    if owner is None or owner.kind != "person":
        return None
    told = {plain(tokens.text[i]) for role in owner.roles for i in range(*role)}
    told |= {plain(tokens.text[i]) for m in owner.mentions for i in _origin(tokens, m)}
    fits = [e for e in reading.entities if e.mentions and _is_land_of(e, owner, told)]
    return fits[0] if len(fits) == 1 else None


def _origin(tokens: Tokens, mention: Mention) -> range:
    """The word after "of" behind a name: "X of Meridia"."""
    end = mention.end
    of = mention.form == "name" and tokens.lower[end : end + 1] == ["of"]
    return range(end + 1, min(end + 2, len(tokens))) if of else range(0)


def _is_land_of(entity: Entity, owner: Entity, told: set[str]) -> bool:
    if entity.kind != "place" or not entity.key:
        return False
    if entity.country and any(m.entry and m.entry.sort == "country" for m in entity.mentions):
        return entity.country in {owner.country, *(demonyms().get(word) for word in told)}
    name = entity.key[-1]
    return len(entity.key) == 1 and (name in told or not told.isdisjoint(adjectives(name)))
