"""Whether an event took place, from the words around its trigger."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.language.events.clauses import CLAUSES, lemma, subjects
from onrecord.language.events.coded import Coded
from onrecord.language.events.lexicon import word_set
from onrecord.record import Actuality, When

NEGATIONS = frozenset(
    ["not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "barely"]
)
POSSIBLE = frozenset(["may", "might", "could", "can"])
FUTURE = frozenset(["will", "shall", "'ll", "’ll", "wo", "going"])
WOULD = frozenset({"would", "'d", "’d"})
MAYBE = frozenset(
    ["allegedly", "maybe", "perhaps", "possibly", "probably", "purportedly", "supposedly"]
)
CONDITIONS = frozenset(["if", "unless", "whether", "lest"])


def actuality_of(trigger: Token) -> Actuality:
    """The reading of the nearest word that settles it, from the trigger up to the root."""
    at = trigger
    if _is_given(trigger):
        return "happened"
    for _ in range(12):
        found = _own(at) or _from_above(at)
        if found:
            return "possible" if found == "denied" and _is_unsaid(at, trigger) else found
        if at.head is at or _stands_alone(at) or _is_aside(at):
            break
        at = at.head
    if _is_asked(trigger) or any(_is_conditional(one) for one in _clauses_above(trigger)):
        return "possible"
    return "ongoing" if _is_progressive(trigger) else "happened"


def _is_given(noun: Token) -> bool:
    """In "to do with the attacks of May" they are taken for granted."""
    given = noun.dep_ == "pobj" and _is_definite(noun) and lemma(noun) in word_set("attack")
    return given and noun.head.head.pos_ != "NOUN" and _of_noun(noun) is None


def _is_unsaid(verb: Token, trigger: Token) -> bool:
    """What somebody did not say or confirm is not thereby denied."""
    return verb is not trigger and verb.pos_ == "VERB" and lemma(verb) in word_set("told_or_not")


def _clauses_above(trigger: Token) -> list[Token]:
    """Adverbial and reported clauses that hold the trigger, itself first."""
    return [t for t in (trigger, *trigger.ancestors) if t.dep_ in {"advcl", "ccomp"}]


def _stands_alone(token: Token) -> bool:
    """A relative clause or an adverbial one is true or false by itself."""
    if token.dep_ == "advcl":
        return not _is_conditional(token) and _is_finite(token)
    if token.dep_ == "pcomp" and token.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    if token.dep_ in {"nsubj", "nsubjpass"} and lemma(token) in word_set("attack"):
        return _is_definite(token) and lemma(token.head) not in word_set("occur")
    if token.dep_ == "relcl":
        return token.tag_ == "VBD" or any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    if token.dep_ == "conj":
        told = _is_finite(token) and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        return told or (token.head.tag_ == "VB" and token.tag_ == "VBG")
    return token.dep_ in {"parataxis", "appos"} or (token.dep_ == "acl" and token.tag_ == "VBN")


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in {"the", "this", "that", "those", "these"} for c in noun.children)


def _is_aside(token: Token) -> bool:
    """In "after the attack" or "during talks" it is taken for granted."""
    if token.dep_ == "pcomp":
        return token.head.lower_ in {"by", "after", "since", "despite"}
    return token.dep_ == "pobj" and token.head.lower_ in _ASIDE


_ASIDE = frozenset(
    [
        "in",
        "after",
        "since",
        "following",
        "during",
        "at",
        "amid",
        "despite",
        "with",
        "from",
        "over",
        "by",
        "about",
        "because",
        "as",
    ]
)


def _is_finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBP", "VBZ"} or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in token.children
    )


def _own(token: Token) -> Actuality | None:
    """What the word's own helpers, negation and marks say."""
    marks = {c.lower_ for c in token.children if c.dep_ in {"aux", "neg", "mark", "advmod", "det"}}
    if token.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(token)
    if any(c.dep_ == "neg" or _is_nobody(c) for c in token.children):
        return "denied"
    if marks & WOULD and not marks & (CONDITIONS | POSSIBLE):
        return _would(token)
    if _is_unsure(token, marks) or marks & MAYBE:
        return "possible"
    if any(c.lower_ in {"almost", "nearly"} and c.i == token.i - 1 for c in token.children):
        return "failed"
    said: Actuality | None = next((value for words, value in _HELPERS if marks & words), None)
    return said or _to_come(token) or _by_then(token, marks)


