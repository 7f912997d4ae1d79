"""Who an event is directed at where its usual slots name nobody."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.language.events.clauses import complements, lemma, objects, subjects
from onrecord.language.events.parties import Side, is_place, place_side, sides_of

LOCAL = frozenset({"ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
"""Types where the place that it happens in stands for those it happens to."""

SPEAKING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose complement says what is promised, asked, refused or threatened, and to whom."""

PURPOSE = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "REQUEST", "THREATEN", "COERCE"})


def elsewhere(kind: str, verb: Token) -> tuple[Side, ...]:
    """The first side found in the complement, the object's phrases, the purpose, the place."""
    doers = sides_of(subjects(verb))
    if len(doers) > 1 and kind in {"AGREE", "SUPPORT"}:
        return ()
    actors = {side.head for side in doers}
    for found in _tries(kind, verb):
        kept = tuple(s for s in found if s.head not in actors and not is_own(verb.doc[s.head]))
        if kept:
            return kept
    return ()


def _tries(kind: str, verb: Token) -> Iterator[tuple[Side, ...]]:
    if kind in SPEAKING:
        yield from _in_complement(kind, verb)
    if kind in {"CONSULT", "COOPERATE"}:
        return
    if kind == "PROTEST":
        yield from _grievances(verb)
    yield from (_below(one) for one in objects(verb))
    if kind in PURPOSE:
        yield from (_below(c) for c in verb.children if c.dep_ == "advcl" and _is_purpose(c))
        yield from (_below(g) for g in _phrases(verb, {"for", "against", "over", "at", "on", "of"}))
    if kind == "THREATEN":
        yield from (sides_of(subjects(c)) for c in _conditions(verb))
    if kind in LOCAL:
        yield _where(verb)
    if kind in {"PROTEST", "AGREE", "REJECT"}:
        yield from (
            _below(g) for g in _phrases(verb, {"in", "to", "on", "with", "from", "despite"})
        )


def _grievances(verb: Token) -> Iterator[tuple[Side, ...]]:
    """Whom the protesters call upon or denounce, in any clause under the protest."""
    for token in verb.subtree:
        if token.i > verb.i and lemma(token) in GRIEVANCES and token.pos_ in {"VERB", "NOUN"}:
            yield _below(token)


GRIEVANCES = frozenset(
    ["demand", "protest", "denounce", "condemn", "oppose", "call", "urge", "seek", "refuse"]
)


def _in_complement(kind: str, verb: Token) -> Iterator[tuple[Side, ...]]:
    if kind == "REQUEST" and not complements(verb):
        yield from _asked(verb)
    for one in complements(verb):
        if kind == "REQUEST":
            yield sides_of([s for s in subjects(one) if s.i > verb.i])
            yield from _asked(verb)
        yield sides_of(objects(one))
        yield _below(one)


def _asked(verb: Token) -> Iterator[tuple[Side, ...]]:
    """Who is to act, as in "its demand that the state act"."""
    for token in verb.subtree:
        if token.i > verb.i and token.dep_ in {"acl", "ccomp"} and token.head is not verb:
            yield sides_of([c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}])


def _below(top: Token) -> tuple[Side, ...]:
    """The first side or named place in the phrases under a word, the nearest first."""
    level = [top]
    for _ in range(5):
        below = [
            c
            for one in level
            for c in one.children
            if c.dep_ not in {"relcl", "parataxis", "nsubj", "npadvmod", "appos", "mark"}
            and not (c.dep_ == "prep" and c.lower_ in {"after", "since", "before", "amid", "as"})
            and not (c.dep_ == "advcl" and not _is_purpose(c))
        ]
        for one in below:
            if one.dep_ in {"pobj", "dobj", "dative", "poss", "conj", "amod", "compound"}:
                found = _side(one)
                if found:
                    return found
        level = below
    return ()


def _side(token: Token) -> tuple[Side, ...]:
    if token.dep_ in {"amod", "compound"} and not token.ent_type_:
        return ()
    if token.ent_type_ in {"DATE", "TIME", "EVENT", "LAW"} or is_own(token):
        return ()
    found = sides_of([token])
    if found or not (token.dep_ == "pobj" and is_place(token)):
        return found
    return tuple(place_side(token))


def is_own(noun: Token) -> bool:
    """What a side commands ("its troops") is not who it deals with."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)


def _is_purpose(clause: Token) -> bool:
    return clause.tag_ == "VBG" or any(c.lower_ == "to" for c in clause.children)


def _phrases(verb: Token, preps: set[str]) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "prep" and c.lower_ in preps]


def _conditions(verb: Token) -> list[Token]:
    clauses = [c for one in (verb, *complements(verb)) for c in one.children if c.dep_ == "advcl"]
    return [c for c in clauses if any(g.lower_ in {"if", "unless"} for g in c.children)]


def _where(verb: Token) -> tuple[Side, ...]:
    words = [verb, *objects(verb), *subjects(verb)]
    for prep in (c for one in words for c in one.children if c.dep_ == "prep"):
        if prep.lower_ in {"in", "at", "near", "across", "outside", "along", "around"}:
            held = [g for g in prep.children if g.dep_ == "pobj" and is_place(g)]
            if held and lemma(held[0]) not in {"west", "east", "north", "south"}:
                return tuple(place_side(held[0]))
    return ()
