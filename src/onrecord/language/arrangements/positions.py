"""Where actors stand on an arrangement: reported attitudes, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.grammar import (
    anchor_of,
    first_of_row,
    has_future,
    has_modal,
    in_condition,
    is_negated,
    is_wanted,
    joined,
    lemma,
    main_word,
    reached_by,
    subjects,
    with_particle,
)
from onrecord.language.arrangements.lexicon import lexicon
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.parties import Cast
from onrecord.record import StanceKind, Statement

OPPOSITE: dict[StanceKind, StanceKind] = {"supports": "opposes", "opposes": "supports"}
SAYING = frozenset({"say", "call", "argue", "tell", "insist", "describe", "warn", "think",
                    "believe", "add", "write", "declare", "consider", "label", "brand", "deem",
                    "claim", "contend", "maintain", "complain", "note"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A stance, and who holds it: whom a word names, or whoever makes the statement."""

    stance: StanceKind
    holder: Token | None = None
    statement: Statement | None = None


def about_parties(doc: Doc, chain: Chain, cast: Cast, parties: tuple[str, ...]) -> Iterator[Held]:
    """As in "has doubts about Oslo's aims", in a mention's sentence or the next, Oslo in it."""
    near = {m.sentence + step for m in chain.mentions for step in (0, 1)} if parties else set()
    for number, sentence in enumerate(doc.sents if near else ()):
        for noun in sentence if number in near else ():
            if noun.pos_ == "NOUN" and lexicon().stances.get(("noun", lemma(noun))) == "doubts":
                yield from _doubt(noun, cast, parties)


def _doubt(noun: Token, cast: Cast, parties: tuple[str, ...]) -> Iterator[Held]:
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    about = [
        one
        for word in {top, noun, top.head}
        for prep in word.rights
        if prep.dep_ == "prep" and prep.lower_ in {"about", "over"}
        for one in prep.subtree
    ]
    aimed = any((actor := cast.at(one)) and actor.id in parties for one in about)
    verb = top.head
    if aimed and top.dep_ == "dobj" and lemma(verb) in {*lexicon().words["voicing"], "maintain"}:
        for holder in subjects(verb)[:1]:
            yield Held("doubts", holder)


def held_by(doc: Doc, held: Held) -> list[int]:
    """The places of the words that name who holds the stance."""
    if held.holder is not None:
        return [one.i for one in _named(held.holder)]
    said = held.statement
    if said is None:
        return []
    return [
        word.i for span in said.source
        if (word := main_word(doc, span.start, span.end)) is not None
    ]  # fmt: skip


def _named(holder: Token) -> Iterator[Token]:
    """The holder, those coordinated with it, and those that "including" names."""
    for one in joined(holder):
        yield one
        for child in one.rights:
            if child.dep_ == "prep" and (
                child.lower_ in {"including", "like"}
                or (child.lower_ == "as" and any(c.lower_ == "such" for c in child.children))
            ):
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        yield from _with_titles(obj)
            elif child.dep_ == "appos":
                yield child


def _with_titles(obj: Token) -> Iterator[Token]:
    for one in joined(obj):
        yield one
        yield from (child for child in one.children if child.dep_ == "appos")


def stances_at(doc: Doc, mention: Mention) -> Iterator[Held]:
    """The stances that the words around one mention show."""
    head = doc[mention.head]
    if mention.gate == "frame":
        return
    anchor = anchor_of(head)
    if anchor.dep_ in {"dobj", "nsubjpass"}:
        yield from _by_verb(anchor.head, with_particle(anchor.head), mention, anchor)
        yield from _in_spite(anchor.head)
    elif anchor.dep_ == "pobj":
        yield from _by_preposition(anchor.head, mention, anchor)
    elif anchor.dep_ == "nsubj":
        yield from _as_mover(anchor.head)
        yield from _in_spite(anchor.head)
        yield from _as_workable(anchor.head)
        yield from _as_demanded(anchor)
    elif head.dep_ == "poss":
        return
    yield from _as_said(head)


