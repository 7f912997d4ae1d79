"""Descriptions that stand for actors ("a senior official", "the campaign") and pronouns."""

from __future__ import annotations

from onrecord.language.actors.lexicon import demonyms, known_names, words
from onrecord.language.actors.mentions import Mention
from onrecord.language.actors.tokens import Tokens
from onrecord.record import ActorKind

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
LEFT = NOUNS | {"DT", "PRP$", "PDT", "JJ", "JJR", "JJS", "RBS", "RBR", "CD", "VBN", "VBG"}
LEFT |= {"POS", "HYPH", "AFX", "$"}
RIGHT = frozenset(("of", "for", "at", "from", "with", "in", "on", "to", "close", "within"))
LONGEST_LEFT, LONGEST_RIGHT = 14, 10
VAGUE = frozenset(("a", "an", "one", "another", "some", "any", "no", "both"))
PROPER_TAGS = frozenset(("NNP", "NNPS", "JJ"))
LANDS = frozenset(("NORP", "GPE", "LOC", "ORG", "PERSON"))
RELATIVE = frozenset(("who", "which"))
PRONOUNS: dict[str, tuple[str | None, bool]] = {
    "he": ("m", False),
    "him": ("m", False),
    "his": ("m", False),
    "himself": ("m", False),
    "she": ("f", False),
    "her": ("f", False),
    "hers": ("f", False),
    "herself": ("f", False),
    "they": (None, True),
    "them": (None, True),
    "their": (None, True),
    "themselves": (None, True),
    "it": (None, False),
    "its": (None, False),
    "itself": (None, False),
    "i": (None, False),
    "me": (None, False),
    "my": (None, False),
    "myself": (None, False),
    "who": (None, False),
    "which": (None, False),
}


def find_nominals(tokens: Tokens, taken: set[int]) -> list[Mention]:
    """Descriptions whose noun is no part of a name or title (`taken`)."""
    found = []
    for i, tag in enumerate(tokens.tag):
        if tag in NOUNS and i not in taken and _stands_alone(tokens, i):
            kind = _kind(tokens, i)
            if kind:
                found.append(_nominal(tokens, i, kind, taken))
    return found


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether it is the head of its noun phrase."""
    if tokens.dep[i] in ("compound", "amod", "nmod", "npadvmod") and tokens.head[i] > i:
        return False
    return i + 1 >= len(tokens) or tokens.text[i + 1] not in ("-", "–")


def _kind(tokens: Tokens, i: int) -> ActorKind | None:
    lower, lemma = tokens.lower[i], tokens.lemma[i]
    single = lower if tokens.tag[i] in ("NN", "NNP") else lemma
    if lower in words("group_nouns"):
        return "people"
    if single in words("person_nouns") or tokens.lower[max(0, i - 1) : i + 1] == ["first", "lady"]:
        return "person" if tokens.tag[i] in ("NN", "NNP") else "people"
    if single in words("org_nouns"):
        if _is_no_body(tokens, i):
            return None
        return "government" if single in words("state_nouns") else "organization"
    if single in words("document_nouns") and _speaks(tokens, i):
        return "organization"
    return None


def _is_no_body(tokens: Tokens, i: int) -> bool:
    """The bank of a river, a campaign of something."""
    if tokens.lower[i] == "bank":
        return i > 0 and tokens.lower[i - 1] in words("banks")
    return tokens.lower[i] == "campaign" and tokens.lower[i + 1 : i + 2] in (["of"], ["against"])


def _speaks(tokens: Tokens, i: int) -> bool:
    """A text is an actor only where it says something."""
    above = tokens.head[i]
    if tokens.dep[i] in ("nsubj", "nsubjpass"):
        return tokens.lemma[above] in words("speech_verbs")
    return tokens.dep[i] == "pobj" and tokens.lower[above - 1 : above + 1] == ["according", "to"]


def _nominal(tokens: Tokens, i: int, kind: ActorKind, taken: set[int]) -> Mention:
    low = i
    while low > 0 and i - low < LONGEST_LEFT and _on_left(tokens, low - 1, i):
        low -= 1
        if tokens.tag[low] in ("DT", "PRP$") and tokens.tag[low - 1] != "PDT":
            break
    while low < i and tokens.tag[low] in ("POS", "HYPH"):
        low += 1
    if 0 < low < i and tokens.lower[low - 1 : low + 1] in (["at", "least"], ["at", "most"]):
        low -= 1
    mention = Mention(low, _right(tokens, i), i, "nominal", kind=kind)
    mention.key = (tokens.lower[i],)
    mention.plural = kind == "people" or tokens.tag[i] in ("NNS", "NNPS")
    if tokens.lower[i] in words("female_nouns"):
        mention.gender = "f"
    elif tokens.lower[i] in words("male_nouns"):
        mention.gender = "m"
    mention.country = country_inside(tokens, low, i)
    if tokens.lower[i] in words("body_groups") and tells_which(tokens, low, i):
        mention.kind = "government" if tokens.lower[i] == "authorities" else "organization"
        mention.plural = False
    return mention


def tells_which(tokens: Tokens, low: int, head: int) -> bool:
    """Whether a body's description tells which: "the Syrian army" does and "an army" does not."""
    if tokens.lower[low] in VAGUE:
        return False
    of = tokens.lower[head + 1 : head + 2] == ["of"]
    after = range(head + 2, min(head + 2 + 2 * of, len(tokens))) if of else range(0)
    return any(_is_proper(tokens, i) for i in (*range(low, head), *after))


