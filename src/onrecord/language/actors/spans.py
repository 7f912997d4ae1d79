"""Where names stand on a page: spans that spaCy found, corrected, and names from the data files.

Tokens in, spans of tokens out, none over another, titles left off.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from onrecord.language.actors.lexicon import (
    Entry,
    gender_of_first_name,
    honorifics,
    known_names,
    words,
)
from onrecord.language.actors.tokens import Tokens

PROPER = frozenset(("NNP", "NNPS"))
NAMING = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"))
INNER = frozenset(("-", "–", "al", "bin", "ibn", "de", "del", "della", "der", "van", "von", "&"))
OUTSIDE_PEOPLE = frozenset(("IN", "CC", "TO", "CD", "VBD", "VBZ", "VBN", ":"))
"""Tags of words that no person's name holds: "X of the bank" ends with X."""
HYPHENS = frozenset(("-", "–"))
EDGES = frozenset(("'s", "’s", "'", "’", "the", "a", "an", ",", ".", ":", ";", '"', "“", "”", "-"))
Span = tuple[int, int]
Known = dict[Span, Entry]


def find_spans(tokens: Tokens) -> tuple[list[Span], Known]:
    """The spans of names, and which of all spans the data files know."""
    known = _known(tokens)
    return _keep(tokens, _entities(tokens) + _runs(tokens), known), known


def _known(tokens: Tokens) -> Known:
    """Known names by their token span; the longest at each place."""
    table, text = known_names(), tokens.page
    ends = {tokens.end_of(i): i + 1 for i in range(len(tokens))}
    found: Known = {}
    free = 0
    for i, word in enumerate(tokens.text):
        if i < free or word not in table:
            continue
        for name, entry in table[word]:
            end = ends.get(tokens.start[i] + len(name))
            if end and text.startswith(name, tokens.start[i]) and _stands(tokens, i, end, entry):
                found[i, end] = entry
                free = end
                break
    return found


def _stands(tokens: Tokens, start: int, end: int, entry: Entry) -> bool:
    """Whether it is a name here, and not a common word."""
    if end - start > 1:
        return True
    word = tokens.text[start]
    if word in AMBIGUOUS:
        return tokens.tag[start] in PROPER and word.isupper() and tokens.label[start] != ""
    if entry.sort == "demonym":
        return True
    return tokens.tag[start] in PROPER or tokens.label[start] in NAMING or word[0].isupper()


AMBIGUOUS = frozenset(("IS", "WHO", "ETA", "US", "AU"))
"""Known names that in capitals may be plain words: they need the tagger's word for it."""


def _entities(tokens: Tokens) -> list[Span]:
    spans: list[Span] = []
    for ent in tokens.doc.ents:
        if ent.label_ in NAMING:
            spans += _pieces(tokens, ent.start, ent.end)
    return spans


def _pieces(tokens: Tokens, start: int, end: int) -> list[Span]:
    """The span cut at line breaks and possessives ("X's Y" is X and Y), its edges trimmed."""
    pieces, low = [], start
    for i in range(start, end):
        word = tokens.text[i]
        dashed = word[0] in "-|" and len(word) > 1
        within = tokens.label[i] == "PERSON" and tokens.tag[i] in OUTSIDE_PEOPLE
        if word.isspace() or word in ("'s", "’s", "|") or dashed or within:
            pieces.append((low, i))
            low = i + 1
    pieces.append((low, end))
    return [trimmed for piece in pieces if (trimmed := _trim(tokens, *piece))]


def _trim(tokens: Tokens, start: int, end: int) -> Span | None:
    while start < end and (tokens.lower[start] in EDGES or not _opens_name(tokens, start)):
        start += 1
    while start < end and (tokens.lower[end - 1] in EDGES or not _has_letter(tokens.text[end - 1])):
        end -= 1
    if start >= end or not any(tokens.text[i][:1].isupper() for i in range(start, end)):
        return None
    return _grow(tokens, start, end)


def _opens_name(tokens: Tokens, i: int) -> bool:
    """Names begin with a capital, a figure ("10 Downing Street") or a particle ("al-")."""
    first = tokens.text[i][0]
    return first.isupper() or first.isdigit() or tokens.lower[i] in words("particles")


def _has_letter(word: str) -> bool:
    return any(map(str.isalnum, word))


