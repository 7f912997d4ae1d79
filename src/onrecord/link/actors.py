"""The actors of single pages in, the actors of the story out: who is the same across pages.

Names decide: equal full names, surnames where only one person fits, names that the data files
hold for one body. Whoever is unnamed stays with the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from onrecord.language.actors.cluster import is_longer_form, same_first_name
from onrecord.language.actors.lexicon import (
    has_legal_form,
    known_names,
    plain,
    spelled_out,
    without_legal_form,
    words,
)
from onrecord.record import Actor, ActorKind, Annotation, Role, Span, make_id

Key = tuple[str, ...]
SHORTEST_TYPO = 6
"""Names shorter than this are too many to be told apart when a letter differs."""


def merge_actors(
    annotations: tuple[Annotation, ...],
) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """The story's actors by name, and each page's actor id with the story's id for it."""
    actors = sorted(
        (actor for annotation in annotations for actor in annotation.actors), key=lambda a: a.id
    )
    named = [actor for actor in actors if _is_named(actor)]
    bodies = [a for a in named if a.kind != "person"]
    people, misread = _parted([a for a in named if a.kind == "person"], bodies)
    groups = _group_people(people)
    strays, bodies = _strays(groups, bodies + misread)
    groups = [group + strays.get(number, []) for number, group in enumerate(groups)]
    groups += _group_bodies(bodies)
    groups += [[actor] for actor in actors if not _is_named(actor)]
    merged = [(_merged(group), group) for group in groups]
    ids = {actor.id: one.id for one, group in merged for actor in group}
    return tuple(sorted((one for one, _ in merged), key=lambda a: (a.name, a.id))), ids


def _is_named(actor: Actor) -> bool:
    """A description ("senior official", "rebel groups") is nobody's name beyond its page."""
    first = actor.name.replace("-", " ").split(maxsplit=1)[0]
    return not actor.unnamed and (not first[0].islower() or first in words("particles"))


def name_key(name: str) -> Key:
    """A name for comparing: no case, accents, full stops, initials, particles or "the"."""
    parts = [plain(part) for part in name.replace("-", " ").replace("’s", "").split()]
    kept = [p for i, p in enumerate(parts) if p and (len(p) > 1 or i == 0) and p != "the"]
    bare = [p for p in kept if p not in words("particles")]
    return tuple(bare or kept or parts)


def _group_people(people: list[Actor]) -> list[list[Actor]]:
    """Full names first; then lone surnames, where one full name is theirs beyond doubt."""
    full = [a for a in people if len(name_key(a.name)) >= 2]
    groups: list[list[Actor]] = []
    for actor in sorted(full, key=lambda a: (-len(a.name), a.name, a.id)):
        home = next((g for g in groups if _same_person(g[0], actor)), None)
        if home is None:
            groups.append([actor])
        else:
            home.append(actor)
    lone: dict[Key, list[Actor]] = {}
    for actor in people:
        if len(name_key(actor.name)) < 2:
            home = _home_of_surname(groups, actor)
            if home is None:
                lone.setdefault(_lone_key(actor), []).append(actor)
            else:
                home.append(actor)
    return groups + [lone[key] for key in sorted(lone)]


def _lone_key(actor: Actor) -> Key:
    """Lone surnames are one where a title says so, else each page keeps its own."""
    titles = sorted(_role_words(actor))
    pages = sorted({span.page for span in actor.mentions})
    return (*name_key(actor.name), *(titles or pages))


def _same_person(one: Actor, other: Actor) -> bool:
    a, b = name_key(one.name), name_key(other.name)
    if _suffix(a) != _suffix(b):
        return False
    a, b = _without_suffix(a), _without_suffix(b)
    if a[-1] == b[-1]:
        return same_first_name(a[0], b[0]) or _is_typo(a[0], b[0]) or is_longer_form(a, b)
    return a[0] == b[0] and _is_typo(a[-1], b[-1]) and bool(_role_words(one) & _role_words(other))


