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
_REACH = 25
"""A headline stands no more than this many lines above the first paragraph."""
_WORD = re.compile(r"\w{3,}")
_LEAST = 0.3
"""A line that scores less than this may be anything; no headline is better than a wrong one."""

# --- headline ------------------------------------------------------------------------------


def find_headline(lines: Sequence[Line], body: Sequence[bool], title: str | None) -> int | None:
    """The index of the headline's line, or `None`; `title` is what metadata calls the page."""
    first = next((i for i, is_body in enumerate(body) if is_body), len(lines))
    until = min(first + 1, len(lines))
    if title:
        titled = [i for i in range(until) if same_title(lines[i].text, title)]
        if titled:
            return titled[-1]
    story = _stems(" ".join(line.text for line, b in zip(lines, body, strict=True) if b))
    story = story or _stems(" ".join(line.text for line in lines[1:]))
    best, best_score = None, _LEAST
    for i in range(max(0, first - _REACH), until):
        score = _headline_score(lines[i].text, story, first - i, bool(body[i]))
        if score > best_score:
            best, best_score = i, score
    return best


def _headline_score(line: str, story: frozenset[str], above: int, is_body: bool) -> float:
    """How much `line`, `above` lines over the first paragraph, reads like the story's headline."""
    words = _stems(line)
    if not 3 <= len(line.split()) <= 35 or not 12 <= len(line) <= 250 or len(words) < 2:
        return 0.0
    groups = furniture_groups(line)
    if groups - {"tags", "bio", "related"} or find_dates(line):
        return 0.0
    if is_body and (len(line) > 150 or line.rstrip("\"”’'").endswith((".", ":"))):
        return 0.0
    shared = sum(word in story for word in words)
    score = shared / (len(words) + 1) + 0.05 * min(shared, 6) - 0.012 * above
    return score - 0.25 * line.endswith(".") - 0.15 * bool(groups) - 0.3 * is_body


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def same_title(line: str, title: str) -> bool:
    """Whether `title` says what `line` says, apart from the outlet's name and punctuation."""
    a, b = set(re.findall(r"\w+", line.lower())), set(re.findall(r"\w+", title.lower()))
    if len(a) < 2 or len(line) > 300:
        return False
    shared = len(a & b)
    return a == b or (
        shared >= 3 and shared >= 0.85 * min(len(a), len(b)) and shared >= 0.5 * max(len(a), len(b))
    )


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
_REPORTER = "|".join(map(re.escape, _WORDS["reporter_words"]))
_WITH_HOUSE = re.compile(
    rf"^(?P<names>{_NAME}(?:\s+and\s+{_NAME})*)\s*(?:,|\||/|-|–|—|•)\s*(?:the\s+)?"
    rf"(?:{FORM}\b|(?i:[\w .'’-]{{0,40}}\b(?:{_REPORTER})\b))"
)
_BEFORE_DATE = re.compile(rf"^(?P<names>{_NAME}(?:\s+and\s+{_NAME})*)\s*[,|/•·–—-]?\s*$")
_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|&|/|;)\s*")


def find_names(line: str, *, after_by: bool = False) -> list[tuple[int, int]] | None:
    """Where the authors' names stand in a byline; `None` where `line` is no byline.

    An empty list is a byline without a person, such as `By Reuters`. `after_by` says that the
    line before this one was the word `By`.
    """
    if len(line) > 200 or "credit" in furniture_groups(line):
        return None
    match = _BY.match(line) or _WITH_HOUSE.match(line) or _name_and_date(line)
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
            return match.end("words"), match.end(), agency_label(house) if house else None
    return None


def _last_house(words: str) -> str | None:
    """The agency that stands last in a dateline without brackets: `VARDHOLM. KAZINFORM -`."""
    match = re.search(rf"[\s,.](?P<house>{FORM})$", words)
    return match["house"] if match else None


def _is_place(words: str) -> bool:
    letters = words.strip(" .,")
    plain = {word.strip(".,'’").lower() for word in re.split(r"[ '’]", letters)}
    return len(letters) >= 3 and letters not in _NOT_PLACES and not plain & _NEVER_IN_PLACES
