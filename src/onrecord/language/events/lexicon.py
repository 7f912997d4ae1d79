"""The event lexicon: data files in, frames by the word that calls them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.data import load_json, load_table


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling an event: its coding, what its object must be, where recipients stand."""

    type: str
    mode: str | None
    conditions: tuple[tuple[str, ...], ...]
    slots: tuple[str, ...]
    rank: int
    lone: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of several parts (`break off`) that calls a frame; `rest` are its others."""

    rest: tuple[str, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the lemma of their first word."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of the set `name` in `events/sets.json`."""
    return frozenset(load_json("events/sets.json")[name])


@cache
def load_lexicon() -> Lexicon:
    """The whole lexicon, the most exact frames first."""
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for rank, row in enumerate(load_table("events/frames.tsv")):
        frame = _frame(row, rank)
        for word in _listed(row["verbs"]):
            _add(verbs, word, frame)
        for word in _listed(row["nouns"]):
            _add_noun(nouns, word, frame)
    return Lexicon(_sorted(verbs), _sorted(nouns))


def _frame(row: dict[str, str], rank: int) -> Frame:
    conditions = tuple(_options(part) for part in row["object"].split("+") if part.strip())
    slots = tuple(_listed(row["to"]))
    return Frame(row["type"], row["mode"] or None, conditions, slots, rank)


def _options(part: str) -> tuple[str, ...]:
    """The alternatives of one condition; "in:" and the like hold for those that follow."""
    found: list[str] = []
    place = ""
    for option in _listed(part):
        before, colon, _ = option.rpartition(":")
        place = before + colon or place
        found.append(option if colon else place + option)
    return tuple(found)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def _add(index: dict[str, list[Entry]], word: str, frame: Frame) -> None:
    first, *rest = word.split()
    index.setdefault(first, []).append(Entry(tuple(rest), frame))


def _add_noun(index: dict[str, list[Entry]], word: str, frame: Frame) -> None:
    """Under its last word: "press conference" is a conference."""
    *before, last = word.split()
    index.setdefault(last, []).append(Entry(tuple(before), frame))


def _sorted(index: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {word: tuple(sorted(entries, key=_exactness)) for word, entries in index.items()}


def _exactness(entry: Entry) -> tuple[int, int, int]:
    """Particles first, then how much is asked of the object, then the order of the file."""
    asked = sum(_asks(part) for part in entry.frame.conditions)
    return -len(entry.rest), -asked, entry.frame.rank


def _asks(options: tuple[str, ...]) -> int:
    """A list of words asks the most, a kind of party less, a negated list nothing."""
    if options[0].startswith("!") or options[0] in {"@@aired", "@@once", "@@deed"}:
        return 0
    return 1 if options[0] in {"person", "party", "comp"} or options[0].startswith("@@") else 2


@cache
def verb_forms() -> dict[str, str]:
    """Inflected forms of the lexicon's verbs: the tagger's lemmas of rare verbs are often wrong."""
    found = {form: verb for verb in sorted(load_lexicon().verbs) for form in _forms(verb)}
    irregular: dict[str, str] = load_json("events/irregular.json")
    return found | irregular


VOWELS = "aeiou"


def _forms(verb: str) -> tuple[str, ...]:
    """Regular forms alone; irregular ones are left to the tagger."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return f"{verb}es", f"{verb}ed", f"{verb}ing"
    doubled = verb + verb[-1]
    return f"{verb}s", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"


@cache
def nations() -> dict[str, str]:
    """Alpha-3 codes by country name, seat of government and demonym, in small letters."""
    found: dict[str, str] = {}
    for row in load_table("actors/countries.tsv"):
        for column in ("names", "demonyms", "seats"):
            for name in (row[column] or "").split("|"):
                if name:
                    found.setdefault(name.casefold(), row["country"])
    return found


@cache
def bodies() -> frozenset[str]:
    """Known bodies of one word ("kremlin"), in small letters."""
    names = (name for row in load_table("actors/bodies.tsv") for name in row["names"].split("|"))
    return frozenset(name.casefold() for name in names if " " not in name and len(name) > 2)


@cache
def past_of(verb: str) -> str:
    """The past tense of a verb of the lexicon."""
    irregular: dict[str, str] = load_json("events/irregular.json")
    for form, lemma in irregular.items():
        if lemma == verb:
            return form
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return f"{verb[:-1]}ied"
    short = len(verb) <= 4 and verb[-2:-1] in VOWELS and verb[-3:-2] not in VOWELS
    return verb + (verb[-1] if short and verb[-1] not in "wxyh" else "") + "ed"
