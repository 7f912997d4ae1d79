"""A record in, the plain data that the report's scripts show out; every label is worked out here.

A span is `[page number, start, end, text]`; a When is a number in the table `whens`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onrecord.record import (
    Actor,
    Arrangement,
    Event,
    Page,
    Party,
    Position,
    Record,
    Relation,
    Span,
    Statement,
    Term,
    When,
)
from onrecord.show import labels
from onrecord.show.arranged import (
    CourseStep,
    according_to,
    arrangements,
    course,
    latest_status,
    pages_of,
    positions,
    reported,
)
from onrecord.show.compare import Side, relations_by_kind, sides
from onrecord.show.context import sentence_around
from onrecord.show.dates import day_of, month_of, say_short, say_when
from onrecord.show.index import (
    Index,
    actor_name,
    index_record,
    origins,
    page_label,
    page_source,
    say_sources,
    web_address,
)
from onrecord.show.labels import count, say
from onrecord.show.said import Speaker, who_said_what
from onrecord.show.timeline import Line, timeline

Data = dict[str, Any]

SHOWN_SPANS = 3
"""Passages shown for one side of a comparison: two copies may share hundreds."""


@dataclass(slots=True)
class Maker:
    """The index, and the table of intervals that grows as parts refer to them."""

    index: Index
    whens: list[Data] = field(default_factory=list)
    known: dict[When, int] = field(default_factory=dict)

    def span(self, span: Span | None) -> list[Any] | None:
        """A span for the report; None where its page is not in the record."""
        if span is None or span.page not in self.index.order:
            return None
        return [self.index.order[span.page], span.start, span.end, span.text]

    def spans(self, spans: Iterable[Span]) -> list[list[Any]]:
        """Those of the spans whose pages are in the record."""
        return [one for one in map(self.span, spans) if one]

    def context(self, span: Span) -> list[Any] | None:
        """The sentence around the span, where it says more than the span."""
        page = self.index.pages.get(span.page)
        return self.span(sentence_around(page, span)) if page else None

    def when(self, when: When) -> int:
        """The number of the interval in the table."""
        if when not in self.known:
            self.known[when] = len(self.whens)
            self.whens.append(self._when(when))
        return self.known[when]

    def numbers(self, pages: Iterable[str]) -> list[int]:
        """Pages as their numbers, in order of publication."""
        return sorted({self.index.order[page] for page in pages if page in self.index.order})

    def _when(self, when: When) -> Data:
        first, last = day_of(when.earliest), day_of(when.latest)
        return {
            "text": say_when(when),
            "short": say_short(when),
            "month": month_of(when),
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
            "basis": say(labels.BASIS, when.basis),
            "span": self.span(when.span),
            "why": [{"rule": step.rule, "span": self.span(step.span)} for step in when.because],
        }


def story_data(record: Record, title: str) -> Data:
    """All that the report shows but for the pages' texts."""
    make = Maker(index_record(record))
    data = {
        "title": title,
        "summary": _summary(make.index),
        "pages": [_page(make, page) for page in make.index.pages.values()],
        "actors": {actor.id: _actor(make, actor) for actor in record.actors},
        "lines": [_line(make, line) for line in timeline(make.index)],
        "statements": {one.id: _statement(make, one) for one in record.statements},
        "speakers": [_speaker(speaker) for speaker in who_said_what(make.index)],
        "arrangements": [_arrangement(make, one) for one in arrangements(make.index)],
        "relations": [_relations(make, *group) for group in relations_by_kind(make.index).items()],
        "problems": sorted([one.name, one.reason] for one in record.problems),
    }
    return data | {"whens": make.whens}


def page_data(page: Page) -> Data:
    """One page's text with its blocks, which the report loads when a reader opens the page."""
    return {
        "text": page.text,
        "blocks": [[block.start, block.end, block.kind] for block in page.blocks],
    }


def _summary(index: Index) -> list[str]:
    """What the record holds, in numbers."""
    record = index.record
    named = {one.speaker for one in record.statements if one.speaker}
    said = count(len(record.statements), "statement")
    if named:
        said += f" by {count(len(named), 'named speaker')}"
    independent = origins(index, tuple(index.pages))
    pages = count(len(record.pages), "page")
    return [
        f"{pages} of {count(independent, 'independent origin')}",
        count(len(record.happenings), "happening"),
        said,
        count(len(record.arrangements), "arrangement"),
    ]


