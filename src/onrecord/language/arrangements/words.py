"""A word that may name an arrangement in, what is known of it out, as features for the model."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from onrecord.language.arrangements.grammar import lemma
from onrecord.language.arrangements.mentions import find_mentions, noun_of
from onrecord.language.arrangements.weigh import Features

AROUND = (-2, -1, 1, 2)
"""Which of the words before and after are looked at."""


class WordFeatures:
    """The features of a page's words; what the rules take for mentions is found once."""

    def __init__(self, doc: Doc) -> None:
        """Find the mentions that the rules see, and how often each word stands on the page."""
        self.doc = doc
        seen = find_mentions(doc)
        self.by_rule = {one.head: f"{one.kind}/{one.gate == 'echo'}" for one in seen}
        self.ruled = frozenset(one.head for one in seen if one.gate != "echo")
        self.counts = Counter(token.lemma_ for token in doc)

    def of(self, at: int) -> Features:
        """The features of one word."""
        token = self.doc[at]
        word, over = lemma(token), lemma(token.head)
        noun = noun_of(token)
        rule = self.by_rule.get(at, "no")
        found = [
            f"word={word}", f"pos={token.pos_}", f"dep={token.dep_}", f"tag={token.tag_}",
            f"rule={rule}", f"gate={noun.gate if noun else 'no'}",
            f"seen={min(self.counts[token.lemma_], 3)}", f"over={over}",
            f"over,dep={over}/{token.dep_}", f"word,dep={word}/{token.dep_}",
            f"title={token.text[:1].isupper()}", f"word,rule={word}/{rule}",
        ]  # fmt: skip
        for child in token.children:
            found += [
                f"under={child.dep_}:{lemma(child)}", f"under dep={child.dep_}",
                f"word,under={word}/{child.dep_}:{lemma(child)}",
                f"under ent={child.dep_}:{child.ent_type_}",
            ]  # fmt: skip
        if token.dep_ == "pobj":
            found += [f"owner={lemma(token.head.head)}", f"prep={token.head.lower_}"]
        for step in AROUND:
            if 0 <= at + step < len(self.doc):
                found.append(f"next{step}={self.doc[at + step].lemma_.lower()}")
        return tuple(found)
