"""PolNeAR's folders in, articles with their attributions out, as spans and as labels of pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.language.statements.decode import TAGS
from onrecord.language.statements.windows import Parse, Pieces, read_pieces

ROLES = ("source", "cue", "content")
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its gold attributions: spans by role."""

    id: str
    text: str
    attributions: list[dict[str, Spans]]


@dataclass(frozen=True, slots=True)
class Example:
    """An article as the model reads it; attributions hold numbers of pieces by role."""

    article: Article
    pieces: Pieces
    tags: np.ndarray
    attributions: list[dict[str, np.ndarray]]


def read_articles(folder: Path) -> list[Article]:
    """All articles of a part, each with its first annotator's attributions."""
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        marked = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))[0]
        out.append(Article(path.stem, text, read_attributions(marked)))
    return out


def read_attributions(path: Path) -> list[dict[str, Spans]]:
    """The attributions of one brat standoff file; those without content are slips."""
    spans: dict[str, Spans] = {}
    events = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if not re.match(r"[TE]\d+\t", line):
            continue
        key, body = line.split("\t")[:2]
        if key[0] == "E":
            events.append(body)
            continue
        where = body.partition(" ")[2].split(";")
        spans[key] = [(int(s), int(e)) for s, e in (piece.split() for piece in where)]
    found = []
    for body in events:
        one: dict[str, Spans] = {role: [] for role in ROLES}
        for item in body.split():
            role, _, ref = item.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in one:
                one[role] += spans[ref]
        if one["content"]:
            found.append(one)
    return found


def read_parses(
    found: dict[str, dict[str, list[Any]]], labels: dict[str, list[str]]
) -> dict[str, Parse]:
    """Cached parses as feature values; 0 stands for a label that is not in the list."""
    numbers = {name: {label: i + 1 for i, label in enumerate(ls)} for name, ls in labels.items()}
    out = {}
    for key, one in found.items():
        rows = [[numbers[name].get(v, 0) for v in one[name]] for name in labels]
        out[key] = Parse(np.array(one["idx"], np.int64), np.array(rows, np.int64).T)
    return out


def make_example(article: Article, tokenizer: Any, parse: Parse | None) -> Example:
    """Label an article's pieces."""
    pieces = read_pieces(article.text, tokenizer, parse)
    tags = np.zeros(len(pieces), np.int64)
    attributions = []
    for one in article.attributions:
        held = {role: covered(pieces, one[role]) for role in ROLES}
        attributions.append(held)
        for role in ROLES:
            for span in one[role]:
                at = covered(pieces, [span])
                tags[at] = TAGS.index(f"I-{role}")
                tags[at[:1]] = TAGS.index(f"B-{role}")
    return Example(article, pieces, tags, attributions)


def covered(pieces: Pieces, spans: Spans) -> np.ndarray:
    """The pieces that overlap any of the spans."""
    hit = np.zeros(len(pieces), bool)
    for start, end in spans:
        first = int(np.searchsorted(pieces.ends, start, side="right"))
        last = int(np.searchsorted(pieces.starts, end, side="left"))
        hit[first:last] = True
    return np.flatnonzero(hit)
