"""What a frame asks of the words around its verb, and whether they meet it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.language.events.clauses import (
    after,
    agents,
    complements,
    datives,
    is_passive,
    lemma,
    objects,
    subjects,
)
from onrecord.language.events.lexicon import Frame, nations, word_set
from onrecord.language.events.mood import is_future
from onrecord.language.events.parties import PRONOUNS, is_known, is_party, is_place, sides_of

Codes = Callable[[Token], str | None]

COOPERATIVE = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"])
HOSTILE = frozenset(["ASSAULT", "SANCTION", "COERCE", "MOBILIZE", "REJECT", "PROTEST"])


def meets(frame: Frame, verb: Token, codes: Codes) -> bool:
    """Whether every condition of the frame holds; `codes` tells the type of a complement."""
    return all(
        any(_holds(option, verb, codes) for option in options) for options in frame.conditions
    )


def _holds(option: str, verb: Token, codes: Codes) -> bool:
    if option.startswith("!"):
        return not _holds(option[1:], verb, codes)
    if option in _NAMED:
        return _NAMED[option](verb)
    place, _, wanted = option.rpartition(":")
    if wanted.startswith("@@"):
        return _complement_is(wanted[2:], verb, codes) if place == "comp" else False
    if place == "subj":
        return any(_fits(wanted, one) for one in agents(verb) if is_passive(verb)) or any(
            _fits(wanted, one) for one in subjects(verb) if not is_passive(verb)
        )
    if place:
        return _after_fits(place, wanted, verb)
    return any(_fits(wanted, one) for one in done_to(verb))


def done_to(verb: Token) -> list[Token]:
    """The verb's objects, direct or not."""
    return [*objects(verb), *datives(verb)]


def _after_fits(prep: str, wanted: str, verb: Token) -> bool:
    held = after(verb, prep) + [x for one in objects(verb) for x in after(one, prep)]
    if not wanted:
        return bool(held) or any(c.lower_ == prep for c in verb.children)
    return any(_fits(wanted, one) for one in held)


def _fits(wanted: str, noun: Token) -> bool:
    if wanted == "party":
        return bool(sides_of([noun]))
    if wanted == "@place":
        return is_place(noun)
    return fits(wanted, noun)


def fits(wanted: str, noun: Token) -> bool:
    """Whether the noun is the word or in the set; "hunger-" asks for what stands before it."""
    if wanted.endswith("-"):
        return wanted[:-1] in _modifiers(noun)
    words = heads(noun)
    return bool(words & word_set(wanted[1:])) if wanted.startswith("@") else wanted in words


def _modifiers(noun: Token) -> set[str]:
    """Words before the noun, and before the one that it is a part of."""
    found = {word for c in noun.children for word in (c.lower_, lemma(c))}
    if lemma(noun) in _PARTS or lemma(noun) in word_set("quantity"):
        for child in (c for c in noun.children if c.lower_ == "of"):
            found |= {w for g in child.children for w in _modifiers(g)}
    return found


def heads(noun: Token) -> set[str]:
    """The words that say what the noun phrase is: its head, "air strike", "round of talks"."""
    name = lemma(noun)
    found = {name, noun.lower_}
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"} and name not in word_set("people") - _BODIES:
            found |= {f"{child.lower_} {noun.lower_}", f"{child.lower_} {name}"}
            if name in word_set("general"):
                found.add(lemma(child))
        if child.lower_ == "of" and (name in word_set("quantity") or name in _PARTS):
            for held in (g for g in child.children if g.dep_ == "pobj"):
                found |= heads(held)
    return found


_PARTS = frozenset(
    [
        "round",
        "session",
        "period",
        "day",
        "state",
        "use",
        "act",
        "piece",
        "wave",
        "kind",
        "spate",
        "string",
        "deployment",
        "batch",
        "part",
    ]
)
_BODIES = frozenset(["troop", "troops", "force", "forces", "group", "team", "unit"])


def _complement_is(name: str, verb: Token, codes: Codes) -> bool:
    found = complements(verb)
    if name == "agree":
        return any(lemma(one) in {"agree", "reach", "meet", "resolve", "sign"} for one in found)
    types = {codes(one) for one in found}
    if name == "coop":
        return bool(types & COOPERATIVE)
    return bool(types & HOSTILE) or any(lemma(one) in word_set("hostile_verbs") for one in found)


def _has_party(verb: Token) -> bool:
    return bool(sides_of(done_to(verb)))


