"""Two pages' arrangements in, what speaks for their being one and the same out, as numbers.

What a page's mentions of an arrangement say of it (its nouns, names, matter, parties, round and
figures), how much the page makes of it, what is said around it, and what else the pages share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log

from onrecord.data import load_json
from onrecord.language.arrangements.lexicon import countries, lexicon
from onrecord.link.alike import Vector, unit_vector
from onrecord.link.intervals import apart, day, known
from onrecord.link.profiles import is_day, profile_of
from onrecord.link.weights import weight
from onrecord.record import Arrangement, Page, Span

AROUND = 150
"""Characters on each side of a mention that are looked at for what else is spoken of."""

LOOKED_AT = 4
"""So many mentions are looked at for that."""

FAR_APART = 45
"""Days between two pages that are as good as any number of days."""

TALKS_APART = 14
"""Days between two pages after which talks of the same people are no longer the same talks."""

PLANS = frozenset({"proposal", "agreement", "institution"})
"""Kinds between which pages waver, as a plan becomes a deal."""

NAMED_ALIKE = 0.2
"""The cosine of the names of two groups under which they speak of different people or places."""

SURE = 3.0
"""Log odds from which on a pair is as sure as can be: no one pair decides over a group."""

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")
_FIGURE = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Side:
    """One page's arrangement, and what it is compared by."""

    arrangement: Arrangement
    page: Page
    day: date | None
    nouns: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    topic: Vector
    names: Counter[str]
    parties: frozenset[str]
    terms: Vector
    context: Vector
    lead: Vector
    ordinals: frozenset[str]
    figures: frozenset[str]
    share: float
    first: bool

    @property
    def bare(self) -> bool:
        """Whether its mentions say nothing of whose it is or what it is about."""
        return not self.topic and not self.parties


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts: a logistic regression."""

    bias: float
    by_name: Mapping[str, float]

    def log_odds(self, evidence: Mapping[str, float]) -> float:
        """The log odds that two sides of which this is the evidence are one, SURE at most."""
        total = self.bias + sum(self.by_name[name] * value for name, value in evidence.items())
        return min(total, SURE)


@cache
def shipped_weights() -> Weights:
    """Ours, from `data/link/arrangements.json`, fitted by `training/arrangements`."""
    held = load_json("link/arrangements.json")
    return Weights(held["bias"], held["weights"])


def sides_of(page: Page, arrangements: Sequence[Arrangement]) -> list[Side]:
    """The page's arrangements, those that it names most often first."""
    lead = _weighed(profile_of(page).lead)
    total = sum(len(one.mentions) for one in arrangements)
    ranked = sorted(arrangements, key=lambda one: (-len(one.mentions), one.mentions[0].start))
    return [
        Side(
            arrangement=one,
            page=page,
            day=day(page.published.earliest or page.published.latest),
            nouns=frozenset(noun_in(span.text) for span in one.mentions),
            phrases=frozenset(
                (*words, noun_in(span.text))
                for span in one.mentions
                if (words := content(span.text))
            ),
            topic=_weighed(content(" ".join(span.text for span in one.mentions))),
            names=Counter(name for span in one.mentions for name in _names(page, span)),
            parties=frozenset(one.parties),
            terms=_weighed(content(" ".join(term.does.text for term in one.terms))),
            context=_context(page, one.mentions),
            lead=lead,
            ordinals=_ordinals(one.mentions),
            figures=frozenset(n for span in one.mentions for n in _FIGURE.findall(span.text)),
            share=len(one.mentions) / total,
            first=one is ranked[0],
        )
        for one in ranked
    ]


def _weighed(words: Iterable[str]) -> Vector:
    """Each word by how often it stands there and how rare it is in general news; of length one."""
    return unit_vector(Counter(words), weight)


def _context(page: Page, mentions: Sequence[Span]) -> Vector:
    around = (
        page.text[max(0, span.start - AROUND) : span.end + AROUND] for span in mentions[:LOOKED_AT]
    )
    return _weighed(set(content(" ".join(around))))


def content(text: str) -> list[str]:
    """The words that say what it is about: no function words, no nouns for arrangements."""
    lex = lexicon()
    stop = lex.words["generic_modifiers"] | lex.words["stop"] | lex.words["ordinals"]
    words = (_stem(match.group()) for match in _WORD.finditer(text))
    return [
        w for w in words
        if len(w) > 1 and w not in stop and not _names_any(w) and weight(w) > 1.0
    ]  # fmt: skip


def _names_any(word: str) -> bool:
    """Whether the word is one of the nouns for arrangements, which says nothing of the matter."""
    noun = lexicon().nouns.get(word)
    return noun is not None and noun.gate not in {"sought", "echo"}


