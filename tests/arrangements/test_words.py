"""Every word in the arrangement lists does on its own example what its row says.

The lists are evidence that the model weighs, so it is the rules that are asked here.
"""

from __future__ import annotations

import pytest

from onrecord.data import load_table
from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.fired import fire
from onrecord.language.arrangements.mentions import find_mentions
from onrecord.language.arrangements.parties import cast_of, name_places

NOUNS = load_table("arrangements/nouns.tsv")
STATUSES = load_table("arrangements/statuses.tsv")
STANCES = load_table("arrangements/stances.tsv")
FRAMES = load_table("arrangements/frames.tsv")
NAMES = load_table("arrangements/names.tsv")


@pytest.fixture(scope="module")
def read(nlp):
    """What the rules see in all examples, parsed in one go: the mentions and the labels."""
    found = {}
    rows = [row["example"] for row in (*NOUNS, *STATUSES, *STANCES, *FRAMES, *NAMES)]
    for doc in nlp.pipe(sorted(set(rows))):
        mentions = find_mentions(doc)
        fired = fire(doc, [Chain([one]) for one in mentions], None, cast_of(doc), name_places(doc))
        labels = {layer: set(pairs.values()) for layer, pairs in fired.items()}
        found[doc.text] = (doc, mentions, labels)
    return found


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: row["noun"])
def test_noun_names_an_arrangement(read, row):
    """The noun stands in a mention of an arrangement, in singular or plural."""
    doc, mentions, _ = read[row["example"]]
    texts = [doc[one.start : one.end].text.lower() for one in mentions]
    assert any(row["noun"].rstrip("y") in text for text in texts), texts


@pytest.mark.parametrize("row", STATUSES, ids=lambda row: f"{row['role']}-{row['lemma']}")
def test_word_changes_the_status(read, row):
    """The word puts the arrangement of its example into the status."""
    assert row["status"] in read[row["example"]][2]["history"]


@pytest.mark.parametrize("row", STANCES, ids=lambda row: f"{row['role']}-{row['word']}")
def test_word_shows_the_stance(read, row):
    """The word gives the holder in its example the stance."""
    assert row["stance"] in read[row["example"]][2]["positions"]


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: row["verb"])
def test_verb_binds_without_a_noun(read, row):
    """The verb alone makes an arrangement of its kind, with a term."""
    _, (one,), labels = read[row["example"]]
    assert one.kind == row["kind"]
    assert labels["terms"]


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["name"])
def test_name_is_known(read, row):
    """The proper name is a mention."""
    assert [one.kind for one in read[row["example"]][1]] == [row["kind"]]
