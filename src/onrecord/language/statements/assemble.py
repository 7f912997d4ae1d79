"""Attributions in, statements out: form, speaker, addressee, nesting, and quotes that go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.language.actors import actor_at, is_unnamed_source
from onrecord.language.document import block_pieces, chars, text_of
from onrecord.language.statements.attribution import Attribution, Place
from onrecord.language.statements.quotes import find_quotes
from onrecord.language.statements.rules import frame_words, quote_words
from onrecord.language.times import resolve, time_for
from onrecord.record import (
    UNKNOWN_WHEN,
    Actor,
    Party,
    Span,
    Statement,
    StatementForm,
    When,
    make_id,
)

DIRECT_SHARE = 0.97  # of a direct quotation's characters that stand inside its marks
CONTINUED_WORDS = 5  # a shorter quotation without a cue may be a title or a phrase


def assemble(
    doc: Doc, attributions: Sequence[Attribution], nested: Sequence[Attribution], read_by: str
) -> tuple[Statement, ...]:
    """The statements of `doc`, by place; `nested` ones are kept where they lie in another."""
    quotes = find_quotes(text_of(doc))
    outer = [_statement(doc, a, quotes, read_by) for a in attributions]
    found = [statement for statement in outer if statement]
    found = _with_continued(doc, found, quotes)
    inner = [_statement(doc, a, quotes, "rules") for a in nested]
    found += _placed_within(found, [statement for statement in inner if statement])
    return tuple(sorted({s.id: s for s in found}.values(), key=_place))


def _place(statement: Statement) -> tuple[int, int, str]:
    return statement.content[0].start, statement.content[-1].end, statement.id


def _statement(
    doc: Doc, attribution: Attribution, quotes: list[Place], read_by: str
) -> Statement | None:
    content = _spans(doc, attribution.content)
    if not content:
        return None
    source, cue = _spans(doc, attribution.source), _spans(doc, attribution.cue)
    actor = _actor_of(doc, attribution.source)
    unnamed = _is_nameless(actor) if actor else _is_unnamed(doc, attribution.source)
    return Statement(
        id=make_id("statement", doc._.page, *map(_key, (source, cue, content))),
        page=doc._.page,
        source=source,
        cue=cue,
        content=content,
        form=_form_of(doc, attribution.content, quotes),
        speaker=None if unnamed or not actor else actor.id,
        source_actor=actor.id if actor else None,
        anonymous=unnamed,
        to=_addressees(doc, attribution),
        made=_made(doc, attribution),
        read_by=read_by,
    )


def _key(spans: Iterable[Span]) -> str:
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def _spans(doc: Doc, places: Iterable[Place]) -> tuple[Span, ...]:
    return tuple(span for start, end in sorted(places) for span in block_pieces(doc, start, end))


def _actor_of(doc: Doc, places: Iterable[Place]) -> Actor | None:
    for start, end in places:
        actor = actor_at(doc, start, end)
        if actor:
            return actor
    return None


def _is_nameless(actor: Actor) -> bool:
    """Whether the actor is somebody without a name; a poll or a study is not somebody."""
    return actor.unnamed and actor.kind in {"person", "people"}


def _is_unnamed(doc: Doc, places: Iterable[Place]) -> bool:
    words = [doc.char_span(start, end, alignment_mode="expand") for start, end in places]
    return any(is_unnamed_source(span) for span in words if span)


def _form_of(doc: Doc, places: Iterable[Place], quotes: list[Place]) -> StatementForm:
    """Direct if all of it stands in quotation marks, mixed if a part of it does."""
    text = text_of(doc)
    total = inside = 0
    for start, end in places:
        for at in range(start, end):
            if text[at].isalnum():
                total += 1
                inside += any(low <= at < high for low, high in quotes)
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT_SHARE * total else "mixed"


def _made(doc: Doc, attribution: Attribution) -> When:
    """When it was said: the time in the cue's own clause, not one that the content speaks of."""
    for place in attribution.cue:
        time = time_for(doc, place)
        if time and not _inside(time.span.start, attribution.content):
            return resolve(time, doc._.published)
    return UNKNOWN_WHEN


