"""The weighing of evidence, and the shipped weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.arrangements import pairs
from onrecord.language.arrangements.weigh import Layer, heads, layers

MADE = Layer(
    labels=("", "agreed", "failed"),
    bias=np.array([0, -1000, -1000]),
    rows={"word=sign": 0, "mood=denied": 1},
    weights=np.array([[0, 3000, -1000], [2000, 0, 0]]),
    threshold=0.5,
    ruled=0.2,
)


def test_evidence_adds_up():
    """What speaks for a label makes it likely, and what speaks against it takes that back."""
    assert MADE.chances(["word=sign"])[1] > 0.5
    assert MADE.chances(["word=sign", "mood=denied"])[1] < 0.5


def test_what_was_never_seen_says_nothing():
    """A feature without a weight changes no chance."""
    assert MADE.chances(["word=unheard"]) == MADE.chances([])


@given(st.lists(st.sampled_from(["word=sign", "mood=denied", "x"])))
def test_chances_sum_to_one(features):
    """Whatever the evidence, the chances of all labels sum to one."""
    assert sum(MADE.chances(features)) == pytest.approx(1)


def test_shipped_layers_have_the_records_labels():
    """The shipped weights know the labels of the record, "nothing" first, and no others."""
    known = {
        "mentions": {
            "proposal", "agreement", "ceasefire", "talks", "commitment", "institution",
        },
        "links": {"same"},
        **{name: set(labels) for name, labels in pairs.LAYERS.items()},
    }  # fmt: skip
    assert set(layers()) == set(known)
    for name, layer in layers().items():
        assert layer.labels[0] == ""
        assert set(layer.labels[1:]) == known[name]
        assert 0 <= layer.ruled <= layer.threshold < 1
        assert layer.weights.shape == (len(layer.rows), len(layer.labels))


def test_shipped_words_are_words():
    """What may name an arrangement beside the lists is a set of small words."""
    assert heads() and all(word == word.lower() and " " not in word for word in heads())
