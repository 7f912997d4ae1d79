"""What the model finds of an arrangement in, its terms, changes, deadlines and positions out."""

from __future__ import annotations

from typing import cast as as_type

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.deadlines import deadline_at, deadlines_of, slips_of
from onrecord.language.arrangements.finding import Findings, Hit
from onrecord.language.arrangements.history import change_words
from onrecord.language.arrangements.moments import when_near, word_span
from onrecord.language.arrangements.parties import Cast, noun_phrase
from onrecord.language.arrangements.positions import statement_at
from onrecord.language.arrangements.terms import Found, found_at, term_of, told_by
from onrecord.record import Change, Deadline, Position, Span, StanceKind, Statement, Status, Term


def terms_read(doc: Doc, findings: Findings, number: int, cast: Cast) -> tuple[Term, ...]:
    """The terms of a chain; who owes one is taken from the rules where they see it too."""
    by_rule: dict[int, list[Found]] = {}
    for mention in findings.chains[number].mentions:
        for one in found_at(doc, mention):
            by_rule.setdefault(one.verb.i, []).append(one)
    found: dict[tuple[int, int, int], Found] = {}
    for hit in findings.of(number, "terms"):
        for one in by_rule.get(hit.word) or told_by(doc[hit.word], doc[hit.head]):
            found.setdefault((*one.does, one.party.i if one.party is not None else -1), one)
    return tuple(term_of(doc, found[key], cast) for key in sorted(found))


def history_read(
    doc: Doc, findings: Findings, number: int, heads: frozenset[int]
) -> tuple[Change, ...]:
    """The changes of a chain, in order of the text, those of its deadlines among them."""
    found = dict(slips_of(doc, findings.chains[number], heads))
    for hit in findings.of(number, "history"):
        span = change_words(doc, hit.word, hit.head)
        status = as_type(Status, hit.label)
        found.setdefault(hit.word, Change(status, when_near(doc, doc[hit.word]), span))
    return tuple(found[place] for place in sorted(found))


def deadlines_read(
    doc: Doc, findings: Findings, number: int, heads: frozenset[int]
) -> tuple[Deadline, ...]:
    """The deadlines of a chain; which replaced which is what the rules see."""
    by_rule = deadlines_of(doc, findings.chains[number], heads)
    newer = {one.superseded_by for one in by_rule}
    found = {
        one.id: one for one in by_rule if one.superseded_by is not None or one.id in newer
    }  # fmt: skip
    for hit in findings.of(number, "deadlines"):
        if (one := deadline_at(doc, hit.word)) is not None:
            found.setdefault(one.id, one)
    return tuple(sorted(found.values(), key=lambda one: one.span))


def positions_read(doc: Doc, findings: Findings, number: int) -> tuple[Position, ...]:
    """The positions on a chain's arrangement, in order of the text."""
    return tuple(_position(doc, findings, hit) for hit in findings.of(number, "positions"))


def _position(doc: Doc, findings: Findings, hit: Hit) -> Position:
    holder, head = doc[hit.word], doc[hit.head]
    statement = _own_statement(doc, holder, head)
    span, verb = _stand_words(doc, holder, head, statement)
    said = statement or statement_at(doc, span.start)
    return Position(
        actor=findings.names[hit.word],
        stance=as_type(StanceKind, hit.label),
        when=when_near(doc, verb),
        span=span,
        statement=said.id if said else None,
    )


def _own_statement(doc: Doc, holder: Token, head: Token) -> Statement | None:
    """The statement by the holder that speaks of the mention, or stands nearest to it."""
    own: list[Statement] = [
        one for one in doc._.statements
        if any(span.start <= holder.idx < span.end for span in one.source)
    ]  # fmt: skip
    over = [
        one for one in own if any(span.start <= head.idx < span.end for span in one.content)
    ]  # fmt: skip
    return next(iter(over or own), None)


def _stand_words(
    doc: Doc, holder: Token, head: Token, statement: Statement | None
) -> tuple[Span, Token]:
    """The words that show the stance, and the verb that its time hangs on."""
    if statement is not None and statement.content:
        over = [one for one in statement.content if one.start <= head.idx < one.end]
        return (over or list(statement.content))[0], holder.head
    if holder.sent == head.sent:
        top = _meeting(holder, head)
        low, high = min(top.i, head.i), max(top.i, head.i) + 1
        if holder.i in range(low, high) and holder != top:
            low, high = (holder.i + 1, high) if head.i > holder.i else (low, noun_phrase(holder)[0])
        if low < high:
            return word_span(doc, low, high), top
    sentence = holder.sent
    return word_span(doc, sentence.start, sentence.end), sentence.root


def _meeting(one: Token, other: Token) -> Token:
    """The lowest word that both stand under."""
    above = {token.i for token in [one, *one.ancestors]}
    return next((token for token in [other, *other.ancestors] if token.i in above), other)
