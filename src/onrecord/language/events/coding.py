"""A sentence in, its coded events out: which words tell an event, of what type, between whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.language.events import nominal, recipients, recode
from onrecord.language.events.clauses import (
    after,
    agents,
    complements,
    datives,
    depth,
    follows,
    is_passive,
    lemma,
    objects,
    subjects,
)
from onrecord.language.events.coded import Coded
from onrecord.language.events.conditions import fits, heads, meets
from onrecord.language.events.domain import Domain, domains_of
from onrecord.language.events.lexicon import Frame, load_lexicon, word_set
from onrecord.language.events.parties import Side, is_place, place_side, sides_of

CONSUMING = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN"])
"""Types that say what may come to be: what stands under their trigger is no event by itself."""

PLACES = frozenset({"in", "at", "near", "outside", "along", "across", "around", "into"})


def code_sentence(sentence: TokenSpan, *, page: frozenset[Domain] = frozenset()) -> list[Coded]:
    """The events of the sentence, the main one first; `page` are the subjects of its page."""
    found = [one for token in sentence if (one := code_word(token))]
    found = [one for one in _unclaimed(found) if recode.belongs(one, page | domains_of(sentence))]
    return sorted(found, key=lambda one: (one.depth, one.trigger.i))


def code_word(token: Token) -> Coded | None:
    """The event that the word tells, if it tells one with a side to it."""
    if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "ADJ" and token.dep_ in {"acomp", "ROOT"}):
        return code_verb(token)
    coded = nominal.code_noun(token) if token.pos_ in {"NOUN", "PROPN"} else None
    return coded if coded and _has_sides(coded) else None


def code_verb(verb: Token) -> Coded | None:
    """The event that a verb tells: the first of its frames that fits and finds its sides."""
    if verb.dep_ == "amod":
        return None
    for frame, rest in frames_of(verb):
        coded = Coded(
            frame.type,
            frame.mode,
            verb,
            tuple(sorted({*rest, *_claimed(frame, verb)})),
            actors_of(frame, verb),
            recipients_of(frame, verb),
            depth(verb),
        )
        coded = recode.by_tense(_apart(coded))
        if _has_sides(coded) and _is_done_by_somebody(coded):
            return coded
    return recode.must(verb) or recode.alleged(verb)


def _type(verb: Token, level: int) -> str | None:
    """The type of what a complement tells, as the frames see it."""
    if level > 3:
        return None
    return next((frame.type for frame, _ in frames_of(verb, level=level + 1)), None)


def frames_of(verb: Token, *, level: int = 0) -> Iterator[tuple[Frame, list[int]]]:
    """The frames that the verb and its surroundings meet, with the trigger's other words."""
    for entry in load_lexicon().verbs.get(lemma(verb), ()):
        if follows(verb, entry.rest) and meets(entry.frame, verb, lambda one: _type(one, level)):
            yield entry.frame, _places_of(verb, entry.rest)


def _places_of(verb: Token, rest: tuple[str, ...]) -> list[int]:
    near = [*verb.children, *verb.doc[verb.i + 1 : verb.i + 1 + len(rest)]]
    return [token.i for token in near if token.lower_ in rest and token.i > verb.i][: len(rest)]


def _claimed(frame: Frame, verb: Token) -> list[int]:
    """Objects that the frame asked for are part of what tells the event."""
    asked = [
        option
        for options in frame.conditions
        for option in options
        if not option.startswith(("!", "@@", "subj:", "comp:"))
        and option not in {"party", "person", "comp"}
    ]
    held = [*objects(verb), *(x for option in asked if ":" in option for x in _held(option, verb))]
    return [one.i for one in held if any(_matches(option, one) for option in asked)]


def _held(option: str, verb: Token) -> list[Token]:
    return after(verb, option.partition(":")[0])


def _matches(option: str, noun: Token) -> bool:
    wanted = option.rpartition(":")[2]
    if wanted in {"@place", "party", "@persons", "@prisoner", "@force"} or not wanted:
        return False
    return fits(wanted, noun)


