"""A page's mentions in, what a model has to decide out: pairs of words, each with its features.

A verb and the mention whose term it may be; a word and the mention whose status it may tell; a time
and the mention whose deadline it may be; an actor's name and the mention on which the actor may
take a stand. Training and run time share this module, so that both see the same pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.grammar import (
    SUBJECTS,
    has_future,
    has_modal,
    in_condition,
    is_infinitive,
    is_main_verb,
    is_negated,
    is_wanted,
    lemma,
    main_word,
)
from onrecord.language.arrangements.lexicon import lexicon
from onrecord.language.arrangements.mentions import Mention, sentence_numbers
from onrecord.language.arrangements.weigh import Features
from onrecord.record import StanceKind, Status

STATUSES: tuple[Status, ...] = (
    "proposed", "offered", "under_negotiation", "progress", "agreed", "in_force", "postponed",
    "rejected", "violated", "failed", "dropped",
)  # fmt: skip
STANCES: tuple[StanceKind, ...] = ("supports", "opposes", "doubts", "conditional", "undecided")
LAYERS: dict[str, tuple[str, ...]] = {
    "terms": ("term",), "history": STATUSES, "deadlines": ("deadline",), "positions": STANCES
}  # fmt: skip
"""The layers of pairs, and their labels."""

REACH = 3
"""Sentences after a mention in which a verb may still tell a term of it."""

NEAR = 14
"""Words between a mention and a word that may tell its status, where the tree joins them not."""

TELLING = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PART"})
"""Parts of speech of the words around that are looked at for a stance."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A word and the mention that it may say something of (token indices, the mention's head)."""

    layer: str
    word: int
    head: int
    chain: int
    features: Features


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as the pairs see it; `fired` has the labels that the rules give, layer by layer."""

    doc: Doc
    mentions: tuple[tuple[Mention, int], ...]
    sentences: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    main: int
    fired: Mapping[str, Mapping[tuple[int, int], str]]
    names: tuple[int, ...]
    times: tuple[int, ...]
    sources: Mapping[int, set[int]]
    contents: Mapping[int, set[int]]
    tellings: dict[int, tuple[str, ...]]
    """For each token, the numbers of the statements whose source, or content, it stands in; for
    each sentence that was asked for, its words that may tell a stance."""


def make_scene(
    doc: Doc,
    chains: Sequence[Chain],
    main: Chain | None,
    fired: Mapping[str, Mapping[tuple[int, int], str]],
    names: Iterable[int],
) -> Scene:
    """The scene of a page; `names` are the places of the words that name an actor."""
    rows = ((one, number) for number, chain in enumerate(chains) for one in chain.mentions)
    sentences = tuple((sent.start, sent.end) for sent in doc.sents)
    times = {
        word.i
        for time in doc._.times
        if time.type != "SET" and (word := main_word(doc, time.span.start, time.span.end))
    }
    return Scene(
        doc=doc,
        mentions=tuple(sorted(rows, key=lambda row: row[0].head)),
        sentences=sentences,
        numbers=tuple(sentence_numbers(doc)),
        main=next((number for number, chain in enumerate(chains) if chain is main), -1),
        fired=fired,
        names=tuple(sorted(names)),
        times=tuple(sorted(times)),
        sources=_statements_at(doc, "source"),
        contents=_statements_at(doc, "content"),
        tellings={},
    )


def _statements_at(doc: Doc, part: str) -> dict[int, set[int]]:
    """For each token inside, the numbers of the statements of whose `part` it is."""
    starts = [token.idx for token in doc]
    found: dict[int, set[int]] = {}
    for number, statement in enumerate(doc._.statements):
        for span in getattr(statement, part):
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                found.setdefault(at, set()).add(number)
    return found


def pairs_of(scene: Scene) -> Iterator[Pair]:
    """All pairs of a page, sentence by sentence."""
    by_sentence: dict[int, list[tuple[Mention, int]]] = {}
    for mention, chain in scene.mentions:
        by_sentence.setdefault(scene.numbers[mention.head], []).append((mention, chain))
    for number, (start, end) in enumerate(scene.sentences):
        here = by_sentence.get(number, [])
        before = _before(by_sentence, number)
        after = by_sentence.get(number + 1, [])[:1]
        if not (here or before or after):
            continue
        for token in scene.doc[start:end]:
            yield from _term_pairs(scene, token, here, [*before, *after])
            yield from _status_pairs(scene, token, here, [*before, *after])
        for name in scene.names:
            if start <= name < end:
                yield from _stand_pairs(scene, scene.doc[name], [*before, *here, *after])
        for time in scene.times:
            if start <= time < end:
                yield from _time_pairs(scene, scene.doc[time], here, [*before, *after])


def _before(
    by_sentence: Mapping[int, list[tuple[Mention, int]]], number: int
) -> list[tuple[Mention, int]]:
    """The last mention of the nearest sentence before, within REACH."""
    rows = (by_sentence.get(number - back, []) for back in range(1, REACH + 1))
    return next((row[-1:] for row in rows if row), [])


def _nearest(mentions: Sequence[tuple[Mention, int]], token: Token) -> list[tuple[Mention, int]]:
    return sorted(mentions, key=lambda row: (abs(row[0].head - token.i), row[0].head))


def _with_beside(
    here: Sequence[tuple[Mention, int]], beside: Sequence[tuple[Mention, int]], token: Token
) -> list[tuple[Mention, int]]:
    """The nearest mentions of the word's sentence, and other arrangements named beside it."""
    near = _nearest(here, token)[:3]
    told = {chain for _, chain in near}
    return near + [row for row in beside if row[1] not in told]