def _by_verb(verb: Token, key: str, mention: Mention, anchor: Token) -> Iterator[Held]:
    words = lexicon().words
    quits = key in words["quitting"]
    stance = "opposes" if quits else lexicon().stances.get(("verb", key))
    if verb.pos_ != "VERB" or in_condition(verb) or has_modal(verb):
        return
    if stance is None:
        yield from _as_hard(verb, mention)
        return
    pressed = is_wanted(verb) and lemma(verb.head) in words["pressing"]
    if (is_wanted(verb) and not pressed) or (quits and not pressed and verb.tag_ == "VBG"):
        return
    if is_negated(verb):
        if quits or stance != "supports":
            return
        stance = "opposes"
    holders = _agents(verb) if anchor.dep_ == "nsubjpass" or verb.dep_ == "acl" else (
        subjects(verb.head) if pressed else subjects(verb)
    )  # fmt: skip
    for holder in holders[:1]:
        if holder.i != mention.head:
            yield Held(stance, holder)


def _as_hard(verb: Token, mention: Mention) -> Iterator[Held]:
    """As in "It is hard to foresee a deal", said by somebody."""
    seeing = {"foresee", "see", "imagine", "envisage", "envision", "picture", "reach"}
    if lemma(verb) in seeing and lemma(verb.head) in {"hard", "difficult", "impossible"}:
        statement = statement_at(verb.doc, verb.head.idx)
        if statement is not None and verb.head.i <= mention.head:
            yield Held("doubts", statement=statement)


def _in_spite(verb: Token) -> Iterator[Held]:
    """As in "defended the plan despite skepticism among senators": what those named hold."""
    for prep in verb.rights:
        if prep.dep_ == "prep" and prep.lower_ in {"despite", "amid", "over"}:
            for noun in (c for c in prep.children if c.dep_ == "pobj"):
                if stance := lexicon().stances.get(("noun", lemma(noun))):
                    for holder in _owners(noun):
                        yield Held(stance, holder)


def _as_demanded(anchor: Token) -> Iterator[Held]:
    """As in "Any deal must end the siege", said by somebody."""
    verb = anchor.head
    must = any(child.lower_ in {"must", "should"} for child in verb.lefts)
    if must and any(child.lower_ == "any" for child in anchor.lefts):
        statement = statement_at(verb.doc, verb.idx)
        if statement is not None:
            yield Held("conditional", statement=statement)


def _as_workable(verb: Token) -> Iterator[Held]:
    """As in "The plan could work if it ends the siege", said by somebody."""
    working = {"work", "succeed", "hold", "last"}
    if lemma(verb) not in working or not (has_modal(verb) or has_future(verb)):
        return
    for child in verb.rights:
        if child.dep_ == "advcl" and any(c.lower_ in {"if", "unless"} for c in child.lefts):
            statement = statement_at(verb.doc, verb.idx)
            if statement is not None:
                yield Held("conditional", statement=statement)


def _agents(verb: Token) -> list[Token]:
    return [obj for c in verb.children if c.dep_ == "agent" for obj in c.children
            if obj.dep_ == "pobj"]  # fmt: skip


def _by_preposition(prep: Token, mention: Mention, anchor: Token) -> Iterator[Held]:
    owner, way = reached_by(prep)
    if owner.pos_ == "VERB":
        particle = with_particle(owner)
        verb = lemma(owner) if particle.split(" ")[-1] == way.split(" ")[0] else particle
        yield from _by_verb(owner, f"{verb} {way}", mention, anchor)
        for noun in (c for c in owner.rights if c.dep_ == "dobj"):
            yield from _by_noun(noun)
    elif owner.pos_ == "ADJ":
        yield from _by_adjective(owner, prep)
    elif owner.pos_ in {"NOUN", "PROPN"}:
        yield from _by_noun(owner)


def _by_adjective(word: Token, prep: Token) -> Iterator[Held]:
    stance = lexicon().stances.get(("adjective", f"{lemma(word)} {prep.lower_}"))
    verb = word.head
    if stance is None or lemma(verb) not in {"be", "remain", "become", "seem", "stay", "sound"}:
        return
    if is_negated(verb) or has_modal(verb) or in_condition(verb):
        return
    for holder in subjects(verb)[:1]:
        yield Held(stance, holder)


def _by_noun(noun: Token) -> Iterator[Held]:
    """As in "support for the plan": whose it is, or who voices it."""
    stance = lexicon().stances.get(("side", lemma(noun)))
    if stance is not None:
        yield Held(stance, noun)
        return
    stance = lexicon().stances.get(("noun", lemma(noun)))
    if stance is None or any(c.lower_ in {"no", "any", "little"} for c in noun.lefts):
        return
    holders = list(_owners(noun))
    verb = first_of_row(noun).head
    if not holders and noun.dep_ == "dobj" and verb.pos_ == "VERB":
        voicing = lexicon().words["voicing"]
        if lemma(verb) in voicing and not (is_negated(verb) or has_modal(verb) or has_future(verb)):
            holders = subjects(verb)[:1]
    for holder in holders:
        yield Held(stance, holder)


