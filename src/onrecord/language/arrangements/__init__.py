"""The arrangements of a page: plans, offers, truces, deals, talks and promises.

In: a parsed `Doc` with the layers of the components before. Out: `doc._.arrangements`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language import document  # noqa: F401  (registers the Doc's extensions)
from onrecord.language.arrangements.assemble import find_arrangements
from onrecord.language.arrangements.reader import READER_FILES, WEIGHTS, Reader, shipped_reader
from onrecord.language.trained import if_wanted

__all__ = ["ArrangementFinder", "find_arrangements", "make_arrangements", "weights_digest"]


@Language.factory("onrecord_arrangements", default_config={"trained": None})
def make_arrangements(nlp: Language, name: str, trained: bool | None) -> Callable[[Doc], Doc]:
    """The component that sets `doc._.arrangements`.

    `trained` says whether the trained reader has a say: True demands it (ModelError where it is not
    installed), False leaves all to the linear models, None takes it where it is installed.
    """
    return ArrangementFinder(if_wanted(shipped_reader, trained))


@cache
def weights_digest(trained: bool | None = None) -> str:
    """A short digest of the weights that would read, with or without the reader's."""
    names = ("weights.json.gz", *(READER_FILES if if_wanted(shipped_reader, trained) else ()))
    digest = hashlib.sha256()
    for name in names:
        digest.update((WEIGHTS / name).read_bytes())
    return digest.hexdigest()[:12]


class ArrangementFinder:
    """Finds arrangements with the linear models, and the reader where there is one."""

    def __init__(self, reader: Reader | None) -> None:
        """Keep the reader, whose weights stay loaded."""
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.arrangements`."""
        doc._.arrangements = find_arrangements(doc, self.reader)
        return doc
