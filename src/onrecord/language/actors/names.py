"""Names on a page, each with what it stands for: person, body, place, people."""

from __future__ import annotations

from onrecord.language.actors import titles
from onrecord.language.actors.kinds import gender_of, kind_of, surname
from onrecord.language.actors.lexicon import (
    gender_of_first_name,
    has_legal_form,
    honorifics,
    known_names,
    plain,
    without_legal_form,
    words,
)
from onrecord.language.actors.mentions import Mention
from onrecord.language.actors.spans import PROPER, Known, Span, find_spans, is_body
from onrecord.language.actors.tokens import Tokens
from onrecord.record import ActorKind

LONGEST_KNOWN = 4
"""How many tokens a known name right before another may take, for its country."""


def find_names(tokens: Tokens) -> list[Mention]:
    """The names of the page in order, none over another."""
    spans, known = find_spans(tokens)
    read = [(span, _mention(tokens, *span, known)) for span in spans]
    found = [mention for _, mention in read if mention]
    found += _named_elsewhere(tokens, [span for span, mention in read if not mention], found)
    in_titles = {i for mention in found for title in mention.titles for i in range(*title)}
    kept = [mention for mention in found if mention.start not in in_titles]
    _cut_to_known(tokens, kept)
    kept += _missed(tokens, kept, in_titles)
    return sorted(kept, key=lambda mention: mention.start)


def _named_elsewhere(tokens: Tokens, spans: list[Span], names: list[Mention]) -> list[Mention]:
    """Full names that the recognizer missed, or took for a body, whose surname stands alone."""
    lone = {m.key[0] for m in names if m.kind == "person" and m.size == 1 and not m.plural}
    for mention in names:
        proper = all(tag in PROPER for tag in tokens.tag[mention.start : mention.end])
        body = mention.kind == "organization" and mention.entry is None and 2 <= mention.size <= 3
        body = body and proper
        if body and mention.key[-1] in lone and not is_body(tokens, mention.end):
            mention.kind = "person"
    return [
        Mention(
            start,
            end,
            _head(tokens, start, end),
            "name",
            kind="person",
            key=tuple(plain(word) for word in tokens.text[start:end]),
        )
        for start, end in spans
        if 2 <= end - start <= 3
        and plain(tokens.text[end - 1]) in lone
        and not _is_portfolio(tokens, start, end)
        and all(tokens.tag[i] in PROPER for i in range(start, end))
    ]


def _cut_to_known(tokens: Tokens, names: list[Mention]) -> None:
    """Cut words of a headline in capitals off a name that stands by itself further down."""
    full = {m.key for m in names if m.kind == "person" and m.size >= 2}
    full = {key for key in full if key[0] not in words("particles")}
    last = {surname(key) for key in full if key[0] in gender_of_first_name()}
    for mention in names:
        if mention.kind != "person" or mention.size < 2:
            continue
        for size in range(mention.size - 1, 0, -1):
            head, tail = mention.key[:size], mention.key[-size:]
            if size > 1 and head in full:
                _cut(tokens, mention, mention.start, mention.start + size)
            elif (size > 1 and tail in full) or (size == 1 and _odd(tokens, mention, last)):
                _cut(tokens, mention, mention.end - size, mention.end)
            else:
                continue
            break


def _odd(tokens: Tokens, mention: Mention, surnames: set[str]) -> bool:
    """A known surname in the headline after a word that is no first name."""
    return (
        tokens.paragraph[mention.start] == 0
        and mention.key[-1] in surnames
        and (
            mention.key[0] not in gender_of_first_name()
            or mention.key[0] in words("headline_verbs")
        )
    )


def _cut(tokens: Tokens, mention: Mention, start: int, end: int) -> None:
    if len(mention.key) == mention.size:
        mention.key = mention.key[start - mention.start : end - mention.start]
        mention.start, mention.end = start, end
        mention.head = _head(tokens, start, end)


