"""Which pages carry the same text, and which text each page goes back to.

Pages in; out come `Match`es (which sentences stand in both, word for word or reworded), and from
them `copy` and `rewrite` relations and each page's origin. Quoted words do not count: two
independent pages may quote the same man.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.link.profiles import stem
from onrecord.link.texts import Sentence, sentence_span, sentences_of
from onrecord.link.weights import weight
from onrecord.record import Page, Relation, RelationKind, Span, make_id

ALIKE = 0.5
"""From this likeness on two sentences are one, reworded. Found on the pages of
benchmarks/copies.md, as the other limits here."""
SHUFFLED = 0.65
"""From this likeness on they are one in another order of words."""
VERBATIM = 0.8
"""From this likeness on two sentences are the same but for a word or two."""
COPIED = 0.45
"""A page of which this share stands in the other is a copy of it, or rewrites it."""
REWRITTEN = 0.3
"""Rewording breaks most likenesses, so a smaller share of reworded sentences tells it."""
KEPT = 0.25
"""Each page must hold this share in common, or one only borrows a passage of the other."""
FEW = 3
"""Fewer sentences in common are chance, or one passage."""
SEVERAL = 4
"""So many must be reworded where less than COPIED is in common."""
GROUPED = 0.25
"""Groups of pages that share less than this on the whole do not go back to one text."""
TRACE = 0.08
"""Pages of one origin need only so much in common to be shown as a rewrite of one another."""
HEAVIEST = 4.5
"""No word tells more than this: two sentences may share two rare names and nothing else."""
SHORTEST = 6
"""Sentences of fewer words outside quotation marks are too common to tell."""
SHOWN = 3
"""So many pairs of sentences stand in a relation as its evidence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentence `a` of one page and `b` of the other, alike to the degree of 0 to 1."""

    a: int
    b: int
    alike: float
    weight_a: float
    weight_b: float


@dataclass(frozen=True, slots=True)
class Match:
    """How much of page `a` stands in page `b`: shares of the weight of their own words."""

    a: str
    b: str
    same_a: float
    same_b: float
    alike_a: float
    alike_b: float
    pairs: tuple[tuple[Span, Span], ...]
    sentences: int
    verbatim: int

    @property
    def score(self) -> float:
        """The greater of the shares that the two pages have in common."""
        return max(self.alike_a, self.alike_b)

    @property
    def kind(self) -> RelationKind | None:
        """Whether the pages are copies, one rewrites the other, or neither."""
        low = min(self.alike_a, self.alike_b)
        same = max(self.same_a, self.same_b)
        if self.score >= COPIED and low >= KEPT and self.sentences >= FEW:
            return "copy" if same >= self.score / 2 else "rewrite"
        reworded = self.score - same >= REWRITTEN and low >= REWRITTEN / 2
        return "rewrite" if reworded and self.sentences >= SEVERAL else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence worth comparing: its page, its own words in plain form, their weight."""

    page: str
    sentence: Sentence
    words: tuple[str, ...]
    weights: tuple[float, ...]
    stems: Mapping[str, float]
    weight: float


def find_matches(pages: Iterable[Page]) -> tuple[Match, ...]:
    """Every two pages that share text, in the order of their ids."""
    by_id = {page.id: page for page in pages}
    lines = [line for key in sorted(by_id) for line in _lines(by_id[key])]
    totals: dict[str, float] = defaultdict(float)
    for line in lines:
        totals[line.page] += line.weight
    return tuple(
        _match(by_id[a], by_id[b], pairs, lines, totals)
        for (a, b), pairs in sorted(_pairs(lines).items())
    )


def copy_relations(matches: Iterable[Match], origins: Mapping[str, str]) -> tuple[Relation, ...]:
    """A `copy` or `rewrite` relation for each match that is one, or that its origin explains."""
    matches = tuple(matches)
    copied = {page for match in matches if match.kind == "copy" for page in (match.a, match.b)}
    found = []
    for match in matches:
        kind = match.kind
        if kind is None and origins[match.a] == origins[match.b]:
            kind = None if {match.a, match.b} <= copied else _traced(match)
        if kind is not None:
            found.append(_relation(match, kind))
    return tuple(found)


def _traced(match: Match) -> RelationKind | None:
    """A rewrite too hard to tell by itself, of a page that others lead back to as well."""
    return "rewrite" if match.score >= TRACE and match.sentences >= FEW else None


def find_origins(pages: Iterable[Page], matches: Iterable[Match]) -> dict[str, str]:
    """The id of the text that each page goes back to, by page id.

    Groups grow from the strongest match on; a splice of two texts joins the one it owes more.
    """
    by_id = {page.id: page for page in pages}
    group = {key: key for key in by_id}
    scores = {(match.a, match.b): match.score for match in matches}
    linked = sorted((match for match in matches if match.kind), key=lambda m: (-m.score, m.a, m.b))
    for match in linked:
        old, new = group[match.b], group[match.a]
        if old != new and _in_common(group, old, new, scores) >= GROUPED:
            group.update({key: new for key in group if group[key] == old})
    return {key: _origin_id(by_id, group, key) for key in sorted(by_id)}


def _in_common(
    group: Mapping[str, str], one: str, other: str, scores: Mapping[tuple[str, str], float]
) -> float:
    """What two groups share on the whole, not by one page alone."""
    left = [key for key in group if group[key] == one]
    right = [key for key in group if group[key] == other]
    total = sum(scores.get((min(a, b), max(a, b)), 0.0) for a in left for b in right)
    return total / (len(left) * len(right))


