"""Whom a description stands for: "the secretary", "the diplomat", "the campaign"."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.language.actors import lands, recent
from onrecord.language.actors.cluster import Key, holds, office
from onrecord.language.actors.lexicon import (
    demonyms,
    person_nouns,
    plain,
    role_sectors,
    words,
)
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.nominals import VAGUE, tells_which
from onrecord.language.actors.speech import speaks
from onrecord.language.actors.tokens import SUBJECTS, Tokens

if TYPE_CHECKING:
    from onrecord.language.actors.resolve import Reading

DEFINITE = frozenset(("the", "this", "that", "these", "those"))
OWNED = frozenset(("his", "her", "its", "their", "my", "our", "your"))
SMALL = frozenset(("the", "a", "an", "of", "for", "and", "&", "to", "at", "on", "in", "'s", "’s"))
BELOW = frozenset(("vice", "deputy", "assistant", "former", "ex", "under", "acting", "then"))
LEADING = frozenset(("ROOT", "conj", "parataxis"))
"""Clauses whose subject may be a new description of whoever the text is about."""
REACH = 2
"""How many sentences back the person stands whom a new description may mean."""
UNSURE = 0.5
"""A fit that counts only where nobody else fits at all."""
GROUPS = frozenset(("organization", "armed_group"))
BODY_OF_NOUN = {
    **dict.fromkeys(("group", "organization", "organisation", "alliance", "bloc"), GROUPS),
    **dict.fromkeys(("company", "firm", "bank", "union", "fund"), frozenset(("organization",))),
    **dict.fromkeys(("agency", "ministry"), frozenset(("organization", "government"))),
    **dict.fromkeys(("newspaper", "paper", "magazine", "network"), frozenset(("media",))),
}
"""Nouns by which news calls a body that it has just named, and the kinds of such bodies."""
Fit = tuple[float, int, Entity]
"""How well a person fits, where they were last seen, and who they are."""
OF_LANDS = ("ian", "ese", "ish")
"""How adjectives of lands end: "the Kastovian leader" leads no other land."""
FARTHEST = 25
"""How many sentences back a description reaches."""


def resolve(reading: Reading, mention: Mention) -> None:
    """Give `mention` its entity: one that is known, or a new one; predicates become roles."""
    tokens, entities = reading.tokens, reading.entities
    if mention.kind == "person" and (_becomes_role(reading, mention) or _names(reading, mention)):
        return
    found = _antecedent(reading, mention)
    if found is None:
        found = entities.new(mention)
        found.unnamed = not _is_as_good_as_named(tokens, mention)
        found.key = _content(tokens, mention)
        return
    found.take(mention)


def introduce(reading: Reading, mention: Mention) -> None:
    """Let a full name take over the description that stood for it in the sentence before.

    News names a stranger with a description, in one sentence or in two: "The city's engineer
    says ... X Y says ...". A name with neither, which was not on the page before, is that one.
    """
    tokens = reading.tokens
    entity = reading.entities[mention.entity or 0]
    fresh = entity.mentions[0] is mention and not entity.roles and mention.size > 1
    opens = (
        mention.start == 0 or tokens.sentence[mention.start - 1] != tokens.sentence[mention.start]
    )
    if entity.kind != "person" or not (fresh and opens and speaks(tokens, mention.head)):
        return
    described = _just_described(reading, mention)
    if described is None or (described.gender or entity.gender) != (
        entity.gender or described.gender
    ):
        return
    for earlier in described.mentions:
        entity.take(earlier)
    described.mentions.clear()


def _just_described(reading: Reading, mention: Mention) -> Entity | None:
    """The one unnamed person who is subject of the sentence before, if nobody named is."""
    tokens, here = reading.tokens, reading.tokens.sentence[mention.head]
    near = [m for m in reading.seen[-10:] if here - tokens.sentence[m.head] == 1]
    people = {
        m.entity
        for m in near
        if tokens.dep[m.head] in SUBJECTS and reading.entities[m.entity or 0].kind == "person"
    }
    found = reading.entities[people.pop() or 0] if len(people) == 1 else None
    if found is None or not found.unnamed:
        return None
    verb = tokens.lemma[tokens.head[mention.head]]
    same = [m for m in near if m.entity == found.number and speaks(tokens, m.head)]
    told = [m for m in same if tokens.lower[m.start] not in VAGUE]
    return found if any(tokens.lemma[tokens.head[m.head]] == verb for m in told) else None


def _is_as_good_as_named(tokens: Tokens, mention: Mention) -> bool:
    """Whether it tells which: "the Syrian government" does and "a study" does not."""
    if mention.kind in ("person", "people") or mention.plural:
        return False
    return tells_which(tokens, mention.start, mention.head)


def _becomes_role(reading: Reading, mention: Mention) -> bool:
    """Make "the nominee" in "X is the nominee" and "X, the nominee," a role of X."""
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
        reading.entities[number].take(mention)
    return True


def _names(reading: Reading, mention: Mention) -> bool:
    """Make "his former partner at the firm" in "his former partner at the firm, X," X."""
    tokens, end = reading.tokens, mention.end
    if end + 1 >= len(tokens) or tokens.text[end] != ",":
        return False
    article = tokens.tag[end + 1] == "DT"
    name = reading.names_from.get(end + 1 + article)
    if name is None or name.entity is None or name.kind != "person":
        return False
    if tokens.text[name.end : name.end + 1] not in ([","], ["."]):
        return False
    reading.entities[name.entity].roles.append(_without_article(tokens, mention))
    reading.entities[name.entity].take(mention)
    return True


def _now(tokens: Tokens, verb: int) -> bool:
    return tokens.lower[verb] in ("is", "was", "'s", "’s", "be", "been")


def _without_article(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    start = mention.start
    while start < mention.head and tokens.tag[start] in ("DT", "PRP$"):
        start += 1
    return start, mention.end


def _antecedent(reading: Reading, mention: Mention) -> Entity | None:
    """Whoever was on the page before and is meant; None where it brings in somebody new."""
    tokens = reading.tokens
    first = tokens.lower[mention.start]
    if tokens.lower[mention.head] in words("body_groups") and first not in VAGUE | OWNED:
        return _same_body(reading, mention) or _same_group(reading, mention)
    if mention.plural:
        return _same_group(reading, mention)
    if first in OWNED:
        return lands.owned(reading, mention)
    if mention.kind == "person":
        return _one_person(reading, mention, definite=first in DEFINITE)
    if _is_as_good_as_named(tokens, mention):
        return _same_body(reading, mention)
    named = first in DEFINITE
    return (_same_body(reading, mention) or _body_of_kind(reading, mention)) if named else None


def _one_person(reading: Reading, mention: Mention, *, definite: bool) -> Entity | None:
    """Whoever holds the role that the description names, or was just talked about."""
    tokens = reading.tokens
    bare = tokens.tag[mention.start] != "DT" and tokens.tag[mention.head] == "NNP"
    if not definite and not bare:
        return None
    if fits := _role_fits(reading, mention):
        return _best(reading, fits)
    if not definite:
        return None
    return _varied(reading, mention) or recent.only_one(reading, mention)


def _varied(reading: Reading, mention: Mention) -> Entity | None:
    """Find whom "the candidate said" means right after a sentence about one person alone."""
    tokens = reading.tokens
    noun = _noun(tokens, mention)
    varies = noun in words("variation_nouns")
    if not varies and noun not in role_sectors():
        return None
    leads = (
        tokens.dep[mention.head] in SUBJECTS and tokens.dep[tokens.head[mention.head]] in LEADING
    )
    if not leads or tokens.quote[mention.head]:
        return None
    entity = _only_subject(reading, mention)
    if entity and not _same_land(tokens, mention, entity):
        return None
    if entity is None or entity.unnamed or entity.kind != "person":
        return None
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return None
    held = {office(w) for r in entity.roles for w in tokens.lower[r[0] : r[1]]} & set(
        role_sectors()
    )
    return entity if varies or not held or any(holds(noun, word) for word in held) else None


def _same_land(tokens: Tokens, mention: Mention, entity: Entity) -> bool:
    """Whether every land that the description names is one that the person's roles name."""
    inside = range(mention.start, mention.head)
    lands_told = {w for i in inside if (w := tokens.lower[i]).endswith(OF_LANDS)}
    held = {tokens.lower[i] for role in entity.roles for i in range(*role)}
    return lands_told <= held | _country_words(entity.country)


