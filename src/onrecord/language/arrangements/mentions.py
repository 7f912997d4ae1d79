"""Where a page speaks of an arrangement: words that name one, in `Doc` order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.data import load_table
from onrecord.language.arrangements.grammar import (
    anchor_of,
    complement_verbs,
    has_future,
    is_unreal,
    joined,
    lemma,
    phrase_end,
    subjects,
    with_particle,
    with_quotes,
)
from onrecord.language.arrangements.lexicon import Noun, countries, lexicon
from onrecord.record import ArrangementKind

LONGEST = 18
"""A mention with its complements is cut at this many words; names longer than that do not read."""

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
INDEFINITE = frozenset({"a", "an", "any", "another", "some", "no", "one"})
ARRANGED = frozenset({"plan", "schedule", "pencil", "slate", "set"})
MEETING = frozenset({"meeting", "summit", "talk", "conference"})
FRAME_NOUNS: dict[ArrangementKind, str] = {
    "proposal": "proposal", "agreement": "agreement", "ceasefire": "ceasefire",
    "talks": "negotiation", "commitment": "pledge", "institution": "agreement",
}  # fmt: skip
"""The noun that a verb stands for which names an arrangement of the kind."""

ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "previous", "last",
     "next", "1st", "2nd", "3rd", "4th", "5th", "final", "earlier"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that names an arrangement, with what its phrase says of it (token indices)."""

    head: int
    start: int
    end: int
    word: str
    kind: ArrangementKind
    gate: str
    determiner: str
    plural: bool
    marks: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    ordinal: str | None
    grounded: bool
    sentence: int
    topic: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    prospective: bool = False
    antecedent: int | None = None
    chance: float = 1.0
    """How likely the word names an arrangement, as the models say."""

    @property
    def bare(self) -> bool:
        """Whether the phrase says nothing but the noun."""
        return not (self.marks or self.people or self.places or self.topic)


def find_mentions(doc: Doc) -> list[Mention]:
    """All mentions of the page, those that need a partner (gate `echo`) included."""
    lawmaking = _speaks_of_laws(doc)
    sentences = sentence_numbers(doc)
    found: list[Mention] = []
    for token in doc:
        noun = noun_of(token)
        if noun and (
            _passes(token, noun, lawmaking=lawmaking)
            or (noun.gate in {"typed", "context", "arranged"} and _named_before(token, noun, found))
        ):
            found.append(_mention(token, noun, sentences[token.i]))
        elif (frame := _frame_of(token)) is not None:
            found.append(_verb_mention(token, frame, sentences[token.i]))
    return _without_nested(doc, found)


def mention_at(token: Token, sentence: int, kind: ArrangementKind) -> Mention:
    """The mention that the word is known to be, whatever stands around it.

    A noun of the lists keeps their kind and gate; any other word has the given kind.
    """
    noun = noun_of(token)
    if noun is not None:
        return _mention(token, noun, sentence)
    if token.pos_ == "VERB":
        frame = _frames().get(lemma(token), {"noun": FRAME_NOUNS[kind]})
        return _verb_mention(token, frame, sentence)
    read = Noun(lemma(token), kind, "read", frozenset(), frozenset())
    return _mention(token, read, sentence)


def may_name(token: Token, heads: frozenset[str]) -> bool:
    """Whether the word is one that can name an arrangement: of the lists, or of `heads`.

    A deadline is that of an arrangement, which goes by its own name.
    """
    if token.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return False
    if lemma(token) in lexicon().words["deadline_nouns"] or round_of(token) is not None:
        return False
    return lemma(token) in heads or noun_of(token) is not None


def round_of(token: Token) -> Token | None:
    """The word that stands for the noun: of "a third round of talks", "round"."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ != "of":
        return None
    return prep.head if lemma(prep.head) in lexicon().words["rounds"] else None


def sentence_numbers(doc: Doc) -> list[int]:
    """For each token, the number of its sentence."""
    return [n for n, sent in enumerate(doc.sents) for _ in range(sent.start, sent.end)]


def _speaks_of_laws(doc: Doc) -> bool:
    words = lexicon().words["lawmaking"]
    return sum(token.lower_ in words or lemma(token) in words for token in doc) >= 2


def _tells_a_stance(prep: Token) -> bool:
    """Whether the phrase says how it was met: "greeted the plan with deep doubts"."""
    stances = lexicon().stances
    return prep.lower_ == "with" and any(("noun", lemma(c)) in stances for c in prep.children)


def noun_of(token: Token) -> Noun | None:
    """The lexicon's entry for the word, if it stands as a noun."""
    lex = lexicon()
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    if kind := lex.names.get(token.lower_):
        if token.text.isupper():
            return Noun(token.lower_, kind, "name", frozenset(), frozenset())
        return None
    word = _word(token)
    if word in lex.compounds and token.i:
        pair = f"{token.nbor(-1).lower_} {word}"
        if pair in lex.nouns:
            return lex.nouns[pair]
    return lex.nouns.get(word)


