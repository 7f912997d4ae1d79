"""Lines around an article in, its heading out: headline, authors, and the opening dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.data import load_json
from onrecord.read.agencies import FORM, agency_label
from onrecord.read.dates import MONTHS, find_dates
from onrecord.read.features import furniture_groups
from onrecord.read.lines import Line

_WORDS = load_json("read/heading.json")
_NOT_NAMES = frozenset(_WORDS["not_names"])
_NOT_PLACES = frozenset(_WORDS["not_places"])
_REPORTER_WORDS = frozenset(_WORDS["reporter_words"])
_NEVER_IN_PLACES = frozenset(load_json("read/words.json")["function_words"]) - {"of", "the", "new"}
_REACH = 40
"""A headline stands no more than this many lines above the first paragraph."""
_WORD = re.compile(r"\w{3,}")
_BY_LINE = re.compile(r"^\W*(?:by|author|written by)\b", re.I)

# --- headline ------------------------------------------------------------------------------


def find_headline(lines: Sequence[Line], body: Sequence[bool], title: str | None) -> int | None:
    """The index of the headline's line, or `None`; `title` is what metadata calls the page."""
    first = next((i for i, is_body in enumerate(body) if is_body), len(lines))
    until = min(first + 1, len(lines))
    titled = [(title_likeness(lines[i].text, title), i) for i in range(until) if title]
    if titled and max(titled)[0]:
        return max(titled)[1]
    weights = load_json("read/headline_weights.json")
    best, best_score = None, 0.0
    for i, values in headline_features(lines, body):
        score = sum(weights.get(name, 0.0) * value for name, value in values.items())
        if score > best_score:
            best, best_score = i, score
    return best


def headline_features(
    lines: Sequence[Line], body: Sequence[bool]
) -> list[tuple[int, dict[str, float]]]:
    """Each line that could be the headline, and what speaks for and against it.

    `training/blocks/headline.py` weighs these; a line below 0 is worse than no headline.
    """
    first = next((i for i, is_body in enumerate(body) if is_body), len(lines))
    story = _stems(" ".join(line.text for line, b in zip(lines, body, strict=True) if b))
    story = story or _stems(" ".join(line.text for line in lines[1:]))
    start = max(0, first - _REACH)
    zone = [line.text for line in lines[start : first + 1]]
    dated = [len(text) < 120 and bool(find_dates(text)) for text in zone]
    signed = [len(text) < 120 and bool(_BY_LINE.match(text)) for text in zone]
    found = []
    for i, text in enumerate(zone):
        if 2 <= len(text.split()) <= 40 and 8 <= len(text) <= 250 and not dated[i]:
            above = first - start - i
            values = _line_values(text, story, above)
            values |= _place_values(i, zone, dated, signed)
            values["first"] = float(start + i == 0)
            values["second"] = float(start + i in (1, 2))
            if above == 0:
                values["body" if start + i else "top"] = 1.0
            after = next((line.text for line in lines[start + i + 1 : start + i + 2]), "")
            values["next_longer"] = float(len(after) > 1.3 * len(text))
            found.append((start + i, values))
    return found


def _line_values(text: str, story: frozenset[str], above: int) -> dict[str, float]:
    stems = _stems(text)
    shared = sum(word in story for word in stems)
    groups = furniture_groups(text)
    words = text.split()
    return {
        "bias": 1.0,
        "share": shared / (len(stems) + 1),
        "shared": min(shared, 8) / 8,
        "above": min(above, 20) / 20,
        "far": float(above > 10),
        "stop": float(text.rstrip("\"”’'").endswith((".", ":", "!"))),
        "furniture": float(bool(groups - {"tags", "bio", "related"})),
        "related": float(bool(groups & {"tags", "bio", "related"})),
        "short": float(len(words) < 4),
        "long": float(len(text) > 110),
        "longer": float(len(text) > 160),
        "upper": float(text.isupper()),
    }