def _page(make: Maker, page: Page) -> Data:
    """A page's head data; `address` is set only where a browser may follow it."""
    kin = [one.id for one in make.index.record.pages if page.origin and one.origin == page.origin]
    said = make.index.on_page.get(page.id, ())
    return {
        "id": page.id,
        "name": page.name,
        "label": page_label(page),
        "source": page_source(page),
        "outlet": page.outlet,
        "agency": page.agency,
        "headline": make.span(page.headline),
        "byline": make.spans(page.byline),
        "dateline": make.span(page.dateline),
        "when": make.when(page.published),
        "url": page.url,
        "address": web_address(page.url),
        "captured": page.captured,
        "format": page.format,
        "language": page.language,
        "sha256": page.sha256,
        "kin": [number for number in make.numbers(kin) if number != make.index.order[page.id]],
        "said": len(said),
    }


def _actor(make: Maker, actor: Actor) -> Data:
    """An actor with the words for its roles and its first mention."""
    return {
        "name": actor.name,
        "kind": say(labels.ACTOR_KINDS, actor.kind),
        "unnamed": actor.unnamed,
        "aliases": list(actor.aliases),
        "roles": [[role.title, make.span(role.span)] for role in actor.roles],
        "country": actor.country,
        "mentions": len(actor.mentions),
        "first": make.span(actor.mentions[0]) if actor.mentions else None,
    }


def _line(make: Maker, line: Line) -> Data:
    """One line of the timeline."""
    return {
        "id": line.ids[0],
        "ids": list(line.ids),
        "words": make.span(line.headline),
        "when": make.when(line.when),
        "reported": make.when(line.reported),
        "where": make.span(line.where),
        "pages": make.numbers(page.id for page in line.pages),
        "sources": say_sources(len(line.pages), line.origins),
        "origins": line.origins,
        "actors": list(line.actors),
        "events": [_event(make, event) for event in line.events],
        "statements": list(line.statements),
        "actuality": [say(labels.ACTUALITY, one) for one in line.actuality],
        "disputes": [[one.id, label] for one, label in line.disputes],
        "storyline": line.storyline,
    }


def _event(make: Maker, event: Event) -> Data:
    """An event under its line."""
    teller = make.index.statements.get(event.according_to or "")
    return {
        "type": event.type,
        "mode": event.mode,
        "actors": [_party(make, party) for party in event.actors],
        "recipients": [_party(make, party) for party in event.recipients],
        "trigger": make.spans(event.trigger),
        "sentence": make.span(event.sentence),
        "where": make.span(event.where),
        "place": event.place.name if event.place else None,
        "when": make.when(event.when),
        "actuality": say(labels.ACTUALITY, event.actuality),
        "took_place": event.actuality in {"happened", "ongoing"},
        "teller": _teller(make, teller) if teller else None,
        "background": event.background,
    }


def _party(make: Maker, party: Party) -> Data:
    """A party: the words that name it here, and the actor it is."""
    return {
        "span": make.span(party.span),
        "actor": party.actor if party.actor in make.index.actors else None,
    }


def _teller(make: Maker, statement: Statement) -> Data:
    """Who says so: the speaker's name, and the words of the source."""
    return {
        "actor": statement.speaker if statement.speaker in make.index.actors else None,
        "name": actor_name(make.index, statement.speaker),
        "source": make.spans(statement.source),
        "unnamed": statement.anonymous,
    }


def _statement(make: Maker, statement: Statement) -> Data:
    """One attribution."""
    return {
        "content": make.spans(statement.content),
        "source": make.spans(statement.source),
        "cue": make.spans(statement.cue),
        "page": make.index.order.get(statement.page),
        "form": statement.form,
        "label": say(labels.FORMS, statement.form),
        "speaker": statement.speaker if statement.speaker in make.index.actors else None,
        "unnamed": statement.anonymous,
        "quote": _quote_key(statement),
        "to": [_party(make, party) for party in statement.to],
        "within": statement.within,
        "when": make.when(statement.made),
    }


def _quote_key(statement: Statement) -> str | None:
    """What statements of one speaker that carry one quote share."""
    return statement.quote and f"{statement.quote} {statement.speaker or statement.source_actor}"


