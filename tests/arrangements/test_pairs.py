"""The pairs of words that are weighed, and what is known of them."""

from __future__ import annotations

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.finding import scene_of
from onrecord.language.arrangements.mentions import find_mentions
from onrecord.language.arrangements.pairs import pairs_of
from onrecord.language.arrangements.parties import cast_of, name_places

TEXT = "Senator Ada Lund backed the treaty on fishing. Norway must ratify it by May 5, 2020."


def pairs(nlp, text=TEXT):
    """The pairs of a text, by layer and word."""
    doc = nlp(text)
    chains = [Chain([one]) for one in find_mentions(doc)]
    scene = scene_of(doc, chains, cast_of(doc), name_places(doc))
    return {(pair.layer, doc[pair.word].text): pair for pair in pairs_of(scene)}


def test_rules_are_evidence(nlp):
    """What the rules say of a name and a mention is a feature of the pair."""
    assert "rule=supports" in pairs(nlp)["positions", "Lund"].features


def test_next_sentence_is_looked_at(nlp):
    """A verb and a time of the sentence after a mention are weighed too, by how far they stand."""
    found = pairs(nlp)
    assert "apart=1" in found["terms", "ratify"].features
    assert any(layer == "deadlines" for layer, _ in found)


def test_verbs_of_the_next_sentence_may_tell_a_status(nlp):
    """Where a sentence names no arrangement, its verbs are weighed with the one beside it."""
    found = pairs(nlp)
    assert "apart=1" in found["history", "ratify"].features
    assert ("history", "Norway") not in found


def test_being_may_be_a_term(nlp):
    """In "would be free", "be" is weighed as a term; the verb that helps is not."""
    found = pairs(nlp, "Under the plan, schools would be free.")
    assert ("terms", "be") in found
    assert ("terms", "would") not in found
