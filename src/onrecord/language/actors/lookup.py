"""Questions that other components ask: who is named here, and is this source unnamed?"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language import document  # noqa: F401  (registers the Doc's extensions)
from onrecord.language.actors.lexicon import words
from onrecord.record import Actor, Span

UNNAMED_PRONOUNS = frozenset(("some", "others", "many", "one", "those", "several", "few", "most"))


def actor_at(doc: Doc, start: int, end: int) -> Actor | None:
    """The actor whose mention fits `doc.text[start:end]` best.

    A mention of exactly these words goes first; then the longest that holds the words' head, as
    long as it begins within them.
    """
    held = [
        (span, actor)
        for actor in doc._.actors or ()
        for span in actor.mentions
        if span.start < end and span.end > start
    ]
    exact = [actor for span, actor in held if (span.start, span.end) == (start, end)]
    if exact:
        return exact[0]
    head = _head_at(doc, start, end)
    if head is None:
        return None
    held.sort(key=lambda pair: (pair[0], pair[1].id))
    fitting = [(span, actor) for span, actor in held if span.start <= head < span.end]
    if fitting:
        return max(fitting, key=_fit)[1]
    first = _after_article(doc, start)
    opening = [(span, actor) for span, actor in held if span.start in (start, first)]
    return max(opening, key=_fit)[1] if opening else None


def _after_article(doc: Doc, start: int) -> int:
    """Where the words go on after "the"."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or span.end >= len(doc) or doc[span.start].lower_ not in ("the", "a", "an"):
        return start
    following: int = doc[span.end].idx
    return following


def _fit(pair: tuple[Span, Actor]) -> tuple[int, int]:
    """Mentions that begin closest to their head's end first: names inside descriptions last."""
    span, _ = pair
    return (span.end - span.start, -span.start)


def _head_at(doc: Doc, start: int, end: int) -> int | None:
    """The character offset of the word that the others hang on."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not span.text.strip():
        return None
    root: int = _root(span).idx
    return root


def _root(span: TokenSpan):  # type: ignore[no-untyped-def]
    words_only = [token for token in span if not token.is_space and not token.is_punct]
    outside = [t for t in words_only if not span.start <= t.head.i < span.end or t.head.i == t.i]
    named = [t for t in outside if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (named or outside or list(span))[0]


def is_unnamed_source(words_: TokenSpan) -> bool:
    """Do these words describe a source without naming it ("a senior official", "critics")?"""
    if not len(words_):
        return False
    head = _root(words_)
    if head.lower_ in UNNAMED_PRONOUNS:
        return True
    if head.pos_ == "PROPN" and head.lower_ not in words("group_nouns"):
        return False
    noun = head.lower_ if head.tag_ == "NN" else head.lemma_.lower()
    people = noun in words("person_nouns") or head.lower_ in words("group_nouns")
    return people and not any(t.ent_type_ == "PERSON" and t.head == head for t in words_)
