"""Descriptions and pronouns: whom they stand for, and where that stays open."""

from __future__ import annotations

import pytest


def test_he_said_after_a_quotation_is_its_speaker(who):
    """A pronoun beside a second quotation is the one who spoke before."""
    text = (
        "“We will rebuild the bridge,” Peter Novak said after a meeting with Karl Weber.\n\n"
        "“It will take a year,” he said."
    )
    assert who(text, "he").name == "Peter Novak"


def test_he_in_what_somebody_says_is_the_sayer(who):
    """Here "X said he" is X."""
    text = "Peter Novak met Karl Weber on Friday. Weber said he would sign."
    assert who(text, "he").name == "Karl Weber"


def test_gender_tells_pronouns_apart(who):
    """Here "She" is the woman of the two."""
    text = "Maria Novak met Karl Weber on Friday in the town hall. She said the talks went well."
    assert who(text, "She").name == "Maria Novak"


def test_i_is_the_speaker_of_the_quotation(who):
    """Here "I" inside a quotation is whoever says it."""
    text = "Karl Weber met Peter Novak. “I am tired of talks,” Novak said."
    assert who(text, "I").name == "Peter Novak"


def test_according_to_him_is_open_after_two_men(who):
    """Where two men come before "according to him", nobody is named."""
    text = "Peter Novak met Karl Weber on Friday.\n\nAccording to him, the deal is near."
    assert who(text, "him") is None


def test_the_diplomat_is_the_one_described_before(who):
    """A description and its short form are one unnamed actor, by its fullest form."""
    text = (
        "A senior Western diplomat said the talks were slow. Karl Weber disagreed.\n\n"
        "“Nobody wants a deal,” the diplomat said."
    )
    actor = who(text, "the diplomat")
    assert actor.unnamed
    assert actor.name == "senior Western diplomat"


def test_a_new_official_is_another(who):
    """Here "An official" and "another official" are two."""
    text = "An official said the road was open. Another official said it was closed."
    assert who(text, "An official").id != who(text, "Another official").id


def test_an_office_of_another_country_is_another_person(who):
    """Here "The Russian president" is not the French one."""
    text = (
        "French President Alain Morel met Russian President Ivan Orlov on Friday. "
        "The Russian president said little."
    )
    assert who(text, "The Russian president").name == "Ivan Orlov"


def test_the_deputy_is_not_the_minister(who):
    """Here "The minister" is the minister, although a deputy was named since."""
    text = (
        "Defense Minister Jan Kowal arrived on Monday. Deputy Defense Minister Adam Lis stayed "
        "at home. The minister said he was glad."
    )
    assert who(text, "The minister").name == "Jan Kowal"


def test_the_committee_is_the_body_named_before(who):
    """A body's last word alone stands for it."""
    text = (
        "The Lakeside Planning Committee met on Friday. The committee said the dam was safe and "
        "that it would report in May."
    )
    assert who(text, "The committee").name == "Lakeside Planning Committee"


def test_who_is_the_person_before_it(who):
    """A relative pronoun is its antecedent."""
    text = "Karl Weber, who denied the claim, left on Friday."
    assert who(text, "who").name == "Karl Weber"


@pytest.mark.parametrize("words", ["critics", "U.S. officials", "residents"])
def test_groups_are_unnamed(who, words):
    """Groups that are only described are unnamed actors."""
    actor = who(f"The plan failed, {words} said on Friday.", words)
    assert actor is not None
    assert actor.unnamed


@pytest.mark.parametrize(
    ("words", "unnamed"),
    [
        ("a senior official", True),
        ("one", True),
        ("people close to the talks", True),
        ("Karl Weber", False),
        ("Karl Weber, a doctor at the clinic", False),
        ("the Kremlin", False),
    ],
)
def test_unnamed_sources_are_told(reader, words, unnamed):
    """A source is unnamed if it only describes people."""
    from onrecord.language.actors import is_unnamed_source

    doc = reader(f"The deal was near, {words} said.")
    start = doc.text.index(words)
    assert is_unnamed_source(doc.char_span(start, start + len(words))) is unnamed


def test_a_name_follows_its_description(who):
    """A new bare name that goes on saying what a described office said is its holder."""
    text = "Arden's tax commissioner says no file was lost. Martin Keller says he asked the staff."
    assert who(text, "Arden's tax commissioner").name == "Martin Keller"


def test_a_name_that_disagrees_is_somebody_else(who):
    """A new name does not take over a description that tells nobody in particular."""
    text = "A senior diplomat said the talks were slow. Martin Keller said they were not."
    assert who(text, "A senior diplomat").unnamed


def test_the_candidate_is_whom_the_text_is_about(who):
    """A new description right after sentences about one person alone is that person."""
    text = "Karl Weber spoke in Arden on Friday. The candidate said he would cut taxes."
    assert who(text, "The candidate").name == "Karl Weber"


def test_somebody_he_speaks_of_is_not_himself(who):
    """Inside what one person says, a description is somebody else."""
    text = "Karl Weber spoke in Arden. He said that the billionaire was wrong."
    assert who(text, "the billionaire").name != "Karl Weber"


def test_as_for_names_who_speaks_next(who):
    """After "as for" a name, the pronoun is that name."""
    text = "Peter Novak said the deal was near. As for Karl Weber, he said it was far."
    assert who(text, "he").name == "Karl Weber"


