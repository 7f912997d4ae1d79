"""A page in, its events out: who did what to whom, coded in PLOVER, and whether it took place."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.events.assemble import find_events
from onrecord.language.events.completing import complete
from onrecord.language.events.headlines import reader_of


@Language.factory("onrecord_events")
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: sets `doc._.events`, and completes `doc._.actors` by their parties."""
    read = reader_of(nlp)

    def component(doc: Doc) -> Doc:
        events = find_events(doc, read=read)
        doc._.events = events
        if doc._.actors is not None:
            doc._.actors, doc._.events = complete(doc, doc._.actors, events)
        return doc

    return component
