"""A parsed page in, its statements out: who said what, by the trained tagger or by rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.actors import find_actors
from onrecord.language.document import text_of
from onrecord.language.statements.assemble import assemble
from onrecord.language.statements.layout import settle
from onrecord.language.statements.nested import find_nested
from onrecord.language.statements.rules import find_attributions, outermost
from onrecord.language.statements.tagger import WEIGHTS, StatementTagger
from onrecord.language.trained import if_wanted

__all__ = ["StatementFinder", "make_statements", "weights_digest"]


@Language.factory("onrecord_statements", default_config={"trained": None})
def make_statements(nlp: Language, name: str, trained: bool | None) -> Callable[[Doc], Doc]:
    """The component that sets `doc._.statements`.

    `trained` says whether the trained tagger reads: True demands it (ModelError where it is not
    installed), False reads by rules alone, None takes the tagger where it is installed.
    """
    return StatementFinder(if_wanted(_shipped_tagger, trained))


@cache
def _shipped_tagger() -> StatementTagger:
    """The tagger with our weights: a build asks for it twice, to name it and to read with it."""
    return StatementTagger.load()


@cache
def weights_digest() -> str | None:
    """A short digest of the trained weights that would be used, `None` where rules would read."""
    if if_wanted(_shipped_tagger, None) is None:
        return None
    digest = hashlib.sha256()
    for path in sorted(WEIGHTS.glob("*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class StatementFinder:
    """Finds statements with a tagger, or by rules where it has none."""

    def __init__(self, tagger: StatementTagger | None) -> None:
        """Keep the tagger, whose weights stay loaded."""
        self.tagger = tagger

    @property
    def read_by(self) -> str:
        """Which reader the statements of a record come from."""
        return "rules" if self.tagger is None else "model"

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.statements`; actors are found first where no component has done so."""
        if doc._.actors is None:
            doc = find_actors(doc)
        by_rule = find_attributions(doc)
        found = self.tagger.tag_doc(doc) if self.tagger else outermost(doc, by_rule)
        found = settle(text_of(doc), found)
        doc._.statements = assemble(doc, found, find_nested(doc, by_rule), self.read_by)
        return doc
