"""The event lexicon: every frame is called out by its own example."""

from __future__ import annotations

import re

from onrecord.data import load_json, load_table
from onrecord.language.events.contexts import contexts_of
from onrecord.language.events.lexicon import load_lexicon, nations, past_of, verb_forms

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def test_every_frame_is_called_out_by_its_example(nlp) -> None:
    """Each row's example tells an event of the row's type and mode."""
    rows = load_table("events/frames.tsv")
    missed = []
    for row, doc in zip(rows, nlp.pipe(row["example"] for row in rows), strict=True):
        coded = {(event.type, event.mode or "") for event in doc._.events}
        planned = {("AGREE", "")} if row["type"] == "CONSULT" else set()
        if not coded & ({(row["type"], row["mode"])} | planned):
            missed.append((row["type"], row["example"], coded))
    assert missed == []


def test_frames_name_types_and_sets_that_exist() -> None:
    """No frame has a type outside the ontology or a word set that is not in the file."""
    sets = load_json("events/sets.json")
    for row in load_table("events/frames.tsv"):
        assert row["type"] in TYPES
        for name in re.findall(r"(?<!@)@(\w+)", row["object"]):
            assert name in sets or name == "place", row


def test_every_context_is_called_out_by_its_example(nlp) -> None:
    """Each context's example sentence has that context."""
    for context, entry in load_json("events/contexts.json").items():
        assert context in contexts_of(nlp(entry["example"])[:]), context


def test_inflections_lead_back_to_their_verb() -> None:
    """Regular and irregular forms are known, and the past tense leads back to its verb."""
    assert verb_forms()["bombed"] == "bomb"
    assert verb_forms()["withdrew"] == "withdraw"
    assert past_of("ban") == "banned"
    wrong = {v for v in load_lexicon().verbs if v.isalpha() and verb_forms().get(past_of(v)) != v}
    assert len(wrong) < 0.02 * len(load_lexicon().verbs), wrong


def test_nations_know_names_demonyms_and_capitals() -> None:
    """A country is known by its name, its people and its seat of government."""
    assert nations()["chad"] == nations()["chadian"] == "TCD"
