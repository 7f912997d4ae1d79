"""Sport, shows, gadgets and quakes: pages that speak in words of conflict and tell of none."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language.events.lexicon import word_set

Domain = Literal["sport", "show", "gadget", "disaster", "business"]
DOMAINS: tuple[Domain, ...] = ("sport", "show", "gadget", "disaster", "business")
SHARE = 0.02  # of a page's words: pages on the subject have thrice that, others a tenth of it


def domains_of(words: Doc | TokenSpan) -> frozenset[Domain]:
    """The subjects whose words make up a good share of the page or sentence."""
    content = [token for token in words if token.is_alpha]
    found: list[Domain] = []
    for domain in DOMAINS:
        marks = word_set(f"domain_{domain}")
        hits = [t for t in content if t.lower_ in marks or t.lemma_.lower() in marks]
        if len({t.lower_ for t in hits}) >= 2 and len(hits) > SHARE * len(content):
            found.append(domain)
    return frozenset(found)
