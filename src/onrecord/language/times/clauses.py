"""Which time belongs to which words: the time expression in the clause of a verb or noun."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.language.times.resolving import resolve
from onrecord.record import UNKNOWN_WHEN, Time, When

Words = Token | TokenSpan | tuple[int, int]
_REACH = 12


def when_of(doc: Doc, words: Words) -> When:
    """When what `words` tell took or takes place, by the time in their own clause.

    `words` is a token, a spaCy span or a `(start, end)` of characters. Unknown where the clause
    has no time. On a page without a date the answer still holds the span, to be resolved later.
    """
    time = time_for(doc, words)
    return resolve(time, doc._.published) if time else UNKNOWN_WHEN


def time_for(doc: Doc, words: Words) -> Time | None:
    """The time expression that belongs to the clause of `words`, the nearest if there are many."""
    target = _root(doc, words)
    if target is None:
        return None
    options = sorted(
        (rank, abs(time.span.start - target.idx), time.span.start, time)
        for time in _placed(doc)
        if (rank := _rank(doc, target, time)) is not None
    )
    return options[0][-1] if options else None


def _root(doc: Doc, words: Words) -> Token | None:
    if isinstance(words, Token):
        return words
    if not isinstance(words, TokenSpan):
        found = doc.char_span(*words, alignment_mode="expand")
        if found is None:
            return None
        words = found
    return words.root if len(words) else None


def _placed(doc: Doc) -> Iterator[Time]:
    """Times with a place on the calendar."""
    for time in doc._.times:
        if time.type in ("DATE", "TIME") and time.reading:
            yield time


def _rank(doc: Doc, target: Token, time: Time) -> int | None:
    """0 where the time hangs on `target`, 1 where on its clause; None where on neither."""
    if not target.sent.start_char <= time.span.start < target.sent.end_char:
        return None
    head = _root(doc, (time.span.start, time.span.end))
    if head is None:
        return None
    chain = list(_up_to_verb(head))
    if target in chain or _follows(doc, target, head):
        return 0
    verb = _verb_of(target)
    return 1 if verb is not None and chain and chain[-1] == verb else None


def _follows(doc: Doc, target: Token, head: Token) -> bool:
    """As "said on Tuesday he hoped": what stands right behind the verb is the verb's."""
    first = head.left_edge.i
    if target.pos_ != "VERB" or not target.i < first <= target.i + 4:
        return False
    return all(token.pos_ in ("ADP", "ADV", "DET", "ADJ") for token in doc[target.i + 1 : first])


def _up_to_verb(token: Token) -> Iterator[Token]:
    """The governors of `token` up to and with the verb of its clause."""
    for _ in range(_REACH):
        if token.head.i == token.i:
            return
        token = token.head
        yield token
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            return


def _verb_of(token: Token) -> Token | None:
    """The verb of the clause that `token` stands in, itself if it is one."""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
        return token
    chain = list(_up_to_verb(token))
    return chain[-1] if chain and chain[-1].pos_ in ("VERB", "AUX") else None
