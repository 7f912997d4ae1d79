"""Whom a description stands for: "the secretary", "the diplomat", "the campaign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.language.actors.cluster import holds, office
from onrecord.language.actors.lexicon import demonyms, person_nouns, plain, words
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.tokens import Tokens

if TYPE_CHECKING:
    from onrecord.language.actors.resolve import Reading

DEFINITE = frozenset(("the", "this", "that", "these", "those"))
OWNED = frozenset(("his", "her", "its", "their", "my", "our", "your"))
SMALL = frozenset(("the", "a", "an", "of", "for", "and", "&", "to", "at", "on", "in", "'s", "’s"))
BELOW = frozenset(("vice", "deputy", "assistant", "former", "ex", "under", "acting", "then"))
FARTHEST = 25
"""How many sentences back a description reaches."""


def resolve(reading: Reading, mention: Mention) -> None:
    """Give `mention` its entity: one that is known, or a new one; predicates become roles."""
    tokens, entities = reading.tokens, reading.entities
    if mention.kind == "person" and _becomes_role(reading, mention):
        return
    found = _antecedent(reading, mention)
    if found is None:
        found = entities.new(mention)
        found.unnamed = mention.kind in ("person", "people") or mention.plural
        found.key = _content(tokens, mention)
        return
    found.take(mention)


def _becomes_role(reading: Reading, mention: Mention) -> bool:
    """ "X is the nominee" and "X, the nominee," say a role of X."""
    tokens, head = reading.tokens, mention.head
    above = tokens.head[head]
    subject = None
    if tokens.dep[head] == "attr" and tokens.lemma[above] == "be":
        subject = reading.subject_of.get(above)
    elif tokens.dep[head] == "appos":
        subject = above
    number = reading.entity_at(subject)
    if number is None or reading.entities[number].kind != "person":
        return False
    if tokens.dep[head] == "appos" or _now(tokens, above):
        piece = _without_article(tokens, mention)
        reading.entities[number].roles.append(piece)
    return True


def _now(tokens: Tokens, verb: int) -> bool:
    return tokens.lower[verb] in ("is", "was", "'s", "’s", "be", "been")


def _without_article(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    start = mention.start
    while start < mention.head and tokens.tag[start] in ("DT", "PRP$"):
        start += 1
    return start, mention.end


def _antecedent(reading: Reading, mention: Mention) -> Entity | None:
    tokens = reading.tokens
    first = tokens.lower[mention.start]
    if mention.plural:
        return _same_group(reading, mention)
    if first in OWNED:
        return None
    if first not in DEFINITE:
        bare = tokens.tag[mention.start] != "DT" and tokens.tag[mention.head] == "NNP"
        return _by_role(reading, mention) if bare and mention.kind == "person" else None
    if mention.kind == "person":
        return _by_role(reading, mention)
    return _same_body(reading, mention)


def _content(tokens: Tokens, mention: Mention) -> tuple[str, ...]:
    """The words that carry meaning, the noun itself last."""
    noun = _noun(tokens, mention)
    rest = {
        office(plain(tokens.text[i]))
        for i in range(mention.start, mention.end)
        if i != mention.head and tokens.lower[i] not in SMALL and tokens.text[i][0].isalnum()
    }
    return (*sorted(rest), noun)


def _noun(tokens: Tokens, mention: Mention) -> str:
    i = mention.head
    return tokens.lemma[i] if tokens.tag[i] in ("NNS", "NNPS") else plain(tokens.text[i])


def _same_group(reading: Reading, mention: Mention) -> Entity | None:
    """The same plural description before, or "the officials" after "two U.S. officials"."""
    tokens = reading.tokens
    key = _content(tokens, mention)
    definite = tokens.lower[mention.start] in DEFINITE
    for earlier in _earlier(reading):
        entity = reading.entities[earlier.entity or 0]
        if earlier.form != "nominal" or not earlier.plural or not entity.key:
            continue
        if entity.key == key:
            return entity
        if definite and entity.key[-1] == key[-1] and set(key) <= set(entity.key):
            return entity
    return None


def _earlier(reading: Reading) -> list[Mention]:
    """Mentions before, nearest first, as far back as a description reaches."""
    if not reading.seen:
        return []
    here = reading.tokens.sentence[reading.seen[-1].head]
    near = [m for m in reading.seen if here - reading.tokens.sentence[m.head] <= FARTHEST]
    return near[::-1]


def _by_role(reading: Reading, mention: Mention) -> Entity | None:
    """The person whose role or description fits best; the one seen last among equals."""
    fits: list[tuple[float, int, Entity]] = []
    last = {m.entity: n for n, m in enumerate(reading.seen)}
    for entity in reading.entities:
        if entity.kind != "person" or entity.plural:
            continue
        if mention.gender and entity.gender and mention.gender != entity.gender:
            continue
        fit = _best_fit(reading.tokens, mention, entity)
        if fit > 0 and (not entity.unnamed or entity.number in last):
            fits.append((fit, last.get(entity.number, -1), entity))
    return max(fits, key=lambda f: f[:2])[2] if fits else None


def _best_fit(tokens: Tokens, mention: Mention, entity: Entity) -> float:
    """The best fit over an entity's roles; an unnamed one has its description for a role."""
    if entity.unnamed:
        key = _content(tokens, mention)
        same = entity.key and key[-1] == entity.key[-1] and set(key) <= set(entity.key)
        return 1.6 + len(key) - 1 if same else 0.0
    return max((_fit(tokens, mention, entity, role) for role in entity.roles), default=0.0)


def _fit(tokens: Tokens, mention: Mention, entity: Entity, role: tuple[int, int]) -> float:
    """How well a role bears out a description: 0 where they do not go together."""
    role_words = [office(plain(tokens.text[i])) for i in range(*role)]
    noun = _noun(tokens, mention)
    nouns = [w for w in role_words if w in person_nouns() or w in words("person_nouns")]
    nouns += [w for w in role_words if w == noun]
    held = [w for w in nouns if holds(noun, w)]
    if not held:
        return 0.0
    asked = set(_content(tokens, mention)[:-1])
    known = set(role_words) | set(entity.key) | set(_country_words(entity))
    missing = [w for w in asked - known if not _loose(tokens, mention, w)]
    if missing:
        return 0.0
    below = (BELOW & set(role_words)) - asked
    if below and not below <= {"former", "then", "acting"}:
        return 0.0
    return 1.0 + len(asked & known) + (0.5 if noun in held else 0.0) - 0.5 * len(below)


def _country_words(entity: Entity) -> list[str]:
    return [word for word, country in demonyms().items() if country == entity.country]


def _loose(tokens: Tokens, mention: Mention, word: str) -> bool:
    """An adjective that tells nothing of who it is: "the embattled president"."""
    for i in range(mention.start, mention.head):
        if plain(tokens.text[i]) == word:
            small = tokens.text[i].islower()
            return tokens.tag[i] in ("JJ", "JJS", "JJR") and small and word not in BELOW
    return False


def _same_body(reading: Reading, mention: Mention) -> Entity | None:
    """ "The committee" after "the Democratic National Committee", or the same words before."""
    key = _content(reading.tokens, mention)
    for earlier in _earlier(reading):
        entity = reading.entities[earlier.entity or 0]
        if entity.kind in ("person", "people", "place") or not entity.key or earlier.plural:
            continue
        names = [m.key for m in entity.mentions if m.form == "name" and m.key] or [entity.key]
        if any(n[-1] == key[-1] and set(key) <= set(n) for n in names if len(n) > 1 or n == key):
            return entity
    return None
