"""Texts read by the actors step alone, on a small pipeline loaded once."""

from __future__ import annotations

import re

import pytest
import spacy

from onrecord.language.pipeline import DEFAULT_MODELS


@pytest.fixture(scope="session")
def reader():
    """The default pipeline up to our actors."""
    name = next(name for name in DEFAULT_MODELS if spacy.util.is_package(name))
    pipeline = spacy.load(name)
    pipeline.add_pipe("onrecord_paragraphs", before="parser")
    pipeline.add_pipe("onrecord_actors")
    return pipeline


@pytest.fixture(scope="session")
def who(reader):
    """A function: the actor of the n-th time that `words` stand in `text`."""
    from onrecord.language.actors import actor_at

    def find(text, words, nth=1):
        found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
        start = found[nth - 1].start()
        return actor_at(reader(text), start, start + len(words))

    return find
