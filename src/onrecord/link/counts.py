"""How many of what a page counts: "at least 30 people were killed". A page in, `Count`s out.

Works on words alone. A count of victims belongs to a class by the word for what befell them; any
other count is of the noun that follows the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

from onrecord.data import load_json
from onrecord.link.profiles import stem
from onrecord.link.texts import Sentence, Word, sentences_of
from onrecord.record import Page, Span, span_in

_CLOCK = re.compile(r"\s*[ap]\.m\b", re.IGNORECASE)
REACH = 4
"""So many words may stand between a number and what it counts."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number from `low` to `high` of what `noun` or the class `of` says; `at` is its sentence."""

    span: Span
    low: float
    high: float
    noun: str
    of: str | None
    at: int

    def differs(self, other: Count) -> bool:
        """Whether the two numbers cannot both be right."""
        return self.low > other.high or other.low > self.high


def find_counts(page: Page) -> tuple[Count, ...]:
    """The counts in the page's own words and quotes, in order."""
    return tuple(
        count
        for at, sentence in enumerate(sentences_of(page))
        for count in _counts(page, sentence, at)
    )


def _counts(page: Page, sentence: Sentence, at: int) -> Iterator[Count]:
    words = sentence.words
    for place in range(len(words)):
        number = _number(page.text, words, place)
        if number is None:
            continue
        last = _counted(words, place)
        noun = stem(words[last].plain) if last > place else ""
        of = _class_near(words, place)
        if not noun and not of:
            continue
        low, high, first = _range(words, place, number)
        span = span_in(page.id, page.text, words[first].start, words[last].end)
        yield Count(span, low, high, noun, of, at)


def _number(text: str, words: tuple[Word, ...], at: int) -> float | None:
    """The number written at `at`, if it counts things: no year, age, date, money or share."""
    plain = words[at].plain
    if plain in _list("numbers"):
        return _entries("numbers")[plain]["value"] if _is_plain(text, words, at) else None
    if not plain.replace(".", "", 1).isdigit() or not _is_plain(text, words, at):
        return None
    value = float(plain)
    return None if value < 2 or (1900 <= value <= 2100 and "," not in words[at].plain) else value


def _is_plain(text: str, words: tuple[Word, ...], at: int) -> bool:
    """Whether the number is neither a part of a longer one, nor a date, sum, share or age."""
    before, after = text[: words[at].start][-1:], text[words[at].end : words[at].end + 1]
    if before in {"$", "£", "€", "-", "–", "/", "#", "."} or after in {"%", "-", "/", "–", ":"}:
        return False
    if _CLOCK.match(text, words[at].end):
        return False
    near = {words[i].plain for i in (at - 1, at + 1) if 0 <= i < len(words)}
    return not near & _list("not_counts")


def _range(words: tuple[Word, ...], at: int, number: float) -> tuple[float, float, int]:
    """What the number allows after "at least", "about" and the like, and where that begins."""
    for size in (3, 2, 1):
        first = at - size
        phrase = " ".join(word.plain for word in words[max(first, 0) : at])
        if first >= 0 and phrase in _list("bounds"):
            bound = _entries("bounds")[phrase]
            high = number * bound["high"] if bound["high"] is not None else inf
            return number * bound["low"], high, first
    return number, number, at


def _counted(words: tuple[Word, ...], at: int) -> int:
    """The place of the noun after the number: the last word before a common small word."""
    last = at
    for place in range(at + 1, min(at + 4, len(words))):
        if words[place].plain in _list("small_words") or words[place].plain[0].isdigit():
            break
        if _class_of(words[place].plain):
            break
        last = place
    return last


def _class_near(words: tuple[Word, ...], at: int) -> str | None:
    """What befell the counted: the class word nearest to the number within reach."""
    places = sorted(
        (abs(place - at), place)
        for place in range(max(at - REACH, 0), min(at + REACH + 1, len(words)))
        if place != at and _class_of(words[place].plain)
    )
    return _class_of(words[places[0][1]].plain) if places else None


@cache
def _class_of(word: str) -> str | None:
    for name, entries in load_json("link/counts.json")["classes"].items():
        if word in entries:
            return str(name)
    return None


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_json("link/counts.json")[name])


def _entries(name: str) -> dict[str, Any]:
    entries: dict[str, Any] = load_json("link/counts.json")[name]
    return entries
