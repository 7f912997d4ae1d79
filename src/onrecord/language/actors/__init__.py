"""The actors of a page, and whom every name, title, description and pronoun stands for."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.actors.build import build_actors
from onrecord.language.actors.cluster import cluster_names
from onrecord.language.actors.lookup import actor_at, is_unnamed_source
from onrecord.language.actors.names import find_names
from onrecord.language.actors.resolve import resolve_rest
from onrecord.language.actors.tokens import read_tokens

__all__ = ["actor_at", "find_actors", "is_unnamed_source", "make_actors"]


@Language.factory("onrecord_actors")
def make_actors(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: sets `doc._.actors`."""
    return find_actors


def find_actors(doc: Doc) -> Doc:
    """Set `doc._.actors`: names first, then descriptions and pronouns from left to right."""
    tokens = read_tokens(doc)
    names = find_names(tokens)
    entities = cluster_names(tokens, names)
    resolve_rest(tokens, names, entities)
    doc._.actors = build_actors(tokens, entities)
    return doc
