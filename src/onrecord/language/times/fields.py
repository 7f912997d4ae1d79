"""The words of one match in, the parts of its reading out: numbers, months, clock times, units."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from onrecord.data import load_json

SHORT_YEAR_TURN = 30
"""Two digits below this are of this century: '16 is 2016, '98 is 1998."""
_MAX_COUNT = 5_000_000
_LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M"}
_LETTERS |= {"quarter": "Q", "year": "Y", "weekend": "WE"}
_HALVES = {"hour": "PT{}H30M", "minute": "PT{}M30S", "year": "P{}Y6M", "day": "P{}DT12H"}
_HALF = {"hour": "PT30M", "minute": "PT30S", "year": "P6M", "day": "PT12H", "decade": "P5Y"}
_HALF |= {"century": "P50Y"}
_STEPS = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2)}


class Fields(dict[str, str]):
    """What a reading's template may name; worked out when asked for."""

    def __missing__(self, name: str) -> str:
        """Work out `name` from the words; open names stay open."""
        if name in ("dir", "context", "order"):
            return f"{{{name}}}"
        return _DERIVED[name](self)


@cache
def _words(name: str) -> dict[str, Any]:
    words: dict[str, Any] = load_json("times/words.json")[name]
    return words


def fields_of(raw: dict[str, str]) -> Fields:
    """The parts that the words of a match give. Raises KeyError or ValueError on odd words."""
    fields = Fields()
    for name, text in raw.items():
        words = " ".join(text.split()).replace("’", "'")
        reader = _READERS.get(name)
        fields[name] = reader(words) if reader else words
    return fields


def number_of(words: str) -> str:
    """A number in words or digits as digits, `X` where it is vague. Raises ValueError."""
    if words in _words("vague_numbers"):
        return str(_words("vague_numbers")[words])
    if words[0].isdigit():
        return _digits(words)
    total, current = 0, 0
    for word in re.split(r"[ -]", words):
        if word in _words("scales"):
            total += max(current, 1) * int(_words("scales")[word])
            current = 0
        elif word != "and":
            current += int(_words("numbers")[word])
    return str(total + current)


def _digits(words: str) -> str:
    whole, _, fraction = words.replace(",", "").partition(" ")
    if fraction:
        above, _, below = fraction.partition("/")
        value = float(whole) + int(above) / max(int(below), 1)
        return f"{value:g}"
    return f"{float(whole):g}" if "." in whole else str(int(whole))