def _grow(tokens: Tokens, start: int, end: int) -> Span:
    """Take in proper nouns that the recognizer cut off: "Kim Jong" + "Un", "Hugh" + "Hill"."""
    while start > 0 and tokens.tag[start - 1] in PROPER and not tokens.label[start - 1]:
        near = tokens.sentence[start - 1] == tokens.sentence[start]
        if not near or tokens.lower[start - 1] not in gender_of_first_name():
            break
        start -= 1
    while end < len(tokens) and tokens.tag[end] in PROPER and not tokens.label[end]:
        if tokens.sentence[end] != tokens.sentence[start] or not tokens.text[end][:1].isupper():
            break
        end += 1
    return start, end


def _in_capitals(tokens: Tokens) -> list[Span]:
    """Full names all in capitals, as in headlines and transcripts."""
    text, firsts = tokens.text, gender_of_first_name()
    return [
        (i, i + 2)
        for i in range(len(tokens) - 1)
        if text[i].isupper() and tokens.lower[i] in firsts and len(text[i]) > 2
        if text[i + 1].isupper() and text[i + 1].isalpha() and len(text[i + 1]) > 2
        if not tokens.label[i]
    ]


def _runs(tokens: Tokens) -> list[Span]:
    """Stretches of proper nouns outside dates and the like."""
    runs = _in_capitals(tokens)
    start: int | None = None
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and _runs_on(tokens, i, start is not None)
        if start is not None and not (inside and _goes_on(tokens, i)):
            trimmed = _trim(tokens, start, i)
            runs += [trimmed] if trimmed else []
            start = None
        if inside and start is None:
            start = i
    return runs


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a run may go on at `i`: a sentence that starts after a first name is no sentence."""
    if tokens.sentence[i] == tokens.sentence[i - 1]:
        return True
    return tokens.lower[i - 1] in gender_of_first_name()


def _runs_on(tokens: Tokens, i: int, going: bool) -> bool:
    if tokens.tag[i] in PROPER:
        return not tokens.label[i]
    follows = i + 1 < len(tokens) and tokens.tag[i + 1] in PROPER
    return going and follows and tokens.lower[i] in INNER and not tokens.label[i]


def _keep(tokens: Tokens, spans: list[Span], known: Known) -> list[Span]:
    """Spans that do not overlap: known names first unless a longer name takes them in."""
    taken: set[int] = set()
    kept: list[Span] = []
    parts = [part for span in spans for part in _without_titles(tokens, *span, known)]
    order = [(-_weight(tokens, *span, known), span) for span in {*parts, *known}]
    for _, (start, end) in sorted(order):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end))
    return kept


def _weight(tokens: Tokens, start: int, end: int, known: Known) -> int:
    if (start, end) in known:
        return 2 * (end - start) + 1
    inner = [span for span in _within(start, end) if span in known]
    if inner and any(tokens.lower[i] in HYPHENS for i in range(start, end)):
        return 0  # "U.S.-Russia" is two names
    first = gender_of_first_name().get(tokens.lower[start])
    if inner and not first and not is_body(tokens, end):
        return 2 * max(high - low for low, high in inner)
    return 2 * (end - start)


def _within(start: int, end: int) -> Iterator[Span]:
    """All spans inside one."""
    return combinations(range(start, end + 1), 2)


def is_body(tokens: Tokens, end: int) -> bool:
    """Whether the word before `end` says that the name is a body's ("Committee")."""
    return tokens.lower[end - 1] in words("org_suffixes")


def _after_employer(tokens: Tokens, start: int, end: int, known: Known) -> int:
    """Where a person's name begins behind a body's in one span: "Fox News Sean Hannity"."""
    firsts = gender_of_first_name()
    high = end - 2
    return high if (start, high) in known and tokens.lower[high] in firsts else start


def _without_titles(tokens: Tokens, start: int, end: int, known: Known) -> list[Span]:
    """A name without the title before it: "Defense Secretary Ash Carter" is "Ash Carter"."""
    if (start, end) in known or is_body(tokens, end):
        return [(start, end)]
    cut = _after_employer(tokens, start, end, known)
    for i in range(start, end - 1):
        word = tokens.lower[i]
        if word in gender_of_first_name() and word not in words("ranks"):
            continue  # "Dean" and "Don" are first names too
        if word in honorifics() or word in words("person_nouns"):
            cut = i + 1
    if cut < end and tokens.lower[cut] in ("of", "for", "to", "the", "-"):
        return []
    inner = [(cut, end)] if cut < end else []
    if inner and all(tokens.lower[i] in words("person_nouns") for i in range(cut, end)):
        return []
    return inner
