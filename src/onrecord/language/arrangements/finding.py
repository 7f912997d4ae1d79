"""A page in, what the model finds on it out: its mentions in chains, and what hangs on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast as as_type

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.chains import Chain, fit, is_another, main_chain
from onrecord.language.arrangements.fired import fire
from onrecord.language.arrangements.grammar import (
    has_modal,
    in_condition,
    is_infinitive,
    is_negated,
    lemma,
)
from onrecord.language.arrangements.judge import Chances, Judge
from onrecord.language.arrangements.lexicon import lexicon
from onrecord.language.arrangements.links import links_of
from onrecord.language.arrangements.mentions import (
    Mention,
    may_name,
    mention_at,
    sentence_numbers,
)
from onrecord.language.arrangements.moments import deadline_noun
from onrecord.language.arrangements.pairs import Pair, Scene, make_scene, pairs_of
from onrecord.language.arrangements.parties import Cast, name_places
from onrecord.language.arrangements.reader import Reader
from onrecord.language.arrangements.weigh import heads, layers
from onrecord.language.arrangements.words import WordFeatures
from onrecord.record import ArrangementKind

SOUGHT = frozenset({"proposed", "offered", "under_negotiation"})
"""What is so already when somebody wants to: those who want to sign a deal still negotiate."""

SETTLED = frozenset({"frame", "sure", "name"})
"""Gates of the lists whose words are of one kind wherever they stand: a truce is a ceasefire."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that is found to say something: its label, and how likely that is."""

    word: int
    head: int
    label: str
    chance: float


@dataclass(slots=True)
class Findings:
    """A page's chains and, for each chain (by number) and layer, the hits."""

    chains: list[Chain]
    names: dict[int, str]
    hits: dict[tuple[int, str], list[Hit]] = field(default_factory=dict)

    def of(self, chain: int, layer: str) -> list[Hit]:
        """The hits of one chain, in the order of the text."""
        return sorted(self.hits.get((chain, layer), []), key=lambda hit: (hit.word, hit.head))


def find_all(doc: Doc, cast: Cast, reader: Reader | None) -> Findings:
    """What the models find on the page."""
    judge = Judge(doc, reader)
    chains = linked(read_mentions(doc, judge), judge)
    findings = Findings(chains, name_places(doc))
    _add_hits(findings, scene_of(doc, chains, cast, findings.names), judge)
    return findings


def scene_of(doc: Doc, chains: Sequence[Chain], cast: Cast, names: dict[int, str]) -> Scene:
    """The page with its chains and all that the rules say of them."""
    main = main_chain(chains)
    return make_scene(doc, chains, main, fire(doc, chains, main, cast, names), names)


def read_mentions(doc: Doc, judge: Judge) -> list[Mention]:
    """The words that name an arrangement, in order."""
    features, numbers = WordFeatures(doc), sentence_numbers(doc)
    words = [(token.i, features.of(token.i)) for token in doc if may_name(token, heads())]
    labels = layers()["mentions"].labels
    found: list[Mention] = []
    for (at, _), chances in zip(words, judge.of_words(words), strict=True):
        ruled = at in features.ruled
        if 1 - chances[0] >= (judge.ruled("mentions") if ruled else judge.threshold("mentions")):
            kind = as_type(ArrangementKind, labels[_likeliest(chances)])
            mention = mention_at(doc[at], numbers[at], kind)
            kind = mention.kind if mention.gate in SETTLED else kind
            found.append(replace(mention, kind=kind, chance=1 - chances[0]))
    return found


def linked(mentions: Sequence[Mention], judge: Judge) -> list[Chain]:
    """The mentions in chains: each joins the chain of the earlier mention that fits it best."""
    chains: list[Chain] = []
    at: dict[int, Chain] = {}
    for later, mention in enumerate(mentions):
        links = [link for link in links_of(mentions, later) if _may_join(mention, at[link.earlier])]
        asked = [((mention.head, mentions[link.earlier].head), link.features) for link in links]
        chances = judge.of_pairs("links", asked)
        rows = [(one[1], -link.earlier) for link, one in zip(links, chances, strict=True)]
        best = max(rows, default=(0.0, 0))
        if best[0] >= judge.threshold("links"):
            at[later] = at[-best[1]]
            at[later].mentions.append(mention)
        else:
            at[later] = Chain([mention])
            chains.append(at[later])
    return chains


