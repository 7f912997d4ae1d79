"""A page's text in, its layout out: blocks of one kind each, headline, byline, dateline, agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.read import agencies, heading
from onrecord.read.chain import body_lines
from onrecord.read.dates import find_dates
from onrecord.read.features import furniture_groups, line_features
from onrecord.read.lines import Line, find_lines
from onrecord.record import Block, BlockKind

_HEADING_REACH = 6
"""Byline and date stand at most this many lines above the headline or below the article."""
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]+:\s")
"""Opens a turn in a transcript; several on a page are speakers, one may be a place."""
_CAPTION_WORDS = 8
"""A credit line with fewer words than this names a photographer and describes nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where on a page, as `(start, end)` pairs.

    `dates` are the lines of the heading that print a full date, in order.
    """

    blocks: tuple[Block, ...] = ()
    headline: tuple[int, int] | None = None
    byline: tuple[tuple[int, int], ...] = ()
    dateline: tuple[int, int] | None = None
    dates: tuple[tuple[int, int], ...] = ()
    agency: str | None = None


@dataclass(slots=True)
class _Draft:
    """The layout while it is found: one kind for each line, and the cuts inside lines."""

    lines: Sequence[Line]
    kinds: list[BlockKind]
    cuts: dict[int, list[tuple[int, BlockKind]]] = field(default_factory=dict)
    headline: int | None = None
    names: list[tuple[int, int]] = field(default_factory=list)
    dateline: tuple[int, int] | None = None
    dates: list[tuple[int, int]] = field(default_factory=list)
    agencies: dict[str, str] = field(default_factory=dict)


def find_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of `text` in order; together they cover every character that is not space."""
    return find_layout(text, title=title).blocks


def find_layout(
    text: str,
    *,
    title: str | None = None,
    lines: Sequence[Line] | None = None,
    body: Sequence[bool] | None = None,
    headline: int | None = None,
) -> Layout:
    """The layout of `text`.

    The rest is what markup says: the page's title, its lines, whether each is article, and which
    is the headline.
    """
    if lines is None:
        lines = find_lines(text)
    if body is None:
        body = body_lines(line_features(lines))
    draft = _Draft(lines, ["body" if is_body else "boilerplate" for is_body in body])
    _mark_headline(draft, title, headline)
    _mark_heading_lines(draft)
    _mark_captions(draft)
    _mark_dateline(draft)
    _mark_agency(draft)
    return _finished(draft)


def all_body(text: str) -> Layout:
    """The layout of article text that has no furniture in it: one block for each paragraph."""
    lines = find_lines(text)
    return Layout(tuple(Block(line.start, line.end, "body") for line in lines))


def _mark_headline(draft: _Draft, title: str | None, known: int | None) -> None:
    body = [kind == "body" for kind in draft.kinds]
    found = heading.find_headline(draft.lines, body, title) if known is None else known
    draft.headline = found
    if draft.headline is not None:
        draft.kinds[draft.headline] = "headline"


def _mark_heading_lines(draft: _Draft) -> None:
    """Bylines and dates between headline and article, just above the one, just below the other."""
    after_by = False
    for i in _heading_zone(draft):
        line = draft.lines[i]
        if i == draft.headline or (draft.kinds[i] == "body" and len(line.text) > 120):
            after_by = False
            continue
        _mark_heading_line(draft, i, after_by)
        after_by = line.text.strip(" :").lower() == "by"
        if after_by:
            draft.kinds[i] = "byline"
    _mark_closing_credit(draft)


def _heading_zone(draft: _Draft) -> list[int]:
    body = [i for i, kind in enumerate(draft.kinds) if kind == "body"]
    first = body[0] if body else len(draft.lines)
    top = first if draft.headline is None else min(first, draft.headline)
    above = range(max(0, top - _HEADING_REACH), min(len(draft.lines), first + 2))
    last = body[-1] if body else len(draft.lines)
    below = range(max(last, above.stop), min(len(draft.lines), last + _HEADING_REACH))
    return [*above, *below]


def _mark_heading_line(draft: _Draft, i: int, after_by: bool) -> None:
    line = draft.lines[i]
    groups = furniture_groups(line.text)
    if groups & {"copyright", "comment", "related", "legal", "subscribe", "code", "login"}:
        return
    dates = find_dates(line.text) if len(line.text) <= 150 else []
    below = draft.kinds[:i].count("body") > 0
    names = heading.find_names(line.text, after_by=after_by)
    if (
        names is not None
        and below
        and not line.text.lower().startswith(("by ", "author", "written"))
    ):
        names = None
    if dates and below and not _labelled(line.text):
        dates = []
    if names is None and not dates:
        return
    if draft.kinds[i] == "body" and names is None and not _only_date(line.text, dates):
        return
    _mark_named(draft, i, names, [(d.start, d.end) for d in dates])


def _labelled(line: str) -> bool:
    return (
        line.lower()
        .lstrip(" (")
        .startswith(("publish", "posted", "updated", "first publ", "date", "last upd"))
    )


def _only_date(line: str, dates: Sequence[object]) -> bool:
    return len(dates) > 0 and len(line) <= 60


