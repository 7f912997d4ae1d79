"""What a page says that an arrangement asks of its parties: each term with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.grammar import (
    SUBJECTS,
    auxiliaries,
    complement_verbs,
    in_condition,
    is_wanted,
    joined,
    lemma,
    phrase_end,
    subjects,
    trimmed,
)
from onrecord.language.arrangements.lexicon import countries, lexicon
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.moments import deadline_in, word_span
from onrecord.language.arrangements.parties import Cast, noun_phrase, party_of
from onrecord.record import Party, Span, Term

AFTER = 4
"""Sentences after a mention of the plan in which "Oslo would ..." is still read as a term of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term before it is written down: who, what (token indices), and the clause around it."""

    party: Token | None
    does: tuple[int, int]
    clause: tuple[int, int]
    verb: Token


def found_at(doc: Doc, mention: Mention) -> Iterator[Found]:
    """The terms that one mention governs by the rules."""
    head = doc[mention.head]
    yield from _frame_terms(head) if mention.gate == "frame" else _noun_terms(head, mention)


def told_by(verb: Token, head: Token) -> Iterator[Found]:
    """The term that a verb tells of the mention `head`, one for each who is to do it."""
    if verb in complement_verbs(head):
        yield Found(_owner(head), _does(verb), _clause(verb), verb)
        return
    doers = [one for one in subjects(verb) if one.i != head.i and _acts(one)]
    own = [child for child in verb.lefts if child.dep_ == "nsubjpass"]
    if ban := _forbidden_party(verb):
        doers = [ban]
    for doer in doers if doers and not own else [None]:
        yield Found(doer, _does(verb), _clause(verb), verb)


def told_after(doc: Doc, chain: Chain, cast: Cast) -> Iterator[Found]:
    """As in "Oslo would limit its flights": said of a state, a few sentences after the plan."""
    sentences = {m.sentence for m in chain.mentions if m.gate != "echo"}
    for number, sentence in enumerate(doc.sents):
        if not any(0 < number - other <= AFTER for other in sentences):
            continue
        root = sentence.root
        doers = [child for child in root.lefts if child.dep_ == "nsubj"]
        bound = any(aux.lower_ == "would" for aux in auxiliaries(root))
        if not (bound and doers and _is_state(doers[0], cast)) or condition_of(root):
            continue
        for one in joined(root):
            if lemma(one) in lexicon().words["not_terms"] or _does_is_nothing(one):
                continue
            if one.pos_ == "VERB":
                yield Found(doers[0], _does(one), _clause(one), one)


def _is_state(token: Token, cast: Cast) -> bool:
    """Whether the words name a country or its government."""
    actor = cast.at(token)
    known = token.lower_ in countries() or (actor is not None and actor.kind == "government")
    return known and token.ent_type_ in {"GPE", "NORP", "ORG"}


def _noun_terms(head: Token, mention: Mention) -> Iterator[Found]:
    if mention.gate == "echo" or mention.kind == "talks":
        return
    if mention.word not in lexicon().words["effect_nouns"]:
        yield from _as_subject(head)
    yield from _as_complement(head, mention)
    yield from _under(head)


def _as_subject(head: Token) -> Iterator[Found]:
    """As in "The plan would create a centre": what the arrangement is said to do."""
    verb = head.head
    if head.dep_ == "nsubjpass" and lemma(verb) in lexicon().words["aiming"]:
        yield from _aims(verb)
    if head.dep_ != "nsubj" or verb.pos_ not in {"VERB", "AUX"}:
        return
    for one in joined(verb):
        if one == verb or not any(c.dep_ in SUBJECTS for c in one.children):
            yield from _provision(one)


def _provision(verb: Token, *, strict: bool = True) -> Iterator[Found]:
    """The terms that lie in a verb whose subject is the arrangement."""
    words = lexicon().words
    if verb.pos_ != "VERB" or is_wanted(verb) or in_condition(verb):
        return
    if any(child.lower_ in {"sometimes", "often", "usually"} for child in verb.children):
        return
    modal = [a.lower_ for a in auxiliaries(verb) if a.lower_ in {"would", "will", "shall", "must"}]
    open_verb = bool(modal) and lemma(verb) not in words["not_terms"]
    listed = lemma(verb) in words["term_verbs_present"] and not _is_hedged(verb)
    causes = lemma(verb) == "have" and bool(modal)
    if not (open_verb or listed or causes) or _is_effect(verb):
        return
    if inner := _controlled(verb):
        for who, what in inner:
            yield Found(who, _does(what), _clause(verb), what)
        return
    if not any(c.dep_ in {"dobj", "prep", "ccomp", "xcomp"} for c in verb.rights):
        return
    if _does_is_nothing(verb):
        return
    yield Found(_forbidden_party(verb), _does(verb), _clause(verb), verb)
    yield from _tasks_of_body(verb)


def _tasks_of_body(verb: Token) -> Iterator[Found]:
    """As in "create a centre where the two would share data": what the body is made for."""
    for body in (child for child in verb.rights if child.dep_ == "dobj"):
        for clause in (child for child in body.rights if child.dep_ == "relcl"):
            for one in joined(clause):
                doers = subjects(one)
                if one.pos_ == "VERB" and doers and doers[0].pos_ != "PRON" and _is_bound(one):
                    yield Found(doers[0], _does(one), _clause(one), one)


def _is_bound(verb: Token) -> bool:
    return any(a.lower_ in {"would", "will", "could", "can", "shall"} for a in auxiliaries(verb))


def _is_effect(verb: Token) -> bool:
    """Whether the verb tells what comes of it: "create a giant", but not "create a council"."""
    if lemma(verb) not in lexicon().words["creating"]:
        return False
    nouns = lexicon().nouns
    return not any(
        child.dep_ == "dobj" and (entry := nouns.get(lemma(child))) and entry.kind == "institution"
        for child in verb.rights
    )


def _does_is_nothing(verb: Token) -> bool:
    """Whether the object is a pronoun or an opinion: the words then hold no term."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    return bool(objects) and objects[0].pos_ == "PRON"


