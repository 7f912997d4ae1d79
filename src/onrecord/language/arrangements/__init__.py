"""The arrangements of a page: plans, offers, truces, deals, talks and promises.

In: a parsed `Doc` with the layers of the components before. Out: `doc._.arrangements`.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language import document  # noqa: F401  (registers the Doc's extensions)
from onrecord.language.arrangements.assemble import find_arrangements

__all__ = ["find_arrangements", "make_arrangements"]


@Language.factory("onrecord_arrangements")
def make_arrangements(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: sets `doc._.arrangements`."""
    return set_arrangements


def set_arrangements(doc: Doc) -> Doc:
    """Put the arrangements of the page on the `Doc`."""
    doc._.arrangements = find_arrangements(doc)
    return doc