def _only_subject(reading: Reading, mention: Mention) -> Entity | None:
    """The one person who is subject in the sentences before, where this one has no other yet."""
    tokens, here = reading.tokens, reading.tokens.sentence[mention.head]
    near = [
        m
        for m in reading.seen[-16:]
        if here - tokens.sentence[m.head] <= REACH and not tokens.quote[m.head]
        if tokens.dep[m.head] in SUBJECTS and reading.entities[m.entity or 0].kind == "person"
    ]
    if any(tokens.sentence[m.head] == here for m in near):
        return None  # "He said that the developer ...": somebody else
    numbers = {m.entity for m in near}
    return reading.entities[numbers.pop() or 0] if len(numbers) == 1 else None


def _body_of_kind(reading: Reading, mention: Mention) -> Entity | None:
    """Find "the group" after one organization, "the newspaper" after one paper."""
    tokens = reading.tokens
    kinds = BODY_OF_NOUN.get(_noun(tokens, mention))
    if kinds is None or mention.end - mention.start > 2:
        return None
    here = tokens.sentence[mention.head]
    near = [m for m in reading.seen[-12:] if here - tokens.sentence[m.head] <= 1]
    named = {m.entity for m in near if m.form == "name"}
    fits = {n for n in named if n is not None and reading.entities[n].kind in kinds}
    return reading.entities[fits.pop()] if len(fits) == 1 else None


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
    sentence = reading.tokens.sentence
    here = sentence[reading.seen[-1].head]
    return list(takewhile(lambda m: here - sentence[m.head] <= FARTHEST, reversed(reading.seen)))


