"""Every word in the arrangement lists does on its own example what its row says."""

from __future__ import annotations

import pytest

from onrecord.data import load_table

NOUNS = load_table("arrangements/nouns.tsv")
STATUSES = load_table("arrangements/statuses.tsv")
STANCES = load_table("arrangements/stances.tsv")


@pytest.fixture(scope="module")
def read(nlp):
    """What the pipeline finds in many texts, parsed in one go."""
    found = {}
    rows = [row["example"] for row in (*NOUNS, *STATUSES, *STANCES)]
    rows += [row["example"] for row in load_table("arrangements/frames.tsv")]
    rows += [row["example"] for row in load_table("arrangements/names.tsv")]
    for doc in nlp.pipe(sorted(set(rows))):
        found[doc.text] = doc._.arrangements
    return found


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: row["noun"])
def test_noun_names_an_arrangement(read, row):
    """The noun stands in a mention of an arrangement, in singular or plural."""
    stem = row["noun"].rstrip("y")
    mentions = [span.text.lower() for one in read[row["example"]] for span in one.mentions]
    assert any(stem in text for text in mentions), mentions


@pytest.mark.parametrize("row", STATUSES, ids=lambda row: f"{row['role']}-{row['lemma']}")
def test_word_changes_the_status(read, row):
    """The word puts the arrangement of its example into the status."""
    statuses = {change.status for one in read[row["example"]] for change in one.history}
    assert row["status"] in statuses


@pytest.mark.parametrize("row", STANCES, ids=lambda row: f"{row['role']}-{row['word']}")
def test_word_shows_the_stance(read, row):
    """The word gives the holder in its example the stance."""
    stances = {position.stance for one in read[row["example"]] for position in one.positions}
    assert row["stance"] in stances


@pytest.mark.parametrize("row", load_table("arrangements/frames.tsv"), ids=lambda row: row["verb"])
def test_verb_binds_without_a_noun(read, row):
    """The verb alone makes an arrangement of its kind, with a term."""
    (one,) = read[row["example"]]
    assert one.kind == row["kind"]
    assert one.terms


@pytest.mark.parametrize("row", load_table("arrangements/names.tsv"), ids=lambda row: row["name"])
def test_name_is_known(read, row):
    """The proper name is a mention."""
    assert [one.kind for one in read[row["example"]]] == [row["kind"]]
