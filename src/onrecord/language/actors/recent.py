"""Whom a plain description means by who was just named: "the woman", "the suspect"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.language.actors.lexicon import words
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.tokens import SUBJECTS, Tokens

if TYPE_CHECKING:
    from onrecord.language.actors.resolve import Reading

REACH = 2
"""How many sentences back the person stands."""


def only_one(reading: Reading, mention: Mention) -> Entity | None:
    """The one named person just before whom "the woman" or "the suspect" can only mean."""
    tokens, noun = reading.tokens, reading.tokens.lower[mention.head]
    alone = mention.end - mention.start <= 2
    leads = tokens.dep[mention.head] in SUBJECTS and not tokens.quote[mention.head]
    if not alone or not leads:
        return None
    if noun in words("suspects"):
        return _single(reading, mention, taken=True)
    return _single(reading, mention) if noun in words("plain_people") else None


def _single(reading: Reading, mention: Mention, *, taken: bool = False) -> Entity | None:
    """The one person of the mention's gender, or the one of any who was arrested or charged."""
    tokens = reading.tokens
    here = tokens.sentence[mention.head]
    found: dict[int, Entity] = {}
    for earlier in reversed(reading.seen):
        if here - tokens.sentence[earlier.head] > REACH:
            break
        entity = reading.entities[earlier.entity or 0]
        if entity.kind != "person" or (taken and not _in_custody(tokens, earlier.head)):
            continue
        if taken or entity.gender in (mention.gender, None):
            found[entity.number] = entity
    one = next(iter(found.values())) if len(found) == 1 else None
    told = one is not None and not one.unnamed and (taken or one.gender == mention.gender)
    return one if told else None


def _in_custody(tokens: Tokens, i: int) -> bool:
    verb = tokens.lemma[tokens.head[i]]
    return tokens.dep[i] in ("dobj", "nsubjpass") and verb in words("custody_verbs")
