"""Who speaks in each quotation, as far as grammar tells: the subject of the verb beside it."""

from __future__ import annotations

from onrecord.language.actors.lexicon import words
from onrecord.language.actors.tokens import SUBJECTS, Tokens

REACH = 9
"""How many tokens from a quotation's edge its verb of saying may stand."""


def subjects(tokens: Tokens) -> dict[int, int]:
    """Each verb's subject, by token number; the nearest where the parse gives two."""
    table: dict[int, int] = {}
    for i, dep in enumerate(tokens.dep):
        if dep in SUBJECTS:
            verb = tokens.head[i]
            if verb not in table or abs(verb - i) < abs(verb - table[verb]):
                table[verb] = i
    return table


def is_speech(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a verb of saying, thinking or the like."""
    return tokens.tag[i].startswith("V") and tokens.lemma[i] in words("speech_verbs")


def speaks(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the subject of a verb of saying."""
    return tokens.dep[i] in SUBJECTS and is_speech(tokens, tokens.head[i])


def quote_subjects(tokens: Tokens, subject_of: dict[int, int]) -> dict[int, int]:
    """Each quotation's number to the token that is the subject of its cue."""
    edges: dict[int, list[int]] = {}
    for i, number in enumerate(tokens.quote):
        if number:
            edges.setdefault(number, [i, i])[1] = i
    found: dict[int, int] = {}
    for number, (first, last) in edges.items():
        speaker = _beside(tokens, first, last, subject_of)
        if speaker is not None:
            found[number] = speaker
    return found


def _beside(tokens: Tokens, first: int, last: int, subject_of: dict[int, int]) -> int | None:
    """The nearest speech verb's subject: after the quotation first, then before it."""
    before = _over_colon(tokens, first - 1)
    for way in (range(last + 1, last + 1 + REACH), range(before, before - REACH, -1)):
        for i in way:
            if not 0 <= i < len(tokens):
                break
            if tokens.paragraph[i] != tokens.paragraph[before if i < first else first]:
                break
            if tokens.quote[i] or (i > last and tokens.text[i] in (".", "!", "?")):
                break
            if i < first and tokens.text[i] == "." and tokens.sentence[i] != tokens.sentence[first]:
                break
            if is_speech(tokens, i) and i in subject_of and not tokens.quote[subject_of[i]]:
                return subject_of[i]
    return None


def _over_colon(tokens: Tokens, i: int) -> int:
    """Back over a paragraph's break that follows a colon ("X said:")."""
    at = i
    while at > 0 and tokens.text[at].isspace():
        at -= 1
    return at if at >= 0 and tokens.text[at] == ":" else i
