"""Arrangements across pages: those that are one and the same become one, with all its words.

In: the pages' annotations and the story's actor ids. Out: the story's arrangements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.data import load_json
from onrecord.language.arrangements.lexicon import countries, lexicon
from onrecord.record import (
    Annotation,
    Arrangement,
    ArrangementKind,
    Change,
    Deadline,
    Page,
    Party,
    Position,
    Span,
    Term,
    make_id,
)

FAR_APART = 45
"""Days between two pages after which only a proper name makes two arrangements one."""

TALKS_APART = 14
"""Days between two pages after which talks of the same people are no longer the same talks."""

ENOUGH = 2.0
"""The weight of shared words and parties at which two arrangements are one."""

AROUND = 150
"""Characters on each side of a mention that are looked at for what else is spoken of."""

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")

KIN = (
    frozenset({"proposal", "agreement", "institution"}),
    frozenset({"ceasefire"}),
    frozenset({"talks"}),
    frozenset({"commitment", "proposal"}),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One page's arrangement, and what it is compared by."""

    arrangement: Arrangement
    page: Page
    topic: frozenset[str]
    matter: frozenset[str]
    parties: frozenset[str]
    context: frozenset[str]
    ordinals: frozenset[str]
    day: date | None


def merge_arrangements(
    annotations: tuple[Annotation, ...], ids: Mapping[str, str]
) -> tuple[Arrangement, ...]:
    """The story's arrangements; `ids` leads from an actor of a page to the story's actor."""
    sides = sorted(
        (_side(annotation, one, ids) for annotation in annotations
         for one in annotation.arrangements),
        key=_order,
    )  # fmt: skip
    groups = _grouped(sides)
    return tuple(sorted((_merged(group) for group in groups), key=lambda one: one.id))


def _order(side: Side) -> tuple[str, str, int, str]:
    day = side.day.isoformat() if side.day else "9999"
    return day, side.page.id, side.arrangement.mentions[0].start, side.arrangement.id


def _side(annotation: Annotation, one: Arrangement, ids: Mapping[str, str]) -> Side:
    known = _with_story_actors(one, ids)
    topic = _content(" ".join(span.text for span in one.mentions))
    return Side(
        arrangement=known,
        page=annotation.page,
        topic=topic,
        matter=topic | _content(" ".join(term.does.text for term in one.terms)),
        parties=frozenset(known.parties),
        context=_context(annotation.page, one),
        ordinals=_ordinals(one),
        day=_day(annotation.page),
    )


def _context(page: Page, one: Arrangement) -> frozenset[str]:
    """The words around its first mentions."""
    around = (
        page.text[max(0, span.start - AROUND) : span.end + AROUND] for span in one.mentions[:3]
    )
    return _content(" ".join(around))


def _day(page: Page) -> date | None:
    stamp = page.published.earliest or page.published.latest
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def _content(text: str) -> frozenset[str]:
    """The words that say what it is about: no function words, no nouns for arrangements."""
    lex = lexicon()
    stop = lex.words["generic_modifiers"] | lex.words["stop"] | lex.words["ordinals"]
    words = {_stem(match.group()) for match in _WORD.finditer(text)}
    return frozenset(w for w in words if len(w) > 1 and w not in stop and not _names_any(w))


def _names_any(word: str) -> bool:
    """Whether the word is one of the nouns for arrangements, which says nothing of the matter."""
    noun = lexicon().nouns.get(word)
    return noun is not None and noun.gate not in {"sought", "echo"}


def _stem(word: str) -> str:
    """The word without its ending; names of a country, its people and capital as its code."""
    word = word.lower().removesuffix("'s").removesuffix("’s").rstrip(".").replace(".", "")
    if code := countries().get(word):
        return code
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _ordinals(one: Arrangement) -> frozenset[str]:
    ordinals = load_json("arrangements/words.json")["ordinals"]
    words = {word.lower() for span in one.mentions for word in span.text.split()}
    return frozenset(words & set(ordinals)) if one.kind == "talks" else frozenset()


def _grouped(sides: list[Side]) -> list[list[Side]]:
    """Sides that are one, by the strongest pairs first; two of one page never join."""
    rarity = Counter(word for side in sides for word in side.matter)
    pairs = [
        (weight, first, second)
        for first in range(len(sides))
        for second in range(first + 1, len(sides))
        if (weight := _likeness(sides[first], sides[second], rarity)) >= ENOUGH
    ]
    group = {number: [number] for number in range(len(sides))}
    for _, first, second in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = group[first], group[second]
        if a is b or any(_must_differ(sides[x], sides[y]) for x in a for y in b):
            continue
        a.extend(b)
        for number in b:
            group[number] = a
    seen: dict[int, list[int]] = {min(numbers): sorted(numbers) for numbers in group.values()}
    return [[sides[number] for number in seen[first]] for first in sorted(seen)]


def _must_differ(one: Side, other: Side) -> bool:
    """Whether something contradicts that the two are one."""
    if one.page.id == other.page.id or not _are_kin(one, other):
        return True
    return bool(one.ordinals and other.ordinals and not one.ordinals & other.ordinals)


def _are_kin(one: Side, other: Side) -> bool:
    kinds = _kinds(one, other)
    return any(kinds <= kin for kin in KIN) or len(kinds) == 1


