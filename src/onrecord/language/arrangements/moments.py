"""Times beside the words of an arrangement: when it changed, and by when something is due."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.grammar import (
    climb,
    has_future,
    has_modal,
    is_negated,
    is_wanted,
    lemma,
)
from onrecord.language.arrangements.lexicon import lexicon
from onrecord.language.document import chars
from onrecord.language.times import resolve
from onrecord.record import UNKNOWN_WHEN, Span, Time, When

GRANTING = frozenset({"give", "grant", "allow", "have", "get"})
"""Verbs that set a deadline with "until" in any tense: "has given Oslo until May 3"."""


def times_between(doc: Doc, start: int, end: int, *, lengths: bool = False) -> list[Time]:
    """The dates and times of day between two characters; with `lengths`, lengths of time too."""
    types = {"DATE", "TIME", "DURATION"} if lengths else {"DATE", "TIME"}
    return [
        time
        for time in doc._.times
        if start <= time.span.start and time.span.end <= end and time.type in types
    ]


def when_of(doc: Doc, time: Time) -> When:
    """The interval of a time against the page's date, as far as it is known."""
    return resolve(time, doc._.published)


def deadline_in(doc: Doc, bounds: tuple[int, int]) -> When:
    """The date by which the words (token indices) say that something is due, or unknown."""
    start, end = bounds
    for token in doc[start:end]:
        if (time := due_time(token)) is not None:
            return when_of(doc, time)
    return UNKNOWN_WHEN


def due_time(token: Token) -> Time | None:
    """The time after "by", "before", "until": what the preposition makes a deadline."""
    if token.lower_ not in lexicon().words["deadline_marks"] or token.dep_ == "agent":
        return None
    things = [child.idx for child in token.children if child.dep_ in {"pobj", "pcomp"}]
    edge = token.right_edge.idx + len(token.right_edge)
    for time in times_between(token.doc, token.idx, edge, lengths=token.lower_ == "within"):
        if any(time.span.start <= place < time.span.end for place in things):
            return time
    return None


def is_ahead(token: Token) -> bool:
    """Whether a preposition's verb lies ahead: what is to be done, not what was."""
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if token.lower_ in {"until", "till"} and lemma(verb) in GRANTING:
        return not is_negated(verb)
    if any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.lefts):
        return False
    return any(has_future(one) or has_modal(one) or is_wanted(one) for one in climb(verb)) or any(
        lemma(one) in lexicon().words["planning"] for one in climb(verb)
    )


def when_near(doc: Doc, verb: Token) -> When:
    """The time that hangs on the verb itself, or unknown."""
    for child in verb.children:
        if child.dep_ in {"prep", "npadvmod", "tmod", "advmod", "nmod"}:
            low, high = child.left_edge, child.right_edge
            if child.dep_ == "prep" and child.lower_ in {"by", "until", "under", "of"}:
                continue
            found = times_between(doc, low.idx, high.idx + len(high))
            if found and found[0].span.start - low.idx < 20:
                return when_of(doc, found[0])
    return UNKNOWN_WHEN


def deadline_noun(token: Token) -> bool:
    """Whether the word is "deadline" or the like."""
    return token.pos_ in {"NOUN", "PROPN"} and lemma(token) in lexicon().words["deadline_nouns"]


def time_of_deadline(token: Token) -> Span | None:
    """The words that date a deadline: "an Aug. 1 deadline", "a deadline of May 5"."""
    doc = token.doc
    left = min([token.i] + [c.left_edge.i for c in token.lefts])
    found = times_between(doc, doc[left].idx, token.idx + len(token))
    if not found:
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in {"of", "for", "on"}:
                edge = child.right_edge
                found = times_between(doc, child.idx, edge.idx + len(edge))
                break
    return found[0].span if found else None


def word_span(doc: Doc, start: int, end: int) -> Span:
    """The page span of tokens `[start, end)`, whichever of the two comes first."""
    low, high = min(start, end - 1), max(start, end - 1)
    return chars(doc, doc[low].idx, doc[high].idx + len(doc[high]))
