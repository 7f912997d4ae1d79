"""Groups of arrangements by how like they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.clusters import likest_groups

NUMBER = 6
PAIRS = [(a, b) for b in range(NUMBER) for a in range(b)]


def never(ones: list[int], others: list[int]) -> bool:
    """Nothing keeps two groups apart."""
    return False


def test_those_that_say_little_do_not_part_a_group():
    """Four things that are each like one another in a quarter of the pairs become one."""
    likeness = {(0, 1): 2.0, (2, 3): 2.0, (0, 2): 2.0, (0, 3): -1.0, (1, 2): -1.0, (1, 3): -1.0}
    assert likest_groups(likeness, 4, least=0.5, must_differ=never) == [[0, 1, 2, 3]]


def test_what_must_differ_stays_apart():
    """No likeness joins what cannot be one, nor a third that would bring the two together."""
    likeness = {(0, 1): 3.0, (0, 2): 2.0, (1, 2): 2.0}

    def apart(ones: list[int], others: list[int]) -> bool:
        return {0, 1} <= {*ones, *others}

    groups = likest_groups(likeness, 3, least=0.5, must_differ=apart)
    assert groups in ([[0, 2], [1]], [[0], [1, 2]])


@given(st.dictionaries(st.sampled_from(PAIRS), st.floats(-6, 3)), st.floats(-1, 2))
def test_every_thing_stands_in_one_group(likeness, least):
    """The groups part the things, and those like nothing stand alone."""
    groups = likest_groups(likeness, NUMBER, least=least, must_differ=never)
    assert sorted(one for group in groups for one in group) == list(range(NUMBER))
    for group in groups:
        if len(group) > 1:
            inside = [v for pair, v in likeness.items() if set(pair) <= set(group)]
            assert max(inside) >= least
