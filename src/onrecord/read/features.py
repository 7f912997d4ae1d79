"""The lines of a text in, numbers about each out: what tells article from furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

from onrecord.data import load_json
from onrecord.read.dates import find_dates
from onrecord.read.lines import Line

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+[\"'“‘«(\[]*[A-Z0-9À-Þ\u0400-\u042f]|[。！？]")
_QUOTE = re.compile(r"[\"“”«»„]")
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|it)\b", re.I)
_PAST = re.compile(r"\b(?:said|was|were|had|told|says|has|have|been)\b")
_EDGE = 160
"""Furniture phrases are looked for in this many characters at either end of a line."""
_STRONG = 80
"""A line this long that reads as sentences is an anchor of running text."""


_FURNITURE = load_json("read/furniture.json")
_FUNCTION = frozenset(load_json("read/words.json")["function_words"])
_FOREIGN = frozenset(load_json("read/words.json")["foreign_function_words"])


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


def _by_group(starts: str) -> dict[str, re.Pattern[str]]:
    """The patterns that begin with `starts`, without it, by group; they expect small letters."""
    found: dict[str, list[str]] = {}
    for row in _FURNITURE:
        kind = next(start for start in ("^", r"\b", "") if row["pattern"].startswith(start))
        if kind == starts:
            found.setdefault(row["group"], []).append(row["pattern"].removeprefix(starts))
    return {group: _either(patterns) for group, patterns in found.items()}


_AT_START, _AT_WORD, _ANYWHERE = _by_group("^"), _by_group(r"\b"), _by_group("")
_WORDS = {name: re.compile(rf"\b(?:{pattern.pattern})") for name, pattern in _AT_WORD.items()}
_ANY_WORD = re.compile(rf"\b(?:{_either(p.pattern for p in _AT_WORD.values()).pattern})")
"""Most lines show none of the phrases; this one search says so for all groups at once."""


@lru_cache(8192)
def furniture_groups(line: str) -> frozenset[str]:
    """Names of the groups of furniture phrases that `line` shows."""
    if len(line) > 2 * _EDGE:
        line = f"{line[:_EDGE]} … {line[-_EDGE:]}"
    line = line.lower()
    found = {name for name, pattern in _AT_START.items() if pattern.match(line)}
    found |= {name for name, pattern in _ANYWHERE.items() if pattern.search(line)}
    if _ANY_WORD.search(line):
        found |= {name for name, pattern in _WORDS.items() if pattern.search(line)}
    return frozenset(found)


def line_features(
    lines: Sequence[Line], markup: Sequence[Mapping[str, float]] | None = None
) -> list[dict[str, float]]:
    """For each line, its features and those of its neighbours, by name.

    `markup` adds what is known of each line from its HTML.
    """
    own = [_own(line.text) for line in lines]
    for values, more in zip(own, markup or (), strict=False):
        values.update(more)
    _add_repeats(own, lines)
    strong = [values["strong"] * len(line.text) for values, line in zip(own, lines, strict=True)]
    words = [frozenset(_content_words(line.text)) for line in lines]
    _add_likeness(own, words, strong)
    _add_place(own, lines, strong)
    _add_since(own, strong)
    told = [[(n, v) for n in _OF_NEIGHBOURS if (v := values.get(n))] for values in own]
    return [_with_neighbours(own, told, i) for i in range(len(own))]


def _own(line: str) -> dict[str, float]:
    words = _WORD.findall(line)
    count = max(1, len(words))
    lowered = [word.lower() for word in words]
    function = sum(word in _FUNCTION for word in lowered)
    foreign = sum(word in _FOREIGN for word in lowered)
    letters = max(1, sum(map(str.isalpha, line)))
    ended = bool(_SENTENCE_END.search(line))
    inner = bool(_INNER_END.search(line))
    long = len(line) >= _STRONG
    running = ended or inner
    values = {
        "strong": float(long and (running or max(function, foreign) >= 0.25 * count)),
        "bias": 1.0,
        "chars": log(1 + len(line)) / 6,
        "end": float(ended),
        "inner": float(inner),
        "function": max(function, foreign) / count,
        "capitals": sum(word[0].isupper() for word in words) / count,
        "upper": sum(map(str.isupper, line)) / letters,
        "digits": sum(map(str.isdigit, line)) / max(1, len(line)),
        "quote": float(bool(_QUOTE.search(line))),
        "pronoun": float(bool(_PRONOUN.search(line))),
        "past": float(bool(_PAST.search(line))),
        "lower_start": float(line[:1].islower()),
        "colon_end": float(line.endswith(":")),
        "bars": float(any(c in line for c in "|»›→▼▶•·")),
        "comma": float("," in line),
        "dash_start": float(line[:1] in "-–—•*"),
        "date": float(len(line) < 120 and bool(find_dates(line))),
        "by": float(len(line) < 120 and line[:3].lower() == "by "),
    }
    length = len(line)
    for low, high in ((0, 15), (15, 30), (30, 50), (50, 80), (80, 140), (140, 250), (250, 10**9)):
        if low <= length < high:
            values[f"length{low}"] = 1.0
            if ended:
                values[f"end{low}"] = 1.0
    for name in furniture_groups(line):
        values[name] = 1.0
        if length > 100:
            values[f"{name}_long"] = 1.0
    return values


def _content_words(line: str) -> list[str]:
    return [
        word
        for word in _WORD.findall(line.lower())
        if len(word) > 2 and word not in _FUNCTION and not word.isdigit()
    ]


def _add_repeats(own: list[dict[str, float]], lines: Sequence[Line]) -> None:
    seen = Counter(line.text for line in lines)
    for values, line in zip(own, lines, strict=True):
        if seen[line.text] > 1:
            values["repeat"] = 1.0
            values["repeat_long"] = values["strong"]
            values["strong"] = 0.0


def _add_likeness(
    own: list[dict[str, float]], words: list[frozenset[str]], strong: list[float]
) -> None:
    """How many of a line's words stand in other long lines of the page."""
    spread = Counter(w for mass, line in zip(strong, words, strict=True) if mass for w in line)
    for values, line, mass in zip(own, words, strong, strict=True):
        least = 2 if mass else 1
        shared = sum(spread[word] >= least for word in line)
        values["likeness"] = shared / (len(line) + 2)
        values["likeness_long"] = values["likeness"] * bool(mass)


