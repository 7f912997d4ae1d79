"""What an event is about: PLOVER contexts, from the words of its sentence."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span as TokenSpan

from onrecord.data import load_json


def contexts_of(sentence: TokenSpan) -> tuple[str, ...]:
    """The contexts whose words stand in the sentence, in the order of the alphabet."""
    index = _by_word()
    found: set[str] = set()
    for token in sentence:
        found |= index.get(token.lower_, frozenset()) | index.get(token.lemma_.lower(), frozenset())
    return tuple(sorted(found))


@cache
def _by_word() -> dict[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    contexts: dict[str, dict[str, object]] = load_json("events/contexts.json")
    for context, entry in contexts.items():
        for word in str(entry["words"]).split():
            index.setdefault(word, set()).add(context)
    return {word: frozenset(found) for word, found in index.items()}
