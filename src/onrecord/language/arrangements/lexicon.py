"""The arrangement word lists as look-up tables: data files in, frozen tables out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.data import load_json, load_table
from onrecord.record import ArrangementKind, StanceKind, Status


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can name an arrangement, and what must stand around it for that."""

    word: str
    kind: ArrangementKind
    gate: str
    needs: frozenset[str]
    bars: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A word that puts an arrangement into `status`, for the kinds or nouns in `only`."""

    status: Status
    only: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of this package."""

    nouns: dict[str, Noun]
    compounds: dict[str, frozenset[str]]
    statuses: dict[tuple[str, str], tuple[StatusRule, ...]]
    stances: dict[tuple[str, str], StanceKind]
    links: dict[str, frozenset[str]]
    names: dict[str, ArrangementKind]
    words: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    nouns = {row["noun"]: _noun(row) for row in load_table("arrangements/nouns.tsv")}
    words = load_json("arrangements/words.json")
    return Lexicon(
        nouns=nouns,
        compounds=_compounds(nouns),
        statuses=_statuses(),
        stances={
            (row["role"], row["word"]): cast(StanceKind, row["stance"])
            for row in load_table("arrangements/stances.tsv")
        },
        links=_links(words["links"]),
        names={
            row["name"]: cast(ArrangementKind, row["kind"])
            for row in load_table("arrangements/names.tsv")
        },
        words={key: frozenset(value) for key, value in words.items() if key != "links"},
    )


@cache
def countries() -> dict[str, str]:
    """Small names of countries, their people and their capitals, with the country's code."""
    table: dict[str, str] = {}
    for row in load_table("actors/countries.tsv"):
        for column in ("names", "demonyms", "seats"):
            for word in row[column].split("|"):
                if word:
                    table.setdefault(word.lower(), row["country"].lower())
    return table


def _noun(row: dict[str, str]) -> Noun:
    return Noun(
        word=row["noun"],
        kind=cast(ArrangementKind, row["kind"]),
        gate=row["gate"],
        needs=_set(row["needs"]),
        bars=_set(row["bars"]),
    )


def _set(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split(",") if part)


def _compounds(nouns: dict[str, Noun]) -> dict[str, frozenset[str]]:
    """Last words of nouns of two words, with the words that may stand before them."""
    pairs = [word.split(" ") for word in nouns if " " in word]
    return {last: frozenset(a for a, b in pairs if b == last) for _, last in pairs}


def _statuses() -> dict[tuple[str, str], tuple[StatusRule, ...]]:
    table: dict[tuple[str, str], tuple[StatusRule, ...]] = {}
    for row in load_table("arrangements/statuses.tsv"):
        rule = StatusRule(cast(Status, row["status"]), _set(row["only"]))
        key = (row["role"], row["lemma"])
        table[key] = (*table.get(key, ()), rule)
    return table


def _links(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    """For each noun, the nouns that may name the same arrangement."""
    table: dict[str, set[str]] = {}
    for group in groups:
        for word in group:
            table.setdefault(word, {word}).update(group[:] if word == group[0] else ())
            table.setdefault(word, {word}).update(group)
    return {word: frozenset(others) for word, others in table.items()}