def _is_proper(tokens: Tokens, i: int) -> bool:
    """A name or a capitalized adjective ("Syrian"); at a sentence's start the label must say so."""
    word = tokens.lower[i]
    if word in demonyms():
        return True
    if not tokens.text[i][0].isupper() or word in words("plain_modifiers"):
        return False
    opens = i == 0 or tokens.sentence[i] != tokens.sentence[i - 1] or not tokens.text[i - 1].strip()
    return tokens.tag[i] in PROPER_TAGS and (not opens or tokens.label[i] in LANDS)


def _on_left(tokens: Tokens, j: int, i: int) -> bool:
    return (
        tokens.tag[j] in LEFT
        and tokens.sentence[j] == tokens.sentence[i]
        and not (tokens.tag[j] in ("VBN", "VBG") and tokens.dep[j] not in ("amod", "compound"))
    )


def _right(tokens: Tokens, i: int) -> int:
    """Past the phrases that say whose or where from: "a doctor at the clinic"."""
    end = i + 1
    while end < len(tokens) and _goes_right(tokens, end) and tokens.head[end] == i:
        edge = tokens.doc[end].right_edge.i + 1
        if any(label in ("DATE", "TIME") for label in tokens.label[end:edge]):
            break
        stops = [j for j in range(end, edge) if tokens.text[j] in (",", '"', "“", "”", ";")]
        edge = min(stops, default=edge)
        if edge - end > LONGEST_RIGHT:
            break
        end = edge
        if stops:
            break
    return end


def _goes_right(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] in RIGHT or tokens.lower[i : i + 2] == ["near", "to"]


def country_inside(tokens: Tokens, low: int, high: int) -> str | None:
    """The country that a demonym, a country or a known body in the words tells."""
    for j in range(low, high):
        told = demonyms().get(tokens.lower[j])
        if told:
            return told
        for name, entry in known_names().get(tokens.text[j], ()):
            here = tokens.page.startswith(name, tokens.start[j])
            if here and entry.sort in ("country", "body"):
                return entry.country
    return None


def find_pronouns(tokens: Tokens) -> list[Mention]:
    """Pronouns that may stand for an actor."""
    found = []
    for i, word in enumerate(tokens.lower):
        told = PRONOUNS.get(word)
        if told is None or (word in RELATIVE and not _is_relative(tokens, i)):
            continue
        mention = Mention(i, i + 1, i, "pronoun", gender=told[0], plural=told[1])
        mention.key = (word,)
        found.append(mention)
    return found


def _is_relative(tokens: Tokens, i: int) -> bool:
    """Whether it is the "who" of "the man who" and no question."""
    verb = tokens.head[i]
    return i > 0 and tokens.dep[verb] == "relcl" and tokens.head[verb] < i
