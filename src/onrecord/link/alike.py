"""How likely two pages are to tell one thing. Pages in, likenesses by pairs of page ids out.

Weighs the words that two pages share by how rare they are in general news, and the evidence of
when and where each sets its news. The weights are in `data/link/likeness.json`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

from onrecord.data import load_json
from onrecord.link.intervals import apart
from onrecord.link.profiles import Profile, profile_of
from onrecord.link.weights import weight
from onrecord.record import Page, When

FAINT = 0.05
"""Pages whose words meet less than this are not looked at more closely."""
SURE = 2.0
"""Log odds from which on a pair is as sure as can be: no one pair decides over a group."""
ENOUGH = 3.0
"""Log odds beyond which words in common do not count: other days and places must be able to part
pages about one affair, which share most names."""
SAME_WEEKDAY = 4
"""Pages with more days between them do not mean the same day by its name."""
FAR = 14
"""Days between two pages that are as good as any number of days."""

Vector = dict[str, float]
Pair = tuple[str, str]
Likeness = dict[Pair, float]


@dataclass(frozen=True, slots=True)
class Pile:
    """The pages compared: their profiles and dates, and how many of them hold each name."""

    profiles: tuple[Profile, ...]
    published: Mapping[str, When]
    holders: Mapping[str, int]
    placers: Mapping[str, int]

    def share(self, name: str) -> float:
        """The share of the pages that hold the name."""
        return self.holders.get(name, 0) / len(self.profiles)


def pile_of(pages: Iterable[Page]) -> Pile:
    """The pages' profiles, in the order of their ids."""
    ordered = sorted(pages, key=lambda page: page.id)
    profiles = tuple(profile_of(page) for page in ordered)
    return Pile(
        profiles,
        {page.id: page.published for page in ordered},
        Counter(name for profile in profiles for name in profile.names),
        Counter(name for profile in profiles for name in profile.places),
    )


def topic_likeness(pile: Pile) -> Likeness:
    """How far two pages share words, 0 to 1: pages about one affair do."""
    return _cosines(pile, _vectors(pile)["whole"])


def news_likeness(pile: Pile) -> Likeness:
    """How likely two pages are to tell one thing: 0 no, 0.5 as likely as not, 1 yes.

    Pairs that share nothing are left out.
    """
    model = load_json("link/likeness.json")
    vectors = _vectors(pile)
    cosines = {name: _cosines(pile, vectors[name]) for name in model["cosines"]}
    by_id = {profile.page: profile for profile in pile.profiles}
    main = {profile.page: main_place(profile, pile) for profile in pile.profiles}
    found = {}
    for pair, topic in cosines["whole"].items():
        if topic < FAINT:
            continue
        words = model["bias"] + _from_words(pair, cosines, vectors, model["cosines"])
        total = min(words, ENOUGH)
        one, other = by_id[pair[0]], by_id[pair[1]]
        total += _from_setting(one, other, main, pile, model["setting"])
        found[pair] = (min(max(total, -SURE), SURE) + SURE) / (2 * SURE)
    return found


def main_place(profile: Profile, pile: Pile) -> str | None:
    """The place that the page sets its news in: named twice, and not by every page of the pile."""
    size = len(pile.profiles) + 1
    weights = {
        name: count * weight(name) * max(0.3, 1 - pile.placers[name] / size)
        for name, count in sorted(profile.places.items())
        if count >= 2 and profile.names[name] >= 2
    }
    return max(weights, key=lambda name: weights[name]) if weights else None


def _from_words(
    pair: Pair,
    cosines: Mapping[str, Likeness],
    vectors: Mapping[str, Mapping[str, Vector]],
    model: Mapping[str, Any],
) -> float:
    total = 0.0
    for name, part in model.items():
        total += part["weight"] * cosines[name].get(pair, 0.0)
        if "both" in part and vectors[name][pair[0]] and vectors[name][pair[1]]:
            total += part["both"]
    return total


