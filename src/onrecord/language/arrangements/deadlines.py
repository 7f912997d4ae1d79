"""By when something is due under an arrangement, and which date took another's place."""

from __future__ import annotations

from spacy.tokens import Doc, Span as TokenSpan, Token

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.grammar import lemma, with_particle
from onrecord.language.arrangements.moments import (
    deadline_noun,
    due_time,
    is_ahead,
    time_of_deadline,
    times_between,
    when_of,
)
from onrecord.record import Deadline, Span, Time, When, make_id

REPLACING = frozenset(
    {"scrap", "extend", "postpone", "push back", "drop", "miss", "delay", "move", "put off",
     "abandon", "change", "replace", "shift", "waive", "let"}
)  # fmt: skip


def deadlines_of(doc: Doc, chain: Chain) -> tuple[Deadline, ...]:
    """The deadlines in the chain's sentences, the earlier ones superseded by what replaced them."""
    found: dict[tuple[int, int], Deadline] = {}
    for sentence in _sentences(doc, chain):
        for span, when, successor in _in_sentence(doc, sentence):
            after = _id(successor) if successor else None
            found[span.start, span.end] = Deadline(_id(span), when, span, after)
    return tuple(found[key] for key in sorted(found))


def _id(span: Span) -> str:
    return make_id("deadline", span.page, span.start, span.end, span.text)


def _sentences(doc: Doc, chain: Chain) -> list[TokenSpan]:
    seen: dict[int, TokenSpan] = {}
    for mention in chain.mentions:
        sentence = doc[mention.head].sent
        seen.setdefault(sentence.start, sentence)
    return [seen[start] for start in sorted(seen)]


def _in_sentence(doc: Doc, sentence: TokenSpan) -> list[tuple[Span, When, Span | None]]:
    due = [
        time for token in sentence if is_ahead(token) and (time := due_time(token)) is not None
    ]
    rows: list[tuple[Span, When, Span | None]] = [
        (time.span, when_of(doc, time), None) for time in due
    ]
    for token in sentence:
        if deadline_noun(token) and (span := time_of_deadline(token)) is not None:
            successor = _successor(token, due) if _is_replaced(token) else None
            rows.append((span, _when_at(doc, span), successor))
    return rows


def _when_at(doc: Doc, span: Span) -> When:
    return when_of(doc, times_between(doc, span.start, span.end)[0])


def _is_replaced(token: Token) -> bool:
    verb = token.head
    return token.dep_ in {"dobj", "nsubjpass"} and (
        lemma(verb) in REPLACING or with_particle(verb) in REPLACING
    )


def _successor(token: Token, due: list[Time]) -> Span | None:
    return due[0].span if len(due) == 1 else None
