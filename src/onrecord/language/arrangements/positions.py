"""Where actors stand on an arrangement: reported attitudes, and what they say of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.grammar import (
    first_of_row,
    has_future,
    has_modal,
    in_condition,
    is_negated,
    is_wanted,
    joined,
    lemma,
    subjects,
    with_particle,
)
from onrecord.language.arrangements.lexicon import lexicon
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.moments import when_near, word_span
from onrecord.language.arrangements.parties import Cast
from onrecord.record import Position, StanceKind, Statement

OPPOSITE: dict[StanceKind, StanceKind] = {"supports": "opposes", "opposes": "supports"}
SAYING = frozenset({"say", "call", "argue", "tell", "insist", "describe", "warn", "think",
                    "believe", "add", "write", "declare", "consider", "label", "brand", "deem",
                    "claim", "contend", "maintain", "complain", "note"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A stance before it is written down: who holds it, and the words (token indices)."""

    holder: Token | None
    stance: StanceKind
    start: int
    end: int
    verb: Token
    statement: Statement | None = None


def positions_of(doc: Doc, chain: Chain, cast: Cast) -> tuple[Position, ...]:
    """The positions on the chain's arrangement, in order of the text, each holder's own."""
    found: dict[tuple[object, ...], tuple[int, Position]] = {}
    for mention in chain.mentions:
        for held in stances_at(doc, mention):
            for actor in _holders(held, cast):
                position = _position(doc, held, actor)
                key = (actor, held.stance, position.span)
                found.setdefault(key, (held.start, position))
    rows = sorted(found.values(), key=lambda row: (row[0], row[1].actor or "", row[1].stance))
    return tuple(position for _, position in rows)


def _holders(held: Held, cast: Cast) -> list[str]:
    """Ids of who holds the stance; none where the page does not name anybody."""
    if held.holder is None:
        speaker = held.statement.speaker if held.statement else None
        return [speaker] if speaker else []
    actors = [cast.at(one) for one in _named(held.holder)]
    found = [actor.id for actor in actors if actor and actor.kind not in {"place"}]
    return list(dict.fromkeys(found))


def _named(holder: Token) -> Iterator[Token]:
    """The holder, those coordinated with it, and those that "including" names."""
    for one in joined(holder):
        yield one
        for child in one.rights:
            if child.dep_ == "prep" and child.lower_ in {"including", "like"}:
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        yield from _with_titles(obj)
            elif child.dep_ == "appos":
                yield child


def _with_titles(obj: Token) -> Iterator[Token]:
    for one in joined(obj):
        yield one
        yield from (child for child in one.children if child.dep_ == "appos")


def _position(doc: Doc, held: Held, actor: str) -> Position:
    statement = held.statement or _statement_at(doc, doc[held.start].idx)
    return Position(
        actor=actor,
        stance=held.stance,
        when=when_near(doc, held.verb),
        span=word_span(doc, held.start, held.end),
        statement=statement.id if statement else None,
    )


def stances_at(doc: Doc, mention: Mention) -> Iterator[Held]:
    """The stances that the words around one mention show."""
    head = doc[mention.head]
    if mention.gate == "frame":
        return
    anchor = first_of_row(head)
    if anchor.dep_ in {"dobj", "nsubjpass"}:
        yield from _by_verb(anchor.head, with_particle(anchor.head), mention, anchor)
    elif anchor.dep_ == "pobj":
        yield from _by_preposition(anchor.head, mention, anchor)
    elif anchor.dep_ == "nsubj":
        yield from _as_mover(anchor.head, mention)
    yield from _as_said(head, mention)


def _by_verb(verb: Token, key: str, mention: Mention, anchor: Token) -> Iterator[Held]:
    stance = lexicon().stances.get(("verb", key))
    if stance is None or verb.pos_ != "VERB" or in_condition(verb):
        return
    if is_wanted(verb) and lemma(verb.head) not in {"continue"}:
        return
    if has_modal(verb):
        return
    if is_negated(verb):
        stance = "opposes" if stance == "supports" else None
    if anchor.dep_ == "nsubjpass" or verb.dep_ == "acl":
        holders = _agents(verb)
    else:
        holders = [t for t in subjects(verb)[:1] if t.i != mention.head]
    if stance is None:
        return
    for holder in holders:
        low, high = min(verb.i, mention.head), max(verb.i, mention.head) + 1
        yield Held(holder, stance, low, high, verb)


def _agents(verb: Token) -> list[Token]:
    return [obj for c in verb.children if c.dep_ == "agent" for obj in c.children
            if obj.dep_ == "pobj"]  # fmt: skip


def _by_preposition(prep: Token, mention: Mention, anchor: Token) -> Iterator[Held]:
    owner = prep.head
    if owner.pos_ == "VERB":
        yield from _by_verb(owner, f"{with_particle(owner)} {prep.lower_}", mention, anchor)
    elif owner.pos_ == "ADJ":
        yield from _by_adjective(owner, prep, mention)
    elif owner.pos_ in {"NOUN", "PROPN"}:
        yield from _by_noun(owner, mention)


def _by_adjective(word: Token, prep: Token, mention: Mention) -> Iterator[Held]:
    stance = lexicon().stances.get(("adjective", f"{lemma(word)} {prep.lower_}"))
    verb = word.head
    if stance is None or lemma(verb) not in {"be", "remain", "become", "seem", "stay", "sound"}:
        return
    if is_negated(verb) or has_modal(verb) or in_condition(verb):
        return
    for holder in subjects(verb)[:1]:
        yield Held(holder, stance, word.i, mention.head + 1, verb)


