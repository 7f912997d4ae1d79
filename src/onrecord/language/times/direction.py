"""Whether a time lies before or after the page's own day, as the verb that governs it tells."""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.data import load_json

PAST, FUTURE, PRESENT = "<=", ">=", "~"
_OPEN_ENDED = frozenset({"until", "till", "through", "to"})
"""Behind these a past verb does not tell: "was extended until Friday"."""
_VERBAL = ("VERB", "AUX")


@cache
def _words(name: str) -> frozenset[str]:
    words: Any = load_json("times/words.json")[name]
    return frozenset(words)


def direction_of(words: TokenSpan) -> str | None:
    """`<=` for a time that has come, `>=` for one that lies ahead, `~` in the present tense.

    None where no verb tells.
    """
    head = words.root
    if _lies_ahead(words, head):
        return FUTURE
    told = _told_by_verb(head)
    if head.head.lower_ in _OPEN_ENDED and told == PAST:
        return PRESENT
    return PRESENT if head.dep_ == "poss" and told == FUTURE else told


def told_then(words: TokenSpan) -> bool:
    """As "he said it would open on Friday": ahead when it was said, not from today."""
    verb = next((token for token in _ancestors(words.root) if token.pos_ == "VERB"), None)
    return verb is not None and any(child.lower_ == "would" for child in verb.children)


def _told_by_verb(head: Token) -> str | None:
    for token in _ancestors(head):
        if token.pos_ in _VERBAL or token.tag_.startswith("V"):
            told = _tense(token)
            if told:
                return told
        elif _noun_ahead(token):
            return FUTURE
    return None


def _ancestors(token: Token) -> list[Token]:
    """The token's governors, nearest first, at most eight."""
    found: list[Token] = []
    while token.head.i != token.i and len(found) < 8:
        token = token.head
        found.append(token)
    return found


def _lies_ahead(words: TokenSpan, head: Token) -> bool:
    """As "by Friday", "the planned Jan. 1 vote", "an Aug. 1 deadline"."""
    if head.head.lower_ in _words("ahead_prepositions") and head.head.dep_ in ("prep", "mark"):
        return not _past_verb_above(head.head)
    return _noun_ahead(head) or (
        head.dep_ in ("compound", "nmod", "amod") and _noun_ahead(head.head)
    )


def _past_verb_above(token: Token) -> bool:
    """As "they had left by Friday"."""
    return any(up.tag_ in ("VBD", "VBN") and _tense(up) == PAST for up in _ancestors(token)[:1])


def _noun_ahead(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lower_ in _words("ahead_nouns"):
        return True
    return any(child.lower_ in _words("ahead_modifiers") for child in token.lefts)


def _tense(verb: Token) -> str | None:
    """Where the verb puts its time; None where a verb further up must tell."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in _words("ahead_auxiliaries") for child in helpers):
        perfect = any(child.lower_ in ("have", "'ve") for child in helpers)
        return PAST if perfect else FUTURE
    if any(child.tag_ == "TO" for child in helpers):
        perfect = any(child.lower_ == "have" for child in helpers)
        return PAST if perfect or _once_planned(verb.head) or _done(verb) else FUTURE
    if _is_planned(verb):
        return PAST if _once_planned(verb) else FUTURE
    if verb.tag_ == "VBD" or any(child.tag_ in ("VBD", "VBN") for child in helpers):
        return PAST
    return _untensed(verb, helpers)


def _is_planned(verb: Token) -> bool:
    """As "is scheduled", "set for Friday"; what was called off or ordered is done."""
    lemma = verb.lemma_.lower()
    if lemma not in _words("planned_verbs") or verb.tag_ not in ("VBN", "JJ"):
        return False
    after = {child.lower_ if child.dep_ == "prep" else child.dep_ for child in verb.rights}
    return "prt" not in after and (lemma != "set" or bool({"for", "xcomp"} & after))


def _done(verb: Token) -> bool:
    """As "moved to end it Friday": what was done to some end, not what was planned."""
    lemma = verb.head.lemma_.lower()
    planned = lemma == "be" or lemma in _words("ahead_verbs")
    return verb.head.tag_ == "VBD" and not planned and verb.dep_ in ("advcl", "xcomp")


def _scheduled(verb: Token) -> bool:
    """As "the trial begins Monday"; a headline, which has no full stop, tells the past so too."""
    scheduled = verb.lemma_.lower() in _words("scheduled_verbs")
    return scheduled and any(token.text in (".", "!", "?") for token in verb.sent[-3:])


def _once_planned(verb: Token) -> bool:
    """As "had been scheduled to": what was planned then, seen from now, is past."""
    near = (verb, verb.head)
    return any(child.lower_ == "had" for token in near for child in token.children)


def _untensed(verb: Token, helpers: list[Token]) -> str | None:
    if verb.tag_ == "VBN":
        return PAST
    if any(child.lower_ in ("has", "have", "had", "'ve", "'d") for child in helpers):
        return PAST
    if verb.tag_ == "VBG" and helpers:
        return FUTURE
    if verb.tag_ in ("VBP", "VBZ") and verb.dep_ in ("ROOT", "relcl", "conj", "ccomp", "advcl"):
        return FUTURE if _scheduled(verb) else None if verb.dep_ == "ccomp" else PRESENT
    return None


def sure_side(words: TokenSpan) -> str | None:
    """`behind` or `ahead` where the words leave no doubt, or None."""
    head = words.root
    if _noun_ahead(head.head) and head.dep_ in ("compound", "nmod", "amod", "nummod"):
        return None if _over(head.head.head) else "ahead"
    chain = _ancestors(head)
    if head.head.lower_ in _OPEN_ENDED or head.head.lower_ in ("by", "before", "after", "for"):
        return None
    if not chain or chain[0].pos_ not in ("VERB", "AUX", "ADP"):
        return None
    verb = next((token for token in chain[:2] if token.pos_ in _VERBAL), None)
    if verb is not None and verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "since"):
        verb = verb.head.head
    return _sure_tense(verb) if verb is not None and verb.pos_ in _VERBAL else None


def is_done(words: TokenSpan) -> bool:
    """As "the record set on Aug. 6": a bare participle that plans nothing tells what was done."""
    verb = next((token for token in _ancestors(words.root)[:2] if token.pos_ == "VERB"), None)
    if verb is None or verb.tag_ != "VBN" or verb.dep_ != "acl":
        return False
    planned = verb.lemma_.lower() in _words("ahead_verbs") and verb.lemma_ != "set"
    return not (planned or _is_planned(verb)) and words.root.head.lower_ not in (
        *_OPEN_ENDED, "by", "before", "after", "for",
    )  # fmt: skip


def _over(verb: Token) -> bool:
    return verb.lemma_.lower() in ("miss", "pass", "expire", "lapse", "be", "have")


def _sure_tense(verb: Token) -> str | None:
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(word in ("will", "'ll", "’ll", "shall", "wo") for word in helpers):
        return "ahead" if "have" not in helpers else None
    if "to" in helpers:
        now = verb.head.tag_ in ("VBZ", "VBP") and verb.head.i != verb.i
        return "ahead" if now and verb.dep_ in ("xcomp", "advcl") else None
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and {"was", "were"} & set(helpers)):
        planned = verb.lemma_.lower() in _words("ahead_verbs")
        return None if planned or _supposed(verb) else "behind"
    return None


def _supposed(verb: Token) -> bool:
    return any(child.lower_ in ("if", "unless", "whether") for child in verb.children)
