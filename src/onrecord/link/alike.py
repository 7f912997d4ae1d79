"""How likely two pages are to report one thing. Pages in, likenesses by pairs of page ids out.

Weighs the words that two pages share by how rare they are in general news, over the whole article
and over its beginning, and looks at the weekdays and dates that they name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from onrecord.data import load_json
from onrecord.link.texts import Sentence, sentences_of
from onrecord.link.weights import weight
from onrecord.record import Page

LEAD = 6
"""So many sentences at the beginning of an article tell its news."""
_ENDINGS = ("ing", "ed", "es", "ly", "s")

Vector = dict[str, float]
Likeness = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a page is told apart by: its words, those of its beginning, the days it names."""

    page: str
    whole: Vector
    lead: Vector
    days: Vector


def page_likeness(pages: Iterable[Page]) -> Likeness:
    """0 to 1 for each two pages that share words, by their ids in order."""
    profiles = [profile_of(page) for page in sorted(pages, key=lambda page: page.id)]
    whole = _cosines(profiles, [profile.whole for profile in profiles])
    lead = _cosines(profiles, [profile.lead for profile in profiles])
    days = {profile.page: profile.days for profile in profiles}
    return {
        pair: (score + lead.get(pair, 0.0)) / 2 + _day_fit(days[pair[0]], days[pair[1]])
        for pair, score in whole.items()
    }


def profile_of(page: Page) -> Profile:
    """The page's words, weighed."""
    sentences = sentences_of(page)
    return Profile(page.id, _vector(sentences), _vector(sentences[:LEAD]), _unit(_days(sentences)))


def stem(word: str) -> str:
    """The word without a common ending, so that "talks" meets "talk"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word


def _vector(sentences: Iterable[Sentence]) -> Vector:
    counts = Counter(word.plain for sentence in sentences for word in sentence.words)
    vector: Vector = defaultdict(float)
    for word, count in sorted(counts.items()):
        vector[stem(word)] += (1 + log(count)) * weight(word)
    return _unit(vector)


def _days(sentences: Iterable[Sentence]) -> Vector:
    """Weekdays named, the earlier the heavier."""
    names = frozenset(load_json("link/words.json")["weekdays"]["entries"])
    vector: Vector = defaultdict(float)
    for at, sentence in enumerate(sentences):
        for word in sentence.words:
            if word.plain in names:
                vector[word.plain] += 1.0 if at < LEAD else 0.5
    return vector


def _day_fit(one: Vector, other: Vector) -> float:
    """What naming the same weekdays, or others, adds to a likeness."""
    if not one or not other:
        return 0.0
    return 0.15 * (_dot(one, other) - 0.4)


def _cosines(profiles: list[Profile], vectors: list[Vector]) -> Likeness:
    """The dot products of all pairs of vectors, by way of the words that they share."""
    index: dict[str, list[int]] = defaultdict(list)
    found: Likeness = defaultdict(float)
    for at, vector in enumerate(vectors):
        for word, value in vector.items():
            if value < 0.01:
                continue
            for other in index[word]:
                found[profiles[other].page, profiles[at].page] += value * vectors[other][word]
            index[word].append(at)
    return found


def _unit(vector: Mapping[str, float]) -> Vector:
    length = sqrt(sum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}


def _dot(one: Vector, other: Vector) -> float:
    return sum(value * other.get(word, 0.0) for word, value in sorted(one.items()))
