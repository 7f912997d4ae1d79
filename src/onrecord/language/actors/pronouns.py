"""Whom a pronoun stands for: the most prominent person that fits, unless two come close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.language.actors import speech, titles
from onrecord.language.actors.mentions import Entity, Mention
from onrecord.language.actors.nominals import RELATIVE
from onrecord.language.actors.tokens import SUBJECTS, Tokens

if TYPE_CHECKING:
    from onrecord.language.actors.resolve import Reading

FIRST_PERSON = frozenset(("i", "me", "my", "myself"))
REFLEXIVE = frozenset(("himself", "herself", "themselves", "itself"))
FARTHEST = 6
"""How many sentences back a pronoun reaches."""
MARGIN = 0.3
"""Two candidates closer than this leave a pronoun unresolved."""
LEAST = -2.6
"""A candidate below this is too far off to be meant."""
CLAUSE_RANKS = {
    **dict.fromkeys(("ROOT", "conj", "parataxis"), 2.5),
    "ccomp": 2.3,
    **dict.fromkeys(("advcl", "relcl", "acl"), 1.7),
}
"""How prominent a subject is by the clause it stands in."""
OBJECTS = frozenset(("dobj", "dative", "pobj"))


def resolve(reading: Reading, mention: Mention) -> None:
    """Give a third-person or relative pronoun its entity, if one stands out."""
    word = mention.key[0]
    if word in FIRST_PERSON:
        return
    if word in RELATIVE:
        number = _relative(reading, mention)
        human = number is not None and reading.entities[number].kind in ("person", "people")
        if human != (word == "who"):
            return
    elif word in ("it", "its", "itself"):
        number = _thing(reading, mention)
    elif mention.plural:
        number = _group(reading, mention)
    else:
        number = _person(reading, mention)
    if number is not None:
        entity = reading.entities[number]
        gender, mention.gender = mention.gender, None if mention.plural else mention.gender
        entity.take(mention)
        mention.gender = gender


def resolve_first_person(reading: Reading, mentions: list[Mention]) -> None:
    """Make "I" in a quotation its speaker."""
    for mention in mentions:
        if mention.form == "pronoun" and mention.key[0] in FIRST_PERSON:
            quote = reading.tokens.quote[mention.head]
            number = reading.entity_at(reading.quote_subject.get(quote)) if quote else None
            if number is not None and reading.entities[number].kind == "person":
                reading.entities[number].take(mention)


def _relative(reading: Reading, mention: Mention) -> int | None:
    tokens = reading.tokens
    found = reading.entity_at(tokens.head[tokens.head[mention.head]])
    human = found is not None and reading.entities[found].kind in ("person", "people")
    if human or mention.key[0] == "which":
        return found
    for earlier in reversed(reading.seen[-8:]):
        between = range(earlier.end, mention.head)
        if len(between) > 16 or any(tokens.tag[i][:2] in ("VB", "MD") for i in between):
            return None
        if reading.entities[earlier.entity or 0].kind == "person":
            commas = tokens.text[earlier.end] == "," and tokens.text[mention.head - 1] == ","
            return earlier.entity if commas else None
    return None


def _person(reading: Reading, mention: Mention) -> int | None:
    scores: dict[int, float] = {}
    barred = _barred(reading, mention)
    for earlier in _near(reading, mention):
        entity = reading.entities[earlier.entity or 0]
        if entity.number in barred or not _may_be(entity, earlier, mention):
            continue
        score = _score(reading, mention, earlier, entity)
        scores[entity.number] = max(score, scores.get(entity.number, -99.0))
    ahead = _ahead(reading, mention)
    if ahead is not None and ahead not in barred:
        entity = reading.entities[ahead]
        if entity.kind == "person" and _genders_agree(entity, mention):
            scores[ahead] = max(1.8, scores.get(ahead, -99.0))
    led = _leader(reading, mention)
    if led in scores:
        return led
    if _follows_doubt(reading, mention):
        return None
    # "according to him" follows no subject: two men before it are a doubt
    torn = _is_source_object(reading.tokens, mention) and len(scores) > 1
    found = None if torn else _clear_winner(scores, reading)
    if found is None:
        _doubt(reading, mention)
    return found


def _leader(reading: Reading, mention: Mention) -> int | None:
    """Whom "he said" goes on from: the one who led the sentence before it in this paragraph.

    It opens its sentence or follows a quotation, and nobody else is named in its own sentence.
    """
    tokens, here = reading.tokens, mention.head
    if (
        tokens.quote[here]
        or not _speaks(reading, here)
        or tokens.lemma[tokens.head[here]] == "have"
    ):
        return None
    there: int | None = None
    leaders: set[int] = set()
    people: set[int] = set()
    for earlier in reversed(reading.seen):
        head = earlier.head
        if tokens.paragraph[head] != tokens.paragraph[here]:
            break
        entity = reading.entities[earlier.entity or 0]
        if tokens.quote[head] or entity.kind != "person" or not _genders_agree(entity, mention):
            continue
        if tokens.sentence[head] == tokens.sentence[here] and not _quoted_since(tokens, head, here):
            return None
        people.add(entity.number)
        there = tokens.sentence[head] if there is None else there
        if tokens.sentence[head] == there and _leads(tokens, head):
            leaders.add(entity.number)
    if leaders:
        return leaders.pop() if len(leaders) == 1 else None
    return _newcomer(reading, people, here)


def _newcomer(reading: Reading, people: set[int], here: int) -> int | None:
    """The one person of the paragraph, where the page first names them: news brings in speakers."""
    tokens = reading.tokens
    firsts = [reading.entities[number].mentions[0] for number in people]
    new = [m for m in firsts if tokens.paragraph[m.head] == tokens.paragraph[here]]
    return new[0].entity if len(people) == 1 and new and new[0].size > 1 else None


def _quoted_since(tokens: Tokens, there: int, here: int) -> bool:
    """Whether a quotation stands between: the parser often joins it to the sentence before."""
    return any(tokens.quote[there + 1 : here])


def _leads(tokens: Tokens, i: int) -> bool:
    """Whether it is the subject of a main clause, or its "according to"."""
    i = titles.described(tokens, i)
    while tokens.dep[i] == "conj" and tokens.head[i] < i:
        i = tokens.head[i]
    above = tokens.head[i]
    if tokens.dep[i] == "pobj" and tokens.lower[above - 1 : above + 1] == ["according", "to"]:
        return True
    return tokens.dep[i] in SUBJECTS and tokens.dep[above] in ("ROOT", "conj", "parataxis")


def _doubt(reading: Reading, mention: Mention) -> None:
    """Remember that a pronoun stayed open: one that follows it closely stays so too."""
    reading.doubted[mention.gender or ""] = reading.tokens.sentence[mention.head]


def _follows_doubt(reading: Reading, mention: Mention) -> bool:
    """Whether one of this gender stayed open just before, with nobody named since."""
    tokens = reading.tokens
    since = reading.doubted.get(mention.gender or "", -9)
    if since < tokens.sentence[mention.head] - 1:
        return False
    people = [m for m in reading.seen[-3:] if m.form != "pronoun" and m.kind == "person"]
    return not any(tokens.sentence[m.head] >= since for m in people)


def _is_source_object(tokens: Tokens, mention: Mention) -> bool:
    above = tokens.head[mention.head]
    return tokens.dep[mention.head] == "pobj" and tokens.lower[above - 1 : above + 1] == [
        "according",
        "to",
    ]


def _clear_winner(scores: dict[int, float], reading: Reading) -> int | None:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < LEAST:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        return None
    return ranked[0][0]


def _near(reading: Reading, mention: Mention) -> list[Mention]:
    here = reading.tokens.sentence[mention.head]
    near = []
    for earlier in reversed(reading.seen):
        if here - reading.tokens.sentence[earlier.head] > FARTHEST:
            break
        near.append(earlier)
    return near


def _may_be(entity: Entity, earlier: Mention, mention: Mention) -> bool:
    if entity.kind != "person" or entity.plural or earlier.plural:
        return False
    return _genders_agree(entity, mention)


def _genders_agree(entity: Entity, mention: Mention) -> bool:
    return not (entity.gender and mention.gender and entity.gender != mention.gender)


def _barred(reading: Reading, mention: Mention) -> set[int]:
    """Entities it cannot be: its own clause's subject, or the speaker of its quotation."""
    tokens, head = reading.tokens, mention.head
    barred: set[int | None] = set()
    if tokens.quote[head]:
        barred.add(reading.entity_at(reading.quote_subject.get(tokens.quote[head])))
    if tokens.dep[head] in OBJECTS and mention.key[0] not in REFLEXIVE:
        verb = tokens.head[head]
        if tokens.dep[head] == "pobj":
            verb = tokens.head[verb]
        barred.add(reading.entity_at(reading.subject_of.get(verb)))
    return {number for number in barred if number is not None}


