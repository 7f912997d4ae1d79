"""What joins two pages so that one may date the other. Annotations and relations in, links out.

A link says that two pages carry the same text or quote, tell of the same day, or tell the same
news; it holds whatever their dates are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.link.alike import news_likeness, pile_of
from onrecord.link.dates.constraints import Kind
from onrecord.link.texts import Sentence, sentence_span, sentences_of
from onrecord.link.weights import weight
from onrecord.record import Annotation, Relation, Span, Time

_WEEKDAY = re.compile(r"page (<=|>=|~)d([1-7])( T\S+)?( behind| ahead)?$")
SHARED = 16.0
"""What the words of two sentences must weigh together for their "Tuesday" to be one Tuesday."""
SHARED_IN_SAME_NEWS = 9.0
"""The same, where the pages tell the same news."""
NAMES_SHARED = 1
"""So many names must both sentences hold besides."""
FIRST = 4
"""So many sentences, the headline among them, tell what is new."""
ALIKE = 0.8
"""How likely two pages must be to tell the same news for the one to date the other."""
ALIKE_FOR_DAY = 0.3
"""The same, where both name the same day for the same thing."""


@dataclass(frozen=True, slots=True)
class Link:
    """What joins page `a` and page `b`; of a day that both name, the readings of each.

    `early` says of each page whether it names that day among its first sentences.
    """

    kind: Kind
    a: str
    b: str
    spans: tuple[Span, ...] = ()
    readings: tuple[str, str] = ("", "")
    alike: float = 1.0
    early: tuple[bool, bool] = (False, False)

    def turned(self) -> Link:
        """The same link from the other page's side."""
        back = (self.readings[1], self.readings[0])
        early = (self.early[1], self.early[0])
        return Link(self.kind, self.b, self.a, self.spans[::-1], back, self.alike, early)


@dataclass(frozen=True, slots=True)
class _Named:
    """A weekday that a page names, and the sentence in which it does."""

    time: Time
    weekday: str
    early: bool
    words: frozenset[str]
    names: frozenset[str]


def find_links(
    notes: Iterable[Annotation], relations: Iterable[Relation], undated: Collection[str]
) -> tuple[Link, ...]:
    """Everything that lets one page date an `undated` one, each link from both sides, in order."""
    ordered = sorted(notes, key=lambda note: note.page.id)
    found = (_related(ordered, relations), _alike(ordered, undated), _same_plans(ordered, undated))
    links = [link for each in found for link in each]
    return tuple(sorted((*links, *(link.turned() for link in links)), key=_place))


def _place(link: Link) -> tuple[str, str, str, tuple[Span, ...]]:
    return link.a, link.kind, link.b, link.spans


AHEAD = frozenset({"will", "would"})
"""A sentence with one of these tells of what is not yet."""
SAME_PLAN = 32.0
"""What the words of two such sentences must weigh together to tell of one plan."""
TELLING, FEWEST_SHARED = 3.0, 4
"""So many words of this weight must be the same before all are weighed."""
_Plan = tuple[Span, frozenset[str]]
LEAD = 2500
"""So many characters of a page are sure to hold its news; background may come after."""


def weekdays_of(note: Annotation, *, lead: bool = False) -> frozenset[str]:
    """The weekdays that the page, or only its lead, names, by number."""
    times = (time for time in note.times if not lead or time.span.start < LEAD)
    found = (_WEEKDAY.match(time.reading or "") for time in times)
    return frozenset(match[2] for match in found if match)


def _related(notes: list[Annotation], relations: Iterable[Relation]) -> Iterator[Link]:
    pages = {note.page.id: note.page.id for note in notes}
    pages |= {each.id: each.page for note in notes for each in note.statements}
    kinds: dict[str, Kind] = {"copy": "copy", "rewrite": "copy", "same_quote": "quote"}
    seen: set[tuple[str, str, str]] = set()
    for relation in sorted(relations, key=lambda each: each.id):
        a, b = pages.get(relation.a), pages.get(relation.b)
        kind = kinds.get(relation.kind)
        if kind and a and b and a != b and (kind, a, b) not in seen:
            seen |= {(kind, a, b), (kind, b, a)}
            here = [span for span in relation.spans if span.page == a][:1]
            there = [span for span in relation.spans if span.page == b][:1]
            yield Link(kind, a, b, tuple(here + there) if here and there else ())