def _by_then(verb: Token, marks: set[str]) -> Actuality | None:
    """The present tense in "will come up when she visits"."""
    if verb.dep_ not in {"advcl", "pcomp"} or verb.tag_ not in {"VBZ", "VBP"}:
        return None
    before = {verb.head.lower_} if verb.dep_ == "pcomp" else set()
    if not (marks | before) & {"when", "before", "until", "till", "after", "once", "by"}:
        return None
    above = {c.lower_ for one in verb.ancestors for c in one.children if c.dep_ in {"aux", "acomp"}}
    return "planned" if above & (FUTURE | {"to", "unlikely", "likely", "due"}) else None


def _is_nobody(subject: Token) -> bool:
    """Whether it is a subject such as "no soldiers", "none of them", "nobody"."""
    if subject.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    counted = any(c.lower_ in {"no", "neither"} and c.dep_ == "det" for c in subject.children)
    return counted or subject.lower_ in {"nobody", "none", "neither"}


def _is_unsure(verb: Token, marks: set[str]) -> bool:
    """Hoped or feared that it will; "should he do it", with the helper in front."""
    above = [one for one in (verb, verb.head) if one.dep_ in {"ccomp", "conj", "advcl"}]
    if marks & FUTURE and any(lemma(one.head) in word_set("hoping") for one in above):
        return True
    return any(
        c.lower_ == "should" and s.dep_ == "nsubj" and s.i > c.i
        for c in verb.children
        for s in verb.children
    )


_HELPERS: tuple[tuple[frozenset[str], Actuality], ...] = (
    (CONDITIONS | POSSIBLE, "possible"),
    (frozenset({"must", "should", "ought"}), "demanded"),
    (FUTURE, "planned"),
)


def _to_come(verb: Token) -> Actuality | None:
    """A headline's "to visit", which hangs on no other verb, or a noun's "right to visit"."""
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if not has_to or verb.pos_ != "VERB" or verb.dep_ not in {"ROOT", "acl", "relcl", "ccomp"}:
        return None
    noun = lemma(verb.head) if verb.dep_ in {"acl", "relcl", "ccomp"} else ""
    if verb.dep_ == "ccomp" and noun in word_set("above_failed") | word_set("above_denied"):
        return None
    return next((value for name, value in _PHRASES if noun in word_set(name)), "planned")


def _would(verb: Token) -> Actuality | None:
    if any(c.lower_ in _HABITS for c in verb.children):
        return None
    under = [g for c in verb.children if c.lower_ == "under" for g in c.children]
    if any(lemma(one) in word_set("plans") for one in [*subjects(verb), *under]):
        return "proposed"
    depends = any(_is_conditional(c) for c in verb.children if c.dep_ == "advcl")
    if verb.dep_ == "ccomp" and lemma(verb.head) in word_set("reporting") and not depends:
        return "planned"
    return "possible"


_HABITS = frozenset({"sometimes", "often", "usually", "regularly", "frequently", "routinely"})


def _is_conditional(clause: Token) -> bool:
    return any(c.lower_ in CONDITIONS for c in clause.children)


def _of_noun(noun: Token) -> Actuality | None:
    marks = {lemma(c) for c in noun.children if c.dep_ in {"amod", "compound", "det", "nmod"}}
    for name, value in _ADJECTIVES:
        if marks & word_set(name):
            return value
    return "denied" if marks & {"no"} else _said_behind(noun)


