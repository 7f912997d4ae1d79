"""Attributions and their text in, better ones out: what quotation marks and layout decide.

Quotations are taken in whole, and go on after the cue that interrupts them; a line that is a
quotation, a dash and a name, and a paragraph of a transcript, name their speaker by layout alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.language.statements.attribution import Attribution, Place
from onrecord.language.statements.quotes import find_quotes

REACH = 160  # characters between a statement and the quotation that goes on with it: 'in Rome. "'
OVERLAP = 0.4  # of a quotation that a content must hold to be meant as the whole of it
SPOKEN = 20  # characters of a quotation that is more than a phrase in somebody's sentence
LEAST_TURNS = 3  # labelled lines that make a transcript

_LINE = re.compile(r"[^\n]+")
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ ,]{1,2}[A-ZÀ-Þ0-9][\w.'’-]*|,? (?:de|of|the|van|von|al|bin)\b){0,7}"
_SIGNED = re.compile(rf"\s*(?P<dash>[―—–]|--|-)\s*(?P<name>{_NAME}[^.!?\n]{{0,60}}?)\s*\Z")
_TURN = re.compile(r"[\"“]?(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?P<colon>:)\s+(?=\S)")


def settle(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a text, corrected by its quotation marks and layout, by place."""
    quotes = find_quotes(text)
    fixed = [*find_turns(text), *find_signed(text, quotes)]
    others = [a for a in attributions if not _clashes(a, fixed)]
    others = [widen(a, quotes, others) for a in others]
    others = [a for a in others if not _is_quoted(a, quotes, others)]
    found = [*fixed, *go_on(text, others, quotes)]
    return sorted(found, key=lambda a: (a.content, a.cue))


def find_signed(text: str, quotes: Sequence[Place]) -> list[Attribution]:
    """Lines that are a quotation, a dash and the name of who said it."""
    starts = {_trimmed(text, line.span())[0] for line in _LINE.finditer(text)}
    found = []
    for quote in quotes:
        if quote[0] in starts and quote[1] - quote[0] >= SPOKEN:
            end = text.find("\n", quote[1])
            signed = _SIGNED.match(text, quote[1], len(text) if end < 0 else end)
            if signed:
                found.append(Attribution((signed.span("name"),), (signed.span("dash"),), (quote,)))
    return found


def find_turns(text: str) -> list[Attribution]:
    """The turns of a transcript: lines that open with a name in capitals and a colon."""
    lines = [_trimmed(text, match.span()) for match in _LINE.finditer(text)]
    labels = [_TURN.match(text, start, end) for start, end in lines]
    if sum(label is not None for label in labels) < LEAST_TURNS:
        return []
    return [
        Attribution((label.span("name"),), (label.span("colon"),), ((label.end(), end),))
        for label, (_, end) in zip(labels, lines, strict=True)
        if label and label.end() < end
    ]


def widen(
    attribution: Attribution, quotes: Sequence[Place], others: Sequence[Attribution]
) -> Attribution:
    """With each quotation of which its content holds a good part taken in whole."""
    pieces = list(attribution.content)
    for quote in quotes:
        held = sum(max(0, min(end, quote[1]) - max(start, quote[0])) for start, end in pieces)
        if held < OVERLAP * (quote[1] - quote[0]) or _is_shared(quote, attribution, others):
            continue
        pieces = _joined([*pieces, quote])
    holes = [*attribution.source, *attribution.cue]
    return replace(attribution, content=tuple(cut_out(pieces, holes)))


def _is_shared(quote: Place, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether another attribution's content holds a good part of the quotation too."""
    return any(
        sum(max(0, min(end, quote[1]) - max(start, quote[0])) for start, end in other.content)
        >= OVERLAP * (quote[1] - quote[0])
        for other in others
        if other is not attribution
    )


def go_on(
    text: str, attributions: Sequence[Attribution], quotes: Sequence[Place]
) -> list[Attribution]:
    """Each with the quotations that go on after it in its paragraph: '"...," he said. "..."'."""
    taken = [place for a in attributions for place in (*a.content, *a.source)]
    free = [quote for quote in quotes if not _overlaps(quote, taken)]
    return [_with_following(text, a, quotes, free, attributions) for a in attributions]


def _with_following(
    text: str,
    attribution: Attribution,
    quotes: Sequence[Place],
    free: Sequence[Place],
    others: Sequence[Attribution],
) -> Attribution:
    if not any(start <= q[0] < end for start, end in attribution.content for q in quotes):
        return attribution
    end = max(p[1] for p in (*attribution.cue, *attribution.content, *attribution.source))
    more: list[Place] = []
    for quote in free:
        between = text[end : quote[0]]
        alone = not any(
            a.cue and end <= a.cue[0][0] < quote[0] and a.source != attribution.source
            for a in others
        )
        if quote[0] >= end and alone and "\n" not in between and len(between) < REACH:
            more.append(quote)
            end = quote[1]
    return replace(attribution, content=tuple(sorted((*attribution.content, *more))))


def _is_quoted(
    attribution: Attribution, quotes: Sequence[Place], others: Sequence[Attribution]
) -> bool:
    """Whether it stands wholly in a quotation that is somebody else's content: theirs, not ours."""
    places = [*attribution.source, *attribution.cue, *attribution.content]
    low, high = min(p[0] for p in places), max(p[1] for p in places)
    return any(
        other is not attribution
        and any(start <= quote[0] and quote[1] <= end for start, end in other.content)
        for quote in quotes
        if quote[0] <= low and high <= quote[1]
        for other in others
    )


def _clashes(attribution: Attribution, fixed: Iterable[Attribution]) -> bool:
    places = [place for a in fixed for place in (*a.content, *a.cue)]
    return _overlaps_any(attribution.content, places) or _overlaps_any(attribution.cue, places)


def _overlaps_any(pieces: Iterable[Place], places: Sequence[Place]) -> bool:
    return any(_overlaps(piece, places) for piece in pieces)


def _overlaps(place: Place, places: Iterable[Place]) -> bool:
    return any(start < place[1] and end > place[0] for start, end in places)


def _joined(places: Iterable[Place]) -> list[Place]:
    """The places in order, overlapping ones made one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def cut_out(pieces: Iterable[Place], holes: Iterable[Place]) -> list[Place]:
    """The pieces in order, without what stands in the holes."""
    left = list(pieces)
    for low, high in holes:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, low)), (max(start, high), end))
            if part[0] < part[1]
        ]
    return sorted(set(left))


def _trimmed(text: str, place: Place) -> Place:
    words = text[slice(*place)]
    start = place[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
