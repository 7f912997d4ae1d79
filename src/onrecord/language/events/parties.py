"""Noun phrases in, the sides that they name out."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.language.events.clauses import lemma, nouns_joined, subjects
from onrecord.language.events.lexicon import bodies, nations, word_set

PARTY_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PRONOUNS = frozenset(["he", "she", "they", "it", "him", "her", "them", "we", "us", "i"])
CROWDS = frozenset(
    ["thousands", "hundreds", "dozens", "millions", "scores", "tens", "others", "many"]
)
NATION_DEPS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
DOING = ("by", "from", "of")
LINKS = ("of", "by", "from", "for", "against", "with", "between", "on", "in", "toward", "towards")


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """Tokens `[start, end)` of a doc that name a side, and its head."""

    start: int
    end: int
    head: int


def sides_of(tokens: list[Token], *, acting: bool = False) -> tuple[Side, ...]:
    """The sides that the noun phrases of `tokens` name, in order, each once.

    `acting`: they do it, so of "the strike on the convoy" the convoy is none of them.
    """
    found: dict[Side, None] = {}
    for token in tokens:
        if any(c.dep_ == "neg" or c.lower_ == "not" for c in token.lefts):
            continue
        for side in _sides(token, links=DOING if acting else LINKS):
            found[side] = None
    return tuple(found)


def _sides(token: Token, *, links: tuple[str, ...] = ()) -> list[Side]:
    token = _counted(token)
    if token.lower_ in PRONOUNS:
        return _pronoun(token)
    if is_party(token):
        return _split(token)
    return _inside(token, links) if links else []


def is_party(token: Token) -> bool:
    """Whether the noun is a person, a group, a body or a country."""
    if token.lower_ in CROWDS:
        return True
    as_noun = token.pos_ != "VERB" or token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}
    if token.pos_ in {"AUX", "NUM", "ADP", "ADV"} or token.like_num or not as_noun:
        return False
    if token.ent_type_ in PARTY_ENTITIES:
        return lemma(token) not in word_set("talks") or token.ent_type_ == "ORG"
    if {lemma(token), token.lower_} & word_set("people") or is_known(token):
        return True
    return token.pos_ == "PROPN" and not token.ent_type_ and token.text[:1].isupper()


def is_known(token: Token) -> bool:
    """A country, a seat of government, a known body, whatever the tagger took it for."""
    if not token.text[:1].isupper() or token.pos_ == "VERB":
        return False
    before = [c.text for c in token.lefts if c.dep_ == "compound"]
    if " ".join([*before, token.text]).casefold() in nations() or token.lower_ in nations():
        return True
    return token.lower_ in bodies() or (token.text.isupper() and token.pos_ == "NOUN")


def is_place(token: Token) -> bool:
    """Whether the noun is a place that can suffer or host an event."""
    if token.ent_type_ in {"GPE", "LOC", "FAC"} or lemma(token) in word_set("place"):
        return True
    return token.lower_ in nations()


def _counted(token: Token) -> Token:
    """From "thousands of Nigerians" to "Nigerians"."""
    for _ in range(3):
        if lemma(token) not in word_set("quantity") and token.lower_ not in word_set("quantity"):
            break
        inner = [g for c in token.children if c.lower_ == "of" for g in c.children]
        held = [g for g in inner if g.dep_ == "pobj"]
        if not held:
            break
        token = held[0]
    return token


def _inside(token: Token, links: tuple[str, ...]) -> list[Side]:
    """The side inside a phrase that names none itself: "the minister's visit", "Israeli tanks"."""
    owners = [c for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"]
    for owner in owners:
        found = [side for one in nouns_joined(owner) for side in _sides(one)]
        if found:
            return found
    marked = [c for c in token.children if c.dep_ in NATION_DEPS and _names(c)]
    if marked:
        return [_phrase(one, whole=False) for m in marked[:1] for one in _alike(m)]
    for link in links:
        held = [c for c in token.children if c.dep_ == "prep" and c.lower_ == link]
        inner = [g for c in held for g in c.children if g.dep_ == "pobj"]
        deeper = ("of",) if link == "of" else ()
        found = [s for g in inner for one in nouns_joined(g) for s in _sides(one, links=deeper)]
        if found:
            return found
    return []


def _names(token: Token) -> bool:
    if token.pos_ not in {"PROPN", "ADJ", "NOUN"}:
        return False
    return token.ent_type_ in PARTY_ENTITIES or token.lower_ in nations()


def _alike(token: Token) -> list[Token]:
    return [one for one in nouns_joined(token) if _names(one)]


def _split(token: Token) -> list[Side]:
    """Two sides where two nations stand before one noun: "Greek and Turkish ministers"."""
    for child in token.children:
        if child.dep_ in {"amod", "nmod", "compound"} and child.ent_type_ in {"NORP", "GPE"}:
            others = [c for c in child.children if c.dep_ == "conj" and _names(c)]
            if others and lemma(token) != token.lower_:
                last = others[-1]
                return [
                    Side(child.i, child.i + 1, child.i),
                    Side(last.i, token.i + 1, token.i),
                ]
    return [_phrase(token, whole=True)]


def _phrase(token: Token, *, whole: bool) -> Side:
    start, end = token.i, token.i + 1
    if whole:
        start = _left(token)
        end = _right(token)
    elif token.ent_type_:
        start, end = _entity_start(token), _entity_end(token)
    return Side(start, end, token.i)


def _entity_start(token: Token) -> int:
    at = token.i
    while at > max(token.sent.start, token.i - 8) and token.doc[at].ent_iob_ == "I":
        at -= 1
    return at


def _entity_end(token: Token) -> int:
    at = token.i + 1
    while at < token.sent.end and token.doc[at].ent_iob_ == "I":
        at += 1
    return at


_LEFT = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "appos", "conj", "cc"})
_LEFT_OUT = {
    "the", "a", "an", "up", "to", "more", "than", "at", "least", "about", "some", "nearly", "over",
    "around",
    "almost", "many", "several", "few", "no", "any", "all", "both", "its", "his", "her", "their",
    "this", "that", "these", "those", "our", "my", "your", "-", ",", "``", '"', "“", "‘", "'",
    "another", "other", "each", "every", "most", "hundreds", "thousands", "dozens", "of", "fewer",
    "only", "just", "—", "–", ":", "as", "much", "between", "from", "in", "by", "with", "and",
    "meanwhile", "earlier", "today", "yesterday", "including", "what", "whose", "which",
}  # fmt: skip


def _left(token: Token) -> int:
    """The first word of the phrase, without articles, numbers and what only counts."""
    start = min([token.i] + [c.left_edge.i for c in token.lefts if c.dep_ not in {"relcl", "prep"}])
    start = max(start, token.sent.start)
    while start < token.i and _is_dropped(token.doc[start]):
        start += 1
    return start


def _is_dropped(token: Token) -> bool:
    return (
        token.lower_ in _LEFT_OUT
        or token.is_space
        or token.like_num
        or token.pos_ == "NUM"
        or token.dep_ in {"nummod", "quantmod", "det", "predet"}
        or (token.is_punct and token.text not in {"(", "."})
    )


def _right(token: Token) -> int:
    """The word after the last one, with "of Morocco" but no clause."""
    end = token.i + 1
    for child in token.rights:
        if child.left_edge.i != end:
            break
        if child.lower_ == "of" and child.dep_ == "prep":
            held = [g for g in child.children if g.dep_ == "pobj" and g.pos_ in {"PROPN", "NOUN"}]
            if held and (held[0].ent_type_ or lemma(token) in word_set("people")):
                return held[0].i + 1
            break
        if child.lower_ in {"at", "from"} and not token.ent_type_:
            held = [g for g in child.children if g.dep_ == "pobj" and _names(g)]
            return held[0].i + 1 if held else end
        if child.dep_ in {"compound", "flat"} or (child.dep_ == "appos" and _names(child)):
            end = child.i + 1
            continue
        break
    return end


def _pronoun(token: Token) -> list[Side]:
    """What a pronoun stands for inside its sentence, or the pronoun itself."""
    if token.lower_ in {"we", "us", "i"}:
        return [Side(token.i, token.i + 1, token.i)]
    verb = token.head
    for _ in range(5):
        if verb.head is verb:
            break
        below, verb = verb, verb.head
        if below.dep_ in {"ccomp", "advcl", "xcomp"} and verb.pos_ == "VERB":
            named = [one for one in subjects(verb) if _agrees(token, one)]
            if named and named[0].i != token.i:
                return _sides(named[0])
    return [Side(token.i, token.i + 1, token.i)]


def _agrees(pronoun: Token, noun: Token) -> bool:
    if noun.lower_ in PRONOUNS or not is_party(noun):
        return False
    many = "Plur" in noun.morph.get("Number", []) or len(nouns_joined(noun)) > 1
    if pronoun.lower_ in {"he", "she", "him", "her"}:
        return not many and noun.ent_type_ not in {"GPE", "ORG", "NORP"}
    if pronoun.lower_ == "it":
        return not many and noun.ent_type_ != "PERSON"
    return many or noun.ent_type_ in {"GPE", "ORG"} or lemma(noun) in word_set("people")


def words(doc: Doc, side: Side) -> str:
    """The side's words."""
    return str(doc[side.start : side.end].text)


def place_side(token: Token) -> list[Side]:
    """The place as a side: where it happens stands for those it happens to."""
    start = token.i
    if token.ent_type_ and token.ent_iob_ == "I":
        start = _entity_start(token)
    elif not token.ent_type_:
        start = _left(token)
    return [Side(start, _right(token), token.i)]
