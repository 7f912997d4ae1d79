"""The course of an arrangement: what the page says has become of it, with the words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.grammar import (
    anchor_of,
    climb,
    first_of_row,
    has_future,
    has_modal,
    in_condition,
    is_negated,
    is_wanted,
    joined,
    lemma,
    reached_by,
    with_particle,
)
from onrecord.language.arrangements.lexicon import StatusRule, lexicon
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.moments import word_span
from onrecord.record import Span, Status

Step = tuple[Status, Token]
"""A status, and the word that says so."""

LASTING: frozenset[Status] = frozenset({"agreed", "rejected", "dropped", "postponed", "violated"})
"""Statuses that a participle before the noun tells too: "the signed treaty"."""


def change_words(doc: Doc, word: int, head: int) -> Span:
    """From the word to the mention's head, or the other way round."""
    low, high = min(word, head), max(word, head)
    for child in doc[word].children:
        if child.dep_ == "prt":
            high = max(high, child.i)
    return word_span(doc, low, high + 1)


def steps_at(doc: Doc, mention: Mention) -> Iterator[Step]:
    """The changes that the words around one mention tell."""
    head = doc[mention.head]
    if mention.gate == "frame":
        yield from _frame_step(head, mention)
        return
    yield from _by_word(head, mention)
    if _is_under_way(head, mention):
        yield "under_negotiation", head.head
    anchor = anchor_of(head)
    governor = anchor.head
    if anchor.dep_ in {"dobj", "nsubjpass"}:
        yield from _by_verb(governor, with_particle(governor), "object", mention)
    elif anchor.dep_ == "pobj":
        yield from _by_preposition(governor, mention)
    elif anchor.dep_ == "nsubj" and governor.pos_ == "VERB":
        for verb in joined(governor):
            if verb == governor or not any(c.dep_ == "nsubj" for c in verb.children):
                yield from _by_verb(verb, _phrase(verb), "subject", mention)


def _is_under_way(head: Token, mention: Mention) -> bool:
    """Whether somebody is said to be in talks: "is in negotiations", "locked in talks"."""
    prep = head.head
    return (
        mention.kind == "talks" and head.dep_ == "pobj" and prep.lower_ == "in"
        and prep.dep_ == "prep" and lemma(prep.head) in {"be", "lock", "engage", "remain", "stay"}
        and not (is_negated(prep.head) or has_modal(prep.head) or in_condition(prep.head))
    )  # fmt: skip


def _frame_step(head: Token, mention: Mention) -> Iterator[Step]:
    """What a verb such as "agreed to" says; a promise alone changes nothing."""
    names: dict[str, Status] = {
        "proposal": "proposed", "offer": "offered", "agreement": "agreed"
    }  # fmt: skip
    if mention.word in names:
        yield names[mention.word], head


def _by_word(head: Token, mention: Mention) -> Iterator[Step]:
    """As in "the failed talks", "the deal signed in May", "the plan proposed by Oslo"."""
    for child in head.children:
        if child.dep_ == "amod":
            for status in _rules("word", child.lower_, mention):
                yield status, child
            if child.tag_ == "VBN":
                for status in _rules("object", lemma(child), mention):
                    if status in LASTING:
                        yield status, child
        elif (
            child.dep_ == "acl"
            and child.tag_ == "VBN"
            and not any(one.dep_ in {"nsubj", "nsubjpass", "aux", "mark"} for one in child.children)
        ):
            for status in _rules("object", with_particle(child), mention):
                yield status, child
        elif child.dep_ == "relcl":
            yield from _by_relative(child, mention)


def _by_relative(verb: Token, mention: Mention) -> Iterator[Step]:
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    for one in own:
        if one.lower_ in {"that", "which"}:
            role = "subject" if one.dep_ == "nsubj" else "object"
            yield from _by_verb(verb, with_particle(verb), role, mention)
    if not any(one.lower_ in {"that", "which"} for one in own) and not any(
        one.dep_ == "dobj" for one in own
    ):
        yield from _by_verb(verb, with_particle(verb), "object", mention)


def _by_preposition(prep: Token, mention: Mention) -> Iterator[Step]:
    """As in "agree on the deal", "withdraw from the deal", "progress in the talks"."""
    owner, first = reached_by(prep)
    if owner.pos_ == "VERB":
        yield from _by_verb(owner, _led(owner, first), "object", mention)
        if first == "of":
            yield from _by_verb(owner, with_particle(owner), "object", mention)
    elif owner.pos_ in {"NOUN", "PROPN"}:
        word = lemma(owner)
        if first in {"of", "in", "on", "with", "toward", "towards", "for"}:
            for status in _rules("noun", word, mention):
                if not _is_denied_noun(owner):
                    yield status, owner
        for status in _rules("noun", f"{word} {first}", mention):
            yield status, owner