def _has_person(verb: Token) -> bool:
    """An object that is itself a person, a group or a country."""
    return any(is_person(one) for one in done_to(verb))


def is_person(noun: Token) -> bool:
    """Whether the noun names or stands for people, a body or a country, itself."""
    if noun.lower_ in PRONOUNS and noun.lower_ != "it":
        return True
    return is_party(noun) or (lemma(noun) in word_set("quantity") and bool(sides_of([noun])))


def _is_public(verb: Token) -> bool:
    """Politics, not taste: a side is named on the receiving end, and somebody acts."""
    return _has_party(verb) or any(
        sides_of(after(verb, prep)) for prep in ("by", "with", "at", "to", "of", "for", "on")
    )


def _is_joint(verb: Token) -> bool:
    marks = {"joint", "combined", "bilateral", "trilateral", "multinational"}
    for one in objects(verb):
        modifiers = {c.lower_ for c in one.children}
        if heads(one) & word_set("joint_op") and (marks & modifiers or after(one, "with")):
            return True
    return any(heads(one) & word_set("joint_op") for one in objects(verb)) and bool(
        after(verb, "with")
    )


def _is_office(verb: Token) -> bool:
    return any(heads(one) & word_set("official") for one in done_to(verb))


def _in_protest(verb: Token) -> bool:
    return any(lemma(token) in word_set("protestctx") for token in verb.subtree)


def _protests(verb: Token) -> bool:
    """People in the street; no single speaker who "protests" in words."""
    if lemma(verb) in {"march", "rally", "parade"}:
        held = subjects(verb)
        many = {"NNS", "NNPS"}
        return any(heads(one) & word_set("crowd") or one.tag_ in many for one in held)
    if lemma(verb) == "demonstrate" and not _no_object(verb):
        return False
    return not (lemma(verb) == "protest" and any(c.dep_ == "ccomp" for c in verb.children))


def _coerced(verb: Token) -> bool:
    """Somebody with power keeps people or bodies from something."""
    held = done_to(verb)
    meant = any(is_person(one) or heads(one) & word_set("party_org") for one in held)
    if lemma(verb) in {"crack", "clamp", "repress", "persecute", "oppress", "outlaw", "harass"}:
        return _has_power(verb) or meant
    return _has_power(verb) and (meant or _is_public(verb))


def _has_power(verb: Token) -> bool:
    """Done by a state or a body that rules, or by nobody named."""
    doers = agents(verb) if is_passive(verb) else subjects(verb)
    if not doers:
        return is_passive(verb)
    return any(one.ent_type_ in {"GPE", "NORP"} or heads(one) & word_set("power") for one in doers)


def _is_violent(verb: Token) -> bool:
    """An assault needs a body or a place that is hit; "hit by a storm" has no attacker."""
    held = done_to(verb)
    if lemma(verb) in {"hit", "strike", "target", "charge", "pound", "besiege", "assail"}:
        armed = agents(verb) if is_passive(verb) else subjects(verb)
        marks = word_set("military") | word_set("attack") | word_set("weapon_agents")
        return any(heads(one) & marks for one in armed) and bool(held)
    if lemma(verb) in {"attack", "assault", "raid", "storm", "invade", "ambush", "overrun"}:
        return not held or any(_can_suffer(one) for one in held)
    return any(_can_suffer(one) for one in held)


def _can_suffer(noun: Token) -> bool:
    if heads(noun) & word_set("abstract"):
        return False
    return is_person(noun) or is_place(noun) or bool(heads(noun) & word_set("structure"))


def _is_shot(verb: Token) -> bool:
    if lemma(verb) == "shoot" or any(c.lower_ == "dead" for c in verb.children):
        return any(is_person(one) for one in done_to(verb)) or bool(after(verb, "at"))
    aimed = after(verb, "on") + after(verb, "at")
    return any(_can_suffer(one) for one in aimed)


def _has_victim(verb: Token) -> bool:
    held = done_to(verb)
    if lemma(verb) in word_set("blows"):
        return any(is_person(one) and one.ent_type_ not in {"GPE", "ORG"} for one in held)
    return any(is_person(one) or one.like_num or one.pos_ == "NUM" for one in held)


def _is_hostage(verb: Token) -> bool:
    held = done_to(verb)
    if lemma(verb) in {"seize", "snatch", "commandeer"}:
        return any(heads(one) & word_set("persons") for one in held)
    return any(is_person(one) or heads(one) & word_set("vehicle") for one in held)


