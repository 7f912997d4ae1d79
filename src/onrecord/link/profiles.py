"""What a page is told apart by. A page in, its `Profile` out: words, names, places and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.data import load_json
from onrecord.link.texts import Sentence, Word, sentences_of
from onrecord.record import Page

LEAD = 6
"""So many sentences at the beginning of an article tell its news."""
HEAD = 2
"""So many tell what the news is."""
SETTING = 8
"""Names, places and days count in full in so many first sentences, and half after them."""
TELLING_NAME = 1.5
"""The weight from which on a capitalized word is more than a common word at a sentence's start."""
_ENDINGS = ("ing", "ed", "es", "ly", "s")

Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts of what a page holds; `days` of a name are those named in the same sentence."""

    page: str
    whole: Counts
    lead: Counts
    head: Counts
    names: Counts
    numbers: Counts
    months: Counts
    places: Counts
    days: dict[str, frozenset[str]]


def profile_of(page: Page) -> Profile:
    """The page's profile."""
    sentences = sentences_of(page, anything=True)
    return Profile(
        page=page.id,
        whole=_stems(sentences),
        lead=_stems(sentences[:LEAD]),
        head=_stems(sentences[:HEAD]),
        names=Counter(word.plain for each in sentences for word in _names(each)),
        numbers=_numbers(sentences),
        months=Counter(month for each in sentences for month in _months(each)),
        places=_places(sentences),
        days=_days_of_names(sentences),
    )


def stem(word: str) -> str:
    """The word without a common ending, so that "talks" meets "talk"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word


def is_day(word: str) -> bool:
    """Whether the plain word names a day of the week."""
    return word in _entries("weekdays")


def _stems(sentences: Iterable[Sentence]) -> Counts:
    return Counter(stem(word.plain) for each in sentences for word in each.words)


def _names(sentence: Sentence) -> Iterator[Word]:
    """Capitalized words that do not begin the sentence and are not days or months."""
    return (
        word
        for word in sentence.words
        if word.name and word.plain not in _entries("weekdays") | _entries("months")
    )


def _numbers(sentences: Iterable[Sentence]) -> Counts:
    found: Counts = Counter()
    for at, sentence in enumerate(sentences):
        for word in sentence.words:
            if word.plain[0].isdigit():
                found[word.plain] += 2 if at < LEAD else 1
    return found


def _months(sentence: Sentence) -> Iterator[str]:
    numbers: dict[str, int] = load_json("link/words.json")["months"]["numbers"]
    return (str(numbers[w.plain]) for w in sentence.words if w.name and w.plain in numbers)


def _places(sentences: Iterable[Sentence]) -> Counts:
    """Names after "in", "at" and the like, in half points; full ones at the beginning."""
    found: Counts = Counter()
    for at, sentence in enumerate(sentences):
        names = {word.start for word in _names(sentence)}
        for before, word in pairwise(sentence.words):
            if before.plain in _entries("locative") and word.start in names:
                found[word.plain] += 2 if at < SETTING else 1
    return found


def _days_of_names(sentences: Iterable[Sentence]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        days = {word.plain for word in sentence.words if is_day(word.plain)}
        days |= set(_dates(sentence))
        for word in _names(sentence) if days else ():
            found.setdefault(word.plain, set()).update(days)
    return {name: frozenset(days) for name, days in sorted(found.items())}


def _dates(sentence: Sentence) -> Iterator[str]:
    """Days of a month, written either way round, as "7/15"."""
    numbers: dict[str, int] = load_json("link/words.json")["months"]["numbers"]
    for one, other in pairwise(sentence.words):
        month, day = (one, other) if one.plain in numbers else (other, one)
        if month.plain in numbers and day.plain.isdigit() and len(day.plain) <= 2:
            yield f"{numbers[month.plain]}/{day.plain}"


@cache
def _entries(name: str) -> frozenset[str]:
    return frozenset(load_json("link/words.json")[name]["entries"])