def _score(reading: Reading, mention: Mention, earlier: Mention, entity: Entity) -> float:
    """How much speaks for an earlier mention: nearness, prominence, having spoken last.

    The weights were set by hand on the develop part of `benchmarks/speakers`.
    """
    tokens = reading.tokens
    here, there = mention.head, earlier.head
    score = -1.0 * (tokens.sentence[here] - tokens.sentence[there]) + _rank(tokens, there)
    score -= 0.01 * min(here - there, 60)
    other_quote = tokens.quote[there] and tokens.quote[there] != tokens.quote[here]
    if other_quote or _in_content(reading, here, there):
        score -= 2.5
    if not tokens.quote[here] and _speaks(reading, here) and entity.number == reading.speaker:
        score += 1.4
    if _in_complement(tokens, here, there) and ":" not in tokens.text[there:here]:
        score += 1.5
    if mention.gender and not entity.gender:
        score -= 0.7
    if entity.unnamed:
        score -= 0.3
    return score + 0.12 * min(len(entity.mentions), 6)


def _in_content(reading: Reading, here: int, there: int) -> bool:
    """Whether the earlier one stands in what the pronoun says ("People like X, he said")."""
    tokens, verb = reading.tokens, reading.tokens.head[here]
    if tokens.sentence[here] != tokens.sentence[there] or not _speaks(reading, here):
        return False
    for _ in range(12):
        if tokens.head[there] == verb:
            return tokens.dep[there] in ("ccomp", "dep", "parataxis", "nsubj", "dobj")
        if tokens.head[there] == there:
            return False
        if there == verb:
            return False
        there = tokens.head[there]
    return False


