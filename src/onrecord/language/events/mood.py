"""Whether a verb tells of what is to come."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.language.events.clauses import lemma
from onrecord.language.events.lexicon import word_set

TO_COME = frozenset(["will", "shall", "'ll", "’ll", "wo"])
DUE = frozenset(
    [
        "set",
        "due",
        "ready",
        "likely",
        "scheduled",
        "expected",
        "slated",
        "poised",
        "willing",
        "prepared",
    ]
)


def is_future(verb: Token) -> bool:
    """Whether the verb tells of what is to come: "will", a headline's "to", "is due to"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & TO_COME or (helpers & {"would", "'d"} and is_reported(verb)):
        return True
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not helpers and verb.tag_ == "VB":
        return is_future(verb.head)
    if "to" not in helpers:
        return False
    if verb.dep_ == "ROOT":
        return True
    return verb.dep_ == "xcomp" and (
        verb.head.lower_ in DUE or lemma(verb.head) == "go" or lemma(verb.head) in _PLANS
    )


_PLANS = frozenset(["plan", "intend", "prepare", "arrange", "schedule", "set", "expect"])


def is_reported(verb: Token) -> bool:
    """Whether somebody says it: "the minister said he would"."""
    return verb.dep_ == "ccomp" and lemma(verb.head) in word_set("reporting")