def _from_setting(
    one: Profile,
    other: Profile,
    main: Mapping[str, str | None],
    pile: Pile,
    model: Mapping[str, Any],
) -> float:
    """What day and place say for or against two pages telling one thing."""
    here, there = main[one.page], main[other.page]
    days = apart(pile.published[one.page], pile.published[other.page])
    total = 0.0
    if days is None or days <= SAME_WEEKDAY:
        total += model["same_setting"]["weight"] * _same_setting(one, other, pile)
    if here and there and here not in other.places and there not in one.places:
        total += model["other_place"]["weight"]
    if _other_days(one, other):
        total += model["other_days"]["weight"]
    return total + float(model["days_between"]["weight"]) * _far_apart(days)


def _far_apart(days: int | None) -> float:
    """0 where the pages may be of one day or two, near 0.5 from then on, 1 where far apart."""
    return 0.0 if days is None or days < 2 else 0.5 + min(days, FAR) / FAR / 2


def _same_setting(one: Profile, other: Profile, pile: Pile) -> float:
    """0 to 1: the weight of the names that both pages put on one day, the likest day's."""
    totals: dict[str, float] = defaultdict(float)
    few = len(pile.profiles) < 30
    for name in sorted(one.days.keys() & other.days.keys()):
        for day in one.days[name] & other.days[name]:
            totals[day] += weight(name) * (1 - pile.share(name) / 2 if few else 1)
    return min(max((max(totals.values(), default=0.0) - 5) / 5, 0.0), 1.0)


def _other_days(one: Profile, other: Profile) -> bool:
    """Whether most names that both pages put on a day of the week are put on different ones."""
    days = [
        (_weekdays(one.days[name]), _weekdays(other.days[name]))
        for name in one.days.keys() & other.days.keys()
    ]
    both = [(here, there) for here, there in days if here and there]
    differ = sum(1 for here, there in both if not here & there)
    return len(both) >= 2 and differ >= 0.7 * len(both)


def _weekdays(days: Iterable[str]) -> set[str]:
    return {day for day in days if "/" not in day}


def _vectors(pile: Pile) -> dict[str, dict[str, Vector]]:
    """The weighed words of each page, by what they are of."""
    size = len(pile.profiles) + 1
    holders = Counter(word for profile in pile.profiles for word in profile.whole)

    def in_pile(word: str) -> float:
        return weight(word) * (1 - holders[word] / size)

    def of_place(word: str) -> float:
        return weight(word) * (1 - pile.placers[word] / size)

    def as_is(_: str) -> float:
        return 1.0

    weighing: dict[str, tuple[str, Callable[[str], float]]] = {
        "whole": ("whole", weight),
        "lead": ("lead", weight),
        "head": ("head", weight),
        "names": ("names", weight),
        "pile": ("whole", in_pile),
        "numbers": ("numbers", as_is),
        "places": ("places", of_place),
        "months": ("months", as_is),
    }
    return {
        name: {each.page: unit_vector(getattr(each, source), weigh) for each in pile.profiles}
        for name, (source, weigh) in weighing.items()
    }


def unit_vector(counts: Mapping[str, int], weigh: Callable[[str], float]) -> Vector:
    """The weights of the words, the vector's length 1; one said ten times does not count ten."""
    values = {word: (1 + log(count)) * weigh(word) for word, count in sorted(counts.items())}
    length = sqrt(sum(value * value for value in values.values()))
    return {word: value / length for word, value in values.items() if value} if length else {}


def _cosines(pile: Pile, vectors: Mapping[str, Vector]) -> Likeness:
    """The products of all pairs of vectors, by way of the words that they share."""
    index: dict[str, list[tuple[str, float]]] = defaultdict(list)
    found: Likeness = defaultdict(float)
    for profile in pile.profiles:
        for word, value in vectors[profile.page].items():
            if value < 0.01:
                continue
            for other, its in index[word]:
                found[other, profile.page] += value * its
            index[word].append((profile.page, value))
    return found
