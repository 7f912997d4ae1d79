"""Mentions of one page in, chains out: the mentions of one arrangement belong to one chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.language.arrangements.lexicon import lexicon
from onrecord.language.arrangements.mentions import Mention
from onrecord.record import ArrangementKind

FAR = 40
"""A bare "the plan" this many sentences after the last mention no longer finds it."""

FRESH = frozenset({"another", "separate", "second", "different"})


@dataclass(slots=True)
class Chain:
    """The mentions of one arrangement, in order, and what they say of it together."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def words(self) -> set[str]:
        """The nouns that name it."""
        return {mention.word for mention in self.mentions}

    def all_of(self, name: str) -> set[str]:
        """Everything that its mentions hold under `name`, such as `marks`."""
        found: set[str] = set()
        for mention in self.mentions:
            found |= getattr(mention, name)
        return found

    @property
    def ordinals(self) -> set[str]:
        """The rounds that its mentions name."""
        return {mention.ordinal for mention in self.mentions if mention.ordinal}

    @property
    def heads(self) -> set[int]:
        """The places of its mentions' heads."""
        return {mention.head for mention in self.mentions}

    @property
    def specific(self) -> bool:
        """Whether something is known of whose it is or what it is about."""
        return any(m.marks or m.people or m.places for m in self.mentions)

    @property
    def kind(self) -> ArrangementKind:
        """The kind of its strongest mentions."""
        kinds = [m.kind for m in self.mentions if m.gate != "echo"]
        return max(kinds or [self.mentions[0].kind], key=kinds.count)

    @property
    def grounded(self) -> bool:
        """Whether some mention says by itself which arrangement it is."""
        return any(mention.grounded for mention in self.mentions)


def main_chain(chains: Sequence[Chain]) -> Chain | None:
    """The plan or agreement that the page is about: the one it names most, and more than once."""
    named = [chain for chain in chains if chain.kind in {"proposal", "agreement", "ceasefire"}]
    main = max(named, key=lambda chain: len(chain.mentions), default=None)
    return main if main is not None and len(main.mentions) > 1 else None


def fit(mention: Mention, chain: Chain) -> float:
    """How well the mention fits the chain; 0 or less where it does not."""
    last = chain.mentions[-1]
    if mention.antecedent is not None and mention.antecedent in chain.heads:
        return 9.0
    if not may_name_same(mention, chain):
        return 0
    if says_otherwise(mention, chain):
        return 0
    far = mention.sentence - last.sentence
    shared = shared_ways(mention, chain)
    if not _may_point_back(mention, chain, shared, far):
        return 0
    score = 1.0 + 2.0 * (mention.word in chain.words) + 1.5 * shared
    score += min(len(chain.mentions), 8) * 0.15 - min(far, 30) * 0.06
    return score + 0.5 * (mention.plural == last.plural)


def may_name_same(mention: Mention, chain: Chain) -> bool:
    """Whether the mention's noun is one of the chain's, or one that may stand for them."""
    if mention.word in chain.words:
        return True
    links = lexicon().links
    anchors = {m.word for m in chain.mentions if m.gate != "echo"}
    return any(mention.word in links.get(word, ()) for word in anchors)


def shared_ways(mention: Mention, chain: Chain) -> int:
    """In how many ways the two speak of the same people, places and matter."""
    said = mention.topic | mention.marks
    theirs = chain.all_of("topic") | chain.all_of("marks")
    people = mention.people & (chain.all_of("people") | theirs)
    places = mention.places & (chain.all_of("places") | theirs)
    matter = said & theirs - mention.places
    return bool(people) + bool(places) + min(len(matter), 2)


def says_otherwise(mention: Mention, chain: Chain) -> bool:
    """Whether the two name different owners, rounds or matters."""
    marks = chain.all_of("marks")
    other = mention.marks and marks and not mention.marks & (marks | chain.all_of("topic"))
    return is_another(mention, chain) or bool(other and not shared_ways(mention, chain))


def is_another(mention: Mention, chain: Chain) -> bool:
    """Whether the two are of different owners, rounds or numbers, or one stands in the other."""
    if mention.ordinal and chain.ordinals and mention.ordinal not in chain.ordinals:
        return True
    if any(m.start <= mention.head < m.end for m in chain.mentions):
        return True
    for name in ("people", "owners"):
        mine, theirs = getattr(mention, name), chain.all_of(name)
        if mine and theirs and not mine & theirs and mention.gate != "frame":
            return not mine & chain.all_of("places")
    return (
        mention.plural != chain.mentions[0].plural
        and mention.word in chain.words
        and mention.kind != "talks"
    )


def _may_point_back(mention: Mention, chain: Chain, shared: int, far: int) -> bool:
    """Whether the mention's form lets it stand for something named before."""
    if mention.gate == "frame":
        same = mention.word in chain.words and far <= 3
        return mention.antecedent in chain.heads or (shared > 0 and same)
    if mention.gate == "echo":
        near = mention.determiner == "definite" and far <= 2
        return near or (mention.determiner == "possessive" and shared > 0 and far <= 6)
    if mention.determiner == "indefinite":
        return _new_may_be_old(mention, chain, shared, far)
    if mention.determiner == "bare":
        same = mention.word in chain.words and (mention.bare or shared > 0)
        return same or shared > 1
    return _pointing_finds(mention, chain, shared, far)


def _new_may_be_old(mention: Mention, chain: Chain, shared: int, far: int) -> bool:
    """Whether "a deal" is the one spoken of where it is still to come, or where much is shared."""
    if mention.ordinal or mention.plural or mention.gate in {"arranged", "event"}:
        return shared > 1
    if mention.prospective and mention.bare:
        return far <= 6
    return shared > 1 or (mention.word in chain.words and shared > 0)


def _pointing_finds(mention: Mention, chain: Chain, shared: int, far: int) -> bool:
    """Whether "the deal" or "Oslo's deal" reaches back to the chain, by how much it says."""
    same_word = mention.word in chain.words
    if mention.bare:
        return same_word or far <= 6
    if same_word and not mention.marks and not chain.all_of("owners") | chain.all_of("people"):
        return far <= 15
    return shared > 0 or (far <= 3 and not chain.specific)
