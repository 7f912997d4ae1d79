"""How the tagger's scores become attributions."""

from __future__ import annotations

import numpy as np

from onrecord.language.statements import decode


def test_runs_are_the_stretches_of_true():
    """Every stretch of true is one half-open run."""
    assert decode.runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert decode.runs(np.zeros(0, bool)) == []


def test_a_cue_begins_anew_where_the_tags_say_so():
    """Two cues side by side are told apart by the tag that begins the second."""
    tags = np.zeros((4, len(decode.TAGS)))
    tags[0, 3] = tags[2, 3] = 0.9
    tags[1, 4] = 0.9
    assert decode.find_cues(tags, 0.5) == [(0, 2), (2, 3)]


def test_the_best_path_gives_a_word_to_one_row_and_fills_a_small_hole():
    """A word that is slightly unlikely between likely ones stays with them; far ones do not."""
    gains = np.array([[5, 5, -1, 5, -3.9], [-9, -9, 0, -9, 5]], float)
    assert decode.best_path(gains, 3.0).tolist() == [0, 0, 0, 0, 1]


def test_a_piece_that_gains_less_than_it_costs_is_left_out():
    """Entering a row costs; a lone word of little gain has no owner."""
    assert decode.best_path(np.array([[2.0, -3.0, 9.0]]), 3.0).tolist() == [-1, -1, 0]


def test_the_best_run_is_one_stretch():
    """A source is the one stretch that gains most."""
    assert decode.best_run(np.array([2, -1, 2, -5, 2.5])) == [(0, 3)]
    assert decode.best_run(np.array([-1.0, -2.0])) == []


def test_distances_grow_in_both_directions():
    """Buckets are symmetric about the cue, and within it there is but one."""
    far = decode.bucket(decode.cue_offsets(600, 300, 302))
    assert far[300] == far[301] == len(decode.DISTANCES)
    assert far[0] == 0
    assert far[-1] == decode.BUCKETS - 1
    assert (np.diff(far) >= 0).all()
