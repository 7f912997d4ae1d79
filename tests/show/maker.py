"""Builds the parts of an invented story by short keys and words, so that every span is exact."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from onrecord.record import (
    Block,
    Event,
    Happening,
    Page,
    Party,
    Record,
    Span,
    Statement,
    When,
    make_id,
)

_FURNITURE = ("Skip to", "Accept all", "HARBOR GAZETTE", "Log in", "Read also", "Lakeland Radio")


def day(first: str, last: str | None = None, **more: Any) -> When:
    """A When whose basis is stated unless told otherwise."""
    return When(first, last or first, **({"basis": "stated"} | more))


class Maker:
    """What has been built so far, by short keys."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.statements: dict[str, Statement] = {}
        self.events: dict[str, Event] = {}
        self.happenings: list[Happening] = []

    def at(self, key: str, words: str, nth: int = 0) -> Span:
        """The span of the nth occurrence of these words in the page."""
        page = self.pages[key]
        start = -1
        for _ in range(nth + 1):
            start = page.text.index(words, start + 1)
        return Span(page.id, start, start + len(words), words)

    def near(self, key: str, words: str, to: Span) -> Span:
        """The occurrence of these words that lies nearest to the span."""
        text = self.pages[key].text
        found = [self.at(key, words, nth) for nth in range(text.count(words))]
        return min(found, key=lambda span: abs(span.start - to.start))

    def page(self, key: str, text: str, **fields: Any) -> None:
        """Add a page; its blocks are its lines."""
        page_id = make_id("page", key, text)
        headline = fields.pop("headline", None)
        byline = fields.pop("byline", None)
        dateline = fields.pop("dateline", None)
        page = Page(
            page_id,
            f"captures/{key}.txt",
            hashlib.sha256(text.encode()).hexdigest(),
            "text/plain",
            text,
            language="en",
            **({"origin": page_id} | fields),
        )
        self.pages[key] = page
        self.pages[key] = replace(
            page,
            headline=self.at(key, headline) if headline else None,
            byline=(self.at(key, byline),) if byline else (),
            dateline=self.at(key, dateline) if dateline else None,
            blocks=tuple(_blocks(text, headline, byline)),
        )

    def say(self, key: str, page: str, *content: str, **fields: Any) -> None:
        """Add a statement."""
        spans = tuple(self.at(page, words) for words in content)
        source = self.at(page, fields.pop("source"), fields.pop("nth", 0))
        cue = self.near(page, fields.pop("cue"), source)
        form = fields.pop("form", "direct")
        statement_id = make_id("statement", key)
        page_id = self.pages[page].id
        self.statements[key] = Statement(
            statement_id, page_id, (source,), (cue,), spans, form, **fields
        )

    def event(self, key: str, page: str, sentence: str, trigger: str, kind: str, **fields: Any):
        """Add an event; actors and recipients are (actor id, words) pairs."""
        sides = {
            side: tuple(Party(actor, self.at(page, words)) for actor, words in fields.pop(side, ()))
            for side in ("actors", "recipients")
        }
        where = fields.pop("where", None)
        self.events[key] = Event(
            make_id("event", key),
            self.pages[page].id,
            kind,
            fields.pop("mode", None),
            sides["actors"],
            sides["recipients"],
            (self.at(page, trigger),),
            self.at(page, sentence),
            where=self.at(page, where) if where else None,
            **fields,
        )

    def happening(self, page: str, headline: str, when: When, **fields: Any) -> None:
        """Add a happening; events, statements and pages are given by their keys."""
        pages = tuple(sorted(self.pages[key].id for key in fields.pop("pages")))
        events = tuple(sorted(self.events[key].id for key in fields.pop("events", ())))
        said = tuple(sorted(self.statements[key].id for key in fields.pop("statements", ())))
        where = fields.pop("where", None)
        self.happenings.append(
            Happening(
                make_id("happening", headline),
                self.at(page, headline),
                when,
                self.at(page, where) if where else None,
                fields.pop("actors"),
                events,
                said,
                pages,
                fields.pop("origins"),
                storyline=fields.pop("storyline", "storyline-orlu"),
            )
        )


def _blocks(text: str, headline: str | None, byline: str | None) -> list[Block]:
    """Each line of the text as a block."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True) if "\u2028" not in text else _lines(text):
        stripped = line.rstrip("\n")
        kind: Any = "body"
        if stripped.startswith(_FURNITURE):
            kind = "boilerplate"
        elif headline and stripped == headline:
            kind = "headline"
        elif byline and stripped == byline:
            kind = "byline"
        if stripped:
            blocks.append(Block(start, start + len(stripped), kind))
        start += len(line)
    return blocks


def _lines(text: str) -> list[str]:
    """Lines split at line feeds alone."""
    return [f"{line}\n" for line in text.split("\n")]


def lengthened(base: Record, pages: int) -> Record:
    """The same affair told by `pages` pages: for seeing what a long report is like."""
    lists: dict[str, list[Any]] = {name: [] for name in Record.__slots__}
    for number in range(-(-pages // len(base.pages))):
        for name in Record.__slots__:
            if name != "actors":
                lists[name].extend(_renamed(item, f"-{number}") for item in getattr(base, name))
    lists["pages"] = lists["pages"][:pages]
    kept = {page.id for page in lists["pages"]}
    for name in ("statements", "events"):
        lists[name] = [item for item in lists[name] if item.page in kept]
    lists["happenings"] = [item for item in lists["happenings"] if item.headline.page in kept]
    lists["relations"] = [one for one in lists["relations"] if {s.page for s in one.spans} <= kept]
    lists["arrangements"] = lists["arrangements"][: len(base.arrangements)]
    return Record(**{name: tuple(items) for name, items in lists.items()} | {"actors": base.actors})


def _renamed(value: Any, tail: str) -> Any:
    """The value with every id, quote and page reference ending in `tail`; actors keep theirs."""
    if isinstance(value, str):
        return value + tail if _is_id(value) else value
    if isinstance(value, tuple):
        return tuple(_renamed(item, tail) for item in value)
    if hasattr(value, "__slots__"):
        return replace(
            value, **{key: _renamed(getattr(value, key), tail) for key in _fields(value)}
        )
    return value


def _is_id(value: str) -> bool:
    """Whether the text is an id that a copy of the story must not share."""
    kind, _, rest = value.partition("-")
    return kind in _ID_KINDS and bool(rest) and " " not in value


def _fields(value: Any) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(value.__dataclass_fields__)


_ID_KINDS = {"page", "statement", "event", "happening", "arrangement", "relation", "quote"}