def _owners(noun: Token) -> Iterator[Token]:
    """As in "Oslo's support", "opposition from the unions", "skepticism among senators"."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"from", "among", "by"}:
            yield from (one for one in child.children if one.dep_ == "pobj")


def _as_mover(verb: Token) -> Iterator[Held]:
    """As in "The plan angered the miners"."""
    stance = lexicon().stances.get(("moves", lemma(verb)))
    if verb.pos_ == "VERB" and stance and not (is_negated(verb) or has_modal(verb)):
        for child in verb.rights:
            if child.dep_ == "dobj":
                yield Held(stance, child)
        return
    drawing = {"draw", "face", "meet", "spark", "win", "attract", "provoke", "receive", "get"}
    if lemma(verb) in drawing and not (is_negated(verb) or has_modal(verb)):
        for noun in (c for c in verb.rights if c.dep_ == "dobj"):
            if stance := lexicon().stances.get(("noun", lemma(noun))):
                for holder in _owners(noun):
                    yield Held(stance, holder)


def _as_said(head: Token) -> Iterator[Held]:
    """What a speaker says of it: "a bad deal", "the deal was fair", "called the deal a sham"."""
    for word in _judgements(head):
        stance = lexicon().stances.get(("said", lemma(word))) or lexicon().stances.get(
            ("said", word.lower_)
        )
        if stance is None or (word.dep_ == "amod" and stance == "doubts"):
            continue
        caller = _caller(word, head)
        if caller is not None:
            yield Held(stance, caller)
        elif (statement := statement_at(head.doc, word.idx)) is not None:
            yield Held(stance, statement=statement)


def _judgements(head: Token) -> Iterator[Token]:
    """Words that judge the noun: its adjectives and what it is said to be."""
    for child in head.lefts:
        if child.dep_ == "amod" and _is_judged(head, child):
            yield child
    for clause in (child for child in head.rights if child.dep_ == "relcl"):
        if lemma(clause) == "be" and not is_negated(clause):
            yield from (c for c in clause.rights if c.dep_ == "acomp")
    verb = head.head
    if head.dep_ == "nsubj" and lemma(verb) == "be":
        if not (is_negated(verb) or has_modal(verb) or in_condition(verb)):
            yield from (
                c for c in verb.rights if c.dep_ in {"acomp", "attr"} and c.lower_ != "best"
            )
            for attr in verb.rights:
                if attr.dep_ == "attr":
                    yield from (c for c in attr.lefts if c.dep_ == "amod")
    elif head.dep_ in {"nsubj", "dobj"} and lemma(verb) in {"call", "label", "brand", "consider"}:
        yield from (c for c in verb.rights if c.dep_ in {"oprd", "attr", "acomp"})
    if head.dep_ == "nsubj" and verb.pos_ in {"ADJ", "NOUN"} and verb.dep_ in {"ccomp", "oprd"}:
        yield verb
        yield from (c for c in verb.lefts if c.dep_ == "amod")


def _is_judged(head: Token, word: Token) -> bool:
    """Whether an adjective before the noun judges this one: "it is a bad deal", "this bad deal"."""
    if any(child.dep_ == "expl" for child in head.head.lefts):
        return False
    if head.dep_ in {"attr", "oprd"} and not is_negated(head.head):
        return word.lower_ != "best"
    pointed = any(c.lower_ in {"the", "this", "that"} or c.dep_ == "poss" for c in head.lefts)
    return pointed and lexicon().stances.get(("said", word.lower_)) == "opposes"


def _caller(word: Token, head: Token) -> Token | None:
    """Who calls it so, where the verb stands right over the words."""
    for verb in (word.head, word.head.head, head.head):
        if lemma(verb) in {"call", "label", "brand", "consider", "deem"} and verb.pos_ == "VERB":
            if is_negated(verb) or has_modal(verb):
                return None
            found = [t for t in subjects(verb)[:1] if t.i != head.i]
            return found[0] if found else None
    return None


def statement_at(doc: Doc, place: int) -> Statement | None:
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
