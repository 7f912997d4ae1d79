"""Questions to spaCy's dependency tree: who does it, to what, with which words beside it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.language.events.lexicon import verb_forms

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


def lemma(token: Token) -> str:
    """The lemma in small letters."""
    if token.pos_ in {"VERB", "AUX"} and token.lower_ in verb_forms():
        return verb_forms()[token.lower_]
    return str(token.lemma_).lower()


def joined(token: Token) -> list[Token]:
    """The token and what is coordinated with it."""
    found = [token]
    for one in found:
        found.extend(child for child in one.children if child.dep_ == "conj")
    return found


def nouns_joined(token: Token) -> list[Token]:
    """The noun and the nouns coordinated with it."""
    return [one for one in joined(token) if one.pos_ not in {"VERB", "AUX"}]


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject is what it is done to."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in {"nsubj", "dobj"} for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head) and not _has(verb, "aux")
    if verb.dep_ == "ROOT":
        return not _has(verb, "aux")
    return verb.dep_ in {"acl", "advcl", "xcomp", "amod", "ccomp"} and not _has(verb, "aux")


def _has(verb: Token, dep: str) -> bool:
    return any(child.dep_ == dep for child in verb.children)


def subjects(verb: Token) -> list[Token]:
    """Who stands as the verb's subject: its own, or one that it shares or is controlled by."""
    at = verb
    for _ in range(8):
        own = [child for child in at.children if child.dep_ in SUBJECTS]
        if own:
            return _antecedents(own[0], at)
        above = _control(at)
        if isinstance(above, list):
            return above
        at = above
    return []


def _antecedents(subject: Token, verb: Token) -> list[Token]:
    if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
        return [verb.head]
    own = [c for c in subject.children if c.dep_ == "nsubj"] if subject.pos_ == "VERB" else []
    return nouns_joined(own[0] if own else subject)


def _control(verb: Token) -> Token | list[Token]:
    """The verb whose subject this one shares, or the words themselves."""
    head = verb.head
    if head is verb:
        return _left_of_root(verb)
    if verb.dep_ in {"acl", "relcl"}:
        return head if head.pos_ == "VERB" else nouns_joined(head)
    if verb.dep_ == "xcomp":
        held = [child for child in head.children if child.dep_ in {"dobj", "dative"}]
        if held and held[0].i < verb.i:
            return nouns_joined(held[0])
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        held = [c for c in head.head.children if c.dep_ == "dobj"]
        if held and head.lower_ in {"from", "of", "for", "into"}:
            return nouns_joined(held[0])
        head = head.head
    if verb.dep_ in {
        "conj",
        "xcomp",
        "advcl",
        "pcomp",
        "ccomp",
        "dep",
        "parataxis",
        "prep",
        "acomp",
    }:
        return head if head.pos_ in {"VERB", "AUX", "ADJ"} else []
    return []


def _left_of_root(verb: Token) -> list[Token]:
    """In headlines a subject may hang on the root under another name."""
    named = [c for c in verb.lefts if c.dep_ in {"npadvmod", "dep", "nmod"} and c.ent_type_]
    kept = [c for c in named if c.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}]
    return nouns_joined(kept[0]) if kept else []


def objects(verb: Token) -> list[Token]:
    """What it is done to."""
    if is_passive(verb):
        return _passive_objects(verb)
    own = [child for child in verb.children if child.dep_ in OBJECTS] or _small_clause(verb)
    if own:
        return [one for child in own for one in nouns_joined(child)]
    if verb.dep_ == "relcl" and _gap(verb):
        return [verb.head]
    shared = [c for c in verb.children if c.dep_ == "conj" and c.i > verb.i and c.pos_ == "VERB"]
    close = [c for c in shared if _adjacent(verb, c)]
    return objects(close[0]) if close and not _has(verb, "prep") else []


def _small_clause(verb: Token) -> list[Token]:
    """The army in "held the army responsible" and in "allowed the army to leave"."""
    for child in verb.children:
        held = [c for c in child.children if c.dep_ == "nsubj" and c.i > verb.i]
        if child.dep_ == "ccomp" and child.pos_ in {"ADJ", "NOUN"} and held:
            return [*held, child]
        if child.dep_ == "ccomp" and any(c.lower_ == "to" for c in child.children):
            return held
    return []


