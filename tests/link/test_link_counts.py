"""Counts, and numbers for one thing that cannot both be right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from link_made import note, page

from onrecord.data import load_json
from onrecord.link.counts import find_counts
from onrecord.link.happenings import find_happenings
from onrecord.link.numbers import find_differing

DATA = load_json("link/counts.json")


@pytest.mark.parametrize(
    ("name", "word"), [(name, word) for name, words in DATA["classes"].items() for word in words]
)
def test_each_class_word_counts(name, word):
    """The example of each class word holds a count of 30 of that class."""
    (count,) = find_counts(page("a", DATA["classes"][name][word]))
    assert (count.low, count.of) == (30, name)


@pytest.mark.parametrize("word", DATA["not_counts"])
def test_what_is_no_count(word):
    """Dates, ages, measures and the numbers of things are not counts."""
    assert find_counts(page("a", DATA["not_counts"][word])) == ()


@pytest.mark.parametrize(
    "text", ["It began at 8 p.m.", "It cost $30.", "30% of it.", "In 1998 men."]
)
def test_clocks_sums_shares_and_years_are_no_counts(text):
    """Times of day, sums of money, percentages and years are not counts."""
    assert find_counts(page("a", text)) == ()


@pytest.mark.parametrize("phrase", DATA["bounds"])
def test_each_bound_widens(phrase):
    """Words such as "at least" and "about" allow for other numbers and stand in the span."""
    bound = DATA["bounds"][phrase]
    (count,) = find_counts(page("a", bound["example"]))
    assert count.low == 30 * bound["low"]
    assert count.high == (30 * bound["high"] if bound["high"] else float("inf"))
    assert phrase.split()[-1] in count.span.text.lower()


@pytest.mark.parametrize("word", DATA["numbers"])
def test_number_words_count(word):
    """A number in letters is a number."""
    (count,) = find_counts(page("a", DATA["numbers"][word]["example"]))
    assert count.low == DATA["numbers"][word]["value"]


@pytest.mark.parametrize("word", DATA["small_words"])
def test_a_small_word_ends_what_is_counted(word):
    """What is counted ends before a small word."""
    (count,) = find_counts(page("a", DATA["small_words"][word]))
    assert count.span.text == "30 people"


def relations(first, second, days=("2020-03-02", "2020-03-02"), origins=("x", "y")):
    """What differs between two pages on one fire."""
    notes = {}
    for name, text, day, origin in zip("ab", (first, second), days, origins, strict=True):
        on = replace(page(name, text, day), origin=origin)
        notes[name] = note(on)
    return list(find_differing(notes, find_happenings(notes.values())))


FIRE = "A fire in the Kestrel hotel in Bergen killed {} people on Monday, police said."
AGAIN = "Police in Bergen said a fire killed {} people at the Kestrel hotel on Monday."


def test_other_numbers_contradict():
    """Two pages of a day that count other dead in one fire contradict each other."""
    (relation,) = relations(FIRE.format("14"), AGAIN.format("11"))
    assert relation.kind == "contradicts"
    assert {"14 people", "11 people"} <= {span.text for span in relation.spans}


def test_numbers_that_fit_do_not():
    """At least 11 and 14 can both be right; so can two counts of different things."""
    assert relations(FIRE.format("14"), AGAIN.format("at least 11")) == []
    assert relations(FIRE.format("14"), AGAIN.replace("killed", "injured").format("11")) == []


def test_a_later_higher_number_revises():
    """A later page with more dead revises the earlier; a lower number contradicts it."""
    days = ("2020-03-02", "2020-03-04")
    (relation,) = relations(FIRE.format("11"), AGAIN.format("14"), days)
    assert relation.kind == "revises"
    assert (relation.a, relation.b) == ("b", "a")
    (relation,) = relations(FIRE.format("14"), AGAIN.format("11"), days)
    assert relation.kind == "contradicts"


def test_one_text_does_not_contradict_itself():
    """Pages of one origin are not set against each other."""
    assert relations(FIRE.format("14"), AGAIN.format("11"), origins=("x", "x")) == []