def _said_behind(noun: Token) -> Actuality | None:
    """What stands behind the noun: "talks planned for May", "an attack is likely"."""
    told = {lemma(c) for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"}
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        told |= {lemma(c) for c in noun.head.children if c.dep_ in {"acomp", "oprd"}}
    return next((value for name, value in _BEHIND if told & word_set(name)), None)


_BEHIND: tuple[tuple[str, Actuality], ...] = (
    ("behind_planned", "planned"),
    ("adj_planned", "planned"),
    ("behind_proposed", "proposed"),
    ("adj_possible", "possible"),
    ("behind_failed", "failed"),
)


_ADJECTIVES: tuple[tuple[str, Actuality], ...] = (
    ("adj_planned", "planned"),
    ("adj_proposed", "proposed"),
    ("adj_possible", "possible"),
    ("adj_failed", "failed"),
)


def _from_above(token: Token) -> Actuality | None:
    """What the word that governs this one says of it."""
    head = token.head
    if head is token:
        return None
    if token.dep_ in {"conj", "dep"} and token.tag_ == "VB" and head.pos_ == "VERB":
        return _shared(token)
    if token.dep_ in {"pobj", "pcomp"} and head.dep_ == "prep":
        settled = _is_definite(token) and lemma(token) in word_set("attack")
        return None if settled else _of_phrase(head)
    if token.dep_ in {"dobj", "nsubjpass", *CLAUSES, "acl", "advcl", "nsubj", "oprd"}:
        return _governed(token, head)
    return None


def _shared(verb: Token) -> Actuality | None:
    """The second of two plans: "planned to rebuild it, then hand it over"."""
    before = [c for c in verb.head.children if c.dep_ == "xcomp" and c.i < verb.i]
    bare = not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
    return _from_above(before[-1]) if before and bare else None


def _of_phrase(prep: Token) -> Actuality | None:
    """Nouns such as "plan for", "call for", "threat of" and verbs such as "call for"."""
    head = prep.head
    word = lemma(head)
    if prep.lower_ == "of" and word in {"case", "event"} and head.dep_ == "pobj":
        return "possible" if head.head.lower_ == "in" else None
    if prep.lower_ == "from" and word in word_set("above_failed"):
        return "failed"
    if prep.lower_ in {"for", "of", "on", "to", "against", "about", "toward", "into"}:
        for name, value in _PHRASES:
            if word in word_set(name):
                return value
    if prep.lower_ in {"before", "until", "pending", "without"} and _future(head):
        return "planned"
    return "denied" if prep.lower_ == "without" else None


_PHRASES: tuple[tuple[str, Actuality], ...] = (
    ("above_planned", "planned"),
    ("above_proposed", "proposed"),
    ("above_demanded", "demanded"),
    ("above_possible", "possible"),
    ("above_failed", "failed"),
)


def _governed(token: Token, head: Token) -> Actuality | None:
    """What a verb or noun says of its clause or object."""
    if token.dep_ == "advcl":
        return _purpose(token)
    if token.dep_ == "nsubj":
        return None
    word = lemma(head)
    clause = token.dep_ in CLAUSES or token.dep_ in {"acl", "oprd"}
    if clause and word in word_set("evidence") and any(c.lower_ == "no" for c in head.children):
        return "denied"
    if token.dep_ == "xcomp" and head.tag_ != "NN":
        found = _bound(token, head, word)
        if found or (word == "able" and head.head.lower_ in {"was", "were"}):
            return found
    if word in _TOLD_TO and not clause:
        return None
    first: tuple[tuple[str, Actuality], ...] = (
        ("above_denied", "denied"),
        ("above_failed", "failed"),
    )
    found = next((value for name, value in first + _PHRASES if word in word_set(name)), None)
    return None if found == "planned" and token.dep_ == "ccomp" and _is_finite(token) else found


def _bound(verb: Token, head: Token, word: str) -> Actuality | None:
    """What somebody "has to" do is demanded, what he "is to" do planned."""
    if word == "have":
        return "demanded"
    has_to = any(c.lower_ == "to" and c.i == head.i + 1 for c in verb.children)
    return "planned" if has_to and head.lower_ in {"is", "are", "was", "were"} else None


_TOLD_TO = frozenset(
    ["tell", "push", "press", "persuade", "encourage", "lobby", "ask", "need", "hope", "want"]
)


def _purpose(token: Token) -> Actuality | None:
    """What somebody does something for ("to discuss") has not happened by that."""
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    if not has_to or lemma(token.head) in word_set("deeds"):
        return None
    return _own(token.head) or _from_above(token.head) or "planned"


def _future(verb: Token) -> bool:
    return any(c.lower_ in FUTURE for c in verb.children if c.dep_ == "aux")


_BE = frozenset(["is", "are", "'s", "’s", "'re", "’re", "am", "been", "was", "were", "be"])


def _is_progressive(trigger: Token) -> bool:
    helpers = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    if trigger.tag_ == "VBG" and helpers & _BE:
        return True
    if trigger.tag_ == "VBN" and any(c.lower_ == "being" for c in trigger.children):
        return bool(helpers & _BE)
    if trigger.pos_ == "NOUN":
        marks = {lemma(c) for c in trigger.children if c.dep_ == "amod"}
        return bool(marks & {"ongoing", "continuing", "continued", "current"}) or (
            trigger.dep_ in {"dobj", "nsubj"} and lemma(trigger.head) in {"continue", "go"}
        )
    return False


def _is_asked(trigger: Token) -> bool:
    """In a question: "Has he called for it?"."""
    last = [token for token in trigger.sent if not token.is_space and not token.is_quote]
    inverted = any(
        c.dep_ == "aux" and any(s.dep_ == "nsubj" and s.i > c.i for s in trigger.children)
        for c in trigger.children
    )
    return bool(last) and last[-1].text == "?" and inverted


def is_claimed(trigger: Token) -> bool:
    """Whether somebody is only accused or suspected of it, or claims it."""
    at = trigger
    while at.dep_ in {"conj", "xcomp"} and at.head is not at:
        if lemma(at.head) in word_set("claiming"):
            return True
        at = at.head
    over = at.head.head if at.head.dep_ == "prep" else at.head
    return at.dep_ in {"ccomp", "pcomp", "pobj"} and lemma(over) in word_set("claiming")


def by_date(actuality: Actuality, when: When, published: When) -> Actuality:
    """The date has the last word: "meets on Friday" is a plan if Friday is still to come."""
    if when.earliest and published.latest and actuality in {"happened", "planned"}:
        if when.earliest[:10] > published.latest[:10]:
            return "planned"
        if actuality == "planned" and when.latest and published.earliest and when.basis == "stated":
            return "happened" if when.latest[:10] < published.earliest[:10] else actuality
    return actuality


def settle(coded: Coded, actuality: Actuality) -> tuple[str, Actuality]:
    """The type and actuality together: what is offered, planned or still to be met about.

    A meeting to come is AGREE; a plan or an offer to act is itself what was planned or offered.
    """
    word = lemma(coded.trigger)
    if coded.type == "REJECT" and actuality == "denied" and word not in word_set("refusals"):
        return "REJECT", "happened"
    if coded.type == "THREATEN" and actuality == "planned":
        return "THREATEN", "happened"
    if coded.type in {"CONSULT", "AGREE"} and actuality in {"planned", "proposed"}:
        return "AGREE", actuality
    return _settle_agreement(word, actuality) if coded.type == "AGREE" else (coded.type, actuality)


def _settle_agreement(word: str, actuality: Actuality) -> tuple[str, Actuality]:
    if actuality == "denied" and word in word_set("readiness"):
        return "REJECT", "happened"
    if actuality not in {"happened", "ongoing"}:
        return "AGREE", actuality
    if word in word_set("offers"):
        return "AGREE", "proposed"
    planned = word in word_set("plans_to") or word not in word_set("agrees")
    return "AGREE", "planned" if planned else actuality
