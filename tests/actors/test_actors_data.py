"""The data files: each entry is found in an example of its use."""

from __future__ import annotations

import pycountry
import pytest
import spacy
from spacy.tokens import Doc

from onrecord.data import load_json, load_table
from onrecord.language.actors.lexicon import known_names, same_office, words
from onrecord.language.actors.nominals import find_nominals
from onrecord.language.actors.spans import find_spans
from onrecord.language.actors.tokens import read_tokens

ENGLISH = spacy.blank("en")
BODIES = load_table("actors/bodies.tsv")
COUNTRIES = load_table("actors/countries.tsv")
KINDS = {"organization", "government", "armed_group", "media", "people"}


def known_in(text):
    """The known names that stand in `text`."""
    doc = ENGLISH(text)
    tokens = read_tokens(
        Doc(
            doc.vocab,
            [t.text for t in doc],
            [bool(t.whitespace_) for t in doc],
            tags=["NNP"] * len(doc),
            ents=["B-ORG"] * len(doc),
        )
    )
    return {entry.name for entry in find_spans(tokens)[1].values()}


@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["names"].split("|")[0])
def test_each_body_is_found_in_its_example(row):
    """The example names the body, whichever of its names it uses."""
    assert row["kind"] in KINDS
    assert known_in(row["example"]) == {row["names"].split("|")[0]}


def test_each_country_is_found_by_each_of_its_names():
    """Every name and every seat leads to its country, unless a body has that name."""
    bodies = {name for row in BODIES for name in row["names"].split("|")}
    taken = dict[str, str]()
    for row in COUNTRIES:
        for name in (row["names"] + "|" + row["seats"]).split("|"):
            owner = taken.setdefault(name, row["country"])
            if name and name not in bodies and owner == row["country"]:
                entries = dict(known_names()[next(f for f in known_names() if _opens(f, name))])
                assert entries[name].country == row["country"], name


def _opens(first, name):
    return name in dict(known_names()[first])


def test_country_codes_are_iso():
    """Countries are ISO 3166 alpha-3; Kosovo has the code in common use."""
    codes = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert {row["country"] for row in COUNTRIES} <= codes
    assert {row["country"] for row in BODIES if row["country"]} <= codes


def test_first_names_have_one_gender_each():
    """Each first name stands once, with a gender or both."""
    rows = load_table("actors/first_names.tsv")
    assert len({row["name"] for row in rows}) == len(rows)
    assert {row["gender"] for row in rows} == {"m", "f", "x"}


@pytest.mark.parametrize("noun", sorted(words("person_nouns")))
def test_each_person_noun_makes_a_description(noun):
    """Here "The" and the noun are a description of somebody."""
    doc = Doc(
        ENGLISH.vocab,
        ["The", noun, "spoke"],
        tags=["DT", "NN", "VBD"],
        heads=[1, 2, 2],
        deps=["det", "nsubj", "ROOT"],
        lemmas=["the", noun, "speak"],
    )
    (mention,) = find_nominals(read_tokens(doc), set())
    assert (mention.start, mention.end) == (0, 2)


def test_offices_that_are_one_go_both_ways():
    """If one noun may stand for another, the other may stand for it."""
    table = same_office()
    assert all(word in table[other] for word, others in table.items() for other in others)


def test_word_lists_hold_single_lower_case_words():
    """Lists are compared with single words in lower case."""
    for name, entries in load_json("actors/words.json").items():
        if isinstance(entries, list) and entries and isinstance(entries[0], str):
            assert [e for e in entries if e != e.lower() or " " in e] == [], name
