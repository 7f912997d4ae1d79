"""A page in, its events out: who did what to whom, coded in PLOVER, and whether it took place."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.events.assemble import find_events
from onrecord.language.events.headlines import reader_of


@Language.factory("onrecord_events")
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: sets `doc._.events`."""
    read = reader_of(nlp)

    def component(doc: Doc) -> Doc:
        doc._.events = find_events(doc, read=read)
        return doc

    return component
