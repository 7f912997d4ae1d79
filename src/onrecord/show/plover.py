"""A record in, its events out for other tools: PLOVER JSON Lines, or CSV with one event a row."""

from __future__ import annotations

import csv
import io
from typing import Any

from onrecord import __version__
from onrecord.record import Event, Page, Party, Place, Record, as_json
from onrecord.show.exports import to_json
from onrecord.show.index import Index, actor_name, index_record, source_words

QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The manual's numbers for verbal and material cooperation, verbal and material conflict."""

SPECIAL_CONTEXTS = {
    "planned": "future",
    "proposed": "hypothetical",
    "demanded": "hypothetical",
    "possible": "hypothetical",
    "denied": "negation",
    "failed": "negation",
}
"""Our actualities in the manual's four special contexts; `actuality` itself says it exactly."""

COLUMNS = (
    "id",
    "earliest",
    "latest",
    "date_basis",
    "type",
    "mode",
    "contexts",
    "actuality",
    "background",
    "actors",
    "actor_codes",
    "recipients",
    "recipient_codes",
    "place",
    "country",
    "lat",
    "lon",
    "according_to",
    "sentence",
    "page",
    "outlet",
    "url",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUAD_OF = {kind: number for number, kinds in QUADS.items() for kind in kinds}


def export_plover(record: Record) -> str:
    """The events as PLOVER JSON, one a line, with the field names of its manual's chapter 3.

    Ours beside them: `actuality`, `according_to`, `background` and `date_info`.
    """
    index = index_record(record)
    links = {event: one.id for one in record.happenings for event in one.events}
    lines = [_plover(index, event, links.get(event.id)) for event in _events(record)]
    return "".join(f"{to_json(line)}\n" for line in lines)


def export_csv(record: Record) -> str:
    """The events as CSV, one a row with its sentence, page and URL.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
    """
    index = index_record(record)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(index, event) for event in _events(record))
    return out.getvalue()


def _events(record: Record) -> list[Event]:
    """All events, ordered by id as in `record.json`."""
    return sorted(record.events, key=lambda event: event.id)


def _plover(index: Index, event: Event, link: str | None) -> dict[str, Any]:
    """One event in the manual's fields."""
    when = event.when
    special = [SPECIAL_CONTEXTS[event.actuality]] if event.actuality in SPECIAL_CONTEXTS else []
    historical = ["historical"] if event.background else []
    return {
        "id": event.id,
        "has_event": True,
        "date": when.earliest and when.earliest[:10],
        "enddate": when.latest and when.latest[:10],
        "source": [_actor(index, party) for party in event.actors],
        "recipient": [_actor(index, party) for party in event.recipients],
        "event": [event.type],
        "event_loc": _place(event.place) if event.place else None,
        "event_text": [span.text for span in event.trigger],
        "quad_code": _QUAD_OF.get(event.type),
        "mode": [event.mode] if event.mode else [],
        "context": [*event.contexts, *special, *historical],
        "link": link,
        "text": event.sentence.text,
        "text_info": {"start": event.sentence.start, "end": event.sentence.end},
        "cite_info": _citation(index.pages.get(event.page)),
        "coder": f"onrecord {__version__}",
        "actuality": event.actuality,
        "according_to": _teller(index, event),
        "background": event.background,
        "date_info": as_json(when),
    }


def _actor(index: Index, party: Party) -> dict[str, Any]:
    """A party as the manual's actor object."""
    actor = index.actors.get(party.actor or "")
    return {
        "code": actor.country if actor else None,
        "sector": "".join(actor.sectors[:2]) or None if actor else None,
        "actor_text": party.span.text,
        "identifier_id": actor.id if actor else None,
        "identifier_text": actor.name if actor else None,
        "office": actor.roles[0].title if actor and actor.roles else None,
    }


def _place(place: Place) -> dict[str, Any]:
    """A place under GeoNames' names for its fields."""
    return {
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "cc3": place.country,
    }


def _citation(page: Page | None) -> dict[str, Any] | None:
    """The page as the manual's citation object."""
    if page is None:
        return None
    return {
        "citation": page.name,
        "url": page.url,
        "title": page.headline.text if page.headline else None,
        "language": page.language,
        "publication": page.outlet,
        "codebook": "PLOVER 0.8 (2021)",
    }


def _teller(index: Index, event: Event) -> str | None:
    """Who says so, where the event stands in a statement."""
    statement = index.statements.get(event.according_to or "")
    if statement is None:
        return None
    return actor_name(index, statement.speaker) or source_words(statement) or None


def _row(index: Index, event: Event) -> list[str]:
    """One event as cells."""
    page = index.pages.get(event.page)
    place = event.place
    cells = [
        event.id,
        event.when.earliest,
        event.when.latest,
        event.when.basis,
        event.type,
        event.mode,
        "; ".join(event.contexts),
        event.actuality,
        "yes" if event.background else "no",
        _names(event.actors),
        _codes(index, event.actors),
        _names(event.recipients),
        _codes(index, event.recipients),
        _place_name(event),
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        _teller(index, event),
        event.sentence.text,
        page.name if page else event.page,
        page.outlet if page else None,
        page.url if page else None,
    ]
    return [_cell(cell) for cell in cells]


def _place_name(event: Event) -> str | None:
    """The place's name on the map, else the page's words for it."""
    if event.place:
        return event.place.name
    return event.where.text if event.where else None


def _names(parties: tuple[Party, ...]) -> str:
    """The words that name the parties."""
    return "; ".join(party.span.text for party in parties)


def _codes(index: Index, parties: tuple[Party, ...]) -> str:
    """Country and sectors of each party, such as `USA GOV`; `?` where neither is known."""
    found = [index.actors.get(party.actor or "") for party in parties]
    codes = [" ".join([one.country or "", *one.sectors]).strip() if one else "" for one in found]
    return "; ".join(code or "?" for code in codes)


def _cell(value: str | float | None) -> str:
    """A cell's text: whitespace made single, nothing that runs, nothing that cannot be encoded."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = " ".join(value.replace("\0", "\ufffd").split())
    text = text.encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.startswith(_FORMULA) else text