def _term_pairs(
    scene: Scene,
    token: Token,
    here: Sequence[tuple[Mention, int]],
    beside: Sequence[tuple[Mention, int]],
) -> Iterator[Pair]:
    if not is_main_verb(token):
        return
    for mention, chain in _with_beside(here, beside, token):
        if mention.head != token.i:
            yield _pair("terms", scene, token, mention, chain)


def _status_pairs(
    scene: Scene,
    token: Token,
    here: Sequence[tuple[Mention, int]],
    beside: Sequence[tuple[Mention, int]],
) -> Iterator[Pair]:
    """A word with the mentions of its sentence; a verb, where it has none, with those beside."""
    if token.pos_ not in {"VERB", "NOUN", "ADJ"}:
        return
    for mention, chain in here:
        if mention.head == token.i and mention.gate != "frame":
            continue
        if abs(mention.head - token.i) <= NEAR or len(_way(token, scene.doc[mention.head])) <= 3:
            yield _pair("history", scene, token, mention, chain)
    for mention, chain in () if here or token.pos_ != "VERB" else beside:
        if abs(scene.numbers[mention.head] - scene.numbers[token.i]) == 1:
            yield _pair("history", scene, token, mention, chain)


def _time_pairs(
    scene: Scene,
    token: Token,
    here: Sequence[tuple[Mention, int]],
    beside: Sequence[tuple[Mention, int]],
) -> Iterator[Pair]:
    for mention, chain in _with_beside(here, beside, token):
        yield _pair("deadlines", scene, token, mention, chain)


def _stand_pairs(
    scene: Scene, token: Token, mentions: Sequence[tuple[Mention, int]]
) -> Iterator[Pair]:
    nearest: dict[int, Mention] = {}
    for mention, chain in _nearest(mentions, token):
        if not mention.start <= token.i < mention.head:
            nearest.setdefault(chain, mention)
    for chain, mention in nearest.items():
        yield _pair("positions", scene, token, mention, chain)


def _pair(layer: str, scene: Scene, token: Token, mention: Mention, chain: int) -> Pair:
    head = scene.doc[mention.head]
    together = scene.numbers[token.i] == scene.numbers[mention.head]
    way = " ".join(_way(token, head)) if together else "elsewhere"
    features = (
        *_of_both(layer, scene, token, mention, way, main=chain == scene.main),
        *_of_classes(token, way),
        *(_of_stand(scene, token, head) if layer == "positions" else ()),
        *(_of_time(token) if layer == "deadlines" else ()),
    )
    return Pair(layer, token.i, mention.head, chain, features)


def _of_both(  # noqa: PLR0913
    layer: str, scene: Scene, token: Token, mention: Mention, way: str, *, main: bool
) -> Iterator[str]:
    """Who the two are, how they stand to each other, and what the rules say of them."""
    head = scene.doc[mention.head]
    apart = max(-3, min(scene.numbers[token.i] - scene.numbers[mention.head], 3))
    word, name, mood = lemma(token), lemma(head), _mood(token)
    rule = scene.fired[layer].get((token.i, mention.head), "no")
    yield from (
        f"kind={mention.kind}", f"gate={mention.gate}", f"determiner={mention.determiner}",
        f"distance={_distance(token.i - mention.head)}", f"apart={apart}", f"way={way}",
        f"dep={token.dep_}", f"head dep={head.dep_}", f"mood={mood}", f"rule={rule}",
        f"main={main}", f"said={_said(scene, token, head)}", f"tag={token.tag_}",
        f"word={word}", f"word,way={word}/{way}", f"head={name}", f"word,head={word}/{name}",
        f"word,mood={word}/{mood}", f"word,kind={word}/{mention.kind}",
        f"rule,mood={rule}/{mood}", f"way,tag={way}/{token.tag_}", f"way,mood={way}/{mood}",
        f"over={lemma(token.head)}/{token.dep_}",
    )  # fmt: skip
    for child in token.children:
        yield f"under={child.dep_}:{lemma(child)}"
        yield f"under dep={child.dep_}"
        if child.dep_ in SUBJECTS:
            yield f"doer={child.ent_type_ or child.pos_}"
    if token.dep_ == "conj":
        beside = scene.fired[layer].get((token.head.i, mention.head), "no")
        yield f"beside={beside}"


