"""Questions that other components ask: who is meant by these words, and is it anybody named."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.language import document  # noqa: F401  (registers the Doc's extensions)
from onrecord.language.actors.lexicon import demonyms, words
from onrecord.record import Actor, Span

UNNAMED_PRONOUNS = frozenset(("some", "others", "many", "one", "those", "several", "few", "most"))
Held = tuple[Span, Actor]


def actor_at(doc: Doc, start: int, end: int) -> Actor | None:
    """The actor whose mention fits `doc.text[start:end]` best, or None.

    A mention of exactly these words goes first; then the longest that holds the word on which
    the others hang; then one with which the words open.
    """
    held: list[Held] = [
        (span, actor)
        for actor in doc._.actors or ()
        for span in actor.mentions
        if span.start < end and span.end > start
    ]
    for span, actor in held:
        if (span.start, span.end) == (start, end):
            return actor
    words_ = doc.char_span(start, end, alignment_mode="expand") if held and start < end else None
    if not words_:
        return None
    owned = [pair for pair in held if pair[0].end == end and _is_owned(words_, pair[0])]
    if owned:
        return max(owned, key=_length)[1]
    for head in _heads(words_):
        fitting = [pair for pair in held if pair[0].start <= head.idx < pair[0].end]
        if fitting:
            return max(fitting, key=_length)[1]
    first = {start, _after_article(words_)}
    text = words_.text
    opening = [
        pair
        for pair in held
        if pair[0].start in first and _breaks(text[pair[0].end - words_.start_char :])
    ]
    return max(opening, key=_length)[1] if opening else None


def _breaks(rest: str) -> bool:
    """Whether a name ends where `rest` goes on, and is no modifier of what follows."""
    rest = rest.lstrip()
    return not rest or rest.startswith((",", "(", "–", "—", "who", "of ", "at ", "from "))


def _is_owned(words_: TokenSpan, span: Span) -> bool:
    """Whether the name stands right behind a possessive: "the paper's X" is X."""
    before = words_.text[: span.start - words_.start_char].rstrip()
    return before.endswith(("’s", "'s", "s’", "s'")) and span.text[0].isupper()


def _length(pair: Held) -> tuple[int, int, str]:
    span, actor = pair
    return (span.end - span.start, -span.start, actor.id)


def _heads(span: TokenSpan) -> list[Token]:
    """The words on which the others hang: nouns first; several where the parse falls apart."""
    words_ = [token for token in span if not token.is_space and not token.is_punct]
    outside = [t for t in words_ if not span.start <= t.head.i < span.end or t.head.i == t.i]
    return sorted(outside or words_, key=lambda t: t.pos_ not in ("NOUN", "PROPN", "PRON"))


def _after_article(span: TokenSpan) -> int:
    """Where the words go on after "the"."""
    article = span[0].lower_ in ("the", "a", "an") and len(span) > 1
    following: int = span[article].idx
    return following


def is_unnamed_source(source: TokenSpan) -> bool:
    """Whether these words describe a source without naming it ("a senior official", "critics")."""
    heads = _heads(source)
    if not heads:
        return False
    head = heads[0]
    if head.lower_ in UNNAMED_PRONOUNS:
        return True
    if head.pos_ == "PROPN" and head.lower_ not in words("group_nouns"):
        return False
    if head.lower_ in words("body_groups") and any(_is_proper(t) for t in source if t.i < head.i):
        return False  # "the Syrian army" tells which
    noun = head.lower_ if head.tag_ == "NN" else head.lemma_.lower()
    people = noun in words("person_nouns") or head.lower_ in words("group_nouns")
    return people and not any(_names(token, head) for token in source)


def _is_proper(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") or token.lower_ in demonyms()


def _names(token: Token, head: Token) -> bool:
    """Whether a person's name stands in apposition to `head`."""
    return token.ent_type_ == "PERSON" and token.head == head and token.dep_ == "appos"
