"""What a page is told apart by, and how likely two pages are to tell one thing."""

from __future__ import annotations

import pytest
from link_made import note, page

from onrecord.data import load_json
from onrecord.link.alike import main_place, news_likeness, pile_of, topic_likeness
from onrecord.link.headlines import tellings_of
from onrecord.link.profiles import profile_of, stem
from onrecord.link.weights import weight

WORDS = load_json("link/words.json")


@pytest.mark.parametrize("day", WORDS["weekdays"]["entries"].items())
def test_each_weekday_is_a_day(day):
    """A name in the sentence of a weekday is put on that day."""
    profile = profile_of(page("a", day[1].replace("They", "There Brod")))
    assert profile.days == {"brod": frozenset({day[0]})}


@pytest.mark.parametrize("month", WORDS["months"]["entries"].items())
def test_each_month_is_known(month):
    """The example of each month names it and puts nothing else among the names."""
    profile = profile_of(page("a", month[1]))
    assert list(profile.months) == [str(WORDS["months"]["numbers"][month[0]])]
    assert not profile.names


@pytest.mark.parametrize("word", WORDS["locative"]["entries"].items())
def test_a_place_follows_each_locative(word):
    """The name after "in", "at" and the like is a place."""
    assert list(profile_of(page("a", word[1])).places) == ["bergen"]


@pytest.mark.parametrize("word", WORDS["ahead"]["entries"].items())
def test_what_lies_ahead_tells_less(word):
    """A sentence about what has not taken place tells less than one about what has."""
    (later,) = tellings_of(note(page("a", word[1])))
    (now,) = tellings_of(note(page("b", "The board met in the old port.")))
    assert later.score < now.score


def test_the_main_place_is_the_pages_own():
    """A place that every page names does not set the news; one named twice in this page does."""
    texts = [
        f"They met in {city} on Syros. In {city} it rained on Syros." for city in ("Ano", "Bur")
    ]
    pile = pile_of([page(name, text) for name, text in zip("ab", texts, strict=True)])
    assert [main_place(profile, pile) for profile in pile.profiles] == ["ano", "bur"]


def test_rare_words_weigh_more():
    """A word of every page weighs nothing to speak of, an unknown one most."""
    assert weight("the") < 0.1 < weight("mayor") < weight("zqxv")
    assert stem("talks") == stem("talking") == "talk"
    assert stem("press") == "press"


def test_likeness_is_between_nothing_and_one():
    """A page is wholly like its double, and shares nothing with a page in other words."""
    texts = [
        "The Orla flooded Tennby on Monday.",
        "The Orla flooded Tennby on Monday.",
        "Yes we can!",
    ]
    pile = pile_of([page(name, text) for name, text in zip("abc", texts, strict=True)])
    assert topic_likeness(pile)["a", "b"] == pytest.approx(1, abs=0.01)
    assert news_likeness(pile) == {("a", "b"): 1.0}
