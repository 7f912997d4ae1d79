"""By when something is due under an arrangement, and which date took another's place."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.grammar import lemma, with_particle
from onrecord.language.arrangements.moments import (
    deadline_noun,
    due_time,
    is_ahead,
    time_of_deadline,
    times_between,
    when_of,
    word_span,
)
from onrecord.record import Change, Deadline, Span, Time, When, make_id

Row = tuple[int, Span, When, Span | None]
"""A deadline: its word's place, its span, its time, and the span of what replaced it."""

REPLACING = frozenset(
    {"scrap", "extend", "postpone", "push back", "drop", "miss", "delay", "move", "put off",
     "abandon", "change", "replace", "shift", "waive", "let"}
)  # fmt: skip


def deadlines_of(doc: Doc, chain: Chain, heads: frozenset[int]) -> tuple[Deadline, ...]:
    """The deadlines of the chain, the earlier ones superseded by what replaced them.

    `heads` are the places of all mentions on the page: a deadline belongs to the nearest.
    """
    found: dict[tuple[int, int], Deadline] = {}
    for sentence in _sentences(doc, chain):
        for place, span, when, successor in _in_sentence(doc, sentence):
            if _nearest(place, sentence, heads) in chain.heads:
                after = _id(successor) if successor else None
                found[span.start, span.end] = Deadline(_id(span), when, span, after)
    return tuple(found[key] for key in sorted(found))


def deadline_at(doc: Doc, place: int) -> Deadline | None:
    """The deadline that the time with its main word at the place sets."""
    at = doc[place].idx
    time = next((one for one in doc._.times if one.span.start <= at < one.span.end), None)
    if time is None:
        return None
    return Deadline(_id(time.span), when_of(doc, time), time.span, None)


def slips_of(doc: Doc, chain: Chain, heads: frozenset[int]) -> list[tuple[int, Change]]:
    """Where the chain's deadlines were put off: the word's place, and the change."""
    found = []
    for sentence in _sentences(doc, chain):
        for place, _, _, successor in _in_sentence(doc, sentence):
            verb = doc[place].head
            if successor and verb.i < place and _nearest(place, sentence, heads) in chain.heads:
                new = _when_at(doc, successor)
                found.append((verb.i, Change("postponed", new, word_span(doc, verb.i, place + 1))))
    return found


def _nearest(place: int, sentence: TokenSpan, heads: frozenset[int]) -> int:
    """The mention that the deadline belongs to: the last before it, else the first after."""
    inside = sorted(head for head in heads if sentence.start <= head < sentence.end)
    before = [head for head in inside if head < place]
    return before[-1] if before else next(iter(inside), -1)


def _id(span: Span) -> str:
    return make_id("deadline", span.page, span.start, span.end, span.text)


def _sentences(doc: Doc, chain: Chain) -> list[TokenSpan]:
    seen: dict[int, TokenSpan] = {}
    for mention in chain.mentions:
        sentence = doc[mention.head].sent
        seen.setdefault(sentence.start, sentence)
    return [seen[start] for start in sorted(seen)]


def _in_sentence(doc: Doc, sentence: TokenSpan) -> list[Row]:
    due = [
        (token.i, time)
        for token in sentence
        if (time := due_time(token)) is not None and is_ahead(token)
    ]
    rows: list[Row] = [(place, time.span, when_of(doc, time), None) for place, time in due]
    for token in sentence:
        if deadline_noun(token) and (span := time_of_deadline(token)) is not None:
            successor = _successor([time for _, time in due]) if _is_replaced(token) else None
            rows.append((token.i, span, _when_at(doc, span), successor))
    return rows


def _when_at(doc: Doc, span: Span) -> When:
    return when_of(doc, times_between(doc, span.start, span.end)[0])


def _is_replaced(token: Token) -> bool:
    verb = token.head
    return token.dep_ in {"dobj", "nsubjpass"} and (
        lemma(verb) in REPLACING or with_particle(verb) in REPLACING
    )


def _successor(due: list[Time]) -> Span | None:
    return due[0].span if len(due) == 1 else None
