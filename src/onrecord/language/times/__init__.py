"""A page in, its times out: TIMEX3 expressions, and what they come to on the calendar."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.times.clauses import time_for, when_of
from onrecord.language.times.resolving import resolve
from onrecord.language.times.tagger import find_times, set_times

__all__ = ["find_times", "make_times", "resolve", "set_times", "time_for", "when_of"]


@Language.factory("onrecord_times")
def make_times(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: sets `doc._.times`."""
    return set_times
