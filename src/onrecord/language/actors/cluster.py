"""Which names on a page are one: full names and surnames, bodies and their short forms.

Names in, one entity for each who or what is named out.
"""

from __future__ import annotations

from collections import Counter

from onrecord.language.actors.kinds import gender_of
from onrecord.language.actors.lands import adjectives, adjectives_seen
from onrecord.language.actors.lexicon import (
    gender_of_first_name,
    has_legal_form,
    nicknames,
    same_office,
    spelled_out,
    without_legal_form,
    words,
)
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.speech import speaks
from onrecord.language.actors.tokens import SUBJECTS, Tokens
from onrecord.record import ActorKind

TITLE_WEIGHT = 10
"""A title before a name tells a person better than the recognizer does."""
LOCATIVE = frozenset(("in", "near", "outside", "across", "around"))
SMALL_WORDS = frozenset(("the", "of", "to", "for", "and", "&", "in", "on", "a", "-"))


Key = tuple[str, ...]


class Entities(list[Entity]):
    """The entities of a page by number, filed under what they may be found by."""

    def __init__(self) -> None:
        """None yet."""
        super().__init__()
        self._files: dict[Key, dict[int, Entity]] = {}

    def file(self, entity: Entity, keys: list[Key]) -> None:
        """Let `entity` be found under each of `keys`."""
        for key in keys:
            self._files.setdefault(key, {})[entity.number] = entity

    def filed(self, key: Key) -> list[Entity]:
        """The entities under `key`, by number."""
        return [entity for _, entity in sorted(self._files.get(key, {}).items())]

    def new(self, mention: Mention) -> Entity:
        """A new entity that begins with `mention`."""
        entity = Entity(len(self), mention.kind or "organization", mention.key)
        entity.plural = mention.plural
        entity.country = mention.country
        self.append(entity)
        entity.take(mention)
        return entity


def cluster_names(tokens: Tokens, names: list[Mention]) -> Entities:
    """One entity for each that is named; every name mention is given its entity."""
    entities = Entities()
    people, others = _sort_out(tokens, names)
    full = [mention for mention in people if _given(mention)]
    for mention in full:
        _join(entities, mention, _same_person(entities, mention))
    counts = Counter(mention.entity for mention in full)
    for mention in people:
        if mention.entity is None:
            _join(entities, mention, _by_short_name(entities, mention, counts, tokens))
    for entity in entities:
        if len(entity.key) == 1 and not entity.roles and entity.gender is None:
            told = gender_of_first_name().get(entity.key[0], "x")
            entity.gender = told if told != "x" else None
    for mention in others:
        if _is_actor(tokens, mention):
            _join(entities, mention, _same_body(entities, mention))
    return entities


def _join(entities: Entities, mention: Mention, entity: Entity | None) -> None:
    if entity is None:
        entity = entities.new(mention)
    else:
        entity.take(mention)
        if len(mention.key) > len(entity.key):
            entity.key = mention.key
    person = mention.kind == "person"
    entities.file(entity, _person_keys(mention.key) if person else _body_keys(mention))


def _person_keys(key: Key) -> list[Key]:
    bare = _bare(key)
    return [("surname", bare[-1]), ("first name", bare[0])]


