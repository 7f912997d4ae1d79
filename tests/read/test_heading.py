"""Headline, byline and dateline."""

import pytest

from onrecord.data import load_table
from onrecord.read.agencies import credited_in, trailing_in, whole_line
from onrecord.read.heading import (
    find_dateline,
    find_headline,
    find_names,
    find_reporting,
    title_likeness,
)
from onrecord.read.lines import find_lines

AGENCIES = load_table("read/agencies.tsv")


def names(line, **options):
    found = find_names(line, **options)
    return None if found is None else [line[a:b] for a, b in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Mara Ilves and Tom Okafor", ["Mara Ilves", "Tom Okafor"]),
        ("By Mara Ilves, Reuters", ["Mara Ilves"]),
        ("Authors:\u00a0Ann de la Cruz, Bob O'Neil", ["Ann de la Cruz", "Bob O'Neil"]),
        ("Mara Ilves, Associated Press", ["Mara Ilves"]),
        ("Mara Ilves - Nov 19, 2019, 10:31 pm", ["Mara Ilves"]),
        ("By Mara Ilves On 11/13/19 at 4:00 PM", ["Mara Ilves"]),
        ("By Tom Okafor | Special to the Harbour Post", ["Tom Okafor"]),
        ("By Reuters", []),
        ("Reuters", []),
        ("World News - July 4, 2016", None),
        ("By the time they came, it was over.", None),
        ("Mara Ilves | Getty Images", None),
        ("Mara Ilves / AP", None),
        ("Mara Ilves and Tom A. OkaforAssociated Press", ["Mara Ilves", "Tom A. Okafor"]),
        ("New Delhi - Nov 19, 2019", None),
    ],
)
def test_bylines(line, expected):
    """A byline gives the people in it; a house alone gives none; other lines are no bylines."""
    assert names(line) == expected


def test_a_name_below_the_word_by_is_a_byline():
    """Captures often break a line between `By` and the name."""
    assert names("Mara Ilves", after_by=True) == ["Mara Ilves"]


def test_closing_credits_name_the_reporters_only():
    """The editors of a wire story did not write it."""
    line = "(Reporting by Mara Ilves in Vardholm and Tom Okafor; Editing by Ann Cole)"
    assert [line[a:b] for a, b in find_reporting(line)] == ["Mara Ilves"]


@pytest.mark.parametrize(
    "row", [r for r in AGENCIES if "Talks" in r["example"]], ids=lambda row: row["name"]
)
def test_a_dateline_names_its_agency(row):
    """Each agency of the data file is read from its example, and the story starts after it."""
    line = row["example"]
    _, cut, house = find_dateline(line)
    assert house == (row["short"] or row["name"])
    assert line[cut:].strip() == "Talks began."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("MADRID — Crews agreed", "MADRID"),
        ("NEW YORK, July 4 - Crews agreed", "NEW YORK, July 4"),
        ("WASHINGTON, D.C. (AP) -- Crews agreed", "WASHINGTON, D.C. (AP)"),
        ("Islamabad, July 5 – Crews agreed", "Islamabad, July 5"),
        ("LONDON: Crews agreed", "LONDON"),
        ("BREAKING: Crews agreed", None),
        ("Brandt: Crews agreed", None),
        ("IT'S OVER - crews agreed", None),
        ("U.S. Secretary of State", None),
        ("US FALLS", None),
    ],
)
def test_datelines(line, words):
    """A place opens a story; a cry, a speaker or a title before a colon or dash does not."""
    found = find_dateline(line)
    assert (line[: found[0]] if found else None) == words


def test_credits_in_the_text():
    """A credit ends a paragraph or stands alone; the word inside a sentence is no credit."""
    assert credited_in("Crews agreed to end their strike, reports Reuters.") == "Reuters"
    assert credited_in("Reuters reported the strike before others did.") is None
    assert trailing_in("They will talk again. Reuters") == (22, "Reuters")
    assert trailing_in("He had worked for Reuters") is None
    assert whole_line("Source: AFP") == "AFP"
    assert whole_line("AFP photographers") is None


def test_the_headline_shares_its_words_with_the_story():
    """Of the lines above the story, the one that speaks of it is the headline."""
    text = (
        "More from the region today\nFerry crews agree to end strike\nShare this article\n"
        "Ferry crews agreed on Thursday to end a strike that had closed three ports."
    )
    lines = find_lines(text)
    assert find_headline(lines, [False, False, False, True], None) == 1


def test_a_title_in_the_metadata_decides():
    """What the page calls itself finds its line, whatever the outlet adds."""
    lines = find_lines("Ice on the road\nCrews go home\nA strike ended on Thursday, they said.")
    assert find_headline(lines, [False, False, True], "Ice on the road | Harbour Post") == 0
    assert not title_likeness("Harbour Post", "Ice on the road | Harbour Post")
