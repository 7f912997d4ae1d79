"""Arrangements across pages: those that are one and the same become one, with all its words.

In: the pages' annotations and the story's actor ids. Out: the story's arrangements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log

from onrecord.language.arrangements.grammar import is_shouted
from onrecord.language.arrangements.lexicon import lexicon
from onrecord.link.arrangement_pairs import (
    SURE,
    Side,
    Weights,
    content,
    evidence_of,
    likeness_of_pages,
    must_differ,
    named_alike,
    noun_in,
    shipped_weights,
    sides_of,
)
from onrecord.link.clusters import likest_groups
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

ENOUGH = 0.5
"""The log odds at which two groups are one."""

LONG = 8
"""Words beyond which a name says no more."""

OWNED = ("its ", "his ", "her ", "their ", "our ", "my ")
"""How a name begins that says nothing without what stood before it."""

NEVER = -6.0
"""Log odds of which it is not worth while to speak."""

FAINT = 0.03
"""Pages whose first sentences are less like one another speak of other matters, unless a name of
an arrangement stands on both."""

KIN = (
    frozenset({"proposal", "agreement", "institution"}),
    frozenset({"ceasefire"}),
    frozenset({"talks"}),
    frozenset({"commitment", "proposal"}),
)
"""Kinds that one arrangement may be of on several pages."""


def merge_arrangements(
    annotations: tuple[Annotation, ...], ids: Mapping[str, str]
) -> tuple[Arrangement, ...]:
    """The story's arrangements; `ids` leads from an actor of a page to the story's actor."""
    groups = grouped(sides_in(annotations, ids), shipped_weights())
    return tuple(sorted((_merged(group) for group in groups), key=lambda one: one.id))


def sides_in(annotations: Iterable[Annotation], ids: Mapping[str, str]) -> list[Side]:
    """All arrangements of the pages, ready to be compared, in the order of the pages' dates."""
    sides = (
        side for note in annotations
        for side in sides_of(note.page, [_with_story_actors(a, ids) for a in note.arrangements])
    )  # fmt: skip
    return sorted(sides, key=_order)


def _order(side: Side) -> tuple[str, str, int, str]:
    day = side.day.isoformat() if side.day else "9999"
    return day, side.page.id, side.arrangement.mentions[0].start, side.arrangement.id


def grouped(sides: list[Side], weights: Weights) -> list[list[Side]]:
    """Sides that are one, the likest first."""
    likeness = {}
    for second, other in enumerate(sides):
        for first, one in enumerate(sides[:second]):
            if named_alike(one, other):
                likeness[first, second] = SURE
            elif _may_be_one(one, other):
                value = weights.log_odds(evidence_of(one, other))
                if value > NEVER:
                    likeness[first, second] = value
    groups = likest_groups(
        likeness,
        len(sides),
        least=ENOUGH,
        must_differ=lambda ones, others: must_differ(
            [sides[one] for one in ones], [sides[other] for other in others]
        ),
    )
    return [[sides[number] for number in group] for group in groups]


def _may_be_one(one: Side, other: Side) -> bool:
    """Whether the two are worth comparing: of kinds that go together, on pages that do."""
    kinds = {one.arrangement.kind, other.arrangement.kind}
    if len(kinds) > 1 and not any(kinds <= kin for kin in KIN):
        return False
    return bool(one.names.keys() & other.names.keys()) or likeness_of_pages(one, other) >= FAINT


def _merged(group: list[Side]) -> Arrangement:
    """One arrangement that holds what each page says of it, in the order of the pages' dates."""
    parts = [side.arrangement for side in group]
    mentions = tuple(sorted({span for part in parts for span in part.mentions}))
    words = Counter(word for side in group for word in side.topic)
    name = max((part.name for part in parts), key=lambda name: _fullness(name, words))
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


def _fullness(name: str, sides: Counter[str]) -> tuple[bool, bool, bool, float, int, int, str]:
    """How well a name tells what it is: by words that others use of it too, then by how many.

    A noun before "agreed to ..."; nothing that begins with "its" before what does not; a headline
    in capitals last. `sides` has for each word how many sides say it. Of names that tell as much,
    the shorter one.
    """
    ordinals = lexicon().words["ordinals"]
    words = set(content(name))
    said = len(words) + 2 * bool(ordinals & set(name.lower().split()))
    shared = sum(log(max(1, sides[word])) for word in words)
    owned = name.lower().startswith(OWNED)
    named = noun_in(name) in lexicon().nouns
    quiet = not is_shouted(name)
    return named, not owned, quiet, round(shared, 6), min(said, LONG), -len(name), name


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
