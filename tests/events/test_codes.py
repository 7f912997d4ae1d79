"""Country and sectors of parties from their own words, and how they complete the actors."""

from __future__ import annotations

import pytest

from onrecord.data import load_table
from onrecord.language.events.codes import codes_of, leader_country, sector_in


@pytest.mark.parametrize(
    ("words", "country", "sectors"),
    [
        ("Israeli soldiers", "ISR", ("MIL",)),
        ("the president of Armenia", "ARM", ("GOV",)),
        ("Taiwan's Vice Foreign Minister", "TWN", ("GOV",)),
        ("rebel forces", None, ("REB",)),
        ("Kenyan police officers", "KEN", ("COP",)),
        ("Norway's high court", "NOR", ("JUD",)),
        ("UN peacekeepers", None, ("IGO", "MIL")),
        ("al-Qaeda leaders", None, ("REB",)),
        ("the West Bank", "PSE", ()),
        ("Texas lawmakers", "USA", ("LEG",)),
        ("tall friends", None, ()),
    ],
)
def test_words_tell_country_and_sectors(nlp, words: str, country, sectors) -> None:
    """Adjective and head noun, title and "of", known bodies; else nothing is claimed."""
    codes = codes_of(nlp(words)[:])
    assert (codes.country, codes.sectors) == (country, sectors)


def test_every_sector_is_told_by_its_example() -> None:
    """Each row of words has an example that tells its sector."""
    for row in load_table("events/sectors.tsv"):
        assert sector_in(row["example"]) == row["sector"], row["example"]


def test_every_body_region_and_leader_is_told_by_its_example(nlp) -> None:
    """Each row of bodies, regions and leaders has an example that tells its code."""
    for row in load_table("events/bodies.tsv"):
        codes = codes_of(nlp(row["example"])[:])
        assert (codes.country or "", codes.sectors[0]) == (row["country"], row["sector"])
    for row in load_table("events/regions.tsv"):
        assert codes_of(nlp(row["example"])[:]).country == row["country"], row
    for row in load_table("events/leaders.tsv"):
        assert leader_country(row["example"]) == row["country"], row


def test_a_namesake_is_no_country(nlp) -> None:
    """A person called like a country, and a surname without its title, tell no country."""
    assert leader_country("Mr. Johnson") is None
    assert codes_of(nlp("The reporter Michael Jordan left.")[1:4]).country is None


def test_parties_complete_the_actors(nlp) -> None:
    """Every party with a code in its words has an actor with that code."""
    doc = nlp("Kenyan gendarmes arrested two Danish nationals in Nairobi on Monday.")
    actors = {actor.id: actor for actor in doc._.actors}
    (event,) = doc._.events
    found = [actors[p.actor] for p in (*event.actors, *event.recipients)]
    assert [(a.country, a.sectors) for a in found] == [("KEN", ("COP",)), ("DNK", ("CVL",))]


def test_what_actors_know_is_kept(nlp) -> None:
    """Completing adds to actors and changes none of what they had."""
    text = "The Kremlin accused Georgian rebels of attacking Russian soldiers near Tbilisi."
    with nlp.select_pipes(disable=["onrecord_events", "onrecord_arrangements"]):
        before = {actor.id: actor for actor in nlp(text)._.actors}
    after = {actor.id: actor for actor in nlp(text)._.actors}
    for one, actor in before.items():
        assert after[one].name == actor.name and after[one].mentions == actor.mentions
        assert after[one].country == actor.country or actor.country is None
        assert after[one].sectors == actor.sectors or not actor.sectors
