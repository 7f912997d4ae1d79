"""Every entry of the room's data files does what its example says."""

import re

import pytest

from onrecord.data import load_json, load_table
from onrecord.read.features import furniture_groups

FURNITURE = load_json("read/furniture.json")


@pytest.mark.parametrize("row", FURNITURE, ids=lambda row: row["example"])
def test_a_furniture_pattern_finds_its_example(row):
    """Each pattern finds its own example, and the line is of its group."""
    assert re.search(row["pattern"], row["example"], re.IGNORECASE)
    assert row["group"] in furniture_groups(row["example"])


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that she would share the intelligence with both governments.",
        "He is to follow his predecessor to the capital, where talks will be held.",
        "The search for the missing crew went on through the night, the coast guard said.",
    ],
)
def test_sentences_of_news_are_no_furniture(line):
    """Words that menus use too do not make a sentence furniture."""
    assert not furniture_groups(line)


def test_agencies_have_one_label_each():
    """No form of a name belongs to two agencies, and no row is empty."""
    forms = [
        form
        for row in load_table("read/agencies.tsv")
        for form in (row["name"], row["short"], *row["forms"].split("|"))
        if form
    ]
    assert len(forms) == len(set(forms))
    assert all(row["example"] for row in load_table("read/agencies.tsv"))
