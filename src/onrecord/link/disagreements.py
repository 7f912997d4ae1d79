"""Where pages or speakers disagree. Annotations and happenings in, relations out.

`contradicts`: numbers for one thing that cannot both be right. `denies`: a speaker rejects what
another statement or event says. `revises`: a later page's number, or a later deadline, replaces
an earlier one. Only what the words make plain: a relation too many costs more than one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from onrecord.data import load_json
from onrecord.link.corroboration import content_of, shared
from onrecord.link.counts import Count, find_counts
from onrecord.link.intervals import bounds, known
from onrecord.link.profiles import stem
from onrecord.link.texts import Sentence, plain_words, sentence_span, sentences_of
from onrecord.link.weights import weight
from onrecord.record import (
    Annotation,
    Arrangement,
    Happening,
    Page,
    Relation,
    RelationKind,
    Span,
    Statement,
    make_id,
)

LEAD = 8
"""Victims counted in so many first sentences are those of the page's main happening."""
SAME_SUBJECT = 0.5
"""Sentences that count the same noun must share this much of their other words."""
DENIED = 6.0
"""What a denial must share with what it denies, weighed."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count, its page's date, and the sentence it stands in."""

    count: Count
    page: Page
    sentence: Sentence
    subject: Mapping[str, float]


def find_disagreements(
    annotations: Iterable[Annotation],
    happenings: Sequence[Happening],
    arrangements: Iterable[Arrangement],
) -> tuple[Relation, ...]:
    """All relations between things that do not agree."""
    notes = {note.page.id: note for note in annotations}
    found = {
        relation.id: relation
        for relation in (
            *_numbers(notes, happenings),
            *_denials(notes),
            *_moved_deadlines(arrangements),
        )
    }
    return tuple(found[key] for key in sorted(found))


def _numbers(
    notes: Mapping[str, Annotation], happenings: Sequence[Happening]
) -> Iterator[Relation]:
    """Counts of one thing, in pages of one happening, that differ."""
    mains = [each for each in happenings if len(each.pages) > 1]
    for happening in mains:
        counted = [each for key in happening.pages for each in _counted(notes[key].page)]
        for one, other in combinations(counted, 2):
            if one.page.id != other.page.id and _same_thing(one, other):
                yield from _differ(happening, one, other)


def _counted(page: Page) -> list[_Counted]:
    sentences = sentences_of(page)
    return [
        _Counted(count, page, sentences[count.at], _subject(sentences[count.at], count))
        for count in find_counts(page)
    ]


def _subject(sentence: Sentence, count: Count) -> dict[str, float]:
    """The words of the sentence around the count."""
    return {
        stem(word.plain): weight(word.plain)
        for word in sentence.words
        if not count.span.start <= word.start < count.span.end
    }


def _same_thing(one: _Counted, other: _Counted) -> bool:
    a, b = one.count, other.count
    if a.of and a.of == b.of and max(a.at, b.at) < LEAD:
        return _overlap(one, other) >= SAME_SUBJECT / 2
    return (
        bool(a.noun) and a.noun == b.noun and a.of == b.of and _overlap(one, other) >= SAME_SUBJECT
    )


def _overlap(one: _Counted, other: _Counted) -> float:
    total = sum(one.subject.values()) + sum(other.subject.values())
    return 2 * shared(one.subject, other.subject) / total if total else 0.0


def _differ(happening: Happening, one: _Counted, other: _Counted) -> Iterator[Relation]:
    if not one.count.differs(other.count):
        return
    old, new = _in_time(one, other)
    spans = (
        old.count.span,
        sentence_span(old.page, old.sentence),
        new.count.span,
        sentence_span(new.page, new.sentence),
    )
    if _later(old.page, new.page):
        yield _relation(
            "revises", new.page.id, old.page.id, "a later page gives another number", spans
        )
    else:
        yield _relation(
            "contradicts", old.page.id, new.page.id, "the numbers cannot both be right", spans
        )


def _in_time(one: _Counted, other: _Counted) -> tuple[_Counted, _Counted]:
    if _later(other.page, one.page):
        return other, one
    if _later(one.page, other.page):
        return one, other
    return (one, other) if one.page.id < other.page.id else (other, one)


def _later(old: Page, new: Page) -> bool:
    """Whether `new` was surely published on a later day than `old`."""
    if not known(old.published) or not known(new.published):
        return False
    return bounds(new.published)[0] > bounds(old.published)[1]


def _denials(notes: Mapping[str, Annotation]) -> Iterator[Relation]:
    """Statements that reject what another speaker's statement says."""
    statements = [each for key in sorted(notes) for each in notes[key].statements]
    for denial in statements:
        cue = _denial_cue(denial)
        if cue is None:
            continue
        target = _denied(denial, statements)
        if target is not None:
            spans = (cue, *denial.content, *target.content)
            because = "one speaker rejects what the other says"
            yield _relation("denies", denial.id, target.id, because, spans)


def _denial_cue(statement: Statement) -> Span | None:
    """The words by which the statement rejects something."""
    for span in statement.cue:
        if any(word in _words("denial_cues") for word in plain_words(span.text)):
            return span
    for span in statement.content:
        text = f" {' '.join(plain_words(span.text))} "
        if any(f" {phrase} " in text for phrase in _words("denial_phrases")):
            return span
    return None


def _denied(denial: Statement, statements: Iterable[Statement]) -> Statement | None:
    """The statement of another speaker that shares most with the denial, if it shares enough."""
    words = content_of(denial)
    best, most = None, DENIED
    for other in statements:
        if not _may_be_denied(denial, other):
            continue
        both = shared(words, content_of(other))
        if both >= most and both >= 0.3 * sum(words.values()):
            best, most = other, both
    return best


def _may_be_denied(denial: Statement, other: Statement) -> bool:
    """Whether `other` is another's statement, and no denial itself."""
    if denial.id in {other.id, other.within} or denial.within == other.id:
        return False
    known_speakers = denial.speaker is not None and other.speaker is not None
    return known_speakers and denial.speaker != other.speaker and _denial_cue(other) is None


def _moved_deadlines(arrangements: Iterable[Arrangement]) -> Iterator[Relation]:
    for arrangement in arrangements:
        by_id = {deadline.id: deadline for deadline in arrangement.deadlines}
        for old in arrangement.deadlines:
            new = by_id.get(old.superseded_by or "")
            if new is not None:
                because = "a later deadline takes the place of an earlier one"
                yield _relation("revises", new.id, old.id, because, (new.span, old.span))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_json("link/words.json")[name]["entries"])


def _relation(
    kind: RelationKind, a: str, b: str, because: str, spans: tuple[Span, ...]
) -> Relation:
    where = [part for span in spans for part in (span.page, span.start, span.end)]
    return Relation(make_id("relation", kind, a, b, *where), kind, a, b, because, spans)