CASES = [
    (
        "Prime Minister Daniel Korb said on Monday that the treaty was dead. Korb told reporters "
        "the army was ready.\n\nThe opposition leader, Erik Tamm, supported the plan but doubted "
        "that Arden would accept it. “They have torn up two agreements,” he said.",
        "he",
        1,
        "Erik Tamm",
    ),
    (
        "Anton Brede said the border would stay shut. “We want quiet,” he said.\n\nThe "
        "opposition leader, Erik Tamm, doubted that Brede would keep his word. “He has changed "
        "his mind twice,” he said.",
        "he",
        2,
        "Erik Tamm",
    ),
    (
        "Anton Brede said the border would stay shut.\n\nErik Tamm welcomed the move.\n\n“It was "
        "overdue,” he said.",
        "he",
        1,
        "Erik Tamm",
    ),
    (
        "Mayor Anna Berg said the bridge was safe.\n\nEngineer Clara Holm told the council that "
        "Berg had read only half of the report. “The cables are rusted,” she said.",
        "she",
        1,
        "Clara Holm",
    ),
    (
        "Mayor Anna Berg said the bridge was safe. Engineer Karl Lund disagreed. “The cables are "
        "rusted,” he said. “We have checked them,” she replied.",
        "she",
        1,
        "Anna Berg",
    ),
    (
        "Karl Weber told parliament that the bank was sound.\n\nAccording to Peter Novak, the "
        "bank is broke. “Workers are not fools,” he said.",
        "he",
        1,
        "Peter Novak",
    ),
    (
        "Karl Weber told parliament that the bank was sound.\n\nThat was news to Peter Novak, the "
        "head of the union. “Workers are not fools,” he said.",
        "he",
        1,
        "Peter Novak",
    ),
    (
        "Peter Novak said the deal was near. His lawyer, Karl Weber, was more careful. “Nothing "
        "is signed,” he said.",
        "he",
        1,
        "Karl Weber",
    ),
    (
        "Peter Novak said the deal was near. The police had no comment. “We will know on "
        "Monday,” he said.",
        "he",
        1,
        "Peter Novak",
    ),
    (
        "Erik Tamm said he had warned Anton Brede in May. “Nobody listened,” he said. Brede "
        "denied it. “There was no letter,” he said.",
        "he",
        3,
        "Anton Brede",
    ),
]


@pytest.mark.parametrize(("text", "words", "nth", "name"), CASES)
def test_he_said_goes_on_from_who_led_before(who, text, words, nth, name):
    """A pronoun beside a quotation is whoever led the sentence before it, if it agrees."""
    assert who(text, words, nth).name == name


def test_he_after_two_who_led_together_is_open(who):
    """Where two men lead the sentence before, nobody is named."""
    assert who("Karl Weber and Peter Novak met. “Workers are not fools,” he said.", "he") is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Former first lady Ellen Marsh opened the school. Governor Tim Hale spoke. The former "
            "first lady said she was moved.",
            "The former first lady",
            "Ellen Marsh",
        ),
        (
            "Ellen Marsh, 34, a teacher from Arden, saw the crash. Her husband Paul Reed did not. "
            "The woman said it was loud.",
            "The woman",
            "Ellen Marsh",
        ),
        (
            "Police arrested Victor Lang, 22, on Friday. The suspect told officers he was drunk.",
            "The suspect",
            "Victor Lang",
        ),
    ],
)
def test_a_description_is_who_fits_it(who, text, words, name):
    """Descriptions stand for the one person named before who fits."""
    assert who(text, words).name == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sen. Tim Hale and Sen. Ellen Marsh met. The senator said it was late.", "The senator"),
        (
            "Prime Minister Daniel Korb met President Ilse Varga. “We differ,” the Kastovian "
            "leader said.",
            "the Kastovian leader",
        ),
    ],
)
def test_a_description_that_may_be_another_names_nobody(who, text, words):
    """Two who fit alike, or a land that nobody was said to be of: nobody is given."""
    assert who(text, words).unnamed


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Kastovian police said so. The Meridian army denied it.", "Kastovian police", None),
        (
            "Kastovian police said so. The Meridian army denied it. The army said it left.",
            "The army",
            "Meridian army",
        ),
        ("A report by the Syrian authorities said so.", "the Syrian authorities", None),
    ],
)
def test_a_body_that_tells_which_is_named(who, text, words, name):
    """An army or police of a land is no unnamed group; its noun alone is the same body."""
    actor = who(text, words)
    assert not actor.unnamed
    assert actor.kind in ("organization", "government")
    assert actor.name == (name or words.removeprefix("the "))


@pytest.mark.parametrize("words", ["Riot police", "Local authorities", "Mounted police"])
def test_a_body_that_could_be_any_stays_unnamed(who, words):
    """An adjective that tells no land or town names no body."""
    assert who(f"{words} said on Friday that the road was open.", words).unnamed


def test_a_count_is_whole(who):
    """Here "at least" belongs to the number that it opens."""
    text = "The blast killed at least 14 people, police said."
    assert who(text, "at least 14 people").name == "at least 14 people"


def test_his_country_is_the_land_of_his_title(who):
    """A possessive land is what its owner's title tells."""
    text = (
        "French President Alain Morel spoke to reporters. France denied it. His country was safe."
    )
    assert who(text, "His country").name == "France"