def _role_fits(reading: Reading, mention: Mention) -> list[Fit]:
    """The people whose role or description fits, the best last; of equals the one seen last."""
    fits: list[Fit] = []
    last, key = reading.last, _content(reading.tokens, mention)
    for entity in reading.entities:
        if entity.kind != "person" or entity.plural:
            continue
        if mention.gender and entity.gender and mention.gender != entity.gender:
            continue
        fit = _best_fit(reading.tokens, mention, key, entity)
        if fit > 0 and (not entity.unnamed or entity.number in last):
            fits.append((fit, last.get(entity.number, -1), entity))
    if len(fits) > 1 and max(fit for fit, *_ in fits) <= UNSURE:
        return []
    return sorted(fits, key=lambda f: f[:2])


def _best(reading: Reading, fits: list[Fit]) -> Entity | None:
    """The last of `fits`, unless another fits as well and stands beside it."""
    return None if len(fits) > 1 and _in_one_breath(reading, fits[-2], fits[-1]) else fits[-1][2]


def _in_one_breath(reading: Reading, one: Fit, other: Fit) -> bool:
    """Whether two fit alike and were last named in one sentence: then neither is meant clearly."""
    if one[0] != other[0] or one[1] < 0:
        return False
    first, second = (reading.seen[place] for _, place, _ in (one, other))
    sentence = reading.tokens.sentence
    return sentence[first.head] == sentence[second.head] and not (
        first.form == second.form == "nominal"
    )


def _best_fit(tokens: Tokens, mention: Mention, key: Key, entity: Entity) -> float:
    """The best fit over an entity's roles; an unnamed one has its description for a role."""
    if entity.unnamed:
        same = entity.key and key[-1] == entity.key[-1] and set(key) <= set(entity.key)
        return 1.4 + 1.1 * (len(key) - 1) if same else 0.0
    return max((_fit(tokens, mention, key, entity, role) for role in entity.roles), default=0.0)


def _fit(
    tokens: Tokens, mention: Mention, key: Key, entity: Entity, role: tuple[int, int]
) -> float:
    """How well a role bears out a description: 0 where they do not go together."""
    role_words = [office(plain(tokens.text[i])) for i in range(*role)]
    noun, asked = key[-1], set(key[:-1])
    if noun in words("candidates") and asked & words("parties") & set(role_words):
        return 0.8 + 0.005 * min(len(entity.mentions), 30)  # the party's best known is its nominee
    nouns = [w for w in role_words if w in person_nouns() or w in words("person_nouns")]
    nouns += [w for w in role_words if w == noun]
    held = [w for w in nouns if holds(noun, w)]
    if not held:
        return 0.0
    known = set(role_words) | set(entity.key) | _country_words(entity.country)
    missing = [w for w in asked - known if not _loose(tokens, mention, w)]
    if any(not _is_place(tokens, mention, w) for w in missing):
        return 0.0
    below = (BELOW & set(role_words)) - asked
    if below and not below <= {"former", "then", "acting"}:
        return 0.0
    exact = 0.5 if noun in held else 0.0
    fit = 1.0 + len(asked & known) + exact - 0.5 * len(below)
    return UNSURE if missing else fit


def _is_place(tokens: Tokens, mention: Mention, word: str) -> bool:
    """Home states are seldom said twice: "the California congressman" may be Rep. X."""
    if word.endswith(OF_LANDS):
        return False
    inside = range(mention.start, mention.head)
    return any(plain(tokens.text[i]) == word and tokens.label[i] == "GPE" for i in inside)


@cache
def _country_words(country: str | None) -> frozenset[str]:
    return frozenset(word for word, its in demonyms().items() if its == country)


def _loose(tokens: Tokens, mention: Mention, word: str) -> bool:
    """An adjective that tells nothing of who it is: "the embattled president"."""
    for i in range(mention.start, mention.head):
        if plain(tokens.text[i]) == word:
            hyphened = "-" in tokens.text[max(0, i - 1) : i + 2]
            plainly = tokens.tag[i] in ("JJ", "JJS", "JJR") or hyphened
            return plainly and not tokens.text[i][0].isupper() and word not in BELOW
    return False


def _same_body(reading: Reading, mention: Mention) -> Entity | None:
    """Find "the committee" after "the Democratic National Committee", or the same words before."""
    key = _content(reading.tokens, mention)
    for earlier in _earlier(reading):
        entity = reading.entities[earlier.entity or 0]
        if entity.kind in ("person", "people", "place") or not entity.key or earlier.plural:
            continue
        names = [m.key for m in entity.mentions if m.form == "name" and m.key] or [entity.key]
        if any(n[-1] == key[-1] and set(key) <= set(n) for n in names if len(n) > 1 or n == key):
            return entity
    return None