def _place_values(
    i: int, zone: Sequence[str], dated: Sequence[bool], signed: Sequence[bool]
) -> dict[str, float]:
    """Bylines and dates follow a headline closely; a line after them is rarely one."""
    heads = [d or s for d, s in zip(dated, signed, strict=True)]
    values = {
        "repeat": float(zone.count(zone[i]) > 1),
        "date1": float(any(dated[i + 1 : i + 2])),
        "date3": float(any(dated[i + 1 : i + 4])),
        "by1": float(any(signed[i + 1 : i + 2])),
        "by3": float(any(signed[i + 1 : i + 4])),
        "below": float(any(heads[max(0, i - 6) : i])),
        "below_by": float(any(signed[max(0, i - 6) : i])),
    }
    before = _stems(" ".join(zone[max(0, i - 1) : i]))
    own = _stems(zone[i])
    values["echo"] = len(own & before) / (len(own) + 1)
    return values


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def title_likeness(line: str, title: str) -> float:
    """How closely `title` says what `line` says, but for the outlet's name; 0 where it does not."""
    a, b = set(re.findall(r"\w+", line.lower())), set(re.findall(r"\w+", title.lower()))
    shared = len(a & b)
    if len(a) < 2 or len(line) > 300 or (a != b and shared < 3):
        return 0.0
    close = shared >= 0.85 * min(len(a), len(b)) and shared >= 0.5 * max(len(a), len(b))
    return shared / max(len(a), len(b)) if close else 0.0


# --- byline --------------------------------------------------------------------------------

_PARTICLE = r"(?:de|del|da|di|van|von|der|den|bin|ibn|al|el|la|le|du|dos|ter|ben)"
_STOP = r"(?!(?:On|At|In|For|The|And|By|Updated|Published|Posted|Last|Special|Is)\b)"
_NAME = (
    rf"{_STOP}[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:{_PARTICLE}\s+)*(?:al-|el-|d['’])?"
    rf"{_STOP}[A-ZÀ-Þ][\w'’.-]*){{1,4}}"
)
_NAMES = rf"{_NAME}(?:(?:\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*/\s*|\s*;\s*){_NAME})*"
_CUE = "(?:" + "|".join(sorted(_WORDS["byline_cues"], key=len, reverse=True)) + ")"
_BY = re.compile(rf"^\W*(?i:{_CUE})\s*:?\s+(?P<names>{_NAMES})")
_REPORTING = re.compile(
    rf"\b(?:(?:Additional )?[Rr]eporting|[Ww]riting|[Ww]ritten|Compiled)\s+by\s+(?P<names>{_NAMES})"
)
_HOUSE_IN_FULL = "(?:" + "|".join(f for f in FORM[3:-1].split("|") if len(f) > 5) + ")"
"""`Jo Bloggs, AP` below a picture took it; `Jo Bloggs, Associated Press` wrote the story."""
_REPORTER = "|".join(map(re.escape, _WORDS["reporter_words"]))
_WITH_HOUSE = re.compile(
    rf"^(?P<names>{_NAME}(?:(?:\s*,\s*|\s+and\s+|\s*,\s+and\s+){_NAME})*)"
    rf"(?:\s*,\s*(?:the\s+)?{_HOUSE_IN_FULL}\b"
    rf"|\s*[,|/•–—-]\s*(?:the\s+)?(?i:[\w .'’-]{{0,40}}\b(?:{_REPORTER})\b))"
)
_GLUED = re.compile(rf"^(?P<names>{_NAMES}?[a-zà-ÿ])(?:The )?{_HOUSE_IN_FULL}$")
"""Captures drop the break between the authors and their house."""
_BEFORE_DATE = re.compile(rf"^(?P<names>{_NAME}(?:\s+and\s+{_NAME})*)\s*[,|/•·–—-]?\s*$")
_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|&|/|;)\s*")


def find_names(line: str, *, after_by: bool = False) -> list[tuple[int, int]] | None:
    """Where the authors' names stand in a byline; `None` where `line` is no byline.

    An empty list is a byline without a person, such as `By Reuters`. `after_by` says that the
    line before this one was the word `By`.
    """
    if len(line) > 200 or "credit" in furniture_groups(line):
        return None
    match = _BY.match(line) or _GLUED.match(line) or _WITH_HOUSE.match(line)
    match = match or _name_and_date(line)
    match = match or (re.match(rf"(?P<names>{_NAMES})", line) if after_by else None)
    if match:
        return _people(line, match.start("names"), match.end("names"))
    house = re.match(rf"^\W*(?:(?i:by|from|source)\b\s*:?\s+)?(?:[Tt]he )?{FORM}\b", line)
    return [] if house and _is_house_line(line[house.end() :]) else None


def find_reporting(line: str) -> list[tuple[int, int]]:
    """Names in a closing credit, such as `(Reporting by …; Editing by …)`, without the editors."""
    return [
        pair
        for match in _REPORTING.finditer(line)
        for pair in _people(line, match.start("names"), match.end("names"))
    ]


def _name_and_date(line: str) -> re.Match[str] | None:
    dates = find_dates(line)
    match = _BEFORE_DATE.match(line[: dates[0].start]) if dates else None
    return match if match and _people(line, *match.span("names")) else None


