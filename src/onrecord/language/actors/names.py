"""Names on a page: entities that spaCy found, corrected, and the names that the data files know."""

from __future__ import annotations

from onrecord.language.actors import speech, titles
from onrecord.language.actors.lexicon import (
    Entry,
    demonyms,
    gender_of_first_name,
    honorifics,
    known_names,
    plain,
    words,
)
from onrecord.language.actors.mentions import Mention
from onrecord.language.actors.tokens import Tokens
from onrecord.record import ActorKind

PROPER = frozenset(("NNP", "NNPS"))
NAMING = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"))
INNER = frozenset(("-", "–", "al", "bin", "ibn", "de", "del", "della", "der", "van", "von", "&"))
HYPHENS = frozenset(("-", "–"))
EDGES = frozenset(("'s", "’s", "'", "’", "the", "a", "an", ",", ".", ":", ";", '"', "“", "”", "-"))
KIND_OF_LABEL: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


def find_names(tokens: Tokens) -> list[Mention]:
    """The names of the page in order, none over another."""
    known = _known(tokens)
    spans = _keep(tokens, _entities(tokens) + _runs(tokens), known)
    found = [mention for span in spans if (mention := _mention(tokens, *span, known))]
    in_titles = {i for mention in found for title in mention.titles for i in range(*title)}
    kept = [mention for mention in found if mention.start not in in_titles]
    _cut_to_known(tokens, kept)
    kept += _missed(tokens, kept, in_titles)
    return sorted(kept, key=lambda mention: mention.start)


def _cut_to_known(tokens: Tokens, names: list[Mention]) -> None:
    """Cut words of a headline in capitals off a name that stands by itself further down."""
    full = {m.key for m in names if m.kind == "person" and m.size >= 2}
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
        and mention.key[0] not in gender_of_first_name()
    )


def _cut(tokens: Tokens, mention: Mention, start: int, end: int) -> None:
    if len(mention.key) == mention.size:
        mention.key = mention.key[start - mention.start : end - mention.start]
        mention.start, mention.end = start, end
        mention.head = _head(tokens, start, end)


def _missed(tokens: Tokens, names: list[Mention], in_titles: set[int]) -> list[Mention]:
    """Surnames of the page's people where the tagger saw no name."""
    surnames = {surname(m.key) for m in names if m.kind == "person" and m.size >= 2}
    taken = {i for m in names for i in range(m.start, m.end)} | in_titles
    common = {word for i, word in enumerate(tokens.text) if word.islower()}
    found = []
    for i, word in enumerate(tokens.text):
        if i in taken or not word[0].isupper() or plain(word) not in surnames:
            continue
        if tokens.lower[i] in common and not _after_honorific(tokens, i):
            continue
        mention = Mention(i, i + 1, i, "name", kind="person", key=(plain(word),))
        mention.titles = titles.before(tokens, i)
        found.append(mention)
    return found


