"""Chains and what hangs on them in, the page's arrangements out."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.language.arrangements.chains import Chain, chain_mentions
from onrecord.language.arrangements.deadlines import deadlines_of, slips_of
from onrecord.language.arrangements.grammar import subjects
from onrecord.language.arrangements.history import history_of
from onrecord.language.arrangements.mentions import Mention, find_mentions
from onrecord.language.arrangements.moments import word_span
from onrecord.language.arrangements.parties import Cast, actors_in, cast_of
from onrecord.language.arrangements.positions import positions_of
from onrecord.language.arrangements.terms import terms_of
from onrecord.record import Arrangement, Span, make_id


def find_arrangements(doc: Doc) -> tuple[Arrangement, ...]:
    """The page's arrangements, in order of their first mention."""
    if not doc.has_annotation("DEP"):
        return ()
    cast = cast_of(doc)
    chains = chain_mentions(find_mentions(doc))
    main = main_chain(chains)
    heads = frozenset(mention.head for chain in chains for mention in chain.mentions)
    found = [_arrangement(doc, chain, cast, heads, is_main=chain is main) for chain in chains]
    return tuple(one for one in found if one is not None)


def main_chain(chains: list[Chain]) -> Chain | None:
    """The plan or agreement that the page is about: the one it names most, and more than once."""
    named = [chain for chain in chains if chain.kind in {"proposal", "agreement", "ceasefire"}]
    main = max(named, key=lambda chain: len(chain.mentions), default=None)
    return main if main is not None and len(main.mentions) > 1 else None


def _arrangement(
    doc: Doc, chain: Chain, cast: Cast, heads: frozenset[int], *, is_main: bool
) -> Arrangement | None:
    """The chain as an arrangement; `None` where nothing shows that it is one."""
    terms = terms_of(doc, chain, cast, is_main=is_main)
    history = history_of(doc, chain, slips_of(doc, chain, heads))
    parties = _parties(doc, chain, cast, [t.party.actor for t in terms if t.party])
    positions = positions_of(doc, chain, cast, parties=parties if is_main else ())
    if not (chain.grounded or terms or history or positions):
        return None
    spans = tuple(word_span(doc, m.start, m.end) for m in chain.mentions)
    name = _name(doc, chain)
    return Arrangement(
        id=make_id("arrangement", doc._.page, spans[0].start, spans[0].end, name),
        name=name,
        kind=chain.kind,
        aliases=tuple(sorted({span.text for span in spans} - {name})),
        parties=parties,
        mentions=spans,
        terms=terms,
        history=history,
        deadlines=deadlines_of(doc, chain, heads),
        positions=positions,
    )


def _name(doc: Doc, chain: Chain) -> str:
    """The fullest form: the mention that says most about it."""

    def fullness(mention: Mention) -> tuple[int, int, int]:
        said = len(mention.topic | mention.places | mention.people) + 2 * bool(mention.ordinal)
        return (mention.gate not in {"echo", "frame"}, said, -mention.head)

    best = max(chain.mentions, key=fullness)
    return _tidy(word_span(doc, best.start, best.end))


def _tidy(span: Span) -> str:
    return span.text


def _parties(doc: Doc, chain: Chain, cast: Cast, owing: list[str | None]) -> tuple[str, ...]:
    """Who is in it: whom its mentions name, who proposes or agrees it, who owes its terms."""
    found: list[str] = []
    for mention in chain.mentions:
        found.extend(actors_in(cast, doc, mention.start, mention.end))
        found.extend(_doers(doc, mention, cast))
    found.extend(actor for actor in owing if actor)
    return tuple(dict.fromkeys(found))


def _doers(doc: Doc, mention: Mention, cast: Cast) -> list[str]:
    """Who proposes, offers, negotiates or agrees it."""
    head = doc[mention.head]
    verb = head if mention.gate == "frame" else head.head
    making = {
        "propose",
        "offer",
        "sign",
        "reach",
        "strike",
        "agree",
        "negotiate",
        "conclude",
        "unveil",
        "announce",
        "hold",
        "resume",
        "hammer",
        "make",
        "seal",
        "discuss",
        "ink",
    }
    if mention.gate != "frame" and (head.dep_ != "dobj" or verb.lemma_.lower() not in making):
        return []
    actors = [cast.at(token) for token in subjects(verb)]
    return [actor.id for actor in actors if actor]