def _speaker(speaker: Speaker) -> Data:
    """A speaker with the ids of what was said, those of one quote together."""
    return {
        "key": speaker.key,
        "name": speaker.name,
        "actor": speaker.actor,
        "unnamed": speaker.unnamed,
        "sayings": [
            [saying.lead.id, *(other.id for other in saying.others)] for saying in speaker.sayings
        ],
    }


def _arrangement(make: Maker, arrangement: Arrangement) -> Data:
    """An arrangement's own page."""
    status = latest_status(make.index, arrangement)
    pages = pages_of(arrangement)
    first: dict[str, Span] = {}
    for span in sorted(arrangement.mentions, key=lambda one: make.index.order.get(one.page, 0)):
        first.setdefault(span.text, span)
    lead = first.get(arrangement.name)
    return {
        "id": arrangement.id,
        "name": arrangement.name,
        "kind": say(labels.ARRANGEMENT_KINDS, arrangement.kind),
        "lead": make.span(lead),
        "context": make.context(lead) if lead else None,
        "names": make.spans(first.values()),
        "mentions": len(arrangement.mentions),
        "parties": [one for one in arrangement.parties if one in make.index.actors],
        "pages": make.numbers(pages),
        "sources": say_sources(len(pages), origins(make.index, pages)),
        "status": [status.status, say(labels.STATUSES, status.status)] if status else None,
        "terms": [_term(make, term) for term in arrangement.terms],
        "course": [_step(make, step) for step in course(make.index, arrangement)],
        "positions": [
            {"actor": actor, "stances": [_stance(make, one) for one in stances]}
            for actor, stances in positions(make.index, arrangement).items()
        ],
    }


def _term(make: Maker, term: Term) -> Data:
    """One row of the table of terms."""
    teller = according_to(make.index, term)
    return {
        "party": _party(make, term.party) if term.party else None,
        "does": make.span(term.does),
        "to": _party(make, term.to) if term.to else None,
        "condition": make.span(term.condition),
        "deadline": make.when(term.deadline),
        "span": make.span(term.span),
        "teller": _teller(make, teller) if teller else None,
    }


def _step(make: Maker, step: CourseStep) -> Data:
    """One step of the course: a change of status, or a deadline that stands or was moved."""
    change = step.change
    return {
        "code": change.status if change else "deadline",
        "label": say(labels.STATUSES, change.status) if change else "deadline",
        "id": step.deadline.id if step.deadline else None,
        "when": make.when(step.when),
        "reported": make.when(step.reported),
        "span": make.span(step.span),
        "context": make.context(step.span),
        "also": [make.span(one) for one in step.also],
        "moved_to": make.when(step.moved_to.when) if step.moved_to else None,
        "moved_from": [make.when(one.when) for one in step.moved_from],
    }


def _stance(make: Maker, position: Position) -> Data:
    """Where somebody stands at one time."""
    teller = make.index.statements.get(position.statement or "")
    return {
        "code": position.stance,
        "label": say(labels.STANCES, position.stance),
        "when": make.when(position.when),
        "reported": make.when(reported(make.index, position.when, position.span)),
        "span": make.span(position.span),
        "context": make.context(position.span),
        "teller": _teller(make, teller) if teller else None,
    }


def _relations(make: Maker, kind: str, relations: tuple[Relation, ...]) -> Data:
    """All relations of one kind."""
    return {
        "kind": kind,
        "label": say(labels.RELATIONS, kind),
        "note": say(labels.RELATION_NOTES, kind),
        "items": [
            {
                "id": one.id,
                "because": one.because,
                "sides": [_side(make, side) for side in sides(make.index, one)],
            }
            for one in relations
        ],
    }


def _side(make: Maker, side: Side) -> Data:
    """One side of a comparison: its passages, each with the words that count in it."""
    return {
        "what": side.what,
        "id": side.id,
        "page": make.index.order.get(side.page or ""),
        "who": side.who,
        "spans": make.spans(side.spans),
        "passages": _passages(make, side.spans[:SHOWN_SPANS]),
    }


def _passages(make: Maker, spans: tuple[Span, ...]) -> list[Data]:
    """The spans in their sentences; those of one sentence together, so that it is read once."""
    found: list[Data] = []
    for span in spans:
        context, words = make.context(span), make.span(span)
        if words and context and found and found[-1]["context"] == context:
            found[-1]["spans"].append(words)
        elif words:
            found.append({"context": context, "spans": [words]})
    return found
