"""Mentions in, pairs of them out, for the model to say whether both name one arrangement.

Training and run time share this module, so that both see the same pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.arrangements.chains import (
    Chain,
    fit,
    may_name_same,
    says_otherwise,
    shared_ways,
)
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.arrangements.weigh import Features

BACK = 30
"""So many earlier mentions are looked at, the nearest."""

TOGETHER = (
    ("word", "shared"), ("word", "later determiner"), ("word", "sentences"), ("word", "bare"),
    ("later determiner", "sentences"), ("shared", "later determiner"), ("shared", "otherwise"),
    ("fit", "word"), ("earlier gate", "later gate"), ("earlier kind", "later kind"),
    ("plural", "word"), ("later gate", "word"), ("later determiner", "between"),
    ("word", "between"), ("fit", "sentences"), ("later determiner", "bare"), ("otherwise", "word"),
    ("word", "shared", "later determiner"), ("word", "sentences", "later determiner", "bare"),
    ("word", "bare", "between"),
)  # fmt: skip
"""Features that are looked at together too."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions by their numbers on the page, the earlier one first."""

    earlier: int
    later: int
    features: Features


def links_of(mentions: Sequence[Mention], later: int) -> Iterator[Link]:
    """A page's mention with each of the nearest BACK before it."""
    for earlier in range(max(0, later - BACK), later):
        yield Link(earlier, later, _features(mentions, earlier, later))


def _features(mentions: Sequence[Mention], earlier: int, later: int) -> Features:
    one, two = mentions[earlier], mentions[later]
    chain = Chain([one])
    word = "same" if one.word == two.word else "kin" if may_name_same(two, chain) else "other"
    said = {
        "earlier kind": one.kind,
        "later kind": two.kind,
        "earlier gate": one.gate,
        "later gate": two.gate,
        "earlier determiner": one.determiner,
        "later determiner": two.determiner,
        "word": word,
        "shared": str(min(shared_ways(two, chain), 3)),
        "otherwise": str(says_otherwise(two, chain)),
        "plural": f"{one.plural}/{two.plural}",
        "sentences": str(_step(two.sentence - one.sentence, (0, 1, 2, 4, 8, 15, 30, 60))),
        "between": str(_step(later - earlier - 1, (0, 1, 2, 4, 8, 15))),
        "fit": str(_step(int(2 * max(0.0, fit(two, chain))), (0, 2, 4, 6, 9))),
        "bare": f"{one.bare}/{two.bare}",
        "words": f"{one.word}/{two.word}",
    }
    alone = (f"{name}={value}" for name, value in said.items())
    together = (f"{'+'.join(names)}={'/'.join(said[n] for n in names)}" for names in TOGETHER)
    return (*alone, *together)


def _step(value: int, edges: tuple[int, ...]) -> int:
    """The number of the first edge that the value does not pass."""
    return next((at for at, edge in enumerate(edges) if value <= edge), len(edges))
