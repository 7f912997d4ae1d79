"""The bytes of an HTML page in, a `Page` out: all of its visible text, article and furniture."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

import trafilatura

from onrecord.errors import PageError
from onrecord.read.chain import body_lines, load_model
from onrecord.read.decode import check_text, decode_markup
from onrecord.read.features import furniture_groups, line_features
from onrecord.read.hints import NO_HINTS, Hints
from onrecord.read.lines import Line
from onrecord.read.markup import Markup, parse_markup
from onrecord.read.metadata import find_hints
from onrecord.read.pages import build_page
from onrecord.record import Page

MAX_HTML = 10_000_000
"""The largest pages of news are a few megabytes; extraction takes seconds for each of them."""
_SQUEEZE = re.compile(r"[\W_]+")
_LEAST_OVERLAP = 0.6
"""Best of 0.5 to 0.95 by cross-validation; see benchmarks/pages.md."""
_SHORT = 25
"""A line with fewer letters than this must be a whole line of the extract to count as in it."""


def read_html(  # noqa: PLR0913  (each is one thing known of the capture)
    name: str,
    data: bytes,
    sha256: str,
    *,
    index: int = 0,
    format: str = "html",
    declared: str | None = None,
    known: Hints = NO_HINTS,
    fragment: bool = False,
) -> Page:
    """The page in `data`; `declared` is the character set that the server named.

    `known` is what came with the capture; a `fragment`, as in a feed, is article without a site.

    Raises PageError where there are no words to read.
    """
    if len(data) > MAX_HTML:
        raise PageError(name, f"too large for a page: over {MAX_HTML // 1_000_000} MB")
    source, encoding, mark = decode_markup(name, data, declared)
    markup, extract = (parse_markup(source), "") if fragment else visible_markup(source)
    check_text(name, markup.text)
    lines = as_lines(markup)
    return build_page(
        name,
        sha256,
        markup.text,
        index=index,
        format=format,
        hints=find_hints(markup, known),
        source_map=tuple(_in_bytes(markup.runs, source, encoding, mark)),
        lines=lines,
        body=_fragment_lines(lines) if fragment else body_of_html(markup, extract),
        headline=0 if fragment and markup.lines[0].inside & {"h1"} else None,
    )


def as_lines(markup: Markup) -> list[Line]:
    """The lines of a page that hold more than space, without the space around them."""
    lines = []
    for line in markup.lines:
        words = markup.text[line.start : line.end]
        inner = words.strip()
        if inner:
            start = line.start + len(words) - len(words.lstrip())
            lines.append(Line(start, start + len(inner), inner))
    return lines


def visible_markup(source: str) -> tuple[Markup, str]:
    """What is seen of a page, and the article in it; where that is hidden, hidden words count."""
    extract = extract_article(source)
    markup = parse_markup(source)
    if extract and len(_SQUEEZE.sub("", markup.text)) < len(_SQUEEZE.sub("", extract)):
        markup = parse_markup(source, hidden=True)
    return markup, extract


def extract_article(source: str) -> str:
    """The article as trafilatura sees it, one paragraph a line; empty where it sees none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            source.encode("utf-8", "replace").decode("utf-8"),
            include_comments=False,
            include_tables=True,
            deduplicate=False,
        )
    except Exception:
        return ""
    return found or ""


def body_of_html(markup: Markup, extract: str) -> list[bool]:
    """Whether each line is article, by our model of lines, which sees the extract too.

    Where model and extract hardly overlap, the extract is followed: it has seen more kinds of
    pages than the model.
    """
    extracted = article_lines(markup, extract)
    lines = as_lines(markup)
    rows = line_features(lines, markup_features(markup, extracted))
    flags = body_lines(rows, load_model("markup_model"))
    if extracted is not None and any(extracted):
        sizes = [len(line.text) for line in lines]
        if _overlap(flags, extracted, sizes) < _LEAST_OVERLAP:
            return extracted
    return flags


def _overlap(a: Sequence[bool], b: Sequence[bool], sizes: Sequence[int]) -> float:
    """How far two choices of lines agree, by characters: twice the shared over the sum."""
    both = sum(n for x, y, n in zip(a, b, sizes, strict=True) if x and y)
    total = sum(n * (x + y) for x, y, n in zip(a, b, sizes, strict=True))
    return 2 * both / total if total else 1.0


def markup_features(markup: Markup, extract: Sequence[bool] | None) -> list[dict[str, float]]:
    """For each line, the elements and classes it stands in, its links, and the extract's word."""
    rows = []
    shown = [line for line in markup.lines if markup.text[line.start : line.end].strip()]
    for i, line in enumerate(shown):
        values = {f"in:{name}": 1.0 for name in line.inside if name != "a"}
        values["linked"] = line.linked / (line.end - line.start)
        if extract is not None:
            values["extract"] = float(extract[i])
            values["extracted"] = 1.0
        rows.append(values)
    return rows


def article_lines(markup: Markup, extract: str) -> list[bool] | None:
    """Whether each line stands in the extract; `None` where there is no extract to go by."""
    if not extract:
        return None
    whole = _SQUEEZE.sub("", extract.casefold())
    pieces = {_SQUEEZE.sub("", line.casefold()) for line in extract.splitlines()}
    return [_stands_in(line.text, whole, pieces) for line in as_lines(markup)]


def _stands_in(line: str, whole: str, pieces: set[str]) -> bool:
    squeezed = _SQUEEZE.sub("", line.casefold())
    if len(squeezed) < _SHORT:
        return squeezed in pieces
    return squeezed in whole


def _fragment_lines(lines: Sequence[Line]) -> list[bool]:
    """All but the title and short lines of furniture."""
    return [
        i > 0 and not (len(x.text) < 120 and furniture_groups(x.text)) for i, x in enumerate(lines)
    ]


def _in_bytes(
    runs: Sequence[tuple[int, int, int, int]], source: str, encoding: str, mark: int
) -> Iterator[tuple[int, int, int, int]]:
    """`runs` with places in the source counted in bytes."""
    at, offset = 0, mark
    for text_start, text_end, start, end in runs:
        offset += _size(source[at:start], encoding)
        size = _size(source[start:end], encoding)
        yield text_start, text_end, offset, offset + size
        at, offset = end, offset + size


def _size(words: str, encoding: str) -> int:
    if words.isascii() and "16" not in encoding and "32" not in encoding:
        return len(words)
    return len(words.encode(encoding, "surrogateescape"))
