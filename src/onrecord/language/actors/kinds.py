"""What a name stands for that the data files do not know, and its gender if it is a person."""

from __future__ import annotations

from onrecord.language.actors import speech, titles
from onrecord.language.actors.lexicon import gender_of_first_name, honorifics, words
from onrecord.language.actors.mentions import Mention
from onrecord.language.actors.tokens import Tokens
from onrecord.record import ActorKind

LONGEST_PERSON = 4
"""A longer "person" is a headline that the recognizer took for a name."""
KIND_OF_LABEL: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


def kind_of(tokens: Tokens, mention: Mention) -> ActorKind | None:
    """What a name that the data files do not know stands for; None where it is no actor."""
    last, label = tokens.lower[mention.end - 1], _label(tokens, mention)
    named = tokens.lower[mention.start] in gender_of_first_name() and mention.size > 1
    if named and mention.size == 2 and label == "PERSON":
        return "person"
    if last in words("org_suffixes"):
        return _body_kind(last)
    if last in words("thing_suffixes") and mention.size > 1:
        return "organization" if speech.speaks(tokens, mention.head) else None
    if mention.size <= LONGEST_PERSON and (named or _has_role(tokens, mention, label)):
        return "person"
    return _by_label(tokens, mention, label)


def _has_role(tokens: Tokens, mention: Mention, label: str) -> bool:
    """Whether a title stands before it or a role behind it."""
    return bool(mention.titles) or (label != "PERSON" and bool(titles.after(tokens, mention.end)))


def _by_label(tokens: Tokens, mention: Mention, label: str) -> ActorKind | None:
    if label == "PERSON" and mention.plural:
        return "people"
    if not label and (speech.speaks(tokens, mention.head) or _is_credited(tokens, mention.head)):
        return "organization"
    if label == "PERSON" and mention.size > LONGEST_PERSON:
        return None
    return KIND_OF_LABEL.get(label)


def _is_credited(tokens: Tokens, i: int) -> bool:
    """Whether the word at `i` stands after "according to"."""
    above = tokens.head[i]
    return above < i and tokens.lower[above - 1 : above + 1] == ["according", "to"]


def surname(key: tuple[str, ...]) -> str:
    """The last word of a name, before any "Jr."."""
    return key[-2] if len(key) > 1 and key[-1] in words("suffixes") else key[-1]


def _label(tokens: Tokens, mention: Mention) -> str:
    labels = [tokens.label[i] for i in range(mention.start, mention.end) if tokens.label[i]]
    return max(labels, key=labels.count) if labels else ""


def _body_kind(last: str) -> ActorKind:
    if last in words("media_suffixes"):
        return "media"
    return "government" if last in words("government_suffixes") else "organization"


def gender_of(tokens: Tokens, mention: Mention) -> str | None:
    """What the title or the first name tells: `m`, `f` or None."""
    for start, end in mention.titles:
        for i in range(end - 1, start - 1, -1):  # the word nearest to the name tells
            word = tokens.lower[i]
            told = honorifics().get(word, "x")
            if told != "x":
                return told
            if word in words("female_nouns"):
                return "f"
            if word in words("male_nouns"):
                return "m"
    if mention.size < 2:
        return None
    told = gender_of_first_name().get(tokens.lower[mention.start], "x")
    return told if told != "x" else None
