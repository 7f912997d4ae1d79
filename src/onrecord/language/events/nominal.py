"""Nouns that tell an event: "talks between", "an attack on", "the minister's visit to"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.language.events.clauses import after, depth, lemma, nouns_joined, subjects
from onrecord.language.events.coded import Coded
from onrecord.language.events.lexicon import Frame, load_lexicon, word_set
from onrecord.language.events.parties import Side, is_place, place_side, sides_of

PLACES = ("in", "at", "near", "outside")
ASIDE = frozenset(["after", "before", "during", "following", "at", "amid", "ahead", "since", "for"])


def code_noun(noun: Token) -> Coded | None:
    """The event that a noun tells by itself, if a side hangs on it."""
    if noun.dep_ in {"compound", "amod", "nmod"} or noun.ent_type_ in {"PERSON", "ORG", "GPE"}:
        return None
    frame = _frame(noun)
    if frame is None:
        return None
    actors, recipients = _roles(noun, frame)
    if lemma(noun) == "attack" and any(noun.doc[s.head].ent_type_ == "PERSON" for s in recipients):
        return None
    if not _firm(noun, actors, recipients):
        return None
    kind, mode = _shade(noun, frame)
    below = 0.5 if noun.dep_ in {"nsubj", "dobj", "nsubjpass", "ROOT"} else 1.5
    heads = {side.head for side in actors}
    recipients = tuple(side for side in recipients if side.head not in heads)
    return Coded(kind, mode, noun, (), actors, recipients, depth(noun) + below)


def _frame(noun: Token) -> Frame | None:
    for word in (lemma(noun), noun.lower_):
        for entry in load_lexicon().nouns.get(word, ()):
            before = tuple(t.lower_ for t in noun.doc[max(0, noun.i - len(entry.rest)) : noun.i])
            if before == entry.rest:
                return entry.frame
    return None


def _shade(noun: Token, frame: Frame) -> tuple[str, str | None]:
    """Adjectives and compounds that change what the noun tells."""
    marks = {lemma(c) for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}}
    if frame.type == "CONSULT" and marks & word_set("adj_planned"):
        return "AGREE", None
    if frame.mode is None and marks & {"drone"}:
        return frame.type, "drone"
    if frame.mode is None and marks & {"air", "aerial", "missile", "rocket"}:
        return frame.type, "aerial" if marks & {"air", "aerial"} else "heavy-weapons"
    return frame.type, frame.mode


def _roles(noun: Token, frame: Frame) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    between = sides_of(after(noun, "between") + after(noun, "among"))
    if between:
        return between, ()
    if noun.dep_ == "pobj" and noun.head.lower_ == "under":
        return sides_of(after(noun, "by")), _those_under(noun)
    if lemma(noun) in {"conference", "briefing"} and (speakers := _doer_above(noun, frame)):
        return speakers, ()
    owners = _owners(noun, venue=frame.type == "CONSULT")
    doers = sides_of(after(noun, "by"))
    done_to = _directed(noun, frame)
    if lemma(noun) in word_set("suffered") and not (owners and done_to):
        return doers, done_to or owners or sides_of(after(noun, "of"))
    if not doers and not owners and "of" not in frame.slots:
        doers = sides_of(after(noun, "of"))
    return doers or owners or _doer_above(noun, frame), done_to


def _owners(noun: Token, *, venue: bool) -> tuple[Side, ...]:
    """Whose it is; of "the Moscow talks" the city is the `venue`, no side."""
    held = [c for c in noun.children if c.dep_ == "poss" and c.lower_ not in _MINE]
    named = {"NORP", "ORG", "PERSON"} if venue else {"NORP", "GPE", "ORG", "PERSON"}
    held += [
        c
        for c in noun.children
        if c.dep_ in {"amod", "compound", "nmod"}
        and c.ent_type_ in named
        and c.pos_ in {"ADJ", "PROPN", "NOUN"}
        and c.doc[c.i + 1].ent_iob_ != "I"
    ]
    return sides_of([one for c in held for one in nouns_joined(c)])


_STAGES = frozenset(
    ["start", "beginning", "end", "outset", "opening", "eve", "sideline", "day", "conclusion"]
)
_MINE = frozenset(["my", "our", "your", "its"])


def _directed(noun: Token, frame: Frame) -> tuple[Side, ...]:
    told = noun.dep_ in {"nsubj", "nsubjpass"} and lemma(noun.head) in word_set("occur")
    for slot in frame.slots:
        if slot in {"obj", "comp"}:
            continue
        held = after(noun, slot) or (after(noun.head, slot) if told else [])
        found = sides_of(held)
        if not found and slot in (*PLACES, "on", "to", "against"):
            found = tuple(s for one in held if is_place(one) for s in place_side(one))
        if found:
            return found
    if told and frame.type in {"ASSAULT", "PROTEST"}:
        held = [x for slot in PLACES for x in after(noun.head, slot)]
        return tuple(s for one in held if is_place(one) for s in place_side(one))
    return ()


def _doer_above(noun: Token, frame: Frame) -> tuple[Side, ...]:
    """Who meets is who speaks in "Weber said after talks with the envoy"."""
    if frame.type != "CONSULT":
        return ()
    if noun.dep_ == "dobj" and lemma(noun.head) == "tell":
        return sides_of(subjects(noun.head))
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in _STAGES:
        noun = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in ASIDE:
        return ()
    verb = noun.head.head
    for _ in range(4):
        if verb.pos_ in {"VERB", "AUX"} or verb.head is verb:
            break
        verb = verb.head
    if verb.pos_ in {"VERB", "AUX"}:
        return sides_of(subjects(verb))
    return sides_of([verb]) if verb.dep_ == "ROOT" else ()


def _those_under(noun: Token) -> tuple[Side, ...]:
    """Who is "under investigation" or "under attack"."""
    holder = noun.head.head
    return sides_of(subjects(holder) if holder.pos_ in {"VERB", "AUX"} else [holder])


def _firm(noun: Token, actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> bool:
    """Nouns that often tell no event need a side on both ends."""
    if lemma(noun) in word_set("soft") and noun.head.lower_ != "under":
        return bool(actors and recipients) or len(actors) > 1
    return bool(actors or recipients)
