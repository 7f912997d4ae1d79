"""Attributions in, those out that may stand in what somebody says: "A said that B believes"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.language.document import text_of
from onrecord.language.statements.attribution import Attribution
from onrecord.language.statements.rules import frame_words

NO_SOURCE = frozenset({"i", "we", "you", "it", "one", "there", "this", "that", "people"})


def find_nested(doc: Doc, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Those with a strong cue and one source, which is not "I", "you" or "it"."""
    return [a for a in attributions if len(a.source) == 1 and _is_strong(doc, a)]


def _is_strong(doc: Doc, attribution: Attribution) -> bool:
    source = text_of(doc)[slice(*attribution.source[0])].lower()
    cue = doc.char_span(*attribution.cue[0], alignment_mode="expand")
    if source in NO_SOURCE or cue is None or cue[-1].lemma_.lower() not in frame_words("nested"):
        return False
    return not any(token.dep_ == "neg" for token in cue[-1].children)
