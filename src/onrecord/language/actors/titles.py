"""Titles and roles beside a name: before it, in apposition, or said of it ("X is the nominee")."""

from __future__ import annotations

from onrecord.language.actors.lexicon import honorifics, person_nouns, words
from onrecord.language.actors.tokens import Tokens

Piece = tuple[int, int]
MODIFIERS = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "HYPH", "VBN", "CD", "AFX")
)
JOINERS = frozenset(("of", "for", "to", "at", "and", "the", "&", "on", "in", "'s", "’s", "-"))
ROLE_JOINERS = frozenset(("of", "for", "to", "at", "on", "in"))
LONGEST_TITLE = 14
LONGEST_CHAIN = 8


def before(tokens: Tokens, start: int) -> list[Piece]:
    """The title that ends right before the name at `start`, as at most one token span."""
    anchor = _anchor(tokens, start)
    if anchor is None:
        return []
    low = anchor
    while low > 0 and _modifies(tokens, low - 1, start) and start - low < LONGEST_TITLE:
        low -= 1
    if low > 1 and tokens.lower[low - 1] == "and" and is_title(tokens, low - 2):
        low -= 2  # "the actress and activist X"
    if low < anchor and low > 1 and tokens.lower[low - 1] == "of" and is_title(tokens, low - 2):
        low -= 2  # "chief of staff General X"
    while low < anchor and tokens.tag[low] in ("POS", "HYPH", "VBN", "CD"):
        low += 1
    return [(low, start)]


def _anchor(tokens: Tokens, start: int) -> int | None:
    """The title's own noun: right before the name, or before "of" and proper nouns."""
    last = start - 1
    if last < 0 or tokens.sentence[last] != tokens.sentence[start]:
        return None
    if is_title(tokens, last):
        return last
    if tokens.text[last] == "." and last > 0 and tokens.lower[last - 1] in honorifics():
        return last - 1  # "Pres." in two tokens
    for i in range(last, max(-1, last - LONGEST_CHAIN), -1):
        if is_title(tokens, i):
            joined = tokens.lower[i + 1] in ROLE_JOINERS and i + 2 < start
            return i if joined and tokens.tag[last] in ("NNP", "NNPS", "NN", "NNS") else None
        if tokens.tag[i] not in MODIFIERS and tokens.lower[i] not in JOINERS:
            return None
    return None


def is_title(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a noun for an office or a role, or an honorific."""
    word = tokens.lower[i]
    if word in honorifics():
        return tokens.tag[i].startswith("N") or word.endswith(".")
    return tokens.tag[i].startswith("NN") and word in person_nouns()


def _modifies(tokens: Tokens, i: int, start: int) -> bool:
    if tokens.sentence[i] != tokens.sentence[start]:
        return False
    apart = tokens.tag[i] == "HYPH" and i > 0 and tokens.end_of(i - 1) < tokens.start[i]
    dated = tokens.label[i] in ("DATE", "TIME") and not tokens.lower[i].isalpha()
    dated = dated or tokens.lower[i] in words("months_days")
    return tokens.tag[i] in MODIFIERS and not (apart or dated or tokens.text[i].isspace())


def after(tokens: Tokens, end: int) -> list[Piece]:
    """The role in apposition after the name that ends at `end`: ", the Pentagon spokesman,"."""
    if end + 1 >= len(tokens) or tokens.text[end] not in (",", "–", "—"):
        return []
    low = end + 1
    if tokens.lower[low] in ("the", "a", "an", "his", "her", "its", "their"):
        low += 1
    noun = _role_noun(tokens, low)
    if noun is None:
        return []
    high = _through_joins(tokens, noun + 1)
    return [(low, high)] if high < len(tokens) and _closes(tokens, high) else []


def _closes(tokens: Tokens, i: int) -> bool:
    return tokens.text[i] in (",", ".", ";", "–", "—", ")", ":") or tokens.lower[i] in (
        "who",
        "and",
        "in",
        "told",
        "said",
    )


def _role_noun(tokens: Tokens, low: int) -> int | None:
    """The last role noun of the noun phrase that begins at `low`."""
    found = None
    for i in range(low, min(len(tokens), low + 10)):
        if tokens.tag[i] not in MODIFIERS and tokens.lower[i] not in ("and", "'s", "’s"):
            break
        if tokens.tag[i] in ("NN", "NNP") and tokens.lower[i] in person_nouns():
            found = i
    return found


def _through_joins(tokens: Tokens, high: int) -> int:
    """Past "of the Joint Chiefs of Staff" and the like."""
    limit = min(len(tokens), high + 12)
    if high < limit and tokens.lower[high] not in ROLE_JOINERS:
        return high
    while high < limit and (
        tokens.tag[high] in MODIFIERS or tokens.lower[high] in JOINERS or tokens.tag[high] == "DT"
    ):
        high += 1
    return high


def said_of(tokens: Tokens, head: int, start: int) -> list[Piece]:
    """The role before a name that stands in apposition: "the chief envoy, X,"."""
    above = tokens.head[head]
    if tokens.dep[head] != "appos" or above >= start or start - above > 12:
        return []
    if tokens.lower[above] not in person_nouns() or tokens.tag[above] not in ("NN", "NNP"):
        return []
    low = above
    while low > 0 and _modifies(tokens, low - 1, above):
        low -= 1
    high = next((i for i in range(above + 1, start) if tokens.text[i] == ","), start)
    return [(low, high)] if above < high else []


def described(tokens: Tokens, i: int) -> int:
    """The description that the name at `i` stands beside: "leader" in "the leader, X, said"."""
    above = tokens.head[i]
    apposed = tokens.dep[i] == "appos" and above < i
    return above if apposed and tokens.lower[above] in person_nouns() else i
