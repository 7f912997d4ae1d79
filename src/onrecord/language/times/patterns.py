"""Words in, candidates out: the patterns of `data/times`, compiled, and run over a text.

A space in a pattern is any white space that does not run over a paragraph's end; a name in braces
is a list of words of `words.json`, read by `fields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.data import load_json
from onrecord.language.times.fields import fields_of
from onrecord.record import TimeType

_SPACE = r"(?=\s)[^\S\n]{0,3}\n?[^\S\n]{0,3}"
_START = r"(?<![\w$£€#¥])(?<![\w][.,/:])(?:(?<=\bmid-)|(?<=\wday-)|(?<!\w-))(?<!\w[’'](?=\w))"
_TO_A_DAY = r"(?=[-‐‑](?:mon|tues|wednes|thurs|fri|satur|sun)day|(?<=\d)-[a-z]{3}[a-z]*\.? \d)"
_END = rf"(?!\w)(?:(?<=\bmid)|{_TO_A_DAY}|(?![-‐‑][^\W\d]))"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_QUOTES = ("'", "’", "‘")
_GAP = 10
"""White space and marks longer than this end a stretch of words."""
_LISTS_THAT_TELL = (
    "months", "weekdays", "short_weekdays", "units", "seasons", "parts", "decades", "holidays",
    "frequencies",
)  # fmt: skip
_NUMBER = re.compile(
    r"[12]\d\d\d(?!\d)|\d{1,2}[:./-]\d|\d{1,2}\s?[ap]\.?m|\d{1,3}0s|(?<=['’‘])\d\d(?!\d)"
)
"""A number that tells of time by itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may tell of a time; `{dir}`, `{context}`, `{order}` in the reading are open."""

    start: int
    end: int
    name: str
    kind: str
    type: TimeType
    reading: str


def words_of(name: str) -> dict[str, Any]:
    """One list of `words.json`."""
    words: dict[str, Any] = load_json("times/words.json")[name]
    return words


def _either(words: Iterable[str]) -> str:
    escaped = (re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=_longest))
    return "|".join(word.replace("'", "['’]") for word in escaped)


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


@cache
def _macros() -> dict[str, str]:
    """What each name in braces stands for; most are groups that `fields` reads by name."""
    small = [word for word in words_of("numbers") if word not in ("a", "an")]
    scale = _either(words_of("scales"))
    spelled = rf"(?:{_either(small)})(?:[ -](?:{_either(small)}))?(?: (?:{scale}))?"
    digits = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d+)?(?: \d/\d)?"
    plain = rf"(?:{spelled}|{digits})"
    vague = _either(words_of("vague_numbers"))
    teens = _either(w for w, n in words_of("numbers").items() if 10 <= int(n) <= 19)
    number = rf"(?:(?:a|an) (?:{scale})|{vague}|{plain}|a|an)"
    lists = {
        "month": words_of("months"),
        "weekday": words_of("weekdays"),
        "shortweekday": words_of("short_weekdays"),
        "unit": words_of("units"),
        "season": words_of("seasons"),
        "ordinal": words_of("ordinals"),
        "edge": words_of("edges"),
        "holiday": words_of("holidays"),
        "frequency": words_of("frequencies"),
        "decadeword": words_of("decades"),
    }
    return {name: rf"(?P<{name}>{_either(words)})" for name, words in lists.items()} | {
        "amount": f"(?:{_either(words_of('amounts'))})",
        "tz": f"(?:{_either(words_of('zones'))})",
        "around": "(?:about|around|approximately|shortly after|shortly before)",
        "one": "(?P<one>day|week|month|quarter|year|decade|century)",
        "sort": "(?:consecutive|straight|more|full|long|trading|business|working|calendar|whole"
        "|other|additional|short|fiscal|further|extra|crucial|critical|difficult)",
        "n": rf"(?P<n>{number})",
        "plain": plain,
        "plainn": rf"(?P<n>{plain}|several)",
        "dom": r"(?P<dom>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)(?![\w])(?!:\d)",
        "year": r"(?P<year>(?:1[0-9]|20)\d\d)(?!\w)",
        "slashyear": r"(?P<slashyear>(?:1[89]|20)\d\d|\d\d)",
        "shortyear": r"['’‘](?P<shortyear>\d\d)",
        "yy": r"(?P<yy>\d\d)",
        "mm": r"(?P<mm>0[1-9]|1[0-2])",
        "dd": r"(?P<dd>0[1-9]|[12]\d|3[01])",
        "s1": r"(?P<s1>\d{1,2})",
        "s2": r"(?P<s2>\d{1,2})",
        "h": r"(?P<h>1[0-2]|0?[1-9])",
        "min": r"(?P<min>[0-5]\d)",
        "h24": r"(?P<h>2[0-3]|[01]?\d)",
        "hword": rf"(?P<hword>{_either(small)}|1[0-2]|[1-9])",
        "ampm": r"(?P<ampm>[ap])(?:\.\s?m\.?|m)",
        "spoken": rf"(?P<spoken>(?:eighteen|nineteen|twenty)[ -](?:(?:twenty|thirty|forty|fifty"
        rf"|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
        rf"|(?:oh?)[ -](?:one|two|three|four|five|six|seven|eight|nine)|(?:{teens}))"
        r"|two thousand(?: and)?(?: (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
        r"|twelve|thirteen|fourteen|fifteen))?)",
        "decade": r"(?P<decade>(?:1[5-9]|20)\d)",
        "centord": r"(?P<centord>\d{1,2})(?:st|nd|rd|th)",
    }


@cache
def _patterns() -> tuple[dict[str, str], ...]:
    return tuple(load_json("times/patterns.json")["patterns"])


@cache
def _everything() -> re.Pattern[str]:
    """The search for all patterns at once; those that come first win."""
    options = (f"(?P<p{i}>{_filled(p['pattern'], i)})" for i, p in enumerate(_patterns()))
    return re.compile(rf"{_START}(?:{'|'.join(options)}){_END}")


@cache
def _vocabulary() -> frozenset[str]:
    """Every word that stands in some pattern."""
    words = (_WORD.findall(_plain(entry, i)) for i, entry in enumerate(_patterns()))
    return frozenset(word for some in words for word in some) | set("apmsdto") | {"am", "pm", "on"}


def _plain(entry: dict[str, str], number: int) -> str:
    return re.sub(r"\(\?P<\w+>|\\.", " ", _filled(entry["pattern"], number))


@cache
def _telling() -> frozenset[str]:
    """Words without which there is no time expression, numbers apart."""
    lists = (_LISTS_THAT_TELL, (f"{day}s" for day in words_of("weekdays")))
    words = [word for name in lists[0] for word in words_of(name)]
    words += [*lists[1], *load_json("times/words.json")["telling"]]
    return frozenset(part for word in words for part in _WORD.findall(word)) - {"s", "the", "of"}


def _filled(pattern: str, number: int) -> str:
    """`pattern` with its names filled in, its groups made its own by `number`."""
    for name, words in _macros().items():
        pattern = pattern.replace(f"{{{name}}}", words)
    pattern = (
        pattern.replace("[ -]", r"[\s-]")
        .replace(" ", _SPACE)
        .replace(_SPACE + "?", f"(?:{_SPACE})?")
    )
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", pattern)


def scan(text: str) -> Iterator[Candidate]:
    """Candidates in order of place; they do not overlap."""
    lower = lowered(text)
    at = 0
    for start in _starts(lower):
        match = _everything().match(lower, start) if start >= at else None
        candidate = _candidate(match) if match else None
        if candidate:
            yield candidate
            at = candidate.end


def lowered(text: str) -> str:
    """`text` in lower case, character by character, so that it stays as long as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _starts(text: str) -> Iterator[int]:
    """Where in `text` the patterns are worth trying: the words of stretches that tell of time.

    Such a stretch is made of words of the patterns alone; this saves nine tenths of the work.
    """
    known, telling = _vocabulary(), _telling()
    starts: list[int] = []
    high, tells = 0, False
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        digits = word[0].isdigit()
        fits = digits or word in known
        if starts and (not fits or start - high > _GAP):
            if tells:
                yield from starts
            starts, tells = [], False
        if fits:
            starts += (start - 1, start) if text[start - 1 : start] in _QUOTES else (start,)
            high = match.end()
            tells = tells or word in telling or (digits and bool(_NUMBER.match(text, start)))
    if tells:
        yield from starts


def _candidate(match: re.Match[str]) -> Candidate | None:
    number = int((match.lastgroup or "p0")[1:])
    entry = _patterns()[number]
    raw = {
        name.rsplit("_", 1)[0]: text
        for name, text in match.groupdict().items()
        if text is not None and name.endswith(f"_{number}")
    }
    reading = _read(entry["reading"], raw)
    if reading is None or match.end() == match.start():
        return None
    kind: Any = entry["type"]
    return Candidate(match.start(), match.end(), entry["name"], entry["kind"], kind, reading)


def _read(template: str, raw: dict[str, str]) -> str | None:
    """The reading that `template` gives with these words, or None where they make no sense."""
    try:
        return template.format_map(fields_of(raw))
    except (ValueError, KeyError, OverflowError):
        return None