def _cue_verb(doc: Doc, attribution: Attribution) -> Token | None:
    for start, end in attribution.cue:
        words = doc.char_span(start, end, alignment_mode="expand")
        if words is not None:
            verbs = [token for token in words if token.pos_ == "VERB"]
            return verbs[-1] if verbs else words.root
    return None


def _addressees(doc: Doc, attribution: Attribution) -> tuple[Party, ...]:
    """Whom it was said to: the person told, or the one after "to" of a verb of saying."""
    verb = _cue_verb(doc, attribution)
    if verb is None or verb.pos_ != "VERB":
        return ()
    told = verb.lemma_.lower() in frame_words("person_clause")
    heads = [c for c in verb.children if told and c.dep_ in {"dobj", "dative"}]
    if verb.lemma_.lower() in frame_words("clause"):
        to = [c for c in verb.children if c.lower_ == "to" and c.dep_ in {"prep", "dative"}]
        heads += [child for prep in to for child in prep.children if child.dep_ == "pobj"]
    heads = [head for head in heads if not _inside(head.idx, attribution.content)]
    return tuple(_party(doc, head) for head in heads if head.pos_ in {"NOUN", "PROPN", "PRON"})


def _party(doc: Doc, head: Token) -> Party:
    last = max([head, *(c for c in head.children if c.dep_ in {"flat", "appos"} and c.i < head.i)])
    span = chars(doc, head.left_edge.idx, last.idx + len(last))
    actor = actor_at(doc, span.start, span.end)
    return Party(actor.id if actor else None, span)


def _inside(at: int, places: Iterable[Place]) -> bool:
    return any(start <= at < end for start, end in places)


def _with_continued(doc: Doc, statements: list[Statement], quotes: list[Place]) -> list[Statement]:
    """The statements, and quotations without a cue, which belong to the last speaker.

    Only a quotation that opens its paragraph counts, right after a paragraph that quotes somebody.
    """
    known = sorted(statements, key=_place)
    for quote in quotes:
        last = _last_before(known, quote[0])
        if last and _goes_on(doc, quote, last, known):
            known.append(_continued(doc, quote, last))
            known.sort(key=_place)
    return known


def _last_before(statements: list[Statement], at: int) -> Statement | None:
    before = [s for s in statements if s.content[0].start < at]
    return max(before, key=lambda s: s.content[-1].end, default=None)


def _goes_on(doc: Doc, quote: Place, last: Statement, known: list[Statement]) -> bool:
    start, end = quote
    places = [(c.start, c.end) for s in known for part in (s.content, s.source) for c in part]
    if any(low < end and high > start for low, high in places):
        return False
    words = quote_words(doc, quote)
    if len(words) < CONTINUED_WORDS or last.form == "indirect":
        return False
    since = text_of(doc)[last.content[-1].end : start]
    opens_paragraph = text_of(doc)[:start].rstrip(" \t\r").endswith("\n") or start == 0
    return opens_paragraph and since.strip().count("\n") < 1 and len(since.strip()) < 200


def _continued(doc: Doc, quote: Place, last: Statement) -> Statement:
    content = block_pieces(doc, *quote)
    return replace(
        last,
        id=make_id("statement", doc._.page, "", "", _key(content)),
        source=(),
        cue=(),
        content=content,
        form="direct",
        to=(),
    )


def _placed_within(outer: list[Statement], inner: list[Statement]) -> list[Statement]:
    """Those of `inner` that lie wholly in the content of one of `outer`, with that one's id.

    Inside a direct quotation they are left to the quotation's own words.
    """
    placed = []
    for statement in inner:
        holders = [other for other in outer if other.form != "direct" and _holds(other, statement)]
        if holders:
            holder = min(holders, key=lambda s: s.content[-1].end - s.content[0].start)
            placed.append(replace(statement, within=holder.id))
    return placed


def _holds(outer: Statement, inner: Statement) -> bool:
    parts = (*inner.source, *inner.cue, *inner.content)
    return all(any(c.start <= p.start and p.end <= c.end for c in outer.content) for p in parts)
