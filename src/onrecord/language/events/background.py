"""Whether an event is told as history, not as the page's news."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Token

from onrecord.record import When

RECENT = timedelta(days=21)  # what is older than three weeks at publication is no longer the news
YEAR = re.compile(r"^(1[5-9]|20)\d\d$")
LONG_AGO = frozenset(["year", "years", "decade", "decades", "century", "centuries"])
SINCE = frozenset(["ago", "earlier", "last", "previous", "past", "before"])


def is_background(trigger: Token, when: When, published: When) -> bool:
    """By its date against the page's; without dates, by tense and words such as "years ago"."""
    then, now = _day(when.latest), _day(published.earliest)
    if then and now:
        return then < now - RECENT
    return _had_happened(trigger) or _dated_back(trigger)


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None


def _had_happened(trigger: Token) -> bool:
    """Past perfect in the author's own voice; in reported speech it is only sequence of tenses."""
    helpers = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    return "had" in helpers and trigger.dep_ not in {"ccomp", "xcomp"}


def _dated_back(trigger: Token) -> bool:
    """A year, or years ago, in the trigger's own clause."""
    for child in trigger.children:
        if child.dep_ not in {"prep", "npadvmod", "advmod", "nmod", "amod", "compound"}:
            continue
        words = [token for token in child.subtree if token.ent_type_ == "DATE" or token is child]
        lowered = {token.lower_ for token in words}
        if any(YEAR.match(token.text) for token in words) and len(words) <= 4:
            return True
        if lowered & LONG_AGO and lowered & SINCE:
            return True
    return False
