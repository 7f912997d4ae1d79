"""A record in, its parts by id out, with the few look-ups that every way of showing it needs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.record import (
    Actor,
    Arrangement,
    Deadline,
    Event,
    Happening,
    Page,
    Record,
    Relation,
    Span,
    Statement,
)
from onrecord.show.dates import sort_key
from onrecord.show.labels import count

LONGEST_LABEL = 42
"""A headline that names a page beside somebody's words is cut to this many characters."""


@dataclass(frozen=True, slots=True)
class Index:
    """A record's parts by id; pages are in the order in which they were published."""

    record: Record
    pages: dict[str, Page]
    actors: dict[str, Actor]
    statements: dict[str, Statement]
    events: dict[str, Event]
    happenings: dict[str, Happening]
    arrangements: dict[str, Arrangement]
    deadlines: dict[str, Deadline]
    on_page: dict[str, tuple[Statement, ...]]
    order: dict[str, int]


def index_record(record: Record) -> Index:
    """The record's parts by id."""
    pages = sorted(record.pages, key=lambda page: (*sort_key(page.published), page.name, page.id))
    on_page: dict[str, list[Statement]] = {page.id: [] for page in pages}
    for statement in record.statements:
        on_page.setdefault(statement.page, []).append(statement)
    return Index(
        record,
        {page.id: page for page in pages},
        {actor.id: actor for actor in record.actors},
        {statement.id: statement for statement in record.statements},
        {event.id: event for event in record.events},
        {happening.id: happening for happening in record.happenings},
        {arrangement.id: arrangement for arrangement in record.arrangements},
        {due.id: due for arrangement in record.arrangements for due in arrangement.deadlines},
        {page: tuple(statements) for page, statements in on_page.items()},
        {page.id: number for number, page in enumerate(pages)},
    )


def web_address(url: str | None) -> str | None:
    """The page's address if a browser may follow it: http or https with a host, else None."""
    try:
        parts = urlsplit(url or "")
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return url if fits else None


def page_label(page: Page) -> str:
    """How a page is named beside its words: by its source, else by how its headline begins."""
    source = page_source(page)
    if source is None and page.headline:
        return shorten(" ".join(page.headline.text.split()), LONGEST_LABEL)
    return source or page.name


def page_source(page: Page) -> str | None:
    """Who published the page: its outlet, else the host of its address."""
    if page.outlet:
        return page.outlet
    address = web_address(page.url)
    host = urlsplit(address).hostname if address else None
    return (host or "").removeprefix("www.") or None


def shorten(text: str, longest: int) -> str:
    """The text, or its first words and an ellipsis where it is longer than that."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rsplit(" ", 1)[0][:longest].rstrip(" ,;:–-") + "…"


def in_order(index: Index, pages: tuple[str, ...]) -> list[Page]:
    """The pages of these ids, in order of publication, each once."""
    known = sorted({page for page in pages if page in index.pages}, key=index.order.__getitem__)
    return [index.pages[page] for page in known]


def outlets(index: Index, pages: tuple[str, ...]) -> list[str]:
    """The labels of these pages, each once, in order of publication."""
    return list(dict.fromkeys(page_label(page) for page in in_order(index, pages)))


def origins(index: Index, pages: tuple[str, ...]) -> int:
    """How many texts of independent origin these pages go back to."""
    return len({page.origin or page.id for page in in_order(index, pages)})


def say_sources(pages: int, origin_count: int) -> str:
    """`3 pages, 2 origins`: copies of one text count once."""
    return f"{count(pages, 'page')}, {count(origin_count, 'origin')}"


def actor_name(index: Index, actor: str | None) -> str | None:
    """The name of an actor of the record, or None."""
    return index.actors[actor].name if actor in index.actors else None


def statement_around(index: Index, span: Span) -> Statement | None:
    """The innermost statement whose words hold the span: whom the span is according to."""
    holders = [
        (piece.end - piece.start, statement.id, statement)
        for statement in index.on_page.get(span.page, ())
        for piece in statement.content
        if piece.start <= span.start and span.end <= piece.end
    ]
    return min(holders)[2] if holders else None


def source_words(statement: Statement) -> str:
    """Whom the page names as the source, in its words."""
    return " … ".join(span.text for span in statement.source)


def disputes_of(index: Index, kinds: tuple[str, ...]) -> dict[str, tuple[Relation, ...]]:
    """Relations of these kinds, under the id of each thing that they compare."""
    found: dict[str, list[Relation]] = {}
    for relation in index.record.relations:
        if relation.kind in kinds:
            for side in dict.fromkeys((relation.a, relation.b)):
                found.setdefault(side, []).append(relation)
    return {side: tuple(relations) for side, relations in found.items()}
