"""Who is party to what a mention names."""

from __future__ import annotations

from onrecord.language.arrangements.mentions import find_mentions
from onrecord.language.arrangements.parties import cast_of, parties_named

OPENING = "Kastovia said little. US Secretary of State Ann Lowe, after she met "
REST = ", spoke of a deal between the two countries. Russia and the US signed nothing."


def parties(nlp, text):
    """The names of the parties to the deal of a text."""
    doc = nlp(text)
    deals = [one for one in find_mentions(doc) if one.word == "deal"]
    known = {actor.id: actor.name for actor in doc._.actors}
    return {known[one] for one in parties_named(doc, deals, cast_of(doc))}


def test_the_two_countries_are_those_of_the_people(nlp):
    """Where two people of two countries are named before, "the two countries" are theirs."""
    text = OPENING + "Russian Foreign Minister Oleg Panin" + REST
    assert {"US", "Russia"} <= parties(nlp, text)


def test_three_countries_are_not_two(nlp):
    """Where people of three countries are named, nothing is guessed."""
    both = "Russian Foreign Minister Oleg Panin and French President Luc Morel"
    assert not {"US", "Russia"} & parties(nlp, OPENING + both + REST)
