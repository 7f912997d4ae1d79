"""Which mentions of a page are one arrangement."""

from __future__ import annotations

from onrecord.language.arrangements.finding import linked, read_mentions
from onrecord.language.arrangements.judge import Judge


def chains(nlp, text):
    """The words of each chain of a text."""
    doc = nlp(text)
    judge = Judge(doc, None)
    found = linked(read_mentions(doc, judge), judge)
    return [[doc[one.head].text for one in chain.mentions] for chain in found]


def test_definite_noun_points_back(nlp):
    """A definite noun is what was named before."""
    text = "Norway signed a treaty on fishing with Sweden. Critics attacked the treaty."
    assert chains(nlp, text) == [["treaty", "treaty"]]


def test_owners_keep_offers_apart(nlp):
    """Norway's offer is not Sweden's."""
    text = (
        "Sweden rejected Norway's offer on fishing. Norway turned down Sweden's offer on fishing."
    )
    assert chains(nlp, text) == [["offer"], ["offer"]]


def test_no_mentions_no_chains(nlp):
    """Nothing gives nothing."""
    assert linked([], Judge(nlp(""), None)) == []
