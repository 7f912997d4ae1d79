"""Small questions to spaCy's dependency tree: who does it, to what, and is it so."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.lexicon import lexicon

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "obj", "nsubjpass")
MODALS = ("would", "could", "may", "might", "should", "can", "'d", "’d")
CLOSERS = {'"': '"', "”": "“", "’": "‘", "'": "'", ")": "(", "]": "["}
RELATIVES = frozenset({"which", "that", "who"})
DIRECTIONS = frozenset({"forward", "ahead", "away", "back", "apart", "through"})
FUTURES = ("will", "shall", "'ll", "’ll", "wo", "must")


def main_word(doc: Doc, start: int, end: int) -> Token | None:
    """The word on which the others between two characters of the text hang, if there is any."""
    words = doc.char_span(start, end, alignment_mode="expand")
    return words.root if words is not None else None


def lemma(token: Token) -> str:
    """The lemma in small letters."""
    return token.lemma_.lower()


def joined(token: Token) -> list[Token]:
    """The token and what is coordinated with it."""
    found = [token]
    for one in found:
        found.extend(child for child in one.children if child.dep_ == "conj")
    return found


def first_of_row(token: Token) -> Token:
    """The first of the coordinated words that the token belongs to."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def subjects(verb: Token) -> list[Token]:
    """Who does the verb: its own subject, or the one that it shares or is controlled by."""
    for _ in range(6):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own and not (verb.dep_ == "relcl" and own[0].lower_ in RELATIVES):
            return joined(own[0])
        if verb.dep_ in {"acl", "relcl"}:
            return [verb.head]
        if right_before := _noun_before(verb):
            return right_before
        if verb.dep_ == "xcomp":
            objects = [child for child in verb.head.children if child.dep_ == "dobj"]
            if objects and objects[0].i < verb.i:
                return joined(objects[0])
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head == verb:
            return []
        verb = verb.head
    return []


def _noun_before(verb: Token) -> list[Token]:
    """The names right before a finite verb that the parser hung elsewhere: ", A and B said"."""
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == 0:
        return []
    last = verb.nbor(-1)
    if last.pos_ != "PROPN":
        return []
    row = [last]
    if last.dep_ == "conj" and "," not in {t.text for t in verb.doc[last.head.i : last.i]}:
        row.insert(0, last.head)
    return row


def is_main_verb(token: Token) -> bool:
    """Whether the word is a verb that helps no other: "pay", and "be" in "be responsible"."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's helpers, or those that it shares with the verb it is coordinated with."""
    own = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    if not own and verb.dep_ == "conj" and not has_subject and verb.head != verb:
        return auxiliaries(verb.head)
    return own


def is_negated(verb: Token) -> bool:
    """Whether "not", "never" or a negative subject or object denies the verb."""
    hedges = lexicon().words["hedges"]
    for child in verb.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in (*SUBJECTS, "dobj") and any(
            one.lower_ in hedges for one in child.children if one.dep_ in {"det", "neg"}
        ):
            return True
    return False


def has_modal(verb: Token) -> bool:
    """Whether a modal leaves open that the verb comes true."""
    return any(aux.lower_ in MODALS for aux in auxiliaries(verb))


def has_future(verb: Token) -> bool:
    """Whether the verb stands in the future."""
    return any(aux.lower_ in FUTURES for aux in auxiliaries(verb))


def in_condition(verb: Token) -> bool:
    """Whether the verb stands in an if-clause or a question with "whether"."""
    marks = ("if", "unless", "whether", "provided", "until", "before", "once", "when")
    for one in climb(verb):
        if any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in marks and c.i < one.i for c in one.children
        ):
            return True
        if one.dep_ in {"relcl", "acl"}:
            return False
    return False


def climb(verb: Token) -> Iterator[Token]:
    """The verb and the verbs above it that decide how real it is."""
    for _ in range(8):
        yield verb
        if verb.dep_ not in {"xcomp", "conj", "advcl", "ccomp", "acl", "pcomp"}:
            return
        if verb.head == verb:
            return
        verb = verb.head


def is_wanted(verb: Token) -> bool:
    """Whether the verb is only wanted, tried or expected: "hopes to reach a deal"."""
    words = lexicon().words
    if verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return is_wanted(verb.head)
    if is_infinitive(verb):
        return verb.dep_ != "xcomp" or lemma(verb.head) not in words["implicative"]
    if verb.dep_ == "pcomp":
        owner = verb.head.head
        done = (
            verb.head.lower_ in {"after", "since", "by", "without", "with"}
            or lemma(owner) == "progress"
        )
        return not done
    return verb.dep_ == "xcomp" and lemma(verb.head) in words["wanting"]


