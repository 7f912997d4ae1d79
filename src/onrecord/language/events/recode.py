"""What tense, negation and "must" make of an event: a visit to come is an agreement."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.language.events.clauses import depth, lemma, subjects
from onrecord.language.events.coded import Coded
from onrecord.language.events.lexicon import word_set
from onrecord.language.events.mood import is_future, is_reported
from onrecord.language.events.parties import sides_of


def by_tense(coded: Coded) -> Coded:
    """A future act of cooperation is AGREE; one that will not be is REJECT."""
    verb = coded.trigger
    if not is_future(verb):
        return coded
    if _negated(verb):
        kind = "REJECT" if coded.type in _COOPERATION | {"AGREE"} else coded.type
        return replace(coded, type=kind, mode=None if kind == "REJECT" else coded.mode)
    if coded.type in _COOPERATION:
        return replace(coded, type="AGREE", mode=None)
    if coded.type in {"SANCTION", "RETREAT"} and _conditional(verb):
        return replace(coded, type="THREATEN", mode=None)
    if coded.type in {"RETREAT", "CONCEDE"}:
        return replace(coded, type="CONCEDE" if _is_declared(verb) else "AGREE", mode=None)
    hostile = coded.type in {"ASSAULT", "COERCE", "PROTEST"} and is_reported(verb)
    mode = "violence" if coded.type == "ASSAULT" else None
    return replace(coded, type="THREATEN", mode=mode) if hostile else coded


def _is_declared(verb: Token) -> bool:
    """A headline's "to withdraw" is a declaration; "will withdraw" is a promise."""
    return any(c.lower_ in {"to", "shall"} and c.dep_ == "aux" for c in verb.children)


def _conditional(verb: Token) -> bool:
    clauses = [c for c in verb.children if c.dep_ == "advcl"]
    return any(g.lower_ in {"unless", "if"} for c in clauses for g in c.children)


_COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def must(verb: Token) -> Coded | None:
    """What X says that Y must do is X's demand to Y."""
    if lemma(verb) not in word_set("reporting") | {"argue", "maintain", "stress", "warn"}:
        return None
    for clause in (c for c in verb.children if c.dep_ == "ccomp"):
        if not _obliges(clause):
            continue
        asked = sides_of([one for one in subjects(clause) if one.lower_ not in _OURS])
        asking = sides_of(subjects(verb))
        if asked and asking and {s.head for s in asked}.isdisjoint({s.head for s in asking}):
            return Coded("REQUEST", None, verb, (), asking, asked, depth(verb))
    return None


def alleged(verb: Token) -> Coded | None:
    """A misdeed that X says is Y's is X's accusation of Y."""
    if lemma(verb) not in word_set("reporting"):
        return None
    for clause in (c for c in verb.children if c.dep_ == "ccomp"):
        asks = any(c.lower_ in {"if", "whether"} for c in clause.children)
        if lemma(clause) not in word_set("misdeeds") or asks or _negated(verb):
            continue
        accused, accusing = sides_of(subjects(clause)), sides_of(subjects(verb))
        if accused and accusing and {s.head for s in accused}.isdisjoint(s.head for s in accusing):
            return Coded("ACCUSE", "allege", verb, (), accusing, accused, depth(verb))
    return None


def belongs(coded: Coded, domains: frozenset[str]) -> bool:
    """Whether the event is one of public life, given what its page and sentence are about."""
    word = lemma(coded.trigger)
    if "disaster" in domains and coded.type == "ASSAULT" and not coded.actors:
        return word in word_set("hard")
    if domains & {"sport", "show", "gadget"}:
        return word in word_set("hard") or word in word_set("hard_nouns")
    return True


_OURS = frozenset(["we", "i", "you", "it", "he", "she", "they"])


def _obliges(clause: Token) -> bool:
    helpers = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    still = {"know", "think", "believe", "feel", "see", "understand"}
    return bool(helpers & {"must", "should", "ought"}) and lemma(clause) not in still