def actors_of(frame: Frame, verb: Token) -> tuple[Side, ...]:
    """Who starts it."""
    if "subj" in frame.slots:
        return ()
    held = agents(verb) if is_passive(verb) else subjects(verb) or agents(verb)
    if is_passive(verb.head) and verb.dep_ == "advcl" and not is_passive(verb):
        held = agents(verb.head)
    if frame.type == "MOBILIZE" and is_passive(verb) and not held:
        held = objects(verb)
    found = sides_of(held, acting=True)
    if not found and frame.type in {"ASSAULT", "MOBILIZE"}:
        armed = [one for one in held if lemma(one) in word_set("weapon_agents")]
        found = tuple(side for one in armed for side in place_side(one))
    return found


def recipients_of(frame: Frame, verb: Token) -> tuple[Side, ...]:
    """At whom it is directed: the first of the frame's slots that names a side."""
    for slot in frame.slots:
        found = tuple(s for s in _slot(slot, verb) if not recipients.is_own(verb.doc[s.head]))
        if found:
            return found
    return recipients.elsewhere(frame.type, verb)


def _slot(slot: str, verb: Token) -> tuple[Side, ...]:
    if slot == "obj":
        held = [*objects(verb)]
        return sides_of(datives(verb)) or sides_of(held) or _places(held)
    if slot == "subj":
        return sides_of(subjects(verb))
    if slot == "comp":
        return recipients.elsewhere("THREATEN", verb)
    held = [*after(verb, slot), *(x for one in objects(verb) for x in after(one, slot))]
    return _places(held) if slot in PLACES else sides_of(held)


def _places(held: list[Token]) -> tuple[Side, ...]:
    return tuple(side for one in held if is_place(one) for side in place_side(one))


def _apart(coded: Coded) -> Coded:
    """Nobody is on both sides of an event."""
    heads_of = {side.head for side in coded.actors}
    kept = tuple(side for side in coded.recipients if side.head not in heads_of)
    return replace(coded, recipients=kept)


def _is_done_by_somebody(coded: Coded) -> bool:
    """A subject that is no side acts only where it is a weapon or an attack."""
    held = subjects(coded.trigger)
    if coded.type == "SUPPORT" and coded.trigger.dep_ == "acl":
        return False
    doers = {token.i for token in held}
    if any(side.head in doers for side in coded.recipients):
        return True
    if coded.actors or is_passive(coded.trigger) or coded.mode == "ceasefire":
        return True
    if coded.type != "ASSAULT" or not held:
        return False
    harms = word_set("attack") | word_set("weapon_agents") | word_set("explosive")
    return any(heads(one) & (harms | word_set("violent_cause")) for one in held)


def _has_sides(coded: Coded) -> bool:
    if coded.type == "AID" and not coded.actors:
        return False
    if coded.type in {"COOPERATE", "AID", "SANCTION"}:
        mutual = coded.type == "COOPERATE" and len(coded.actors) > 1
        words = [coded.trigger.doc[i] for i in coded.beside]
        left = bool(coded.actors) and any(heads(one) & word_set("agreement") for one in words)
        return bool(coded.recipients) or mutual or left
    return bool(coded.actors or coded.recipients)


def _unclaimed(found: list[Coded]) -> Iterator[Coded]:
    """Leave out what is part of another event's words, or what another only speaks of."""
    claimed = {i for one in found for i in one.beside}
    spoken = {i for one in found for i in _spoken_of(one)}
    for one in found:
        if one.trigger.i not in claimed and one.trigger.i not in spoken:
            yield one


def _spoken_of(coded: Coded) -> set[int]:
    """Words under a trigger that asks for, promises, refuses or threatens what they tell."""
    verb = coded.trigger
    if coded.type not in CONSUMING and coded.mode != "allege":
        kept_from = [c for c in verb.children if c.lower_ == "from" and coded.type == "COERCE"]
        return {i for c in kept_from for g in c.children if g.dep_ == "pcomp" for i in _under(g)}
    if coded.type == "ACCUSE":
        return {i for top in after(verb, "with") + after(verb, "of") for i in _under(top)}
    tops = [*complements(verb), *objects(verb)]
    for prep in ("for", "to", "on", "of", "with", "against"):
        tops.extend(after(verb, prep))
    return {i for top in tops if top.i != verb.i for i in _under(top)}


def _under(top: Token) -> set[int]:
    """The word and what hangs on it, save clauses that tell something of their own."""
    found = {top.i}
    for child in top.children:
        if child.dep_ in {"relcl", "advcl"} or child.lower_ in {"after", "following", "amid"}:
            continue
        found |= _under(child)
    return found
