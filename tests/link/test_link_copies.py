"""Which pages carry the same text, and where each goes back to."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest
from link_made import page

from onrecord.link.copies import copy_relations, find_matches, find_origins
from onrecord.read import page_from_text
from onrecord.record import Page, When

STORY = """The ferry Aurora ran aground on a sandbank off Lindesholm early on Thursday, police said.
All 212 passengers were taken to the mainland in fishing boats before the tide turned.
Captain Ida Rask told investigators that the steering had failed twice during the night.
The owner, Halvorsen Lines, had promised new rudders for its three oldest ships last spring.
Divers will look for leaks in the hull on Friday while a tug waits in the harbour.
The harbour master closed the channel to all traffic until the wreck is moved."""
REWORDED = """On Thursday morning the ferry Aurora struck a sandbank at Lindesholm, police reported.
Fishing boats carried all 212 passengers to the mainland ahead of the turning tide.
The steering had failed two times in the night, Captain Ida Rask told the investigators.
Halvorsen Lines, the owner, had pledged new rudders for its three oldest vessels last spring.
On Friday divers are to check the hull for leaks while a tug waits in the harbour.
Until the wreck is moved the harbour master has shut the channel to all traffic."""
OTHER = """A storm tore the roof off the market hall in Lindesholm on Thursday, the mayor said.
Traders carried fish and flowers into the church while firemen cleared the street.
The Aurora, a ferry with 212 passengers, had left the harbour before the wind rose.
Schools stay closed on Friday and the council meets at noon to count the cost.
Insurers expect claims from two hundred shops along the quay and the old canal.
The mayor thanked volunteers who worked through the night with ropes and lamps."""


def kinds(*pages):
    """The kind of each relation by its pages' ids."""
    matches = find_matches(pages)
    relations = copy_relations(matches, find_origins(pages, matches))
    return {(each.a, each.b): each.kind for each in relations}


def test_the_same_text_is_a_copy():
    """A page with the same text and a line of its own is a copy, with sentences to show it."""
    one, two = page("a", STORY), page("b", "Ferry runs aground\n\n" + STORY)
    assert kinds(one, two) == {("a", "b"): "copy"}
    (relation,) = copy_relations(find_matches([one, two]), {"a": "x", "b": "y"})
    assert len(relation.spans) == 6
    for span in relation.spans:
        on = one if span.page == "a" else two
        assert on.text[span.start : span.end] == span.text


def test_reworded_text_is_a_rewrite():
    """Other words in another order, the names and numbers kept, are a rewrite."""
    assert kinds(page("a", STORY), page("b", REWORDED)) == {("a", "b"): "rewrite"}


def test_the_same_news_told_apart_is_neither():
    """Pages that only share names, a number and a day are independent, each its own origin."""
    pages = [page("a", STORY), page("b", OTHER)]
    assert kinds(*pages) == {}
    origins = find_origins(pages, find_matches(pages))
    assert origins["a"] != origins["b"]


def test_shared_quotes_are_no_copy():
    """Two pages that quote the same long words are not copies for it."""
    quote = '"' + STORY.replace("\n", " ") + '"'
    one = page("a", f"{quote} said the mayor.\n{OTHER}")
    two = page("b", f"At noon the mayor told us: {quote}\nNothing else was known in the evening.")
    assert kinds(one, two) == {}


def test_pages_of_one_text_share_an_origin():
    """Copy and rewrite go back to the earliest dated page; the order of pages is nothing to it."""
    pages = [
        page("c", STORY),
        replace(page("a", STORY), published=When("2020-01-02", "2020-01-02", "stated")),
        page("b", REWORDED),
        page("d", OTHER),
    ]
    origins = find_origins(pages, find_matches(pages))
    assert origins["a"] == origins["b"] == origins["c"] != origins["d"]
    turned = pages[::-1]
    assert find_matches(turned) == find_matches(pages)
    assert find_origins(turned, find_matches(turned)) == origins


@pytest.mark.parametrize("text", ["", " \n ", "🙂", "Short."])
def test_odd_pages_match_nothing(text):
    """A page with nothing to compare gets an origin of its own and no relation."""
    pages = [page("a", text), page("b", text), page("c", STORY)]
    assert find_matches(pages) == ()
    assert len(set(find_origins(pages, ()).values())) == 3


def test_made_copies_are_found(shared):
    """On ten texts made over by others, origins stay as right as they were measured."""
    folder = shared / "data" / "copies" / "made"
    sys.path.insert(0, str(shared / "eval"))
    from score_copies import score

    gold = json.loads((folder / "pairs.json").read_text("utf-8"))
    bases = sorted({doc["copy"] for doc in gold["docs"].values()})[:10]
    names = [name for name, doc in gold["docs"].items() if doc["copy"] in bases]
    pages = [
        replace(page_from_text(name, (folder / "text" / f"{name}.txt").read_text("utf-8")), id=name)
        for name in sorted(names)
    ]
    assert all(isinstance(each, Page) for each in pages)
    found = find_origins(pages, find_matches(pages))
    gold["docs"] = {name: gold["docs"][name] for name in names}
    figures = score(gold, found)
    assert figures["p"] >= 0.95
    assert figures["r"] >= 0.95