def _add_place(own: list[dict[str, float]], lines: Sequence[Line], strong: list[float]) -> None:
    """Where a line stands among the long ones: mass before, after and close by."""
    total = sum(strong) or 1.0
    size = len(lines)
    before = 0.0
    last = None
    since = []
    for i, mass in enumerate(strong):
        since.append(20 if last is None else min(20, i - last))
        last = i if mass else last
        own[i]["mass_before"] = before / total
        own[i]["mass_after"] = max(0.0, total - before - mass) / total
        own[i]["none_before"] = float(before == 0)
        own[i]["none_after"] = float(total - before - mass < 1)
        before += mass
    last = None
    for i in range(size - 1, -1, -1):
        until = 20 if last is None else min(20, last - i)
        last = i if strong[i] else last
        own[i]["since"] = log(1 + since[i]) / 3
        own[i]["until"] = log(1 + until) / 3
        own[i]["between"] = float(since[i] <= 3 and until <= 3)
        own[i]["alone"] = float(since[i] > 5 and until > 5)
        for reach in (2, 5, 10):
            near = strong[max(0, i - reach) : i + reach + 1]
            own[i][f"near{reach}"] = log(1 + sum(near) - strong[i]) / 8
        own[i]["place"] = i / max(1, size - 1)
        own[i]["few"] = float(size < 40)
        own[i]["gap"] = float(lines[i].gap)


_MARKERS = ("comment", "related", "copyright", "tags", "share", "subscribe", "time", "login", "bio")


def _add_since(own: list[dict[str, float]], strong: Sequence[float]) -> None:
    """How far back lines stand that open a section: a comment form, related stories, a byline."""
    last: dict[str, int] = {}
    after: set[str] = set()
    mass = 0.0
    total = sum(strong) or 1.0
    for i, values in enumerate(own):
        for name, at in last.items():
            values[f"since_{name}"] = 1 - min(20, i - at) / 20
        for name in after:
            values[f"after_{name}"] = 1.0
        if values.get("date") or values.get("by"):
            last["byline"] = i
        for name in _MARKERS:
            if values.get(name) and values["chars"] < 0.8:
                last[name] = i
                if mass > 0.1 * total:
                    after.add(name)
        mass += strong[i]


_OF_NEIGHBOURS = (
    "strong", "chars", "end", "capitals", "function", "repeat", "likeness", "colon_end", "date",
    "by", "share", "related", "comment", "copyright", "subscribe", "login", "tags", "bio", "ad",
    "time", "search", "code", "credit", "extract", "linked", "in:p", "in:li",
)  # fmt: skip


_NAMED = {
    offset: {name: f"{offset:+}{name}" for name in _OF_NEIGHBOURS} for offset in (-2, -1, 1, 2)
}


def _with_neighbours(
    own: Sequence[dict[str, float]], told: Sequence[list[tuple[str, float]]], i: int
) -> dict[str, float]:
    """A line's features and those that its neighbours have `told`, by distance."""
    values = dict(own[i])
    for offset, names in _NAMED.items():
        if 0 <= i + offset < len(own):
            values.update((names[name], value) for name, value in told[i + offset])
        else:
            values[f"{offset:+}edge"] = 1.0
    return values