def _after_honorific(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.lower[i - 1] in honorifics() and tokens.lower[i - 1].endswith(".")


def _known(tokens: Tokens) -> dict[tuple[int, int], Entry]:
    """Known names by their token span; the longest at each place."""
    table, text = known_names(), tokens.page
    ends = {tokens.end_of(i): i + 1 for i in range(len(tokens))}
    found: dict[tuple[int, int], Entry] = {}
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
    """Is it a name here, and not a common word or part of a longer one?"""
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


def _entities(tokens: Tokens) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for ent in tokens.doc.ents:
        if ent.label_ in NAMING:
            spans += _pieces(tokens, ent.start, ent.end)
    return spans


def _pieces(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """The span cut at line breaks and possessives ("X's Y" is X and Y), its edges trimmed."""
    pieces, low = [], start
    for i in range(start, end):
        word = tokens.text[i]
        if word.isspace() or word in ("'s", "’s", "|") or (word[0] in "-|" and len(word) > 1):
            pieces.append((low, i))
            low = i + 1
    pieces.append((low, end))
    return [trimmed for piece in pieces if (trimmed := _trim(tokens, *piece))]


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
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


def _grow(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
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


def _in_capitals(tokens: Tokens) -> list[tuple[int, int]]:
    """Full names all in capitals, as in headlines and transcripts."""
    text, firsts = tokens.text, gender_of_first_name()
    return [
        (i, i + 2)
        for i in range(len(tokens) - 1)
        if text[i].isupper() and tokens.lower[i] in firsts and len(text[i]) > 2
        if text[i + 1].isupper() and text[i + 1].isalpha() and len(text[i + 1]) > 2
        if not tokens.label[i]
    ]


def _runs(tokens: Tokens) -> list[tuple[int, int]]:
    """Stretches of proper nouns outside dates and the like."""
    runs = _in_capitals(tokens)
    start: int | None = None
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and _runs_on(tokens, i, start is not None)
        if start is not None and (not inside or tokens.sentence[i] != tokens.sentence[start]):
            trimmed = _trim(tokens, start, i)
            runs += [trimmed] if trimmed else []
            start = None
        if inside and start is None:
            start = i
    return runs


def _runs_on(tokens: Tokens, i: int, going: bool) -> bool:
    if tokens.tag[i] in PROPER:
        return not tokens.label[i]
    follows = i + 1 < len(tokens) and tokens.tag[i + 1] in PROPER
    return going and follows and tokens.lower[i] in INNER and not tokens.label[i]


def _keep(
    tokens: Tokens, spans: list[tuple[int, int]], known: dict[tuple[int, int], Entry]
) -> list[tuple[int, int]]:
    """Spans that do not overlap: known names first unless a longer name takes them in."""
    taken: set[int] = set()
    kept: list[tuple[int, int]] = []
    parts = [part for span in spans for part in _without_titles(tokens, *span, known)]
    order = [(-_weight(tokens, *span, known), span) for span in {*parts, *known}]
    for _, (start, end) in sorted(order):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end))
    return kept


def _weight(tokens: Tokens, start: int, end: int, known: dict[tuple[int, int], Entry]) -> int:
    if (start, end) in known:
        return 2 * (end - start) + 1
    inner = [span for span in known if start <= span[0] and span[1] <= end]
    if inner and any(tokens.lower[i] in HYPHENS for i in range(start, end)):
        return 0  # "U.S.-Russia" is two names
    first = gender_of_first_name().get(tokens.lower[start])
    if inner and not first and not _is_body(tokens, end):
        return 2 * max(high - low for low, high in inner)
    return 2 * (end - start)


def _is_body(tokens: Tokens, end: int) -> bool:
    return tokens.lower[end - 1] in words("org_suffixes")


def _without_titles(
    tokens: Tokens, start: int, end: int, known: dict[tuple[int, int], Entry]
) -> list[tuple[int, int]]:
    """A name without the title before it: "Defense Secretary Ash Carter" is "Ash Carter"."""
    if (start, end) in known or _is_body(tokens, end):
        return [(start, end)]
    cut = start
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


def _mention(
    tokens: Tokens, start: int, end: int, known: dict[tuple[int, int], Entry]
) -> Mention | None:
    if _is_portfolio(tokens, start, end):
        return None
    if end - start == 1 and _is_no_name(tokens, start) and not _after_honorific(tokens, start):
        return None
    entry = known.get((start, end))
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
    mention.kind = _kind(tokens, mention)
    if mention.kind == "people" and not _is_noun(tokens, mention):
        return None
    mention.country = _country_inside(tokens, start, end, known)
    if mention.kind == "person":
        mention.gender = gender_of(tokens, mention)
    return mention if mention.kind else None


def _country_inside(
    tokens: Tokens, start: int, end: int, known: dict[tuple[int, int], Entry]
) -> str | None:
    for (low, high), entry in known.items():
        if (start <= low and high <= end) or high == start:
            return entry.country
    return None


def _is_no_name(tokens: Tokens, i: int) -> bool:
    word = tokens.lower[i]
    return (
        word in words("months_days")
        or word in words("person_nouns")
        or word in words("document_nouns")
        or len(word) == 1
        or any(part in known_names() for part in tokens.text[i].split("-")[:-1])
    )


def _is_portfolio(tokens: Tokens, start: int, end: int) -> bool:
    """ "Defense" in "the Secretary of Defense" is no name."""
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


def _kind(tokens: Tokens, mention: Mention) -> ActorKind | None:
    """What a name that the data files do not know stands for; None where it is no actor."""
    first, last = tokens.lower[mention.start], tokens.lower[mention.end - 1]
    label = _label(tokens, mention)
    named = gender_of_first_name().get(first) is not None
    if named and mention.size == 2 and label == "PERSON":
        return "person"
    if last in words("org_suffixes"):
        return _body_kind(last)
    if last in words("thing_suffixes") and mention.size > 1:
        return "organization" if speech.speaks(tokens, mention.head) else None
    if mention.titles and mention.size <= 4:
        return "person"
    if named and 2 <= mention.size <= 4:
        return "person"
    if label == "PERSON" and mention.plural:
        return "people"
    if not label and (speech.speaks(tokens, mention.head) or _is_credited(tokens, mention.head)):
        return "organization"
    return KIND_OF_LABEL.get(label)


def _is_credited(tokens: Tokens, i: int) -> bool:
    """ "According to X"."""
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
        for i in range(start, end):
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


def is_demonym(word: str) -> str | None:
    """The country that a demonym in lower case belongs to."""
    return demonyms().get(word)