def _word(token: Token) -> str:
    """The noun's singular, also where the tagger took it for a name and left it as it is."""
    word = lemma(token)
    nouns = lexicon().nouns
    if word == "fire" and token.i > 1 and token.nbor(-1).text == "-":
        return "cease-fire" if token.nbor(-2).lower_ == "cease" else word
    if word not in nouns and word.endswith("s") and word[:-1] in nouns:
        return word[:-1]
    if word not in nouns and word.endswith("ies"):
        return word[:-3] + "y"
    return word


def _passes(token: Token, noun: Noun, *, lawmaking: bool) -> bool:
    """Whether what stands around the noun lets it name an arrangement."""
    around = _modifiers(token)
    if around & noun.bars or _in_idiom(token):
        return False
    if any(child.lower_ == "such" for child in token.lefts) and _is_prospective(token):
        return False
    if token.pos_ == "PROPN" and _part_of_a_name(token):
        return False
    return _passes_gate(token, noun, around, lawmaking=lawmaking)


def _passes_gate(token: Token, noun: Noun, around: frozenset[str], *, lawmaking: bool) -> bool:
    """Whether the noun has what its row in the list asks for."""
    if noun.gate in {"typed", "context"}:
        named = bool((around | _of_words(token)) & noun.needs)
        return named or (noun.gate == "context" and _in_context(token, noun))
    if noun.gate == "plural":
        return token.lower_.endswith("s")
    if noun.gate == "law":
        return lawmaking and (token.text.islower() or (token.is_title and noun.word != "bill"))
    if noun.gate == "event":
        return token.text.islower() or token.dep_ != "compound"
    test = {
        "arranged": _is_arranged, "made": _is_made, "sought": _is_sought, "echo": _is_bare_echo
    }.get(noun.gate)  # fmt: skip
    return test is None or test(token)


def _is_bare_echo(token: Token) -> bool:
    """Whether a general noun can only be understood from what was named before it."""
    if token.dep_ in {"attr", "compound"}:
        return False
    own = any(c.dep_ == "prep" and c.lower_ in {"by", "of", "toward"} for c in token.rights)
    owned = any(child.dep_ == "poss" for child in token.lefts)
    return owned or not (own or any(c.dep_ in {"amod", "compound"} for c in token.lefts))


def _named_before(token: Token, noun: Noun, found: list[Mention]) -> bool:
    """Whether the page has said before which one is meant: "a rescue package ... the package"."""
    return (
        _determiner(token) == "definite"
        and not _modifiers(token) & noun.bars
        and any(mention.word == noun.word for mention in found)
    )


def _in_context(token: Token, noun: Noun) -> bool:
    """Whether the page speaks of what the noun needs: a swap of prisoners."""
    return any(one.lower_ in noun.needs or lemma(one) in noun.needs for one in token.doc)


