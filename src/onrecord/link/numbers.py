"""Numbers for one thing that cannot both be right. Annotations and happenings in, relations out.

A later page's number `revises` an earlier one's; else the two `contradict`. The relation stands
between the statements or events that hold the numbers, or else between their pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.link.corroboration import shared
from onrecord.link.counts import Count, find_counts
from onrecord.link.headlines import within
from onrecord.link.intervals import bounds, known
from onrecord.link.profiles import stem
from onrecord.link.texts import sentence_span, sentences_of
from onrecord.link.weights import weight
from onrecord.record import Annotation, Happening, Relation, RelationKind, Span, make_id

LEAD = 8
"""Victims counted in so many first sentences are those of the page's main happening."""
SAME_NEWS = 0.2
"""Sentences that count victims of one main happening share this much of their other words."""
SAME_SUBJECT = 0.45
"""Any two sentences that count one thing share this much of their other words, ..."""
SUBJECT_WORDS = 3
"""... or, of victims, so many words that are"""
RARE = 3.0
"""this rare."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count, where it stands, and the words around it."""

    count: Count
    note: Annotation
    sentence: Span
    subject: Mapping[str, float]

    @property
    def in_headline(self) -> bool:
        """Whether it stands in the headline, which has less to say of it than the text."""
        title = self.note.page.headline
        return title is not None and within(self.count.span, title)

    @property
    def holder(self) -> str:
        """The statement or event that holds the number, or else the page."""
        said = [
            each.id
            for each in self.note.statements
            if any(within(self.count.span, span) for span in each.content)
        ]
        told = [each.id for each in self.note.events if within(self.count.span, each.sentence)]
        return min(said, default=min(told, default=self.note.page.id))


def find_differing(
    notes: Mapping[str, Annotation], happenings: Sequence[Happening]
) -> Iterator[Relation]:
    """Relations between counts of one thing that differ, on pages of independent origin."""
    lines: dict[str, set[str]] = defaultdict(set)
    main = {page: each.id for each in happenings if _is_main(each, notes) for page in each.pages}
    for happening in happenings:
        lines[happening.storyline or ""].update(happening.pages)
    seen: set[tuple[object, ...]] = set()
    for storyline in sorted(lines):
        counted = [each for key in sorted(lines[storyline]) for each in _counted(notes[key])]
        counted.sort(key=lambda each: each.in_headline)
        for one, other in combinations(counted, 2):
            if _independent(one, other) and _same_thing(one, other, main):
                old, new = _in_time(one, other)
                numbers = (storyline, old.count.of or old.count.noun, old.count.low, new.count.low)
                if numbers not in seen:
                    seen.add(numbers)
                    yield _relation(old, new)


def _is_main(happening: Happening, notes: Mapping[str, Annotation]) -> bool:
    """Whether its pages tell it as their news: it then holds all that is said on them."""
    said = {each.id for key in happening.pages for each in notes[key].statements}
    return said == set(happening.statements)


def _counted(note: Annotation) -> list[_Counted]:
    sentences = sentences_of(note.page)
    found = []
    for count in find_counts(note.page):
        words = [
            word.plain
            for word in sentences[count.at].words
            if not count.span.start <= word.start < count.span.end and not word.plain[0].isdigit()
        ]
        subject = {stem(word): weight(word) for word in words}
        found.append(_Counted(count, note, sentence_span(note.page, sentences[count.at]), subject))
    return found


def _independent(one: _Counted, other: _Counted) -> bool:
    here, there = one.note.page, other.note.page
    return here.id != there.id and (here.origin or here.id) != (there.origin or there.id)


def _same_thing(one: _Counted, other: _Counted, main: Mapping[str, str]) -> bool:
    """Whether both count one thing, and cannot both be right about it."""
    a, b = one.count, other.count
    if a.of != b.of or not a.differs(b) or not (a.of or (a.noun and a.noun == b.noun)):
        return False
    share = _share(one, other)
    if a.of is None:
        return share >= SAME_SUBJECT
    here, there = main.get(one.note.page.id), main.get(other.note.page.id)
    if here is not None and here == there and max(a.at, b.at) < LEAD and share >= SAME_NEWS:
        return True
    rare = [word for word in one.subject.keys() & other.subject.keys() if one.subject[word] >= RARE]
    return len(rare) >= SUBJECT_WORDS


def _share(one: _Counted, other: _Counted) -> float:
    total = sum(one.subject.values()) + sum(other.subject.values())
    return 2 * shared(one.subject, other.subject) / total if total else 0.0


def _in_time(one: _Counted, other: _Counted) -> tuple[_Counted, _Counted]:
    """The earlier page's first; by id where neither is surely the earlier."""
    if _later(other, one):
        return other, one
    if _later(one, other) or one.note.page.id < other.note.page.id:
        return one, other
    return other, one


def _later(old: _Counted, new: _Counted) -> bool:
    """Whether the page of `new` surely came out on a later day."""
    before, after = old.note.page.published, new.note.page.published
    return known(before) and known(after) and bounds(after)[0] > bounds(before)[1]


def _relation(old: _Counted, new: _Counted) -> Relation:
    """Counts of dead and hurt rise as more is known: a later, higher number revises."""
    revises = _later(old, new) and new.count.low > old.count.low
    kind: RelationKind = "revises" if revises else "contradicts"
    because = (
        "a later page gives a higher number" if revises else "the numbers cannot both be right"
    )
    a, b = (new, old) if revises else (old, new)
    spans = (a.count.span, a.sentence, b.count.span, b.sentence)
    where = (a.count.span.start, b.count.span.start)
    return Relation(
        make_id("relation", kind, a.holder, b.holder, *where),
        kind,
        a.holder,
        b.holder,
        because,
        spans,
    )
