"""The five real pages that our user began with: what is arranged in them, and what stays apart."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from onrecord import cli


@pytest.fixture(scope="module")
def record(shared, tmp_path_factory):
    """The record of the five pages."""
    folder = tmp_path_factory.mktemp("seeds")
    done = CliRunner().invoke(cli.app, ["build", str(shared / "seeds"), "--to", str(folder)])
    assert done.exit_code == 0, done.output
    return json.loads((folder / "record.json").read_text("utf-8"))


def find(record, words):
    """The one arrangement with a mention of exactly these words, or of words that hold them."""
    found = [
        one for one in record["arrangements"]
        if any(words in mention["text"] for mention in one["mentions"])
    ]  # fmt: skip
    assert len(found) == 1, [one["name"] for one in found]
    return found[0]


def names(record, ids):
    """The names of the actors with these ids."""
    known = {actor["id"]: actor["name"] for actor in record["actors"]}
    return {known[one] for one in ids}


def test_the_plan_is_one_over_four_pages(record):
    """The plan of July 2016 is one arrangement, with its parties, terms, history and positions."""
    plan = find(record, "U.S. plan for closer military cooperation")
    assert len({mention["page"] for mention in plan["mentions"]}) == 4
    assert {"United States", "Russia"} <= names(record, plan["parties"])
    does = [term["does"]["text"] for term in plan["terms"]]
    for start in ("share intelligence", "prohibit the Syrian air force", "confine air strikes"):
        assert any(text.startswith(start) for text in does), does
    assert "progress" in {change["status"] for change in plan["history"]}
    held = {(one["actor"], one["stance"]) for one in plan["positions"]}
    stances = {(name, stance) for actor, stance in held for name in names(record, [actor])}
    for name in ("Ash Carter", "Joseph Dunford"):
        assert (name, "doubts") in stances
    for name in ("John Kerry", "Ash Carter", "Pentagon", "White House"):
        assert (name, "supports") in stances


def test_the_deadline_of_the_third_round_has_moved(record):
    """The UN's third round of talks slipped from Aug. 1 to the end of August."""
    talks = find(record, "a third round of intra-Syrian talks")
    assert talks["kind"] == "talks"
    old = next(one for one in talks["deadlines"] if one["span"]["text"] == "Aug. 1")
    new = next(one for one in talks["deadlines"] if one["id"] == old["superseded_by"])
    assert new["span"]["text"].endswith("end of August")
    assert "postponed" in {change["status"] for change in talks["history"]}


def test_what_is_not_the_same_stays_apart(record):
    """Truces, meetings, rounds of talks and accords of other days are arrangements of their own."""
    words = (
        "the U.S.-Russia plan",
        "a third round of intra-Syrian talks",
        "a third round of talks of world powers on Syria",
        "a planned Jan. 1 ceasefire",
        "a lasting nationwide cessation of hostilities",
        "a meeting penciled in for Friday in New York",
        "the Riyadh meeting",
        "the Minsk peace accords",
    )
    own = {
        mention["text"]: one["id"] for one in record["arrangements"] for mention in one["mentions"]
    }  # fmt: skip
    assert len({own[text] for text in words}) == len(words)