def _rank(tokens: Tokens, i: int) -> float:
    """How prominent its place in the sentence makes a mention: subjects most."""
    steps, i = 0, titles.described(tokens, i)
    while tokens.dep[i] == "conj" and steps < 4:
        i, steps = tokens.head[i], steps + 1
    dep = tokens.dep[i]
    if dep in SUBJECTS:
        return CLAUSE_RANKS.get(tokens.dep[tokens.head[i]], 2.0)
    if dep == "pobj" and tokens.lower[max(0, tokens.head[i] - 1)] == "as":
        return 4.0 if tokens.lower[tokens.head[i]] == "for" else 0.3  # "As for X, he said"
    if dep in ("poss", "appos"):
        return 0.8
    return 0.7 if dep in ("dobj", "dative", "agent", "ROOT") else 0.3


def _speaks(reading: Reading, i: int) -> bool:
    verb = reading.tokens.head[i]
    return reading.subject_of.get(verb) == i and speech.is_speech(reading.tokens, verb)


def _in_complement(tokens: Tokens, here: int, there: int) -> bool:
    """Whether the pronoun is in what the earlier one says ("X said he ...")."""
    if tokens.dep[there] not in SUBJECTS or tokens.sentence[here] != tokens.sentence[there]:
        return False
    verb, i = tokens.head[there], here
    for _ in range(8):
        if tokens.head[i] == verb:
            return tokens.dep[i] in ("ccomp", "xcomp", "advcl") and here != verb
        if tokens.head[i] == i:
            return False
        i = tokens.head[i]
    return False


def _ahead(reading: Reading, mention: Mention) -> int | None:
    """The named subject that follows a fronted clause: "As he left, X said"."""
    tokens, i = reading.tokens, mention.head
    for _ in range(8):
        verb = tokens.head[i]
        if verb == i:
            return None
        subject = reading.subject_of.get(verb)
        if subject is not None and subject > mention.head and tokens.dep[i] in ("advcl", "prep"):
            return reading.entity_at(subject)
        i = verb
    return None


def _group(reading: Reading, mention: Mention) -> int | None:
    """The plural subject before; none where two names together may be meant."""
    tokens, here = reading.tokens, reading.tokens.sentence[mention.head]
    best: tuple[float, int] | None = None
    for earlier in _near(reading, mention):
        distance = here - tokens.sentence[earlier.head]
        if distance > 2:
            break
        if _paired(tokens, earlier) and distance <= 1:
            return None
        entity = reading.entities[earlier.entity or 0]
        body = entity.kind in ("organization", "media") and not entity.unnamed
        plural = earlier.plural or (entity.plural and earlier.form == "pronoun")
        if not plural and not (body and tokens.dep[earlier.head] in SUBJECTS):
            continue
        if tokens.quote[earlier.head] != tokens.quote[mention.head]:
            continue
        if distance == 0 and _speaks(reading, mention.head) and _after_comma(tokens, mention):
            continue  # what they say holds it: "With X in power, they said, ..."
        score = _rank(tokens, earlier.head) - 1.2 * distance - (0.0 if plural else 0.4)
        if best is None or score > best[0]:
            best = (score, entity.number)
    return best[1] if best and best[0] >= 0.8 else None


def _after_comma(tokens: Tokens, mention: Mention) -> bool:
    return mention.head > 0 and tokens.text[mention.head - 1] == ","


def _paired(tokens: Tokens, mention: Mention) -> bool:
    """Whether it is one of two names joined ("X and Y")."""
    head = mention.head
    return mention.form == "name" and tokens.dep[head] == "conj"


def _thing(reading: Reading, mention: Mention) -> int | None:
    """The body that was subject before, for an "it" that says or does something."""
    tokens, here = reading.tokens, mention.head
    if tokens.lower[here] == "it" and not _does_something(reading, here):
        return None
    for earlier in _near(reading, mention):
        distance = tokens.sentence[here] - tokens.sentence[earlier.head]
        if distance > 1:
            return None
        entity = reading.entities[earlier.entity or 0]
        fits = entity.kind not in ("person", "people") and not earlier.plural
        dep = tokens.dep[earlier.head]
        if fits and (dep in SUBJECTS or (dep == "dobj" and distance == 0)):
            return entity.number
    return None


def _does_something(reading: Reading, i: int) -> bool:
    verb = reading.tokens.head[i]
    return reading.subject_of.get(verb) == i and reading.tokens.lemma[verb] != "be"