def _stem(word: str) -> str:
    """The word without its ending; names of a country, its people and capital as its code."""
    word = word.lower().removesuffix("'s").removesuffix("’s").rstrip(".").replace(".", "")
    if code := countries().get(word):
        return code
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def noun_in(phrase: str) -> str:
    """The noun that a mention's words hang on, before "of", "with" and the like.

    The last that names arrangements, else the last word there.
    """
    words = [_stem(match.group()) for match in _WORD.finditer(phrase)]
    ends = lexicon().words["complements"] | {"in", "at", "from"}
    end = next((n for n, word in enumerate(words) if n and word in ends), len(words))
    naming = [word for word in words[:end] if word in lexicon().nouns]
    return naming[-1] if naming else (words[:end] or [""])[-1]


def _names(page: Page, mention: Span) -> set[str]:
    """The names in a mention: capitalized words, of which the page has no small form."""
    words = [match.group() for match in _WORD.finditer(mention.text)]
    return {
        stem for word in words
        if word[0].isupper() and (stem := _stem(word)) not in lexicon().nouns
        and not is_day(stem) and stem not in lexicon().words["stop"]
        and not re.search(rf"\b{re.escape(word.lower())}\b", page.text)
    }  # fmt: skip


def _ordinals(mentions: Sequence[Span]) -> frozenset[str]:
    ordinals = lexicon().words["ordinals"]
    return frozenset(
        word for span in mentions for word in span.text.lower().split() if word in ordinals
    )


def evidence_of(one: Side, other: Side) -> dict[str, float]:
    """What speaks for the two being one, and against, by the names of the weights."""
    kinds = {one.arrangement.kind, other.arrangement.kind}
    lead = likeness_of_pages(one, other)
    days = apart(one.page.published, other.page.published)
    return {
        "same kind": 1.0 if len(kinds) == 1 else 0.5 if kinds <= PLANS else 0.0,
        "talks": float(kinds == {"talks"}),
        "nouns": len(one.nouns & other.nouns) / min(len(one.nouns), len(other.nouns)),
        "topic": _dot(one.topic, other.topic),
        "names shared": float(min(len(one.names.keys() & other.names.keys()), 3)),
        "names differ": _differ(one.names.keys(), other.names.keys()),
        "parties": len(one.parties & other.parties)
        / max(1, min(len(one.parties), len(other.parties))),
        "parties differ": _differ(one.parties, other.parties),
        "terms": _dot(one.terms, other.terms),
        "context": _dot(one.context, other.context),
        "lead": lead,
        "lead of both first": lead if one.first and other.first else 0.0,
        "least share": min(one.share, other.share),
        "bare and first": float((one.bare and other.first) or (other.bare and one.first)),
        "same page": float(one.page.id == other.page.id),
        "rounds differ": _differ(one.ordinals, other.ordinals),
        "figures differ": _differ(one.figures, other.figures),
        "figures shared": float(bool(one.figures & other.figures)),
        "days unknown": float(days is None),
        "days": log(1 + min(days or 0, FAR_APART)),
    }


def likeness_of_pages(one: Side, other: Side) -> float:
    """The cosine of the words of the pages' first sentences, from 0 to 1."""
    return _dot(one.lead, other.lead)


def named_alike(one: Side, other: Side) -> bool:
    """Whether the two are bodies of one name: there are not two joint water commissions."""
    kinds = {one.arrangement.kind, other.arrangement.kind}
    return kinds == {"institution"} and bool(one.phrases & other.phrases)


def must_differ(ones: Sequence[Side], others: Sequence[Side]) -> bool:
    """Whether two groups cannot be one: other names, other rounds, or talks of other days."""
    rounds = ({word for side in group for word in side.ordinals} for group in (ones, others))
    if _differ(*rounds) or any(_are_other_talks(one, other) for one in ones for other in others):
        return True
    left, right = (_names_of(group) for group in (ones, others))
    return bool(left and right and _dot(left, right) < NAMED_ALIKE)


def _names_of(group: Sequence[Side]) -> Vector:
    """The names by which a group goes."""
    counts = sum((side.names for side in group), Counter[str]())
    return unit_vector(counts, lambda _: 1.0)


def _are_other_talks(one: Side, other: Side) -> bool:
    """Whether the two are talks of other days, or one is a round that the page tells apart.

    Talks on a page without a date are not those on one that has one: there are too many of a kind.
    """
    if "talks" not in (one.arrangement.kind, other.arrangement.kind):
        return False
    if one.page.id == other.page.id:
        rounds = one.ordinals - {"first"}, other.ordinals - {"first"}
        return rounds[0] != rounds[1] and not (one.bare or other.bare)
    days = apart(one.page.published, other.page.published)
    if days is None:
        return known(one.page.published) or known(other.page.published)
    return days > TALKS_APART


def _differ(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    return float(bool(one and other and not one & other))


def _dot(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length one."""
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)
