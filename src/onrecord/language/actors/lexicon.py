"""What the data files know about names: countries, capitals, bodies, titles and first names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from onrecord.data import load_json, load_table
from onrecord.record import ActorKind

Sort = Literal["country", "seat", "demonym", "body"]
_FIRST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")
SHORTEST_CAPITALS = 4
"""Names shorter than this are not sought in capitals: "IS" and "US" are words there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known name: what it stands for, wherever it is seen."""

    name: str
    sort: Sort
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]


@cache
def words(name: str) -> frozenset[str]:
    """The word list `name` of `data/actors/words.json`."""
    return frozenset(load_json("actors/words.json")[name])


@cache
def honorifics() -> dict[str, str]:
    """Honorifics and short titles, lower case, to the gender they tell: `m`, `f` or `x`."""
    table = load_json("actors/words.json")["honorifics"]
    return {word: gender for gender in ("x", "f", "m") for word in table[gender]}


@cache
def spelled_out() -> dict[str, str]:
    """Short titles to the words that they shorten: `sen.` to `senator`."""
    return dict(load_json("actors/words.json")["abbreviated"])


@cache
def same_office() -> dict[str, frozenset[str]]:
    """A role noun to the other nouns by which news calls the holder of that role."""
    table: dict[str, frozenset[str]] = {}
    for group in load_json("actors/words.json")["same_office"]:
        for word in group:
            table[word] = table.get(word, frozenset()) | frozenset(group)
    return table


@cache
def role_sectors() -> dict[str, str]:
    """Words of titles and descriptions to the PLOVER sector that they tell."""
    return dict(load_json("actors/words.json")["role_sectors"])


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for what a single person does or is."""
    return words("person_nouns")


@cache
def gender_of_first_name() -> dict[str, str]:
    """First names, lower case, to `m`, `f` or `x` (both)."""
    return {row["name"]: row["gender"] for row in load_table("actors/first_names.tsv")}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """A short first name to the full ones, and a full one to its short ones."""
    table: dict[str, frozenset[str]] = {}
    for row in load_table("actors/nicknames.tsv"):
        pair = frozenset((row["short"], row["full"]))
        for word in pair:
            table[word] = table.get(word, frozenset()) | pair
    return table


@cache
def known_names() -> dict[str, tuple[tuple[str, Entry], ...]]:
    """First word to the known names that begin with it, longest first."""
    table: dict[str, dict[str, Entry]] = {}
    for name, entry in _entries():
        for form in _forms(name):
            found = _FIRST_WORD.match(form)
            if found:
                table.setdefault(found.group(), {}).setdefault(form, entry)
    return {
        first: tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))
        for first, names in table.items()
    }


@cache
def demonyms() -> dict[str, str]:
    """Demonyms, lower case, to their country."""
    return {
        word.lower(): row["country"]
        for row in load_table("actors/countries.tsv")
        for word in _split(row["demonyms"])
    }


def _forms(name: str) -> list[str]:
    forms = [name, name.replace("'", "’")]
    if len(name) >= SHORTEST_CAPITALS:
        forms.append(name.upper())
    return forms


def _entries() -> list[tuple[str, Entry]]:
    """Every known name; where two share one, the earlier stands."""
    found: list[tuple[str, Entry]] = []
    for row in load_table("actors/bodies.tsv"):
        names = _split(row["names"])
        kind = cast(ActorKind, row["kind"])
        entry = Entry(names[0], "body", kind, row["country"] or None, _split(row["sectors"]))
        found += [(name, entry) for name in names]
    for row in load_table("actors/countries.tsv"):
        found += _country_entries(row)
    return found


def _country_entries(row: dict[str, str]) -> list[tuple[str, Entry]]:
    names, country = _split(row["names"]), row["country"]
    state = Entry(names[0], "country", "place", country, ())
    seat = Entry(names[0], "seat", "government", country, ("GOV",))
    people = Entry(names[0], "demonym", "people", country, ())
    found = [(name, state) for name in names]
    found += [(name, seat) for name in _split(row["seats"])]
    for word in _split(row["demonyms"]):
        found += [(word, people), (_plural(word), people)]
    return found


def _plural(word: str) -> str:
    return word if word.endswith(("s", "sh", "ch", "se", "men")) else word + "s"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def plain(word: str) -> str:
    """A word for comparing: lower case, no accents, no full stops, straight apostrophes."""
    if word.isascii():
        return word.lower().replace(".", "")
    word = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in word if not unicodedata.combining(c)).lower().replace(".", "")


def without_legal_form(name: tuple[str, ...]) -> tuple[str, ...]:
    """A firm's name, as `plain` words, without the legal form at its end ("Inc.", "Ltd.")."""
    return without_legal_form(name[:-1]) if has_legal_form(name) else name


def has_legal_form(name: tuple[str, ...]) -> bool:
    """Whether a name, as `plain` words, ends in a firm's legal form."""
    return len(name) > 1 and name[-1] in words("legal_forms")
