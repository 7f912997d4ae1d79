"""Where pages or speakers disagree. Annotations and happenings in, relations out.

`contradicts` and `revises` of numbers come from `numbers.py`; here are `denies`, where a speaker
rejects what another says, and `revises`, where a deadline takes another's place. Only what the
words make plain: a relation too many costs more than one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from onrecord.data import load_json
from onrecord.link.corroboration import content_of, shared
from onrecord.link.numbers import find_differing
from onrecord.link.texts import plain_words
from onrecord.record import (
    Annotation,
    Arrangement,
    Event,
    Happening,
    Relation,
    RelationKind,
    Span,
    Statement,
    make_id,
)

DENIED = 6.0
"""What a denial must share with what it denies, weighed."""
TELLING = 2.5
"""At least two shared words must be this rare."""
DENIED_SHARE = 0.3
"""What is denied must hold this share of the denial's words."""
NEAR = 600
"""So many characters may lie between an accusation and its denial on one page."""


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
            *find_differing(notes, happenings),
            *_denials(notes),
            *_moved_deadlines(arrangements),
        )
    }
    return tuple(found[key] for key in sorted(found))


def _denials(notes: Mapping[str, Annotation]) -> Iterator[Relation]:
    """Statements that reject what another speaker's statement, or an accusation, says."""
    statements = [each for key in sorted(notes) for each in notes[key].statements]
    words = {each.id: content_of(each) for each in statements}
    for denial in statements:
        cue = _denial_cue(denial)
        if cue is None:
            continue
        spans = (cue, *(span for span in denial.content if span != cue))
        accused = _accusation(denial, cue, notes[denial.page].events)
        said = _denied(denial, statements, words)
        if said is not None:
            because = "one speaker rejects what the other says"
            yield _relation("denies", denial.id, said.id, because, (*spans, *said.content))
        elif accused is not None:
            because = "the accused rejects the accusation"
            yield _relation("denies", denial.id, accused.id, because, (*spans, accused.sentence))


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


def _accusation(denial: Statement, cue: Span, events: Iterable[Event]) -> Event | None:
    """The accusation against the speaker that stands nearest before the denial on its page."""
    against = [
        event
        for event in events
        if event.type == "ACCUSE"
        and 0 < cue.start - event.sentence.start <= NEAR
        and denial.speaker in {party.actor for party in event.recipients if party.actor}
    ]
    return max(against, key=lambda event: (event.sentence.start, event.id), default=None)


def _denied(
    denial: Statement, statements: Iterable[Statement], words: Mapping[str, dict[str, float]]
) -> Statement | None:
    """The statement of another speaker that shares most with the denial, if it shares enough."""
    own = words[denial.id]
    best, most = None, DENIED
    for other in statements:
        if not _may_be_denied(denial, other):
            continue
        theirs = words[other.id]
        both = shared(own, theirs)
        rare = sum(1 for word in own.keys() & theirs.keys() if own[word] >= TELLING)
        if both >= most and rare >= 2 and both >= DENIED_SHARE * sum(own.values()):
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
    return Relation(make_id("relation", kind, a, b), kind, a, b, because, spans)
