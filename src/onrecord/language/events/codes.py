"""The words of a party in, its country (ISO alpha-3) and PLOVER sectors out, as far as they tell.

"Israeli soldiers" are ISR MIL, the "president of Armenia" ARM GOV, "UN peacekeepers" IGO MIL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.data import load_table
from onrecord.language.actors.lexicon import known_names
from onrecord.language.events.lexicon import nations
from onrecord.language.events.places import locate

LONGEST_NAME = 5
TIERS = ("first", "head", "weak")
WORLD = ("IGO", "NGO")
_LINKS = frozenset(
    ["of", "at", "in", "from", "for", "with", "on", "who", "near", "under", "against"]
)
_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Codes:
    """What the words of a party tell of its country and sectors."""

    country: str | None = None
    sectors: tuple[str, ...] = ()


def codes_of(party: TokenSpan) -> Codes:
    """The codes of the party: known bodies and nations first, then the words for what it does."""
    body = _body(party)
    country = country_in(party) or (body.country if body else None)
    told = None if is_land(party.text) else sector_in(party.text, sure=country is not None)
    if body and body.sectors:
        world = body.sectors[0] in WORLD and told in {"MIL", "REF", "MED"}
        return Codes(country if body.sectors[0] not in WORLD else None, _joined(body, told, world))
    return Codes(country, (told,) if told else ())


def _joined(body: Codes, told: str | None, world: bool) -> tuple[str, ...]:
    return (*body.sectors, told) if world and told else body.sectors


def _body(party: TokenSpan) -> Codes | None:
    """The first known body in the party's words."""
    text = party.text
    for found in _FIRST.finditer(text):
        for name, codes in _bodies().get(found.group(), ()):
            end = found.start() + len(name)
            if text.startswith(name, found.start()) and not text[end : end + 1].isalnum():
                return codes
    return None


_FIRST = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")


@cache
def _bodies() -> dict[str, list[tuple[str, Codes]]]:
    """Known bodies and armed groups by their first word, the longest first."""
    found: dict[str, list[tuple[str, Codes]]] = {
        first: [(n, Codes(e.country, e.sectors)) for n, e in names if e.sort == "body"]
        for first, names in known_names().items()
    }
    for row in load_table("events/bodies.tsv"):
        for name in row["names"].split("|"):
            first = _FIRST.match(name)
            codes = Codes(row["country"] or None, (row["sector"],))
            found.setdefault(first.group() if first else name, []).append((name, codes))
    return {
        first: sorted(names, key=lambda n: (-len(n[0]), n[0])) for first, names in found.items()
    }


def country_in(party: TokenSpan) -> str | None:
    """The first country, people, seat of government, region or well-known leader in the words."""
    tokens = [token for token in party if not token.is_space]
    for at, token in enumerate(tokens):
        if token.text[:1].isupper():
            found = _nation(tokens, at)
            if found:
                return found
    return leader_country(party.text) or _city(party)


def _nation(tokens: list[Token], at: int) -> str | None:
    for size in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        held = tokens[at : at + size]
        code = names_of_lands().get(" ".join(token.lower_ for token in held))
        if code and not _is_part_of_name(held):
            return code
    return None


def _is_part_of_name(held: list[Token]) -> bool:
    """Michael Jordan and Chad Smith are no countries."""
    if len(held) > 1 or held[0].ent_type_ != "PERSON":
        return False
    token = held[0]
    beside = [t for t in (_at(token, -1), _at(token, 1)) if t is not None]
    title = {"president", "minister", "leader", "king", "'s", "’s", "prime"}
    return not any(t.lower_ in title for t in beside) and any(
        t.ent_type_ == "PERSON" for t in beside
    )


def _at(token: Token, step: int) -> Token | None:
    place = token.i + step
    return token.doc[place] if 0 <= place < len(token.doc) else None


def _city(party: TokenSpan) -> str | None:
    for entity in party.ents:
        if entity.label_ == "GPE":
            place = locate(entity.text)
            if place and place.country:
                return place.country
    return None


@cache
def names_of_lands() -> dict[str, str]:
    """Country codes by the names of countries, peoples, seats and regions, in small letters."""
    found = {
        name.casefold(): row["country"]
        for row in load_table("events/regions.tsv")
        for name in row["names"].split("|")
    }
    return found | dict(nations())


def is_land(text: str) -> bool:
    """Whether the words are the name of a country, a people or a region and nothing else."""
    return text.casefold().removeprefix("the ") in names_of_lands()


def is_country(text: str) -> bool:
    """Whether the words are the name of a country."""
    return text.casefold().removeprefix("the ") in _column("names")


def is_people(word: str) -> bool:
    """Whether the plural word names a people: "Kenyans"."""
    lowered = word.casefold()
    return lowered in _column("demonyms") or lowered.removesuffix("s") in _column("demonyms")


def is_seat(text: str) -> bool:
    """Whether the words are the name of a seat of government and nothing else."""
    return text.casefold().removeprefix("the ") in _column("seats")


@cache
def _column(name: str) -> frozenset[str]:
    rows = load_table("actors/countries.tsv")
    return frozenset(one.casefold() for row in rows for one in (row[name] or "").split("|") if one)


def leader_country(text: str) -> str | None:
    """The country of a head of state or government: by full name, or by title and last name."""
    plain = " ".join(text.split())
    for name, code in _leaders().items():
        if name in plain:
            return code
    titled = _TITLED.search(plain)
    return _surnames().get(titled.group(1)) if titled else None


_TITLED = re.compile(r"(?:[Pp]resident|[Mm]inister|[Cc]hancellor|[Pp]remier) ([\w’'-]+)(?:'s|’s)?$")


@cache
def _leaders() -> dict[str, str]:
    rows = load_table("events/leaders.tsv")
    return {name: row["country"] for row in rows for name in row["names"].split("|")}


@cache
def _surnames() -> dict[str, str]:
    """Last names that leaders of one country alone have had."""
    found: dict[str, set[str]] = {}
    for name, code in _leaders().items():
        found.setdefault(name.rpartition(" ")[2], set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def sector_in(text: str, *, sure: bool = True) -> str | None:
    """The sector that the words tell: of the phrase itself, else of what hangs on it by "of".

    "Leader" and the like tell one only if `sure`: the leader of whom else is not known.
    """
    words = [word.lower() for word in _WORD.findall(text.replace("’s", "").replace("'s", ""))]
    links = [at for at, word in enumerate(words) if word in _LINKS]
    core = words[: links[0]] if links else words
    rest = words[links[0] + 1 :] if links else []
    strong = _of_office(words) or _told(core, "first", "head") or _told(rest, "first", "head")
    return strong or ((_told(core, "weak") or _told(rest, "weak")) if sure else None)


def _of_office(words: list[str]) -> str | None:
    """Titles with "of" inside them."""
    joined = " ".join(words)
    return "GOV" if "secretary of state" in joined or "head of state" in joined else None


def _told(words: list[str], *tiers: str) -> str | None:
    """The sector of the last phrase of the first tier that tells one."""
    for tier in tiers:
        for end in range(len(words), 0, -1):
            for start in range(max(0, end - 3), end):
                sector = _phrases(tier).get(" ".join(words[start:end]))
                if sector:
                    return sector
    return None


@cache
def _phrases(tier: str) -> dict[str, str]:
    rows = [row for row in load_table("events/sectors.tsv") if row["tier"] == tier]
    return {word: row["sector"] for row in rows for word in row["words"].split("|")}