def _dies_violently(verb: Token) -> bool:
    causes = [x for prep in ("in", "by", "from", "after", "during") for x in after(verb, prep)]
    return any(heads(one) & word_set("violent_cause") for one in causes) and any(
        is_person(one) for one in subjects(verb)
    )


def _explodes(verb: Token) -> bool:
    things = [*objects(verb), *subjects(verb)]
    return any(heads(one) & word_set("explosive") for one in things)


def _is_reflexive(verb: Token) -> bool:
    return any(one.lower_.endswith(("self", "selves")) for one in done_to(verb))


def _is_fighting(verb: Token) -> bool:
    """Armed sides fight; parties fight elections."""
    sides = [*subjects(verb), *objects(verb), *after(verb, "with"), *after(verb, "against")]
    armed = word_set("military") | {"gang", "clan", "army", "villager", "police", "youth", "tribe"}
    return any(heads(one) & armed for one in sides)


def _from_entry(verb: Token) -> bool:
    if lemma(verb) == "turn":
        return True
    held = after(verb, "from")
    going = {"enter", "visit", "attend", "travel", "leave", "cross", "land", "dock"}
    moves = any(lemma(g) in going for c in verb.children if c.lower_ == "from" for g in c.children)
    return moves or any(one.ent_type_ == "GPE" or one.lower_ in _LANDS for one in held)


_LANDS = frozenset(["country", "border", "territory", "port", "airport", "state"])


def _warns(verb: Token) -> bool:
    """A warning that threatens: of consequences, against doing it, or to stop."""
    held = [*after(verb, "of"), *(x for one in objects(verb) for x in after(one, "of"))]
    if _is_state_actor(verb) and any(is_known(one) for one in objects(verb)):
        return True
    for child in verb.children:
        if child.lower_ == "against" and any(g.dep_ == "pcomp" for g in child.children):
            return True
        if child.dep_ == "xcomp" and any(g.dep_ == "neg" for g in child.children):
            return True
    grave = {"consequence", "retaliation", "action", "reprisal", "war", "sanction", "response"}
    if any(heads(one) & grave for one in held):
        return True
    return any(
        c.dep_ == "ccomp" and any(lemma(t) in grave for t in c.subtree) for c in verb.children
    )


def _is_state(word: Token) -> bool:
    """Said of somebody: "is ready", "is prepared"; not the verb of that form."""
    if word.pos_ == "ADJ" or word.dep_ == "acomp":
        return True
    return word.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in word.children)


def _calls_for(verb: Token) -> bool:
    """As in "called for talks" or "called on the army"; not "called it an attack for oil"."""
    if any(c.dep_ in {"dobj", "oprd"} for c in verb.children):
        return False
    held = [c for c in verb.children if c.lower_ in {"for", "on", "upon"} and c.i > verb.i]
    return bool(held) and not (is_passive(verb) and not agents(verb))


def _no_object(verb: Token) -> bool:
    return not any(c.dep_ in {"dobj", "obj"} for c in verb.children) and not is_passive(verb)


def _is_deed(verb: Token) -> bool:
    """Declining to speak is how a newsroom is answered, no event."""
    return not any(lemma(one) in word_set("silences") for one in complements(verb))


def _is_aired(verb: Token) -> bool:
    """A rally may be a candidate's own; a protest is against something."""
    held = [one for one in objects(verb) if heads(one) & word_set("protest")]
    if any(not heads(one) & word_set("mild_protest") for one in held) or not held:
        return True
    crowd = any(heads(one) & word_set("crowd") for one in subjects(verb))
    words = [*after(verb, "against"), *(x for one in held for x in after(one, "against"))]
    return crowd or bool(words) or _in_protest(verb)


def _is_once(verb: Token) -> bool:
    """Told as something done, not as what a group is known by: "groups that back the mayor"."""
    return verb.dep_ not in {"relcl", "acl"} or verb.tag_ == "VBD"


def _names_leader(verb: Token) -> bool:
    held = done_to(verb)
    return any(one.ent_type_ == "PERSON" or heads(one) & word_set("official") for one in held)


def _in_words(verb: Token) -> bool:
    """An attack by a politician is one in words, unless somebody is armed."""
    doers = agents(verb) if is_passive(verb) else subjects(verb)
    speaks = {"PERSON"}
    words = word_set("official") - {"rebel", "faction", "power", "country", "nation", "state"}
    armed = word_set("military") | word_set("weapon_agents") | {"police", "gunman", "knife", "gun"}
    sentence = {lemma(token) for token in verb.sent}
    named = any(one.ent_type_ in speaks or heads(one) & words for one in doers)
    return named and not sentence & armed and not any(is_place(one) for one in done_to(verb))