def _mark_named(
    draft: _Draft, i: int, names: list[tuple[int, int]] | None, dates: list[tuple[int, int]]
) -> None:
    line = draft.lines[i]
    draft.names += [(line.start + a, line.start + b) for a, b in names or ()]
    draft.kinds[i] = "date" if names is None else "byline"
    if names is not None:
        house = agencies.agency_in_byline(line.text)
        if house:
            draft.agencies.setdefault("byline", house)
    if dates:
        draft.dates.append((line.start, line.end))
        if names is not None and dates[0][0] > max((b for _, b in names), default=0):
            draft.cuts.setdefault(i, []).append((dates[0][0], "date"))


def _mark_closing_credit(draft: _Draft) -> None:
    """`(Reporting by …)` at the end of the article."""
    last = max((i for i, kind in enumerate(draft.kinds) if kind == "body"), default=None)
    if last is None:
        return
    for i in range(last, min(len(draft.lines), last + 3)):
        line = draft.lines[i]
        if line.text.lstrip("( ").startswith(("Reporting", "Additional", "Writing", "Compiled")):
            names = heading.find_reporting(line.text)
            if names and len(line.text) < 400:
                draft.kinds[i] = "byline"
                draft.names += [(line.start + a, line.start + b) for a, b in names]


def _mark_captions(draft: _Draft) -> None:
    body = [i for i, kind in enumerate(draft.kinds) if kind == "body"]
    if not body:
        return
    for i in range(max(0, body[0] - _HEADING_REACH), body[-1] + 2):
        if i < len(draft.lines) and draft.kinds[i] == "boilerplate":
            text = draft.lines[i].text
            if "credit" in furniture_groups(text) and len(text.split()) >= _CAPTION_WORDS:
                draft.kinds[i] = "caption"


def _mark_dateline(draft: _Draft) -> None:
    """The dateline opens the first paragraph, or the second where a summary stands above it."""
    body = [i for i, kind in enumerate(draft.kinds) if kind == "body"]
    speakers = sum(bool(_SPEAKER.match(draft.lines[i].text)) for i in body)
    for i in body[:3]:
        line = draft.lines[i]
        found = heading.find_dateline(line.text)
        if found and not (speakers > 2 and _SPEAKER.match(line.text)):
            end, cut, house = found
            draft.dateline = (line.start, line.start + end)
            if line.text[cut:].strip():
                draft.cuts.setdefault(i, []).append((cut, "body"))
            draft.kinds[i] = "dateline"
            if house:
                draft.agencies["dateline"] = house
            return


def _mark_agency(draft: _Draft) -> None:
    body = [i for i, kind in enumerate(draft.kinds) if kind in ("body", "dateline")]
    if not body:
        return
    for i in body[:2]:
        house = agencies.credited_in(draft.lines[i].text)
        if house:
            draft.agencies.setdefault("credit", house)
    last = draft.lines[body[-1]]
    trailing = agencies.trailing_in(last.text)
    if trailing:
        start, house = trailing
        draft.agencies.setdefault("trailing", house)
        if start:
            draft.cuts.setdefault(body[-1], []).append((start, "byline"))
        else:
            draft.kinds[body[-1]] = "byline"
    _mark_agency_lines(draft, body)


def _mark_agency_lines(draft: _Draft, body: list[int]) -> None:
    """Lines close to the article that say nothing but an agency's name."""
    for i in range(max(0, body[0] - _HEADING_REACH), min(len(draft.lines), body[-1] + 3)):
        if draft.kinds[i] in ("boilerplate", "byline"):
            house = agencies.whole_line(draft.lines[i].text)
            if house:
                draft.agencies.setdefault("line", house)
                draft.kinds[i] = "byline"


def _finished(draft: _Draft) -> Layout:
    blocks = tuple(block for i, line in enumerate(draft.lines) for block in _pieces(draft, i, line))
    named = draft.headline is not None
    title = draft.lines[draft.headline] if draft.headline is not None else None
    order = ("credit", "dateline", "trailing", "byline", "line")
    return Layout(
        blocks=blocks,
        headline=(title.start, title.end) if named and title else None,
        byline=_once(draft),
        dateline=draft.dateline,
        dates=tuple(draft.dates),
        agency=next((draft.agencies[k] for k in order if k in draft.agencies), None),
    )


def _once(draft: _Draft) -> tuple[tuple[int, int], ...]:
    """The authors' names in order, each where it stands first; a house is no author."""
    found: dict[str, tuple[int, int]] = {}
    houses = {name.casefold() for name in draft.agencies.values()}
    for start, end in sorted(set(draft.names)):
        line = next(x for x in draft.lines if x.start <= start and end <= x.end)
        name = line.text[start - line.start : end - line.start].casefold()
        if name not in houses:
            found.setdefault(name, (start, end))
    return tuple(found.values())


def _pieces(draft: _Draft, i: int, line: Line) -> list[Block]:
    """A line's blocks: one, or several where a dateline, date or credit is cut off."""
    blocks, start, kind = [], 0, draft.kinds[i]
    for cut, then in [*sorted(draft.cuts.get(i, ())), (len(line.text), kind)]:
        piece = line.text[start:cut]
        if piece.strip():
            low = start + len(piece) - len(piece.lstrip())
            blocks.append(Block(line.start + low, line.start + start + len(piece.rstrip()), kind))
        start, kind = cut, then
    return blocks
