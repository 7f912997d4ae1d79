"""Sentence starts that layout gives away: set before the parser, which keeps them."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language import document  # noqa: F401  (registers the Doc's extensions)


@Language.factory("onrecord_paragraphs")
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: a sentence starts where a block or, without blocks, a paragraph starts."""
    return mark_paragraphs


def mark_paragraphs(doc: Doc) -> Doc:
    """Set `is_sent_start` on the first word of each block or paragraph of `doc`."""
    starts = {block.start for block in doc._.blocks}
    fresh = True
    for token in doc:
        if token.is_space:
            fresh = fresh or token.text.count("\n") > 1 or (not starts and "\n" in token.text)
            continue
        if (fresh or token.idx in starts) and token.i:
            token.is_sent_start = True
        fresh = False
    return doc