def _part_of_a_name(token: Token) -> bool:
    """Whether a capitalised noun is a person's or a firm's name: "Bill Clinton"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.ent_type_ == "PERSON":
        return True
    return (
        token.dep_ == "compound" and after is not None and after.pos_ == "PROPN"
        and token.is_title and after.is_title and token.ent_type_ in {"ORG", "PERSON"}
    )  # fmt: skip


def _modifiers(token: Token) -> frozenset[str]:
    """The words before the noun in its phrase, small."""
    return frozenset(
        word
        for child in token.lefts
        if child.dep_ in {"amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod"}
        for one in child.subtree
        for word in (one.lower_, lemma(one))
        if one.i < token.i
    )


def _of_words(token: Token) -> frozenset[str]:
    """The nouns after "of", "for" or "on" that say what the noun is of."""
    return frozenset(
        word
        for prep in token.rights
        if prep.dep_ == "prep"
        for obj in prep.children
        if obj.dep_ in {"pobj", "pcomp"}
        for one in joined(obj)
        for word in (one.lower_, lemma(one), prep.lower_)
    )


def _in_idiom(token: Token) -> bool:
    doc = token.doc
    window = " ".join(t.lower_ for t in doc[max(0, token.i - 3) : token.i + 4])
    return any(
        f" {idiom} " in f" {window} " and token.lower_ in idiom.split()
        for idiom in lexicon().words["idioms"]
    )


def _is_arranged(token: Token) -> bool:
    """Whether a meeting is one that is planned or asked for, or that agreed on something."""
    words = lexicon().words
    if _modifiers(token) & words["future_words"]:
        return True
    for child in token.rights:
        if child.dep_ == "acl" and lemma(child) in words["arranging"]:
            return True
        if child.dep_ == "relcl" and lemma(child) in {"agree", "decide"}:
            return not is_unreal(child)
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "for":
        head = head.head
    if token.dep_ in {"dobj", "nsubjpass", "pobj"} and lemma(head) in words["arranging"]:
        return lemma(head) not in {"set", "announce", "expect", "agree"} or token.dep_ != "pobj"
    return token.dep_ in {"nsubj", "nsubjpass"} and has_future(head)


def _is_sought(token: Token) -> bool:
    """Whether cooperation is what somebody proposes, seeks or agrees on, with whom being said."""
    verb = anchor_of(token).head
    verb = verb.head if verb.dep_ == "prep" else verb
    sides = any(c.dep_ == "prep" and c.lower_ in {"between", "with"} for c in token.rights)
    asked = sides and lemma(verb) in lexicon().words["seeking"]
    return asked or (lemma(verb) == "propose" and bool(_modifiers(token)))


def _is_made(token: Token) -> bool:
    """Whether a body is one that is to be set up."""
    verb = token.head
    if token.dep_ not in {"dobj", "nsubjpass"} or lemma(verb) not in lexicon().words["making"]:
        return False
    if lemma(verb) == "set" and with_particle(verb) != "set up":
        return False
    return is_unreal(verb) or bool(_modifiers(token) & {"joint", "new", "special", "independent"})


def _mention(token: Token, noun: Noun, sentence: int) -> Mention:
    start, end = _extent(token)
    words = token.doc[start:end]
    content = [one for one in words if one.i != token.i and not one.is_stop and one.is_alpha]
    people = frozenset(t.lower_ for t in words if t.ent_type_ == "PERSON" and t.pos_ == "PROPN")
    owners = frozenset(
        one for t in words if t.i < token.i and t.text[:1].isupper() for one in _places(t)
    )
    places = owners | _between(token)
    marks = frozenset(
        lemma(t) for t in content
        if t.i < token.i and t.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"} and not _places(t)
    )  # fmt: skip
    topic = frozenset(
        one for t in content
        for one in (_places(t) or [lemma(t)]) if t.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"}
    )  # fmt: skip
    return Mention(
        head=token.i, start=start, end=end, word=noun.word, kind=noun.kind, gate=noun.gate,
        determiner=_determiner(token), plural="Number=Plur" in str(token.morph),
        marks=marks - lexicon().words["generic_modifiers"] - people - {noun.word},
        topic=topic - lexicon().words["generic_modifiers"] - people - {noun.word},
        people=people, places=places, owners=owners,
        ordinal=next((t.lower_ for t in token.lefts if t.lower_ in ORDINALS), None),
        grounded=_is_grounded(token, noun, people | places), sentence=sentence,
        prospective=_is_prospective(token),
    )  # fmt: skip


def _between(token: Token) -> frozenset[str]:
    """The two sides in "between Oslo and Rome" and the other side in "with Rome"."""
    return frozenset(
        place
        for prep in token.rights
        if prep.dep_ == "prep" and prep.lower_ in {"between", "with"}
        for obj in prep.children
        for one in joined(obj)
        for place in _places(one)
    )


def _places(token: Token) -> list[str]:
    """The countries and bodies in the word, "U.S.-Russia" being two; countries by their code."""
    known = countries()
    parts = [part for part in re.split(r"[-/–]", token.lower_) if part not in {"intra", "pro"}]
    found = [known[part] for part in parts if part in known and token.text != "Us"]
    if token.text in {"US", "U.S.", "USA"}:
        return ["usa"]
    if found or token.ent_type_ not in {"GPE", "NORP", "ORG", "LOC"}:
        return found
    return [token.lower_]


def _is_prospective(token: Token) -> bool:
    """Whether the phrase speaks of one that is not yet there: "no deal", "could reach a deal"."""
    if any(child.lower_ in {"no", "any"} for child in token.lefts):
        return True
    verb = anchor_of(token).head
    verb = verb.head if verb.dep_ == "prep" else verb
    return verb.pos_ in {"VERB", "AUX"} and is_unreal(verb)


def _determiner(token: Token) -> str:
    if token.dep_ == "attr" and any(
        c.dep_ == "nsubj" and c.lower_ in {"it", "this", "that"} for c in token.head.lefts
    ):
        return "definite"
    for child in token.lefts:
        if child.dep_ == "poss":
            return "possessive"
        if child.dep_ in {"det", "predet"} or child.lower_ in DEFINITE | INDEFINITE:
            if child.lower_ in DEFINITE:
                return "definite"
            if child.lower_ in INDEFINITE:
                return "indefinite"
    return "bare"


def _is_grounded(token: Token, noun: Noun, named: frozenset[str]) -> bool:
    """Whether the phrase itself says which arrangement it is."""
    if (
        noun.gate
        in {"sure", "typed", "context", "event", "sought", "arranged", "made", "plural", "name"}
        or named
    ):
        return noun.gate != "echo"
    if _modifiers(token) & {"proposed", "peace", "trade", "nuclear", "draft"}:
        return True
    if noun.gate == "likely" and not (_determiner(token) == "bare" and token.tag_ == "NNS"):
        return True
    return any(
        (child.dep_ == "prep" and child.lower_ in {"on", "between", "with", "under"})
        or (child.dep_ == "acl" and child.tag_ in {"VB", "VBN", "VBG"})
        for child in token.rights
    )


def _extent(token: Token) -> tuple[int, int]:
    """The phrase: from its determiner to the end of its complements."""
    start = min(
        [token.i] + [c.left_edge.i for c in token.lefts if c.dep_ not in {"cc", "punct", "preconj"}]
    )
    if token.i - start > LONGEST:
        start = token.i
    end = token.i + 1
    for child in token.rights:
        if end not in {child.i, child.left_edge.i}:
            break
        stop = _complement_end(child)
        if stop is None or stop - start > LONGEST:
            break
        end = stop
    wanted = complement_verbs(token)
    if wanted and wanted[0].i > end and phrase_end(wanted[0]) - start <= LONGEST:
        end = max(end, phrase_end(wanted[0]))
    return with_quotes(token.doc, start, end)


def _complement_end(child: Token) -> int | None:
    complements = lexicon().words["complements"]
    if child.dep_ == "prep" and child.lower_ in complements and not _tells_a_stance(child):
        for one in child.subtree:
            if one.dep_ in {"relcl", "advcl"} or one.is_space or _tells_a_stance(one):
                return one.left_edge.i if one.left_edge.i > child.i + 1 else None
        return child.right_edge.i + 1
    if child.dep_ == "acl" and (child.tag_ == "VB" or lemma(child) in ARRANGED):
        return phrase_end(child)
    if child.dep_ == "npadvmod" or (child.dep_ == "prep" and child.lower_ in {"in", "at"}):
        return child.right_edge.i + 1 if child.head.lemma_.lower() in MEETING else None
    return None


def _frame_of(token: Token) -> dict[str, str] | None:
    """The frame of a verb by which somebody binds themselves without a noun: "agreed to"."""
    frame = _frames().get(lemma(token)) if token.pos_ == "VERB" else None
    if frame is None or is_unreal(token) or token.dep_ in {"amod"}:
        return None
    if token.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return None
    bound = [c for c in token.rights if c.dep_ == "xcomp" and c.tag_ == "VB"]
    if not bound or lemma(bound[0]) in lexicon().words["small_favours"]:
        return None
    doers = subjects(token)
    if any(t.lower_ == "you" for t in doers):
        return None
    return frame if any(t.pos_ in {"PROPN", "NOUN", "PRON"} for t in doers) else None


@cache
def _frames() -> dict[str, dict[str, str]]:
    return {row["verb"]: row for row in load_table("arrangements/frames.tsv")}


def _verb_mention(token: Token, frame: dict[str, str], sentence: int) -> Mention:
    noun = lexicon().nouns[frame["noun"]]
    end = min(phrase_end(token), token.i + LONGEST)
    doers = subjects(token)
    people = frozenset(t.lower_ for t in doers if t.ent_type_ == "PERSON")
    places = frozenset(one for t in doers for one in _places(t) if t.text[:1].isupper())
    return Mention(
        head=token.i, start=token.i, end=end, word=noun.word, kind=noun.kind, gate="frame",
        determiner="indefinite", plural=False, marks=frozenset(), people=people, places=places,
        ordinal=None, grounded=True, sentence=sentence,
        antecedent=next((t.i for t in doers if t.i < token.i), None),
    )  # fmt: skip


def _without_nested(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Mentions without those that only say what kind of arrangement another one is."""
    heads = {mention.head for mention in found if mention.gate not in {"echo", "frame"}}
    kept = [m for m in found if not _is_inside(doc[m.head], heads)]
    named = {m.head for m in kept if m.gate != "echo"}
    return [
        m for m in kept
        if m.gate != "echo" or not any(c.i in named for c in doc[m.head].lefts)
    ]  # fmt: skip


def _is_inside(token: Token, heads: set[int]) -> bool:
    if token.dep_ in {"compound", "nmod", "amod"}:
        return token.head.i in heads
    over = round_of(token)
    return over is not None and over.i in heads