def _is_hedged(verb: Token) -> bool:
    """Whether a modal other than "would" or a question leaves the provision open."""
    return any(a.lower_ in {"could", "may", "might", "should"} for a in auxiliaries(verb))


def _controlled(verb: Token) -> list[tuple[Token | None, Token]]:
    """As in "require Iran to cut and ship": each of the verbs with who is to do it."""
    words = lexicon().words
    if lemma(verb) not in words["control_verbs"]:
        return []
    found: list[tuple[Token | None, Token]] = []
    for child in verb.rights:
        if child.dep_ in {"ccomp", "xcomp"} and child.pos_ in {"VERB", "AUX"}:
            doers = [c for c in child.lefts if c.dep_ in SUBJECTS] or [
                c for c in verb.rights if c.dep_ == "dobj" and c.i < child.i
            ]
            if doers:
                own = [one for one in joined(child) if one.pos_ == "VERB"]
                found.extend((doer, one) for one in own for doer in joined(doers[0]))
                found.extend((_forbidden_party(one), one) for one in _bans_inside(child, own))
    return found


def _bans_inside(verb: Token, own: list[Token]) -> list[Token]:
    """Bans that the parser hung on a verb further in: "have A share data to plan and ban B"."""
    bans = lexicon().words["forbidding_verbs"]
    return [
        token for token in verb.subtree
        if token.dep_ == "conj" and lemma(token) in bans and token not in own
        and any(c.dep_ == "dobj" for c in token.rights)
    ]  # fmt: skip


def _forbidden_party(verb: Token) -> Token | None:
    """As in "prohibit the army from attacking": the army."""
    if lemma(verb) not in lexicon().words["forbidding_verbs"]:
        return None
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    bans = any(c.dep_ == "prep" and c.lower_ == "from" for c in verb.rights)
    return objects[0] if objects and bans else None


def _as_complement(head: Token, mention: Mention) -> Iterator[Found]:
    """As in "a plan to close mines", "a deal that lifts the ban", "a deal under which it pays"."""
    if mention.kind != "ceasefire":
        for verb in complement_verbs(head):
            if lemma(verb) not in lexicon().words["empty_aims"] and not _does_is_nothing(verb):
                yield Found(_owner(head), _does(verb), _clause(verb), verb)
    for child in head.rights:
        if child.dep_ == "acl" and lemma(child) in lexicon().words["aiming"]:
            yield from _aims(child)
        elif child.dep_ == "acl" and child.tag_ == "VBG":
            if lemma(child) in lexicon().words["term_verbs_present"]:
                yield from _provision(child)
        elif child.dep_ == "relcl":
            yield from _relative(child)


