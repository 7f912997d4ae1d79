"""Chains and what hangs on them in, the page's arrangements out."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.finding import find_all
from onrecord.language.arrangements.grammar import is_shouted
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.moments import word_span
from onrecord.language.arrangements.parties import Cast, cast_of, parties_named
from onrecord.language.arrangements.reader import Reader
from onrecord.language.arrangements.written import (
    deadlines_read,
    history_read,
    positions_read,
    terms_read,
)
from onrecord.record import Arrangement, Change, Deadline, Position, Term, make_id


def find_arrangements(doc: Doc, reader: Reader | None = None) -> tuple[Arrangement, ...]:
    """The page's arrangements, in order of their first mention; `reader` reads with the others.

    One that no mention tells apart, and of which nothing is told, is none: "the meeting" alone.
    """
    if not doc.has_annotation("DEP"):
        return ()
    cast = cast_of(doc)
    found = find_all(doc, cast, reader)
    heads = frozenset(mention.head for chain in found.chains for mention in chain.mentions)
    out = []
    for number, chain in enumerate(found.chains):
        parts = Parts(
            terms=terms_read(doc, found, number, cast),
            history=history_read(doc, found, number, heads),
            deadlines=deadlines_read(doc, found, number, heads),
            positions=positions_read(doc, found, number),
        )
        if chain.grounded or parts.any:
            out.append(_arrangement(doc, chain, cast, parts))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Parts:
    """What hangs on one arrangement of a page."""

    terms: tuple[Term, ...]
    history: tuple[Change, ...]
    deadlines: tuple[Deadline, ...]
    positions: tuple[Position, ...]

    @property
    def any(self) -> bool:
        """Whether anything hangs on it at all."""
        return bool(self.terms or self.history or self.deadlines or self.positions)


def _arrangement(doc: Doc, chain: Chain, cast: Cast, parts: Parts) -> Arrangement:
    spans = tuple(word_span(doc, m.start, m.end) for m in chain.mentions)
    name = _name(doc, chain)
    return Arrangement(
        id=make_id("arrangement", doc._.page, spans[0].start, spans[0].end, name),
        name=name,
        kind=chain.kind,
        aliases=tuple(sorted({span.text for span in spans} - {name})),
        parties=_parties(doc, chain, cast, parts.terms),
        mentions=spans,
        terms=parts.terms,
        history=parts.history,
        deadlines=parts.deadlines,
        positions=parts.positions,
    )


def _name(doc: Doc, chain: Chain) -> str:
    """The fullest form: the mention that says most about it, if any not in capitals alone."""

    def fullness(mention: Mention) -> tuple[int, int, int, int]:
        said = len(mention.topic | mention.places | mention.people) + 2 * bool(mention.ordinal)
        shouted = is_shouted(doc[mention.start : mention.end].text)
        return (mention.gate not in {"echo", "frame"}, not shouted, said, -mention.head)

    best = max(chain.mentions, key=fullness)
    return word_span(doc, best.start, best.end).text


def _parties(doc: Doc, chain: Chain, cast: Cast, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Who is in it: whom its mentions name, who proposes or agrees it, who owes its terms."""
    owing = [term.party.actor for term in terms if term.party and term.party.actor]
    return tuple(dict.fromkeys([*parties_named(doc, chain.mentions, cast), *owing]))
