"""Which statements carry the same quoted words. Statements in; they come out with `quote` ids.

Two statements share a quote where the words between quotation marks are the same, or those of one
are a part of the other's and long enough not to be chance; so do long reported sentences that are
the same word for word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.link.groups import Groups
from onrecord.link.texts import plain_words
from onrecord.link.weights import weight
from onrecord.record import Relation, Statement, make_id

_QUOTED = re.compile(r"[\"“”„«]([^\"“”„»]+)[\"”“»]?")
ENOUGH_WORDS = 6
"""Shorter quoted words must be the same as a whole, and telling."""
ENOUGH_WEIGHT = 12.0
"""What quoted words must weigh: "do the right thing" is not anybody's alone, a sentence is."""
REPORTED_WORDS = 10
"""Reported speech must be this long to be taken for a quote of one source."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One run of quoted words of a statement."""

    statement: str
    page: str
    words: tuple[str, ...]


def find_quotes(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements, in order, with a `quote` id where another one carries the same words."""
    ordered = tuple(statements)
    pieces = [piece for statement in ordered for piece in _pieces(statement)]
    groups = Groups(statement.id for statement in ordered)
    for one, other in _same(pieces):
        groups.join(one.statement, other.statement)
    names = _names(groups, pieces)
    return tuple(replace(each, quote=names.get(each.id)) for each in ordered)


def quote_relations(statements: Iterable[Statement]) -> tuple[Relation, ...]:
    """A `same_quote` relation for each two statements of different pages that share a quote."""
    by_quote: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.quote:
            by_quote[statement.quote].append(statement)
    found = []
    for quote in sorted(by_quote):
        members = sorted(by_quote[quote], key=lambda each: each.id)
        found += [
            _relation(a, b)
            for at, a in enumerate(members)
            for b in members[at + 1 :]
            if a.page != b.page
        ]
    return tuple(found)


def quoted_words(statement: Statement) -> tuple[tuple[str, ...], ...]:
    """The runs of quoted words in a statement's content, in plain form."""
    text = " ".join(span.text for span in statement.content)
    runs = [plain_words(match.group(1)) for match in _QUOTED.finditer(text)]
    if statement.form == "direct" and not any(runs):
        runs = [plain_words(text)]  # the marks may stand outside the content
    return tuple(run for run in runs if run)


def _pieces(statement: Statement) -> list[_Piece]:
    runs = list(quoted_words(statement))
    whole = tuple(word for run in runs for word in run)
    if len(runs) > 1:
        runs.append(whole)  # "…," he said, "…" may be one run elsewhere
    if statement.form == "indirect":
        reported = plain_words(" ".join(span.text for span in statement.content))
        runs += [reported] if len(reported) >= REPORTED_WORDS else []
    return [_Piece(statement.id, statement.page, run) for run in runs if _telling(run)]


def _telling(words: tuple[str, ...]) -> bool:
    return len(words) > 2 and sum(map(weight, words)) >= ENOUGH_WEIGHT


def _same(pieces: list[_Piece]) -> list[tuple[_Piece, _Piece]]:
    """Pieces of different statements that are equal or part of one another."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found = []
    for at, piece in enumerate(pieces):
        grams = {piece.words[i : i + 3] for i in range(len(piece.words) - 2)}
        near = {other for gram in grams for other in index[gram]}
        found += [
            (pieces[other], piece)
            for other in sorted(near)
            if pieces[other].statement != piece.statement and _carry_same(pieces[other], piece)
        ]
        for gram in grams:
            index[gram].append(at)
    return found


def _carry_same(one: _Piece, other: _Piece) -> bool:
    short, long = sorted((one.words, other.words), key=len)
    if short == long:
        return True
    if len(short) < ENOUGH_WORDS:
        return False
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _names(groups: Groups, pieces: list[_Piece]) -> Mapping[str, str]:
    """A quote id for each statement of a group of two or more, from the fullest words of it."""
    words = {piece.statement: "" for piece in pieces}
    for piece in pieces:
        words[piece.statement] = max(words[piece.statement], " ".join(piece.words), key=len)
    names = {}
    for members in groups.members():
        if len(members) > 1:
            fullest = max((words[each] for each in members), key=lambda text: (len(text), text))
            names.update(dict.fromkeys(members, make_id("quote", fullest)))
    return names


def _relation(a: Statement, b: Statement) -> Relation:
    because = "the same words stand in both pages"
    spans = tuple(sorted(a.content)) + tuple(sorted(b.content))
    return Relation(
        make_id("relation", "same_quote", a.id, b.id), "same_quote", a.id, b.id, because, spans
    )