def _of_classes(token: Token, way: str) -> Iterator[str]:
    """The word lists that hold the word."""
    for name in _classes().get(lemma(token), ()):
        yield f"list={name}"
        yield f"list,way={name}/{way}"


def _of_stand(scene: Scene, token: Token, head: Token) -> Iterator[str]:
    """The words between a name and a mention, those of their sentences, and the verbs over them."""
    low, high = min(token.i, head.i), max(token.i, head.i)
    yield from _stances_among(token.doc[low:high], "between")
    for number in dict.fromkeys((scene.numbers[token.i], scene.numbers[head.i])):
        if number not in scene.tellings:
            start, end = scene.sentences[number]
            scene.tellings[number] = tuple(_stances_among(scene.doc[start:end], "sentence"))
        yield from scene.tellings[number]
    said = _said(scene, token, head)
    for name, one, parts in (("over name", token, {"VERB"}), ("over head", head, {"VERB", "NOUN"})):
        up = next((above for above in one.ancestors if above.pos_ in parts), None)
        if up is not None:
            yield f"{name}={lemma(up)}"
            yield f"{name},said={lemma(up)}/{said}"
            for stance in _stance_words().get(lemma(up), ()):
                yield f"{name} stance={stance}"


def _stances_among(tokens: Iterable[Token], name: str) -> Iterator[str]:
    for token in tokens:
        if token.pos_ in TELLING:
            yield f"{name}={lemma(token)}"
            for stance in _stance_words().get(lemma(token), ()):
                yield f"{name} stance={stance}"


def _of_time(token: Token) -> Iterator[str]:
    """The words around the beginning of a time."""
    first = token.left_edge.i
    for step in (-2, -1, 1, 2):
        if 0 <= first + step < len(token.doc):
            yield f"time{step}={token.doc[first + step].lemma_.lower()}"


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """For each word, the lists and the statuses under which it stands."""
    found: dict[str, set[str]] = {}
    for name, words in lexicon().words.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    for (_, word), rules in lexicon().statuses.items():
        found.setdefault(word.split(" ")[0], set()).update(rule.status for rule in rules)
    return {word: tuple(sorted(names)) for word, names in found.items()}


@cache
def _stance_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for (_, word), stance in lexicon().stances.items():
        found.setdefault(word.split(" ")[0], set()).add(stance)
    return {word: tuple(sorted(stances)) for word, stances in found.items()}


def _distance(words: int) -> str:
    """Words from the mention to the word, in steps that grow."""
    size = abs(words)
    step = next((n for n, edge in enumerate((1, 2, 4, 7, 12, 25)) if size <= edge), 6)
    return f"{'after' if words > 0 else 'before'} {step}"


def _way(token: Token, head: Token) -> tuple[str, ...]:
    """The way through the tree from the word up to a common ancestor and down to the mention."""
    up = [token, *token.ancestors]
    down = [head, *head.ancestors]
    places = {one.i: at for at, one in enumerate(down)}
    for climbed, one in enumerate(up):
        if one.i in places:
            rise = [f"<{_label(step)}" for step in up[:climbed]]
            fall = [f">{_label(step)}" for step in reversed(down[: places[one.i]])]
            return (*rise, *fall)
    return ("apart",)


def _label(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in {"prep", "agent"} else token.dep_


def _mood(token: Token) -> str:
    """How real the word is: denied, possible, ahead, an infinitive, wanted, or past."""
    if token.pos_ not in {"VERB", "AUX"}:
        return "none"
    bits = (
        is_negated(token), has_modal(token), has_future(token), is_infinitive(token),
        is_wanted(token) or in_condition(token), token.tag_ in {"VBD", "VBN"},
    )  # fmt: skip
    return "".join("1" if bit else "0" for bit in bits)


def _said(scene: Scene, token: Token, head: Token) -> str:
    """How the two stand to the statements of the page."""
    over, own = scene.contents.get(head.i, set()), scene.sources.get(token.i, set())
    if over & own:
        return "says it"
    if own:
        return "says something"
    if over & scene.contents.get(token.i, set()):
        return "both said"
    return "said" if over else "not said"
