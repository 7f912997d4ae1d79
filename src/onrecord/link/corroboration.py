"""What independent pages say alike. Happenings, statements and events in, `corroborates` out.

Pages are independent where they go back to different texts; a copy corroborates nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from onrecord.link.profiles import stem
from onrecord.link.texts import plain_words
from onrecord.link.weights import weight
from onrecord.record import Annotation, Event, Happening, Party, Relation, Span, Statement, make_id

SAYS_SAME = 0.5
"""From this share of the weight of their words on, two statements say the same."""
TELLING = 8.0
"""What the shared words must weigh at least: two common words in common are chance."""


def find_corroboration(
    annotations: Iterable[Annotation], happenings: Iterable[Happening], origins: Mapping[str, str]
) -> tuple[Relation, ...]:
    """Events of one happening, and statements by one speaker, that independent texts report."""
    notes = sorted(annotations, key=lambda note: note.page.id)
    events = {event.id: event for note in notes for event in note.events}
    statements = [each for note in notes for each in note.statements]
    found = [*_events(happenings, events, origins), *_statements(statements, origins)]
    return tuple(sorted(found, key=lambda relation: relation.id))


def content_of(statement: Statement) -> dict[str, float]:
    """The stems of a statement's content and what each weighs."""
    text = " ".join(span.text for span in statement.content)
    return {stem(word): weight(word) for word in plain_words(text)}


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """What the words that stand in both weigh."""
    return sum(one[word] for word in sorted(one.keys() & other.keys()))


def _events(
    happenings: Iterable[Happening], events: Mapping[str, Event], origins: Mapping[str, str]
) -> list[Relation]:
    found = []
    for happening in happenings:
        members = sorted((events[key] for key in happening.events if key in events), key=_place)
        told: set[tuple[str, ...]] = set()
        for a, b in combinations(members, 2):
            key = (*sorted((origins[a.page], origins[b.page])), a.type)
            if key[0] != key[1] and key not in told and a.type == b.type and _parties_meet(a, b):
                told.add(key)  # once for each two texts: the first words that tell it
                spans = (a.sentence, b.sentence)
                because = "independent pages report the same event"
                found.append(_relation(a.id, b.id, because, spans))
    return found


def _place(event: Event) -> tuple[int, str, str]:
    return event.sentence.start, event.page, event.id


def _parties_meet(a: Event, b: Event) -> bool:
    """Whether the events have a doer and, where both name one, a recipient in common."""
    doers = _ids(a.actors) & _ids(b.actors)
    done_to = _ids(a.recipients) & _ids(b.recipients)
    return bool(doers) and (bool(done_to) or not (_ids(a.recipients) and _ids(b.recipients)))


def _ids(parties: Iterable[Party]) -> set[str]:
    return {party.actor for party in parties if party.actor}


def _statements(statements: Sequence[Statement], origins: Mapping[str, str]) -> list[Relation]:
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.speaker and statement.within is None:
            by_speaker[statement.speaker].append(statement)
    found = []
    for speaker in sorted(by_speaker):
        members = sorted(by_speaker[speaker], key=lambda each: each.id)
        words = {each.id: content_of(each) for each in members}
        for a, b in combinations(members, 2):
            if origins[a.page] == origins[b.page] or (a.quote and a.quote == b.quote):
                continue
            if _say_same(words[a.id], words[b.id]):
                spans = (*a.content, *b.content)
                because = "independent pages report that the same speaker said this"
                found.append(_relation(a.id, b.id, because, spans))
    return found


def _say_same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    both = shared(one, other)
    total = sum(one.values()) + sum(other.values())
    return both >= TELLING and 2 * both >= SAYS_SAME * total


def _relation(a: str, b: str, because: str, spans: tuple[Span, ...]) -> Relation:
    return Relation(make_id("relation", "corroborates", a, b), "corroborates", a, b, because, spans)