def _missed(tokens: Tokens, names: list[Mention], in_titles: set[int]) -> list[Mention]:
    """Surnames of the page's people, and its firms' names, where the tagger saw no name."""
    surnames = {surname(m.key) for m in names if m.kind == "person" and m.size >= 2}
    bare = [without_legal_form(m.key) for m in names if has_legal_form(m.key)]
    firms = {name for name, *rest in bare if not rest}
    known = surnames | firms
    taken = {i for m in names for i in range(m.start, m.end)} | in_titles
    found = []
    for i, word in enumerate(tokens.text):
        if i in taken or not word[0].isupper() or plain(word) not in known:
            continue
        plainly = tokens.lower[i] in tokens.common and tokens.tag[i] not in PROPER
        if plainly and not _after_honorific(tokens, i):
            continue
        kind: ActorKind = "person" if plain(word) in surnames else "organization"
        mention = Mention(i, i + 1, i, "name", kind=kind, key=(plain(word),))
        mention.titles = titles.before(tokens, i)
        found.append(mention)
    return found


def _after_honorific(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.lower[i - 1] in honorifics() and tokens.lower[i - 1].endswith(".")


def _mention(tokens: Tokens, start: int, end: int, known: Known) -> Mention | None:
    if _is_portfolio(tokens, start, end):
        return None
    entry = known.get((start, end))
    single = end - start == 1 and entry is None and not _after_honorific(tokens, start)
    if single and _is_no_name(tokens, start):
        return None
    mention = Mention(start, end, _head(tokens, start, end), "name", entry=entry)
    mention.key = tuple(p for i in range(start, end) if (p := plain(tokens.text[i])))
    mention.key = mention.key or (tokens.lower[start],)
    after_the = start > 0 and tokens.lower[start - 1] == "the"
    mention.plural = tokens.tag[end - 1] == "NNPS" and entry is None and after_the
    mention.titles = titles.before(tokens, start)
    if entry:
        mention.kind, mention.country = entry.kind, entry.country
        mention.plural = entry.sort == "demonym"
        if entry.sort == "demonym" and not _is_noun(tokens, mention):
            return None
        return mention
    mention.kind = kind_of(tokens, mention)
    if mention.kind == "people" and not _is_noun(tokens, mention):
        return None
    mention.country = _country_inside(tokens, start, end, known)
    if mention.kind == "person":
        mention.gender = gender_of(tokens, mention)
    return mention if mention.kind else None


def _country_inside(tokens: Tokens, start: int, end: int, known: Known) -> str | None:
    for low in range(max(0, start - LONGEST_KNOWN), end):
        for high in range(low + 1, end + 1):
            if (low, high) in known and (low >= start or high == start):
                return known[low, high].country
    return None


def _is_no_name(tokens: Tokens, i: int) -> bool:
    word = tokens.lower[i]
    return (
        word in words("months_days")
        or (word in honorifics() and word not in gender_of_first_name())
        or word in words("person_nouns")
        or word in words("document_nouns")
        or len(word) == 1
        or (word in tokens.common and tokens.label[i] not in ("PERSON", "GPE"))
        or (tokens.tag[i] not in PROPER and tokens.label[i] != "PERSON")
        or any(part in known_names() for part in tokens.text[i].split("-")[:-1])
    )


def _is_portfolio(tokens: Tokens, start: int, end: int) -> bool:
    """Whether it is only the field of an office: "Defense" in "the Secretary of Defense"."""
    if start < 2 or tokens.lower[start - 1] not in ("of", "for"):
        return False
    inside = all(tokens.lower[i] in words("portfolios") | {"and"} for i in range(start, end))
    return inside and titles.is_title(tokens, start - 2)


def _is_noun(tokens: Tokens, mention: Mention) -> bool:
    """A demonym that stands by itself: "the Russians", not "the Russian minister"."""
    last = mention.end - 1
    if tokens.tag[last] in ("JJ", "NNP", "NN") and tokens.dep[last] in ("amod", "compound", "nmod"):
        return False
    return tokens.tag[last] in ("NNPS", "NNS") or (
        tokens.dep[last] in ("nsubj", "dobj", "pobj", "nsubjpass")
        and mention.start > 0
        and tokens.lower[mention.start - 1] == "the"
    )


def _head(tokens: Tokens, start: int, end: int) -> int:
    """The token whose head lies outside the span; the last one where there are several."""
    for i in range(end - 1, start - 1, -1):
        if not start <= tokens.head[i] < end or tokens.head[i] == i:
            return i
    return end - 1