def is_unreal(verb: Token) -> bool:
    """Whether the text leaves it open, or denies, that the verb came true."""
    return (
        is_negated(verb)
        or has_modal(verb)
        or has_future(verb)
        or is_wanted(verb)
        or in_condition(verb)
    )


def phrase_end(verb: Token) -> int:
    """Where the verb's own phrase ends (token index, exclusive).

    Coordinated verbs, conditions, and asides after it are left out.
    """
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in {"cc", "punct"}:
            continue
        if child.dep_ in {"conj", "parataxis", "dep"} or is_aside(child):
            break
        end = max(end, child.right_edge.i + 1)
    return trimmed(verb.i, end, verb.doc)


def trimmed(start: int, end: int, doc: Doc) -> int:
    """`end` moved back over marks and spaces, and over a quote that does not open inside."""
    while end > start + 1:
        last = doc[end - 1]
        if last.text in CLOSERS:
            if any(token.text in CLOSERS[last.text] for token in doc[start : end - 1]):
                break
        elif not (last.is_punct or last.is_space):
            break
        end -= 1
    if end < len(doc) and (opener := CLOSERS.get(doc[end].text)) and not doc[end].text.isalnum():
        inside = [token.text for token in doc[start:end]]
        if opener != doc[end].text and inside.count(opener) > inside.count(doc[end].text):
            end += 1
    return end


def is_aside(token: Token) -> bool:
    """Whether an adverbial clause after the verb says when or why, not what is to be done."""
    if token.dep_ == "advcl":
        marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"}}
        return bool(
            marks & {"if", "unless", "although", "though", "because", "as", "while", "since",
                     "when", "provided", "once", "even"}
        )  # fmt: skip
    if token.dep_ == "prep" and token.lower_ in {"according", "despite"}:
        return True
    return (
        token.dep_ == "prep"
        and token.lower_ == "in"
        and any(child.lower_ in {"exchange", "return"} for child in token.children)
    )


def with_particle(verb: Token) -> str:
    """The verb's lemma with its particle, if it has one: "call off", "move forward"."""
    for child in verb.rights:
        particle = child.dep_ == "prt" or (child.dep_ == "prep" and not list(child.children))
        if particle or (child.dep_ == "advmod" and child.lower_ in DIRECTIONS):
            return f"{lemma(verb)} {child.lower_}"
    return lemma(verb)


def reached_by(prep: Token) -> tuple[Token, str]:
    """The word that a preposition hangs on, and what leads there: "of", "out of", "away from"."""
    owner, way = prep.head, prep.lower_
    if owner.dep_ == "prep" or (owner.pos_ == "ADV" and owner.dep_ == "advmod"):
        return owner.head, f"{owner.lower_} {way}"
    return owner, way


def anchor_of(noun: Token) -> Token:
    """The word that stands in the clause for the noun: of "the results of the talks", "results"."""
    if noun.dep_ == "compound" and lemma(noun.head) in lexicon().words["echo_heads"]:
        noun = noun.head
    token = first_of_row(noun)
    for _ in range(3):
        prep = token.head
        if token.dep_ != "pobj" or prep.lower_ != "of":
            return token
        if lemma(prep.head) not in lexicon().words["transparent"]:
            return token
        token = first_of_row(prep.head)
    return token


def complement_verbs(noun: Token) -> list[Token]:
    """The verbs of "a plan to close and sell": by the tree, or right after the noun."""
    for child in noun.rights:
        if child.dep_ == "acl" and is_infinitive(child):
            return [one for one in joined(child) if one.pos_ in {"VERB", "AUX"}]
    doc, at = noun.doc, noun.i + 1
    while at < min(noun.i + 3, len(doc)) and (doc[at].ent_type_ in {"DATE", "TIME"}):
        at += 1
    if at + 1 < len(doc) and doc[at].lower_ == "to":
        verb = next((t for t in doc[at + 1 : at + 4] if t.tag_ == "VB"), None)
        if verb is not None and doc[at].head == verb and verb.dep_ in {"xcomp", "advcl", "acl"}:
            return [one for one in joined(verb) if one.pos_ in {"VERB", "AUX"}]
    return []


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)


def with_quotes(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Tokens `[start, end)` and the quotation mark next to them that makes theirs a pair."""
    opened = closed = 0
    for token in doc[start:end]:
        either = token.text == '"' and opened > closed
        closed += either or token.text == "”"
        opened += not either and token.text in {'"', "“"}
    after = doc[end].text if end < len(doc) else ""
    before = doc[start - 1].text if start else ""
    if opened > closed and after in {'"', "”"}:
        return start, end + 1
    if closed > opened and before == "“":
        return start - 1, end
    return start, end


def is_shouted(name: str) -> bool:
    """Whether it is several words in capitals alone, as headlines are: "TRUCE DEAL"."""
    return name.isupper() and " " in name