def _alike(notes: list[Annotation], undated: Collection[str]) -> Iterator[Link]:
    """Pages that tell the same news, and the weekdays that two pages name for one thing."""
    likeness = news_likeness(pile_of(note.page for note in notes))
    named = {note.page.id: tuple(_named(note)) for note in notes}
    for (a, b), alike in sorted(likeness.items()):
        if a not in undated and b not in undated:
            continue
        if alike >= ALIKE:
            yield Link("same_news", a, b, alike=round(alike, 6))
        if alike >= ALIKE_FOR_DAY:
            enough = SHARED_IN_SAME_NEWS if alike >= ALIKE else SHARED
            yield from _same_days(a, b, named, enough)


def _same_plans(notes: list[Annotation], undated: Collection[str]) -> Iterator[Link]:
    """For two pages the pair of sentences, if there is one, that tell what would be alike."""
    plans = [plan for note in notes for plan in _plans(note)]
    best: dict[tuple[str, str], tuple[float, Span, Span]] = {}
    for i, j in _sharing(plans):
        (one, words), (other, others) = plans[i], plans[j]
        pair = (one.page, other.page)
        shared = sum(map(weight, sorted(words & others)))
        wanted = one.page != other.page and (one.page in undated or other.page in undated)
        if wanted and shared >= SAME_PLAN and shared > best.get(pair, (0.0,))[0]:
            best[pair] = (shared, one, other)
    for (a, b), (_, one, other) in sorted(best.items()):
        yield Link("same_plan", a, b, (one, other))


def _sharing(plans: list[_Plan]) -> list[tuple[int, int]]:
    """The pairs of sentences that share enough telling words to be weighed, in order."""
    index: dict[str, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for at, (_, words) in enumerate(plans):
        for word in words:
            if weight(word) >= TELLING:
                shared.update((before, at) for before in index[word])
                index[word].append(at)
    return sorted(pair for pair, count in shared.items() if count >= FEWEST_SHARED)


def _plans(note: Annotation) -> Iterator[_Plan]:
    """The page's sentences that tell what will or would be, quotes apart: those are told again."""
    for sentence in sentences_of(note.page):
        words = frozenset(word.plain for word in sentence.own)
        if words & AHEAD:
            yield sentence_span(note.page, sentence), words - AHEAD


def _named(note: Annotation) -> Iterator[_Named]:
    """The weekdays that surely lie behind or ahead of the page, with the words around them."""
    sentences: tuple[Sentence, ...] = ()
    for time in note.times:
        match = _WEEKDAY.match(time.reading or "")
        if not match or not match[4]:
            continue
        sentences = sentences or sentences_of(note.page)
        place = time.span.start
        at = next((i for i, each in enumerate(sentences) if each.start <= place < each.end), None)
        if at is not None:
            sentence = sentences[at]
            words = [word for word in sentence.words if not _within(word.start, time.span)]
            names = frozenset(word.plain for word in words if word.name)
            plain = frozenset(word.plain for word in words)
            yield _Named(time, match[2], at < FIRST, plain, names)


def _within(place: int, span: Span) -> bool:
    return span.start <= place < span.end


def _same_days(
    a: str, b: str, named: Mapping[str, tuple[_Named, ...]], enough: float
) -> Iterator[Link]:
    """For each weekday the surest pair of sentences that name it for what looks like one thing."""
    best: dict[str, tuple[tuple[bool, float], _Named, _Named]] = {}
    for one in named[a]:
        for other in named[b]:
            shared = _shared(one, other)
            rank = (one.early or other.early, shared)
            if shared >= enough and (one.weekday not in best or rank > best[one.weekday][0]):
                best[one.weekday] = (rank, one, other)
    for weekday in sorted(best):
        _, one, other = best[weekday]
        readings = (one.time.reading or "", other.time.reading or "")
        spans = (one.time.span, other.time.span)
        yield Link("same_day", a, b, spans, readings, early=(one.early, other.early))


def _shared(one: _Named, other: _Named) -> float:
    """What the words that both sentences share weigh; 0 where they name different days."""
    if one.weekday != other.weekday or len(one.names & other.names) < NAMES_SHARED:
        return 0.0
    return sum(map(weight, sorted(one.words & other.words)))