def _suffix(key: Key) -> str | None:
    return key[-1] if key[-1] in words("suffixes") else None


def _without_suffix(key: Key) -> Key:
    return key[:-1] if len(key) > 2 and _suffix(key) else key


def _is_typo(one: str, other: str) -> bool:
    """One letter more, less or other, in words long enough for that to be safe."""
    if min(len(one), len(other)) < SHORTEST_TYPO or abs(len(one) - len(other)) > 1:
        return False
    if one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _home_of_surname(groups: list[list[Actor]], actor: Actor) -> list[Actor] | None:
    """The one group of this surname; of several, the one whose role agrees."""
    key = name_key(actor.name)
    fits = [g for g in groups if any(_without_suffix(name_key(a.name))[-1] == key[-1] for a in g)]
    if len(fits) > 1:
        asked = _role_words(actor)
        fits = [g for g in fits if asked & {word for a in g for word in _role_words(a)}]
    return fits[0] if len(fits) == 1 else None


def _role_words(actor: Actor) -> set[str]:
    """The role nouns of an actor's titles, spelled out."""
    found = {
        spelled_out().get(word, word) for role in actor.roles for word in role.title.lower().split()
    }
    return found & words("person_nouns")


def _parted(people: list[Actor], bodies: list[Actor]) -> tuple[list[Actor], list[Actor]]:
    """People, and lone names taken for people that other pages know as a place or firm."""
    surnames = {_without_suffix(key)[-1] for a in people if len(key := name_key(a.name)) > 1}
    named = {name_key(a.name) for a in bodies if a.kind in ("place", "government")}
    firms = {_known_key(form) for a in bodies for form in (a.name, *a.aliases) if _is_legal(form)}
    misread = []
    for actor in people:
        key = name_key(actor.name)
        land = key in named and not actor.roles
        firm = key in firms and _role_words(actor) <= words("firm_roles")
        if (land or firm) and key[-1] not in surnames:
            misread.append(actor)
    return [a for a in people if a not in misread], misread


def _is_legal(name: str) -> bool:
    """Whether a name ends in a firm's legal form."""
    return has_legal_form(name_key(name))


def _strays(
    groups: list[list[Actor]], others: list[Actor]
) -> tuple[dict[int, list[Actor]], list[Actor]]:
    """Lone surnames that a page took for a body, beside the person whom other pages name."""
    strays: dict[int, list[Actor]] = {}
    bodies = []
    for actor in others:
        home = _home_of_surname(groups, actor) if _may_be_surname(actor) else None
        if home is None:
            bodies.append(actor)
        else:
            strays.setdefault(groups.index(home), []).append(actor)
    return strays, bodies


def _may_be_surname(actor: Actor) -> bool:
    unknown = actor.country is None and not actor.sectors and not actor.aliases
    word = actor.name.isalpha() and not actor.name.isupper()
    return actor.kind == "organization" and unknown and word


def _group_bodies(bodies: list[Actor]) -> list[list[Actor]]:
    """Bodies, countries and places joined by any name that they share."""
    home: dict[Key, int] = {}
    groups: dict[int, list[Actor]] = {}
    for number, actor in enumerate(bodies):
        keys = _body_keys(actor)
        into = {home[key] for key in keys if key in home}
        groups[number] = [actor]
        for other in sorted(into):
            groups[number] += groups.pop(other)
        for key, at in list(home.items()):
            if at in into:
                home[key] = number
        home.update(dict.fromkeys(keys, number))
    return [sorted(groups[n], key=lambda a: a.id) for n in sorted(groups)]


def _body_keys(actor: Actor) -> list[Key]:
    names = [actor.name, *(a for a in actor.aliases if plain(a) not in words("org_suffixes"))]
    group = "people" if actor.kind == "people" else "body"
    keys = {(group, *_known_key(name)) for name in names}
    if actor.country and actor.kind in ("organization", "government"):
        keys |= {key for name in names if (key := _national_key(name))}
    return sorted(keys)