def _adjacent(verb: Token, other: Token) -> bool:
    return all(token.dep_ in {"cc", "punct", "advmod"} for token in verb.doc[verb.i + 1 : other.i])


def _gap(verb: Token) -> bool:
    """Whether a relative clause lacks its object: "the deal they signed"."""
    own = [child for child in verb.children if child.dep_ in {"nsubj"}]
    return bool(own) and own[0].lower_ not in {"who", "which", "that"}


def _passive_objects(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if own:
        return _antecedents(own[0], verb)
    if verb.dep_ in {"acl", "amod"}:
        return nouns_joined(verb.head)
    return subjects(verb)


def datives(verb: Token) -> list[Token]:
    """To whom, without a preposition: "gave the rebels arms"."""
    own = [c for c in verb.children if c.dep_ in {"dative", "iobj"} and c.pos_ != "ADP"]
    return [one for child in own for one in nouns_joined(child)]


def agents(verb: Token) -> list[Token]:
    """By whom, in a passive clause."""
    found = [g for c in verb.children if c.dep_ == "agent" for g in c.children]
    if not found and is_passive(verb):
        found = [g for c in verb.children if c.lower_ == "by" for g in c.children]
    return [one for g in found if g.dep_ == "pobj" for one in nouns_joined(g)]


def after(word: Token, prep: str) -> list[Token]:
    """What stands after the preposition `prep` that hangs on the word."""
    found: list[Token] = []
    for child in word.children:
        if child.dep_ in {"prep", "dative", "prt", "agent", "advmod"} and child.pos_ != "VERB":
            found.extend(_complements(child, prep))
    return found


def _complements(child: Token, prep: str) -> list[Token]:
    found = []
    if child.lower_ == prep:
        found = [one for g in child.children if g.dep_ == "pobj" for one in nouns_joined(g)]
    for grand in child.children:
        if grand.dep_ == "prep":
            found.extend(_complements(grand, prep))
    return found


def follows(verb: Token, rest: tuple[str, ...]) -> bool:
    """Whether the words `rest` stand after the verb, or its particle is the one sought."""
    if not rest:
        return True
    window = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 1 + len(rest)]]
    if tuple(window) == rest:
        return True
    near = [c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod", "prep"} and c.i > verb.i]
    return all(word in near for word in rest) and rest[0] in PARTICLES


def complements(verb: Token) -> list[Token]:
    """Verbs of the clauses that the verb takes."""
    found = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and not _is_told(c, verb)]
    for child in verb.children:
        if child.dep_ == "prep":
            found.extend(g for g in child.children if g.dep_ == "pcomp")
        if child.dep_ == "advcl" and any(g.lower_ == "for" for g in child.children):
            found.append(child)
    found.extend(g for c in found if lemma(c) in ASPECTS for g in c.children if g.dep_ == "xcomp")
    return [c for c in found if c.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}]


ASPECTS = frozenset(
    ["begin", "start", "resume", "continue", "try", "attempt", "launch", "keep", "stop", "help"]
)
PARTICLES = frozenset(["out", "away", "back", "off", "down", "up", "over", "aside", "in"])


def _is_told(clause: Token, verb: Token) -> bool:
    """A clause that stands before its verb is what a source tells: "..., officials told AFP"."""
    return clause.dep_ == "ccomp" and clause.i < verb.i


def depth(token: Token) -> int:
    """How many clauses down the word stands; what a source says counts as no step."""
    steps = 0
    for _ in range(60):
        head = token.head
        if head is token:
            return steps
        if token.dep_ in {"advcl", "relcl", "acl", "pcomp"}:
            steps += 2
        elif token.dep_ in {"ccomp", "xcomp"} and lemma(head) not in _SAYING:
            steps += 1
        token = head
    return steps


_SAYING = frozenset(
    [
        "say",
        "report",
        "announce",
        "tell",
        "state",
        "add",
        "confirm",
        "note",
        "claim",
        "declare",
        "quote",
        "reiterate",
    ]
)