def _led(verb: Token, way: str) -> str:
    """The verb with the preposition: "walk away from", told once where "away" is in both."""
    particle = with_particle(verb)
    told = particle.split(" ")[-1] == way.split(" ", maxsplit=1)[0]
    return f"{lemma(verb) if told else particle} {way}"


def _is_denied_noun(noun: Token) -> bool:
    """Whether the noun is said to be lacking: "no progress", "lack of progress"."""
    lacking = {"lack", "absence", "hope", "chance", "possibility", "risk", "fear"}
    if any(child.lower_ in {"no", "little", "any", "without"} for child in noun.children):
        return True
    up = noun.head
    verb = first_of_row(noun).head
    return (up.dep_ == "prep" and lemma(up.head) in lacking) or (
        verb.pos_ == "VERB" and (is_negated(verb) or has_modal(verb) or is_wanted(verb))
    )


def _phrase(verb: Token) -> str:
    """The verb with a fixed object or preposition: "take effect", "come into force"."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.lower_ == "effect":
            return f"{lemma(verb)} effect"
        if child.dep_ == "prep" and child.lower_ == "into":
            ends = [c.lower_ for c in child.children if c.dep_ == "pobj"]
            if ends and ends[0] in {"force", "effect"}:
                return f"{lemma(verb)} into {ends[0]}"
    return with_particle(verb)


def _by_verb(verb: Token, key: str, role: str, mention: Mention) -> Iterator[Step]:
    if role == "subject" and any(child.dep_ == "xcomp" for child in verb.rights):
        return
    for status in _rules(role, key, mention):
        settled = _settled(verb, status)
        if settled is not None:
            yield settled, verb


def _settled(verb: Token, status: Status) -> Status | None:
    """What is true of the arrangement when the verb is denied, wanted or only possible."""
    up = verb.head
    if verb.dep_ == "xcomp" and lemma(up) in lexicon().words["failing"] and not is_negated(up):
        return _failed(lemma(up), status)
    if status == "agreed" and _found_none(verb):
        return "failed"
    if is_wanted(verb) and not is_negated(verb):
        return "under_negotiation" if status == "agreed" and _is_effort(verb) else None
    ahead = has_future(verb) or (verb.dep_ == "xcomp" and any(has_future(o) for o in climb(verb)))
    if ahead and status != "postponed":
        return None
    if _is_asked(verb):
        return None
    open_above = any(has_modal(one) or is_negated(one) for one in climb(verb))
    return None if open_above or in_condition(verb) else status


def _is_asked(verb: Token) -> bool:
    """Whether it is a question or a thought: "who signed it", "signing it could help"."""
    asks = any(child.lower_ == "who" and child.dep_ == "nsubj" for child in verb.lefts)
    return (asks and verb.dep_ != "relcl") or (verb.dep_ == "csubj" and has_modal(verb.head))


def _found_none(verb: Token) -> bool:
    """Whether talks ended with nothing: "reached no agreement"."""
    return (
        verb.tag_ == "VBD"
        and lemma(verb) == "reach"
        and any(
            child.dep_ == "dobj" and any(one.lower_ == "no" for one in child.lefts)
            for child in verb.rights
        )
    )


def _failed(word: str, status: Status) -> Status | None:
    if word in {"refuse", "decline"}:
        return "rejected" if status in {"agreed", "in_force"} else None
    return "failed" if status in {"agreed", "progress"} else None


def _is_effort(verb: Token) -> bool:
    """Whether somebody is at work on it: "trying to reach a deal"."""
    up = verb.head
    at_work = {
        "try",
        "seek",
        "struggle",
        "work",
        "effort",
        "attempt",
        "push",
        "scramble",
        "race",
        "pressure",
    }
    return verb.dep_ != "advcl" and lemma(up) in at_work and not is_negated(up)


def _rules(role: str, key: str, mention: Mention) -> list[Status]:
    rules: tuple[StatusRule, ...] = lexicon().statuses.get((role, key), ())
    found = [
        rule.status for rule in rules
        if not rule.only or mention.kind in rule.only or mention.word in rule.only
    ][:1]  # fmt: skip
    offers = {"offer", "bid", "counteroffer"}
    return ["offered" if s == "proposed" and mention.word in offers else s for s in found]
