"""The trained reader: the windows in which it reads a page, what it says, and how it is asked."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.language.arrangements import make_arrangements, weights_digest
from onrecord.language.arrangements.judge import Judge
from onrecord.language.arrangements.pairs import LAYERS
from onrecord.language.arrangements.pieces import OVERLAP, SIZE, cut_pieces
from onrecord.language.arrangements.reader import (
    APART,
    DISTANCES,
    Reader,
    Reading,
    apart_step,
    distance_step,
    shipped_reader,
)
from onrecord.language.arrangements.weigh import layers
from onrecord.language.arrangements.words import WordFeatures

PAGE = "Norway signed a treaty on fishing. Sweden, which had doubts about the treaty, stayed away."


@pytest.fixture(scope="module")
def reader():
    return shipped_reader()


@pytest.fixture(scope="module")
def blank():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


WORDS = st.sampled_from(["the", "treaty", "unquestionably", "Reykjavík", ".", "🙂", "\n\n", "a-b"])


@settings(max_examples=30, deadline=None)
@given(words=st.lists(WORDS, max_size=30), times=st.integers(1, 60))
def test_windows_cover_the_page(reader, blank, words, times):
    """Every token can be read, in a window that holds its first piece, and near ones together."""
    doc = blank(" ".join(words * times))
    pieces = cut_pieces(doc, reader.tokenizer)
    assert all(stop - start <= SIZE for start, stop in pieces.windows)
    for token in doc:
        if not pieces.ids:
            continue
        start, stop = pieces.windows[pieces.window_of(token.i)]
        assert start <= pieces.firsts[token.i] < stop
        near = [
            other.i for other in doc[token.i :]
            if pieces.firsts[other.i] - pieces.firsts[token.i] < OVERLAP
        ]  # fmt: skip
        assert all(pieces.window_of(token.i, other) is not None for other in near)


def test_words_far_apart_are_not_read_together(reader, blank):
    """A word and another that no window holds have no chances."""
    doc = blank("The treaty stands. " * 400)
    reading = reader.read(doc)
    assert reading.of_pairs("terms", [(1, len(doc) - 2)]) == [None]


def test_only_windows_asked_about_are_read(reader, blank):
    """A long page with one question costs one window, asked twice too."""
    doc = blank("The treaty stands. " * 400)
    asked = []

    def encode(ids):
        asked.append(ids)
        return reader.encode(ids)

    whole = reader.read(doc)
    reading = Reading(whole.pieces, whole.sentences, whole.heads, encode)
    reading.of_words([1])
    reading.of_words([5])
    assert len(whole.pieces.windows) > 2
    assert len(asked) == 1


def test_what_is_likely_is_a_chance(reader, nlp):
    """The chances of all labels sum to one, in each layer, and the labels are the linear ones'."""
    reading = reader.read(nlp(PAGE))
    for layer in (*LAYERS, "links"):
        (row,) = reading.of_pairs(layer, [(1, 3)])
        assert row.sum() == pytest.approx(1, abs=1e-5)
        assert len(row) == len(layers()[layer].labels)
    assert np.allclose(reading.of_words([1, 3]).sum(axis=1), 1, atol=1e-5)


def test_it_tells_a_treaty_from_a_stay(reader, nlp):
    """A treaty that is signed names an arrangement; whoever stays away does not."""
    doc = nlp(PAGE)
    words = {token.text: token.i for token in doc}
    (treaty, away) = reader.read(doc).of_words([3, words["stayed"]])
    assert treaty[0] < 0.5 < away[0]


def test_both_have_a_say(reader, nlp):
    """With the reader, chances lie between its own and the linear model's."""
    doc = nlp(PAGE)
    asked = [(3, WordFeatures(doc).of(3))]
    (alone,) = Judge(doc, None).of_words(asked)
    (read,) = reader.read(doc).of_words([3])
    (both,) = Judge(doc, reader).of_words(asked)
    low, high = sorted((alone[0], float(read[0])))
    assert low - 0.05 <= both[0] <= high + 0.05
    assert sum(both) == pytest.approx(1)


def test_reading_twice_gives_the_same(reader, nlp):
    """Nothing is drawn by lot."""
    doc = nlp(PAGE)
    one, two = (reader.read(doc).of_words([3]) for _ in range(2))
    assert (one == two).all()


@given(st.integers(-2000, 2000))
def test_steps_stay_in_their_tables(number):
    """Any distance has a row of its own in the tables of distances."""
    assert 0 <= distance_step(number) < 2 * DISTANCES
    assert 0 <= apart_step(number) <= 2 * APART


def test_scale_names_every_layer(reader):
    """Shares and thresholds are there for each layer, and can be met."""
    for name in ("share", "threshold", "ruled"):
        assert set(reader.scale[name]) == set(layers())
        assert all(0 <= value < 1 for value in reader.scale[name].values())


def test_missing_weights_are_named(tmp_path):
    """A folder without weights is named in the error."""
    with pytest.raises(ModelError, match=str(tmp_path)):
        Reader.load(tmp_path)


def test_without_the_reader_nothing_is_loaded(nlp):
    """`trained=False` leaves all to the linear models, and a record tells which has read."""
    assert make_arrangements(nlp, "arrangements", trained=False).reader is None
    assert weights_digest(trained=False) != weights_digest()