def _likeness(one: Side, other: Side, rarity: Counter[str]) -> float:
    """How much speaks for the two being one: shared parties, topic and matter."""
    if _must_differ(one, other):
        return 0.0
    shared = one.topic & other.topic
    parties = one.parties & other.parties
    matter = (one.matter & other.matter) - shared
    if _too_far(one, other) and (len(shared) < 2 or "talks" in _kinds(one, other)):
        return 0.0
    together = _days_known(one, other) or _same_text(one, other)
    if not together and not _named_alike(one, other, shared):
        return 0.0
    if not shared and not (len(parties) >= 2 and matter):
        return 0.0
    weight = sum(1.0 for _ in shared) + 0.7 * len(parties) + 0.4 * len(matter)
    if shared - set(countries().values()):
        weight += min(0.25 * len((one.context & other.context) - shared), 1.5)
    return weight - 0.5 * bool(one.parties and other.parties and not parties)


def _too_far(one: Side, other: Side) -> bool:
    limit = TALKS_APART if "talks" in _kinds(one, other) else FAR_APART
    return bool(one.day and other.day and abs((one.day - other.day).days) > limit)


def _days_known(one: Side, other: Side) -> bool:
    return one.day is not None and other.day is not None


def _same_text(one: Side, other: Side) -> bool:
    """Whether the two pages go back to one text."""
    return one.page.origin is not None and one.page.origin == other.page.origin


def _named_alike(one: Side, other: Side, shared: frozenset[str]) -> bool:
    """Whether the names alone make the two one, no matter when: the same round, or most words."""
    rare = shared - set(countries().values())
    if "talks" in _kinds(one, other):
        return bool(rare and one.ordinals & other.ordinals)
    return len(rare) >= 2


def _kinds(one: Side, other: Side) -> set[str]:
    return {one.arrangement.kind, other.arrangement.kind}


def _merged(group: list[Side]) -> Arrangement:
    """One arrangement that holds what each page says of it, in the order of the pages' dates."""
    parts = [side.arrangement for side in group]
    mentions = tuple(sorted({span for part in parts for span in part.mentions}))
    name = max((part.name for part in parts), key=_fullness)
    forms = {part.name for part in parts} | {alias for part in parts for alias in part.aliases}
    return Arrangement(
        id=make_id("arrangement", *((s.page, s.start, s.end) for s in mentions)),
        name=name,
        kind=_kind(parts),
        aliases=tuple(sorted(forms - {name})),
        parties=tuple(dict.fromkeys(party for part in parts for party in part.parties)),
        mentions=mentions,
        terms=_terms(parts),
        history=_history(parts),
        deadlines=_deadlines(group),
        positions=_positions(parts),
    )


def _fullness(name: str) -> tuple[int, str]:
    """How much a name says; which round it is counts for two words."""
    ordinals = set(load_json("arrangements/words.json")["ordinals"])
    return len(_content(name)) + 2 * bool(ordinals & set(name.lower().split())), name


def _kind(parts: list[Arrangement]) -> ArrangementKind:
    """The kind that most mentions carry."""
    counts: Counter[ArrangementKind] = Counter()
    for part in parts:
        counts[part.kind] += len(part.mentions)
    return max(sorted(counts), key=lambda kind: counts[kind])


def _terms(parts: list[Arrangement]) -> tuple[Term, ...]:
    """All terms; of those that copies of one text repeat word for word, the first."""
    found: dict[tuple[str, str | None], Term] = {}
    for part in parts:
        for term in part.terms:
            who = term.party.span.text.lower() if term.party else None
            found.setdefault((" ".join(term.does.text.lower().split()), who), term)
    return tuple(found.values())


def _history(parts: list[Arrangement]) -> tuple[Change, ...]:
    """All changes, dated ones by date; a page's undated ones keep their place."""
    found: dict[tuple[str, str, str | None], Change] = {}
    for part in parts:
        for change in part.history:
            key = (change.status, change.span.text.lower(), change.when.earliest)
            found.setdefault(key, change)
    return tuple(found.values())


def _positions(parts: list[Arrangement]) -> tuple[Position, ...]:
    found: dict[tuple[str | None, str, str], Position] = {}
    for part in parts:
        for position in part.positions:
            key = (position.actor, position.stance, position.span.text.lower())
            found.setdefault(key, position)
    return tuple(found.values())


def _deadlines(group: list[Side]) -> tuple[Deadline, ...]:
    """All deadlines; one that a later page sets anew is superseded by that page's."""
    rows = [(side, one) for side in group for one in side.arrangement.deadlines]
    out: list[Deadline] = []
    for at, (side, one) in enumerate(rows):
        later = [
            other for after, other in rows[at + 1 :]
            if _is_named(side.page, one.span) and _is_named(after.page, other.span)
            and _is_moved(side, one, after, other)
        ]  # fmt: skip
        if one.superseded_by is None and later:
            out.append(replace(one, superseded_by=later[-1].id))
        else:
            out.append(one)
    return tuple(out)


def _is_named(page: Page, span: Span) -> bool:
    """Whether the page itself calls the date a deadline."""
    return "deadline" in page.text[max(0, span.start - 40) : span.end + 30].lower()


def _is_moved(side: Side, one: Deadline, after: Side, other: Deadline) -> bool:
    if side.day is None or after.day is None or side.day >= after.day:
        return False
    old, new = one.when.latest, other.when.latest
    return bool(old and new and old[:10] != new[:10])


def _with_story_actors(one: Arrangement, ids: Mapping[str, str]) -> Arrangement:
    """The arrangement with the story's actor ids in place of the page's."""
    return replace(
        one,
        parties=tuple(dict.fromkeys(ids.get(party, party) for party in one.parties)),
        terms=tuple(
            replace(t, party=_party(t.party, ids), to=_party(t.to, ids)) for t in one.terms
        ),
        positions=tuple(
            replace(p, actor=ids.get(p.actor, p.actor) if p.actor else None) for p in one.positions
        ),
    )


def _party(party: Party | None, ids: Mapping[str, str]) -> Party | None:
    if party is None or party.actor is None:
        return party
    return replace(party, actor=ids.get(party.actor, party.actor))