def _is_house_line(rest: str) -> bool:
    dates = find_dates(rest)
    plain = rest[: dates[0].start] if dates else rest
    return len(plain.strip(" ,.|-–—")) < 12


def _people(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in `line[start:end]` one by one, houses and section names left out."""
    pairs = []
    at = start
    for match in [*_SPLIT.finditer(line, start, end), None]:
        stop = match.start() if match else end
        if _is_person(line[at:stop]):
            pairs.append((at, stop))
        at = match.end() if match else end
    return pairs


def _is_person(name: str) -> bool:
    words = name.split()
    plain = [word.strip(".,").lower() for word in words]
    house = agency_label(name) or agency_label(name.removeprefix("The "))
    return 2 <= len(words) <= 6 and not house and not (_NOT_NAMES | _REPORTER_WORDS) & set(plain)


# --- dateline ------------------------------------------------------------------------------

_MONTH = "(?i:" + "|".join([*MONTHS, *(m[:3] for m in MONTHS), "sept"]) + r")\.?"
_DAY = (
    rf"(?:[,.]?\s*(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})(?:,?\s+\d{{4}})?)"
)
_WORDS_OF_PLACE = r"[A-ZÀ-Þ][\w.'’-]*"
_PLACE = (
    rf"{_WORDS_OF_PLACE}"
    rf"(?:(?:,\s*|\s+|/)(?:{_WORDS_OF_PLACE}|de|of|the|del|la|da|do|upon|\[\w+\])){{0,5}}"
)
_UPPER = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ.'’-]+){0,3}"
    r"(?:,\s*(?:[A-ZÀ-Þ][\w.]*)(?:\s[A-ZÀ-Þ][\w.]*){0,2})?"
)
_HOUSE = rf"(?:\(\s*(?P<house>{FORM})[^)\n]{{0,30}}\)|/(?P<house2>{FORM})/)"
_DASH = r"[.:]?(?:\s+[-–—]{1,2}(?=\s|[A-ZÀ-Þ“\"])|[-–—]{1,2}(?=\s)|[–—](?=[A-ZÀ-Þ“\"])|--)"
"""A hyphen ends a dateline only with space beside it: `AL-ARISH` is one word."""
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<words>{_HOUSE}{_DASH}\s*{_UPPER}{_DAY}?){_DASH}",
        rf"(?P<words>(?:{_PLACE})?{_DAY}?[,.]?\s*{_HOUSE})"
        rf"(?:{_DASH}|\s*[:.](?!\w)|(?=\s+[A-Z“\"]|\s*$))",
        rf"(?P<words>{_UPPER}{_DAY}?,?(?:[,.]?\s+(?P<house>{FORM}))?){_DASH}",
        rf"(?P<words>{_UPPER}{_DAY}?,?\s*\((?P<other>{_WORDS_OF_PLACE}(?:\s{_WORDS_OF_PLACE}){{0,3}})\))"
        rf"{_DASH}",
        rf"(?P<words>(?:{_PLACE}){_DAY}[,.]?\s+(?P<house>{FORM}))(?:{_DASH}|[.:](?=\s))",
        rf"(?P<words>(?:{_PLACE})[,.]\s+(?P<house>{FORM}))(?:{_DASH})",
        r"(?P<words>[A-Z][A-Z-]+\.(?:COM|ORG|NET|INFO))" + _DASH,
        rf"(?P<words>{_UPPER}{_DAY}?)(?::(?=\s))",
        rf"(?P<words>{_PLACE}{_DAY})(?:{_DASH}|:(?=\s))",
    )
)


def find_dateline(line: str) -> tuple[int, int, str | None] | None:
    """The end of the dateline's words, the end of the dash after them, and the agency it names."""
    for pattern in _DATELINES:
        match = pattern.match(line)
        if match and match.end() <= 120 and _is_place(match["words"]):
            groups = match.groupdict()
            house = groups.get("house") or groups.get("house2") or _last_house(match["words"])
            label = agency_label(house) if house else groups.get("other")
            return match.end("words"), match.end(), label
    return None


def _last_house(words: str) -> str | None:
    """The agency that stands last in a dateline without brackets: `VARDHOLM. KAZINFORM -`."""
    match = re.search(rf"[\s,.](?P<house>{FORM})$", words)
    return match["house"] if match else None


def _is_place(words: str) -> bool:
    letters = words.strip(" .,")
    plain = {word.strip(".,'’").lower() for word in re.split(r"[ '’]", letters)}
    return len(letters) >= 3 and letters not in _NOT_PLACES and not plain & _NEVER_IN_PLACES
