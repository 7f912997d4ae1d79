"""A relation in, its two sides with their words out."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Arrangement, Relation, Span, Statement
from onrecord.show.index import Index, actor_name, source_words
from onrecord.show.labels import RELATIONS


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared: what it is, who says it, and the words."""

    id: str
    what: str
    page: str | None
    who: str | None
    spans: tuple[Span, ...]


def relations_by_kind(index: Index) -> dict[str, tuple[Relation, ...]]:
    """All relations, kinds in the order in which a reader will want to know of them."""
    known = index.record.relations
    kinds = [*RELATIONS, *sorted({one.kind for one in known} - RELATIONS.keys())]
    found = {kind: tuple(one for one in known if one.kind == kind) for kind in kinds}
    return {kind: relations for kind, relations in found.items() if relations}


def sides(index: Index, relation: Relation) -> tuple[Side, Side]:
    """Both sides, each with those of the relation's spans that are its own, else its own words."""
    a, b = side_of(index, relation.a), side_of(index, relation.b)
    mine: tuple[list[Span], list[Span]] = ([], [])
    for span in relation.spans:
        mine[_belongs(span, a, b)].append(span)
    return _with(a, mine[0]), _with(b, mine[1])


def side_of(index: Index, thing: str) -> Side:
    """What the id names, with the words that stand for it."""
    for find in (_statement, _event, _page, _happening, _arrangement, _deadline):
        side = find(index, thing)
        if side:
            return side
    return Side(thing, "", None, None, ())


def _belongs(span: Span, a: Side, b: Side) -> int:
    """0 if the span is of side a, 1 if of b: by page, and on one page by the nearer words."""
    if a.page != b.page:
        return int(span.page == b.page)
    return int(_distance(span, b) < _distance(span, a))


def _distance(span: Span, side: Side) -> int:
    """How far the span lies from the side's own words; 0 where it lies within them."""
    gaps = [max(own.start - span.start, span.end - own.end, 0) for own in side.spans]
    return min(gaps, default=1 << 60)


def _with(side: Side, spans: list[Span]) -> Side:
    """The side, showing the spans that the comparison names for it, if it names any."""
    if not spans:
        return side
    return Side(side.id, side.what, spans[0].page, side.who, tuple(dict.fromkeys(spans)))


def _statement(index: Index, thing: str) -> Side | None:
    one = index.statements.get(thing)
    return Side(thing, "statement", one.page, _sayer(index, one), one.content) if one else None


def _event(index: Index, thing: str) -> Side | None:
    one = index.events.get(thing)
    if not one:
        return None
    teller = index.statements.get(one.according_to or "")
    who = _sayer(index, teller) if teller else None
    return Side(thing, "event", one.page, who, (one.sentence,))


def _page(index: Index, thing: str) -> Side | None:
    one = index.pages.get(thing)
    return (
        Side(thing, "page", one.id, None, (one.headline,) if one.headline else ()) if one else None
    )


def _happening(index: Index, thing: str) -> Side | None:
    one = index.happenings.get(thing)
    return Side(thing, "happening", one.headline.page, None, (one.headline,)) if one else None


def _arrangement(index: Index, thing: str) -> Side | None:
    one = index.arrangements.get(thing)
    return Side(thing, "arrangement", None, None, _mention(one)) if one else None


def _deadline(index: Index, thing: str) -> Side | None:
    one = index.deadlines.get(thing)
    return Side(thing, "deadline", one.span.page, None, (one.span,)) if one else None


def _mention(arrangement: Arrangement) -> tuple[Span, ...]:
    """The mention that gives the arrangement its name, else the first."""
    named = [span for span in arrangement.mentions if span.text == arrangement.name]
    return tuple((named or list(arrangement.mentions))[:1])


def _sayer(index: Index, statement: Statement) -> str | None:
    """Who said it: the speaker's name, else the page's words for the source."""
    return actor_name(index, statement.speaker) or source_words(statement) or None
