"""Names: what is found, what it stands for, and which forms are one."""

from __future__ import annotations

TALKS = (
    "KERAVA, Nov. 3 - Finnish Foreign Minister Timo Salonen said on Monday that he would meet "
    "Norwegian Prime Minister Ingrid Dahl in Oslo.\n\n"
    "Salonen told reporters the talks would be short. Dahl, a former judge, said she agreed.\n\n"
    "“I look forward to it,” the foreign minister said.\n\n"
    "The Kremlin and the White House declined to comment. Moscow said it was watching."
)


def test_a_surname_is_the_full_name_above_it(who):
    """A surname stands for the full name in the page."""
    assert who(TALKS, "Salonen", 2).name == "Timo Salonen"


def test_titles_are_roles_not_names(who):
    """The title before a name is kept apart, as the words stand."""
    actor = who(TALKS, "Timo Salonen")
    assert actor.name == "Timo Salonen"
    assert "Finnish Foreign Minister" in [role.title for role in actor.roles]


def test_a_title_tells_country_and_sector(who):
    """A foreign minister of Finland is Finnish government."""
    actor = who(TALKS, "Timo Salonen")
    assert (actor.kind, actor.country, actor.sectors) == ("person", "FIN", ("GOV",))


def test_a_role_in_apposition_is_kept(who):
    """A role behind the name ("X, a former judge,") is one of X."""
    assert "former judge" in [role.title for role in who(TALKS, "Dahl", 2).roles]


def test_an_office_stands_for_its_holder(who):
    """Here "The foreign minister" is the person who was called so."""
    assert who(TALKS, "the foreign minister").name == "Timo Salonen"


def test_seats_of_power_are_governments(who):
    """The Kremlin is Russian government, the White House American."""
    kremlin, house = who(TALKS, "Kremlin"), who(TALKS, "White House")
    assert (kremlin.kind, kremlin.country) == ("government", "RUS")
    assert (house.kind, house.country) == ("government", "USA")


def test_a_capital_that_speaks_is_its_government(who):
    """Moscow is a government where it speaks."""
    actor = who(TALKS, "Moscow")
    assert (actor.kind, actor.country) == ("government", "RUS")


def test_a_capital_where_things_happen_is_no_actor(who):
    """Oslo is only a place here."""
    assert who(TALKS, "Oslo") is None


def test_an_acronym_is_the_body_that_it_shortens(who):
    """A body in full and its initials are one, with the full form as its name."""
    text = (
        "The Harbour Workers Union (HWU) called a strike in Gdynia on Friday. "
        "The HWU said the strike would last a week."
    )
    assert who(text, "HWU", 2).name == "Harbour Workers Union"


def test_two_of_one_surname_stay_two(who):
    """Two people who share a surname are told apart by their titles."""
    text = (
        "Anna Berg, the mayor, met her brother Lars Berg on Friday. "
        "Mr. Berg said the harbor would open. Mrs. Berg said it would not."
    )
    assert who(text, "Mr. Berg").name == "Lars Berg"
    assert who(text, "Mrs. Berg").name == "Anna Berg"


def test_a_headline_in_capitals_is_the_same_person(who):
    """Capitals do not make another person, nor the name."""
    text = "MARTIN KELLER SAYS NO\n\nMartin Keller said on Tuesday that he would not run."
    actor = who(text, "Martin Keller")
    assert actor.name == "Martin Keller"
    assert len([span for span in actor.mentions if span.text.lower() == "martin keller"]) == 2


def test_particles_belong_to_the_surname(who):
    """Here "Van der Meer" is the person whose full name ends so."""
    text = (
        "Special Envoy Pieter van der Meer said on Friday the talks would go on. "
        "Van der Meer told reporters that both sides had agreed."
    )
    assert who(text, "Van der Meer").name == "Pieter van der Meer"


FIRMS = (
    "Tessaro Inc. said on Monday that it would buy Vandel Corp for $3 billion. Tessaro "
    "shareholders are to vote in June.\n\n"
    "Tessaro expects the deal to close within a year. Dorvane stockholders were told nothing, and "
    "Dorvane declined to comment."
)


def test_a_firm_with_and_without_its_legal_form_is_one(who):
    """Here "Tessaro" stands for "Tessaro Inc."; a firm, not a person."""
    firm = who(FIRMS, "Tessaro Inc.")
    assert firm.kind == "organization"
    assert who(FIRMS, "Tessaro", 3) == firm


def test_who_has_shareholders_is_a_firm(who):
    """A single name whose stockholders are told of is no person."""
    assert who(FIRMS, "Dorvane", 2).kind == "organization"