def _origin_id(pages: Mapping[str, Page], group: Mapping[str, str], key: str) -> str:
    """From the earliest dated, then fullest page of the group that `key` is in."""
    members = [pages[other] for other in sorted(pages) if group[other] == group[key]]
    first = min(
        members, key=lambda page: (page.published.earliest or "9", -len(page.text), page.id)
    )
    return make_id("origin", first.id)


def _lines(page: Page) -> list[_Line]:
    found = []
    for sentence in sentences_of(page, anything=True):
        words = tuple(word.plain for word in sentence.own)
        if len(words) >= SHORTEST:
            weights = tuple(map(_weight, words))
            found.append(_Line(page.id, sentence, words, weights, _stems(words), sum(weights)))
    return found


def _pairs(lines: list[_Line]) -> dict[tuple[str, str], list[Pair]]:
    """Pairs of like sentences of different pages, by page ids in order."""
    found: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    index: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        for other in _candidates(line, lines, index):
            alike = _likeness(lines[other], line)
            if alike >= ALIKE:
                pair = Pair(other, at, alike, lines[other].weight, line.weight)
                found[lines[other].page, line.page].append(pair)
        for word in set(line.words):
            index[word].append(at)
    return found


def _candidates(line: _Line, lines: list[_Line], index: Mapping[str, list[int]]) -> list[int]:
    """Earlier sentences of other pages that may share enough weight of words to be alike."""
    shared: dict[int, float] = defaultdict(float)
    rest = line.weight
    for word in sorted(set(line.words), key=lambda word: (len(index.get(word, ())), word)):
        if rest < line.weight / 2:  # what shares none of the rarer half is not alike
            break
        for at in index.get(word, ()):
            shared[at] += _weight(word)
        rest -= _weight(word) * line.words.count(word)
    return [
        at
        for at, total in sorted(shared.items())
        if 2 * (total + rest) >= ALIKE * (lines[at].weight + line.weight)
        and lines[at].page != line.page
    ]


def _likeness(a: _Line, b: _Line) -> float:
    """0 to 1: how much two sentences have in common, word for word or else in any order."""
    if a.words == b.words:
        return 1.0
    shuffled = _in_any_order(a, b)
    if shuffled < ALIKE:  # what is in order is in any order
        return 0.0
    in_order = _in_order(a, b)
    loose = min(shuffled, VERBATIM - 0.01) if shuffled >= SHUFFLED else 0.0
    return max(in_order, loose)


@cache
def _weight(word: str) -> float:
    return min(weight(word), HEAVIEST)


def _in_order(a: _Line, b: _Line) -> float:
    """The weight of the longest run of words in common, with gaps, over the mean weight."""
    previous = [0.0] * (len(b.words) + 1)
    for word, gain in zip(a.words, a.weights, strict=True):
        left, corner = 0.0, 0.0
        current = [0.0]
        for at, other in enumerate(b.words, start=1):
            above = previous[at]
            if word == other:
                left = corner + gain
            elif above > left:
                left = above
            corner = above
            current.append(left)
        previous = current
    total = a.weight + b.weight
    return 2 * previous[-1] / total if total else 0.0


def _in_any_order(a: _Line, b: _Line) -> float:
    """The weight of the stems in common over the mean weight."""
    one, other = a.stems, b.stems
    both = sum(min(value, other[word]) for word, value in one.items() if word in other)
    total = a.weight + b.weight
    return 2 * both / total if total else 0.0


def _stems(words: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for word in words:
        found[stem(word)] += _weight(word)
    return dict(sorted(found.items()))


def _match(
    a: Page, b: Page, pairs: list[Pair], lines: list[_Line], totals: Mapping[str, float]
) -> Match:
    best = _one_to_one(pairs)
    same = [pair for pair in best if pair.alike >= VERBATIM]
    shown = sorted(sorted(best, key=lambda pair: (-pair.weight_a, pair.a))[:SHOWN], key=_place)
    return Match(
        a.id,
        b.id,
        same_a=sum(pair.weight_a for pair in same) / totals[a.id],
        same_b=sum(pair.weight_b for pair in same) / totals[b.id],
        alike_a=sum(pair.weight_a for pair in best) / totals[a.id],
        alike_b=sum(pair.weight_b for pair in best) / totals[b.id],
        pairs=tuple(
            (sentence_span(a, lines[pair.a].sentence), sentence_span(b, lines[pair.b].sentence))
            for pair in shown
        ),
        sentences=len(best),
        verbatim=len(same),
    )


def _place(pair: Pair) -> tuple[int, int]:
    return pair.a, pair.b


def _one_to_one(pairs: Iterable[Pair]) -> list[Pair]:
    """The likest pairs, no sentence twice."""
    taken: set[tuple[str, int]] = set()
    best = []
    for pair in sorted(pairs, key=lambda pair: (-pair.alike, pair.a, pair.b)):
        if not {("a", pair.a), ("b", pair.b)} & taken:
            taken |= {("a", pair.a), ("b", pair.b)}
            best.append(pair)
    return best


def _relation(match: Match, kind: RelationKind) -> Relation:
    spans = tuple(span for pair in match.pairs for span in pair)
    because = f"{match.sentences} sentences stand in both pages, {match.verbatim} word for word"
    return Relation(
        make_id("relation", kind, match.a, match.b), kind, match.a, match.b, because, spans
    )