def _national_key(name: str) -> Key | None:
    """The same for "the Syrian government", "Syria's government", "the government of Syria"."""
    parts = [plain(part) for part in name.replace("’", "'").replace("'s ", " ").split()]
    parts = [part for part in parts if part not in ("the", "of")]
    lands = [at for at, part in enumerate(parts) if part in _lands()]
    if len(lands) != 1 or len(parts) == 1:
        return None
    rest = [part for at, part in enumerate(parts) if at != lands[0]]
    return ("national", _lands()[parts[lands[0]]], *rest)


@cache
def _lands() -> dict[str, str]:
    """Words for countries, demonyms among them, to their codes."""
    entries = (pair for pairs in known_names().values() for pair in pairs)
    named = {plain(name): entry for name, entry in entries if " " not in name}
    return {
        word: entry.country
        for word, entry in named.items()
        if entry.country and entry.sort in ("country", "demonym")
    }


def _known_key(name: str) -> Key:
    """The data files' own name for a body, else the words of this one without its legal form."""
    first = name.replace("-", " ").split(maxsplit=1)[0]
    for known, entry in known_names().get(first, ()):
        if known == name:
            return ("=", entry.name)
    return without_legal_form(name_key(name))


def _merged(group: list[Actor]) -> Actor:
    """One actor of all of `group`, which is the same whatever the order."""
    if len(group) == 1 and not _is_named(group[0]):
        return group[0]
    kind = _kind(group)
    fullest = min(group, key=lambda actor: _fullness(actor, kind))
    forms = {form for actor in group for form in (actor.name, *actor.aliases)}
    return Actor(
        id=make_id("actor", *_identity(fullest, kind)),
        name=fullest.name,
        kind=kind,
        aliases=tuple(sorted(forms - {fullest.name})),
        mentions=_mentions(group),
        country=_most(a.country for a in group if a.country),
        roles=_roles(group),
        sectors=tuple(sorted({sector for a in group for sector in a.sectors})),
    )


def _fullness(actor: Actor, kind: ActorKind) -> tuple[bool, bool, int, bool, int, str, str]:
    """What puts a name first: a person's own, a body's common one, more words, no legal form."""
    stray = (actor.kind == "organization") != (kind == "organization")
    common = _known_key(actor.name)[-1] == actor.name
    size, legal = len(without_legal_form(name_key(actor.name))), _is_legal(actor.name)
    return (stray, not common, -size, legal, -len(actor.name), actor.name, actor.id)


def _identity(fullest: Actor, kind: ActorKind) -> Key:
    """What the id rests on: the name, and for a lone surname also what sets it apart."""
    key = name_key(fullest.name)
    if kind == "person":
        return ("person", *(key if len(key) > 1 else _lone_key(fullest)))
    return ("people" if kind == "people" else "body", *_known_key(fullest.name))


def _most(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _kind(group: list[Actor]) -> ActorKind:
    """The kind most pages see; a person or a government on one page is so on all."""
    kinds: list[ActorKind] = [actor.kind for actor in group]
    firm = any(_is_legal(form) for actor in group for form in (actor.name, *actor.aliases))
    if "person" in kinds and (firm or {"place", "government"} & set(kinds)):
        kinds = [kind for kind in kinds if kind != "person"]  # see `_parted`
    if "person" in kinds:
        return "person"
    if "place" in kinds and set(kinds) <= {"government", "place", "organization"}:
        return "government" if "government" in kinds else "place"
    return min(kinds, key=lambda kind: (-kinds.count(kind), kind))


def _mentions(group: list[Actor]) -> tuple[Span, ...]:
    return tuple(sorted({span for actor in group for span in actor.mentions}))


def _roles(group: list[Actor]) -> tuple[Role, ...]:
    first: dict[str, Role] = {}
    for role in sorted((r for a in group for r in a.roles), key=lambda r: (r.span, r.title)):
        first.setdefault(role.title, role)
    return tuple(first.values())