def _by_noun(noun: Token, mention: Mention) -> Iterator[Held]:
    """ "support for the plan": whose it is, or who voices it."""
    stance = lexicon().stances.get(("noun", lemma(noun)))
    if stance is None or any(c.lower_ in {"no", "any", "little"} for c in noun.lefts):
        return
    holders = list(_owners(noun))
    verb = first_of_row(noun).head
    if not holders and noun.dep_ == "dobj" and verb.pos_ == "VERB":
        voicing = {
            "offer",
            "express",
            "voice",
            "have",
            "give",
            "pledge",
            "reiterate",
            "declare",
            "announce",
            "raise",
            "state",
            "signal",
            "throw",
            "share",
            "lend",
            "show",
        }
        if lemma(verb) in voicing and not (is_negated(verb) or has_modal(verb) or has_future(verb)):
            holders = subjects(verb)[:1]
    for holder in holders:
        low, high = min(noun.i, mention.head), max(noun.i, mention.head) + 1
        yield Held(holder, stance, low, high, verb)


def _owners(noun: Token) -> Iterator[Token]:
    """ "Oslo's support", "opposition from the unions", "skepticism among senators"."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"from", "among", "by"}:
            yield from (one for one in child.children if one.dep_ == "pobj")


def _as_mover(verb: Token, mention: Mention) -> Iterator[Held]:
    """ "The plan angered the miners"."""
    stance = lexicon().stances.get(("moves", lemma(verb)))
    if verb.pos_ == "VERB" and stance and not (is_negated(verb) or has_modal(verb)):
        for child in verb.rights:
            if child.dep_ == "dobj":
                yield Held(child, stance, mention.head, child.i + 1, verb)
        return
    drawing = {"draw", "face", "meet", "spark", "win", "attract", "provoke", "receive", "get"}
    if lemma(verb) in drawing and not (is_negated(verb) or has_modal(verb)):
        for noun in (c for c in verb.rights if c.dep_ == "dobj"):
            stance = lexicon().stances.get(("noun", lemma(noun)))
            for holder in _owners(noun) if stance else ():
                yield Held(holder, stance, mention.head, noun.i + 1, verb)


def _as_said(head: Token, mention: Mention) -> Iterator[Held]:
    """What a speaker says of it: "a bad deal", "the deal was fair", "called the deal a sham"."""
    for word in _judgements(head):
        stance = lexicon().stances.get(("said", lemma(word))) or lexicon().stances.get(
            ("said", word.lower_)
        )
        if stance is None or word.dep_ == "amod" and stance == "doubts":
            continue
        low, high = min(word.i, head.i), max(word.i, head.i) + 1
        caller = _caller(word, head)
        if caller is not None:
            yield Held(caller, stance, low, high, word.head)
        elif (statement := _statement_at(head.doc, word.idx)) is not None:
            yield Held(None, stance, low, high, word.head, statement)


def _judgements(head: Token) -> Iterator[Token]:
    """Words that judge the noun: its adjectives and what it is said to be."""
    for child in head.lefts:
        if child.dep_ == "amod" and not _is_hypothetical(head):
            yield child
    verb = head.head
    if head.dep_ == "nsubj" and lemma(verb) == "be":
        if not (is_negated(verb) or has_modal(verb) or in_condition(verb)):
            yield from (c for c in verb.rights if c.dep_ in {"acomp", "attr"})
            for attr in verb.rights:
                if attr.dep_ == "attr":
                    yield from (c for c in attr.lefts if c.dep_ == "amod")
    elif head.dep_ in {"nsubj", "dobj"} and lemma(verb) in {"call", "label", "brand", "consider"}:
        yield from (c for c in verb.rights if c.dep_ in {"oprd", "attr", "acomp"})
    if head.dep_ == "nsubj" and verb.pos_ in {"ADJ", "NOUN"} and verb.dep_ in {"ccomp", "oprd"}:
        yield verb
        yield from (c for c in verb.lefts if c.dep_ == "amod")


def _is_hypothetical(head: Token) -> bool:
    """Whether the noun is not this arrangement but any: "we want a fair deal"."""
    indefinite = any(c.lower_ in {"a", "an", "any", "no"} for c in head.lefts)
    return indefinite and not (head.dep_ == "attr" and lemma(head.head) == "be")


def _caller(word: Token, head: Token) -> Token | None:
    """Who calls it so, where the verb stands right over the words."""
    for verb in (word.head, word.head.head, head.head):
        if lemma(verb) in {"call", "label", "brand", "consider", "deem"} and verb.pos_ == "VERB":
            if is_negated(verb) or has_modal(verb):
                return None
            found = [t for t in subjects(verb)[:1] if t.i != head.i]
            return found[0] if found else None
    return None


def _statement_at(doc: Doc, place: int) -> Statement | None:
    """The innermost statement whose content covers the place."""
    statements: tuple[Statement, ...] = doc._.statements
    best: tuple[int, Statement] | None = None
    for statement in statements:
        for span in statement.content:
            if span.start <= place < span.end:
                size = span.end - span.start
                if best is None or size < best[0]:
                    best = (size, statement)
    return best[1] if best else None


def nearest_before(places: list[int], place: int) -> int:
    """Index of the last of the sorted places that is not after `place`, or -1."""
    return bisect_right(places, place) - 1