def _aims(verb: Token) -> Iterator[Found]:
    """As in "designed to cut fees": what it is made to do."""
    for child in verb.rights:
        if child.dep_ in {"xcomp", "advcl"} and child.tag_ == "VB":
            for one in joined(child):
                yield Found(None, _does(one), _clause(one), one)


def _relative(verb: Token) -> Iterator[Found]:
    """The terms in a relative clause after the arrangement."""
    if any(
        c.dep_ == "prep" and c.lower_ == "under" and any(p.lower_ == "which" for p in c.children)
        for c in verb.children
    ):
        yield from _promises(verb)
        return
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    if own and own[0].lower_ in {"that", "which"}:
        for one in joined(verb):
            yield from _provision(one)


def _owner(head: Token) -> Token | None:
    """Who is to do what a plan "to ..." says: its owner, or who offers, agrees or proposes it."""
    for child in head.lefts:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ in {"amod", "compound"} and child.ent_type_ in {"GPE", "NORP", "ORG"}:
            return child
    if head.dep_ == "dobj":
        doers = subjects(head.head)
        return doers[0] if doers and doers[0].dep_ == "nsubj" else None
    return None


def _under(head: Token) -> Iterator[Found]:
    """As in "Under the deal, Iran will cut": the clause that the phrase opens."""
    prep = head.head
    if head.dep_ == "pobj" and prep.lower_ == "of" and lemma(prep.head) in {"term", "part"}:
        head, prep = prep.head, prep.head.head
    if head.dep_ != "pobj" or (prep.lower_ not in {"under", "per"} and not _as_part(head, prep)):
        return
    verb = prep.head
    if prep.dep_ != "prep" or verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"relcl", "acl"}:
        return
    if prep.lower_ == "as" and not _is_bound(verb):
        return
    yield from _promises(verb)


def _as_part(head: Token, prep: Token) -> bool:
    return prep.lower_ in {"as", "in"} and lemma(head) in {"part", "term"} and prep.lower_ == "as"