def _may_join(mention: Mention, chain: Chain) -> bool:
    """Whether nothing contradicts that the mention belongs to the chain.

    A truce that is told apart is no plan told before. Talks are held by the dozen: those that are
    brought up anew, or with other people, places or matters, are other talks, and only the same
    noun points back at them.
    """
    if is_another(mention, chain):
        return False
    if mention.kind == "ceasefire" and not mention.bare:
        return any(one.kind == "ceasefire" for one in chain.mentions)
    if mention.kind != "talks" or chain.kind != "talks":
        return True
    mine, theirs = _said_of([mention]), _said_of(chain.mentions)
    if mine and theirs and not mine & theirs:
        return False
    anew = mention.determiner == "indefinite" or (mention.determiner == "bare" and not mention.bare)
    return (fit(mention, chain) > 0) if anew else bool(mine & theirs or mention.word in chain.words)


def _said_of(mentions: Sequence[Mention]) -> frozenset[str]:
    """All that the phrases of the mentions say of whose it is and what it is about."""
    parts = (one.people | one.places | one.topic | one.marks for one in mentions)
    return frozenset(word for part in parts for word in part)


def _add_hits(findings: Findings, scene: Scene, judge: Judge) -> None:
    """Weigh all pairs; where several would say the same thing, the likeliest says it.

    What hangs on an arrangement is no likelier than the arrangement itself.
    """
    sure = [max(one.chance for one in chain.mentions) for chain in findings.chains]
    by_layer: dict[str, list[Pair]] = {}
    for pair in pairs_of(scene):
        by_layer.setdefault(pair.layer, []).append(pair)
    for layer, pairs in by_layer.items():
        asked = [((pair.word, pair.head), pair.features) for pair in pairs]
        best: dict[tuple[object, ...], tuple[Hit, int]] = {}
        for pair, chances in zip(pairs, judge.of_pairs(layer, asked), strict=True):
            label, chance = _weighed(pair, _within(chances, sure[pair.chain]), scene, judge)
            if label is not None:
                key = _key(pair, label, findings.names)
                if key not in best or chance > best[key][0].chance:
                    best[key] = (Hit(pair.word, pair.head, label, chance), pair.chain)
        for hit, chain in best.values():
            findings.hits.setdefault((chain, layer), []).append(hit)


def _within(chances: Chances, sure: float) -> Chances:
    """The chances of a pair's labels where its arrangement itself is only so sure."""
    nothing, *labels = chances
    return (1 - sure * (1 - nothing), *(sure * one for one in labels))


def _weighed(pair: Pair, chances: Chances, scene: Scene, judge: Judge) -> tuple[str | None, float]:
    """The label that the pair is given, and its chance; None where it is given none.

    What the rules say holds unless the models find it unlikely.
    """
    labels = layers()[pair.layer].labels
    ruled = scene.fired[pair.layer].get((pair.word, pair.head))
    if ruled in labels and chances[labels.index(ruled)] >= judge.ruled(pair.layer):
        return ruled, chances[labels.index(ruled)]
    at = _likeliest(chances)
    found = chances[at] >= judge.threshold(pair.layer) and _may_say(pair, scene.doc, labels[at])
    return (labels[at] if found else None), chances[at]


def _likeliest(chances: Chances) -> int:
    """The number of the likeliest label but the first, which stands for nothing."""
    return max(range(1, len(chances)), key=lambda number: chances[number])


def _may_say(pair: Pair, doc: Doc, label: str) -> bool:
    """Whether the tree lets the pair say what the model finds likely.

    What is open or denied is no change, nor is "offered support for the plan"; what is done to a
    plan or its deadline is no term of it, nor is "the best chance to ...".
    """
    word, head = doc[pair.word], doc[pair.head]
    objects = [child for child in word.rights if child.dep_ == "dobj"]
    if pair.layer == "history":
        stances = lexicon().stances
        met = any(("noun", lemma(one)) in stances and one != head for one in objects)
        return not met and not _is_open(word, label)
    if pair.layer == "terms":
        about = any(child == head or deadline_noun(child) for child in objects)
        of_another = word.dep_ == "acl" and is_infinitive(word) and word.head != head
        return not about and not of_another
    return True


def _is_open(word: Token, status: str) -> bool:
    """Whether the words leave it open, wish or deny that the change came about.

    What was not reached failed; what somebody did not sign may yet be signed.
    """
    if word.pos_ != "VERB":
        return False
    signs = lemma(word) in lexicon().words["signing"]
    told = status == "rejected" or (status == "failed" and not signs)
    denied = is_negated(word) and not told
    over = [word, word.head] if word.dep_ == "xcomp" else [word]
    wished = any(lemma(one) in lexicon().words["wishing"] for one in over)
    return denied or (wished and status not in SOUGHT) or has_modal(word) or in_condition(word)


def _key(pair: Pair, label: str, names: dict[int, str]) -> tuple[object, ...]:
    """What a hit counts as: a word tells one term, change or deadline, of one arrangement."""
    if pair.layer != "positions":
        return (pair.word,)
    return (names[pair.word], pair.chain, label, pair.head)
