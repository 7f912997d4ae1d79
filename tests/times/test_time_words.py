"""Every word of the lists does its work in a phrase made of it."""

from __future__ import annotations

import pytest
import spacy

from onrecord.data import load_json
from onrecord.language.times.tagger import find_times
from onrecord.record import When

BLANK = spacy.blank("en")
WORDS = load_json("times/words.json")
PAGE = When("2016-07-15", "2016-07-15", "stated")


def value(text):
    """The value of the one time in `text`."""
    doc = BLANK(text)
    doc._.published = PAGE
    (time,) = find_times(doc)
    return time.value


def cases(name):
    return pytest.mark.parametrize(("word", "meaning"), sorted(WORDS[name].items()))


@cases("months")
def test_months(word, meaning):
    """A month and a day and a year are a date."""
    assert value(f"It fell on {word.title()} 5, 2014 at last.") == f"2014-{meaning}-05"


@cases("weekdays")
def test_weekdays(word, meaning):
    """A weekday is a day of the week before the page."""
    day = 10 + int(meaning) if int(meaning) <= 5 else 3 + int(meaning)
    assert value(f"It fell on {word.title()} at last.") == f"2016-07-{day:02d}"


@cases("short_weekdays")
def test_short_weekdays(word, meaning):
    """A short weekday counts only before a day of a month, and must fit it."""
    day = 10 + int(meaning)
    assert value(f"It fell on {word.title()}, July {day} at last.") == f"2016-07-{day}"


@cases("units")
def test_units(word, meaning):
    """A number and a unit are a length of time."""
    if meaning in ("second", "weekend", "quarter") and not word.endswith("s"):
        return  # "two second" is more likely an ordinal, or half of a compound
    assert value(f"It took the next two {word} at least.").startswith("P")


@cases("seasons")
def test_seasons(word, meaning):
    """A season of a year."""
    assert value(f"It fell in the {word} of 2014 at last.") == f"2014-{meaning}"


@cases("ordinals")
def test_ordinals(word, meaning):
    """A month and an ordinal are a date."""
    assert value(f"It fell on March {word}, 2014 at last.") == f"2014-03-{int(meaning):02d}"


@cases("edges")
def test_edges(word, meaning):
    """A part of a month: the value is the month's."""
    if word in ("earlier", "later"):
        assert value(f"It fell {word} this month at last.") == "2016-07"
    else:
        assert value(f"It fell in {word} June 2014 at last.") == "2014-06"
    assert meaning in ("start", "mid", "end")


@cases("decades")
def test_decades(word, meaning):
    """A decade in words."""
    assert value(f"It fell in the {word} at last.") == meaning


@cases("holidays")
def test_holidays(word, meaning):
    """A holiday is a day of some year near the page."""
    found = value(f"It fell on {word.title()} at last.")
    assert found[:4] in ("2015", "2016", "2017")
    assert not meaning.startswith("md") or found[5:] == meaning[2:]


@cases("frequencies")
def test_frequencies(word, meaning):
    """How often: a set."""
    assert value(f"It sails {word} at dawn.") == meaning


@cases("vague_numbers")
def test_vague_numbers(word, meaning):
    """So many weeks."""
    found = value(f"It lasted for {word} weeks at least.")
    assert found == f"P{meaning}W"


@cases("numbers")
def test_numbers(word, meaning):
    """So many weeks ago, in words."""
    assert value(f"It lasted {word} days ago at least.")[:3] == "201"
    assert int(meaning) > 0


@cases("parts")
def test_parts(word, meaning):
    """A part of a day."""
    phrase = f"Monday {word}" if word not in ("lunchtime", "daytime", "midday") else word
    if word.endswith("s"):
        assert value(f"It opens {phrase} only.") == f"XXXX-WXX-1{meaning}"
    elif phrase != word:
        assert value(f"It opened {phrase} only.") == f"2016-07-11{meaning}"


@pytest.mark.parametrize("zone", WORDS["zones"])
def test_zones(zone):
    """A clock time with its zone is one expression."""
    doc = BLANK(f"Doors open at 19:15 {zone.upper()} sharp.")
    (time,) = find_times(doc)
    assert time.span.text.lower() == f"19:15 {zone}"


@pytest.mark.parametrize("amount", WORDS["amounts"])
def test_amounts(amount):
    """What qualifies a number belongs to the expression."""
    doc = BLANK(f"It lasted {amount} ten days.")
    (time,) = find_times(doc)
    assert time.span.text == f"{amount} ten days"