def _promises(verb: Token) -> Iterator[Found]:
    """Who does what in a clause that an arrangement is said to rule."""
    if verb.pos_ == "AUX" or is_wanted(verb) or in_condition(verb):
        return
    bound = [c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"]
    if lemma(verb) in lexicon().words["promise_verbs"] and bound:
        yield from _bound(verb, bound[0])
        return
    for one in joined(verb):
        own = [c for c in one.lefts if c.dep_ in SUBJECTS]
        doers = own or subjects(one)
        doer = doers[0] if doers else None
        if doer is None or one.pos_ != "VERB" or lemma(one) in lexicon().words["happenings"]:
            continue
        if doer.dep_ == "nsubjpass":
            yield Found(None, (_phrase_start(doer), _does(one)[1]), _clause(one), one)
        else:
            yield Found(doer, _does(one), _clause(one), one)


def _frame_terms(verb: Token) -> Iterator[Found]:
    """As in "agreed to share the port and cut fees": what the verb binds its subject to."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.tag_ == "VB":
            yield from _bound(verb, child)


def _bound(verb: Token, promised: Token) -> Iterator[Found]:
    for one in joined(promised):
        if one.pos_ == "VERB":
            doers: list[Token | None] = [*subjects(verb)] or [None]
            for doer in doers:
                yield Found(doer, _does(one), _clause(verb), one)


def _does(verb: Token) -> tuple[int, int]:
    """The verb with its denial and its complements, without its subject and helpers."""
    start, end = verb.i, phrase_end(verb)
    for ban in _bans_inside(verb, []):
        if verb.i < ban.i < end:
            end = trimmed(start, ban.i - 1, verb.doc)
    for child in verb.lefts:
        if child.dep_ == "neg":
            start = min(start, child.i)
        elif child.dep_ == "auxpass" and start == verb.i:
            start = child.i
    return start, _before_next(start, end, verb.doc)


def _before_next(start: int, end: int, doc: Doc) -> int:
    """`end`, or where "and Oslo would ..." inside begins a term of somebody else."""
    joiner = None
    for token in doc[start + 1 : end + 1]:
        if token.lower_ in {"that", "which", "who", "whom", "where", "when", "if", "what"}:
            break
        if token.tag_ == "CC":
            joiner = token.i
        elif token.tag_ == "MD" and joiner is not None and _is_name(doc[token.i - 1]):
            return trimmed(start, joiner, doc)
    return end


def _doer(one: Found) -> Token | None:
    """Who is to do it, also where the parser gave "Oslo" of "and Oslo would" to the verb before."""
    modal = next((child for child in one.verb.lefts if child.tag_ == "MD"), None)
    if one.party is None or modal is None or one.verb.dep_ != "conj":
        return one.party
    before = one.verb.doc[modal.i - 1]
    own = any(child.dep_ in SUBJECTS for child in one.verb.lefts)
    between = one.party.i < one.verb.head.i < before.i
    return before if between and not own and _is_name(before) else one.party


def _is_name(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"}


def _phrase_start(token: Token) -> int:
    return noun_phrase(token)[0]


def _clause(verb: Token) -> tuple[int, int]:
    """From the subject or helper to the end of the verb's phrase."""
    starts = [verb.i]
    for child in verb.lefts:
        if child.dep_ in {*SUBJECTS, "aux", "neg", "auxpass"}:
            starts.append(child.left_edge.i if child.dep_ in SUBJECTS else child.i)
    return min(starts), phrase_end(verb)


def term_of(doc: Doc, one: Found, cast: Cast) -> Term:
    """The term as it is written down."""
    does = word_span(doc, *one.does)
    low, high = min(one.clause[0], one.does[0]), max(one.clause[1], one.does[1])
    doer = _doer(one)
    return Term(
        party=party_of(cast, doer) if doer is not None and _acts(doer) else None,
        does=does,
        to=_recipient(one.verb, cast),
        condition=condition_of(one.verb),
        deadline=deadline_in(doc, one.does),
        span=word_span(doc, low, high),
    )


def _acts(token: Token) -> bool:
    """Whether the word can stand for somebody: no arrangement owes itself anything."""
    noun = lexicon().nouns.get(lemma(token))
    return noun is None or noun.gate == "made" or token.ent_type_ != ""


def _recipient(verb: Token, cast: Cast) -> Party | None:
    """To whom: "give Iran access", "hand the port to Oslo"."""
    for child in verb.rights:
        if child.dep_ == "dative" and child.pos_ in {"NOUN", "PROPN"}:
            return party_of(cast, child)
        if child.dep_ in {"dative", "prep"} and child.lower_ == "to":
            for one in child.children:
                if one.dep_ == "pobj" and cast.at(one) is not None:
                    return party_of(cast, one)
    return None


def condition_of(verb: Token) -> Span | None:
    """The words that make the verb hang on something else: "if ...", "in exchange for ..."."""
    words = lexicon().words
    for child in verb.children:
        if child.dep_ == "advcl" and any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in words["condition_marks"]
            and c.i <= child.i for c in child.children
        ):  # fmt: skip
            return word_span(verb.doc, child.left_edge.i, _trim(child))
        if child.dep_ == "prep" and _is_price(child):
            return word_span(verb.doc, child.i, _price_end(child))
    return None


def _price_end(prep: Token) -> int:
    """Where "in exchange for ..." ends, "lifting the ban" that hangs elsewhere included."""
    end, doc = _trim(prep), prep.doc
    if end < len(doc) and doc[end].tag_ == "VBG" and doc[end].right_edge.i > end:
        return _trim(doc[end])
    return end


def _is_price(prep: Token) -> bool:
    """Whether the preposition opens "in exchange for", "absent" or the like."""
    if prep.lower_ == "absent":
        return True
    return prep.lower_ == "in" and any(
        child.lower_ in {"exchange", "return"} for child in prep.children
    )


def _trim(token: Token) -> int:
    end = token.right_edge.i + 1
    while end > token.i + 1 and (token.doc[end - 1].is_punct or token.doc[end - 1].is_space):
        end -= 1
    return end
