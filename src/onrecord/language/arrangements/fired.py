"""A page's chains in, what the rules say of pairs of words out: evidence for the model to weigh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.deadlines import deadlines_of
from onrecord.language.arrangements.grammar import main_word
from onrecord.language.arrangements.history import steps_at
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.parties import Cast, parties_named
from onrecord.language.arrangements.positions import about_parties, held_by, stances_at
from onrecord.language.arrangements.terms import found_at, told_after

Fired = dict[tuple[int, int], str]
"""The label that the rules give to a word and the head of a mention (token indices)."""


def fire(
    doc: Doc,
    chains: Sequence[Chain],
    main: Chain | None,
    cast: Cast,
    names: Mapping[int, str],
) -> Mapping[str, Fired]:
    """The labels that the rules give, layer by layer.

    `main` is the page's main arrangement; `names` leads from the place of a name to its actor.
    """
    mentions = [mention for chain in chains for mention in chain.mentions]
    found: dict[str, Fired] = {"terms": {}, "history": {}, "deadlines": {}, "positions": {}}
    rows = [*_all(doc, chains, mentions), *_of_main(doc, main, cast)]
    for layer, word, head, label in rows:
        places = _places(doc[word], cast, names) if layer == "positions" else [word]
        for place in places:
            found[layer].setdefault((place, head), label)
    return found


def _places(word: Token, cast: Cast, names: Mapping[int, str]) -> list[int]:
    """Where the actor is named that the word stands for or stands in the name of."""
    if word.i in names:
        return [word.i]
    actor = cast.at(word) or cast.at(word.right_edge)
    own = [at for at, known in names.items() if actor is not None and known == actor.id]
    return sorted(own, key=lambda at: abs(at - word.i))[:1]


Row = tuple[str, int, int, str]


def _all(doc: Doc, chains: Sequence[Chain], mentions: Sequence[Mention]) -> Iterator[Row]:
    for mention in mentions:
        for one in found_at(doc, mention):
            yield "terms", one.verb.i, mention.head, "term"
        for status, word in steps_at(doc, mention):
            yield "history", word.i, mention.head, status
        for held in stances_at(doc, mention):
            for place in held_by(doc, held):
                yield "positions", place, mention.head, held.stance
    heads = frozenset(mention.head for mention in mentions)
    for chain in chains:
        for due in deadlines_of(doc, chain, heads):
            time = main_word(doc, due.span.start, due.span.end)
            if time is not None:
                for mention in chain.mentions:
                    yield "deadlines", time.i, mention.head, "deadline"


def _of_main(doc: Doc, main: Chain | None, cast: Cast) -> Iterator[Row]:
    """What stands a few sentences after the main arrangement, or is held of its parties."""
    if main is None:
        return
    for one in told_after(doc, main, cast):
        before = [mention.head for mention in main.mentions if mention.head < one.verb.i]
        if before:
            yield "terms", one.verb.i, max(before), "term"
    parties = tuple(parties_named(doc, main.mentions, cast))
    for held in about_parties(doc, main, cast, parties):
        for place in held_by(doc, held):
            yield from (("positions", place, one.head, held.stance) for one in main.mentions)