def _travels(verb: Token) -> bool:
    """An official on the way, or somebody by name to a country or its capital."""
    for one in subjects(verb):
        if heads(one) & word_set("official"):
            return True
        held = [*after(verb, "to"), *after(verb, "in")]
        if one.ent_type_ == "PERSON" and any(x.lower_ in nations() for x in held):
            return True
    return False


def _calls_up(verb: Token) -> bool:
    """A telephone call: to somebody by name, and called nothing."""
    held = [c for c in verb.children if c.dep_ in {"dobj", "oprd", "acomp", "xcomp", "ccomp"}]
    return len(held) == 1 and held[0].ent_type_ == "PERSON" and not is_passive(verb)


def _is_several(verb: Token) -> bool:
    return len(sides_of(subjects(verb))) > 1 or any(one.tag_ == "NNS" for one in subjects(verb))


def _is_jointly(verb: Token) -> bool:
    return any(c.lower_ == "jointly" for c in verb.children)


def _is_jailed(verb: Token) -> bool:
    """A sentence told from the side of whom it hits: "got ten years in jail"."""
    terms = {"year", "month", "life", "decade", "sentence", "term", "death"}
    jails = {"jail", "prison", "custody", "sentence", "camp", "penitentiary"}
    held = any(heads(one) & terms for one in objects(verb))
    return held and any(lemma(token) in jails for token in verb.subtree)


def _is_state_actor(verb: Token) -> bool:
    return any(one.ent_type_ in {"GPE", "ORG"} or is_known(one) for one in subjects(verb))


def _is_sentenced(verb: Token) -> bool:
    """By a court or for a time; else whoever is jailed is only held."""
    doers = agents(verb) if is_passive(verb) else subjects(verb)
    if any(heads(one) & word_set("courts") for one in doers):
        return True
    terms = {"year", "month", "life", "decade", "term", "day"}
    return any(lemma(t) in terms and t.i > verb.i for t in verb.subtree) or (
        is_passive(verb) and not doers and bool(after(verb, "over") + after(verb, "for"))
    )


def _agrees(verb: Token) -> bool:
    """Agrees to do something; not that something is so."""
    said = [c for c in verb.children if c.dep_ == "ccomp"]
    modal = {"will", "would", "should", "must", "shall"}
    bound = any(g.lower_ in modal or g.lower_ == "to" for c in said for g in c.children)
    opinion = any(c.lower_ == "with" for c in verb.children)
    to_do = any(c.dep_ == "xcomp" or c.lower_ in {"to", "on"} for c in verb.children)
    return verb.dep_ != "relcl" and (not said or bound) and (to_do or not opinion)


def _is_announced(verb: Token) -> bool:
    """Told as what is to come by those who would do it."""
    return is_future(verb)


def _is_asked_to(verb: Token) -> bool:
    """Followed by what somebody is to do."""
    return any(any(c.lower_ == "to" for c in one.children) for one in complements(verb))


_NAMED: dict[str, Callable[[Token], bool]] = {
    "party": _has_party,
    "person": _has_person,
    "comp": lambda verb: bool(complements(verb)),
    "@@public": _is_public,
    "@@jailterm": _is_jailed,
    "@@jointly": _is_jointly,
    "@@traveller": _travels,
    "@@callsup": _calls_up,
    "@@several": _is_several,
    "@@state_actor": _is_state_actor,
    "@@sentenced": _is_sentenced,
    "@@callsfor": _calls_for,
    "@@noobject": _no_object,
    "@@deed": _is_deed,
    "@@aired": _is_aired,
    "@@once": _is_once,
    "@@leader": _names_leader,
    "@@inwords": _in_words,
    "@@state": _is_state,
    "@@agrees": _agrees,
    "@@power": _has_power,
    "@@toinf": _is_asked_to,
    "@@announced": _is_announced,
    "@@joint": _is_joint,
    "@@off": _is_office,
    "@@protestctx": _in_protest,
    "@@protests": _protests,
    "@@coerced": _coerced,
    "@@violent": _is_violent,
    "@@shot": _is_shot,
    "@@victim": _has_victim,
    "@@hostage": _is_hostage,
    "@@violentdeath": _dies_violently,
    "@@explosive": _explodes,
    "@@reflexive": _is_reflexive,
    "@@fighting": _is_fighting,
    "@@fromentry": _from_entry,
    "@@warns": _warns,
}