def _dom(words: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', words)):02d}"


def _short_year(digits: str) -> str:
    return f"{'20' if int(digits) < SHORT_YEAR_TURN else '19'}{digits}"


def _spoken_year(words: str) -> str:
    parts = [part for part in re.split(r"[ -]", words) if part != "and"]
    if parts[:2] == ["two", "thousand"]:
        return str(2000 + (int(number_of(" ".join(parts[2:]))) if parts[2:] else 0))
    rest = [part for part in parts[1:] if part not in ("o", "oh")]
    return str(int(_words("numbers")[parts[0]]) * 100 + int(number_of(" ".join(rest))))


def _slashed(fields: Fields) -> str:
    """A date in digits; where it can be American and European, the order of the page must tell."""
    first, second, year = _three(fields)
    if first <= 12 and second <= 12 and first != second:
        return f"{{order}}{year}-{first:02d}-{second:02d}"
    month, day = (first, second) if first <= 12 else (second, first)
    return date(int(year), month, day).isoformat()


def _dotted(fields: Fields) -> str:
    """A date in digits with full stops is written the European way, if it can be."""
    first, second, year = _three(fields)
    month, day = (second, first) if second <= 12 else (first, second)
    return date(int(year), month, day).isoformat()


def _three(fields: Fields) -> tuple[int, int, str]:
    year = fields["slashyear"]
    year = year if len(year) == 4 else _short_year(year)
    return int(fields["s1"]), int(fields["s2"]), year


def _clock(fields: Fields) -> str:
    if "hword" in fields:
        word = fields["hword"]
        return f"{int(number_of(word)):02d}:00"
    hour, minute = int(fields["h"]), fields.get("min", "00")
    if "ampm" in fields:
        hour = hour % 12 + (12 if fields["ampm"] == "p" else 0)
    return f"{hour:02d}:{minute}"


def _duration(fields: Fields) -> str:
    unit = _words("units")[fields["unit"]]
    count = fields.get("n") or ("X" if fields["unit"] != unit else "1")
    if "low" in fields and fields.get("n") != "X":
        count = fields["low"]
    return duration_of(count, unit)


def duration_of(count: str, unit: str) -> str:
    """An ISO 8601 duration as TimeML writes it: `P3D`, `PXY`, `PT1H30M`."""
    if unit in _STEPS and count == "X":
        return {"decade": "PXDE", "century": "PXCE", "fortnight": "PXW"}[unit]
    if count == "0.5" and unit in _HALF:
        return _HALF[unit]
    if count != "X" and unit in _STEPS:
        unit, times = _STEPS[unit]
        count = f"{float(count) * times:g}"
    if count.endswith(".5") and unit in _HALVES:
        return _HALVES[unit].format(count[:-2])
    letters = _LETTERS[unit]
    time, letter = ("T", letters[1:]) if letters[0] == "T" else ("", letters)
    return f"P{time}{count}{letter}"


def _duration_half(fields: Fields) -> str:
    return duration_of(f"{int(fields['n'])}.5", _words("units")[fields["unit"]])


def _moved(fields: Fields, base: str, sign: str, vague: str) -> str:
    """The reading of so many units before or after `base`."""
    unit, count = _words("units")[fields["unit"]], fields["n"]
    if count == "X":
        return vague
    unit, times = _STEPS.get(unit, (unit, 1))
    amount = float(count) * times
    if amount != int(amount) and unit == "year":
        unit, amount = "month", amount * 12
    if amount > _MAX_COUNT:
        return vague
    if unit in ("hour", "minute", "second"):
        return f"{base} day{sign}{int(amount) // 24 if unit == 'hour' else 0}"
    return f"{base} {unit}{sign}{int(amount)}"


def _every_other(fields: Fields) -> str:
    return duration_of("2", _words("units")[fields["unit"]])


def _century_words(fields: Fields) -> str:
    return f"{int(fields['ordinal']) - 1:02d}"


def _season(fields: Fields) -> str:
    return fields.get("season2") or fields["season3"]


def _half_year_ago(fields: Fields) -> str:
    unit = _words("units")[fields["unit"]]
    if unit != "year":
        return f"{{context}} {unit}-1"
    return f"page month-{12 * int(fields['n']) + 6}"


_READERS: dict[str, Callable[[str], str]] = {
    "month": lambda words: str(_words("months")[words]),
    "weekday": lambda words: str(_words("weekdays")[words]),
    "weekdays": lambda words: str(_words("weekdays")[words[:-1]]),
    "shortweekday": lambda words: str(_words("short_weekdays")[words]),
    "season": lambda words: str(_words("seasons")[words]),
    "season2": lambda words: str(_words("seasons")[words]),
    "season3": lambda words: str(_words("seasons")[words]),
    "part": lambda words: str(_words("parts")[words]),
    "ordinal": lambda words: f"{int(_words('ordinals')[words]):02d}",
    "edge": lambda words: str(_words("edges")[words]),
    "holiday": lambda words: str(_words("holidays")[words]),
    "frequency": lambda words: str(_words("frequencies")[words]),
    "decadeword": lambda words: str(_words("decades")[words]),
    "centord": lambda words: f"{int(words) - 1:02d}",
    "first": lambda words: "1" if words in ("first", "1st") else "2",
    "quarter": lambda words: words[0] if words[0].isdigit() else str(_words("ordinals")[words]),
    "n": number_of,
    "low": number_of,
    "dom": _dom,
    "shortyear": _short_year,
    "yy": _short_year,
    "spoken": _spoken_year,
    "shortdecade": lambda digit: f"19{digit}" if int(digit) > 2 else f"20{digit}",
}
_DERIVED: dict[str, Callable[[Fields], str]] = {
    "slashed": _slashed,
    "dotted": _dotted,
    "clock": _clock,
    "duration": _duration,
    "duration_half": _duration_half,
    "every_other": _every_other,
    "half": lambda fields: duration_of("0.5", fields["unit"]),
    "centurywords": _century_words,
    "season": _season,
    "letter": lambda fields: {"night": "D"}.get(fields["unit"], fields["unit"][0].upper()),
    "ago": lambda fields: _moved(fields, "page", "-", "PAST_REF"),
    "ago_half": _half_year_ago,
    "from_now": lambda fields: _moved(fields, "page", "+", "FUTURE_REF"),
    "context_ago": lambda fields: _moved(fields, "{context}", "-", "PAST_REF"),
    "context_later": lambda fields: _moved(fields, "{context}", "+", "FUTURE_REF"),
}