def _sort_out(tokens: Tokens, names: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """People and the rest; a single name that is a person's surname here is that person."""
    full = {_bare(m.key)[-1] for m in names if m.kind == "person" and m.size >= 2}
    firsts = {m.key[0] for m in names if m.kind == "person" and m.size >= 2}
    votes: dict[Key, Counter[ActorKind]] = {}
    for m in names:
        if m.entry is None and m.kind:
            votes.setdefault(m.key, Counter())[m.kind] += TITLE_WEIGHT if m.titles else 1
    located, firms = _located(tokens, names), _firms(tokens, names)
    people: list[Mention] = []
    others: list[Mention] = []
    of_lands = {a for m in names if m.size == 1 for a in adjectives(m.key[0])}
    for m in names:
        if m.size == 1 and m.entry is None and not m.titles and m.key[0] in of_lands - full:
            continue  # "the dam is Kastovian"
        single = len(_bare(m.key)) == 1 and (m.entry is None or m.entry.sort != "country")
        if single and m.entry is None and (m.key[-1] in full or _is_first(m, firsts)):
            m.kind = "person"
        elif m.entry is not None and m.key[-1] in full and _is_surname(tokens, m):
            m.kind, m.entry, m.country = "person", None, None
        elif m.entry is None and m.kind and not m.titles:
            told = "place" if m.key in located else _most_voted(votes[m.key])
            m.kind = "organization" if m.key in firms else told
        if m.kind == "person":
            m.gender = m.gender or gender_of(tokens, m)
        (people if m.kind == "person" else others).append(m)
    return people, others


def _most_voted(votes: Counter[ActorKind]) -> ActorKind:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _firms(tokens: Tokens, names: list[Mention]) -> set[Key]:
    """Single names that also bear a legal form on the page, or have shareholders, and no title."""
    found = {without_legal_form(m.key) for m in names if has_legal_form(m.key)}
    for m in names:
        owns = tokens.dep[m.head] in ("poss", "compound")
        if owns and tokens.lemma[tokens.head[m.head]] in words("owned_by_firms"):
            found.add(m.key)
    people = {m.key for m in names if m.titles or m.key[0] in gender_of_first_name()}
    return {key for key in found - people if len(key) == 1}


def _located(tokens: Tokens, names: list[Mention]) -> set[Key]:
    """Names that stand where places stand ("in X"), never speak and bear no title."""
    inside, speaking = set(), set()
    for m in names:
        above = tokens.head[m.head]
        if tokens.dep[m.head] == "pobj" and tokens.lower[above] in LOCATIVE and above < m.start:
            inside.add(m.key)
        if m.titles or m.key[0] in gender_of_first_name() or speaks(tokens, m.head):
            speaking.add(m.key)
    return (inside - speaking) | _lands(tokens, names)


def _lands(tokens: Tokens, names: list[Mention]) -> set[Key]:
    """Single names that are no person's: a land whose adjective the page has, "the Danube"."""
    seen = adjectives_seen(tokens)
    titled = {m.key for m in names if m.titles}
    found = set()
    for m in names:
        bare = m.size == 1 and m.entry is None and m.key[0] not in gender_of_first_name()
        if not bare or m.key in titled or m.plural:
            continue
        after_the = m.start > 0 and tokens.lower[m.start - 1] == "the" and m.kind == "person"
        alone = tokens.dep[m.head] not in ("compound", "amod", "nmod", "poss")
        if (after_the and alone) or not seen.isdisjoint(adjectives(m.key[0])):
            found.add(m.key)
    return found


def _is_surname(tokens: Tokens, mention: Mention) -> bool:
    """A paper's or a place's name that is a person's here ("Guardian said")."""
    if len(mention.key) > 1 or (mention.start and tokens.lower[mention.start - 1] == "the"):
        return False
    told = mention.entry is not None and mention.entry.sort == "body"
    return told or bool(mention.titles) or speaks(tokens, mention.head)


def _is_first(mention: Mention, firsts: set[str]) -> bool:
    return mention.key[0] in firsts and mention.key[0] in gender_of_first_name()


def _given(mention: Mention) -> bool:
    """Whether it has more than a surname ("de Mistura" has not)."""
    return len(_bare(mention.key)) >= 2


def _bare(key: Key) -> Key:
    """The key without initials, particles, hyphens and "Jr."."""
    kept = tuple(
        word
        for i, word in enumerate(key)
        if (len(word) > 1 or i == 0)
        and word not in words("particles")
        and word not in words("suffixes")
        and word != "-"
    )
    return kept or key


def _junior(key: Key) -> str | None:
    return key[-1] if key[-1] in words("suffixes") else None


def _same_person(entities: Entities, mention: Mention) -> Entity | None:
    """The person of this full name: same surname, and first names that go together."""
    given, *_, surname = _bare(mention.key)
    for entity in entities.filed(("surname", surname)):
        first, *_, last = bare = _bare(entity.key)
        if len(bare) < 2 or last != surname or entity.kind != "person":
            continue
        if _junior(entity.key) != _junior(mention.key):
            continue
        same = same_first_name(first, given) or is_longer_form(bare, _bare(mention.key))
        if same and not _opposed(entity, mention):
            return entity
    return None


def same_first_name(one: str, other: str) -> bool:
    """Equal, an initial of it, or a nickname for it."""
    if one == other or other in nicknames().get(one, ()):
        return True
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def is_longer_form(one: Key, other: Key) -> bool:
    """Whether one full name ends in the other: "Alhaji Lai Mohammed" in "Lai Mohammed"."""
    short, long = sorted((one, other), key=len)
    return 2 <= len(short) < len(long) and long[-len(short) :] == short


def _opposed(entity: Entity, mention: Mention) -> bool:
    return bool(entity.gender and mention.gender and entity.gender != mention.gender)


def _by_short_name(
    entities: Entities, mention: Mention, counts: Counter[int | None], tokens: Tokens
) -> Entity | None:
    """The person whose surname (or, failing that, first name) this is."""
    bare = _bare(mention.key)
    people = [e for e in entities.filed(("surname", bare[-1])) if not _opposed(e, mention)]
    by_surname = [e for e in people if _bare(e.key)[-len(bare) :] == bare]
    if not by_surname:
        people = [e for e in entities.filed(("first name", bare[0])) if not _opposed(e, mention)]
        by_surname = [e for e in people if _bare(e.key)[:1] == bare]
    if len(by_surname) <= 1:
        return by_surname[0] if by_surname else None
    titled = [e for e in by_surname if mention.titles and _shares_title(tokens, e, mention)]
    return max(titled or by_surname, key=lambda e: (_known_first(e), counts[e.number], -e.number))


def _known_first(entity: Entity) -> bool:
    return entity.key[0] in gender_of_first_name()


def _shares_title(tokens: Tokens, entity: Entity, mention: Mention) -> bool:
    def nouns(pieces: list[tuple[int, int]]) -> set[str]:
        return {office(tokens.lower[i]) for start, end in pieces for i in range(start, end)}

    return not nouns(entity.roles).isdisjoint(nouns(mention.titles))


def office(word: str) -> str:
    """A title's word without its shortening: `sen.` is `senator`."""
    return spelled_out().get(word, word)


def holds(word: str, role: str) -> bool:
    """Whether somebody of this role may be called by this noun."""
    word, role = office(word), office(role)
    return word == role or role in same_office().get(word, ())


def _is_actor(tokens: Tokens, mention: Mention) -> bool:
    """A country always is; a capital or other place only where it acts or speaks."""
    place = mention.kind == "place" if mention.entry is None else mention.entry.sort == "seat"
    return not place or acts(tokens, mention.head)


def acts(tokens: Tokens, i: int) -> bool:
    """Whether the word at `i` stands where somebody acts, speaks or is dealt with."""
    seen = 0
    while tokens.dep[i] == "conj" and seen < 8:
        i, seen = tokens.head[i], seen + 1
    dep, above = tokens.dep[i], tokens.head[i]
    if dep in SUBJECTS or dep in ("agent", "dative"):
        return True
    if dep == "dobj":
        return tokens.lemma[above] in words("pressing_verbs")
    return dep == "pobj" and tokens.lower[above] in ("with", "between", "by", "against")


def _same_body(entities: Entities, mention: Mention) -> Entity | None:
    """The body of this name, of its initials, or of the name whose last word this is."""
    name = _plain_key(mention)
    known = entities.filed(("body", *name)) or entities.filed(("raw", *mention.key))
    if known or mention.entry:
        return known[0] if known else None
    if len(name) == 1:
        short = entities.filed(("short", *name)) if len(name[0]) > 1 else []
        last = entities.filed(("last word", *name)) if name[0] in words("org_suffixes") else []
        latest = [max(last, key=lambda e: e.mentions[-1].start)] if last else []
        return next(iter(short + latest), None)
    longer = [e for initials in _initials(name) for e in entities.filed(("body", initials))]
    return longer[0] if longer else None


def _body_keys(mention: Mention) -> list[Key]:
    """The keys under which a body's name is filed, and found again."""
    keys = [("body", *_plain_key(mention)), ("raw", *mention.key)]
    if mention.entry is None and len(mention.key) > 1:
        keys += [("short", initials) for initials in _initials(mention.key)]
    if len(mention.key) > 1 and mention.kind in ("organization", "media", "government"):
        keys.append(("last word", mention.key[-1]))
    return keys


def _plain_key(mention: Mention) -> Key:
    if mention.entry:
        return ("=", str(mention.entry.sort == "demonym"), mention.entry.name)
    name = tuple(word for word in mention.key if word not in ("the", "-")) or mention.key
    return without_legal_form(name)


def _initials(name: Key) -> list[str]:
    """The initials of a name with and without its small words, where there are two or more."""
    found = {
        "".join(word[0] for word in name if word not in SMALL_WORDS),
        "".join(word[0] for word in name),
    }
    return sorted(initials for initials in found if len(initials) > 1)
